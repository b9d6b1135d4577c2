use proptest::prelude::*;
use rapporteur_language::segment::segment;

use super::*;

/// Reads a text and shows each mention as "words = name|party + name|party".
fn read(text: &str) -> Vec<String> {
    let shown = |mention: &ActorMention| {
        let actors: Vec<String> = mention.actors.iter().map(show).collect();
        format!("{} = {}", mention.span.of(text), actors.join(" + "))
    };
    found(text).iter().map(shown).collect()
}

fn found(text: &str) -> Vec<ActorMention> {
    let sentences = segment(text, &[Span::new(0, text.len())]);
    mentions(text, &sentences, &[], Knowledge::builtin(), &Dossier::default())
}

fn show(actor: &Actor) -> String {
    actor
        .party
        .as_ref()
        .map_or_else(|| actor.name.clone(), |party| format!("{}|{party}", actor.name))
}

/// Checks that the reading of a text holds each expected mention.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = read(text);
    for mention in expected {
        assert!(found.iter().any(|one| one == mention), "`{mention}` is not among {found:#?}");
    }
}

#[test]
fn offices_act_for_states() {
    check(
        "The Kenyan foreign minister flew home.",
        &["Kenyan foreign minister = Kenyan foreign minister|Kenya"],
    );
    check(
        "The foreign ministers of Chad, Niger and Mali met.",
        &[
            "foreign ministers of Chad, Niger and Mali = foreign ministers of Chad, Niger and Mali|Chad + foreign ministers of Chad, Niger and Mali|Niger + foreign ministers of Chad, Niger and Mali|Mali",
        ],
    );
    check(
        "Kenyan President Okello Adera spoke.",
        &["Kenyan President Okello Adera = Okello Adera|Kenya"],
    );
}

#[test]
fn bodies_act_for_states_and_governments_are_states() {
    check("Peruvian troops moved in.", &["Peruvian troops = Peruvian troops|Peru"]);
    check("The Tunisian government agreed.", &["Tunisian government = Tunisia"]);
    check("The Kremlin declined.", &["Kremlin = Kremlin|Russia"]);
    check("Nairobi rejected the plan.", &["Nairobi = Kenya"]);
}

#[test]
fn groups_and_peoples_are_their_own_actors() {
    check("Malian rebels refused.", &["Malian rebels = Malian rebels"]);
    check("The Palestinians asked for more.", &["Palestinians = Palestinians"]);
    check("Kenyans voted.", &["Kenyans = Kenyans|Kenya"]);
    check("Hamas fighters left.", &["Hamas fighters = Hamas fighters|Hamas"]);
}

#[test]
fn captives_are_no_doers() {
    let mentions = found("Two Sudanese captives went home.");
    let captives = mentions.iter().find(|mention| mention.standing == Standing::Patient).unwrap();
    assert_eq!(captives.actors, [Actor::acting_for("Sudanese captives", "Sudan")]);
}

#[test]
fn several_at_once() {
    check("Kenyan and Ugandan mediators left.", &["Kenyan and Ugandan mediators = Kenya + Uganda"]);
    check("Norway met Chad, and the two sides parted.", &["the two sides = Norway + Chad"]);
    check("Talks mediated by Kenya went on.\nThe mediators hope.", &["mediators = Kenya"]);
    check(
        "War between Chad and the Azania Front went on.\nThe truce holds.",
        &["truce = Azania Front + Chad"],
    );
}

#[test]
fn short_names_find_the_full_one() {
    check(
        "Adera left.\nKenyan President Okello Adera spoke, and Adera smiled.",
        &["Adera = Okello Adera|Kenya"],
    );
    check(
        "Envoy Tarek Haddadeh spoke.\nHaddada left with Tarek Haddadah.",
        &["Tarek Haddadah = Tarek Haddadeh"],
    );
}

#[test]
fn appositions_tell_the_party() {
    check(
        "Okello Adera, the Kenyan interior minister, spoke.\nAdera left.",
        &["Adera = Okello Adera|Kenya"],
    );
    check(
        "The Kenyan interior minister, Okello Adera, spoke.\nAdera left.",
        &["Adera = Okello Adera|Kenya"],
    );
    check(
        "Okello Adera of the Azania Front spoke.\nAdera left.",
        &["Adera = Okello Adera|Azania Front"],
    );
    check(
        "Azania Front leader Okello Adera spoke.",
        &["Azania Front leader Okello Adera = Okello Adera|Azania Front"],
    );
    check("Kenya's Okello Adera spoke.", &["Okello Adera = Okello Adera|Kenya"]);
}

