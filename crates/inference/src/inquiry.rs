//! An inquiry as rows of word pieces, one for each question.
//!
//! ```text
//! [CLS] statement [SEP] proposition, phrases for and against it [SEP] holder holder …
//! ```
//!
//! All pieces see one another, but a holder's single piece is seen by itself alone: any number of holders is asked about
//! at once, and none disturbs another. `tools/judge/judge/inquiry.py` builds the same rows.

use std::ops::Range;

use crate::WordVectors;
use crate::word::split;

/// A statement, and the propositions on which it is asked where holders stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inquiry {
    /// `SPEAKER (PARTY): sentences`.
    pub statement: Text,
    /// Where the content stands in it, in bytes.
    pub said: Vec<Range<usize>>,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// A proposition and those whose stance is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The proposition's sentence.
    pub proposition: Text,
    /// Other ways to say it.
    pub favour: Vec<Text>,
    /// Ways to say its opposite.
    pub against: Vec<Text>,
    /// The slots of the parties whose stance is asked.
    pub holders: Vec<u8>,
}

/// Words, and where in them a party is named.
///
/// A party is a *slot*: 1 is the speaker's party, 2 and up the others in order of appearance, to [`SLOTS`] less one; the
/// same party has the same slot throughout an inquiry. So the network need not know names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Ranges of bytes in order, with their slots.
    pub named: Vec<(Range<usize>, u8)>,
}

/// How many slots there are, 0 for "no party" among them.
pub const SLOTS: u8 = 8;

/// The sizes that a judge was trained with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sizes {
    /// Most pieces of a statement.
    pub statement: usize,
    /// Most pieces of a question.
    pub question: usize,
}

impl Sizes {
    /// The position of a question's first piece.
    fn questions(self) -> usize {
        self.statement + 2
    }

    /// The position of a holder.
    fn holders(self) -> usize {
        self.questions() + self.question + 1
    }
}

/// What a piece is.
const AROUND: i32 = 0;
const SAID: i32 = 1;
const SPECIAL: i32 = 2;
const ASKED: i32 = 3;
const FAVOUR: i32 = 4;
const AGAINST: i32 = 5;
const HOLDER: i32 = 6;
const TOPIC: i32 = 7;

/// A row as numbers, one a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub ids: Vec<i32>,
    pub features: Vec<i32>,
    pub slots: Vec<i32>,
    pub positions: Vec<i32>,
    /// The places of the holders, in the order asked.
    pub holders: Vec<usize>,
}

impl Row {
    fn add(&mut self, id: i32, feature: i32, slot: u8, position: usize) {
        self.ids.push(id);
        self.features.push(feature);
        self.slots.push(i32::from(slot));
        self.positions.push(i32::try_from(position).unwrap_or(i32::MAX));
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// For each pair of pieces 0 where the first sees the second, else a number that hides it; row after row.
    pub(crate) fn sight(&self) -> Vec<f32> {
        const HIDDEN: f32 = -1e4;
        let n = self.len();
        let mut sight = vec![HIDDEN; n * n];
        for (at, row) in sight.chunks_exact_mut(n.max(1)).enumerate() {
            for (other, cell) in row.iter_mut().enumerate() {
                if other == at || self.features[other] != HOLDER {
                    *cell = 0.0;
                }
            }
        }
        sight
    }
}

/// The statement by itself, for its act and topic.
pub(crate) fn statement_row(words: &WordVectors, inquiry: &Inquiry, sizes: Sizes) -> Row {
    let mut pieces = pieces(words, &inquiry.statement, |range| {
        let inside = inquiry.said.iter().any(|said| range.start < said.end && said.start < range.end);
        if inside { SAID } else { AROUND }
    });
    if pieces.len() > sizes.statement {
        // The window that holds the content's beginning, with a little before it.
        let first = pieces.iter().position(|piece| piece.1 == SAID).unwrap_or(0);
        let at = first.saturating_sub(sizes.statement / 4).min(pieces.len() - sizes.statement);
        pieces = pieces[at..at + sizes.statement].to_vec();
    }
    let [begin, end] = words.ends();
    let mut row = Row::default();
    row.add(begin, SPECIAL, 0, 0);
    for (at, (id, feature, slot)) in pieces.iter().enumerate() {
        row.add(*id, *feature, *slot, at + 1);
    }
    row.add(end, SPECIAL, 0, pieces.len() + 1);
    row
}

/// The statement and a question behind it.
pub(crate) fn question_row(words: &WordVectors, statement: &Row, question: &Question, sizes: Sizes) -> Row {
    let mut row = statement.clone();
    let favour = question.favour.iter().map(|text| (text, FAVOUR));
    let against = question.against.iter().map(|text| (text, AGAINST));
    let mut asked: Vec<(i32, i32, u8)> = Vec::new();
    for (text, feature) in [(&question.proposition, ASKED)].into_iter().chain(favour).chain(against) {
        asked.extend(pieces(words, text, |_| feature));
    }
    asked.truncate(sizes.question);
    let [_, end] = words.ends();
    for (at, (id, feature, slot)) in asked.iter().enumerate() {
        row.add(*id, *feature, *slot, sizes.questions() + at);
    }
    row.add(end, SPECIAL, 0, sizes.questions() + asked.len());
    for holder in &question.holders {
        row.holders.push(row.len());
        row.add(words.pieces().unknown, HOLDER, *holder, sizes.holders());
    }
    row
}

/// A text by itself, for its topic.
pub(crate) fn topic_row(words: &WordVectors, text: &str, sizes: Sizes) -> Row {
    let mut pieces = Vec::new();
    for word in split(text) {
        words.extend_pieces(&text[word.span.start..word.span.end], &mut pieces);
    }
    pieces.truncate(sizes.question);
    let [begin, end] = words.ends();
    let mut row = Row::default();
    row.add(begin, SPECIAL, 0, 0);
    for (at, id) in pieces.iter().enumerate() {
        row.add(*id, TOPIC, 0, at + 1);
    }
    row.add(end, SPECIAL, 0, pieces.len() + 1);
    row
}

/// The pieces of a text, each with its feature and slot.
fn pieces(words: &WordVectors, text: &Text, feature: impl Fn(&Range<usize>) -> i32) -> Vec<(i32, i32, u8)> {
    let mut out = Vec::new();
    let mut ids = Vec::new();
    for word in split(&text.text) {
        let range = word.span.start..word.span.end;
        let slot = text.named.iter().find(|(named, _)| range.start < named.end && named.start < range.end);
        let (feature, slot) = (feature(&range), slot.map_or(0, |(_, slot)| *slot));
        ids.clear();
        words.extend_pieces(&text.text[range], &mut ids);
        out.extend(ids.iter().map(|id| (*id, feature, slot)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge_reference::word_vectors;

    #[test]
    fn no_holder_disturbs_another() {
        let words = word_vectors();
        let plain = |text: &str| Text { text: text.to_owned(), named: Vec::new() };
        let sizes = Sizes { statement: 128, question: 48 };
        let inquiry = Inquiry { statement: plain("Voss (Ostra): yes"), ..Inquiry::default() };
        let question = Question { proposition: plain("a point"), holders: vec![1, 2], ..Question::default() };
        let row = question_row(&words, &statement_row(&words, &inquiry, sizes), &question, sizes);
        let (n, sight) = (row.len(), row.sight());
        assert_eq!(row.holders, [n - 2, n - 1]);
        for at in 0..n {
            for other in 0..n {
                assert_eq!(sight[at * n + other] == 0.0, at == other || !row.holders.contains(&other));
            }
        }
    }
}
