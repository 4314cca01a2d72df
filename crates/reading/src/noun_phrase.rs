//! Who: the noun phrase before or behind a cue, with its title and description.

use crate::lexicon::lexicon;
use crate::token::Token;
use crate::unit::View;

/// How far a noun phrase may reach, in units.
const REACH: usize = 40;

/// The noun phrase that ends right before unit `at`, as units; `None` where there is none.
///
/// It goes left to the nearest word that no noun phrase has (a verb, a conjunction, a comma that closes no
/// description), then drops what only opens the sentence ("But on Monday"). A pronoun stands alone.
pub(crate) fn subject_before(view: View<'_, '_>, at: usize, floor: usize) -> Option<(usize, usize)> {
    let mut end = at;
    while end > floor && view.has("adverbs", end - 1) {
        end -= 1;
    }
    if end <= floor {
        return None;
    }
    if view.has("subject-pronouns", end - 1) || matches!(view.word(end - 1), "which" | "that") {
        // "which said"; a pronoun with a tail ("those who") is more than itself.
        let start = end - 1;
        if view.is(start, "who")
            && start > floor
            && matches!(view.word(start - 1), "those" | "people" | "some")
        {
            return Some((start - 1, end));
        }
        return Some((start, end));
    }
    let described = view.is(end - 1, ",");
    let head_end = if described { description_start(view, end - 1, floor)? } else { end };
    let start = phrase_start(view, head_end, floor)?;
    let start = drop_opening(view, start, head_end);
    (start < head_end && names_somebody(view, start, head_end)).then_some((start, end))
}

/// Where the description that ends with the comma at `comma` begins, as the unit of its opening comma.
fn description_start(view: View<'_, '_>, comma: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(comma.saturating_sub(REACH));
    let mut at = comma;
    while at > lowest {
        at -= 1;
        if view.is(at, ",") {
            let begins = at + 1;
            let describes = view.has("determiners", begins)
                || view.has("titles", begins)
                || view.has("title-modifiers", begins)
                || matches!(view.word(begins), "who" | "which")
                || view.capital(begins)
                || view.token(begins).is_some_and(|t| t.kind == crate::token::TokenKind::Number);
            if describes && at > floor && view.is_word(at - 1) {
                // "Marc Orr, head of the union, who …," has two: take the longer while it is one.
                return Some(at);
            }
        } else if view.token(at).is_none() || matches!(view.word(at), ";" | ":") {
            return None;
        }
    }
    None
}

fn phrase_start(view: View<'_, '_>, end: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(end.saturating_sub(REACH));
    let mut start = end;
    while start > lowest {
        let at = start - 1;
        let Some(token) = view.token(at) else {
            // A quoted term inside a name goes on; a whole quotation ends the phrase.
            match view.quoted(at) {
                Some(quoted) if quoted.words <= 4 && !quoted.stopped && start < end => {
                    start = at;
                    continue;
                }
                _ => break,
            }
        };
        let word = token.lower.as_ref();
        if !token.is_word() {
            let inside = matches!(word, "'" | "’" | "%" | "$" | "/" | "&" | ".");
            // "Marc Orr (Selm)", "Marc Orr, Jr."
            if inside && start < end {
                start = at;
                continue;
            }
            break;
        }
        if matches!(word, "and" | "&") {
            let joined = view.capital(at + 1) && at > lowest && view.capital(at - 1)
                || (view.is_word(at + 1) && at > lowest && at - floor <= 3 && view.is_word(at - 1));
            if joined && !lexicon().is_verb(view.word(at - 1)) {
                start = at;
                continue;
            }
            break;
        }
        if lexicon().has("subordinators", word) && !(token.capital && at > floor) {
            break;
        }
        if is_finite(view, at) && !(token.capital && at > floor && !token.is("is")) {
            break;
        }
        if lexicon().has("prepositions", word) && !lexicon().has("inner-prepositions", word) {
            break;
        }
        start = at;
    }
    (start < end).then_some(start)
}

/// Whether the word ends a noun phrase to its right: a verb that is no modifier here.
fn is_finite(view: View<'_, '_>, at: usize) -> bool {
    let word = view.word(at);
    if view.token(at).is_some_and(crate::token::Token::is_possessive) || !lexicon().is_verb(word) {
        return false;
    }
    let modifier = word.ends_with("ing") || word.ends_with("ed");
    let after_determiner = at > 0
        && (view.has("determiners", at - 1)
            || view.is(at - 1, "'s")
            || matches!(view.word(at - 1), "of" | "for" | "a" | "the"));
    !(after_determiner || (modifier && word.ends_with("ing") && view.is_word(at + 1)))
}

