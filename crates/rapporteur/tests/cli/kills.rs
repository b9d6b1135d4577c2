//! A program that is killed at any moment loses nothing that was finished.
//!
//! `cargo test -p rapporteur --test cli -- --ignored kills` kills it 200 times.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::follow::server::{Answer, Server};
use super::harness::Folder;
use super::serve::{PROGRAM, Serving};

/// Numbers that look random and are the same in every run (a linear congruential generator; the
/// constants are Knuth's).
struct Moments(u64);

impl Moments {
    /// From 0 up to `most`.
    fn next(&mut self, most: Duration) -> Duration {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let thousandths = u32::try_from((self.0 >> 33) % 1000).unwrap();
        most * thousandths / 1000
    }
}

fn start(folder: &Folder, arguments: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(arguments.split(' '))
        .current_dir(folder.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How many documents a record holds, proven; 0 where there is none yet.
fn checked(folder: &Folder) -> usize {
    if !folder.path("t.record").exists() {
        return 0;
    }
    let run = folder.run("check t.record").ends_with(0);
    let words: Vec<&str> = run.stdout.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "documents,").unwrap();
    words[at - 1].parse().unwrap()
}

fn report(round: usize, number: usize) -> String {
    let text = format!(
        "The League and the government of Ruritania met in Oslo for round {round} of talks, and at \
         least {number} people were killed in April, the mediator said."
    );
    format!("{{\"id\": \"r{round}-{number}\", \"text\": \"{text}\"}}\n")
}

/// Reports that come in each round.
const ROUND: usize = 40;

fn build_survives(kills: usize) {
    let folder = Folder::new();
    let mut moments = Moments(7);
    let (mut done, mut killed, mut round) = (0, 0, 0);
    let mut lasts = Duration::from_millis(500);
    while killed < kills {
        round += 1;
        let name = format!("{round}.jsonl");
        let lines: String = (0..ROUND).map(|number| report(round, number)).collect();
        fs::write(folder.path(&name), lines).unwrap();
        // A few kills in each round, then it may end.
        for _ in 0..4 {
            if killed == kills {
                break;
            }
            let mut child = start(&folder, &format!("build {name} -o t.record"));
            thread::sleep(moments.next(lasts));
            if child.try_wait().unwrap().is_none() {
                killed += 1;
            }
            child.kill().unwrap();
            child.wait().unwrap();
            let now = checked(&folder);
            assert!(now >= done, "{done} documents were there, now there are {now}");
            done = now;
        }
        let started = Instant::now();
        folder.run(&format!("build {name} -o t.record")).ends_with(0);
        lasts = started.elapsed();
        done = checked(&folder);
        assert_eq!(done, round * ROUND);
    }
    assert!(!folder.path("t.record.building").exists());
    let left: Vec<_> = fs::read_dir(folder.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            !name.ends_with(".jsonl") && name != "t.record" && !name.starts_with(".rapporteur-")
        })
        .collect();
    assert!(left.is_empty(), "{left:?}");
    // The same as from runs that nobody killed.
    let all: Vec<String> = (1..=round).map(|round| format!("{round}.jsonl")).collect();
    folder.run(&format!("build {} -o whole.record", all.join(" "))).ends_with(0);
    let export = |record: &str| folder.run(&format!("export {record} --to jsonl")).stdout;
    assert!(export("t.record") == export("whole.record"), "the record differs");
}

fn follow_survives(kills: usize) {
    let server = Server::start();
    let mut moments = Moments(11);
    let mut items = String::new();
    let folder = Folder::new();
    let toml = format!(
        "delay = 0\n[[feed]]\nurl = \"{}\"\noutlet = \"Andes Wire\"\n",
        server.url("/feed")
    );
    let folder = folder.with("feeds.toml", toml);
    let (mut done, mut killed, mut round) = (0, 0, 0);
    let mut lasts = Duration::from_millis(500);
    while killed < kills {
        round += 1;
        for number in 0..8 {
            let path = format!("/{round}-{number}");
            let text = format!(
                "<html><body><article><h1>Truce</h1><p>The League and the government of Ruritania \
                 met in Oslo for round {round} of talks, and at least {number} people were killed in \
                 April, the mediator said after a night of talks.</p></article></body></html>"
            );
            server.route(&path, Answer::ok("text/html", &text));
            items.push_str(&format!(
                "<item><title>Round {round}</title><link>{}</link></item>",
                server.url(&path)
            ));
        }
        let rss = format!(
            "<rss version=\"2.0\"><channel><title>Andes Wire</title><link>x</link><description>x</description>{items}</channel></rss>"
        );
        server.route("/feed", Answer::ok("application/rss+xml", &rss));
        for _ in 0..4 {
            if killed == kills {
                break;
            }
            let mut child = start(&folder, "follow feeds.toml -o t.record --once");
            thread::sleep(moments.next(lasts));
            if child.try_wait().unwrap().is_none() {
                killed += 1;
            }
            child.kill().unwrap();
            child.wait().unwrap();
            let now = checked(&folder);
            assert!(now >= done, "{done} documents were there, now there are {now}");
            done = now;
        }
        let started = Instant::now();
        folder.run("follow feeds.toml -o t.record --once").ends_with(0);
        lasts = started.elapsed();
        done = checked(&folder);
        assert_eq!(done, round * 8);
    }
    // The archive holds every page, whole.
    folder.run("build t.warc.gz -o archive.record").ends_with(0).says(&format!("{done} reports"));
}

