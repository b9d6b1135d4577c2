//! What is a document, a claim, an actor, an entry?
//!
//! Plain types with the invariants that hold for them, and nothing else: no files, no SQL, no HTTP,
//! no models. Their JSON is the program's documented exchange form (`docs/claim-json.md`) and uses
//! the names of the annotation guide. The closed lists and the table of places ([`gazetteer`]) are
//! the facts that several crates share.

mod actor;
mod claim;
mod date;
mod decision;
mod diagnostic;
mod document;
mod entry;
pub mod gazetteer;
mod plover;
mod reading;
mod span;

pub use actor::{Actor, slug};
pub use claim::{Claim, Content, Event, Figure, Speaker};
pub use date::{NotADate, PartialDate, TimeSpan};
pub use decision::{Act, Anchor, Decision, EditedSlot, Review, SlotEdit, Verdict, moment};
pub use diagnostic::{Code, Diagnostic};
pub use document::{Basis, Document, Furniture, FurnitureKind, Origin, document_key, sha256_hex};
pub use entry::{Disagreement, Entry, Merge, Side, Slot, Voice};
pub use plover::{EventType, Issue, Measure, Medium, Mode, Qualifier, Realis};
pub use reading::Reading;
pub use span::{CodePoints, Span};
