//! The voices behind an entry, the first to report in front.

use std::collections::BTreeMap;

use rapporteur_model::Voice;

use super::told::Told;
use crate::voices::Families;

/// Groups the claims of an entry by reprint family and innermost speaker.
pub(crate) fn voices(members: &[&Told<'_>], families: &Families) -> Vec<Voice> {
    let mut groups: BTreeMap<(String, Option<String>), Vec<&Told<'_>>> = BTreeMap::new();
    for &member in members {
        let family = families.of(member.document, member.claim.span).to_owned();
        groups.entry((family, member.speaker.clone())).or_default().push(member);
    }
    let mut voices: Vec<_> = groups
        .into_iter()
        .map(|((family, _), mut claims)| {
            claims.sort_by_key(|told| (told.document.key != family, reported(told)));
            let first = claims.iter().map(|told| reported(told)).min();
            let speaker = claims
                .first()
                .and_then(|told| told.claim.innermost_speaker())
                .map(|link| link.speaker.clone());
            let claims = claims.iter().map(|told| told.claim.id.clone()).collect();
            (first, Voice { family, speaker, claims })
        })
        .collect();
    voices.sort_by(|(a, one), (b, other)| {
        a.cmp(b).then_with(|| (&one.family, &one.speaker).cmp(&(&other.family, &other.speaker)))
    });
    voices.into_iter().map(|(_, voice)| voice).collect()
}

/// When a claim was reported: dated reports first, then by document and position.
fn reported<'a>(told: &Told<'a>) -> (bool, i64, &'a str, usize) {
    let day = told.published.map_or(0, |days| days.first);
    (told.published.is_none(), day, &told.document.key, told.ordinal)
}
