//! A council's rule in whole numbers.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};
use thiserror::Error;

use super::{Council, Rule};

/// More thresholds in one rule than this are refused: tables grow with each.
pub(super) const MOST_THRESHOLDS: usize = 16;
/// More seats than this are refused.
pub(super) const MOST_SEATS: usize = 1_000;

/// Thresholds on whole-number weights, and which of them must be reached.
///
/// It is what the counts are made from. Equal thresholds are one, and weights are divided by what they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Game {
    pub(super) seats: usize,
    pub(super) thresholds: Vec<Threshold>,
    pub(super) needs: Needs,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Threshold {
    /// For each seat.
    pub(super) weights: Vec<u64>,
    pub(super) quota: u64,
}

/// Which thresholds must be reached, by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    One(usize),
    All(Vec<Needs>),
    Any(Vec<Needs>),
}

/// A council that is too large to be counted exactly.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TooLarge {
    /// More seats than are counted.
    #[error(
        "{0} seats are more than the {MOST_SEATS} that are counted; put seats that vote together into one"
    )]
    Seats(usize),
    /// More majorities at once than are counted.
    #[error(
        "the rule has more than {MOST_THRESHOLDS} majorities and named seats; write vetoes as one list, all of (…)"
    )]
    Thresholds,
    /// Weights with too many digits for the number of seats.
    #[error(
        "the weights are too finely divided for so many seats; round them, for example to tenths of a per cent"
    )]
    Weights,
}

impl Game {
    /// The rule of a council.
    ///
    /// # Errors
    /// Too many seats or thresholds, or weights that do not fit whole numbers of 64 bits.
    pub fn of(council: &Council) -> Result<Game, TooLarge> {
        let seats = council.seats.len();
        if seats > MOST_SEATS {
            return Err(TooLarge::Seats(seats));
        }
        let mut found = BTreeMap::new();
        let needs = needs(council, &council.rule, &mut found)?;
        if found.len() > MOST_THRESHOLDS {
            return Err(TooLarge::Thresholds);
        }
        let mut thresholds: Vec<(usize, Threshold)> =
            found.into_iter().map(|(threshold, index)| (index, threshold)).collect();
        thresholds.sort_unstable_by_key(|(index, _)| *index);
        Ok(Game {
            seats,
            thresholds: thresholds.into_iter().map(|(_, threshold)| threshold).collect(),
            needs,
        })
    }

    /// Whether this coalition wins; `consents` has a place for each seat.
    pub fn wins(&self, consents: &[bool]) -> bool {
        let reached = self.thresholds.iter().enumerate().fold(0, |reached, (at, threshold)| {
            let consenting = threshold.weights.iter().zip(consents).filter(|(_, consents)| **consents);
            let sum: u64 = consenting.map(|(weight, _)| *weight).sum();
            reached | (u32::from(sum >= threshold.quota) << at)
        });
        self.needs.met(reached)
    }

    /// The game in which exactly those coalitions win that can block this one.
    pub fn of_blocking(&self) -> Game {
        let thresholds = self.thresholds.iter().map(|threshold| {
            let total: u64 = threshold.weights.iter().sum();
            Threshold {
                weights: threshold.weights.clone(),
                quota: (total + 1).saturating_sub(threshold.quota),
            }
        });
        Game { seats: self.seats, thresholds: thresholds.collect(), needs: self.needs.swapped() }
    }

    /// Seats that weigh the same in everything, in order of their first member.
    pub(super) fn classes(&self) -> Vec<Vec<usize>> {
        let mut by_weights: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        for seat in 0..self.seats {
            by_weights.entry(self.weights_of(seat)).or_default().push(seat);
        }
        let mut classes: Vec<Vec<usize>> = by_weights.into_values().collect();
        classes.sort_unstable();
        classes
    }

    pub(super) fn weights_of(&self, seat: usize) -> Vec<u64> {
        self.thresholds.iter().map(|threshold| threshold.weights[seat]).collect()
    }
}

impl Needs {
    /// Whether it is met where these thresholds (as bits) are reached.
    pub(super) fn met(&self, reached: u32) -> bool {
        match self {
            Needs::One(at) => reached >> at & 1 == 1,
            Needs::All(parts) => parts.iter().all(|part| part.met(reached)),
            Needs::Any(parts) => parts.iter().any(|part| part.met(reached)),
        }
    }

    fn swapped(&self) -> Needs {
        let each = |parts: &[Needs]| parts.iter().map(Needs::swapped).collect();
        match self {
            Needs::One(at) => Needs::One(*at),
            Needs::All(parts) => Needs::Any(each(parts)),
            Needs::Any(parts) => Needs::All(each(parts)),
        }
    }
}

fn needs(council: &Council, rule: &Rule, found: &mut BTreeMap<Threshold, usize>) -> Result<Needs, TooLarge> {
    let threshold = match rule {
        Rule::All(parts) => return Ok(Needs::All(joined(council, parts, found, Joined::All)?)),
        Rule::Any(parts) => return Ok(Needs::Any(joined(council, parts, found, Joined::Any)?)),
        Rule::Count { least, of } => {
            let weights = (0..council.seats.len()).map(|seat| u64::from(of.contains(&seat))).collect();
            Threshold { weights, quota: u64::try_from(*least).map_err(|_| TooLarge::Weights)? }
        }
        Rule::Weight { kind, quota } => {
            let exact = council.weights.get(*kind).map_or(&[][..], |weights| &weights.by_seat);
            let finest = exact.iter().fold(BigInt::one(), |all, weight| all.lcm(weight.0.denom()));
            let whole = |weight: &crate::Exact| (&weight.0 * &finest).ceil().to_integer();
            let weights: Option<Vec<u64>> = exact.iter().map(|weight| whole(weight).to_u64()).collect();
            let weights = weights.ok_or(TooLarge::Weights)?;
            if weights.iter().try_fold(1_u64, |sum, weight| sum.checked_add(*weight)).is_none() {
                return Err(TooLarge::Weights);
            }
            let quota = whole(quota).to_u64().ok_or(TooLarge::Weights)?;
            Threshold { weights, quota }
        }
    };
    let next = found.len();
    Ok(Needs::One(*found.entry(threshold.reduced()).or_insert(next)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    All,
    Any,
}

/// The parts of "and" or "or", where seats that are all needed ("a and b"), or of which one is enough, are one
/// threshold together.
fn joined(
    council: &Council,
    parts: &[Rule],
    found: &mut BTreeMap<Threshold, usize>,
    how: Joined,
) -> Result<Vec<Needs>, TooLarge> {
    let mut named: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for part in parts {
        match part {
            Rule::Count { least, of } if *least == if how == Joined::All { of.len() } else { 1 } => {
                named.extend(of);
            }
            other => all.push(needs(council, other, found)?),
        }
    }
    if !named.is_empty() {
        named.sort_unstable();
        named.dedup();
        let least = if how == Joined::All { named.len() } else { 1 };
        all.push(needs(council, &Rule::Count { least, of: named }, found)?);
    }
    Ok(all)
}

impl Threshold {
    /// Divided by what all weights share; the quota no higher than what says "never".
    fn reduced(mut self) -> Self {
        let shared = self.weights.iter().fold(0, |all: u64, weight| all.gcd(weight)).max(1);
        for weight in &mut self.weights {
            *weight /= shared;
        }
        let total: u64 = self.weights.iter().sum();
        self.quota = self.quota.div_ceil(shared).min(total + 1);
        self
    }
}
