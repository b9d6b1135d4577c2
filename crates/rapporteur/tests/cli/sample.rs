//! The README's first command, and what its record must hold.

use std::ffi::OsStr;

use super::harness::{Folder, repository};

#[test]
fn the_sample_makes_a_record_that_holds() {
    let folder = Folder::new();
    let sample = repository("samples/havana");
    let dossier = repository("samples/havana.dossier.toml");
    let arguments: [&OsStr; 6] = [
        "build".as_ref(),
        sample.as_ref(),
        "--dossier".as_ref(),
        dossier.as_ref(),
        "-o".as_ref(),
        "havana.record".as_ref(),
    ];
    folder
        .run_with(arguments, "")
        .ends_with(0)
        .says("32 reports from 5 outlets")
        .says("2012-09-04 to 2016-12-01")
        .says("FARC")
        .says("Colombia")
        .says("Cuba");
    folder.run("check havana.record").ends_with(0).says("everything holds");
}
