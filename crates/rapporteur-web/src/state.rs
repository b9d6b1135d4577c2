//! The snapshot that is shown now, and how a decision makes the next one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rapporteur_model::{Act, Anchor, Decision, Review, Verdict};
use rapporteur_record::Selection;
use rapporteur_record::selection::Field;
use rapporteur_store::{Decided, Record, StoreError};
use tokio::sync::Semaphore;

use crate::ask::Ask;
use crate::secret::Secret;
use crate::server::door::Door;
use crate::snapshot::{Machine, Snapshot, index};

/// Records up to this many claims are worked out again while the reviewer waits: it takes less than
/// a tenth of a second (measured on the sample many times over).
const AT_ONCE: usize = 10_000;

/// On larger ones, decisions of so long are worked out together.
const TOGETHER: Duration = Duration::from_secs(5);

/// What every request shares.
#[derive(Debug)]
pub struct AppState {
    record: PathBuf,
    /// Name of the record, as its file has it.
    pub title: String,
    /// What of it is shown, as "Party: FARC"; empty where all is.
    part: Vec<String>,
    /// Who decides, where a form does not say.
    pub reviewer: String,
    /// What a form must carry, so that no other site's page can decide for a reader.
    pub token: Secret,
    /// Whether a token must be shown to read.
    pub door: Door,
    /// Whether nobody decides anything here.
    pub read_only: bool,
    /// Pages that are drawn at a time.
    drawing: Arc<Semaphore>,
    shown: RwLock<Arc<Snapshot>>,
    machine: RwLock<Arc<Machine>>,
    /// One decision, and one reading of the record, at a time.
    writing: Mutex<Stamp>,
    /// What waits to be worked out again.
    stale: Mutex<Work>,
}

/// When and how long the record file was when it was last read or written by this program.
type Stamp = Option<(SystemTime, u64)>;

#[derive(Debug, Default)]
struct Work {
    running: bool,
    again: bool,
    /// Whether views want working out, and not verdicts alone.
    views: bool,
}

