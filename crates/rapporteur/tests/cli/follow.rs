//! Feeds are followed politely, against a server that the test starts on this machine.

pub(super) mod server;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use self::server::{Answer, Server};
use super::harness::{Folder, Run};

fn page(words: &str) -> Answer {
    let text = format!(
        "<html><head><title>Truce</title></head><body><article><h1>Truce</h1>\
         <p>The League and the government of Ruritania agreed to a truce on Monday, the mediator said \
         after a night of talks in Oslo. {words}</p><p>The two sides will meet again in the first week \
         of May, and both said that the talks about prisoners would go on for some time.</p>\
         </article></body></html>"
    );
    Answer::ok("text/html; charset=utf-8", &text)
}

/// A feed with entries for these paths, each with its title.
fn feed(server: &Server, entries: &[(&str, &str)]) -> Answer {
    let items: String = entries
        .iter()
        .map(|(path, title)| {
            let link = if path.starts_with("http") { (*path).to_owned() } else { server.url(path) };
            format!(
                "<item><title>{title}</title><link>{}</link>\
                 <pubDate>Thu, 23 Jun 2016 10:00:00 GMT</pubDate></item>",
                link.replace('&', "&amp;")
            )
        })
        .collect();
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Andes Wire</title><link>x</link><description>x</description>{items}</channel></rss>"
    );
    Answer::ok("application/rss+xml", &rss)
}

/// A folder with a feeds file for one feed of a server.
fn folder(server: &Server, more: &str) -> Folder {
    let toml = format!(
        "contact = \"desk@andes.example\"\ndelay = 0.05\ntimeout = 3\n{more}\n[[feed]]\nurl = \"{}\"\noutlet = \"Andes Wire\"\n",
        server.url("/feed")
    );
    Folder::new().with("feeds.toml", toml)
}

fn once(folder: &Folder, code: i32) -> Run {
    folder.run("follow feeds.toml -o t.record --once").ends_with(code)
}

fn documents(folder: &Folder) -> Vec<Value> {
    let json = folder.run("show t.record documents --json").ends_with(0).stdout;
    serde_json::from_str(&json).unwrap()
}

#[test]
fn what_is_new_in_a_feed_is_read_and_archived() {
    let server = Server::start();
    server.route("/feed", feed(&server, &[("/a", "Truce")]).with("ETag", "\"v1\""));
    server.route("/a", page(""));
    let folder = folder(&server, "");
    once(&folder, 0).says("1 fetched");
    folder.run("check t.record").ends_with(0);
    let found = documents(&folder);
    assert_eq!((found.len(), &found[0]["outlet"]), (1, &"Andes Wire".into()));
    assert_eq!(found[0]["published"], "2016-06-23");

    // The archive holds the same report, byte for byte.
    folder.run("build t.warc.gz -o archive.record").ends_with(0).says("1 report");
    let archived = folder.run("show archive.record documents --json").ends_with(0).stdout;
    let archived: Vec<Value> = serde_json::from_str(&archived).unwrap();
    assert_eq!(
        (&archived[0]["key"], &archived[0]["sha256"]),
        (&found[0]["key"], &found[0]["sha256"])
    );

    // Asked again, the feed has not changed; the page is not asked for.
    once(&folder, 0).says("nothing new; 1 feeds unchanged");
    assert_eq!(server.asked("/a"), 1);
    let requests = server.requests();
    let conditional = requests.iter().filter(|r| r.header("if-none-match") == Some("\"v1\""));
    assert_eq!(conditional.count(), 1);
    for request in &requests {
        let agent = request.header("user-agent").unwrap();
        assert!(
            agent.starts_with("rapporteur/") && agent.contains("desk@andes.example"),
            "{agent}"
        );
    }
}

