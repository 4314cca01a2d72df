//! How often a seat tips the scale.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::TooLarge;
use super::game::Game;
use super::table::{Count, Place, Shape, Table};
use crate::Exact;

/// Additions that a count may take, each of 128 bits: about two seconds.
const MOST_WORK: usize = 1_500_000_000;
/// An addition of numbers that are larger than a machine's costs about so many others.
const LARGE: usize = 50;

/// What the rule gives to each seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    /// In the order of the council.
    pub seats: Vec<SeatPower>,
    /// How many coalitions win, of two to the power of the number of seats.
    pub winning: BigUint,
    /// The swings of all seats together.
    pub swings: BigUint,
}

/// What the rule gives to one seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatPower {
    /// Of all orders of joining, the share in which it is the one that tips the scale. All seats add up to 1.
    pub shapley_shubik: Exact,
    /// Coalitions that win with it and lose without it.
    pub swings: BigUint,
    /// Its swings as a share of all coalitions of the others: the chance that it tips the scale if the others toss coins.
    pub absolute: Exact,
    /// Its share in all seats' swings: the normalised Banzhaf index. All seats add up to 1.
    pub banzhaf: Exact,
}

/// The power of each seat, exactly.
///
/// Seats of the same weights are counted once. The time grows with seats² × quota; for several majorities with the
/// product of the quotas. A hundred seats under three majorities take a fraction of a second.
///
/// # Errors
/// The table of sizes and weights would be too large.
pub fn power(game: &Game) -> Result<Power, TooLarge> {
    // A seat tips the scale as often for a decision as against one, and one of the two tables is the smaller.
    let blocking = game.of_blocking();
    let (shape, dual) = [(Shape::of(game), false), (Shape::of(&blocking), true)]
        .into_iter()
        .filter_map(|(shape, dual)| Some((shape?, dual)))
        .min_by_key(|(shape, dual)| (shape.row, *dual))
        .ok_or(TooLarge::Weights)?;
    let limbs = game.seats / 128 + 1;
    let wins = Wins::of(if dual { &blocking } else { game }, &shape);
    let classes = game.classes();
    let additions = shape.cells().saturating_mul(game.seats / 2 + classes.len()).saturating_mul(limbs);
    let sums = (wins.cells() * LARGE).saturating_mul(game.seats).saturating_mul(classes.len());
    if additions.saturating_add(sums) > MOST_WORK {
        return Err(TooLarge::Weights);
    }
    let counted = match limbs {
        1 => counted::<1>,
        2 => counted::<2>,
        3 | 4 => counted::<4>,
        _ => counted::<8>,
    };
    let counted = counted(if dual { &blocking } else { game }, &shape, &wins, classes);
    let Counted { winning, classes } = if dual { counted.turned(game.seats) } else { counted };
    let orders = OrderShares::of(game.seats);
    let mut by_seat = vec![(Exact::default(), BigUint::zero()); game.seats];
    for (class, by_size) in classes {
        let shapley = orders.of_swings(&by_size);
        let swings: BigUint = by_size.iter().sum();
        for seat in class {
            by_seat[seat] = (shapley.clone(), swings.clone());
        }
    }
    let total: BigUint = by_seat.iter().map(|(_, swings)| swings).sum();
    let of_others = BigUint::one() << game.seats.saturating_sub(1);
    let share = |part: &BigUint, of: &BigUint| {
        Exact::fraction(BigInt::from(part.clone()), BigInt::from(of.clone())).unwrap_or_default()
    };
    let seats = by_seat.into_iter().map(|(shapley_shubik, swings)| SeatPower {
        shapley_shubik,
        absolute: share(&swings, &of_others),
        banzhaf: share(&swings, &total),
        swings,
    });
    Ok(Power { seats: seats.collect(), winning, swings: total })
}

struct Counted {
    winning: BigUint,
    /// For each class of like seats: its seats, and one seat's swings by the size of the coalition without it.
    classes: Vec<(Vec<usize>, Vec<BigUint>)>,
}

impl Counted {
    /// The same for the game in which those win that can block this one: a swing there is a swing here, of all who
    /// are not in the coalition.
    fn turned(mut self, seats: usize) -> Self {
        for (_, by_size) in &mut self.classes {
            by_size.reverse();
        }
        Counted { winning: (BigUint::one() << seats) - self.winning, classes: self.classes }
    }
}