/// Drops words that stand before a subject and are no part of it.
fn drop_opening(view: View<'_, '_>, start: usize, end: usize) -> usize {
    let mut start = start;
    loop {
        if start + 1 < end
            && (view.has("sentence-openers", start) || view.has("subordinators", start))
            && !view.is(start + 1, "'s")
            && !(view.capital(start) && view.capital(start + 1) && start > 0)
        {
            start += 1;
        } else if start + 1 < end && view.has("prepositions", start) {
            // "In Oslo the minister", "On Monday Kask": the last determiner or name begins the subject.
            let mut last = None;
            for at in start + 2..end {
                let fresh = view.has("determiners", at) && !view.has("prepositions", at - 1)
                    || (view.capital(at)
                        && (!view.capital(at - 1) || view.has("days", at - 1))
                        && !view.has("inner-prepositions", at - 1)
                        && !view.has("determiners", at - 1)
                        && at > start + 2);
                if fresh {
                    last = Some(at);
                    break;
                }
            }
            return last.unwrap_or(end);
        } else {
            return start;
        }
    }
}

fn names_somebody(view: View<'_, '_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        view.token(at).is_some_and(|t| t.kind == crate::token::TokenKind::Word)
            && !view.has("determiners", at)
            && !view.has("prepositions", at)
            && !view.has("adverbs", at)
    }) || view.has("determiners", start)
        && end == start + 1
        && matches!(
            view.word(start),
            "some" | "many" | "others" | "both" | "most" | "all" | "several" | "few"
        )
        || view.is(start, "the")
            && end == start + 2
            && matches!(view.word(start + 1), "two" | "three" | "four")
}

/// The noun phrase that begins at unit `at`, as the unit behind its end; `at` itself where there is none.
///
/// "the foreign minister, Lena Kask, who …" ends before ", who"; a description after a comma belongs to it
/// ("Lena Kask, the foreign minister"); times and places of speaking do not ("Kask in an interview").
pub(crate) fn phrase_behind(view: View<'_, '_>, at: usize, ceiling: usize) -> usize {
    let ceiling = ceiling.min(at + REACH);
    if view.has("subject-pronouns", at) || matches!(view.word(at), "him" | "her" | "them") {
        return at + 1;
    }
    let mut described = false;
    let mut named = false;
    let mut end = at;
    while end < ceiling {
        let Some(token) = view.token(end) else { break };
        let word = token.lower.as_ref();
        if !token.is_word() {
            let comma_goes_on = word == "," && end > at && end + 1 < ceiling && {
                let next = end + 1;
                let description = view.has("determiners", next) && !view.is(next, "that")
                    || view.has("titles", next)
                    || view.has("title-modifiers", next)
                    || view.token(next).is_some_and(|t| t.capital || t.lower.starts_with("ex-"))
                    || view.token(next).is_some_and(|t| t.kind == crate::token::TokenKind::Word)
                        && !described
                        && named
                        && !view.has("prepositions", next)
                        && !view.has("subordinators", next)
                        && !view.has("adverbs", next)
                        && !view.has("subject-pronouns", next)
                        && !lexicon().is_verb(view.word(next));
                description && !view.has("days", next) && !view.has("subject-pronouns", next)
            };
            if comma_goes_on {
                described = true;
                end += 1;
                continue;
            }
            if matches!(word, "'" | "’" | "$" | "%" | "/" | "(" | ")") && end > at {
                end += 1;
                continue;
            }
            break;
        }
        if lexicon().has("days", word)
            || matches!(word, "yesterday" | "today")
            || (word == "last" && end > at)
        {
            break;
        }
        if matches!(word, "and") {
            if view.capital(end + 1) || described {
                end += 1;
                continue;
            }
            break;
        }
        if end > at && lexicon().has("subordinators", word) && !token.capital {
            break;
        }
        if end > at && lexicon().has("prepositions", word) {
            let setting =
                matches!(word, "in" | "on" | "during" | "at" | "after" | "by" | "to" | "with" | "before")
                    && !described
                    && (named || !matches!(word, "to" | "with" | "at" | "in"));
            if setting || !lexicon().has("inner-prepositions", word) && !described {
                break;
            }
        }
        if end > at && !token.capital && is_finite(view, end) && !described {
            break;
        }
        named |= token.capital && !lexicon().has("titles", word);
        end += 1;
    }
    while end > at && (view.is(end - 1, ",") || view.has("prepositions", end - 1) || view.is(end - 1, "(")) {
        end -= 1;
    }
    end
}

/// One past the last token of the phrase that an article at `at` opens, by its words alone: it ends before a mark, a
/// verb or a clause, and goes on over prepositions ("a letter to the board by Pia Holt").
pub(crate) fn phrase_end(tokens: &[Token<'_>], at: usize) -> usize {
    let ceiling = tokens.len().min(at + REACH);
    let ends = |at: &usize| {
        let token = &tokens[*at];
        !token.is_word()
            || lexicon().has("subordinators", &token.lower) && !token.capital && !token.is("to")
            || lexicon().has("auxiliaries", &token.lower)
            || (lexicon().cue(&token.lower).is_some() && !token.capital && token.lower.ends_with("ed"))
            || token.is("said")
            || token.is("says")
    };
    let mut end = (at + 1..ceiling).find(ends).unwrap_or(ceiling);
    while end > at + 1 && lexicon().has("prepositions", &tokens[end - 1].lower) {
        end -= 1;
    }
    end
}
