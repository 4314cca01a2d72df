//! Conditions that go on behind what is said: "agreed to that line, provided the searches ceased".

use standpoint_terms::Span;

use crate::attribute::Draft;
use crate::lexicon::lexicon;
use crate::merge::Joined;
use crate::token::{Token, TokenKind, TokenPassage, span_of};

/// The words that begin a condition behind what hangs on it.
const OPENERS: [&[&str]; 10] = [
    &["if"],
    &["unless"],
    &["provided"],
    &["providing", "that"],
    &["only", "if"],
    &["but", "only", "if"],
    &["as", "long", "as"],
    &["so", "long", "as"],
    &["on", "condition", "that"],
    &["on", "the", "condition", "that"],
];

/// When something was said is told by at most so many words.
const WHEN: usize = 4;

/// A condition goes on for at most so many tokens.
const LONGEST: usize = 40;

/// Lets each content that ends right before a condition go on to the condition's end. Where the condition was taken for
/// something said by itself, by the same source, the two are one. The drafts are in the order of their contents.
pub(crate) fn with_conditions(joined: &mut Vec<Joined>, tokens: &[Token<'_>], passages: &[TokenPassage]) {
    let mut gone = Vec::new();
    for at in 0..joined.len() {
        let draft = &joined[at].draft;
        let Some(&(start, end)) = draft.content.last().filter(|_| !draft.listed && !draft.turn) else {
            continue;
        };
        let double = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Double);
        if double(start) && double(end - 1) {
            continue;
        }
        let passage = passages.get(passages.partition_point(|passage| passage.end < end));
        let Some(until) = passage.map(|passage| passage.end) else { continue };
        let behind = behind(draft, end, tokens);
        let Some((from, to)) = condition(tokens, behind, until)
            .or_else(|| past_phrase(tokens, behind, until).find_map(|at| condition(tokens, at, until)))
        else {
            continue;
        };
        let covers = |other: &(usize, usize)| other.0 < to && from < other.1;
        // Of those that begin at or behind this one, only the next few can reach so far.
        let next =
            (at + 1..joined.len().min(at + 4)).find(|next| joined[*next].draft.content.iter().any(covers));
        match next.map(|next| (next, &joined[next].draft)) {
            Some((next, other)) => {
                let first = other.content[0].0;
                let alone = other.content.len() == 1 && (from..from + 2).contains(&first);
                let same = other.source == joined[at].draft.source || other.source.is_none();
                if !alone || !same {
                    continue;
                }
                gone.push(next);
            }
            None if joined.iter().take(at).rev().take(4).any(|one| one.draft.content.iter().any(covers)) => {
                continue;
            }
            None => {}
        }
        let one = &mut joined[at];
        let span = span_of(tokens, (from, to));
        if behind > end {
            one.draft.content.push((from, to));
            if let Some(spans) = &mut one.spans {
                spans.content.push(span);
            }
            continue;
        }
        if let Some(last) = one.draft.content.last_mut() {
            last.1 = to;
        }
        if let Some(last) = one.spans.as_mut().and_then(|spans| spans.content.last_mut()) {
            *last = Span::new(last.start, span.end);
        }
    }
    let mut at = 0;
    joined.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// The token behind a content, or behind the source and the cue that follow it: ", Kask said, but only if …".
fn behind(draft: &Draft, end: usize, tokens: &[Token<'_>]) -> usize {
    let comma = |at: usize| if tokens.get(at).is_some_and(|token| token.is(",")) { at + 1 } else { at };
    let mut at = comma(end);
    let mut passed = false;
    for _ in 0..2 {
        let own = [draft.source, draft.cue].into_iter().flatten().find(|range| range.0 == at);
        if let Some(range) = own {
            at = range.1;
            passed = true;
        }
    }
    if !passed {
        return end;
    }
    // "Kask said last week — but only if …".
    let when = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            let word = token.lower.as_ref();
            lexicon().has("days", word)
                || lexicon().has("months", word)
                || matches!(
                    word,
                    "on" | "last" | "this" | "week" | "month" | "year" | "yesterday" | "earlier" | "later"
                )
        })
    };
    let mut until = at;
    while until < at + WHEN && when(until) {
        until += 1;
    }
    until
}

/// A phrase by a preposition, between what is said and its condition, has at most so many words.
const PHRASE: usize = 4;

/// Where a short phrase by a preposition can end that begins at a token: "the plan to her council if …".
fn past_phrase<'a>(tokens: &'a [Token<'_>], at: usize, until: usize) -> impl Iterator<Item = usize> + 'a {
    let begins =
        tokens.get(at).is_some_and(|token| token.is("to") || lexicon().has("prepositions", &token.lower));
    let last = if begins { until.min(at + PHRASE) } else { at };
    (at + 1..last).take_while(|at| tokens[*at].is_word()).map(|at| at + 1)
}

/// The condition that begins at a token, behind at most a comma: first token and one past the last.
fn condition(tokens: &[Token<'_>], at: usize, until: usize) -> Option<(usize, usize)> {
    let mark = tokens.get(at)?;
    let from = if mark.is(",") || mark.is("—") || mark.is("–") { at + 1 } else { at };
    let opens = |opener: &&&[&str]| {
        opener
            .iter()
            .enumerate()
            .all(|(step, word)| tokens.get(from + step).is_some_and(|token| token.is(word)))
    };
    let opener = OPENERS.iter().find(opens)?;
    let mut open = false;
    let mut to = from + opener.len();
    while to < until.min(from + LONGEST) {
        let token = &tokens[to];
        if token.kind == TokenKind::Double {
            if !open && !token.spaced {
                break;
            }
            open = !open;
        } else if !open && matches!(token.lower.as_ref(), "," | ";" | "." | "?" | "!" | ":" | "—" | "–") {
            break;
        }
        to += 1;
    }
    (to > from + opener.len() + 1 && to <= until).then_some((from, to))
}
