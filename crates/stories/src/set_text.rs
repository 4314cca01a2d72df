//! Words that stand below or between many texts: notes of a paper, paragraphs of background.

use std::collections::HashMap;

use crate::tale::Tale;

/// Words in a row that are looked at together.
const RUN: usize = 6;

/// In so many documents a run is set text. Fewer documents can be rewrites of one.
const DOCUMENTS: u32 = 5;

/// Marks words outside quotation marks that stand in many documents in the same order: they tie no two together.
/// Copies are recognised all the same, by all of their words.
pub(crate) fn mark(tales: &mut [Tale]) {
    if tales.len() < DOCUMENTS as usize {
        return;
    }
    // The last tale that had the run, and how many had it: a text that repeats itself counts once.
    let mut seen: HashMap<[u32; RUN], (usize, u32)> = HashMap::new();
    for (at, tale) in tales.iter().enumerate() {
        for run in runs(tale) {
            let (last, documents) = seen.entry(run).or_insert((usize::MAX, 0));
            if *last != at {
                *last = at;
                *documents += 1;
            }
        }
    }
    seen.retain(|_, (_, documents)| *documents >= DOCUMENTS);
    for tale in tales {
        let starts: Vec<usize> = runs(tale)
            .enumerate()
            .filter(|(_, run)| seen.contains_key(run))
            .map(|(start, _)| start)
            .collect();
        for start in starts {
            for token in &mut tale.tokens[start..start + RUN] {
                token.set = token.quotation == 0;
            }
        }
    }
}

fn runs(tale: &Tale) -> impl Iterator<Item = [u32; RUN]> {
    tale.tokens.windows(RUN).map(|tokens| std::array::from_fn(|at| tokens[at].form))
}
