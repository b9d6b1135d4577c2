//! From readings to a record: what is new is put in, and what it changes is worked out.

use std::mem;

use rapporteur_model::{Claim, Document, Reading};
use rapporteur_record::grow;
use rapporteur_record::grow::{Growth, Nothing};
use rapporteur_store::Update;

use super::journal::Journal;

/// Documents that the record takes in together; the others wait on disk meanwhile. Some 3 GB with
/// the documents of before that they touch, where each has 20 claims.
const PORTION: usize = 20_000;

/// Takes in all that was read, in portions. `anew`: every document of the record was read again, so
/// that nothing of it stays.
pub(super) fn take_in(update: &Update<'_>, journal: &Journal, anew: bool) -> anyhow::Result<()> {
    if anew {
        update.clear()?;
    }
    let mut kept = if anew { Kept::Nothing } else { Kept::Grown };
    for keys in journal.keys()?.chunks(PORTION) {
        kept = portion(update, journal.portion(keys)?, kept)?;
    }
    if matches!(kept, Kept::Unsettled) {
        update.grow_anew()?;
    }
    Ok(())
}

/// What stands in the record so far.
#[derive(Clone, Copy)]
enum Kept {
    Nothing,
    /// Documents, and what was worked out for them.
    Grown,
    /// Documents that move what they do not touch: everything is worked out anew in the end.
    Unsettled,
}

fn portion(
    update: &Update<'_>,
    readings: Vec<(Document, Reading)>,
    kept: Kept,
) -> anyhow::Result<Kept> {
    let (documents, mut readings): (Vec<Document>, Vec<Reading>) = readings.into_iter().unzip();
    let claims: Vec<Claim> =
        readings.iter_mut().flat_map(|reading| mem::take(&mut reading.claims)).collect();
    let growth: Option<Growth> = match kept {
        Kept::Unsettled => None,
        Kept::Grown => grow(&update.rows(), &documents, &claims)?,
        Kept::Nothing => {
            let Ok(growth) = grow(&Nothing, &documents, &claims);
            growth
        }
    };
    let mut claims = claims.into_iter().peekable();
    let mut replaced = false;
    for (document, mut reading) in documents.iter().zip(readings) {
        while let Some(claim) = claims.next_if(|claim| claim.document == document.key) {
            reading.claims.push(claim);
        }
        replaced |= update.put(document, &reading)?;
    }
    match growth.filter(|_| !replaced) {
        Some(growth) => {
            update.apply(&growth)?;
            Ok(Kept::Grown)
        }
        None => Ok(Kept::Unsettled),
    }
}
