//! Asking a decision diagram: how many packages, and which is best by added values.

use num_bigint::BigUint;
use num_traits::Zero;

/// A value for each answer at each level: for no, and for yes.
pub(crate) type Weights = Vec<[i64; 2]>;

/// Lower than any sum of worths: no package at all.
pub(crate) const NOTHING: i64 = i64::MIN / 4;

/// A question: at `level`, no leads to `low` and yes to `high`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) level: u32,
    pub(crate) low: u32,
    pub(crate) high: u32,
}

/// A reduced ordered binary decision diagram (Bryant 1986). Node 0 is "no package", node 1 is "a package", and a
/// node's ends stand before it. A level that an edge leaps over may be answered either way.
#[derive(Clone, Debug)]
pub(crate) struct Diagram {
    nodes: Vec<Node>,
    levels: usize,
}

impl Diagram {
    pub(crate) fn new(nodes: Vec<Node>, levels: usize) -> Diagram {
        Diagram { nodes, levels }
    }

    pub(crate) fn levels(&self) -> usize {
        self.levels
    }

    /// Where the questions begin.
    pub(crate) fn root(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    pub(crate) fn level(&self, node: u32) -> usize {
        self.nodes[node as usize].level as usize
    }

    /// Where an answer at a level leads from a node at or below that level.
    pub(crate) fn after(&self, node: u32, level: usize, answer: bool) -> u32 {
        let here = self.nodes[node as usize];
        if here.level as usize > level {
            node
        } else if answer {
            here.high
        } else {
            here.low
        }
    }

    /// How many packages there are.
    pub(crate) fn count(&self) -> BigUint {
        let mut counts: Vec<BigUint> = Vec::with_capacity(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            counts.push(match at {
                0 => BigUint::zero(),
                1 => BigUint::from(1_u8),
                _ => {
                    let below =
                        |end: u32| &counts[end as usize] << (self.level(end) - node.level as usize - 1);
                    below(node.low) + below(node.high)
                }
            });
        }
        &counts[self.nodes.len() - 1] << self.level(self.root())
    }

    /// For each node, the best sum that the answers from its level on can reach.
    pub(crate) fn best(&self, weights: &Weights) -> Vec<i64> {
        let free = Free::new(weights);
        let mut best = Vec::with_capacity(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            best.push(match at {
                0 => NOTHING,
                1 => 0,
                _ => {
                    let level = node.level as usize;
                    let by = |end: u32, weight: i64| match best[end as usize] {
                        NOTHING => NOTHING,
                        rest => weight + free.between(level + 1, self.level(end)) + rest,
                    };
                    by(node.low, weights[level][0]).max(by(node.high, weights[level][1]))
                }
            });
        }
        best
    }

    /// The best sum and answers that reach it; `None` where there is no package. Of equals, yes before no.
    pub(crate) fn best_answers(&self, weights: &Weights) -> Option<(i64, Vec<bool>)> {
        let best = self.best(weights);
        let free = Free::new(weights);
        let total = |node: u32, level: usize| match best[node as usize] {
            NOTHING => NOTHING,
            rest => free.between(level, self.level(node)) + rest,
        };
        let mut node = self.root();
        let sum = total(node, 0);
        if sum == NOTHING {
            return None;
        }
        let mut answers = Vec::with_capacity(self.levels);
        for (level, weight) in weights.iter().enumerate() {
            let by = |answer: bool| {
                let end = self.after(node, level, answer);
                (
                    end,
                    match total(end, level + 1) {
                        NOTHING => NOTHING,
                        rest => weight[usize::from(answer)] + rest,
                    },
                )
            };
            let (no, yes) = (by(false), by(true));
            let answer = yes.1 >= no.1;
            node = if answer { yes.0 } else { no.0 };
            answers.push(answer);
        }
        Some((sum, answers))
    }

    /// Packages in the order of their answers, yes before no, at most so many.
    pub(crate) fn first_answers(&self, most: usize) -> Vec<Vec<bool>> {
        let mut found = Vec::new();
        let mut open = vec![(self.root(), Vec::new())];
        while let Some((node, answers)) = open.pop() {
            if node == 0 {
                continue;
            }
            if found.len() == most {
                break;
            }
            if answers.len() == self.levels {
                found.push(answers);
                continue;
            }
            for answer in [false, true] {
                let mut next: Vec<bool> = answers.clone();
                next.push(answer);
                open.push((self.after(node, answers.len(), answer), next));
            }
        }
        found
    }
}

/// The best that levels give which are answered freely.
pub(crate) struct Free {
    before: Vec<i64>,
}

impl Free {
    pub(crate) fn new(weights: &Weights) -> Free {
        let mut before = vec![0];
        for [no, yes] in weights {
            before.push(before[before.len() - 1] + no.max(yes));
        }
        Free { before }
    }

    pub(crate) fn between(&self, from: usize, to: usize) -> i64 {
        self.before[to] - self.before[from]
    }
}
