//! Every answer about small random models equals what trying every package tells.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;
use standpoint_deals::{
    Condition, Constraint, Exact, Expression, Known, Line, Mark, Model, Options, Package, Party, Probability,
    Proposal, RedLine, Term, Verdict, Worth, analyse,
};

/// A random model of 1 to 12 terms, most of them yes or no, of which the constraints can hold together.
fn models(most_terms: usize) -> impl Strategy<Value = Model> {
    prop::collection::vec(prop_oneof![4 => Just(2_usize), 1 => Just(3)], 1..=most_terms).prop_flat_map(
        |outcomes| {
            let constraints = prop::collection::vec(expression(outcomes.clone()), 0..3);
            let parties = prop::collection::vec(party(outcomes.clone()), 1..4);
            let settled = outcomes.iter().map(|count| prop::option::of(0..*count)).collect::<Vec<_>>();
            (Just(outcomes), constraints, parties, settled).prop_map(
                |(outcomes, constraints, parties, settled)| Model {
                    proposals: vec![Proposal {
                        id: "p".to_owned(),
                        name: "p".to_owned(),
                        by: None,
                        outcomes: settled
                            .iter()
                            .enumerate()
                            .filter_map(|(at, settled)| Some((at, (*settled)?)))
                            .collect(),
                    }],
                    terms: outcomes
                        .iter()
                        .enumerate()
                        .map(|(at, count)| Term {
                            id: format!("t{at}"),
                            sentence: String::new(),
                            outcomes: (0..*count).map(|outcome| format!("o{outcome}")).collect(),
                        })
                        .collect(),
                    constraints: constraints
                        .into_iter()
                        .map(|meaning| Constraint { must: condition(meaning), why: String::new() })
                        .collect(),
                    parties,
                    ..Model::default()
                },
            )
        },
    )
}

fn quarter(of: i64) -> Exact {
    Exact::fraction(of, 4).expect("four is not zero")
}

fn condition(meaning: Expression) -> Condition {
    Condition { text: String::new(), meaning }
}

fn expression(outcomes: Vec<usize>) -> BoxedStrategy<Expression> {
    let leaf = (0..outcomes.len())
        .prop_flat_map(move |term| (Just(term), 0..outcomes[term]))
        .prop_map(|(term, outcome)| Expression::Is { term, outcome });
    leaf.prop_recursive(3, 12, 4, |inner| {
        let parts = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(Expression::negated),
            parts.clone().prop_map(Expression::All),
            parts.clone().prop_map(Expression::Any),
            (inner.clone(), inner).prop_map(|(a, b)| Expression::Same(Box::new(a), Box::new(b))),
            (parts, 0..4_usize, 0..4_usize).prop_map(|(of, least, most)| Expression::Count {
                least,
                most,
                of
            }),
        ]
    })
    .boxed()
}

fn party(outcomes: Vec<usize>) -> impl Strategy<Value = Party> {
    let known = prop_oneof![
        3 => Just(Known::Certain),
        1 => Just(Known::Unknown),
        1 => (1..4_i64).prop_map(|p| Known::Probable(quarter(p))),
    ];
    let line = (expression(outcomes.clone()), known, 1..4_i64).prop_map(|(meaning, known, weight)| RedLine {
        needs: condition(meaning),
        says: String::new(),
        weight: quarter(2 * weight),
        known,
        evidence: Vec::new(),
    });
    let worth = (expression(outcomes), -6..7_i64)
        .prop_map(|(meaning, value)| Worth { when: condition(meaning), value: quarter(2 * value) });
    let lines = prop::collection::vec(line, 0..4);
    let worths = prop::collection::vec(worth, 0..5);
    (lines, worths, prop::option::of(-3..4_i64)).prop_map(|(red_lines, worths, no_deal)| Party {
        no_deal: no_deal.filter(|_| !worths.is_empty()).map(Exact::from),
        no_deal_weight: Exact::from(1),
        red_lines,
        worths,
        ..Party::default()
    })
}

