//! Sentences that matter to findings, found in one pass over the texts.

use std::collections::BTreeSet;
use std::ops::Range;

use standpoint_terms::Span;

use crate::RecordDocument;
use crate::lexicon;
use crate::words::{Phrases, Word, words};

/// A sentence with one of the phrases that matter.
pub(crate) struct Noted {
    /// Index into the sorted documents.
    pub(crate) document: usize,
    /// Its number in the document.
    pub(crate) number: usize,
    pub(crate) span: Span,
    pub(crate) words: Vec<Word>,
    /// Where it says that a position stands.
    pub(crate) unchanged: Option<Range<usize>>,
    /// Where it says that a date was moved.
    pub(crate) postponed: Option<Range<usize>>,
    /// Whether it judges a forecast.
    pub(crate) judges: bool,
}

/// What one pass over all sentences gives.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) sentences: Vec<Noted>,
    /// For each of the proposals' names the documents in which one of them stands.
    pub(crate) naming: Vec<BTreeSet<usize>>,
}

pub(crate) fn notes(documents: &[&RecordDocument<'_>], proposals: &[Phrases]) -> Notes {
    let mut notes = Notes { naming: vec![BTreeSet::new(); proposals.len()], ..Notes::default() };
    for (document, record) in documents.iter().enumerate() {
        for (number, span) in record.sentences.iter().enumerate() {
            let Some(text) = span.of(record.text) else { continue };
            let words = words(text);
            for (names, naming) in proposals.iter().zip(&mut notes.naming) {
                if names.find(&words).is_some() {
                    naming.insert(document);
                }
            }
            let unchanged = lexicon::unchanged().find(&words);
            let postponed = lexicon::postponed().find(&words);
            let judges = lexicon::outcomes().find(&words).is_some();
            if unchanged.is_some() || postponed.is_some() || judges {
                let noted = Noted { document, number, span: *span, words, unchanged, postponed, judges };
                notes.sentences.push(noted);
            }
        }
    }
    notes
}
