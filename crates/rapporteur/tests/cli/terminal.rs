//! What the terminal shows is aligned and readable at 80 columns.

use super::harness::{Folder, repository};

#[test]
fn every_view_fits_80_columns_and_has_a_json_twin() {
    let folder = Folder::new();
    let sample = repository("samples/havana");
    let dossier = repository("samples/havana.dossier.toml");
    let arguments = [
        "build".as_ref(),
        sample.as_os_str(),
        "--dossier".as_ref(),
        dossier.as_os_str(),
        "-o".as_ref(),
        "t.record".as_ref(),
    ];
    folder.run_with(arguments, "").ends_with(0);
    for view in ["brief", "timeline", "figures", "documents", "claims"] {
        let shown = folder.run(&format!("show t.record {view}")).ends_with(0).stdout;
        for line in shown.lines() {
            assert!(line.chars().count() <= 80, "{view}: {} columns: {line}", line.chars().count());
        }
        let json = folder.run(&format!("show t.record {view} --json")).ends_with(0).stdout;
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert!(value.is_object() || value.as_array().is_some_and(|rows| !rows.is_empty()));
    }
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let help = Folder::new().run("--help").ends_with(0).stdout;
    for word in ["build", "show", "export", "check", "inspect", "evaluate", "Exit codes"] {
        assert!(help.contains(word), "{help}");
    }
}
