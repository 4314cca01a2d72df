//! The smallest coalitions that can decide, and the smallest that can stop a decision.

use num_bigint::BigUint;
use num_traits::One;

use super::game::Game;

/// The search for coalitions gives up after so many steps, and says so.
const MOST_STEPS: usize = 300_000;
/// So many kinds are kept; the count goes on.
const MOST_KINDS: usize = 1_000;

/// Coalitions none of whose seats is superfluous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coalitions {
    /// Those with the fewest seats first; at most a thousand.
    pub kinds: Vec<CoalitionKind>,
    /// How many coalitions there are, of all kinds; where the search was not complete, at least so many.
    pub count: BigUint,
    /// How many kinds there are; where the search was not complete, at least so many.
    pub kinds_found: usize,
    /// Whether all were found. The search is bounded; it gives up with councils of many unlike seats.
    pub complete: bool,
}

/// Coalitions that differ only in seats that weigh the same: "both permanent seats and any 3 of the 10 others".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoalitionKind {
    /// How many seats such a coalition has.
    pub size: usize,
    /// So many of these seats, which weigh the same; never zero.
    pub parts: Vec<(usize, Vec<usize>)>,
    /// How many coalitions of this kind there are.
    pub count: BigUint,
}

/// Coalitions that win, and lose without any one of their seats.
pub fn minimal_winning(game: &Game) -> Coalitions {
    let mut classes = game.classes();
    // The weighty first: then nearly every coalition that is met when it just wins is also minimal.
    classes.sort_by_cached_key(|class| (std::cmp::Reverse(game.weights_of(class[0])), class[0]));
    let weights: Vec<Vec<u64>> = classes.iter().map(|class| game.weights_of(class[0])).collect();
    // What all classes from here on weigh.
    let mut rest = vec![vec![0; game.thresholds.len()]; classes.len() + 1];
    for at in (0..classes.len()).rev() {
        rest[at] = plus(&rest[at + 1], &weights[at], classes[at].len());
    }
    let mut found =
        Coalitions { kinds: Vec::new(), count: BigUint::default(), kinds_found: 0, complete: true };
    let mut steps = 0;
    // For each class on the way: how many of it are taken, and what all taken so far weigh.
    let mut way: Vec<(usize, Vec<u64>)> = Vec::new();
    let nothing = vec![0; game.thresholds.len()];
    loop {
        steps += 1;
        if steps > MOST_STEPS {
            found.complete = false;
            break;
        }
        let sums = way.last().map_or(&nothing, |(_, sums)| sums);
        let at = way.len();
        let wins = reaches(game, sums);
        if wins {
            let taken = || way.iter().enumerate().filter(|(_, (taken, _))| *taken > 0);
            if taken().all(|(class, _)| !reaches(game, &minus(sums, &weights[class]))) {
                let parts = taken().map(|(class, (taken, _))| (*taken, classes[class].clone()));
                found.note(parts.collect());
            }
        } else if at < classes.len() && reaches(game, &plus(sums, &rest[at], 1)) {
            let all = classes[at].len();
            let next = plus(sums, &weights[at], all);
            way.push((all, next));
            continue;
        }
        // Back to the last class of which one less can be taken.
        while way.last().is_some_and(|(taken, _)| *taken == 0) {
            way.pop();
        }
        let at = way.len().saturating_sub(1);
        let Some((taken, sums)) = way.last_mut() else { break };
        *taken -= 1;
        *sums = minus(sums, &weights[at]);
    }
    for kind in &mut found.kinds {
        kind.parts.sort_unstable_by(|one, other| one.1.cmp(&other.1));
    }
    found.kinds.sort_unstable();
    found
}

/// Coalitions without which nothing can be decided, and none of whose seats is superfluous for that.
pub fn minimal_blocking(game: &Game) -> Coalitions {
    minimal_winning(&game.of_blocking())
}

impl Coalitions {
    fn note(&mut self, parts: Vec<(usize, Vec<usize>)>) {
        let count = parts.iter().map(|(taken, of)| choices(of.len(), *taken)).product();
        self.count += &count;
        self.kinds_found += 1;
        if self.kinds.len() < MOST_KINDS {
            self.kinds.push(CoalitionKind { size: parts.iter().map(|(taken, _)| taken).sum(), parts, count });
        }
    }
}

/// In how many ways so many of these can be taken.
fn choices(of: usize, taken: usize) -> BigUint {
    (0..taken).fold(BigUint::one(), |ways, at| ways * (of - at) / (at + 1))
}

fn reaches(game: &Game, sums: &[u64]) -> bool {
    let reached = game.thresholds.iter().zip(sums).enumerate();
    game.needs.met(
        reached.fold(0, |bits, (at, (threshold, sum))| bits | (u32::from(*sum >= threshold.quota) << at)),
    )
}

fn plus(sums: &[u64], weights: &[u64], times: usize) -> Vec<u64> {
    // No overflow: all weights together were found to fit.
    sums.iter().zip(weights).map(|(sum, weight)| sum + weight * times as u64).collect()
}

fn minus(sums: &[u64], weights: &[u64]) -> Vec<u64> {
    sums.iter().zip(weights).map(|(sum, weight)| sum - weight).collect()
}
