//! The deal space: packages that satisfy all constraints and cross no red line.

mod bargain;
mod build;
mod diagram;
mod floors;
mod frontier;
mod order;
mod search;

use num_bigint::BigUint;
use num_traits::Zero;
use serde::{Serialize, Serializer};

use crate::Exact;
use crate::Options;
use crate::expression::Expression;
use crate::model::{Model, Package};
use crate::scale::Scale;

use bargain::Table;
pub(crate) use build::{Layout, build};
pub(crate) use diagram::{Diagram, Weights};
pub(crate) use search::{Budget, Found, search};

/// No floor at all.
pub(crate) const NO_FLOOR: i64 = i64::MIN / 8;

/// What packages there are, and which stand out. The red lines that are known for certain bind; those that are only
/// possible do not (see [`crate::Unknowns`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DealSpace {
    /// How many packages satisfy the constraints; `None` where there are too many to tell.
    #[serde(serialize_with = "whole")]
    pub packages: Option<BigUint>,
    /// How many of them cross no certain red line; `None` where that is too large a diagram.
    #[serde(serialize_with = "whole")]
    pub without_crossing: Option<BigUint>,
    /// How many of those are worth at least a no-deal to every party that has a no-deal value; `None` where counting
    /// takes too long.
    #[serde(serialize_with = "whole")]
    pub acceptable: Option<BigUint>,
    /// The packages, where they are few: all that cross no red line and are worth enough to everybody.
    pub listed: Vec<Valued>,
    /// Whether [`DealSpace::listed`] has all.
    pub all_listed: bool,
    /// The parties of which worths are known, as indexes: [`Valued::worth`] is in this order.
    pub bargaining: Vec<usize>,
    /// What each bargaining party gets without a deal: its no-deal value, or else what the worst package that
    /// crosses no red line is worth to it.
    pub zero: Vec<Exact>,
    /// Packages than which no other is better for one and as good for all, best for the first party first; `None`
    /// where there are too many to find.
    pub frontier: Option<Vec<FrontierPoint>>,
    /// Where the frontier is too large to find: packages that lie on it, found by weighing the parties' worths against one
    /// another in many ways. A sample: it does not show how many there are, nor those that no weighing prefers.
    pub frontier_sample: Vec<Sampled>,
    /// The packages that stand out.
    pub marked: Vec<Marked>,
}

/// A package and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Valued {
    /// The package.
    pub package: Package,
    /// What it is worth to each bargaining party.
    pub worth: Vec<Exact>,
}

/// A point of the Pareto frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrontierPoint {
    /// One of its packages.
    #[serde(flatten)]
    pub valued: Valued,
    /// How many packages are worth exactly this to everybody.
    #[serde(serialize_with = "plain")]
    pub packages: BigUint,
    /// Whether it is worth at least a no-deal to everybody.
    pub acceptable: bool,
}

/// A package that is known to lie on the Pareto frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sampled {
    /// It.
    #[serde(flatten)]
    pub valued: Valued,
    /// Whether it is worth at least a no-deal to everybody.
    pub acceptable: bool,
}

/// Why a package stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "why", content = "party")]
pub enum Mark {
    /// It is worth most to this party.
    BestFor(usize),
    /// The product of the gains is largest (Nash 1950).
    Nash,
    /// The least gain, each measured by the most that the party could gain, is largest (Kalai and Smorodinsky 1975).
    KalaiSmorodinsky,
    /// The least gain is largest.
    Egalitarian,
    /// The sum of worths is largest.
    Utilitarian,
}

/// A package that stands out, among those that are worth enough to everybody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marked {
    /// Why.
    #[serde(flatten)]
    pub mark: Mark,
    /// It; `None` where no package is so.
    pub valued: Option<Valued>,
    /// Whether it is proved that no other is better; false where the search was cut short.
    pub proved: bool,
}

fn whole<S: Serializer>(count: &Option<BigUint>, serializer: S) -> Result<S::Ok, S::Error> {
    match count {
        Some(count) => plain(count, serializer),
        None => serializer.serialize_none(),
    }
}

fn plain<S: Serializer>(count: &BigUint, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(count)
}

