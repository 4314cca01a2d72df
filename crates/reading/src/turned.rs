//! What turns what is said of a topic into its opposite, beside a plain negation in its clause.

use std::ops::Range;

use crate::hit::Hit;
use crate::lexicon::lexicon;
use crate::polarity::{is_odd, negations};
use crate::position::Told;
use crate::token::Token;
use crate::utterance::{Part, Utterance};
use crate::word_list::{is_not, word_list};

/// Whether the clause only lists what a clause before a colon says no to: "two could not stand: the ceiling, the
/// observers".
pub(crate) fn listed_under_no(utterance: &Utterance<'_>, clause: &[usize]) -> bool {
    let Some(first) = clause.first() else { return false };
    let before: Vec<usize> = utterance.content.iter().copied().filter(|at| at <= first).collect();
    let Some(colon) = before.iter().rposition(|at| utterance.tokens[*at].is(":")) else { return false };
    let verbal = |at: &usize| {
        let lexicon = lexicon();
        let word = utterance.tokens[*at].lower.as_ref();
        lexicon.has("auxiliaries", word) || lexicon.has("be", word) || lexicon.has("subject-pronouns", word)
    };
    if before[colon + 1..].iter().chain(clause).any(verbal) {
        return false;
    }
    let lead: Vec<Token<'_>> = before[..colon].iter().map(|at| utterance.tokens[*at].clone()).collect();
    is_odd(&lead, &negations(&lead))
}

/// Words from a verb to what it undermines at most.
const UNDERMINED: usize = 4;

/// Whether what the proposition is about is undermined: "terms that deeply undermine the valley's self-rule". A
/// proposition that is about undermining has the word itself.
pub(crate) fn is_undermined(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first().copied() else { return false };
    let undermines = |at: usize| utterance.tokens[at].lower.starts_with("undermin");
    !hit.tokens.iter().any(|at| undermines(*at)) && (first.saturating_sub(UNDERMINED)..first).any(undermines)
}

/// Whether a negation does not reach what is told. A "not" stays with the verb before "that": who has not changed the
/// view that it is so says that it is so. A verb like "forgo" stays before "and accept".
pub(crate) fn stays_outside(tokens: &[Token<'_>], range: &Range<usize>, first: usize) -> bool {
    let between = range.end..first.max(range.end);
    let lexicon = lexicon();
    if is_plain(&tokens[range.start]) {
        // "A paper that would …" only tells which paper is not accepted.
        let clause = |at: &usize| {
            let next = tokens.get(*at + 1).map_or("", |next| next.lower.as_ref());
            tokens[*at].is("that") && !lexicon.has("auxiliaries", next) && !lexicon.has("be", next)
        };
        let that = between.clone().find(clause);
        return range.len() == 1
            && that
                .is_some_and(|that| that > range.end && !word_list("passing").has(&tokens[that - 1].lower));
    }
    let joined = |at: usize| {
        tokens[at].is("and")
            && tokens.get(at + 1).is_some_and(|next| {
                // Of a topic itself only what is no plural: "the embargo and sanctions".
                // "Accept limits and ban soldiers".
                next.is("to")
                    || word_list("negators").has(&next.lower)
                    || lexicon.is_verb(&next.lower) && (at + 1 < first || !next.lower.ends_with('s'))
            })
    };
    between.clone().any(joined)
}

/// Whether the word is no more than a negation: "not", "never", "no", "without".
pub(crate) fn is_plain(token: &Token<'_>) -> bool {
    is_not(&token.lower) || matches!(token.lower.as_ref(), "no" | "nor" | "without" | "neither")
}

/// Whether the cue turns what it takes: by its last verb ("demanded a pledge to forgo", "agreed to drop"), or as "shows
/// no sign of". A verb that tells the act itself ("refused", "rejects") has turned it already.
pub(crate) fn is_turned_by_cue(told: &Told<'_, '_>) -> bool {
    let utterance = told.utterance;
    let cue: Vec<usize> =
        (0..utterance.tokens.len()).filter(|at| utterance.parts[*at] == Part::Cue).collect();
    let tokens: Vec<Token<'_>> = cue.iter().map(|at| utterance.tokens[*at].clone()).collect();
    let (Some(last), true) = (tokens.last(), tokens.len() > 2) else { return false };
    let verb = tokens[tokens.len() - 2].is("to")
        && lexicon().is_verb(&last.lower)
        && !told.act.acted.by.contains(last.lower.as_ref())
        && negations(&tokens).last().is_some_and(|range| range.end == tokens.len());
    let none = tokens.windows(2).any(|pair| {
        pair[0].is("no")
            && matches!(
                pair[1].lower.as_ref(),
                "sign" | "signs" | "intention" | "plans" | "interest" | "hurry"
            )
    });
    verb || none && !told.act.acted.by.contains("no ")
}

/// Whether "and to" with another verb stands before a topic.
pub(crate) fn goes_on_otherwise(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let before = utterance.content.iter().take_while(|at| **at < hit.tokens[0]);
    let word = |at: usize| utterance.tokens.get(at).map(|token| token.lower.as_ref());
    before.copied().any(|at| word(at) == Some("and") && word(at + 1) == Some("to"))
}

/// Whether what the clause says is what somebody does not believe or want: "I do not think that …".
pub(crate) fn is_disbelieved(utterance: &Utterance<'_>, clause: &[usize]) -> bool {
    let Some(first) = clause.first() else { return false };
    let that = usize::from(utterance.tokens[*first].is("that"));
    let word = |steps: usize| first.checked_sub(steps).map_or("", |at| utterance.tokens[at].lower.as_ref());
    let verb = matches!(
        word(1),
        "believe"
            | "believed"
            | "think"
            | "thought"
            | "expect"
            | "expected"
            | "see"
            | "imagine"
            | "accept"
            | "agree"
    );
    that == 1 && verb && is_not(word(2))
}
