//! What turns a clause into its opposite.

use std::ops::Range;

use crate::token::Token;
use crate::word_list::word_list;

/// Where negations stand among the words: "not", "without", "ruled out", "a ban on". Those of a pair that are one
/// ("neither … nor", "cut or capped", "no longer … any") count once.
pub(crate) fn negations(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let list = word_list("negators");
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = tokens[at].lower.as_ref();
        let length = if word.ends_with("n't") {
            1
        } else if word == "not"
            && tokens.get(at + 1).is_some_and(|next| matches!(next.lower.as_ref(), "only" | "just"))
        {
            0
        } else {
            list.length(&tokens[at..].iter().take(6).map(|token| token.lower.as_ref()))
        };
        let dead_end = word == "end" && at > 0 && tokens[at - 1].is("dead");
        if length > 0 && !dead_end && !ends_the_fighting(tokens, at) && !hands_a_paper(tokens, at) {
            out.push(at..at + length);
        }
        at += length.max(1);
    }
    out
}

/// Whether it is the war that ends: "an end to the war is in sight" denies nothing.
fn ends_the_fighting(tokens: &[Token<'_>], at: usize) -> bool {
    let ends = |word: &str| {
        matches!(
            word,
            "end" | "ends" | "ended" | "ending" | "stop" | "stops" | "stopped" | "stopping" | "halt"
        )
    };
    let fighting = |token: &Token<'_>| {
        matches!(
            token.lower.as_ref(),
            "war" | "conflict" | "fighting" | "bloodshed" | "hostilities" | "killing" | "violence"
        )
    };
    let behind = tokens.iter().skip(at + 1).take_while(|token| token.is_word());
    ends(&tokens[at].lower) && behind.take(FIGHTING).any(fighting)
}

