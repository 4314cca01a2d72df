//! A claim that is taken up at once: "Kask claimed the bridge, a claim denied by Velmark".
//!
//! What is denied is the bridge, and Velmark denies it.

use crate::merge::Joined;
use crate::noun_phrase::phrase_end;
use crate::token::{Token, span_of};

/// Gives attributions whose content is only "a claim" the content before the comma or dash, and one without a source the
/// phrase behind "by". The attributions are in the order of their contents.
pub(crate) fn apposed_claims(joined: &mut [Joined], tokens: &[Token<'_>]) {
    for at in 1..joined.len() {
        let (before, rest) = joined.split_at_mut(at);
        let (Some(before), Some(one)) = (before.last(), rest.first_mut()) else { continue };
        let ([claim], Some(last)) = (&one.draft.content[..], before.draft.content.last()) else { continue };
        let mark = |at: &usize| matches!(tokens[*at].lower.as_ref(), "," | "—" | "–" | "-");
        let Some(mark) = claim.0.checked_sub(1).filter(mark) else { continue };
        // The mark may belong to the content before it.
        if !is_claim(&tokens[claim.0..claim.1]) || ![mark, mark + 1].contains(&last.1) {
            continue;
        }
        let Some(cue) = one.draft.cue.filter(|cue| cue.0 >= claim.1) else { continue };
        one.draft.content.clone_from(&before.draft.content);
        let content = match &before.spans {
            Some(spans) => spans.content.clone(),
            None => before.draft.content.iter().map(|range| span_of(tokens, *range)).collect(),
        };
        if let Some(spans) = &mut one.spans {
            spans.content = content;
        }
        let by = tokens.get(cue.1).is_some_and(|token| token.is("by")) && cue.1 + 1 < tokens.len();
        if one.draft.source.is_none() && by {
            let source = (cue.1 + 1, phrase_end(tokens, cue.1 + 1));
            if source.0 < source.1 {
                one.draft.source = Some(source);
                if let Some(spans) = &mut one.spans {
                    spans.source = vec![span_of(tokens, source)];
                }
            }
        }
    }
}

/// Whether the words are no more than a noun for what somebody said.
fn is_claim(words: &[Token<'_>]) -> bool {
    let words = match words {
        [first, rest @ ..] if matches!(first.lower.as_ref(), "a" | "an" | "the") => rest,
        _ => words,
    };
    let nouns =
        ["claim", "claims", "charge", "charges", "allegation", "allegations", "assertion", "accusation"];
    matches!(words, [noun] if nouns.contains(&noun.lower.as_ref()))
}
