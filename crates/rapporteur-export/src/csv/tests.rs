use super::{harmless, plain};

#[test]
fn formulas_are_made_harmless() {
    for (cell, shown) in [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("@here", "'@here"),
        ("- a dash", "'- a dash"),
        ("plain = fine", "plain = fine"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1+1", "''=1+1"),
        ("''+1", "'''+1"),
        ("'quoted'", "'quoted'"),
        ("'", "'"),
        ("", ""),
    ] {
        assert_eq!(harmless(cell), shown);
        assert_eq!(plain(shown), cell);
    }
}
