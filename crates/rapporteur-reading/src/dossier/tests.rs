use super::*;
use crate::actors::{Knowledge, mentions};

const HAVANA: &str = include_str!("../../../../samples/havana.dossier.toml");

#[test]
fn no_dossier_is_an_empty_one() {
    assert_eq!("".parse(), Ok(Dossier::default()));
}

#[test]
fn the_example_is_read_and_written_back() {
    let dossier: Dossier = HAVANA.parse().unwrap();
    assert_eq!(dossier.party.iter().filter(|party| party.role == Role::Mediator).count(), 2);
    assert_eq!(
        dossier.person.iter().find(|person| person.name == "Dag Nylander").unwrap().party,
        "Norway"
    );
    assert_eq!(dossier.to_toml().parse(), Ok(dossier));
}

#[track_caller]
fn fails(source: &str, expected: &str) {
    assert_eq!(source.parse::<Dossier>().unwrap_err().to_string(), expected);
}

#[test]
fn faults_name_the_line_and_the_remedy() {
    fails(
        "[[party]]\nname = \"Azania Front\"\nalias = [\"AF\"]\n",
        "line 3: unknown field `alias`, expected one of `name`, `role`, `for`, `aliases`, `descriptors`; correct the field's name, or remove the line",
    );
    fails(
        "[[person]]\nname = \"Okello Adera\"\n",
        "line 1: missing field `for`; add the field to this entry",
    );
    fails(
        "[[party]]\nname = \"Kenya\"\nrole = \"host\"\n",
        "line 3: unknown variant `host`, expected one of `party`, `mediator`, `ally`; write `party`, `mediator` or `ally`",
    );
    fails(
        "[[party]]\nname = \"Azania Front\"\naliases = [\"AF\"]\n\n[[party]]\nname = \"Azania Force\"\naliases = [\"af\"]\n",
        "line 7: `af` names both `Azania Front` and `Azania Force`; leave it to one of them",
    );
    fails(
        "[[proposal]]\nname = \"plan\"\ndate = \"May 2021\"\n",
        "line 3: `May 2021` is no date; write it as 2016, 2016-08 or 2016-08-24",
    );
    fails(
        "[talks]\nname = \"Lakeland talks\"\nfrom = \"2021-05\"\nto = \"2020\"\n",
        "line 4: `2020` is before `2021-05`; exchange `from` and `to`, or correct one",
    );
}

fn read(text: &str, dossier: &Dossier) -> Vec<crate::actors::ActorMention> {
    let sentences =
        rapporteur_language::segment::segment(text, &[rapporteur_model::Span::new(0, text.len())]);
    mentions(text, &sentences, &[], Knowledge::builtin(), dossier)
}

#[test]
fn suggestions_come_by_frequency_whatever_the_order_of_reports() {
    let one =
        "Azania Front leader Okello Adera met Kenyan envoys. Adera left Nairobi. Kenya waited.";
    let other =
        "Okello Adera of the Azania Front spoke in Kenya. Kenya and the Azania Front agreed.";
    let empty = Dossier::default();
    let (first, second) = (read(one, &empty), read(other, &empty));
    let forward = suggest(&[(one, &first), (other, &second)], 2);
    let backward = suggest(&[(other, &second), (one, &first)], 2);
    assert_eq!(forward, backward);
    let names: Vec<&str> =
        forward.dossier.person.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Okello Adera"]);
    assert_eq!(forward.dossier.person[0].party, "Azania Front");
    assert_eq!(forward.dossier.person[0].aliases, ["Adera"]);
    assert_eq!(forward.dossier.party[0].name, "Kenya");
    assert!(forward.counts.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    assert_eq!(forward.dossier.to_toml().parse(), Ok(forward.dossier));
}

#[test]
fn a_dossier_says_who_is_meant() {
    let dossier: Dossier = HAVANA.parse().unwrap();
    let text =
        "Nylander thanked the host. The guarantors and the guerrillas waited for De la Calle.";
    let named: Vec<String> = read(text, &dossier)
        .iter()
        .flat_map(|mention| mention.actors.clone())
        .map(|actor| format!("{}|{}", actor.name, actor.party()))
        .collect();
    assert!(named.contains(&"Dag Nylander|Norway".to_owned()), "{named:?}");
    assert!(named.contains(&"Humberto de la Calle|Colombia".to_owned()), "{named:?}");
}
