//! What an analyst knows: the dossier.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_reading::dossier::Dossier;

fuzz_target!(|text: &str| {
    drop(text.parse::<Dossier>());
});
