//! Mentions: noun phrases and pronouns, found by their head words.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::parameters::MentionRules;
use crate::rows::{Outputs, dot, largest, log_softmax};
use crate::window::Window;

/// A mention, with what the network says of its head for coreference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mentioned {
    pub(crate) head: usize,
    pub(crate) words: Range<usize>,
    /// The tag, from 0 for the first after "outside".
    pub(crate) kind: usize,
    pub(crate) probability: f32,
    pub(crate) query: Vec<f32>,
    pub(crate) key: Vec<f32>,
    pub(crate) new: f32,
}

/// Mentions in order of their first word, the longer first; gathered window by window.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    waiting: BTreeMap<(usize, Reverse<usize>), Mentioned>,
}

impl Mentions {
    /// Takes a window's mentions; windows come in order.
    pub(crate) fn add(&mut self, window: &Window, outputs: &Outputs, rules: MentionRules) {
        for word in window.own.clone() {
            let at = word - window.words.start;
            let logs = log_softmax(outputs.heads.row(at), None);
            let Some(kind) = largest(logs.iter().copied()).checked_sub(1) else { continue };
            let (query, keys) = (outputs.bounds_query.row(at), &outputs.bounds_key);
            let half = rules.pointer;
            let from = at.saturating_sub(rules.start_reach);
            let to = window.words.len().min(at + rules.end_reach + 1);
            let start = from + largest((from..=at).map(|word| dot(&keys.row(word)[..half], &query[..half])));
            let last = at + largest((at..to).map(|word| dot(&keys.row(word)[half..], &query[half..])));
            let mention = Mentioned {
                head: word,
                words: start + window.words.start..last + 1 + window.words.start,
                kind,
                probability: logs[kind + 1].exp(),
                query: outputs.coref_query.row(at).to_vec(),
                key: outputs.coref_key.row(at).to_vec(),
                new: outputs.coref_new.row(at)[0],
            };
            let key = (mention.words.start, Reverse(mention.words.end));
            match self.waiting.get(&key) {
                Some(known) if known.probability >= mention.probability => {}
                _ => {
                    self.waiting.insert(key, mention);
                }
            }
        }
    }

    /// The mentions, in order, before which no later window can put another.
    pub(crate) fn settled(&mut self, window: &Window, rules: MentionRules) -> Vec<Mentioned> {
        let first = window.own.end.saturating_sub(rules.start_reach);
        let later = self.waiting.split_off(&(first, Reverse(usize::MAX)));
        std::mem::replace(&mut self.waiting, later).into_values().collect()
    }

    /// Those that are left at the end of the text.
    pub(crate) fn finish(self) -> Vec<Mentioned> {
        self.waiting.into_values().collect()
    }
}
