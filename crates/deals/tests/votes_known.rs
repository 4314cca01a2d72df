//! Published values of power indices, and every count against enumeration.

use proptest::prelude::*;
use standpoint_deals::Exact;
use standpoint_deals::votes::{
    Council, Game, Power, Role, Rule, Seat, WeightKind, council_report, minimal_blocking, minimal_winning,
    power,
};

fn council(id: &str, seats: usize, rule: Rule) -> Council {
    Council {
        id: id.to_owned(),
        name: id.to_owned(),
        seats: (1..=seats).map(|number| Seat::named(number.to_string())).collect(),
        weights: Vec::new(),
        rule,
        rule_text: String::new(),
    }
}

fn with_vetoes(id: &str, members: usize, least: usize, vetoes: usize) -> Council {
    let votes = Rule::Count { least, of: (0..members).collect() };
    let consent = Rule::Count { least: vetoes, of: (0..vetoes).collect() };
    council(id, members, Rule::All(vec![votes, consent]))
}

fn powers(council: &Council) -> Power {
    power(&Game::of(council).expect("it is small")).expect("it is small")
}

/// `expected`: seat, Shapley–Shubik, normalised Banzhaf; an empty text is not checked.
fn check(council: &Council, expected: &[(usize, &str, &str)]) {
    let power = powers(council);
    for (seat, shapley, banzhaf) in expected {
        let found = &power.seats[*seat];
        if !shapley.is_empty() {
            assert_eq!(found.shapley_shubik.to_string(), *shapley, "{} {seat}", council.name);
        }
        if !banzhaf.is_empty() {
            assert_eq!(found.banzhaf.to_string(), *banzhaf, "{} {seat}", council.name);
        }
    }
    let sum = |part: fn(&standpoint_deals::votes::SeatPower) -> &Exact| {
        Exact(power.seats.iter().map(|seat| part(seat).0.clone()).sum())
    };
    assert_eq!(sum(|seat| &seat.shapley_shubik), Exact::from(1));
    assert_eq!(sum(|seat| &seat.banzhaf), Exact::from(1));
}

/// Charter of the United Nations, article 27. Values: Felsenthal and Machover, "The Measurement of Voting Power"
/// (1998); Brams, "Game Theory and Politics" (1975).
#[test]
fn united_nations_security_council() {
    let now = with_vetoes("since 1965", 15, 9, 5);
    check(&now, &[(0, "421/2145", "106/635"), (5, "4/2145", "21/1270")]);
    let power = powers(&now);
    assert_eq!((power.winning.to_string(), power.swings.to_string()), ("848".into(), "5080".into()));
    check(&with_vetoes("before 1965", 11, 7, 5), &[(0, "76/385", "19/105"), (5, "1/462", "1/63")]);

    let game = Game::of(&now).unwrap();
    let winning = minimal_winning(&game);
    assert_eq!((winning.kinds.len(), winning.count.to_string(), winning.complete), (1, "210".into(), true));
    let blocking = minimal_blocking(&game);
    // Any one of five, or any seven of the ten others.
    assert_eq!((blocking.kinds.len(), blocking.count.to_string()), (2, "125".into()));
    let report = council_report(&now).unwrap();
    assert_eq!((report.seats[0].role, report.seats[9].role), (Role::Veto, Role::Ordinary));
}

/// The weighted votes of the Council of the European Communities. Values: Brams and Affuso, "New paradoxes of voting
/// power on the EC Council of Ministers" (Electoral Studies 4, 1985); Felsenthal and Machover (1998), chapter 5.
#[test]
fn council_of_the_european_communities() {
    let council = Council::weighted("1958", 12, &[4, 4, 4, 2, 2, 1]);
    check(&council, &[(0, "7/30", "5/21"), (3, "3/20", "1/7"), (5, "0", "0")]);
    assert_eq!(council_report(&council).unwrap().seats[5].role, Role::Dummy);

    let council = Council::weighted("1973", 41, &[10, 10, 10, 10, 5, 5, 3, 3, 2]);
    check(
        &council,
        &[(0, "5/28", "53/317"), (4, "17/210", "29/317"), (6, "2/35", "21/317"), (8, "1/105", "5/317")],
    );

    let council = Council::weighted("1986", 54, &[10, 10, 10, 10, 8, 5, 5, 5, 5, 3, 3, 2]);
    check(
        &council,
        &[(0, "", "13/101"), (4, "", "11/101"), (5, "", "74/1111"), (9, "", "51/1111"), (11, "", "20/1111")],
    );
}

/// Felsenthal and Machover (1998): 50, 49 and 1 vote.
#[test]
fn one_vote_as_good_as_forty_nine() {
    check(
        &Council::weighted("51", 51, &[50, 49, 1]),
        &[(0, "2/3", "3/5"), (1, "1/6", "1/5"), (2, "1/6", "1/5")],
    );
}