#[test]
fn a_page_that_changes_is_a_new_version() {
    let server = Server::start();
    server.route("/feed", feed(&server, &[("/a", "Truce")]));
    server.route("/a", page("At least 40 people were killed in April."));
    let folder = folder(&server, "");
    once(&folder, 0);
    server.route("/feed", feed(&server, &[("/a", "Truce (corrected)")]));
    server.route("/a", page("At least 34 people were killed in April."));
    once(&folder, 0);
    assert_eq!(documents(&folder).len(), 2);
    folder
        .run("show t.record versions")
        .ends_with(0)
        .says("1 report with more than one version")
        .says("34 people")
        .says("40 people");
}

#[test]
fn robots_txt_is_obeyed() {
    let server = Server::start();
    server.route("/robots.txt", Answer::ok("text/plain", "User-agent: *\nDisallow: /private/\n"));
    server.route("/feed", feed(&server, &[("/private/a", "No"), ("/b", "Yes")]));
    server.route("/private/a", page(""));
    server.route("/b", page(""));
    let folder = folder(&server, "");
    once(&folder, 1).says("1 fetched").warns("warning[R122]");
    assert_eq!(server.asked("/private/a"), 0);
    assert_eq!(server.asked("/b"), 1);
}

#[test]
fn a_host_in_trouble_is_left_alone() {
    let server = Server::start();
    server.route("/feed", feed(&server, &[("/a", "A"), ("/b", "B")]));
    server.route("/a", Answer::status(429).with("Retry-After", "3600"));
    server.route("/b", page(""));
    let folder = folder(&server, "");
    once(&folder, 1).warns("left alone until");
    assert_eq!((server.asked("/a"), server.asked("/b")), (1, 0));
    // The next run remembers it.
    once(&folder, 1).warns("left alone until");
    assert_eq!((server.asked("/a"), server.asked("/b"), server.asked("/feed")), (1, 0, 1));
}

#[test]
fn a_short_trouble_is_waited_for() {
    let server = Server::start();
    server.route("/feed", feed(&server, &[("/a", "A")]));
    server.first("/a", Answer::status(503).with("Retry-After", "1"));
    server.route("/a", page(""));
    let folder = folder(&server, "");
    once(&folder, 0).says("1 fetched");
    let times = server.times("/a");
    assert_eq!(times.len(), 2);
    assert!(times[1] - times[0] >= Duration::from_secs(1), "{times:?}");
}

#[test]
fn every_way_to_fail_is_told_and_none_stops_the_rest() {
    let server = Server::start();
    let garbled = Server::start();
    garbled.garble();
    let tls = garbled.url("/x").replace("http://", "https://");
    let entries = [
        ("/circle", "1"),
        ("/far", "2"),
        ("/huge", "3"),
        ("/short", "4"),
        ("/slow", "5"),
        ("/gone", "6"),
        ("/picture", "7"),
        (tls.as_str(), "8"),
        ("/private", "9"),
        ("/good", "10"),
        ("/long", "11"),
    ];
    server.route("/feed", feed(&server, &entries));
    server.route("/circle", Answer::redirect(&server.url("/circle2")));
    server.route("/circle2", Answer::redirect(&server.url("/circle")));
    for hop in 0..20 {
        let (from, to) = (format!("/far{hop}"), format!("/far{}", hop + 1));
        server.route(&from, Answer::redirect(&server.url(&to)));
    }
    server.route("/far", Answer::redirect(&server.url("/far0")));
    server.route("/huge", Answer::endless(100 * 1024 * 1024));
    server.route("/short", page("").promising(1_000_000));
    server.route("/long", page("").promising(40));
    server.route("/slow", page("").slowly());
    server.route("/gone", Answer::status(410));
    server.route("/picture", Answer::ok("image/png", "png"));
    server.route("/private", Answer::redirect("http://10.0.0.1/inside"));
    server.route("/good", page(""));
    let folder = folder(&server, &format!("allow = [\"{}\"]", "127.0.0.1"));
    let mut run = once(&folder, 1);
    let mut rounds = 1;
    // What was broken leaves its host alone for a while; the following rounds get to the rest.
    while server.asked("/slow") == 0 || server.asked("/good") == 0 || server.asked("/short") == 0 {
        assert!(rounds < 12, "{}", run.stderr);
        run.stderr.push_str(&once(&folder, 1).stderr);
        rounds += 1;
    }
    let told = |path: &str, words: &str| {
        let found = run.stderr.lines().any(|line| line.contains(path) && line.contains(words));
        assert!(found, "`{path}`: `{words}` is not told in\n{}", run.stderr);
    };
    told("/circle:", "redirects in a circle");
    told("/far:", "redirects more than");
    told("/huge:", "larger than 16 MiB");
    told("/short:", "broke off");
    told("/gone:", "answered 410");
    told("/picture:", "not a page");
    told("/private:", "private network");
    told("/x:", "R121");
    assert!(server.most_at_once() <= 1, "{} requests at once", server.most_at_once());
    let urls: Vec<String> =
        documents(&folder).iter().map(|d| d["url"].as_str().unwrap().to_owned()).collect();
    assert!(urls.contains(&server.url("/good")), "{urls:?}");
}

