//! Published results of the graph model for conflict resolution, and every stability against its definition.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standpoint_deals::read_model;
use standpoint_deals::stability::{
    Concept, Conflict, Maker, State, coalition_improvements, conflict_report, stands,
};

fn read(model: &str) -> Conflict {
    read_model(model, "test.toml").expect("a model").conflicts.remove(0)
}

/// States that are stable for all, by name.
fn resting(conflict: &Conflict, concept: Concept) -> Vec<String> {
    let stands = stands(conflict);
    let stable = |state: &usize| stands.iter().all(|of| of[*state].is_stable(concept));
    (0..conflict.states.len()).filter(stable).map(|state| conflict.states[state].name.clone()).collect()
}

/// `expected`: for each concept the states, parted by blanks.
fn check(conflict: &Conflict, expected: [(Concept, &str); 4]) {
    for (concept, states) in expected {
        assert_eq!(resting(conflict, concept).join(" "), states, "{} {}", conflict.id, concept.name());
    }
}

use Concept::{Gmr, Nash, Seq, Smr};

fn two_by_two(id: &str, row: &str, column: &str) -> Conflict {
    read(&format!(
        r#"
        [[conflict]]
        id = "{id}"
        state = [{{ id = "1", says = "both give way" }}, {{ id = "2" }}, {{ id = "3" }}, {{ id = "4" }}]
        [[conflict.maker]]
        id = "row"
        moves = ["1 <-> 3", "2 <-> 4"]
        ranking = [{row}]
        [[conflict.maker]]
        id = "column"
        moves = ["1 <-> 2", "3 <-> 4"]
        ranking = [{column}]
        "#
    ))
}

