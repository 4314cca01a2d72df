//! Scores of coreference: MUC, B³, `CEAFe` and their mean.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use standpoint_terms::Span;

/// The chains of one document, by the places of their mentions.
pub(crate) type Chains = Vec<Vec<Span>>;

/// Hits and all, of precision and of recall.
#[derive(Clone, Copy, Debug, Default)]
struct Measure([[f64; 2]; 2]);

impl Measure {
    fn rates(self) -> [f64; 3] {
        let [p, r] = self.0.map(|[hits, all]| if all > 0.0 { hits / all } else { 0.0 });
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// Counts over documents, as the reference scorer of `CoNLL` 2012 sums them. Chains of one mention are left out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChainScore {
    muc: Measure,
    b3: Measure,
    ceafe: Measure,
}

impl ChainScore {
    /// Counts a document.
    pub(crate) fn add(&mut self, gold: &Chains, found: &Chains) {
        let gold = &distinct(gold);
        let found = &distinct(found);
        for (side, (a, b)) in [(found, gold), (gold, found)].into_iter().enumerate() {
            let place: HashMap<Span, usize> =
                b.iter().enumerate().flat_map(|(at, chain)| chain.iter().map(move |m| (*m, at))).collect();
            for chain in a {
                let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
                let mut alone = 0;
                for mention in chain {
                    match place.get(mention) {
                        Some(at) => *parts.entry(*at).or_default() += 1,
                        None => alone += 1,
                    }
                }
                let size = chain.len() as f64;
                self.muc.0[side][0] += size - (parts.len() + alone) as f64;
                self.muc.0[side][1] += size - 1.0;
                self.b3.0[side][0] += parts.values().map(|n| (n * n) as f64).sum::<f64>() / size;
                self.b3.0[side][1] += size;
            }
        }
        let like = |x: &Vec<Span>, y: &Vec<Span>| {
            let common = x.iter().filter(|mention| y.contains(mention)).count();
            2.0 * common as f64 / (x.len() + y.len()) as f64
        };
        let table: Vec<Vec<f64>> = gold.iter().map(|x| found.iter().map(|y| like(x, y)).collect()).collect();
        let hits = best_assignment(&table);
        self.ceafe.0[0][0] += hits;
        self.ceafe.0[1][0] += hits;
        self.ceafe.0[0][1] += found.len() as f64;
        self.ceafe.0[1][1] += gold.len() as f64;
    }

    /// The mean of the three F1, in percent.
    pub(crate) fn conll(&self) -> f64 {
        [self.muc, self.b3, self.ceafe].iter().map(|measure| measure.rates()[2]).sum::<f64>() * 100.0 / 3.0
    }

    /// A line of a Markdown table: the mean, then precision, recall, F1 of each.
    pub(crate) fn line(&self, name: &str) -> String {
        let mut out = format!("| {name} | {:.1} |", self.conll());
        for measure in [self.muc, self.b3, self.ceafe] {
            let [p, r, f] = measure.rates().map(|x| 100.0 * x);
            let _ = write!(out, " {p:.1} / {r:.1} / {f:.1} |");
        }
        out
    }
}

/// Chains of two or more, each mention once.
fn distinct(chains: &Chains) -> Chains {
    let each = chains.iter().map(|chain| {
        let mut chain = chain.clone();
        chain.sort_unstable_by_key(|span| (span.start, span.end));
        chain.dedup();
        chain
    });
    each.filter(|chain| chain.len() > 1).collect()
}

/// The largest sum of values with one at most in each row and column (the Hungarian method, by shortest paths).
fn best_assignment(table: &[Vec<f64>]) -> f64 {
    let rows = table.len();
    let columns = table.first().map_or(0, Vec::len);
    let n = rows.max(columns);
    let cost = |i: usize, j: usize| table.get(i).and_then(|row| row.get(j)).map_or(0.0, |value| -value);
    // Potentials and matches count from 1; 0 is "none".
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for i in 1..=n {
        row_of[0] = i;
        let (mut least, mut way, mut used) = (vec![f64::INFINITY; n + 1], vec![0; n + 1], vec![false; n + 1]);
        let mut j = 0;
        while row_of[j] != 0 {
            used[j] = true;
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for k in 1..=n {
                if used[k] {
                    continue;
                }
                let reduced = cost(row_of[j] - 1, k - 1) - u[row_of[j]] - v[k];
                if reduced < least[k] {
                    (least[k], way[k]) = (reduced, j);
                }
                if least[k] < delta {
                    (delta, next) = (least[k], k);
                }
            }
            for k in 0..=n {
                if used[k] {
                    u[row_of[k]] += delta;
                    v[k] -= delta;
                } else {
                    least[k] -= delta;
                }
            }
            j = next;
        }
        while j != 0 {
            row_of[j] = row_of[way[j]];
            j = way[j];
        }
    }
    (1..=n).filter(|j| row_of[*j] > 0).map(|j| -cost(row_of[j] - 1, j - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(text: &str) -> Chains {
        let mention = |c: u8| Span::new(usize::from(c), usize::from(c) + 1);
        text.split(' ').map(|chain| chain.bytes().map(mention).collect()).collect()
    }

    fn check(gold: &str, found: &str, expected: [f64; 3]) {
        let mut score = ChainScore::default();
        score.add(&chains(gold), &chains(found));
        let f = [score.muc, score.b3, score.ceafe].map(|measure| measure.rates()[2]);
        for (a, b) in f.iter().zip(expected) {
            assert!((a - b).abs() < 1e-9, "{f:?} for {expected:?}");
        }
    }

    #[test]
    fn equal_chains_are_right_and_others_by_the_published_definitions() {
        check("abc de", "abc de", [1.0, 1.0, 1.0]);
        // MUC: 2 of 2 found links, 2 of 3 gold ones. B³: precision 1, recall (4 + 4) / 4 / 4. CEAFe: one pair of
        // chains, alike by 2 · 2 / 6, of two found and one gold.
        check("abcd", "ab cd", [0.8, 2.0 / 3.0, 4.0 / 9.0]);
        check("ab", "cd", [0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_assignment_is_the_best() {
        let table = vec![vec![0.9, 0.8, 0.0], vec![0.9, 0.0, 0.0]];
        assert!((best_assignment(&table) - 1.7).abs() < 1e-9);
        assert!(best_assignment(&[]).abs() < 1e-9);
    }
}
