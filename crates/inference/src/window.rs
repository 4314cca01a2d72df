//! Windows: a text longer than the network's input is read piece by piece, with overlap.

use std::ops::Range;

use crate::feature::{breaks, features};
use crate::parameters::{FeatureRules, WindowRules};
use crate::piece::Pieces;
use crate::word::{Word, Words, split};

/// A text ready for windows.
#[derive(Debug)]
pub(crate) struct Coded<'t> {
    text: &'t str,
    list: Vec<Word>,
    /// The pieces of all words, one after the other.
    pub(crate) pieces: Vec<i32>,
    /// Where each word's pieces begin, and at last their number.
    pub(crate) at: Vec<usize>,
    /// One a word.
    pub(crate) features: Vec<u8>,
    pub(crate) breaks: Vec<bool>,
}

impl<'t> Coded<'t> {
    pub(crate) fn new(text: &'t str, pieces: &Pieces, rules: &FeatureRules) -> Self {
        let list = split(text);
        let words = Words { text, list: &list };
        let mut ids = Vec::with_capacity(list.len() * 5 / 4);
        let mut at = Vec::with_capacity(list.len() + 1);
        at.push(0);
        for word in 0..list.len() {
            pieces.extend(words.of(word), &mut ids);
            at.push(ids.len());
        }
        let features = features(words, rules);
        let breaks = breaks(words, rules);
        Coded { text, list, pieces: ids, at, features, breaks }
    }

    pub(crate) fn words(&self) -> Words<'_> {
        Words { text: self.text, list: &self.list }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
}

/// A run of words that the network reads at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The words it shows.
    pub(crate) words: Range<usize>,
    /// The words whose tags are taken from it. Every word belongs to one window.
    pub(crate) own: Range<usize>,
}

/// The windows that cover a text, in order.
pub(crate) fn windows(coded: &Coded<'_>, rules: WindowRules) -> Vec<Window> {
    let (n, at) = (coded.len(), &coded.at);
    let mut out: Vec<Window> = Vec::new();
    let mut first = 0;
    while first < n {
        let fits = at.partition_point(|pieces| *pieces <= at[first] + rules.capacity) - 1;
        let last = fits.min(n).max(first + 1);
        let own_first = out.last_mut().map_or(first, |before: &mut Window| {
            let middle = usize::midpoint(first, before.words.end);
            before.own.end = middle;
            middle
        });
        out.push(Window { words: first..last, own: own_first..last });
        if last >= n {
            break;
        }
        let beginning = |pieces: usize| at.partition_point(|before| *before < pieces);
        let low = beginning(at[last].saturating_sub(rules.overlap)).max(first + 1);
        let high = beginning(at[last].saturating_sub(rules.overlap_min)).min(last);
        first = (low..=high).find(|word| *word < n && coded.breaks[*word]).unwrap_or(low);
    }
    out
}

/// What the network is given for a window.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) ids: Vec<i32>,
    pub(crate) features: Vec<i32>,
    /// The row of each word's first piece.
    pub(crate) rows: Vec<usize>,
}

/// Prepares a window for the network.
pub(crate) fn input(coded: &Coded<'_>, window: &Window, pieces: &Pieces, special: i32) -> Input {
    let words = window.words.clone();
    let from = coded.at[words.start];
    let inside = &coded.pieces[from..coded.at[words.end]];
    let mut ids = Vec::with_capacity(inside.len() + 2);
    let mut features = Vec::with_capacity(inside.len() + 2);
    ids.push(pieces.ends[0]);
    ids.extend_from_slice(inside);
    ids.push(pieces.ends[1]);
    features.push(special);
    for word in words.clone() {
        let size = coded.at[word + 1] - coded.at[word];
        features.extend(std::iter::repeat_n(i32::from(coded.features[word]), size));
    }
    features.push(special);
    let rows = coded.at[words].iter().map(|at| at - from + 1).collect();
    Input { ids, features, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coded(sizes: &[usize], breaks: Vec<bool>) -> Coded<'static> {
        let mut at = vec![0];
        for size in sizes {
            at.push(at[at.len() - 1] + size);
        }
        let span = standpoint_terms::Span::new(0, 0);
        let list = vec![Word { span, space: true, line: false }; sizes.len()];
        Coded { text: "", list, pieces: vec![0; at[sizes.len()]], at, features: vec![0; sizes.len()], breaks }
    }

    proptest! {
        #[test]
        fn windows_cover_the_text_and_overlap(
            sizes in prop::collection::vec(1usize..=12, 0..400),
            seed in prop::collection::vec(any::<bool>(), 400),
        ) {
            let rules = WindowRules { capacity: 60, overlap: 20, overlap_min: 10 };
            let coded = coded(&sizes, seed[..sizes.len()].to_vec());
            let found = windows(&coded, rules);
            let mut next = 0;
            for window in &found {
                prop_assert_eq!(window.own.start, next);
                prop_assert!(window.own.end > next);
                prop_assert!(window.words.start <= window.own.start && window.own.end <= window.words.end);
                prop_assert!(coded.at[window.words.end] - coded.at[window.words.start] <= rules.capacity);
                next = window.own.end;
            }
            prop_assert_eq!(next, sizes.len());
        }
    }
}