/// A record of format 2 that is brought up to date: it has one format or the other, and all of it.
fn migration_survives(kills: usize) {
    let folder = Folder::new();
    let path = folder.path("t.record");
    let sql = include_str!("../../../rapporteur-store/fixtures/format-2.sql");
    rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let old = fs::read(&path).unwrap();
    let claims = folder.run("show t.record claims --json").ends_with(0).stdout;
    // The quickest command that opens a record to write.
    let upgrade = "scrub t.record nobody";
    let mut moments = Moments(17);
    let (mut killed, mut halfway, mut lasts) = (0, 0, Duration::from_millis(200));
    while killed < kills {
        fs::write(&path, &old).unwrap();
        let mut child = start(&folder, upgrade);
        thread::sleep(moments.next(lasts));
        if child.try_wait().unwrap().is_none() {
            killed += 1;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        halfway += usize::from(folder.path("t.record-journal").exists());
        assert_eq!(checked(&folder), 1);
        assert_eq!(folder.run("show t.record claims --json").ends_with(0).stdout, claims);
        let started = Instant::now();
        folder.run(upgrade).ends_with(2).warns("no document has the key");
        lasts = started.elapsed();
        assert!(fs::read(&path).unwrap() != old, "it was not brought up to date");
        assert_eq!(checked(&folder), 1);
    }
    eprintln!("{halfway} of {killed} were killed halfway");
}

/// A reviewer who accepts and rejects one claim after the other until the server is gone.
///
/// Gives what the server said yes to, and the decision that it may or may not have taken.
fn review(
    address: &str,
    claims: &[String],
    from: usize,
) -> (BTreeMap<String, &'static str>, Option<String>) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let mut confirmed = BTreeMap::new();
    let Ok(mut queue) = agent.get(format!("{address}/review")).call() else {
        return (confirmed, None);
    };
    let Ok(page) = queue.body_mut().read_to_string() else { return (confirmed, None) };
    let token = page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    for (at, claim) in claims.iter().cycle().enumerate().skip(from) {
        let verdict = if (at / claims.len()).is_multiple_of(2) { "accepted" } else { "rejected" };
        let form = [
            ("token", token),
            ("act", "judge"),
            ("claim", claim.as_str()),
            ("verdict", verdict),
            ("by", "Ana"),
            ("back", "/review"),
        ];
        let decide = agent.post(format!("{address}/decide")).header("Origin", address);
        match decide.send_form(form) {
            Ok(answer) => assert_eq!(answer.status(), 303, "{claim}"),
            Err(_) => return (confirmed, Some(claim.clone())),
        }
        confirmed.insert(claim.clone(), verdict);
    }
    unreachable!("claims are gone through again and again")
}

fn review_survives(kills: usize) {
    let folder = Folder::new();
    let lines: String = (0..ROUND).map(|number| report(1, number)).collect();
    fs::write(folder.path("r.jsonl"), lines).unwrap();
    folder.run("build r.jsonl -o t.record").ends_with(0);
    let told = |filter: &str| -> Vec<String> {
        let shown = folder.run(&format!("show t.record claims --json{filter}")).ends_with(0);
        let claims: Vec<serde_json::Value> = serde_json::from_str(&shown.stdout).unwrap();
        claims.iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
    };
    let claims = told("");
    let mut moments = Moments(13);
    let mut expected: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut decided = 0;
    for _ in 0..kills {
        let server = Serving::start(PROGRAM, &folder, "t.record --bind 127.0.0.1:0 --as Ana");
        let address = server.address.clone();
        let (confirmed, open) = thread::scope(|scope| {
            let reviewer = scope.spawn(|| review(&address, &claims, decided));
            thread::sleep(moments.next(Duration::from_millis(400)));
            drop(server);
            reviewer.join().unwrap()
        });
        decided += confirmed.len();
        expected.extend(confirmed);
        if let Some(open) = open {
            expected.remove(&open);
        }
        assert!(checked(&folder) == ROUND);
        for verdict in ["accepted", "rejected"] {
            let kept = told(&format!(" --where review={verdict}"));
            let lost = expected.iter().find(|(id, said)| **said == verdict && !kept.contains(id));
            assert_eq!(lost, None, "after {decided} decisions");
        }
    }
    assert!(decided > 0);
}

#[test]
fn a_review_that_is_killed_loses_nothing() {
    review_survives(3);
}

#[test]
#[ignore = "takes many minutes"]
fn kills_200_reviews() {
    review_survives(200);
}

#[test]
fn a_migration_that_is_killed_loses_nothing() {
    migration_survives(5);
}

#[test]
#[ignore = "takes a minute"]
fn kills_200_migrations() {
    migration_survives(200);
}

#[test]
fn a_build_that_is_killed_loses_nothing() {
    build_survives(5);
}

#[test]
fn a_follow_that_is_killed_loses_nothing() {
    follow_survives(5);
}

#[test]
#[ignore = "takes many minutes"]
fn kills_200_builds() {
    build_survives(200);
}

#[test]
#[ignore = "takes many minutes"]
fn kills_200_follows() {
    follow_survives(200);
}
