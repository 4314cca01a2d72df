//! How many coalitions there are of each size and weight: the coefficients of a generating function.

use num_bigint::BigUint;

use super::game::{Game, Threshold};

/// Larger tables are refused; this is 100 MB.
const MOST_BYTES: usize = 100_000_000;

/// A number of coalitions, of as many digits as the seats need: below two to the power of 128 · `LIMBS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count<const LIMBS: usize>([u128; LIMBS]);

impl<const LIMBS: usize> Count<LIMBS> {
    const ZERO: Self = Count([0; LIMBS]);

    fn one() -> Self {
        let mut one = Self::ZERO;
        one.0[0] = 1;
        one
    }

    fn add(&mut self, other: &Self) {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(&other.0) {
            let (sum, over) = limb.overflowing_add(*more);
            let (sum, over_again) = sum.overflowing_add(u128::from(carry));
            *limb = sum;
            carry = over || over_again;
        }
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (limb, less) in self.0.iter_mut().zip(&other.0) {
            let (rest, under) = limb.overflowing_sub(*less);
            let (rest, under_again) = rest.overflowing_sub(u128::from(borrow));
            *limb = rest;
            borrow = under || under_again;
        }
    }
}

impl<const LIMBS: usize> From<&Count<LIMBS>> for BigUint {
    fn from(count: &Count<LIMBS>) -> Self {
        count.0.iter().rev().fold(BigUint::default(), |sum, limb| (sum << 128) + limb)
    }
}

/// What the table is indexed by: the coalition's size, then for each threshold that is not about size alone the
/// weight, from zero to the quota. A cell counts the coalitions of its size with *at least* these weights.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) sizes: usize,
    /// For each threshold: which axis it has, or the size that reaches it.
    pub(super) places: Vec<Place>,
    /// The quota of each axis.
    quotas: Vec<usize>,
    /// How far apart neighbours on each axis lie; the last axis has its cells side by side.
    strides: Vec<usize>,
    /// Cells for one size.
    pub(super) row: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Axis(usize),
    Size(usize),
}

/// Which cells a seat moves where: pairs of lines along the last axis, and how far along them.
#[derive(Clone, Debug)]
pub(super) struct Moves {
    lines: Vec<(usize, usize)>,
    length: usize,
    step: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Table<const LIMBS: usize> {
    cells: Vec<Count<LIMBS>>,
    row: usize,
}

impl Shape {
    /// `None` where the table would be too large.
    pub(super) fn of(game: &Game) -> Option<Shape> {
        let by_size = |threshold: &Threshold| threshold.weights.iter().all(|weight| *weight == 1);
        let mut quotas = Vec::new();
        let mut places = Vec::new();
        for threshold in &game.thresholds {
            let quota = usize::try_from(threshold.quota).ok()?;
            if by_size(threshold) {
                places.push(Place::Size(quota));
            } else {
                places.push(Place::Axis(quotas.len()));
                quotas.push(quota);
            }
        }
        let mut strides = vec![1; quotas.len()];
        let mut row = 1_usize;
        for (stride, quota) in strides.iter_mut().zip(&quotas).rev() {
            *stride = row;
            row = row.checked_mul(quota.checked_add(1)?)?;
        }
        let sizes = game.seats + 1;
        let limbs = game.seats / 128 + 1;
        let bytes = row.checked_mul(sizes)?.checked_mul(limbs * size_of::<u128>())?;
        (bytes <= MOST_BYTES).then_some(Shape { sizes, places, quotas, strides, row })
    }

    pub(super) fn cells(&self) -> usize {
        self.sizes * self.row
    }

    pub(super) fn axes(&self) -> usize {
        self.quotas.len()
    }

    /// The cell, within its row, at the quota of each of these axes (as bits) and at zero of the others.
    pub(super) fn at_quotas(&self, axes: usize) -> usize {
        let places = self.quotas.iter().zip(&self.strides).enumerate();
        places.filter(|(axis, _)| axes >> axis & 1 == 1).map(|(_, (quota, stride))| quota * stride).sum()
    }

    /// What a seat moves.
    pub(super) fn moves(&self, game: &Game, seat: usize) -> Moves {
        let mut steps = vec![0; self.quotas.len()];
        for (threshold, place) in game.thresholds.iter().zip(&self.places) {
            if let Place::Axis(axis) = place {
                let weight = usize::try_from(threshold.weights[seat]).unwrap_or(usize::MAX);
                steps[*axis] = weight.min(self.quotas[*axis]);
            }
        }
        let Some(last) = self.quotas.len().checked_sub(1) else {
            return Moves { lines: vec![(0, 0)], length: 1, step: 0 };
        };
        let mut lines = vec![(0, 0)];
        for ((&stride, &quota), &step) in self.strides.iter().zip(&self.quotas).zip(&steps).take(last) {
            let moved = |(from, to): (usize, usize)| {
                (0..=quota).map(move |at| (from + at.saturating_sub(step) * stride, to + at * stride))
            };
            lines = lines.into_iter().flat_map(moved).collect();
        }
        Moves { lines, length: self.quotas[last] + 1, step: steps[last] }
    }
}

impl Moves {
    /// Calls `with` for each cell of a row and the cell from which the seat moves there.
    fn each<const LIMBS: usize>(
        &self,
        source: &[Count<LIMBS>],
        target: &mut [Count<LIMBS>],
        with: impl Fn(&mut Count<LIMBS>, &Count<LIMBS>),
    ) {
        for &(from, to) in &self.lines {
            let source = &source[from..from + self.length];
            // Whatever the seat alone reaches is reached from nothing.
            let (reached, moved) = target[to..to + self.length].split_at_mut(self.step);
            for cell in reached {
                with(cell, &source[0]);
            }
            for (cell, by) in moved.iter_mut().zip(source) {
                with(cell, by);
            }
        }
    }
}

impl<const LIMBS: usize> Table<LIMBS> {
    /// All coalitions of a game's seats.
    pub(super) fn of(game: &Game, shape: &Shape) -> Self {
        let mut cells = vec![Count::ZERO; shape.cells()];
        cells[0] = Count::one();
        let mut table = Table { cells, row: shape.row };
        for seat in 0..game.seats {
            let moves = shape.moves(game, seat);
            for size in (1..=seat + 1).rev() {
                let (before, after) = table.cells.split_at_mut(size * shape.row);
                moves.each(&before[(size - 1) * shape.row..], &mut after[..shape.row], Count::add);
            }
        }
        table
    }

    /// The cells of one size.
    pub(super) fn row(&self, size: usize) -> &[Count<LIMBS>] {
        &self.cells[size * self.row..][..self.row]
    }

    /// Calls `seen` with each size and its row, counted without one of the seats. A coalition has the seat or it has
    /// not: what is counted without it at one size tells what is counted with it at the next.
    pub(super) fn without(&self, moves: &Moves, mut seen: impl FnMut(usize, &[Count<LIMBS>])) {
        let mut before = self.row(0).to_vec();
        let mut here = before.clone();
        seen(0, &before);
        for size in 1..self.cells.len() / self.row - 1 {
            here.copy_from_slice(self.row(size));
            moves.each(&before, &mut here, Count::subtract);
            seen(size, &here);
            std::mem::swap(&mut before, &mut here);
        }
    }
}
