//! An entry is refused unless it fits its own text.

use standpoint_terms::{Attribution, CodePoints, DocumentId, Resolution, Span, Statement};

use crate::stored::GAP;
use crate::{Entry, Error, ErrorKind, Fragment, Result};

/// Statements of one document have numbers below this.
const MOST_STATEMENTS: usize = 1 << 24;

/// Refuses an entry whose identity, places or statements do not fit its text and reading.
pub(crate) fn check_entry(entry: &Entry) -> Result<()> {
    let document = &entry.document;
    let refuse = |what: String| Err(refused(&document.name, &what));
    let text = document.text.as_str();
    if DocumentId::of_text(text) != document.id {
        return refuse(format!("its identity {} is not that of its text", document.id));
    }
    let reading = &entry.reading;
    let places = document.passages.iter().map(|p| p.span);
    let places =
        places.chain(reading.sentences.iter().copied()).chain(reading.mentions.iter().map(|m| m.span));
    if let Some(span) = places.into_iter().find(|span| span.of(text).is_none()) {
        return refuse(format!("there are no words at bytes {}..{}", span.start, span.end));
    }
    check_statements(&document.name, text, &reading.attributions, &entry.statements)?;
    let speakers = reading.attributions.iter().filter_map(|a| a.speaker);
    match speakers.chain(reading.mentions.iter().filter_map(|m| m.actor)).find(|i| *i >= reading.actors.len())
    {
        Some(actor) => refuse(format!("its reading has no actor number {actor}")),
        None => Ok(()),
    }
}

/// Refuses statements that are not those of the attributions, or whose quotations are not in the text.
pub(crate) fn check_statements(
    name: &str,
    text: &str,
    attributions: &[Attribution],
    statements: &[Statement],
) -> Result<()> {
    let refuse = |what: String| Err(refused(name, &what));
    if statements.len() != attributions.len() || statements.len() >= MOST_STATEMENTS {
        let (s, a) = (statements.len(), attributions.len());
        return refuse(format!("it has {s} statements for {a} attributions"));
    }
    for (i, (statement, attribution)) in statements.iter().zip(attributions).enumerate() {
        // Scores first: a number that is none equals nothing, and would be told as a mismatch.
        if !attribution.score.is_finite() {
            return refuse(format!("the score of statement {i} is not a number"));
        }
        // A codebook may know the speaker by an office or a text; nothing else of the attribution changes.
        let mut made = attribution.clone();
        if let by @ (Resolution::Office | Resolution::Text) = statement.attribution.resolution {
            made.resolution = by;
        }
        if statement.attribution != made {
            return refuse(format!("statement {i} is not made of attribution {i}"));
        }
        let spans = attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
        if let Some(span) = spans.into_iter().find(|span| span.of(text).is_none()) {
            return refuse(format!(
                "statement {i} quotes bytes {}..{}: no words there",
                span.start, span.end
            ));
        }
        if attribution.content.is_empty() {
            return refuse(format!("statement {i} says nothing"));
        }
        if attribution.parent.is_some_and(|parent| parent >= attributions.len()) {
            return refuse(format!("statement {i} stands inside one that is not there"));
        }
    }
    Ok(())
}

/// The words at those places, fragments joined by `GAP`; `None` where a place is not in the text.
pub(crate) fn words_at(text: &str, spans: &[Span]) -> Option<String> {
    let words: Option<Vec<&str>> = spans.iter().map(|span| span.of(text)).collect();
    words.map(|words| words.join(GAP))
}

/// The places counted both ways; `None` where one is not in the text.
pub(crate) fn fragments(points: &CodePoints<'_>, spans: &[Span]) -> Option<Vec<Fragment>> {
    spans.iter().map(|span| Some(Fragment { span: *span, code_points: points.of(*span)? })).collect()
}

/// An entry cannot be written.
pub(crate) fn refused(name: &str, what: &str) -> Error {
    Error::new(ErrorKind::Refused, format!("refuses {name:?}: {what}; nothing of its batch was written"))
}