impl AppState {
    /// Loads a record.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open(record: &Path, reviewer: &str) -> Result<Self, StoreError> {
        Self::open_part(record, reviewer, &Selection::default())
    }

    /// Loads what a selection yields of a record, entries whole, as if there were no more in it.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open_part(record: &Path, reviewer: &str, part: &Selection) -> Result<Self, StoreError> {
        Self::load(record, reviewer, part, part)
    }

    /// Loads what a selection needs of a record, and shows all that was loaded: for a view that
    /// narrows it itself.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open_around(record: &Path, needed: &Selection) -> Result<Self, StoreError> {
        Self::load(record, "", needed, &Selection::default())
    }

    fn load(
        record: &Path,
        reviewer: &str,
        needed: &Selection,
        part: &Selection,
    ) -> Result<Self, StoreError> {
        let stamp = stamp(record);
        let (machine, log) = Machine::load(record, needed, part)?;
        let snapshot = Snapshot::new(&machine, log);
        let part = crate::pages::chips(&Ask::served(&snapshot, ""), part);
        let title = record.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(Self {
            record: record.to_owned(),
            title: title.unwrap_or_default(),
            part,
            reviewer: reviewer.to_owned(),
            token: Secret::random(),
            door: Door::Open,
            read_only: false,
            drawing: Arc::new(Semaphore::new(drawn_at_a_time())),
            shown: RwLock::new(Arc::new(snapshot)),
            machine: RwLock::new(Arc::new(machine)),
            writing: Mutex::new(stamp),
            stale: Mutex::default(),
        })
    }

    /// Name of the record as pages show it, with what of it is shown where that is not all.
    #[must_use]
    pub fn name(&self) -> String {
        match self.part.as_slice() {
            [] => self.title.clone(),
            part => format!("{} ({})", self.title, part.join(", ")),
        }
    }

    /// The same behind a door.
    #[must_use]
    pub fn behind(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// The same, with or without decisions.
    #[must_use]
    pub fn read_only(self, read_only: bool) -> Self {
        Self { read_only, ..self }
    }

    /// Draws an answer in a thread that may take its time, a few of them at once: whoever waits for
    /// a long page keeps nobody from connecting, and a client that gave up waiting does not make
    /// room for the next long page before its own is done.
    pub(crate) async fn draw(
        self: Arc<Self>,
        answer: impl FnOnce(&Arc<Self>) -> Response + Send + 'static,
    ) -> Response {
        let place = Arc::clone(&self.drawing).acquire_owned().await;
        let drawn = tokio::task::spawn_blocking(move || {
            let answer = answer(&self);
            drop(place);
            answer
        });
        drawn.await.unwrap_or_else(|broken| {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{broken}\n")).into_response()
        })
    }

    /// Works out what readers ask for first, so that none of them waits for it.
    pub fn warm(&self) {
        crate::pages::warm(&self.snapshot());
    }

    /// What is shown now.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes a decision to the log and shows what it changes. Waits for the disk; on a large record
    /// the views follow a moment later.
    ///
    /// # Errors
    /// When the record cannot be written; nothing is then decided.
    pub fn decide(
        self: &Arc<Self>,
        act: Act,
        by: &str,
        why: Option<String>,
    ) -> Result<Decision, StoreError> {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let decided = Decided {
            at: rapporteur_model::moment(jiff::Timestamp::now()),
            by: by.to_owned(),
            why,
            act,
        };
        let before = stamp(&self.record);
        let decision = Record::open_to_write(&self.record)?.decide(decided)?;
        let (shown, machine) = (self.snapshot(), self.machine());
        // Another name may lead to reports that were not loaded.
        let reaches_further =
            matches!(decision.act, Act::MergeActors { .. }) && machine.part.is_by_name();
        // Where somebody else wrote meanwhile, the stamp stays old and the record is read again.
        if *writing == before && !reaches_further {
            *writing = stamp(&self.record);
        }
        let mut log = shown.log.clone();
        log.push(decision.clone());
        if machine.contents.claims.len() <= AT_ONCE {
            self.show(Snapshot::new(&machine, log));
            return Ok(decision);
        }
        let by_verdict = machine.part.terms(Field::Review).is_some();
        let told = if by_verdict { None } else { verdicts(&shown, &decision) };
        let views = told.is_none();
        let reviews = told.unwrap_or_else(|| shown.reviews.clone());
        let (core, selecting) = (Arc::clone(&shown.core), Arc::clone(&shown.selecting));
        self.show(Snapshot { core, selecting, reviews, log });
        self.work_out_later(views);
        Ok(decision)
    }

    /// Reads the record again where another program has written to it since. Whether it did.
    ///
    /// # Errors
    /// When it cannot be read; what was shown is still shown.
    pub fn refresh(&self) -> Result<bool, StoreError> {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let now = stamp(&self.record);
        if now == *writing || now.is_none() {
            return Ok(false);
        }
        let part = self.machine().part.clone();
        let (machine, log) = Machine::load(&self.record, &part, &part)?;
        let snapshot = Snapshot::new(&machine, log);
        crate::pages::warm(&snapshot);
        *self.machine.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(machine);
        self.show(snapshot);
        *writing = now;
        Ok(true)
    }

    fn machine(&self) -> Arc<Machine> {
        Arc::clone(&self.machine.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, snapshot: Snapshot) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }

    /// Works out in a thread of its own what a decision changes: the views, or where it changes
    /// verdicts alone what selects by verdict. Decisions that come meanwhile are done together.
    fn work_out_later(self: &Arc<Self>, views: bool) {
        let mut work = self.stale.lock().unwrap_or_else(PoisonError::into_inner);
        work.again = true;
        work.views |= views;
        if work.running {
            return;
        }
        work.running = true;
        drop(work);
        let state = Arc::clone(self);
        std::thread::spawn(move || {
            // Decisions of a while are worked out together, and this takes half of one core at most:
            // readers have the rest.
            let mut rest = TOGETHER;
            while let Some(views) = state.next_work() {
                std::thread::sleep(rest);
                let begun = Instant::now();
                if views {
                    state.work_out_views();
                } else {
                    state.work_out_verdicts();
                }
                rest = begun.elapsed().max(TOGETHER);
            }
        });
    }

    /// Whether views want working out; `None` where nothing does.
    fn next_work(&self) -> Option<bool> {
        let mut work = self.stale.lock().unwrap_or_else(PoisonError::into_inner);
        work.running = std::mem::take(&mut work.again);
        let views = std::mem::take(&mut work.views);
        work.running.then_some(views)
    }

    fn work_out_views(&self) {
        let log = self.snapshot().log.clone();
        let next = Snapshot::new(&self.machine(), log);
        crate::pages::warm(&next);
        let shown = self.snapshot();
        let caught_up = shown.log.len() == next.log.len();
        let reviews = if caught_up { next.reviews } else { shown.reviews.clone() };
        let log = shown.log.clone();
        self.show(Snapshot { core: next.core, selecting: next.selecting, reviews, log });
    }

    fn work_out_verdicts(&self) {
        let before = self.snapshot();
        let index = index(&before.core.contents, &before.reviews);
        let selecting = Arc::new(before.selecting.with_verdicts(index));
        let shown = self.snapshot();
        let (core, reviews) = (Arc::clone(&shown.core), shown.reviews.clone());
        self.show(Snapshot { core, selecting, reviews, log: shown.log.clone() });
    }
}

/// The reviews after a decision that changes nothing but verdicts; `None` for any other.
fn verdicts(shown: &Snapshot, decision: &Decision) -> Option<BTreeMap<String, Review>> {
    let Act::Judge { claims, verdict: verdict @ (Verdict::Accepted | Verdict::Unsure) } =
        &decision.act
    else {
        return None;
    };
    let mut reviews = shown.reviews.clone();
    for anchor in claims {
        let mut here = shown.core.claims_of(&anchor.document).iter();
        // A rejected claim is not among these: it comes back into the views.
        let claim = here.find(|claim| Anchor::of(claim) == *anchor)?;
        let review = reviews.entry(claim.id.clone()).or_insert_with(|| Review {
            verdict: *verdict,
            by: String::new(),
            at: String::new(),
            why: None,
            edits: Vec::new(),
        });
        review.verdict = *verdict;
        review.by.clone_from(&decision.by);
        review.at.clone_from(&decision.at);
        review.why.clone_from(&decision.why);
    }
    Some(reviews)
}

fn stamp(record: &Path) -> Stamp {
    let about = fs::metadata(record).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Twice as many pages as there are cores: one waits for memory while another reckons.
fn drawn_at_a_time() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get) * 2
}