/// Whether it is a paper that is handed over, and nothing given up: "handed over its proposals".
fn hands_a_paper(tokens: &[Token<'_>], at: usize) -> bool {
    let papers = word_list("papers");
    let behind = tokens.iter().skip(at + 1).take_while(|token| token.is_word());
    matches!(tokens[at].lower.as_ref(), "hand" | "hands" | "handed" | "handing")
        && behind.take(FIGHTING).any(|token| papers.has(&token.lower))
}

/// Words between an end and what ends: "an end to the three-year war".
const FIGHTING: usize = 4;

/// Whether the negations make the opposite: an odd number of them, pairs counted once.
pub(crate) fn is_odd(tokens: &[Token<'_>], negations: &[Range<usize>]) -> bool {
    let mut count = 0;
    let mut before: Option<&Range<usize>> = None;
    for negation in negations {
        let word = tokens[negation.start].lower.as_ref();
        let paired = before.is_some_and(|before| {
            let joined = negation.start >= before.end
                && negation.start - before.end <= 2
                && tokens[before.end..negation.start]
                    .iter()
                    .any(|t| matches!(t.lower.as_ref(), "or" | "and" | "nor" | ","));
            joined || word == "nor"
        });
        if !paired {
            count += 1;
        }
        before = Some(negation);
    }
    count % 2 == 1
}

/// Whether a negation reaches the anchor: one before it does; one behind only as a predicate of it ("is not", "is
/// unacceptable", "ended").
pub(crate) fn reaches(tokens: &[Token<'_>], negation: &Range<usize>, before: bool) -> bool {
    let word = tokens[negation.start].lower.as_ref();
    if !before && is_aim(tokens, negation.start) {
        return false;
    }
    if word_list("judgements").has(word) && !is_said_of(tokens, negation, before) {
        return false;
    }
    let words = tokens[negation.clone()].iter().map(|token| token.lower.as_ref());
    // "Renounce membership and give up the islands": what is given up later is not the membership.
    if before
        || word.ends_with("n't")
        || word == "cannot"
        || word_list("predicates").length(&words) == negation.len()
    {
        return true;
    }
    let auxiliary = negation.start.checked_sub(1).map(|at| tokens[at].lower.as_ref());
    auxiliary.is_some_and(|word| {
        let lexicon = crate::lexicon::lexicon();
        lexicon.has("auxiliaries", word) || lexicon.has("be", word)
    })
}

/// Whether a judgement is what is said of a thing ("were illegal", "an unfriendly act", "reckless to leave") and does not only
/// stand beside a name ("the illegal searches").
fn is_said_of(tokens: &[Token<'_>], judgement: &Range<usize>, before: bool) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_ref());
    if before {
        return matches!(word(judgement.end), "to" | "if" | "that");
    }
    // "Called the sanctions “unfriendly”", "called them illegal": it stands last, behind what it is said of.
    let last = tokens.get(judgement.end).is_none_or(|next| !next.is_word());
    let quoted =
        judgement.start.checked_sub(1).is_some_and(|at| !tokens[at].is_word() && !tokens[at].is(","));
    let tells = ["al", "ful", "ly", "ive", "ous", "air", "ust", "ess", "ible", "ile"];
    if last && (quoted || tells.iter().any(|ending| word(judgement.end - 1).ends_with(ending))) {
        return true;
    }
    (judgement.start.saturating_sub(SAID_OF)..judgement.start)
        .any(|at| matches!(word(at), "a" | "an" | "as") || crate::lexicon::lexicon().has("be", word(at)))
}

/// Words between "is" or "a" and a judgement: "a cynical and counterproductive tool".
const SAID_OF: usize = 4;

/// Whether the word is what something is for: "the searches are needed to stop theft"; not "the searches have to stop".
fn is_aim(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |steps: usize| at.checked_sub(steps).map_or("", |at| tokens[at].lower.as_ref());
    let due = [
        "has", "have", "had", "need", "needs", "ought", "is", "are", "was", "were", "going", "want", "wants",
    ];
    word(1) == "to" && !due.contains(&word(2))
}

/// The clauses among words: the number of the clause of each. A mark or a word like "but", "while", "if" begins one.
pub(crate) fn clauses(tokens: &[Token<'_>], indices: &[usize]) -> Vec<usize> {
    let mut clause = 0;
    let mut out = Vec::with_capacity(indices.len());
    let mut last = None;
    for at in indices {
        let word = tokens[*at].lower.as_ref();
        let gap = last.is_some_and(|last| *at > last + 1);
        let next = tokens.get(*at + 1).map(|next| next.lower.as_ref());
        // "Arland and its allies" are one subject.
        let name = last.is_some_and(|last: usize| tokens[last].capital && last + 1 == *at);
        let adds = word == "and"
            && !name
            && matches!(next, Some("a" | "an" | "the" | "any" | "its" | "their" | "his" | "her"));
        let instead = matches!((word, next), ("rather", Some("than")) | ("instead", Some("of")));
        // "Islands that would …": what is told of the islands is not told of what stands before.
        let relative = word == "that"
            && last.is_some()
            && next.is_some_and(|next| {
                let lexicon = crate::lexicon::lexicon();
                lexicon.has("auxiliaries", next) || lexicon.has("be", next) || lexicon.is_verb(next)
            });
        if gap || adds || instead || relative || begins_clause(word) {
            clause += 1;
        }
        out.push(clause);
        last = Some(*at);
    }
    out
}

fn begins_clause(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "."
            | "?"
            | "!"
            | "—"
            | "–"
            | "("
            | ")"
            | "but"
            | "while"
            | "although"
            | "though"
            | "because"
            | "whereas"
            | "if"
            | "unless"
            | "provided"
            | "who"
            | "which"
            | "when"
            | "until"
            | "since"
            | "therefore"
            | "…"
            | "once"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens_in;
    use standpoint_terms::Span;

    fn check(text: &str, odd: bool) {
        let tokens = tokens_in(text, Span::new(0, text.len()));
        assert_eq!(is_odd(&tokens, &negations(&tokens)), odd, "{text}");
    }

    #[test]
    fn negations_turn() {
        check("we will not leave", true);
        check("we will never refuse talks", false);
        check("the fleet is cut or capped", true);
        check("neither further nor closer", true);
        check("talks were ruled out", true);
        check("not only Arland", false);
        check("nobody would join", true);
        check("we don't want it", true);
    }
}