/// Fang, Hipel and Kilgour, "Interactive Decision Making" (1993), chapter 3. States CC, CD, DC, DD.
#[test]
fn prisoners_dilemma() {
    let conflict = two_by_two("dilemma", r#""3", "1", "4", "2""#, r#""2", "1", "4", "3""#);
    check(&conflict, [(Nash, "4"), (Gmr, "1 4"), (Smr, "1 4"), (Seq, "1 4")]);
    let both = coalition_improvements(&conflict, &[3]).unwrap();
    assert_eq!((both.len(), both[0].to, both[0].makers.as_slice()), (1, 0, &[0, 1][..]));
}

/// The same chapter. States: both swerve, the second does not, the first does not, neither.
#[test]
fn chicken() {
    let conflict = two_by_two("chicken", r#""3", "1", "2", "4""#, r#""2", "1", "3", "4""#);
    check(&conflict, [(Nash, "2 3"), (Seq, "2 3"), (Gmr, "1 2 3"), (Smr, "1 2 3")]);
}

fn elmira(barred: &str) -> Conflict {
    // Numbers as in the source: Modify, Delay, Accept, Abandon, Insist.
    read(&format!(
        r#"
        [[conflict]]
        id = "elmira"
        impossible = [
            "not exactly one of (delay, accept, abandon)",
        ]
        merged = [{{ when = "abandon", says = "Uniroyal abandons its plant" }}]
        barred = [{barred}]
        now = "NYNNN"
        [[conflict.maker]]
        id = "ministry"
        name = "Ministry"
        option = [{{ id = "modify", says = "change the order", once = "taken" }}]
        ranking = ["NNYNY", "NNYNN", "YNYNN", "YNYNY", "NYNNY", "NYNNN", "YYNNN", "YYNNY", "---Y-"]
        [[conflict.maker]]
        id = "uniroyal"
        name = "Uniroyal"
        option = [
            {{ id = "delay", once = "dropped" }},
            {{ id = "accept" }},
            {{ id = "abandon", once = "taken" }},
        ]
        ranking = ["NYNNN", "YNYNN", "YNYNY", "NYNNY", "abandon", "NNYNN", "NNYNY", "YYNNN", "YYNNY"]
        [[conflict.maker]]
        id = "local"
        name = "Local Government"
        option = [{{ id = "insist", says = "insist on the order" }}]
        ranking = ["NNYNY", "NNYNN", "NYNNY", "NYNNN", "YNYNY", "YYNNY", "YNYNN", "YYNNN", "abandon"]
        "#
    ))
}

/// Kilgour, Hipel and Fang (1987); Fang, Hipel and Kilgour (1993), section 1.2 and chapters 3 to 6; Kilgour and Hipel,
/// "The graph model for conflict resolution: past, present, and future" (Group Decision and Negotiation 14, 2005).
#[test]
fn elmira_groundwater() {
    let conflict = elmira("");
    let pattern = |state: &State| -> String {
        state.taken.iter().map(|taken| taken.map_or('-', |taken| if taken { 'Y' } else { 'N' })).collect()
    };
    let patterns: Vec<String> = conflict.states.iter().map(pattern).collect();
    assert_eq!(patterns, ["NYNNN", "YYNNN", "NNYNN", "YNYNN", "NYNNY", "YYNNY", "NNYNY", "YNYNY", "-NNY-"]);
    let moves = |maker: usize| -> Vec<(usize, usize)> {
        let of = conflict.makers[maker].moves.iter().enumerate();
        of.flat_map(|(from, to)| to.iter().map(move |to| (from + 1, to + 1))).collect()
    };
    assert_eq!(moves(0), [(1, 2), (3, 4), (5, 6), (7, 8)]);
    assert_eq!(moves(2), [(1, 5), (2, 6), (3, 7), (4, 8), (5, 1), (6, 2), (7, 3), (8, 4)]);
    let uniroyal: BTreeSet<(usize, usize)> = moves(1).into_iter().collect();
    let expected = [(1, 3), (2, 4), (5, 7), (6, 8)].into_iter().chain((1..9).map(|from| (from, 9)));
    assert_eq!(uniroyal, expected.collect());

    check(&conflict, [(Nash, "5 8 9"), (Seq, "5 8 9"), (Gmr, "1 4 5 8 9"), (Smr, "1 4 5 8 9")]);
    let joint: Vec<(Vec<usize>, usize, usize)> = coalition_improvements(&conflict, &[4, 7])
        .unwrap()
        .into_iter()
        .map(|joint| (joint.makers, joint.from + 1, joint.to + 1))
        .collect();
    assert_eq!(joint, [(vec![0, 1], 5, 8)]);
}

#[test]
fn elmira_where_only_delay_leads_to_abandoning() {
    let conflict = elmira(r#"{ maker = "uniroyal", from = "accept", to = "abandon" }"#);
    assert_eq!(resting(&conflict, Nash).join(" "), "5 7 8 9");
    assert_eq!(resting(&conflict, Seq).join(" "), "5 7 8 9");
}

/// Fraser and Hipel, "Conflict Analysis: Models and Resolutions" (1984); Fang, Hipel and Kilgour (1993). Strike 1,
/// blockade 2, withdraw 4, escalate 8.
#[test]
fn cuban_missile_crisis() {
    let ranking = |numbers: [usize; 12]| -> String {
        let pattern = |number: &usize| -> String {
            let letters = (0..4).map(|bit| if number >> bit & 1 == 1 { 'Y' } else { 'N' });
            format!("\"{}\"", letters.collect::<String>())
        };
        numbers.iter().map(pattern).collect::<Vec<_>>().join(", ")
    };
    let mut conflict = read(&format!(
        r#"
        [[conflict]]
        id = "cuba"
        impossible = ["withdraw and escalate"]
        [[conflict.maker]]
        id = "us"
        option = [{{ id = "strike" }}, {{ id = "blockade" }}]
        ranking = [{}]
        [[conflict.maker]]
        id = "ussr"
        option = [{{ id = "withdraw" }}, {{ id = "escalate" }}]
        ranking = [{}]
        "#,
        ranking([4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8]),
        ranking([0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8])
    ));
    for (number, state) in conflict.states.iter_mut().enumerate() {
        state.name = number.to_string();
    }
    check(&conflict, [(Nash, ""), (Seq, "4 6"), (Gmr, "0 1 2 4 5 6 7"), (Smr, "0 1 2 4 5 6 7")]);
}

#[test]
fn a_stable_state_is_explained_by_the_answers_to_leaving_it() {
    let conflict = two_by_two("dilemma", r#""3", "1", "4", "2""#, r#""2", "1", "4", "3""#);
    let report = conflict_report(&conflict);
    assert_eq!(
        report.states[0].stands[0].in_words,
        "row stays, since if it moved to 3, column would answer by moving to 4, which row likes no better than staying."
    );
    assert_eq!(
        report.states[1].stands[0].in_words,
        "row moves to 4: no answer of others would make it regret that."
    );
    assert_eq!(
        report.states[3].stands[0].in_words,
        "row stays: no move of its own leads to anything it prefers."
    );
    let report = conflict_report(&elmira(""));
    assert_eq!(
        report.states[0].stands[2].in_words,
        "Local Government stays, since if it moved to 5 (taking up: insist on the order), Ministry could answer by moving to 6 \
         (taking up: change the order), which Local Government likes no better than staying. Not all who give that answer \
         would gain by it, but there is no escape from it; so only the cautious stay."
    );
    assert_eq!(
        report.states[2].stands[1].in_words,
        "Uniroyal moves to 9 (taking up: abandon; dropping: accept): no answer of others would make it regret that."
    );
    let now = report.now.expect("the model says where it stands");
    assert_eq!((now.by_improvements.join(" "), now.by_any_moves.join(" ")), ("5".into(), "4 8 9".into()));
}

#[test]
fn wishes_rank_states_by_the_first_that_tells_them_apart() {
    let conflict = read(
        r#"
        [[conflict]]
        id = "lock"
        [[conflict.maker]]
        id = "arland"
        option = [{ id = "leave" }, { id = "pay" }]
        prefers = ["not leave", "pay implies leave"]
        "#,
    );
    // NN, YN, NY, YY
    assert_eq!(conflict.makers[0].rank, [0, 2, 1, 2]);
}

fn a_conflict() -> impl Strategy<Value = Conflict> {
    (1..=3_usize, 2..=6_usize).prop_flat_map(|(makers, states)| {
        let maker = (
            proptest::collection::vec(proptest::collection::btree_set(0..states, 0..states), states),
            proptest::collection::vec(0..states, states),
        );
        proptest::collection::vec(maker, makers).prop_map(move |makers| Conflict {
            makers: makers
                .into_iter()
                .map(|(moves, rank)| Maker {
                    moves: moves
                        .into_iter()
                        .enumerate()
                        .map(|(from, to)| to.into_iter().filter(|to| *to != from).collect())
                        .collect(),
                    rank,
                    ..Maker::default()
                })
                .collect(),
            states: (0..states).map(|at| State { name: at.to_string(), ..State::default() }).collect(),
            ..Conflict::default()
        })
    })
}

/// All states that a group reaches, by growing the set of (state, last mover) until nothing is new: the inductive
/// definition word for word.
fn reached(conflict: &Conflict, group: &[usize], from: usize, improving: bool) -> BTreeSet<usize> {
    let goes = |maker: usize, here: usize| -> Vec<usize> {
        let of = &conflict.makers[maker];
        of.moves[here].iter().copied().filter(|to| !improving || of.rank[*to] < of.rank[here]).collect()
    };
    let mut pairs: BTreeSet<(usize, usize)> =
        group.iter().flat_map(|maker| goes(*maker, from).into_iter().map(|to| (to, *maker))).collect();
    loop {
        let mut next = pairs.clone();
        for (here, last) in &pairs {
            for maker in group.iter().filter(|maker| *maker != last) {
                next.extend(goes(*maker, *here).into_iter().map(|to| (to, *maker)));
            }
        }
        if next == pairs {
            return pairs.into_iter().map(|(state, _)| state).collect();
        }
        pairs = next;
    }
}

proptest! {
    #[test]
    fn stability_equals_its_definition(conflict in a_conflict()) {
        let found = stands(&conflict);
        for (at, maker) in conflict.makers.iter().enumerate() {
            let others: Vec<usize> = (0..conflict.makers.len()).filter(|other| *other != at).collect();
            for (state, stand) in found[at].iter().enumerate() {
                let no_better = |to: &usize| maker.rank[*to] >= maker.rank[state];
                let better: Vec<usize> = maker.moves[state].iter().copied().filter(|to| !no_better(to)).collect();
                let answered = |improving: bool, also: &dyn Fn(&usize) -> bool| {
                    better.iter().all(|to| {
                        reached(&conflict, &others, *to, improving).iter().any(|end| no_better(end) && also(end))
                    })
                };
                prop_assert_eq!(stand.is_stable(Nash), better.is_empty());
                prop_assert_eq!(stand.is_stable(Seq), answered(true, &|_| true));
                prop_assert_eq!(stand.is_stable(Gmr), answered(false, &|_| true));
                prop_assert_eq!(stand.is_stable(Smr), answered(false, &|end| maker.moves[*end].iter().all(no_better)));
                // What is told is a way of legal moves.
                for better in &stand.improvements {
                    for way in [&better.credible, &better.any, &better.inescapable].into_iter().flatten() {
                        let mut here = better.to;
                        let mut last = at;
                        for step in way {
                            prop_assert!(step.maker != last && step.maker != at);
                            prop_assert!(conflict.makers[step.maker].moves[here].contains(&step.to));
                            (here, last) = (step.to, step.maker);
                        }
                        prop_assert!(no_better(&here));
                    }
                }
            }
        }
    }
}