#[test]
fn links_into_a_private_network_are_refused() {
    let server = Server::start();
    let inside = Server::start();
    inside.route("/a", page(""));
    // The feed is named as `localhost`; its link leads to this machine by its address.
    server.route("/feed", feed(&server, &[(&inside.url("/a"), "A")]));
    let toml = format!(
        "delay = 0\n[[feed]]\nurl = \"{}\"\n",
        server.url("/feed").replace("127.0.0.1", "localhost")
    );
    let folder = Folder::new().with("feeds.toml", toml);
    once(&folder, 1).warns("warning[R123]").warns("hint: ");
    assert_eq!(inside.asked("/a"), 0);
    let allowed = fs::read_to_string(folder.path("feeds.toml")).unwrap();
    let folder = Folder::new().with("feeds.toml", format!("allow = [\"127.0.0.1\"]\n{allowed}"));
    once(&folder, 0).says("1 fetched");
}

#[test]
fn ctrl_c_ends_it_in_order_and_the_next_run_goes_on() {
    let server = Server::start();
    let paths: Vec<String> = (0..40).map(|n| format!("/p{n}")).collect();
    let entries: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "Truce")).collect();
    server.route("/feed", feed(&server, &entries));
    for (number, path) in paths.iter().enumerate() {
        server.route(path, page(&format!("It was the meeting number {number}.")));
    }
    let folder = folder(&server, "");
    let child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["follow", "feeds.toml", "-o", "t.record"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    // Robots, the feed and some of the pages.
    while server.requests().len() < 6 && started.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(20));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let run = Run::of(child.wait_with_output().unwrap()).ends_with(0).warns("stopped");
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let before = documents(&folder).len();
    assert!(before > 0 && before < 40, "{before} of 40 were read");
    once(&folder, 0);
    assert_eq!(documents(&folder).len(), 40);
    for path in &paths {
        assert_eq!(server.asked(path), 1, "{path}");
    }
}

#[test]
fn subscriptions_of_other_programs_are_taken_over() {
    let folder = Folder::new().with(
        "feeds.opml",
        "<opml version=\"2.0\"><body><outline text=\"Andes Wire\" xmlUrl=\"https://andes.example/rss\"/></body></opml>",
    );
    folder
        .run("follow feeds.opml --print-feeds")
        .ends_with(0)
        .says("[[feed]]\nurl = \"https://andes.example/rss\"\noutlet = \"Andes Wire\"");
    let bad = Folder::new().with("feeds.toml", "[[feed]]\nlink = 1\n");
    bad.run("follow feeds.toml --once").ends_with(2).warns("feeds.toml").warns("unknown field");
}

#[test]
fn extract_reads_a_page_at_an_address() {
    let server = Server::start();
    server.route("/a", Answer::redirect(&server.url("/b")));
    server.route("/b", page(""));
    let folder = Folder::new();
    let printed = folder.run(&format!("extract {}", server.url("/a"))).ends_with(0).stdout;
    let document: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(document["url"], server.url("/b"));
    assert!(document["origin"]["retrieved"].as_str().unwrap().ends_with('Z'));
    let missing = server.url("/none");
    folder.run(&format!("extract {missing}")).ends_with(2).warns("answered 404");
}