#[test]
fn acronyms_in_brackets() {
    check("The Lakeland Unity Front (LUF) met.\nThe LUF agreed.", &["LUF = Lakeland Unity Front"]);
    check(
        "THE LAKELAND UNITY FRONT (LUF) MET TODAY IN THE CAPITAL.\nTHE LUF AGREED TO ANOTHER MEETING.",
        &["LUF = Lakeland Unity Front"],
    );
}

#[test]
fn nouns_find_whom_they_mean() {
    check("The rebel Azania Front met aides.\nThe movement agreed.", &["movement = Azania Front"]);
    check(
        "Kenyan President Okello Adera spoke.\nThe president left.",
        &["president = Okello Adera|Kenya"],
    );
    check(
        "Kenya sent troops.\nThe army left and the government fell.",
        &["army = army|Kenya", "government = Kenya"],
    );
    check("Malian rebels came.\nThe rebels left.", &["rebels = rebels|Malian rebels"]);
}

#[test]
fn pronouns_mean_the_subject_or_nobody() {
    check(
        "Kenyan President Okello Adera met Mali's envoy.\nHe left.",
        &["He = Okello Adera|Kenya"],
    );
    check("Kenya warned Mali.\nIt sent troops.", &["It = Kenya"]);
    check("It is important that talks go on.", &["It = "]);
    check("\"We agree,\" said Kenyan President Okello Adera.", &["We = Okello Adera|Kenya"]);
}

#[test]
fn names_of_a_tagger_are_taken_over() {
    let text = "Yesterday zanu agreed.";
    let sentences = segment(text, &[Span::new(0, text.len())]);
    let name =
        Name { span: Span::new(10, 14), sentence: 0, tokens: 1..2, kind: NameType::Organization };
    let found = mentions(text, &sentences, &[name], Knowledge::builtin(), &Dossier::default());
    assert!(found.iter().any(|mention| mention.actors == [Actor::new("zanu")]), "{found:?}");
}

#[test]
fn an_agency_in_brackets_is_no_acronym_of_the_place_before() {
    check("NAIROBI (Reuters) - Kenya agreed.", &["Reuters = Reuters"]);
}

#[test]
fn those_counted_are_meant_by_the_word_that_counts() {
    check("Hundreds of Malian rebels came.", &["Hundreds of Malian rebels = Malian rebels"]);
    check("Kenyan soldiers came.\nMany of them left.", &["Many of them = Kenyan soldiers|Kenya"]);
}

#[test]
fn leaders_are_those_spoken_of_last() {
    check(
        "Kenyan President Okello Adera met Malian President Issa Kone.\nHe said that both leaders agreed.",
        &["both leaders = Issa Kone|Mali + Okello Adera|Kenya"],
    );
}

#[test]
fn an_organ_after_brackets_acts_for_the_party_in_them() {
    check(
        "The Lakeland Unity Front (LUF) high command met.",
        &["high command = high command|Lakeland Unity Front"],
    );
}

#[test]
fn sources_stay_unnamed() {
    let kinds = |text: &str, words: &str| {
        let found = found(text);
        let one = found.iter().find(|mention| mention.span.of(text) == words).unwrap();
        (one.kind, one.actors.clone())
    };
    assert_eq!(
        kinds("A Kenyan official, who asked not to be named, spoke.", "Kenyan official"),
        (MentionKind::Unnamed, vec![Actor::acting_for("Kenyan official", "Kenya")])
    );
    assert_eq!(kinds("Diplomatic sources spoke.", "Diplomatic sources").0, MentionKind::Unnamed);
    assert_eq!(kinds("The Kenyan minister spoke.", "Kenyan minister").0, MentionKind::Office);
}

#[test]
fn the_dossier_tells_who_held_an_office_on_the_day() {
    let dossier: Dossier = "[[party]]\nname = \"Azania Front\"\n\
        [[person]]\nname = \"Okello Adera\"\nfor = \"Azania Front\"\n\
        offices = [{ title = \"chief negotiator\", to = \"2021-03\" }]\n\
        [[person]]\nname = \"Ana Ruiz\"\nfor = \"Azania Front\"\n\
        offices = [{ title = \"chief negotiator\", from = \"2021-04\" }]\n"
        .parse()
        .unwrap();
    let text = "The Azania Front chief negotiator left.";
    let sentences = segment(text, &[Span::new(0, text.len())]);
    let who = |date: &str| {
        let then = dossier.as_of(rapporteur_model::PartialDate::parse(date).ok());
        let found = mentions(text, &sentences, &[], Knowledge::builtin(), &then);
        found.iter().find(|one| one.kind == MentionKind::Office).unwrap().actors[0].name.clone()
    };
    assert_eq!(who("2020-11-02"), "Okello Adera");
    assert_eq!(who("2022"), "Ana Ruiz");
    // In 2021 both held it: the words stay.
    assert_eq!(who("2021"), "Azania Front chief negotiator");
}