#[test]
fn a_hundred_and_more_seats_are_counted() {
    let power = powers(&Council::weighted("100", 2526, &(1..=100).collect::<Vec<i64>>()));
    let sum: num_rational::BigRational = power.seats.iter().map(|seat| seat.shapley_shubik.0.clone()).sum();
    assert_eq!(Exact(sum), Exact::from(1));
    assert!(power.seats.windows(2).all(|pair| pair[0].shapley_shubik <= pair[1].shapley_shubik));
    // An assembly of 193 equals: each has 1/193 of the power.
    let assembly = council("193", 193, Rule::Count { least: 129, of: (0..193).collect() });
    check(&assembly, &[(0, "1/193", "1/193")]);
}

/// A random monotone rule over up to `seats` seats.
fn a_rule(seats: usize) -> impl Strategy<Value = Rule> {
    let quota =
        (0..2_usize, 1..40_i64).prop_map(|(kind, quota)| Rule::Weight { kind, quota: Exact::from(quota) });
    let list = proptest::collection::btree_set(0..seats, 1..=seats);
    let count = (list, 0..100_usize).prop_map(|(of, part)| {
        let of: Vec<usize> = of.into_iter().collect();
        Rule::Count { least: 1 + part * of.len() / 100, of }
    });
    let leaf = prop_oneof![quota, count];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Rule::All),
            proptest::collection::vec(inner, 1..4).prop_map(Rule::Any),
        ]
    })
}

fn a_council(most: usize) -> impl Strategy<Value = Council> {
    (1..=most).prop_flat_map(|seats| {
        let weights = proptest::collection::vec(proptest::collection::vec(0..7_i64, seats), 2);
        (weights, a_rule(seats)).prop_map(move |(weights, rule)| {
            let kinds = weights.into_iter().enumerate().map(|(at, by_seat)| WeightKind {
                name: format!("w{at}"),
                by_seat: by_seat.into_iter().map(Exact::from).collect(),
            });
            Council { weights: kinds.collect(), ..council("random", seats, rule) }
        })
    })
}

/// By the definitions, over all coalitions; weights as written, not as the counts have them.
fn holds(council: &Council, rule: &Rule, set: u32) -> bool {
    let is_in = |seat: usize| set >> seat & 1 == 1;
    match rule {
        Rule::All(parts) => parts.iter().all(|part| holds(council, part, set)),
        Rule::Any(parts) => parts.iter().any(|part| holds(council, part, set)),
        Rule::Count { least, of } => of.iter().filter(|seat| is_in(**seat)).count() >= *least,
        Rule::Weight { kind, quota } => {
            let by_seat = council.weights[*kind].by_seat.iter().enumerate();
            let sum = by_seat.filter(|(seat, _)| is_in(*seat)).map(|(_, weight)| weight.0.clone()).sum();
            Exact(sum) >= *quota
        }
    }
}

fn check_against_enumeration(council: &Council) {
    let seats = council.seats.len();
    let game = Game::of(council).expect("it is small");
    let found = power(&game).expect("it is small");
    let wins: Vec<bool> = (0..1_u32 << seats).map(|set| holds(council, &council.rule, set)).collect();
    for (set, wins) in wins.iter().enumerate().step_by(if seats > 10 { 97 } else { 1 }) {
        let consents: Vec<bool> = (0..seats).map(|seat| set >> seat & 1 == 1).collect();
        assert_eq!(game.wins(&consents), *wins);
    }
    assert_eq!(found.winning, wins.iter().filter(|wins| **wins).count().into());
    let factorial = |of: usize| (1..=of as u64).product::<u64>();
    let all = (1_usize << seats) - 1;
    let (mut minimal, mut blocking) = (0_usize, 0_usize);
    for set in 0..=all {
        let members = || (0..seats).filter(|seat| set >> seat & 1 == 1);
        minimal += usize::from(wins[set] && members().all(|seat| !wins[set ^ 1 << seat]));
        blocking += usize::from(!wins[all ^ set] && members().all(|seat| wins[(all ^ set) | 1 << seat]));
    }
    for seat in 0..seats {
        let (mut swings, mut orders) = (0_u64, 0_u64);
        for set in (0..=all).filter(|set| set >> seat & 1 == 0 && !wins[*set] && wins[set | 1 << seat]) {
            let size = set.count_ones() as usize;
            swings += 1;
            orders += factorial(size) * factorial(seats - 1 - size);
        }
        assert_eq!(found.seats[seat].swings, swings.into(), "swings of {seat}");
        assert_eq!(
            Some(&found.seats[seat].shapley_shubik),
            Exact::fraction(orders, factorial(seats)).as_ref()
        );
    }
    let (winning, blocked) = (minimal_winning(&game), minimal_blocking(&game));
    assert_eq!((winning.complete, winning.count), (true, minimal.into()));
    assert_eq!((blocked.complete, blocked.count), (true, blocking.into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn counts_equal_enumeration(council in a_council(8)) {
        check_against_enumeration(&council);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn counts_equal_enumeration_up_to_eighteen_seats(council in a_council(18)) {
        check_against_enumeration(&council);
    }
}