/// Looks at the deal space of a model.
pub(crate) fn deal_space(model: &Model, scale: &Scale, options: &Options) -> DealSpace {
    let constraints: Vec<&Expression> =
        model.constraints.iter().map(|constraint| &constraint.must.meaning).collect();
    let packages = build(model, &constraints, &[], options.diagram).ok().map(|(_, diagram)| diagram.count());
    let bargaining: Vec<usize> =
        (0..model.parties.len()).filter(|party| !model.parties[*party].worths.is_empty()).collect();
    let mut space = DealSpace {
        packages,
        without_crossing: None,
        acceptable: None,
        listed: Vec::new(),
        all_listed: false,
        bargaining,
        zero: Vec::new(),
        frontier: None,
        frontier_sample: Vec::new(),
        marked: Vec::new(),
    };
    let must: Vec<&Expression> = constraints.into_iter().chain(certain_lines(model)).collect();
    let extras = weighed(model);
    let Ok((layout, diagram)) = build(model, &must, &extras, options.diagram) else { return space };
    let count = diagram.count();
    let empty = count.is_zero();
    space.without_crossing = Some(count);
    let worths: Vec<Weights> =
        space.bargaining.iter().map(|party| weights(model, scale, &layout, *party)).collect();
    let no_deal: Vec<Option<i64>> = space.bargaining.iter().map(|party| scale.no_deal[*party]).collect();
    let floors: Vec<i64> = no_deal.iter().map(|floor| floor.unwrap_or(NO_FLOOR)).collect();
    space.acceptable = if no_deal.iter().all(Option::is_none) {
        space.without_crossing.clone()
    } else {
        floors::count_above(&diagram, &worths, &floors)
    };
    if empty {
        space.all_listed = true;
        return space;
    }
    let worst = |weights: &Weights| {
        let negated = weights.iter().map(|[no, yes]| [-no, -yes]).collect();
        diagram.best_answers(&negated).map_or(0, |(sum, _)| -sum)
    };
    let zeros: Vec<i64> =
        no_deal.iter().zip(&worths).map(|(floor, worth)| floor.unwrap_or_else(|| worst(worth))).collect();
    space.zero = zeros.iter().map(|zero| scale.exact(*zero)).collect();
    let table = Table { diagram: &diagram, worths, floors, zeros, budget: Budget::shared() };
    let valued = |answers: &[bool]| Valued {
        package: layout.package(answers),
        worth: table.worth(answers).into_iter().map(|worth| scale.exact(worth)).collect(),
    };
    let enough = |worth: &[i64]| worth.iter().zip(&table.floors).all(|(worth, floor)| worth >= floor);
    if space.without_crossing.as_ref().is_some_and(|count| *count <= BigUint::from(options.list)) {
        let all = diagram.first_answers(options.list);
        space.listed =
            all.iter().filter(|answers| enough(&table.worth(answers))).map(|a| valued(a)).collect();
        space.all_listed = true;
    }
    if space.bargaining.is_empty() {
        return space;
    }
    space.frontier = frontier::frontier(&diagram, &table.worths, options.comparisons).map(|points| {
        let point = |point: frontier::Point| FrontierPoint {
            valued: valued(&point.answers),
            packages: point.packages,
            acceptable: enough(&point.worth),
        };
        points.into_iter().map(point).collect()
    });
    if space.frontier.is_none() {
        let sampled = frontier::sampled(&diagram, &table.worths, options.seed).into_iter();
        let sampled =
            sampled.map(|(worth, answers)| Sampled { valued: valued(&answers), acceptable: enough(&worth) });
        space.frontier_sample = sampled.collect();
    }
    space.marked = marked(&table, &space.bargaining, &valued);
    space
}

fn marked(table: &Table, bargaining: &[usize], valued: &dyn Fn(&[bool]) -> Valued) -> Vec<Marked> {
    let mark = |mark: Mark, found: &Found| Marked {
        mark,
        valued: found.answers.as_deref().map(valued),
        proved: found.proved,
    };
    let mut marked = Vec::new();
    // The most that each can gain; none where it can gain nothing, or where that is not known.
    let mut tops = Vec::new();
    for (at, party) in bargaining.iter().enumerate() {
        let best = table.best_for(at);
        tops.push(
            best.answers.as_deref().map_or(0, |answers| table.worth(answers)[at] - table.zeros[at]).max(0),
        );
        marked.push(mark(Mark::BestFor(*party), &best));
    }
    if bargaining.len() < 2 {
        return marked;
    }
    let ones: Vec<i64> = tops.iter().map(|top| (*top).min(1)).collect();
    let nobody = Found { answers: None, proved: true };
    let some = ones.iter().any(|one| *one > 0);
    let nash = if some { table.nash(&ones) } else { nobody.clone() };
    let even = if some { table.evenest(&ones) } else { nobody.clone() };
    let kalai = if some { table.evenest(&tops) } else { nobody };
    marked.push(mark(Mark::Nash, &nash));
    marked.push(mark(Mark::KalaiSmorodinsky, &kalai));
    marked.push(mark(Mark::Egalitarian, &even));
    marked.push(mark(Mark::Utilitarian, &table.utilitarian()));
    marked
}

/// The red lines that bind for certain.
pub(crate) fn certain_lines(model: &Model) -> impl Iterator<Item = &Expression> {
    let lines = model.parties.iter().flat_map(|party| &party.red_lines);
    lines.filter(|line| line.known == crate::model::Known::Certain).map(|line| &line.needs.meaning)
}

/// The conditions of worths that are no plain outcome, in the order of parties and worths.
pub(crate) fn weighed(model: &Model) -> Vec<&Expression> {
    let worths = model.parties.iter().flat_map(|party| &party.worths);
    worths.map(|worth| &worth.when.meaning).filter(|meaning| plain_outcome(meaning).is_none()).collect()
}

/// The term, the outcome, and whether it is asked for, where a condition is that simple.
fn plain_outcome(meaning: &Expression) -> Option<(usize, usize, bool)> {
    match meaning {
        Expression::Is { term, outcome } => Some((*term, *outcome, true)),
        Expression::Not(inner) => match **inner {
            Expression::Is { term, outcome } => Some((term, outcome, false)),
            _ => None,
        },
        _ => None,
    }
}

/// A party's worths along the answers of a diagram that was built with the extras of [`weighed`].
pub(crate) fn weights(model: &Model, scale: &Scale, layout: &Layout, party: usize) -> Weights {
    let mut extra = 0;
    let mut weights = vec![[0, 0]; layout.levels()];
    for (at, other) in model.parties.iter().enumerate().take(party + 1) {
        for (worth, value) in other.worths.iter().zip(&scale.worths[at]) {
            let (level, answer) = match plain_outcome(&worth.when.meaning) {
                Some((term, outcome, asked)) => {
                    let (level, answer) = layout.outcome(term, outcome);
                    (level, answer == asked)
                }
                None => {
                    extra += 1;
                    (layout.extra(extra - 1), true)
                }
            };
            if at == party {
                weights[level][usize::from(answer)] += value;
            }
        }
    }
    weights
}
