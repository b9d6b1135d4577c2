//! Whether claims are right as often as their confidence says.

use serde::Serialize;

use super::rounded;
use super::slot::ratio;

/// Bins of equal width between 0 and 1.
const BINS: usize = 10;

/// A reliability table (DeGroot & Fienberg 1983) and its summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Expected calibration error (Naeini et al. 2015): mean distance between confidence and share
    /// found over the bins, weighted by their claims.
    pub expected_calibration_error: f64,
    /// Claims that carry a confidence.
    pub count: usize,
    /// From the least sure to the surest; bins without claims are left out.
    pub bins: Vec<Bin>,
}

/// The claims whose confidence lies in one bin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Lower end; belongs to the bin.
    pub from: f64,
    /// Upper end; belongs to the last bin only.
    pub to: f64,
    /// How many claims.
    pub count: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// Share of them that the gold has.
    pub found: f64,
}

/// The table of claims given as (confidence, whether found); `None` where there is none.
/// A confidence beyond 0 and 1 counts in the outermost bin.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the bins")]
#[expect(clippy::cast_precision_loss, reason = "counts of claims are far below 2^52")]
pub(super) fn calibration(claims: &[(f64, bool)]) -> Option<Calibration> {
    let mut bins: [(usize, usize, f64); BINS] = [(0, 0, 0.0); BINS];
    for &(confidence, found) in claims {
        let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
        let (count, hits, sum) = &mut bins[at];
        *count += 1;
        *hits += usize::from(found);
        *sum += confidence;
    }
    let mut error = 0.0;
    let mut table = Vec::new();
    for (at, (count, hits, sum)) in bins.into_iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let (confidence, found) = (sum / count as f64, ratio(hits, count));
        error += ratio(count, claims.len()) * (confidence - found).abs();
        table.push(Bin {
            from: ratio(at, BINS),
            to: ratio(at + 1, BINS),
            count,
            confidence: rounded(confidence),
            found: rounded(found),
        });
    }
    (!claims.is_empty()).then_some(Calibration {
        expected_calibration_error: rounded(error),
        count: claims.len(),
        bins: table,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfidence_shows() {
        let table = calibration(&[(0.95, true), (1.0, false), (0.1, false)]).unwrap();
        assert_eq!(table.count, 3);
        let shown: Vec<_> =
            table.bins.iter().map(|bin| (bin.from, bin.count, bin.confidence, bin.found)).collect();
        assert_eq!(shown, [(0.1, 1, 0.1, 0.0), (0.9, 2, 0.975, 0.5)]);
        // (1 × 0.1 + 2 × 0.475) / 3
        assert!((table.expected_calibration_error - 0.35).abs() < 1e-9);
        assert_eq!(calibration(&[]), None);
    }
}
