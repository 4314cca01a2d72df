//! Branch and bound over a decision diagram: the best package by a goal that is no plain sum, or under floors.

use std::cell::Cell;

use super::diagram::{Diagram, Free, NOTHING, Weights};

/// How many sums at branches all searches of one analysis may look at together: some ten seconds.
const MOST_LOOKS: u64 = 1_000_000_000;
/// So many every search may look at, whatever others have spent. Then it reports the best that it has.
const LEAST_LOOKS: u64 = 30_000_000;
/// The first window below the best guide sum is this part of its whole range; each next one is four times as wide.
const FIRST_WINDOW: i64 = 512;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The answers of the best package; `None` where none reaches the floors.
    pub(crate) answers: Option<Vec<bool>>,
    /// Whether every better package is ruled out.
    pub(crate) proved: bool,
}

/// What searches may still spend. It counts work and not time, so that every machine finds the same.
#[derive(Clone, Debug)]
pub(crate) struct Budget(Cell<u64>);

impl Budget {
    /// For the searches of one analysis.
    pub(crate) fn shared() -> Self {
        Budget(Cell::new(MOST_LOOKS))
    }

    /// Just what every search has.
    pub(crate) fn least() -> Self {
        Budget(Cell::new(0))
    }

    fn allowed(&self) -> u64 {
        self.0.get().max(LEAST_LOOKS)
    }

    fn spend(&self, looks: u64) {
        self.0.set(self.0.get().saturating_sub(looks));
    }
}

/// Looks for the package that `leaf` likes best.
///
/// Each sum is a way to add up values along the answers; only packages whose every sum reaches its floor are looked
/// at. `leaf` is asked of each, with its sums; it raises the floors of what is still of interest and says whether the
/// package is the best so far. Branches that cannot reach a floor are cut by the best sums that the diagram allows.
///
/// The sum at `guide` should bound the goal tightly. Packages near its best are looked at first, in windows that grow
/// until everything of interest lay inside of one.
pub(crate) fn search(
    diagram: &Diagram,
    sums: &[Weights],
    mut floors: Vec<i64>,
    guide: usize,
    budget: &Budget,
    mut leaf: impl FnMut(&[i64], &mut [i64]) -> bool,
) -> Found {
    let mut found = Found { answers: None, proved: true };
    if diagram.root() == 0 {
        return found;
    }
    if diagram.levels() == 0 {
        if floors.iter().all(|floor| *floor <= 0) && leaf(&vec![0; sums.len()], &mut floors) {
            found.answers = Some(Vec::new());
        }
        return found;
    }
    let tree = Tree::new(diagram, sums, guide);
    let (low, high) = tree.range();
    let mut width = ((high - low) / FIRST_WINDOW).max(1);
    let mut branches = Branches { seen: 0, most: budget.allowed() / sums.len() as u64 };
    loop {
        let window = high.saturating_sub(width).max(low);
        found.proved = tree.walk(window, &mut floors, &mut branches, &mut leaf, &mut found.answers);
        // Whatever lies below the window is worse than what is asked for by now, or there is nothing below.
        if !found.proved || floors[guide] >= window || window == low {
            budget.spend(branches.seen * sums.len() as u64);
            return found;
        }
        width = width.saturating_mul(4);
    }
}

/// How many branches one search has seen, of how many.
struct Branches {
    seen: u64,
    most: u64,
}

/// A diagram with the best that each sum can still become.
struct Tree<'d> {
    diagram: &'d Diagram,
    sums: &'d [Weights],
    best: Vec<Vec<i64>>,
    free: Vec<Free>,
    guide: usize,
}

impl<'d> Tree<'d> {
    fn new(diagram: &'d Diagram, sums: &'d [Weights], guide: usize) -> Self {
        let best = sums.iter().map(|weights| diagram.best(weights)).collect();
        Tree { diagram, sums, best, free: sums.iter().map(Free::new).collect(), guide }
    }

    /// The least and the largest value of the guide sum.
    fn range(&self) -> (i64, i64) {
        let negated = self.sums[self.guide].iter().map(|[no, yes]| [-no, -yes]).collect();
        let low = self.diagram.best_answers(&negated).map_or(0, |(sum, _)| -sum);
        (low, self.reach(self.guide, self.diagram.root(), 0))
    }

    fn reach(&self, sum: usize, node: u32, level: usize) -> i64 {
        match self.best[sum][node as usize] {
            NOTHING => NOTHING,
            rest => self.free[sum].between(level, self.diagram.level(node)) + rest,
        }
    }

    /// The answer with the better guide sum, first.
    fn first(&self, node: u32, level: usize) -> bool {
        let by =
            |answer: bool| match self.reach(self.guide, self.diagram.after(node, level, answer), level + 1) {
                NOTHING => NOTHING,
                rest => rest + self.sums[self.guide][level][usize::from(answer)],
            };
        by(true) >= by(false)
    }

    /// Walks all branches that can reach the floors and whose guide sum can reach the window. False where that takes
    /// too long.
    fn walk(
        &self,
        window: i64,
        floors: &mut [i64],
        branches: &mut Branches,
        leaf: &mut impl FnMut(&[i64], &mut [i64]) -> bool,
        best: &mut Option<Vec<bool>>,
    ) -> bool {
        let (levels, count) = (self.diagram.levels(), self.sums.len());
        // For each level: the node, its sums, the answer that comes first, and how many answers were tried.
        let mut nodes = vec![0; levels + 1];
        let mut totals = vec![0; (levels + 1) * count];
        let mut firsts = vec![false; levels];
        let mut tried = vec![0_u8; levels];
        let mut level = 0;
        nodes[0] = self.diagram.root();
        firsts[0] = self.first(nodes[0], 0);
        loop {
            if tried[level] == 2 {
                tried[level] = 0;
                if level == 0 {
                    return true;
                }
                level -= 1;
                continue;
            }
            let answer = firsts[level] == (tried[level] == 0);
            tried[level] += 1;
            branches.seen += 1;
            if branches.seen > branches.most {
                return false;
            }
            let end = self.diagram.after(nodes[level], level, answer);
            if end == 0 {
                continue;
            }
            let (before, after) = totals.split_at_mut((level + 1) * count);
            let (before, after) = (&before[level * count..], &mut after[..count]);
            let reaches = |sum: usize, total: i64| {
                let floor = if sum == self.guide { floors[sum].max(window) } else { floors[sum] };
                total + self.reach(sum, end, level + 1) >= floor
            };
            let mut open = true;
            for sum in std::iter::once(self.guide).chain((0..count).filter(|sum| *sum != self.guide)) {
                after[sum] = before[sum] + self.sums[sum][level][usize::from(answer)];
                if !reaches(sum, after[sum]) {
                    open = false;
                    break;
                }
            }
            if !open {
                continue;
            }
            if level + 1 == levels {
                if leaf(after, floors) {
                    let answers = (0..levels).map(|at| firsts[at] == (tried[at] == 1));
                    *best = Some(answers.collect());
                }
                continue;
            }
            level += 1;
            nodes[level] = end;
            firsts[level] = self.first(end, level);
        }
    }
}
