//! A document as far as it takes part in comparisons: words, sentences, utterances, voices.

use std::ops::Range;

use standpoint_terms::{ActorKind, Document, DocumentId, Moment, Reading, Resolution, Span, Statement};

use crate::forms::Forms;
use crate::near::{self, Place};
use crate::quotes;
use crate::token::{Token, tokens};
use crate::voice::Voice;

/// A document with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its reading.
    pub reading: &'a Reading,
    /// The reading's attributions as statements, in the same order and number.
    pub statements: &'a [Statement],
}

/// A document's words, in order of its sentences.
pub(crate) struct Tale {
    pub(crate) id: DocumentId,
    pub(crate) published: Option<Moment>,
    pub(crate) place: Place,
    /// All of its words, in order ([`near::shingles`]).
    pub(crate) shingles: Vec<u64>,
    pub(crate) tokens: Vec<Token>,
    /// Ranges of tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Where a paragraph begins, as numbers of tokens.
    pub(crate) paragraphs: Vec<usize>,
    /// Who says what, in order of the text.
    pub(crate) units: Vec<Unit>,
}

/// The words of one statement, or of a quotation that belongs to none.
pub(crate) struct Unit {
    /// Index of the document's statement.
    pub(crate) statement: Option<usize>,
    /// Numbers of tokens, in order.
    pub(crate) tokens: Vec<usize>,
    /// How many of them stand in quotation marks.
    pub(crate) quoted: usize,
    /// Who says it.
    pub(crate) voice: Voice,
    /// The days on which it can have been said, where words of the text tell.
    pub(crate) said: Option<(Moment, Moment)>,
    /// Whether words of the text say who says it, be it a pronoun.
    pub(crate) sourced: bool,
    /// Whether a pronoun or a role stands for the speaker, who may be another.
    pub(crate) pronoun: bool,
    /// Whether it is somebody who knows the subject and speaks for no side.
    pub(crate) expert: bool,
}

/// More tokens of a unit than this take no part: the time of an alignment grows with the square.
pub(crate) const LONGEST_UNIT: usize = 400;

/// Contents that overlap are looked at until so many times the document's words were.
const MOST_OVERLAP: usize = 20;

impl Tale {
    /// Takes a document apart. What does not fit the text is left out.
    pub(crate) fn of(told: &Told<'_>, forms: &mut Forms) -> Tale {
        let Told { document, reading, statements } = told;
        let text = &document.text;
        let mut all = Vec::new();
        let mut sentences = Vec::new();
        let mut end = 0;
        for sentence in &reading.sentences {
            if sentence.start < end {
                continue;
            }
            end = sentence.end;
            let first = all.len();
            tokens(text, *sentence, forms, &mut all);
            if all.len() > first {
                sentences.push(first..all.len());
            }
        }
        mark_quotations(document, &mut all);
        let paragraphs = document
            .passages
            .iter()
            .map(|passage| all.partition_point(|token| (token.start as usize) < passage.span.start))
            .collect();
        let units = units(&all, statements, reading);
        Tale {
            id: document.id.clone(),
            published: document.metadata.published,
            place: Place::of(document),
            shingles: near::shingles(text),
            tokens: all,
            sentences,
            paragraphs,
            units,
        }
    }

    /// Days between two publications; `None` where one is not known.
    pub(crate) fn days_apart(&self, other: &Tale) -> Option<i32> {
        let days = |moment: Moment| moment.date();
        let (one, other) = (days(self.published?), days(other.published?));
        (other - one).get_days().checked_abs()
    }

    /// Whether a pronoun before these words may mean somebody of this name: the name stands in the two paragraphs
    /// before them.
    pub(crate) fn may_mean(&self, unit: &Unit, surname: u32) -> bool {
        const PARAGRAPHS: usize = 2;
        let Some(first) = unit.tokens.first() else { return false };
        let from =
            self.paragraphs[..self.paragraph(*first)].iter().rev().nth(PARAGRAPHS).copied().unwrap_or(0);
        self.tokens[from..*first].iter().any(|token| token.form == surname)
    }

