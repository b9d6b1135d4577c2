//! How fast pages come on a large record, under many readers and one reviewer.
//!
//! ```console
//! $ cargo test --release -p rapporteur-web --test site -- --ignored --nocapture speed
//! ```

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rapporteur_web::{Options, serve};

use super::large::write;
use super::record::Site;

/// Claims of the record.
const CLAIMS: usize = 100_000;

/// Readers at a time, and how long each looks at a page before it asks for the next.
const READERS: usize = 50;
const LOOKS: Duration = Duration::from_secs(1);

/// How long everybody reads, and how often somebody decides.
const LASTS: Duration = Duration::from_secs(30);
const DECIDES: Duration = Duration::from_secs(1);

#[test]
#[ignore = "takes minutes; its figures stand in docs/performance.md"]
fn speed() {
    let claims = std::env::var("RAPPORTEUR_CLAIMS").ok().and_then(|claims| claims.parse().ok());
    let begun = Instant::now();
    let site = Site::written(|record| write(record, claims.unwrap_or(CLAIMS)), |state| state);
    eprintln!("record made and opened in {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    site.state.warm();
    eprintln!("views worked out in {:.1} s", begun.elapsed().as_secs_f64());

    let (said, address) = std::sync::mpsc::channel();
    let state = Arc::clone(&site.state);
    std::thread::spawn(move || {
        let bind = "127.0.0.1:0".parse().unwrap();
        serve(state, &Options::at(bind), move |address| said.send(address).unwrap()).unwrap();
    });
    let address: SocketAddr = address.recv().unwrap();

    let first = timed(address, "/");
    eprintln!("first page {first:.0} ms");
    eprintln!("one reader, mean of {ALONE}: by the clock, of a processor");
    for page in PAGES {
        let before = processor();
        let times: Vec<f64> = (0..ALONE).map(|_| timed(address, page)).collect();
        let used = (processor() - before) / f64::from(ALONE);
        let mean = times.iter().sum::<f64>() / f64::from(ALONE);
        eprintln!("{page:<60} {mean:.0} ms {used:.0} ms");
    }
    let before = processor();

    let stop = Arc::new(AtomicBool::new(false));
    let reviewer = {
        let (state, stop) = (Arc::clone(&site.state), Arc::clone(&stop));
        std::thread::spawn(move || {
            let mut times = Vec::new();
            for at in 0.. {
                if stop.load(Ordering::Relaxed) {
                    return times;
                }
                let claim = state.snapshot().core.contents.claims[at * 17].clone();
                let verdict = match at % 3 {
                    0 => rapporteur_model::Verdict::Accepted,
                    1 => rapporteur_model::Verdict::Unsure,
                    _ => rapporteur_model::Verdict::Rejected,
                };
                let anchors = vec![rapporteur_model::Anchor::of(&claim)];
                let act = rapporteur_model::Act::Judge { claims: anchors, verdict };
                let begun = Instant::now();
                state.decide(act, "Eva", None).unwrap();
                times.push(begun.elapsed().as_secs_f64() * 1_000.0);
                std::thread::sleep(DECIDES);
            }
            times
        })
    };
    let readers: Vec<_> = (0..READERS)
        .map(|reader| {
            std::thread::spawn(move || {
                std::thread::sleep(
                    LOOKS * u32::try_from(reader).unwrap() / u32::try_from(READERS).unwrap(),
                );
                let until = Instant::now() + LASTS;
                let mut times = Vec::new();
                for at in reader.. {
                    if Instant::now() >= until {
                        break;
                    }
                    let page = PAGES[at % PAGES.len()];
                    times.push((page, timed(address, page)));
                    std::thread::sleep(LOOKS);
                }
                times
            })
        })
        .collect();
    let told: Vec<(&str, f64)> =
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect();
    stop.store(true, Ordering::Relaxed);
    let used = processor() - before;
    let mut decided = reviewer.join().unwrap();
    let of = |wanted: fn(&str) -> bool| {
        let mut times: Vec<f64> =
            told.iter().filter(|(page, _)| wanted(page)).map(|(_, time)| *time).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let (first, times) = (of(|page| page == "/"), of(|page| page != "/"));
    decided.sort_by(f64::total_cmp);
    let at = |times: &[f64], share: f64| times[((times.len() - 1) as f64 * share) as usize];
    eprintln!(
        "{} first pages to {READERS} readers: median {:.0} ms, 95th percentile {:.0} ms",
        first.len(),
        at(&first, 0.5),
        at(&first, 0.95),
    );
    eprintln!(
        "{} filtered views: median {:.0} ms, 95th percentile {:.0} ms, most {:.0} ms",
        times.len(),
        at(&times, 0.5),
        at(&times, 0.95),
        at(&times, 1.0)
    );
    eprintln!(
        "{} decisions: median {:.0} ms, 95th percentile {:.0} ms",
        decided.len(),
        at(&decided, 0.5),
        at(&decided, 0.95)
    );
    eprintln!(
        "{:.0} ms of a processor for each page, decisions and what follows from them included",
        used / told.len() as f64
    );
    assert!(at(&times, 0.95) < 300.0);
}

/// Requests of one reader for each page.
const ALONE: u32 = 10;

/// Milliseconds of processor time that this process has used: what counts on a machine that others
/// use, too.
fn processor() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok());
    // User and system time, in hundredths of a second.
    (ticks(12).unwrap_or_default() + ticks(13).unwrap_or_default()) * 10.0
}

/// First pages and filtered views, as readers mix them.
const PAGES: &[&str] = &[
    "/",
    "/timeline?party=league",
    "/timeline?party=league&party=crown&from=2016&to=2018",
    "/positions?issue=ceasefire&outlet=outlet-7",
    "/disagreements?disputed=yes",
    "/threads?party=guild",
    "/figures?from=2015",
    "/search?q=ward+12",
    "/actors?outlet=outlet-3",
    "/documents?type=assault",
    "/review?voices=2",
    "/timeline?-party=league&speaker=none",
];

/// Milliseconds until the last byte of a page.
fn timed(address: SocketAddr, path: &str) -> f64 {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{path}");
    begun.elapsed().as_secs_f64() * 1_000.0
}
