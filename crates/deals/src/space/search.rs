//! Branch and bound over a decision diagram: the best package by a goal that is no plain sum, or under floors.

use super::diagram::{Diagram, Free, NOTHING, Weights};

/// How many branches one search may try before it reports the best that it has.
pub(crate) const MOST_BRANCHES: u64 = 20_000_000;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The answers of the best package; `None` where none reaches the floors.
    pub(crate) answers: Option<Vec<bool>>,
    /// Whether every better package is ruled out.
    pub(crate) proved: bool,
}

/// Looks for the package that `leaf` likes best.
///
/// Each sum is a way to add up values along the answers; only packages whose every sum reaches its floor are looked
/// at. `leaf` is asked of each, with its sums; it raises the floors of what is still of interest and says whether the
/// package is the best so far. Branches that cannot reach a floor are cut by the best sums that the diagram allows.
/// The sum at `guide` decides which branch comes first.
pub(crate) fn search(
    diagram: &Diagram,
    sums: &[Weights],
    mut floors: Vec<i64>,
    guide: usize,
    mut leaf: impl FnMut(&[i64], &mut [i64]) -> bool,
) -> Found {
    let best: Vec<Vec<i64>> = sums.iter().map(|weights| diagram.best(weights)).collect();
    let free: Vec<Free> = sums.iter().map(Free::new).collect();
    let reach = |sum: usize, node: u32, level: usize| match best[sum][node as usize] {
        NOTHING => NOTHING,
        rest => free[sum].between(level, diagram.level(node)) + rest,
    };
    let mut found = Found { answers: None, proved: true };
    let mut branches = 0_u64;
    let mut answers: Vec<bool> = Vec::with_capacity(diagram.levels());
    // For each open level: its node, the sums so far, and the answers still to be tried, the next one last.
    let mut open: Vec<(u32, Vec<i64>, Vec<bool>)> = Vec::new();
    if diagram.root() == 0 {
        return found;
    }
    let order = |node: u32, level: usize| -> Vec<bool> {
        if level == diagram.levels() {
            return Vec::new();
        }
        let by = |answer: bool| {
            let end = diagram.after(node, level, answer);
            match reach(guide, end, level + 1) {
                NOTHING => NOTHING,
                rest => rest + sums[guide][level][usize::from(answer)],
            }
        };
        if by(true) >= by(false) { vec![false, true] } else { vec![true, false] }
    };
    open.push((diagram.root(), vec![0; sums.len()], order(diagram.root(), 0)));
    if diagram.levels() == 0 {
        if floors.iter().all(|floor| *floor <= 0) && leaf(&vec![0; sums.len()], &mut floors) {
            found.answers = Some(Vec::new());
        }
        return found;
    }
    while let Some((node, so_far, untried)) = open.last_mut() {
        let level = answers.len();
        let Some(answer) = untried.pop() else {
            open.pop();
            answers.pop();
            continue;
        };
        branches += 1;
        if branches > MOST_BRANCHES {
            found.proved = false;
            break;
        }
        let end = diagram.after(*node, level, answer);
        if end == 0 {
            continue;
        }
        let next: Vec<i64> =
            so_far.iter().zip(sums).map(|(sum, weights)| sum + weights[level][usize::from(answer)]).collect();
        if (0..sums.len()).any(|sum| next[sum] + reach(sum, end, level + 1) < floors[sum]) {
            continue;
        }
        if level + 1 == diagram.levels() {
            if leaf(&next, &mut floors) {
                found.answers = Some(answers.iter().copied().chain([answer]).collect());
            }
            continue;
        }
        answers.push(answer);
        open.push((end, next, order(end, level + 1)));
    }
    found
}
