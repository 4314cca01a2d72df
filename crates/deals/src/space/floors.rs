//! How many packages are worth enough to everybody.

use std::collections::HashMap;

use num_bigint::BigUint;

use super::diagram::{Diagram, Free, NOTHING, Weights};

/// How many states one level may have before counting is given up.
const MOST_STATES: usize = 300_000;

/// How many packages reach every floor; `None` where counting takes too long.
///
/// From the first level to the last, packages that stand at the same node with the same sums are counted together. A
/// floor that is reached whatever follows is forgotten, and one that can no longer be reached ends the count.
pub(crate) fn count_above(diagram: &Diagram, sums: &[Weights], floors: &[i64]) -> Option<BigUint> {
    let negated: Vec<Weights> =
        sums.iter().map(|weights| weights.iter().map(|[no, yes]| [-no, -yes]).collect()).collect();
    let best: Vec<Vec<i64>> = sums.iter().map(|weights| diagram.best(weights)).collect();
    let worst: Vec<Vec<i64>> = negated.iter().map(|weights| diagram.best(weights)).collect();
    let free_best: Vec<Free> = sums.iter().map(Free::new).collect();
    let free_worst: Vec<Free> = negated.iter().map(Free::new).collect();
    // What is still missing for each floor; `NOTHING` where it is reached whatever follows.
    let settle = |node: u32, level: usize, missing: &mut [i64]| -> bool {
        let end = diagram.level(node);
        for (sum, missing) in missing.iter_mut().enumerate().filter(|(_, missing)| **missing != NOTHING) {
            if best[sum][node as usize] + free_best[sum].between(level, end) < *missing {
                return false;
            }
            if -(worst[sum][node as usize] + free_worst[sum].between(level, end)) >= *missing {
                *missing = NOTHING;
            }
        }
        true
    };
    let mut states: HashMap<(u32, Vec<i64>), BigUint> = HashMap::new();
    let mut start = floors.to_vec();
    if diagram.root() == 0 || !settle(diagram.root(), 0, &mut start) {
        return Some(BigUint::default());
    }
    states.insert((diagram.root(), start), 1_u8.into());
    for level in 0..diagram.levels() {
        let mut next: HashMap<(u32, Vec<i64>), BigUint> = HashMap::new();
        for ((node, missing), count) in &states {
            for answer in [false, true] {
                let end = diagram.after(*node, level, answer);
                if end == 0 {
                    continue;
                }
                let mut missing: Vec<i64> = missing
                    .iter()
                    .zip(sums)
                    .map(|(missing, weights)| match *missing {
                        NOTHING => NOTHING,
                        some => some - weights[level][usize::from(answer)],
                    })
                    .collect();
                if settle(end, level + 1, &mut missing) {
                    *next.entry((end, missing)).or_default() += count;
                }
            }
        }
        if next.len() > MOST_STATES {
            return None;
        }
        states = next;
    }
    Some(states.into_values().sum())
}
