//! What is not known: whether there is a deal if it turns out well, or badly, and what to find out first.

use batsat::Lit;
use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddPointer, BddVariable, BddVariableSet, op_function};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde::Serialize;

use crate::clauses::Answer;
use crate::conflict::{Blockage, Concession, Line, Switches, certain, subsets};
use crate::model::{Counted, Known, Model};
use crate::{Exact, Options};

/// What follows from what is not known. A party's silence is neither yes nor no: each line that a party may or may
/// not insist on is open, and independent of the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unknowns {
    /// How many lines are not certain.
    pub open: usize,
    /// Whether there is a deal if no party insists on any of them.
    pub deal_if_well: bool,
    /// Whether there is a deal if the parties insist on all of them.
    pub deal_if_badly: bool,
    /// Minimal sets of open lines that, insisted on together, leave no deal; smallest first. Where there is a deal
    /// in neither case, there are none.
    pub spoilers: Vec<Vec<Line>>,
    /// Whether [`Unknowns::spoilers`] has all.
    pub complete: bool,
    /// How likely it is that there is a deal.
    pub probability: Probability,
    /// The open lines, the one most worth finding out first.
    pub worth_asking: Vec<Question>,
    /// Where the certain lines leave no deal, however the open ones turn out: the same if the cheapest way out of each
    /// knot were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub if_conceded: Option<Box<Conceded>>,
}

/// What is not known, if lines that are known for certain were given up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conceded {
    /// The lines that are taken as given up.
    pub given_up: Vec<Line>,
    /// What follows then.
    pub unknowns: Unknowns,
}

/// How likely it is that there is a deal.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "how")]
pub enum Probability {
    /// Nothing is open.
    #[default]
    NothingOpen,
    /// Exactly. Lines without a probability make a range: from all of them being insisted on, to none.
    Exact {
        /// At the least.
        least: Exact,
        /// At the most; the same where every open line has a probability.
        most: Exact,
    },
    /// By drawing at random, where it is too much to work out. Lines without a probability make a range.
    Sampled {
        /// The share of draws with a deal, all lines without a probability being insisted on.
        least: Exact,
        /// The same, none of them being insisted on.
        most: Exact,
        /// The larger standard error of the two shares.
        standard_error: f64,
        /// How many draws.
        draws: usize,
        /// The seed that gives the same draws again.
        seed: u64,
    },
}

/// An open line, and what it would tell to know it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// The line.
    #[serde(flatten)]
    pub line: Line,
    /// How likely it is that the party insists on it; `None` where nobody said.
    pub probability: Option<Exact>,
    /// Where that was derived from a record: how many statements insist, of how many on the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Whether there can be a deal if the party insists on it.
    pub deal_if_held: bool,
    /// How likely a deal is if the party insists on it. Other lines without a probability are taken to turn out well: a
    /// half for each of many silences would leave next to nothing to tell them by. Where probabilities are drawn, it is
    /// a share of draws.
    pub held: Option<Exact>,
    /// How likely a deal is if it does not.
    pub dropped: Option<Exact>,
    /// By how much the answer is expected to move the probability of a deal: the mean of the two changes, each
    /// weighed by how likely it is, a half where nobody said. Zero where the answer would tell nothing.
    pub value: Option<Exact>,
}

/// Looks at what is not known.
pub(crate) fn unknowns(
    model: &Model,
    switches: &mut Switches,
    blockage: &Blockage,
    options: &Options,
) -> Unknowns {
    let mut unknowns = unknowns_without(model, switches, &[], options);
    let cheapest: Option<Vec<&Concession>> =
        blockage.knots.iter().map(|knot| knot.concessions.first()).collect();
    if let Some(cheapest) = cheapest.filter(|cheapest| !cheapest.is_empty() && unknowns.open > 0) {
        let given_up: Vec<Line> = cheapest.iter().flat_map(|way| way.lines.iter().copied()).collect();
        let then = unknowns_without(model, switches, &given_up, options);
        unknowns.if_conceded = Some(Box::new(Conceded { given_up, unknowns: then }));
    }
    unknowns
}

