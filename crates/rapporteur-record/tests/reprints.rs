//! Reprints among synthetic reports: copies, edited and cut copies, borrowed passages, and
//! background that many repeat with changing numbers.

#[path = "../examples/reprints/generator.rs"]
mod generator;
#[path = "../examples/reprints/measure.rs"]
mod measure;

use rapporteur_record::families;
use rapporteur_record::voices::reprints::reprints;

#[test]
fn planted_reprints_are_found_and_nothing_else() {
    let made = generator::synthetic(600, 11);
    let families = families(&made.documents);
    let copies = measure::copies(&made, &reprints(&made.documents, &families));
    let passages = measure::passages(&made, &families);
    println!("{copies:?} {passages:?} of {} sentences", made.sentences);
    for score in [copies, passages] {
        assert!(score.precision >= 0.98 && score.recall >= 0.98, "{score:?}");
    }
}