#[test]
fn places_by_list_and_by_preposition() {
    let text = "Envoys met in Doha and near Qasr Adera. Cairo agreed.";
    let sentences = segment(text, &[Span::new(0, text.len())]);
    let found = places(text, &sentences, Knowledge::builtin());
    let shown: Vec<(&str, PlaceBasis)> =
        found.iter().map(|place| (place.name.as_str(), place.basis)).collect();
    assert_eq!(
        shown,
        [
            ("Doha", PlaceBasis::Located),
            ("Qasr Adera", PlaceBasis::Discovered),
            ("Cairo", PlaceBasis::Named)
        ]
    );
}

/// Groups of `aliases.json` that only the report or a dossier can tell, and names in other groups
/// that do so.
const NEED_CONTEXT: [&str; 19] = [
    "the occupation",
    "rebels",
    "opposition",
    "junta",
    "regime",
    "Myanmar junta",
    "Myanmar’s military",
    "Saudi-UAE-led coalition",
    "South Sudanese rebels",
    "Philippine Gov't",
    "Myanmar",
    "SAF",
    "alliance of ethnic minority guerilla groups",
    "ethnic armed alliance",
    "Saudi-UAE-led military coalition",
    "coalition led by Saudi Arabia and the United Arab Emirates",
    "rebel authorities in Tigray",
    "Tigray rebels",
    "Tigrayan leadership",
];

#[test]
fn general_knowledge_resolves_aliases_without_a_dossier() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/aliases.json");
    let Ok(source) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let groups: serde_json::Value = serde_json::from_str(&source).unwrap();
    let mut wrong = Vec::new();
    for group in groups["groups"].as_array().unwrap() {
        let names: Vec<&str> =
            group.as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect();
        let parties: Vec<(&str, String)> = names
            .iter()
            .filter(|name| !NEED_CONTEXT.contains(name))
            .map(|name| (*name, party_of(name)))
            .collect();
        if parties.iter().any(|(_, party)| *party != parties[0].1 || party.is_empty()) {
            wrong.push(parties);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The party that a name means on its own: that of the mention that covers most of it.
fn party_of(name: &str) -> String {
    let text = format!("Yesterday the {name} agreed to meet.");
    let found = found(&text);
    let named = found.iter().filter(|mention| mention.span.start < text.len() - 16);
    let widest = named.max_by_key(|mention| mention.span.len());
    widest
        .and_then(|mention| mention.actors.first())
        .map(|actor| actor.party().to_owned())
        .unwrap_or_default()
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_spans(&text)?;
    }

    #[test]
    fn texts_of_known_words_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        check_spans(&words.join(" "))?;
        check_spans(&words.concat())?;
        check_spans(&words.join("\n").to_uppercase())?;
    }
}

const WORDS: &[&str] = &[
    "the",
    "both",
    "two",
    "sides",
    "Kenyan",
    "Kenya's",
    "and",
    ",",
    "President",
    "Okello",
    "of",
    "U.S.",
    "-backed",
    "(",
    "LUF",
    ")",
    "rebels",
    "army",
    "spokesman",
    "He",
    "it",
    "“",
    "”",
    "Azania",
    "Front",
    "talks",
    "é",
    "Türkiye",
    "Mr.",
    "either",
    "side",
    "Doha",
    "in",
    "we",
    "[",
    "]",
    "neither",
    "for",
    "from",
    "pro",
    "-",
    "5+5",
    "Houthi",
    "leaders",
    "mediated by",
    "'",
];

fn check_spans(text: &str) -> Result<(), TestCaseError> {
    let sentences = segment(text, &[Span::new(0, text.len())]);
    for mention in found(text) {
        prop_assert!(text.get(mention.span.range()).is_some());
        prop_assert!(mention.span.contains(mention.head));
        prop_assert!(sentences[mention.sentence].span.contains(mention.span));
    }
    for place in places(text, &sentences, Knowledge::builtin()) {
        prop_assert!(text.get(place.span.range()).is_some());
    }
    Ok(())
}
