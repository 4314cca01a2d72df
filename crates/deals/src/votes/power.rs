//! How often a seat tips the scale.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::TooLarge;
use super::game::Game;
use super::table::{Count, Place, Shape, Table};
use crate::Exact;

/// Up to so many seats, a number of coalitions fits 128 bits.
const MACHINE_SEATS: usize = 126;

/// Cells that may be gone over, each once for every class of seats: some seconds.
const MOST_WORK: usize = 150_000_000;
/// Cells of a table whose numbers are larger than a machine's.
const MOST_LARGE_CELLS: usize = 400_000;

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
/// Seats of the same weights are counted once. The time grows with seats × classes of like seats × quota; for several
/// majorities with the product of the quotas.
///
/// # Errors
/// The table of sizes and weights would be too large.
pub fn power(game: &Game) -> Result<Power, TooLarge> {
    let shape = Shape::of(game).ok_or(TooLarge::Weights)?;
    let cells = shape.sizes * shape.row;
    let work = cells.saturating_mul(game.classes().len());
    let most = if game.seats <= MACHINE_SEATS { MOST_WORK } else { MOST_WORK / 20 };
    if work > most || (game.seats > MACHINE_SEATS && cells > MOST_LARGE_CELLS) {
        return Err(TooLarge::Weights);
    }
    let counted = if game.seats <= MACHINE_SEATS {
        counted::<u128>(game, &shape)
    } else {
        counted::<BigUint>(game, &shape)
    };
    let Counted { winning, classes } = counted;
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

fn counted<C: Count + Into<BigUint>>(game: &Game, shape: &Shape) -> Counted {
    let mut all = Table::<C>::empty(shape);
    for seat in 0..game.seats {
        all.add(shape, &shape.steps(game, seat));
    }
    let met: Vec<bool> = (0..1_u32 << game.thresholds.len()).map(|reached| game.needs.met(reached)).collect();
    let classes = game.classes().into_iter().map(|class| {
        let steps = shape.steps(game, class[0]);
        let mut without = all.clone();
        without.remove(shape, &steps);
        without.settle(shape);
        let by_size = (0..game.seats).map(|size| tipped(shape, &met, &without, size, &steps).into());
        (class, by_size.collect())
    });
    let classes = classes.collect();
    all.settle(shape);
    let winning = (0..=game.seats).map(|size| won(shape, &met, &all, size).into());
    Counted { winning: winning.sum(), classes }
}

/// The thresholds that a cell reaches, as bits, at a size.
fn reached(shape: &Shape, size: usize, at_quota: impl Fn(usize) -> bool) -> usize {
    shape.places.iter().enumerate().fold(0, |bits, (threshold, place)| {
        let reached = match place {
            Place::Size(least) => size >= *least,
            Place::Axis(axis) => at_quota(*axis),
        };
        bits | usize::from(reached) << threshold
    })
}

/// Calls `seen` with the start of each line of cells along the last axis, and where it lies on the others.
fn each_line(shape: &Shape, mut seen: impl FnMut(usize, &[usize])) {
    let last = shape.quotas.len().saturating_sub(1);
    let length = shape.quotas.last().map_or(1, |quota| quota + 1);
    let mut at = vec![0; last];
    for line in 0..shape.row / length {
        seen(line * length, &at);
        for axis in (0..last).rev() {
            at[axis] += 1;
            if at[axis] <= shape.quotas[axis] {
                break;
            }
            at[axis] = 0;
        }
    }
}

fn won<C: Count>(shape: &Shape, met: &[bool], table: &Table<C>, size: usize) -> C {
    let row = &table.cells[size * shape.row..][..shape.row];
    let mut sum = C::zero();
    each_line(shape, |start, at| {
        let quota = shape.quotas.last().copied().unwrap_or(0);
        for (from, to) in [(0, quota), (quota, quota + 1)] {
            if met[reached(shape, size, |axis| at.get(axis).copied().unwrap_or(from) == shape.quotas[axis])] {
                row[start + from..start + to].iter().for_each(|cell| sum += cell);
            }
        }
    });
    sum
}

/// How many coalitions of this size, without a seat of these steps, lose alone and win with it.
fn tipped<C: Count>(shape: &Shape, met: &[bool], without: &Table<C>, size: usize, steps: &[usize]) -> C {
    let row = &without.cells[size * shape.row..][..shape.row];
    let mut sum = C::zero();
    each_line(shape, |start, at| {
        let quota = shape.quotas.last().copied().unwrap_or(0);
        let step = steps.last().copied().unwrap_or(0);
        // Within each of these stretches of the line, all cells reach the same thresholds, before and after.
        for (from, to) in [(0, quota - step), (quota - step, quota), (quota, quota + 1)] {
            let here = |axis: usize| at.get(axis).copied().unwrap_or(from);
            let before = reached(shape, size, |axis| here(axis) == shape.quotas[axis]);
            let after = reached(shape, size + 1, |axis| here(axis) + steps[axis] >= shape.quotas[axis]);
            if from < to && !met[before] && met[after] {
                row[start + from..start + to].iter().for_each(|cell| sum += cell);
            }
        }
    });
    sum
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
