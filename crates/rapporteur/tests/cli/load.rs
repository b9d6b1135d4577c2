//! Many readers for a long time: no error, and no more memory at the end than in the middle.
//!
//! ```console
//! $ cargo test -p rapporteur --test cli -- --ignored --nocapture two_hundred_readers
//! ```
//!
//! `RAPPORTEUR_PROGRAM` names the program to be tried (a release build), `RAPPORTEUR_RECORD` the
//! record that it serves (without it, the sample's is built), `RAPPORTEUR_SECONDS` how long.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::harness::{Folder, repository};
use super::serve::{PROGRAM, Serving};

const READERS: usize = 200;

/// How long caches and the allocator's pools fill (docs/performance.md).
const FILLS: Duration = Duration::from_secs(240);

/// How long a reader looks at a page.
const LOOKS: Duration = Duration::from_secs(1);

const TOKEN: &str = "a-long-winter-in-oslo";

/// What readers look at, each beginning at another place.
const PAGES: &[&str] = &[
    "/",
    "/timeline",
    "/timeline?party=farc&from=2015",
    "/threads",
    "/positions",
    "/figures",
    "/disagreements",
    "/actors?type=CONSULT",
    "/places",
    "/sources",
    "/wording",
    "/documents",
    "/search?q=ceasefire",
    "/review?disputed=yes",
    "/timeline.json",
    "/timeline.csv?type=AGREE",
    "/api/v1/claims?limit=20",
    "/api/v1/facets",
];

#[test]
#[ignore = "takes five minutes; its figures stand in docs/performance.md"]
fn two_hundred_readers() {
    let folder = Folder::new().with("token", TOKEN);
    let record = std::env::var_os("RAPPORTEUR_RECORD").map_or_else(
        || {
            let sample = repository("samples/havana");
            let dossier = repository("samples/havana.dossier.toml");
            let (sample, dossier) = (sample.display(), dossier.display());
            let build = format!("build {sample} --dossier {dossier} -o havana.record");
            folder.run(&build).ends_with(0);
            folder.path("havana.record")
        },
        PathBuf::from,
    );
    let seconds = std::env::var("RAPPORTEUR_SECONDS").ok().and_then(|n| n.parse().ok());
    let lasts = Duration::from_secs(seconds.unwrap_or(300));
    let program = std::env::var("RAPPORTEUR_PROGRAM");
    let program = program.unwrap_or_else(|_| PROGRAM.to_owned());
    // As on a network: behind a token, with limits, all readers behind one proxy.
    let arguments =
        format!("{} --bind 0.0.0.0:0 --token-file token --rate 100000", record.display());
    let serving = Serving::start(&program, &folder, &arguments);
    let begun = Instant::now();
    let answered = Arc::new(AtomicUsize::new(0));
    let readers: Vec<_> = (0..READERS)
        .map(|number| {
            let (address, answered) = (serving.address.clone(), Arc::clone(&answered));
            std::thread::spawn(move || read(&address, number, begun + lasts, &answered))
        })
        .collect();
    let mut memory = Vec::new();
    while begun.elapsed() < lasts {
        std::thread::sleep(Duration::from_secs(10).min(lasts / 15));
        let resident = resident(serving.process());
        let pages = answered.load(Ordering::Relaxed);
        eprintln!("{:>4} s {pages:>7} pages {resident:>6.1} MB", begun.elapsed().as_secs());
        memory.push(resident);
    }
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for reader in readers {
        let (took, failed) = reader.join().unwrap();
        times.extend(took);
        errors.extend(failed);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    // Caches, threads and what the allocator keeps for each of them fill at first; answers of a
    // moment come and go. So the middle fifth is held against the last.
    let median = |fifth: usize| {
        let length = memory.len() / 5;
        let mut part = memory[fifth * length..(fifth + 1) * length].to_vec();
        part.sort_by(f64::total_cmp);
        part[length / 2]
    };
    let (middle, last) = (median(2), median(4));
    let most = memory.iter().copied().fold(0.0, f64::max);
    eprintln!(
        "{} answers to {READERS} readers in {} s, {} errors: median {:.1} ms, 95th percentile {:.1} \
         ms, most {:.0} ms; median memory {middle:.1} MB in the middle fifth of the time, {last:.1} \
         MB in the last, at most {most:.1} MB",
        times.len(),
        lasts.as_secs(),
        errors.len(),
        at(0.5),
        at(0.95),
        at(1.0),
    );
    assert!(errors.is_empty(), "{:?}", &errors[..errors.len().min(5)]);
    // A shorter run ends while caches fill.
    assert!(lasts < FILLS || last < middle * 1.1, "memory grows: {memory:?}");
}

/// Reads until it is time to stop: milliseconds of each answer, and what went wrong.
fn read(
    address: &str,
    number: usize,
    until: Instant,
    answered: &AtomicUsize,
) -> (Vec<f64>, Vec<String>) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build().into();
    std::thread::sleep(LOOKS.mul_f64(number as f64 / READERS as f64));
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for at in number.. {
        if Instant::now() >= until {
            break;
        }
        let page = PAGES[at % PAGES.len()];
        let begun = Instant::now();
        let request = agent.get(format!("{address}{page}"));
        let answer = request.header("authorization", format!("Bearer {TOKEN}")).call();
        let body = answer.and_then(|mut answer| {
            answer.body_mut().with_config().limit(100_000_000).read_to_string()
        });
        match body {
            Ok(body) if body.is_empty() => errors.push(format!("{page}: empty")),
            Ok(_) => times.push(begun.elapsed().as_secs_f64() * 1_000.0),
            Err(error) => errors.push(format!("{page}: {error}")),
        }
        answered.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(LOOKS);
    }
    (times, errors)
}

/// Memory that a process holds, in megabytes.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1_000.0
}
