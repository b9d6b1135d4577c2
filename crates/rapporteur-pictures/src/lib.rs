//! What does the record look like?
//!
//! Pure functions from views of a record to pictures. A picture is an SVG that a page can hold as
//! it is, with its title, a summary in words and the same data as a table: whoever cannot see it, or
//! wants the numbers, loses nothing.
//!
//! What holds for every picture:
//!
//! - The same input gives the same bytes.
//! - It names no colour: classes do, and [`STYLE`] says what they mean on screen, in the dark and on
//!   paper. Nothing is told by colour alone: shapes differ, and words say it.
//! - It holds no script, no `style` attribute and no reference to anything outside itself, so that
//!   it stands under the strictest content security policy. Links lead where the caller says.
//! - Text from reports is escaped, control characters are dropped and right-to-left names are
//!   isolated, so that no text can break the picture or its neighbours.
//!
//! # Layout
//!
//! | module | the picture |
//! |---|---|
//! | [`mod@timeline`] | what happened when, in lanes |
//! | [`mod@figures`] | one series of figures, each report's own |
//! | [`mod@positions`] | who stands where on which issue |
//! | [`mod@network`] | who deals with whom, and through whom |
//! | [`mod@map`] | where it happens |
//! | [`mod@spread`] | how one entry went from outlet to outlet |
//! | [`mod@sparkline`] | reports per day, the size of a word |
//!
//! Beneath them: `picture` (what a picture is), `svg` (elements), `text` (what fits where), `axis`
//! (dates and numbers along a line), `marks` (shapes with their legend), `phrases` (every English
//! word, from `text/en.toml`).

mod axis;
mod boxes;
mod marks;
mod phrases;
mod picture;
mod svg;
mod text;
pub mod texts;

pub mod figures;
pub mod map;
pub mod network;
pub mod positions;
pub mod sparkline;
pub mod spread;
pub mod timeline;

pub use figures::figures;
pub use map::map;
pub use network::network;
pub use picture::{Cell, Frame, Links, Picture, Table, Target, at_both_widths};
pub use positions::positions;
pub use sparkline::sparkline;
pub use spread::spread;
pub use timeline::timeline;

/// The stylesheet that gives pictures their colours: on screen, in the dark and on paper.
///
/// Put it into the page's own stylesheet; [`Picture::standalone`] puts it into the file.
pub const STYLE: &str = include_str!("style.css");
