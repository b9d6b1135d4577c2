//! The sample's record, served by the real program.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// A server over a record of its own.
pub(super) struct Site {
    server: Child,
    /// Kept open: the server goes on writing to it.
    _stderr: BufReader<ChildStderr>,
    address: String,
    folder: TempDir,
}

/// The sample's record, built once for all tests.
static SAMPLE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let built = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .arg("build")
        .arg(repository.join("samples/havana"))
        .arg("--dossier")
        .arg(repository.join("samples/havana.dossier.toml"))
        .arg("-o")
        .arg(folder.path().join("havana.record"))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(built.success());
    folder
});

/// A record to look at: the sample's, or the one that `RAPPORTEUR_RECORD` names.
pub(super) fn record() -> PathBuf {
    let named = std::env::var_os("RAPPORTEUR_RECORD").map(PathBuf::from);
    named.unwrap_or_else(|| SAMPLE.path().join("havana.record"))
}

impl Site {
    /// Serves a copy of the sample's record.
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("havana.record");
        std::fs::copy(record(), &copy).unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .arg("serve")
            .arg(&copy)
            .args(["--bind", "127.0.0.1:0", "--as", "Ana"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut stderr = BufReader::new(server.stderr.take().unwrap());
        stderr.read_line(&mut said).unwrap();
        let address = said.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.unwrap_or_else(|| panic!("{said}")).trim_end_matches('/').to_owned();
        Self { server, _stderr: stderr, address, folder }
    }

    /// The address of a page.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What a page says, without a browser.
    pub(super) fn fetch(&self, path: &str) -> String {
        let mut answer = ureq::get(self.at(path)).call().unwrap();
        answer.body_mut().with_config().limit(100_000_000).read_to_string().unwrap()
    }

    /// Runs a command on the served record.
    pub(super) fn run(&self, command: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .args(command.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// A file beside the served record.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _killed = self.server.kill();
        let _ended = self.server.wait();
    }
}
