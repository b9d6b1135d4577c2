//! The page is served to who may see it, and its secrets are not told.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use super::harness::{Folder, REPORT};

/// A served record, stopped when it is dropped.
pub(super) struct Serving {
    server: Child,
    stderr: Option<BufReader<std::process::ChildStderr>>,
    /// What it said before it was ready.
    said: String,
    pub(super) address: String,
}

impl Serving {
    /// Runs `serve` of a program in a folder until it says its address.
    pub(super) fn start(program: &str, folder: &Folder, arguments: &str) -> Self {
        let mut server = Command::new(program)
            .arg("serve")
            .args(arguments.split_whitespace())
            .current_dir(folder.path("."))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(server.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("stop with Ctrl-C") && stderr.read_line(&mut said).unwrap() > 0 {}
        let address = said.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.unwrap_or_else(|| panic!("{said}"));
        let address = address.trim_end_matches('/').replace("0.0.0.0", "127.0.0.1");
        Self { server, stderr: Some(stderr), said, address }
    }

    pub(super) fn process(&self) -> u32 {
        self.server.id()
    }

    /// Stops the server; everything that it said.
    fn stop(mut self) -> String {
        self.server.kill().unwrap();
        let mut said = std::mem::take(&mut self.said);
        if let Some(mut stderr) = self.stderr.take() {
            stderr.read_to_string(&mut said).unwrap();
        }
        said
    }

    fn status(&self, path: &str, token: &str) -> u16 {
        let request = ureq::get(format!("{}{path}", self.address));
        let request = request.config().http_status_as_error(false).max_redirects(0).build();
        let request = if token.is_empty() {
            request
        } else {
            request.header("authorization", format!("Bearer {token}"))
        };
        request.call().unwrap().status().as_u16()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _stopped = self.server.kill();
        let _ended = self.server.wait();
    }
}

fn folder() -> Folder {
    let folder = Folder::new()
        .with("report.txt", REPORT)
        .with("token", "a-long-winter-in-oslo\nwhat follows is no token\n")
        .with("short", "winter\n");
    folder.run("build report.txt -o talks.record").ends_with(0);
    folder
}

/// The program that was built for these tests.
pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_rapporteur");

#[test]
fn an_address_of_the_network_gets_a_token_that_is_said_once() {
    let folder = folder();
    let serving = Serving::start(PROGRAM, &folder, "talks.record --bind 0.0.0.0:0");
    let token = serving.said.lines().find_map(|line| line.strip_prefix("token: ")).unwrap();
    let token = token.to_owned();
    assert!(token.len() == 32, "{token}");
    assert_eq!(serving.status("/", ""), 401);
    assert_eq!(serving.status("/", &token), 200);
    assert_eq!(serving.status("/", "another-token-altogether"), 401);
    let said = serving.stop();
    assert_eq!(said.matches(&token).count(), 1, "{said}");
    assert!(said.contains("unencrypted"), "{said}");
    let again = Serving::start(PROGRAM, &folder, "talks.record --bind 0.0.0.0:0");
    assert!(!again.stop().contains(&token), "a token of its own for each run");
}

#[test]
fn a_token_from_a_file_is_demanded_and_never_said() {
    let folder = folder();
    let serving =
        Serving::start(PROGRAM, &folder, "talks.record --bind 127.0.0.1:0 --token-file token");
    assert_eq!(serving.status("/", ""), 401);
    assert_eq!(serving.status("/", "a-long-winter-in-oslo"), 200);
    assert_eq!(serving.status("/", "what follows is no token"), 401);
    let said = serving.stop();
    assert!(!said.contains("winter"), "{said}");
    #[cfg(unix)]
    assert!(said.contains("others on this machine can read the token"), "{said}");
    folder
        .run("serve talks.record --token-file short")
        .ends_with(2)
        .warns("short: the first line is no token");
    let refused = folder.run("serve talks.record --token-file short");
    assert!(!refused.stderr.contains("winter"), "{}", refused.stderr);
    folder.run("serve talks.record --token-file none").ends_with(2).warns("none: cannot be read");
}

#[test]
fn a_record_is_served_to_this_machine_without_a_token() {
    let folder = folder();
    let serving = Serving::start(PROGRAM, &folder, "talks.record --bind 127.0.0.1:0 --read-only");
    assert_eq!(serving.status("/review", ""), 200);
    let posted = ureq::post(format!("{}/decide", serving.address))
        .config()
        .http_status_as_error(false)
        .build()
        .send("act=undo&number=1")
        .unwrap();
    assert_eq!(posted.status().as_u16(), 403);
    assert!(!serving.stop().contains("token"));
}

#[test]
fn a_part_of_a_record_is_served_as_if_there_were_no_more() {
    let folder = Folder::new()
        .with("in/a.txt", "Oslo, May 3, 2019 (AW) -- The League rejected the truce on Friday.\n")
        .with("in/b.txt", "Geneva, June 7, 2019 (EP) -- Norway met Ruritania in Bern on Friday.\n");
    folder.run("build in -o talks.record").ends_with(0);
    let serving =
        Serving::start(PROGRAM, &folder, "talks.record --bind 127.0.0.1:0 -w party=league");
    let read = |path: &str| {
        let mut answer = ureq::get(format!("{}{path}", serving.address)).call().unwrap();
        answer.body_mut().read_to_string().unwrap()
    };
    let page = read("/documents");
    assert!(page.contains("talks (Party: League)"), "{page}");
    assert!(page.contains("League") && !page.contains("Ruritania"), "{page}");
    assert!(read("/api/v1").contains("talks (Party: League)"));
    // A decision makes the page anew, of the same part.
    let claims = folder.run("show talks.record claims --json -w party=league").ends_with(0).stdout;
    let claims: serde_json::Value = serde_json::from_str(&claims).unwrap();
    let reviewed = read("/review");
    let token = reviewed.split("name=\"token\" value=\"").nth(1).unwrap();
    let posted = ureq::post(format!("{}/decide", serving.address))
        .header("origin", &serving.address)
        .config()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .send_form([
            ("token", token.split('"').next().unwrap()),
            ("act", "judge"),
            ("claim", claims[0]["id"].as_str().unwrap()),
            ("verdict", "accepted"),
        ])
        .unwrap();
    assert_eq!(posted.status().as_u16(), 303);
    let page = read("/documents");
    assert!(page.contains("League") && !page.contains("Ruritania"), "{page}");
    drop(serving);
    folder
        .run("serve talks.record -w party=Nobody")
        .ends_with(2)
        .warns("nothing is selected by `--where party=nobody`");
}