/// The same, where these certain lines are given up.
fn unknowns_without(
    model: &Model,
    switches: &mut Switches,
    given_up: &[Line],
    options: &Options,
) -> Unknowns {
    let open = switches.those(|line| !certain(model, line));
    let fixed: Vec<Lit> = switches
        .those(|line| certain(model, line) && !given_up.contains(&line))
        .iter()
        .map(|(_, switch)| *switch)
        .collect();
    let lits: Vec<Lit> = open.iter().map(|(_, switch)| *switch).collect();
    let mut deal = |held: &[Lit]| {
        let all: Vec<Lit> = fixed.iter().chain(held).copied().collect();
        matches!(switches.clauses.ask(&all), Answer::Yes(_))
    };
    let mut unknowns = Unknowns {
        open: open.len(),
        deal_if_well: deal(&[]),
        deal_if_badly: deal(&lits),
        complete: true,
        ..Unknowns::default()
    };
    if open.is_empty() {
        return unknowns;
    }
    let known: Vec<&Known> = open.iter().map(|(line, _)| known(model, *line)).collect();
    let alone: Vec<bool> = lits.iter().map(|lit| deal(&[*lit])).collect();
    let one = Exact::from(1);
    let chances = (unknowns.deal_if_well && !unknowns.deal_if_badly)
        .then(|| {
            let weights = vec![&one; lits.len()];
            let found = subsets(&mut switches.clauses, &fixed, &lits, &weights, options.sets);
            let named = |set: &Vec<usize>| set.iter().map(|at| open[*at].0).collect::<Vec<Line>>();
            unknowns.spoilers = found.conflicts.iter().map(named).collect();
            unknowns.spoilers.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
            unknowns.complete = found.complete;
            found.complete.then(|| Chances::new(&found.conflicts, lits.len())).flatten()
        })
        .flatten();
    let settled = unknowns.deal_if_well == unknowns.deal_if_badly;
    let mut shares: Vec<Option<[Exact; 2]>> = vec![None; open.len()];
    unknowns.probability = if settled {
        let certainty = Exact::from(i64::from(unknowns.deal_if_well));
        Probability::Exact { least: certainty.clone(), most: certainty }
    } else if let Some(chances) = &chances {
        Probability::Exact {
            least: Exact(chances.of_deal(&likely(&known, &BigRational::one()))),
            most: Exact(chances.of_deal(&likely(&known, &BigRational::zero()))),
        }
    } else {
        let sample = sampled(&known, &lits, &fixed, switches, options);
        shares = sample.given;
        sample.probability
    };
    let half = BigRational::new(1.into(), 2.into());
    let own = likely(&known, &half);
    let likely = likely(&known, &BigRational::zero());
    unknowns.worth_asking = (0..open.len())
        .map(|at| {
            let given = |answer: &BigRational| {
                let mut likely = likely.clone();
                likely[at].clone_from(answer);
                chances.as_ref().map(|chances| chances.of_deal(&likely))
            };
            let (held, dropped) = match &shares[at] {
                Some([held, dropped]) => (Some(held.0.clone()), Some(dropped.0.clone())),
                None => (given(&One::one()), given(&Zero::zero())),
            };
            // p·|P(held) − P| + (1−p)·|P(dropped) − P|, in which P is the mean of the two.
            let value = held.as_ref().zip(dropped.as_ref()).map(|(held, dropped)| {
                let p = &own[at];
                (dropped - held).abs() * p * (BigRational::one() - p) * BigRational::from_integer(2.into())
            });
            Question {
                line: open[at].0,
                probability: match known[at] {
                    Known::Probable(p) => Some(p.clone()),
                    Known::Counted(counted) => Some(counted.probability()),
                    _ => None,
                },
                counted: match known[at] {
                    Known::Counted(counted) => Some(*counted),
                    _ => None,
                },
                deal_if_held: alone[at],
                held: held.map(Exact),
                dropped: dropped.map(Exact),
                value: value.map(Exact),
            }
        })
        .collect();
    // What ends every hope by itself comes first where there are no probabilities to go by.
    unknowns.worth_asking.sort_by(|a, b| {
        b.value
            .cmp(&a.value)
            .then_with(|| a.deal_if_held.cmp(&b.deal_if_held))
            .then_with(|| a.line.cmp(&b.line))
    });
    unknowns
}

fn known(model: &Model, line: Line) -> &Known {
    match line {
        Line::RedLine { party, line } => &model.parties[party].red_lines[line].known,
        Line::NoDeal { .. } => &Known::Certain,
    }
}

/// How likely each is to be insisted on; `unknown` stands for those of which nobody said.
fn likely(known: &[&Known], unknown: &BigRational) -> Vec<BigRational> {
    let one = |known: &&Known| match known {
        Known::Probable(p) => p.0.clone(),
        Known::Counted(counted) => counted.probability().0,
        Known::Certain => BigRational::one(),
        Known::Unknown => unknown.clone(),
    };
    known.iter().map(one).collect()
}

/// The sets of lines, insisted on together, that leave a deal: those that hold no spoiler.
struct Chances {
    deal: Bdd,
}

