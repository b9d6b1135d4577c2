//! Files that a person writes: feeds, subscriptions and mappings of columns.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rapporteur_ingest::Columns;
use rapporteur_ingest::follow::Feeds;

fuzz_target!(|text: &str| {
    if let Ok(feeds) = Feeds::from_toml(text) {
        let written = feeds.to_toml().expect("what was read can be written");
        assert_eq!(Feeds::from_toml(&written), Ok(feeds));
    }
    drop(Feeds::from_opml(text));
    drop(text.parse::<Columns>());
});
