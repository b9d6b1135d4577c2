//! The order in which reports arrive never matters.

mod invented;

use invented::{annotated, reports};
use proptest::prelude::*;
use rapporteur_record::{entries, families};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_gives_the_same_entries(
        (reports, seed) in reports().prop_flat_map(|reports| {
            let order: Vec<usize> = (0..reports.len()).collect();
            (Just(reports), Just(order).prop_shuffle())
        }),
    ) {
        let all = annotated(&reports);
        let at_once = entries(&all.documents, &all.claims, &families(&all.documents));
        let mut documents = Vec::new();
        let mut claims = Vec::new();
        let mut one_by_one = Vec::new();
        for at in seed {
            documents.push(all.documents[at].clone());
            let own = all.claims.iter().filter(|claim| claim.document == all.documents[at].key);
            claims.extend(own.rev().cloned());
            one_by_one = entries(&documents, &claims, &families(&documents));
        }
        prop_assert_eq!(at_once, one_by_one);
    }
}