impl Chances {
    fn new(spoilers: &[Vec<usize>], lines: usize) -> Option<Chances> {
        let set = BddVariableSet::new_anonymous(lines as u16);
        let mut deal = set.mk_true();
        for spoiler in spoilers {
            let off: Vec<_> = spoiler.iter().map(|at| (BddVariable::from_index(*at), false)).collect();
            let clause = set.mk_disjunctive_clause(&BddPartialValuation::from_values(&off));
            deal = Bdd::binary_op_with_limit(20_000, &deal, &clause, op_function::and)?;
        }
        Some(Chances { deal })
    }

    /// The exact probability, by weighted counting from the ends of the diagram to its root.
    fn of_deal(&self, likely: &[BigRational]) -> BigRational {
        let mut chance: Vec<BigRational> = vec![BigRational::zero(), BigRational::one()];
        for node in 2..self.deal.size() {
            let node = BddPointer::from_index(node);
            let p = &likely[self.deal.var_of(node).to_index()];
            let held = &chance[self.deal.high_link_of(node).to_index()] * p;
            let dropped = &chance[self.deal.low_link_of(node).to_index()] * (BigRational::one() - p);
            chance.push(held + dropped);
        }
        chance.swap_remove(self.deal.size() - 1)
    }
}

/// What draws tell.
struct Sample {
    probability: Probability,
    /// For each open line, the share of draws with a deal among those in which it is insisted on, and among the others.
    given: Vec<Option<[Exact; 2]>>,
}

/// Draws at random which lines are insisted on, and asks each time whether there is a deal.
fn sampled(
    known: &[&Known],
    lits: &[Lit],
    fixed: &[Lit],
    switches: &mut Switches,
    options: &Options,
) -> Sample {
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    let mut deals = [0_usize; 2];
    let cut = |p: &Exact| (p.rounded() * u64::MAX as f64) as u64;
    let cuts: Vec<Option<u64>> = known
        .iter()
        .map(|known| match known {
            Known::Probable(p) => Some(cut(p)),
            Known::Counted(counted) => Some(cut(&counted.probability())),
            Known::Certain | Known::Unknown => None,
        })
        .collect();
    // For each line: draws with it and without it, and how many of each leave a deal.
    let mut tally = vec![[(0_usize, 0_usize); 2]; lits.len()];
    for _ in 0..options.draws {
        let drawn: Vec<Option<bool>> =
            cuts.iter().map(|cut| cut.map(|cut| random.next_u64() < cut)).collect();
        let mut deal = |held: &[bool]| {
            let held = held.iter().zip(lits).filter(|(held, _)| **held).map(|(_, lit)| *lit);
            let all: Vec<Lit> = fixed.iter().copied().chain(held).collect();
            matches!(switches.clauses.ask(&all), Answer::Yes(_))
        };
        for (deals, unknown) in deals.iter_mut().zip([true, false]) {
            let held: Vec<bool> = drawn.iter().map(|drawn| drawn.unwrap_or(unknown)).collect();
            *deals += usize::from(deal(&held));
        }
        // One silence a draw is broken, so that each is seen both ways.
        let broken = drawn.iter().filter(|drawn| drawn.is_none()).count();
        let broken = if broken > 0 { random.next_u32() as usize % (2 * broken) } else { 0 };
        let silent = (0..drawn.len()).filter(|at| drawn[*at].is_none()).nth(broken);
        let held: Vec<bool> = (0..drawn.len()).map(|at| drawn[at].unwrap_or(silent == Some(at))).collect();
        let there_is = deal(&held);
        for (at, (tally, held)) in tally.iter_mut().zip(&held).enumerate() {
            // What a line tells is told by draws in which no other silence is broken.
            if silent.is_none_or(|silent| silent == at) {
                let (draws, deals) = &mut tally[usize::from(!held)];
                *draws += 1;
                *deals += usize::from(there_is);
            }
        }
    }
    let draws = options.draws.max(1);
    let error = |deals: usize| {
        let share = deals as f64 / draws as f64;
        (share * (1.0 - share) / draws as f64).sqrt()
    };
    let share = |deals: usize, draws: usize| Exact(BigRational::new(deals.into(), draws.into()));
    let given = tally.into_iter().map(|tally| {
        let seen = tally.iter().all(|(draws, _)| *draws > 0);
        seen.then(|| tally.map(|(draws, deals)| share(deals, draws)))
    });
    Sample {
        given: given.collect(),
        probability: Probability::Sampled {
            least: share(deals[0], draws),
            most: share(deals[1], draws),
            standard_error: error(deals[0]).max(error(deals[1])),
            draws,
            seed: options.seed,
        },
    }
}