fn counted<const LIMBS: usize>(game: &Game, shape: &Shape, wins: &Wins, classes: Vec<Vec<usize>>) -> Counted {
    let all = Table::<LIMBS>::of(game, shape);
    let winning: Vec<BigUint> = (0..=game.seats).map(|size| wins.count(all.row(size), size)).collect();
    let classes = classes.into_iter().map(|class| {
        let mut without = Vec::with_capacity(game.seats + 1);
        all.without(&shape.moves(game, class[0]), |size, row| without.push(wins.count(row, size)));
        without.push(BigUint::zero());
        // Those of the next size that win with the seat, less those that win already without it.
        let swings = (0..game.seats).map(|size| &winning[size + 1] - &without[size + 1] - &without[size]);
        (class, swings.collect())
    });
    let classes = classes.collect();
    Counted { winning: winning.into_iter().sum(), classes }
}

/// How many coalitions of a row win, as a sum of its cells: by inclusion and exclusion, from cells that count those who
/// reach *at least* some of the thresholds.
struct Wins {
    /// From each size on: cells of a row, and how often each is counted.
    from_size: BTreeMap<usize, Vec<(usize, BigInt)>>,
}

impl Wins {
    fn of(game: &Game, shape: &Shape) -> Self {
        let size_of = |place: &Place| match place {
            Place::Size(least) => Some(*least),
            Place::Axis(_) => None,
        };
        let steps = shape.places.iter().filter_map(size_of).chain([0]);
        let from_size = steps.map(|size| (size, Wins::at_size(game, shape, size))).collect();
        Wins { from_size }
    }

    fn at_size(game: &Game, shape: &Shape, size: usize) -> Vec<(usize, BigInt)> {
        let reached = |axes: usize| {
            shape.places.iter().enumerate().fold(0, |bits, (threshold, place)| {
                let reached = match place {
                    Place::Size(least) => size >= *least,
                    Place::Axis(axis) => axes >> axis & 1 == 1,
                };
                bits | u32::from(reached) << threshold
            })
        };
        let mut times: Vec<i64> =
            (0..1 << shape.axes()).map(|axes| i64::from(game.needs.met(reached(axes)))).collect();
        for axis in 0..shape.axes() {
            for axes in (0..times.len()).filter(|axes| axes >> axis & 1 == 1) {
                times[axes] -= times[axes ^ 1 << axis];
            }
        }
        let counted = times.into_iter().enumerate().filter(|(_, times)| *times != 0);
        counted.map(|(axes, times)| (shape.at_quotas(axes), BigInt::from(times))).collect()
    }

    /// How many cells are added up at the most.
    fn cells(&self) -> usize {
        self.from_size.values().map(Vec::len).max().unwrap_or(0)
    }

    fn count<const LIMBS: usize>(&self, row: &[Count<LIMBS>], size: usize) -> BigUint {
        let cells = self.from_size.range(..=size).next_back().map_or(&[][..], |(_, cells)| cells);
        let sum: BigInt =
            cells.iter().map(|(cell, times)| BigInt::from(BigUint::from(&row[*cell])) * times).sum();
        sum.to_biguint().unwrap_or_default()
    }
}

/// Of all orders, in how many a given coalition of each size comes just before a given seat.
struct OrderShares {
    by_size: Vec<BigInt>,
    all: BigInt,
}

impl OrderShares {
    fn of(seats: usize) -> Self {
        let mut factorials = vec![BigInt::one()];
        for number in 1..=seats {
            factorials.push(&factorials[number - 1] * BigInt::from(number));
        }
        let by_size = (0..seats).map(|size| &factorials[size] * &factorials[seats - 1 - size]).collect();
        OrderShares { by_size, all: factorials.swap_remove(seats) }
    }

    fn of_swings(&self, by_size: &[BigUint]) -> Exact {
        let upper =
            by_size.iter().zip(&self.by_size).map(|(swings, orders)| BigInt::from(swings.clone()) * orders);
        Exact(BigRational::new(upper.sum(), self.all.clone()))
    }
}