    /// The number of the paragraph in which a token stands.
    pub(crate) fn paragraph(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|first| *first <= token)
    }

    /// Spans of these tokens, as few as possible: neighbours in one quotation are joined.
    pub(crate) fn spans(&self, numbers: &[usize]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut last: Option<usize> = None;
        for number in numbers {
            let token = self.tokens[*number];
            let goes_on = last.is_some_and(|last| {
                last + 1 == *number
                    && self.tokens[last].quotation == token.quotation
                    && self.paragraph(last) == self.paragraph(*number)
            });
            match spans.last_mut() {
                Some(span) if goes_on => *span = span.join(token.span()),
                _ => spans.push(token.span()),
            }
            last = Some(*number);
        }
        spans
    }
}

fn mark_quotations(document: &Document, tokens: &mut [Token]) {
    let mut number = 0;
    for passage in &document.passages {
        if !passage.kind.is_read() {
            continue;
        }
        for span in quotes::quoted(&document.text, passage.span) {
            number += 1;
            let first = tokens.partition_point(|token| (token.start as usize) < span.start);
            for token in &mut tokens[first..] {
                if token.start as usize >= span.end {
                    break;
                }
                token.quotation = number;
            }
        }
    }
}

/// Each word belongs to the innermost statement that has it; a quotation without one is a unit by itself.
fn units(tokens: &[Token], statements: &[Statement], reading: &Reading) -> Vec<Unit> {
    let mut owner: Vec<Option<usize>> = vec![None; tokens.len()];
    let length =
        |statement: &Statement| statement.attribution.content.iter().map(|span| span.len()).sum::<usize>();
    let mut by_length: Vec<usize> = (0..statements.len()).collect();
    by_length.sort_by_key(|at| std::cmp::Reverse(length(&statements[*at])));
    let mut looked_at = 0;
    for at in by_length {
        for span in &statements[at].attribution.content {
            let first = tokens.partition_point(|token| (token.start as usize) < span.start);
            let last = tokens.partition_point(|token| (token.start as usize) < span.end);
            if first < last && looked_at < MOST_OVERLAP * tokens.len() {
                looked_at += last - first;
                owner[first..last].fill(Some(at));
            }
        }
    }
    let mut of_statement: Vec<Vec<usize>> = vec![Vec::new(); statements.len()];
    let mut units: Vec<Unit> = Vec::new();
    let mut loose: Option<(u32, Vec<usize>)> = None;
    let keep_loose = |loose: &mut Option<(u32, Vec<usize>)>, units: &mut Vec<Unit>| {
        if let Some((_, numbers)) = loose.take()
            && numbers.len() >= 4
        {
            units.push(Unit::new(None, numbers, tokens, Voice::default()));
        }
    };
    for (number, token) in tokens.iter().enumerate() {
        match owner[number] {
            Some(at) => of_statement[at].push(number),
            None if token.quotation > 0 => match &mut loose {
                Some((quotation, numbers)) if *quotation == token.quotation => numbers.push(number),
                _ => {
                    keep_loose(&mut loose, &mut units);
                    loose = Some((token.quotation, vec![number]));
                }
            },
            None => {}
        }
    }
    keep_loose(&mut loose, &mut units);
    for (at, numbers) in of_statement.into_iter().enumerate() {
        if numbers.is_empty() {
            continue;
        }
        let statement = &statements[at];
        let actor = statement.attribution.speaker.and_then(|actor| reading.actors.get(actor));
        let voice = Voice::of(statement, actor);
        let said =
            statement.said_on.as_ref().filter(|said| said.words.is_some()).map(|said| (said.from, said.to));
        let expert = statement.party.is_none()
            && actor.is_some_and(|actor| {
                actor.kind == ActorKind::Person && Voice::is_expert(&actor.roles, &actor.affiliations)
            });
        units.push(Unit {
            said,
            sourced: !statement.attribution.source.is_empty(),
            pronoun: matches!(statement.attribution.resolution, Resolution::Pronoun | Resolution::Role),
            expert,
            ..Unit::new(Some(at), numbers, tokens, voice)
        });
    }
    units.sort_by_key(|unit| (unit.tokens.first().copied(), unit.statement));
    units
}

impl Unit {
    fn new(statement: Option<usize>, mut numbers: Vec<usize>, tokens: &[Token], voice: Voice) -> Unit {
        numbers.truncate(LONGEST_UNIT);
        let quoted = numbers.iter().filter(|number| tokens[**number].quotation > 0).count();
        Unit {
            statement,
            tokens: numbers,
            quoted,
            voice,
            said: None,
            sourced: false,
            pronoun: false,
            expert: false,
        }
    }
}