fn all_packages(model: &Model) -> Vec<Package> {
    let mut all = vec![Vec::new()];
    for term in &model.terms {
        let longer = |package: &Vec<usize>| {
            let package = package.clone();
            (0..term.outcomes.len()).map(move |outcome| [package.clone(), vec![outcome]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    let allowed = |package: &Package| model.constraints.iter().all(|c| c.must.meaning.holds(package));
    all.into_iter().map(Package).filter(allowed).collect()
}

fn keeps(model: &Model, line: Line, package: &Package) -> bool {
    match line {
        Line::RedLine { party, line } => model.parties[party].red_lines[line].needs.meaning.holds(package),
        Line::NoDeal { party } => model.parties[party].worth(package) >= model.parties[party].no_deal,
    }
}

fn lines(model: &Model, certain: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for (party, of) in model.parties.iter().enumerate() {
        for (line, red_line) in of.red_lines.iter().enumerate() {
            if (red_line.known == Known::Certain) == certain {
                lines.push(Line::RedLine { party, line });
            }
        }
        if certain && of.no_deal.is_some() {
            lines.push(Line::NoDeal { party });
        }
    }
    lines
}

fn subsets(lines: &[Line]) -> Vec<BTreeSet<Line>> {
    let chosen =
        |bits: usize| (0..lines.len()).filter(|at| bits >> at & 1 == 1).map(|at| lines[at]).collect();
    (0..1 << lines.len()).map(chosen).collect()
}

/// Those that hold no other of them.
fn minimal(mut sets: Vec<BTreeSet<Line>>) -> BTreeSet<BTreeSet<Line>> {
    sets.sort_by_key(BTreeSet::len);
    let mut kept: Vec<BTreeSet<Line>> = Vec::new();
    for set in sets {
        if !kept.iter().any(|smaller| smaller.is_subset(&set)) {
            kept.push(set);
        }
    }
    kept.into_iter().collect()
}

fn count(found: usize) -> Option<BigUint> {
    Some(BigUint::from(found))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_deal_space_is_what_trying_everything_finds(model in models(12)) {
        let packages = all_packages(&model);
        prop_assume!(!packages.is_empty());
        let analysis = analyse(&model, &Options { list: 5_000, ..Options::default() }).unwrap();
        let space = &analysis.space;
        let certain = lines(&model, true);
        let is_floor = |line: &Line| matches!(line, Line::NoDeal { .. });
        let uncrossed: Vec<&Package> = packages
            .iter()
            .filter(|package| certain.iter().all(|line| is_floor(line) || keeps(&model, *line, package)))
            .collect();
        let acceptable: Vec<&Package> =
            uncrossed.iter().filter(|package| certain.iter().all(|line| keeps(&model, *line, package))).copied().collect();
        prop_assert_eq!(&space.packages, &count(packages.len()));
        prop_assert_eq!(&space.without_crossing, &count(uncrossed.len()));
        prop_assert_eq!(&space.acceptable, &count(acceptable.len()));
        prop_assert_eq!(analysis.blockage.deal, !acceptable.is_empty());
        let listed: BTreeSet<&Package> = space.listed.iter().map(|valued| &valued.package).collect();
        if space.all_listed {
            prop_assert_eq!(listed, acceptable.iter().copied().collect::<BTreeSet<_>>());
        }
        let worth = |package: &Package| -> Vec<BigRational> {
            space.bargaining.iter().map(|party| model.parties[*party].worth(package).unwrap().0).collect()
        };
        for valued in &space.listed {
            let told: Vec<BigRational> = valued.worth.iter().map(|worth| worth.0.clone()).collect();
            prop_assert_eq!(told, worth(&valued.package));
        }
        if uncrossed.is_empty() || space.bargaining.is_empty() {
            return Ok(());
        }
        // The frontier, by comparing every package with every other.
        let worths: BTreeSet<Vec<BigRational>> = uncrossed.iter().map(|package| worth(package)).collect();
        let beaten = |one: &Vec<BigRational>| worths.iter().any(|other| other != one && other.iter().zip(one).all(|(o, w)| o >= w));
        let best: BTreeSet<Vec<BigRational>> = worths.iter().filter(|one| !beaten(one)).cloned().collect();
        let frontier = space.frontier.as_ref().unwrap();
        let told: BTreeSet<Vec<BigRational>> =
            frontier.iter().map(|point| point.valued.worth.iter().map(|w| w.0.clone()).collect()).collect();
        prop_assert_eq!(&told, &best);
        for point in frontier {
            let same = uncrossed.iter().filter(|package| worth(package) == worth(&point.valued.package)).count();
            prop_assert_eq!(&point.packages, &BigUint::from(same));
            prop_assert_eq!(point.acceptable, acceptable.contains(&&point.valued.package));
        }
        // What stands in for a frontier that is too large lies on it.
        let short = Options { comparisons: 0, ..Options::default() };
        let sample = analyse(&model, &short).unwrap().space.frontier_sample;
        prop_assert!(space.bargaining.len() < 3 || best.len() == 1 || !sample.is_empty());
        for point in &sample {
            let told: Vec<BigRational> = point.valued.worth.iter().map(|worth| worth.0.clone()).collect();
            prop_assert_eq!(&told, &worth(&point.valued.package));
            prop_assert!(best.contains(&told));
            prop_assert_eq!(point.acceptable, acceptable.contains(&&point.valued.package));
        }
        // The marked packages, by their scores.
        let zero: Vec<BigRational> = space
            .bargaining
            .iter()
            .enumerate()
            .map(|(at, party)| match &model.parties[*party].no_deal {
                Some(no_deal) => no_deal.0.clone(),
                None => uncrossed.iter().map(|package| worth(package)[at].clone()).min().unwrap(),
            })
            .collect();
        prop_assert_eq!(&space.zero, &zero.iter().cloned().map(Exact).collect::<Vec<_>>());
        let gains = |package: &Package| -> Vec<BigRational> { worth(package).iter().zip(&zero).map(|(w, z)| w - z).collect() };
        let tops: Vec<BigRational> = (0..zero.len())
            .map(|at| acceptable.iter().map(|package| gains(package)[at].clone()).max().unwrap_or_else(Zero::zero))
            .collect();
        let counting: Vec<usize> = (0..zero.len()).filter(|at| tops[*at] > Zero::zero()).collect();
        let sum = |package: &Package| -> BigRational { worth(package).iter().sum() };
        let least = |package: &Package, unit: &dyn Fn(usize) -> BigRational| {
            counting.iter().map(|at| &gains(package)[*at] / unit(*at)).min()
        };
        let score = |mark: Mark, package: &Package| -> Vec<Option<BigRational>> {
            match mark {
                Mark::BestFor(party) => {
                    let at = space.bargaining.iter().position(|p| *p == party).unwrap();
                    vec![Some(worth(package)[at].clone()), Some(sum(package))]
                }
                Mark::Utilitarian => vec![Some(sum(package))],
                Mark::Egalitarian => vec![least(package, &|_| One::one()), Some(sum(package))],
                Mark::KalaiSmorodinsky => vec![least(package, &|at| tops[at].clone()), Some(sum(package))],
                Mark::Nash => {
                    let all = counting.iter().all(|at| gains(package)[*at] > Zero::zero());
                    vec![all.then(|| counting.iter().map(|at| gains(package)[*at].clone()).product())]
                }
            }
        };
        let wanted = zero.len() + if zero.len() > 1 { 4 } else { 0 };
        prop_assert_eq!(space.marked.len(), wanted);
        for marked in &space.marked {
            prop_assert!(marked.proved);
            let best = acceptable.iter().map(|package| score(marked.mark, package)).max();
            let is_point = !matches!(marked.mark, Mark::BestFor(_) | Mark::Utilitarian);
            let none = best.as_ref().is_none_or(|score| score[0].is_none()) || is_point && counting.is_empty();
            match &marked.valued {
                None => prop_assert!(none, "{:?} is there, and was not found", marked.mark),
                Some(valued) => {
                    prop_assert!(!none);
                    prop_assert!(acceptable.contains(&&valued.package));
                    prop_assert_eq!(Some(score(marked.mark, &valued.package)), best, "{:?}", marked.mark);
                }
            }
        }
    }

    #[test]
    fn conflicts_and_concessions_are_all_there(model in models(6)) {
        let packages = all_packages(&model);
        prop_assume!(!packages.is_empty());
        let analysis = analyse(&model, &Options::default()).unwrap();
        let certain = lines(&model, true);
        let holds = |set: &BTreeSet<Line>| packages.iter().any(|p| set.iter().all(|line| keeps(&model, *line, p)));
        let all: BTreeSet<Line> = certain.iter().copied().collect();
        if analysis.blockage.deal {
            prop_assert!(analysis.blockage.knots.is_empty());
            return Ok(());
        }
        let conflicts = minimal(subsets(&certain).into_iter().filter(|set| !holds(set)).collect());
        let opens = |set: &BTreeSet<Line>| holds(&all.difference(set).copied().collect());
        let concessions = minimal(subsets(&certain).into_iter().filter(opens).collect());
        let mut told = BTreeSet::new();
        let mut combined = vec![BTreeSet::new()];
        for knot in &analysis.blockage.knots {
            prop_assert!(knot.complete);
            told.extend(knot.conflicts.iter().map(|set| set.iter().copied().collect::<BTreeSet<_>>()));
            let weights: Vec<&Exact> = knot.concessions.iter().map(|concession| &concession.weight).collect();
            prop_assert!(weights.is_sorted());
            let longer = |before: &BTreeSet<Line>| {
                let before = before.clone();
                knot.concessions.iter().map(move |c| before.iter().chain(&c.lines).copied().collect::<BTreeSet<_>>())
            };
            combined = combined.iter().flat_map(longer).collect();
        }
        prop_assert_eq!(told, conflicts);
        let weight = |set: &BTreeSet<Line>| -> BigRational { set.iter().map(|line| &line.weight(&model).0).sum() };
        let cheapest = concessions.iter().map(weight).min().unwrap();
        prop_assert_eq!(combined.into_iter().collect::<BTreeSet<_>>(), concessions);
        prop_assert_eq!(analysis.blockage.cheapest.0, cheapest);
    }

    #[test]
    fn what_is_not_known_is_weighed_as_trying_everything_does(model in models(6)) {
        let packages = all_packages(&model);
        prop_assume!(!packages.is_empty());
        let unknowns = analyse(&model, &Options::default()).unwrap().unknowns;
        let certain = lines(&model, true);
        let open = lines(&model, false);
        let deal = |held: &BTreeSet<Line>| {
            packages.iter().any(|p| certain.iter().chain(held).all(|line| keeps(&model, *line, p)))
        };
        prop_assert_eq!(unknowns.open, open.len());
        prop_assert_eq!(unknowns.deal_if_well, deal(&BTreeSet::new()));
        prop_assert_eq!(unknowns.deal_if_badly, deal(&open.iter().copied().collect()));
        if open.is_empty() {
            prop_assert_eq!(&unknowns.probability, &Probability::NothingOpen);
            return Ok(());
        }
        let chance = |unknown: BigRational, given: Option<(Line, bool)>| -> BigRational {
            let one = |line: &Line, held: bool| {
                let p = match (given, line) {
                    (Some((asked, answer)), line) if asked == *line => BigRational::from_integer(i64::from(answer).into()),
                    (_, Line::RedLine { party, line }) => match &model.parties[*party].red_lines[*line].known {
                        Known::Probable(p) => p.0.clone(),
                        _ => unknown.clone(),
                    },
                    _ => BigRational::one(),
                };
                if held { p } else { BigRational::one() - p }
            };
            subsets(&open)
                .iter()
                .filter(|held| deal(held))
                .map(|held| open.iter().map(|line| one(line, held.contains(line))).product::<BigRational>())
                .sum()
        };
        let least = Exact(chance(BigRational::one(), None));
        let most = Exact(chance(BigRational::zero(), None));
        prop_assert_eq!(&unknowns.probability, &Probability::Exact { least, most });
        prop_assert_eq!(unknowns.worth_asking.len(), open.len());
        if unknowns.deal_if_well == unknowns.deal_if_badly {
            return Ok(());
        }
        let spoilers = minimal(subsets(&open).into_iter().filter(|held| !deal(held)).collect());
        let told: BTreeSet<BTreeSet<Line>> =
            unknowns.spoilers.iter().map(|set| set.iter().copied().collect()).collect();
        prop_assert_eq!(told, spoilers);
        for question in &unknowns.worth_asking {
            let held = chance(BigRational::zero(), Some((question.line, true)));
            prop_assert_eq!(question.held.as_ref().map(|held| &held.0), Some(&held));
            prop_assert_eq!(question.deal_if_held, deal(&BTreeSet::from([question.line])));
        }
        prop_assert!(unknowns.worth_asking.is_sorted_by(|a, b| a.value >= b.value));
    }

    #[test]
    fn the_same_model_gives_the_same_answers(model in models(8)) {
        prop_assume!(!all_packages(&model).is_empty());
        let analysis = || analyse(&model, &Options::default()).unwrap();
        prop_assert_eq!(analysis(), analysis());
    }

    #[test]
    fn proposals_are_graded_as_trying_every_completion_does(model in models(6)) {
        let packages = all_packages(&model);
        prop_assume!(!packages.is_empty());
        let proposed: &BTreeMap<usize, usize> = &model.proposals[0].outcomes;
        let grading = &analyse(&model, &Options::default()).unwrap().proposals[0];
        let completions: Vec<&Package> =
            packages.iter().filter(|p| proposed.iter().all(|(term, outcome)| p.0[*term] == *outcome)).collect();
        prop_assert_eq!(grading.forbidden_by.is_empty(), !completions.is_empty());
        let changed = |p: &Package| proposed.iter().filter(|(term, outcome)| p.0[**term] != **outcome).count();
        let fewest = |lines: &[Line]| {
            packages.iter().filter(|p| lines.iter().all(|line| keeps(&model, *line, p))).map(changed).min()
        };
        let all_certain = lines(&model, true);
        prop_assert_eq!(grading.changes_for_all.as_ref().map(Vec::len), fewest(&all_certain));
        prop_assert_eq!(grading.parties.len(), if completions.is_empty() { 0 } else { model.parties.len() });
        for grade in &grading.parties {
            let of = |lines: Vec<Line>| lines.into_iter().filter(|l| l.party() == grade.party).collect::<Vec<_>>();
            let (certain, open) = (of(lines(&model, true)), of(lines(&model, false)));
            let keeping = |kept: &[Line]| completions.iter().any(|p| kept.iter().all(|line| keeps(&model, *line, p)));
            let expected = if certain.is_empty() && open.is_empty() {
                Verdict::Unknown
            } else if !keeping(&certain) {
                Verdict::Refused
            } else if open.iter().any(|line| !keeping(&[certain.as_slice(), &[*line]].concat())) {
                Verdict::Unknown
            } else if certain.iter().any(|line| completions.iter().any(|p| !keeps(&model, *line, p))) {
                Verdict::Conditional
            } else {
                Verdict::Accepted
            };
            prop_assert_eq!(grade.verdict, expected);
            if grade.verdict == Verdict::Refused {
                prop_assert_eq!(grade.changes.as_ref().map(Vec::len), fewest(&certain));
            }
        }
    }
}
