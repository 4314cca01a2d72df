//! Which words of two wordings are the same ones.

use crate::forms::{Class, Forms};
use crate::voice::spelled_alike;

/// How alike two forms are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// One form, or two spellings of it.
    Same,
    /// Two inflections of one word.
    Inflected,
}

/// How alike two forms are; `None` for two words.
pub(crate) fn likeness(forms: &Forms, one: u32, other: u32) -> Option<Likeness> {
    if one == other {
        return Some(Likeness::Same);
    }
    let (a, b) = (forms.get(one), forms.get(other));
    if a.class == Class::Number || b.class == Class::Number {
        return None;
    }
    if a.lemma == b.lemma {
        return Some(if spelling(&a.text) == spelling(&b.text) {
            Likeness::Same
        } else {
            Likeness::Inflected
        });
    }
    // Two spellings of a name that no word list has.
    let strange = |at| forms.surprise(at) > 9.0;
    let near =
        a.text.len().abs_diff(b.text.len()) <= 2 && a.text.as_bytes().first() == b.text.as_bytes().first();
    let names = near && forms.is_name(one) && forms.is_name(other) && strange(one) && strange(other);
    (names && spelled_alike(&a.text, &b.text)).then_some(Likeness::Same)
}

/// American and British spellings as one.
fn spelling(word: &str) -> String {
    word.replace("our", "or")
        .replace("isa", "iza")
        .replace("ise", "ize")
        .replace("ising", "izing")
        .replace("tre", "ter")
        .replace("ll", "l")
        .replace("mme", "m")
}

fn worth(forms: &Forms, one: u32, other: u32) -> Option<f32> {
    likeness(forms, one, other).map(|likeness| match likeness {
        Likeness::Same => forms.surprise(one),
        Likeness::Inflected => 0.5 * forms.surprise(one).min(forms.surprise(other)),
    })
}

/// Pairs of places in two wordings that hold the same word, and how much that tells, in nats.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// In order of the first wording.
    pub(crate) pairs: Vec<[usize; 2]>,
    /// What the runs tell together, less what the gaps in them cost.
    pub(crate) score: f32,
}

/// What a word that stands against another costs.
const MISMATCH: f32 = 4.0;
/// What a word that stands against none costs.
const GAP: f32 = 2.5;
/// A run that tells less is chance.
const LEAST: f32 = 10.0;
/// At most so many runs.
const MOST_RUNS: usize = 4;

/// The runs that two wordings share, by local alignment (Smith and Waterman 1981) with surprise as score: the best run
/// first, then the best among what is left, so that words that were moved or put together are found too.
pub(crate) fn shared(forms: &Forms, one: &[u32], other: &[u32]) -> Shared {
    let mut table = Table::new(forms, one, other);
    let mut shared = Shared::default();
    for _ in 0..MOST_RUNS {
        let Some((score, pairs)) = table.best_run() else { break };
        shared.score += score;
        for pair in &pairs {
            table.strike(*pair);
        }
        shared.pairs.extend(pairs);
    }
    shared.pairs.sort_unstable();
    shared
}

/// What each word of one wording is worth against each of the other, row by row; no more than zero for two words.
struct Table {
    rows: usize,
    columns: usize,
    worth: Vec<f32>,
}

impl Table {
    fn new(forms: &Forms, one: &[u32], other: &[u32]) -> Table {
        let mut cells = Vec::with_capacity(one.len() * other.len());
        for a in one {
            cells.extend(other.iter().map(|b| worth(forms, *a, *b).unwrap_or(-MISMATCH)));
        }
        Table { rows: one.len(), columns: other.len(), worth: cells }
    }

    /// These two words take part in no further run.
    fn strike(&mut self, [i, j]: [usize; 2]) {
        self.worth[i * self.columns..(i + 1) * self.columns].fill(-MISMATCH);
        for row in 0..self.rows {
            self.worth[row * self.columns + j] = -MISMATCH;
        }
    }

    fn best_run(&self) -> Option<(f32, Vec<[usize; 2]>)> {
        let width = self.columns + 1;
        let mut scores = vec![0.0_f32; (self.rows + 1) * width];
        let mut best = (0.0, 0, 0);
        for i in 1..=self.rows {
            for j in 1..=self.columns {
                let step = scores[(i - 1) * width + j - 1] + self.worth[(i - 1) * self.columns + j - 1];
                let gap = scores[(i - 1) * width + j].max(scores[i * width + j - 1]) - GAP;
                let score = step.max(gap).max(0.0);
                scores[i * width + j] = score;
                if score > best.0 {
                    best = (score, i, j);
                }
            }
        }
        if best.0 < LEAST {
            return None;
        }
        let mut pairs = Vec::new();
        let (_, mut i, mut j) = best;
        while i > 0 && j > 0 && scores[i * width + j] > 0.0 {
            let here = scores[i * width + j];
            let worth = self.worth[(i - 1) * self.columns + j - 1];
            if here == scores[(i - 1) * width + j - 1] + worth {
                if worth > 0.0 {
                    pairs.push([i - 1, j - 1]);
                }
                i -= 1;
                j -= 1;
            } else if here == scores[(i - 1) * width + j] - GAP {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        pairs.reverse();
        Some((best.0, pairs))
    }
}

/// The whole of two wordings word by word: pairs of places that hold the same word, in order of both (Needleman and
/// Wunsch 1970); what is in no pair stands in one of them only.
pub(crate) fn whole(forms: &Forms, one: &[u32], other: &[u32]) -> Vec<[usize; 2]> {
    let width = other.len() + 1;
    let mut scores = vec![0.0_f32; (one.len() + 1) * width];
    let pair = |i: usize, j: usize| worth(forms, one[i], other[j]).map(|worth| worth + 1.0);
    // A pair beside another pair is better than one alone: "the" belongs to the word that follows it.
    let beside = |i: usize, j: usize| {
        let next = i + 1 < one.len() && j + 1 < other.len() && one[i + 1] == other[j + 1];
        let before = i > 0 && j > 0 && one[i - 1] == other[j - 1];
        2.0 * f32::from(u8::from(next)) + 2.0 * f32::from(u8::from(before)) - 2.5
    };
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            let step =
                pair(i, j).map_or(f32::MIN, |worth| scores[(i + 1) * width + j + 1] + worth + beside(i, j));
            scores[i * width + j] = step.max(scores[(i + 1) * width + j]).max(scores[i * width + j + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        let here = scores[i * width + j];
        let step = pair(i, j).map(|worth| scores[(i + 1) * width + j + 1] + worth + beside(i, j));
        if step == Some(here) {
            pairs.push([i, j]);
            i += 1;
            j += 1;
        } else if here == scores[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
