//! Turns of an interview or transcript: paragraphs that a label in capitals opens ("TARN:", "Q:").

use standpoint_terms::CueKind;

use crate::attribute::Draft;
use crate::lexicon::lexicon;
use crate::token::{Token, TokenKind, TokenPassage};

/// A paragraph in which one person speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// The label as tokens, without its colon.
    pub(crate) label: (usize, usize),
    /// What is said, as tokens.
    pub(crate) content: (usize, usize),
    /// The one who asks: the press. What it asks is nobody's position.
    pub(crate) asks: bool,
}

/// The longest label in words ("PRIME MINISTER TARN").
const LABEL: usize = 5;

/// For each passage its turn. Empty unless at least two passages are turns: one label may be anything.
///
/// `outlet` is the paper's name where it is known: its label asks, as "INTERVIEWER" does.
pub(crate) fn turns(
    text: &str,
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    outlet: Option<&str>,
) -> Vec<Option<Turn>> {
    let outlet = outlet.map(str::to_lowercase).unwrap_or_default();
    let turns: Vec<Option<Turn>> =
        passages.iter().map(|passage| turn(text, tokens, passage, &outlet)).collect();
    if turns.iter().flatten().count() < 2 { Vec::new() } else { turns }
}

fn turn(text: &str, tokens: &[Token<'_>], passage: &TokenPassage, outlet: &str) -> Option<Turn> {
    let limit = passage.end.min(passage.start + LABEL + 2);
    let colon = (passage.start + 1..limit).find(|at| tokens[*at].is(":"))?;
    let label = &tokens[passage.start..colon];
    let capitals = |token: &Token<'_>| {
        let written = token.span.of(text).unwrap_or_default();
        !written.chars().any(char::is_lowercase) && token.kind != TokenKind::Number
    };
    let words: Vec<&str> =
        label.iter().filter(|t| t.is_word() && !t.is("the")).map(|t| t.lower.as_ref()).collect();
    if words.is_empty() || colon + 1 >= passage.end || !label.iter().all(capitals) {
        return None;
    }
    let joined = words.join(" ");
    let papers: Vec<&str> = outlet.split(|c: char| !c.is_alphanumeric()).collect();
    let asks = words.iter().any(|word| lexicon().has("interviewers", word.trim_end_matches('.')))
        || (!outlet.is_empty() && joined.split(' ').all(|word| papers.contains(&word)));
    Some(Turn { label: (passage.start, colon), content: (colon + 1, passage.end), asks })
}

/// The turns of those who answer, as drafts.
pub(crate) fn drafts(turns: &[Option<Turn>]) -> impl Iterator<Item = Draft> + '_ {
    turns.iter().enumerate().filter_map(|(passage, turn)| {
        let turn = turn.filter(|turn| !turn.asks)?;
        Some(Draft {
            source: Some(turn.label),
            cue: Some((turn.label.1, turn.label.1 + 1)),
            content: vec![turn.content],
            kind: CueKind::Reporting,
            turn: true,
            score: 0.95,
            passage,
            ..Draft::default()
        })
    })
}
