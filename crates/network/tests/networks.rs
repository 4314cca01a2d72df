//! Networks of small records whose figures were worked out by hand, and what holds of every network.

use proptest::prelude::*;
use standpoint_network::{Aggregation, Coded, Duplicates, Normalisation, OneMode, Scale, Tie, TwoMode};
use standpoint_terms::Stance;

/// A record written as lines `document actor concept +|-|~`.
fn record(lines: &str) -> Vec<Coded> {
    let words = lines.split_whitespace().collect::<Vec<_>>();
    words
        .chunks(4)
        .map(|w| Coded {
            document: w[0].to_owned(),
            actor: w[1].to_owned(),
            concept: w[2].to_owned(),
            stance: match w[3] {
                "+" => Stance::Support,
                "-" => Stance::Oppose,
                _ => Stance::Conditional,
            },
        })
        .collect()
}

/// Checks the tie of two actors under every sort and no normalisation: congruence, conflict, subtract, ignore.
fn check(lines: &str, pair: [&str; 2], expected: [f64; 4]) {
    let record = record(lines);
    let ties = [Tie::Congruence, Tie::Conflict, Tie::Subtract, Tie::Ignore];
    let found = ties.map(|tie| {
        let network = OneMode::new(&record, tie, Normalisation::None, Duplicates::All);
        network.weight(pair[0], pair[1]).expect("both speak")
    });
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn agreement_and_conflict_are_pairs_of_statements() {
    check("1 union pay +  1 city pay -", ["union", "city"], [0.0, 1.0, -1.0, 1.0]);
    check("1 union pay +  2 union pay +  1 nurses pay +", ["union", "nurses"], [2.0, 0.0, 2.0, 2.0]);
    check("1 union pay +  2 union pay -  1 city pay -", ["city", "union"], [1.0, 1.0, 0.0, 2.0]);
    check("1 union pay +  1 city hours -", ["city", "union"], [0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn a_condition_lies_half_way() {
    check("1 union pay +  1 city pay ~  1 state pay -", ["city", "union"], [0.5, 0.5, 0.0, 1.0]);
}

#[test]
fn two_mode_counts_subtracts_and_scales() {
    let record = record("1 union pay +  1 union pay +  2 union pay -  2 union hours +  1 city pay -");
    let made = |aggregation, scale, duplicates| TwoMode::new(&record, aggregation, scale, duplicates);
    let all = made(Aggregation::Ignore, Scale::None, Duplicates::All);
    assert_eq!((all.actors.len(), all.concepts.len(), all.sum(), all.edges), (2, 2, 5.0, 3));
    assert_eq!(all.weights, [[0.0, 1.0], [1.0, 3.0]], "rows city, union; columns hours, pay");
    assert_eq!(made(Aggregation::Subtract, Scale::None, Duplicates::All).weights, [[0.0, -1.0], [1.0, 1.0]]);
    assert_eq!(made(Aggregation::Ignore, Scale::Activity, Duplicates::All).weights[1], [0.25, 0.75]);
    assert_eq!(made(Aggregation::Ignore, Scale::Prominence, Duplicates::All).weights[1], [1.0, 0.75]);
    assert_eq!(made(Aggregation::Ignore, Scale::None, Duplicates::OncePerDocument).sum(), 4.0);
}

#[test]
fn weights_are_divided_as_asked() {
    let record = record("1 union pay +  2 union pay +  2 union hours +  1 nurses pay +");
    let tie = |normalisation| {
        let network = OneMode::new(&record, Tie::Congruence, normalisation, Duplicates::All);
        network.weight("nurses", "union").expect("both speak")
    };
    assert_eq!(tie(Normalisation::Average), 2.0 / 2.0);
    assert_eq!(tie(Normalisation::Jaccard), 2.0 / 3.0);
    assert_eq!(tie(Normalisation::Cosine), 2.0 / 3.0);
}

fn any_record() -> impl Strategy<Value = Vec<Coded>> {
    let one = (0..3usize, 0..4usize, 0..3usize, 0..3usize).prop_map(|(d, a, c, s)| Coded {
        document: d.to_string(),
        actor: ["city", "nurses", "state", "union"][a].to_owned(),
        concept: ["hours", "leave", "pay"][c].to_owned(),
        stance: [Stance::Support, Stance::Oppose, Stance::Conditional][s],
    });
    prop::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn what_is_shared_is_agreed_or_disputed(record in any_record(), shuffled in any::<prop::sample::Index>()) {
        let made = |record: &[Coded], tie| OneMode::new(record, tie, Normalisation::None, Duplicates::All);
        let [yes, no, net, both] = [Tie::Congruence, Tie::Conflict, Tie::Subtract, Tie::Ignore].map(|t| made(&record, t));
        for i in 0..yes.actors.len() {
            for j in 0..yes.actors.len() {
                prop_assert!((yes.weights[i][j] + no.weights[i][j] - both.weights[i][j]).abs() < 1e-9);
                prop_assert!((yes.weights[i][j] - no.weights[i][j] - net.weights[i][j]).abs() < 1e-9);
                prop_assert_eq!(yes.weights[i][j], yes.weights[j][i]);
            }
        }
        let mut turned = record.clone();
        if !turned.is_empty() {
            let by = shuffled.index(turned.len());
            turned.rotate_left(by);
        }
        prop_assert_eq!(made(&turned, Tie::Congruence), yes);
    }
}
