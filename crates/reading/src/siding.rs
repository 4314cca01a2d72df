//! States that take sides by a verb that is not one of saying: "Moscow refuses to meet", "Hungary opposes the package".

use crate::attribute::Draft;
use crate::lexicon::{PlaceSense, lexicon};
use crate::merge::SURE;
use crate::token::{Token, span_of};

/// Words of a state or its seat at most: "the United Kingdom".
const STATE: usize = 4;

/// Makes the rules' drafts of this kind sure, so that they stand where the model found nothing: its training knows
/// little of states that refuse, oppose or back. Of persons the model knows better.
pub(crate) fn raise(drafts: &mut [Draft], text: &str, tokens: &[Token<'_>]) {
    for draft in drafts {
        if takes_side(draft, text, tokens) {
            draft.score = draft.score.max(SURE);
        }
    }
}

fn takes_side(draft: &Draft, text: &str, tokens: &[Token<'_>]) -> bool {
    let lexicon = lexicon();
    let side = |(start, end): (usize, usize)| {
        tokens[start..end].iter().any(|token| lexicon.has("siding", &token.lower))
    };
    let state = |(start, end): (usize, usize)| {
        let start = start + usize::from(tokens[start].is("the"));
        (1..=STATE).contains(&end.saturating_sub(start)) && {
            let written = span_of(tokens, (start, end)).of(text).unwrap_or_default();
            lexicon.place(written).is_some_and(|(_, sense)| sense != PlaceSense::Adjective)
        }
    };
    draft.cue.is_some_and(side) && draft.source.is_some_and(state)
}
