//! How many coalitions there are of each size and weight: the coefficients of a generating function.

use std::ops::{AddAssign, SubAssign};

use num_traits::{One, Zero};

use super::game::{Game, Threshold};

/// Larger tables are refused; at 16 bytes a cell this is 100 MB.
const MOST_CELLS: usize = 6_000_000;

/// A number of coalitions: of machine size where the seats are few, else of any size.
pub(super) trait Count:
    Clone + Zero + One + for<'c> AddAssign<&'c Self> + for<'c> SubAssign<&'c Self>
{
}

impl<C: Clone + Zero + One + for<'c> AddAssign<&'c C> + for<'c> SubAssign<&'c C>> Count for C {}

/// What the table is indexed by: the coalition's size, then for each threshold that is not about size alone the
/// weight.
///
/// Along each weight there is a cell for each sum below the quota, and a last one. While seats are added and removed,
/// the last one counts coalitions of *any* weight. So adding a seat is a sum of shifted cells, which can be undone:
/// the table without a seat is had from the table with all, without counting anew. [`Table::settle`] makes the last
/// cell count those that reach the quota.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) sizes: usize,
    /// For each threshold: which axis it has, or the size that reaches it.
    pub(super) places: Vec<Place>,
    /// The quota of each axis.
    pub(super) quotas: Vec<usize>,
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

#[derive(Clone, Debug)]
pub(super) struct Table<C> {
    pub(super) cells: Vec<C>,
    /// How many seats are in it.
    filled: usize,
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
        (row.checked_mul(sizes)? <= MOST_CELLS).then_some(Shape { sizes, places, quotas, strides, row })
    }

    /// A seat's weight along each axis, never more than the quota.
    pub(super) fn steps(&self, game: &Game, seat: usize) -> Vec<usize> {
        let mut steps = vec![0; self.quotas.len()];
        for (threshold, place) in game.thresholds.iter().zip(&self.places) {
            if let Place::Axis(axis) = place {
                let weight = usize::try_from(threshold.weights[seat]).unwrap_or(usize::MAX);
                steps[*axis] = weight.min(self.quotas[*axis]);
            }
        }
        steps
    }

    /// Runs of cells that a seat moves together: `(from, to, how many)`, within one size.
    fn runs(&self, steps: &[usize]) -> Vec<(usize, usize, usize)> {
        let mut runs = vec![(0, 0)];
        let Some(last) = self.quotas.len().checked_sub(1) else { return vec![(0, 0, 1)] };
        for ((&stride, &quota), &step) in self.strides.iter().zip(&self.quotas).zip(steps).take(last) {
            let moved = |(from, to): (usize, usize)| {
                let exact = (step..quota).map(move |at| (from + (at - step) * stride, to + at * stride));
                exact.chain([(from + quota * stride, to + quota * stride)])
            };
            runs = runs.into_iter().flat_map(moved).collect();
        }
        let (quota, step) = (self.quotas[last], steps[last]);
        let pieces =
            |(from, to): (usize, usize)| [(from, to + step, quota - step), (from + quota, to + quota, 1)];
        runs.into_iter().flat_map(pieces).filter(|(_, _, length)| *length > 0).collect()
    }
}

impl<C: Count> Table<C> {
    /// Of the empty coalition alone.
    pub(super) fn empty(shape: &Shape) -> Self {
        let mut cells = vec![C::zero(); shape.sizes * shape.row];
        // Its weight is zero, which is both an exact cell (where the quota is above zero) and "any".
        let mut here = vec![0];
        for (stride, quota) in shape.strides.iter().zip(&shape.quotas) {
            let any = quota * stride;
            here = here
                .into_iter()
                .flat_map(|at| if any == 0 { vec![at] } else { vec![at, at + any] })
                .collect();
        }
        for at in here {
            cells[at] = C::one();
        }
        Table { cells, filled: 0 }
    }

    /// With one more seat.
    pub(super) fn add(&mut self, shape: &Shape, steps: &[usize]) {
        let runs = shape.runs(steps);
        self.filled += 1;
        for size in (1..=self.filled).rev() {
            let (before, after) = self.cells.split_at_mut(size * shape.row);
            let source = &before[(size - 1) * shape.row..];
            for &(from, to, length) in &runs {
                for (cell, add) in after[to..to + length].iter_mut().zip(&source[from..from + length]) {
                    *cell += add;
                }
            }
        }
    }

    /// Without a seat that is in it.
    pub(super) fn remove(&mut self, shape: &Shape, steps: &[usize]) {
        let runs = shape.runs(steps);
        for size in 1..=self.filled {
            let (before, after) = self.cells.split_at_mut(size * shape.row);
            let source = &before[(size - 1) * shape.row..];
            for &(from, to, length) in &runs {
                for (cell, less) in after[to..to + length].iter_mut().zip(&source[from..from + length]) {
                    *cell -= less;
                }
            }
        }
        self.filled -= 1;
    }

    /// Makes the last cell along each axis count those that reach the quota, instead of all.
    pub(super) fn settle(&mut self, shape: &Shape) {
        for (stride, quota) in shape.strides.iter().zip(&shape.quotas) {
            let block = stride * (quota + 1);
            for start in (0..self.cells.len()).step_by(block) {
                let (exact, any) = self.cells[start..start + block].split_at_mut(quota * stride);
                for below in exact.chunks_exact(*stride) {
                    for (cell, less) in any.iter_mut().zip(below) {
                        *cell -= less;
                    }
                }
            }
        }
    }
}
