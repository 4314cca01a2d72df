//! Who takes, drops or makes a demand or proposal by a verb that is not one of saying: "Kask tore up the plan", "Tarn
//! dropped her demand for a vote"; and who gives something odds.

use standpoint_terms::CueKind;

use crate::attribute::{Draft, range};
use crate::content::content_end;
use crate::cue::cues;
use crate::lexicon::lexicon;
use crate::noun_phrase::subject_before;
use crate::token::{Token, TokenKind, TokenPassage};
use crate::unit::{Stretch, View};

/// The thing stands at most so many words behind the verb.
const REACH: usize = 6;

/// A chance, and the number behind it, stand at most so many words on.
const ODDS: usize = 12;

/// Such drafts are as sure as what the model is joined with where it found nothing.
const SCORE: f32 = 0.9;

/// Drafts for reactions to demands and proposals.
pub(crate) fn reactions(
    view: View<'_, '_>,
    stretch: &Stretch,
    passages: &[TokenPassage],
    out: &mut Vec<Draft>,
) {
    if !passages.get(stretch.passage).is_some_and(|passage| passage.passage.kind.is_read()) {
        return;
    }
    let mut floor = 0;
    for at in 1..view.len() {
        let odds = view.has("raters", at);
        let excludes = matches!(view.word(at), "rule" | "rules" | "ruled") && view.is(at + 1, "out");
        let yields = view.has("yielding", at) && view.has("possessive-pronouns", at + 1);
        if at < floor || !view.is_word(at) || !(odds || excludes || yields || view.has("reactions", at)) {
            continue;
        }
        let particle = excludes || view.is(at + 1, "up") || view.is(at + 1, "down");
        let object = at + 1 + usize::from(particle);
        let mut verb = at;
        while verb > floor
            && (view.has("auxiliaries", verb - 1)
                || excludes && matches!(view.word(verb - 1), "not" | "never" | "also" | "again"))
        {
            verb -= 1;
        }
        let Some(source) = subject_before(view, verb, floor) else { continue };
        // Only who is named, or was: "it", "she".
        let somebody = (source.0..source.1).any(|unit| view.capital(unit) && unit > 0)
            || view.capital(source.0) && !view.has("determiners", source.0)
            || view.has("subject-pronouns", source.0);
        let thing = match () {
            // Whatever is ruled out, or not, is a thing that was asked for or feared.
            () if excludes => object < view.len() && view.is_word(object),
            // So is what somebody has and gives up.
            () if yields => object + 1 < view.len() && view.is_word(object + 1),
            () if odds => names_odds(view, object),
            () => names_a_thing(view, object),
        };
        if !somebody || !thing {
            continue;
        }
        let end = thing_end(view, object, content_end(view, object, true, &cues(view)));
        if end <= object {
            continue;
        }
        out.push(Draft {
            source: Some(range(view, source.0, source.1)),
            cue: Some(range(view, verb, object)),
            content: vec![range(view, object, end)],
            kind: CueKind::Attitude,
            score: SCORE,
            passage: stretch.passage,
            ..Draft::default()
        });
        floor = end;
    }
}

/// Whether the unit is a word for a demand or proposal, or a quoted name that ends in one.
fn thing(view: View<'_, '_>, at: usize) -> bool {
    let unit = &view.units[at];
    let is =
        |token: &Token<'_>| lexicon().has("texts", &token.lower) || lexicon().has("demands", &token.lower);
    match unit.quoted {
        Some(quoted) => quoted.words <= 4 && view.tokens[unit.start..unit.end].iter().any(is),
        None => view.token(at).is_some_and(is),
    }
}

/// Whether a probability in numbers is named here: "a truce a probability of forty percent".
fn names_odds(view: View<'_, '_>, at: usize) -> bool {
    let end = (at + ODDS).min(view.len());
    let chance = (at..end).find(|unit| {
        matches!(view.word(*unit), "probability" | "chance" | "chances" | "likelihood" | "odds")
    });
    let number = |unit: usize| view.token(unit).is_some_and(|token| token.kind == TokenKind::Number);
    chance.is_some_and(|chance| (chance..(chance + ODDS).min(view.len())).any(number))
}

/// Where a thing ends at last: before when or where it was done, and before a clause of its own.
fn thing_end(view: View<'_, '_>, start: usize, end: usize) -> usize {
    let stops = |at: &usize| {
        let next = at + 1;
        let time = view.has("days", next)
            || view.has("months", next)
            || matches!(view.word(next), "last" | "the" | "a" | "this") && view.is(*at, "from");
        matches!(view.word(*at), "on" | "in" | "last" | "from") && time
            || matches!(view.word(*at), "which" | "who" | "whose" | "where" | "when" | "while" | "after")
    };
    let found = (start + 1..end).find(stops).unwrap_or(end);
    if view.is(found - 1, ",") || view.is(found - 1, "on") { found - 1 } else { found }
}

/// Whether a determiner or name begins a phrase here that ends in a word for a demand or a proposal.
fn names_a_thing(view: View<'_, '_>, at: usize) -> bool {
    let begins = view.has("determiners", at) || view.capital(at);
    begins
        && (at + 1..(at + REACH).min(view.len()))
            .take_while(|unit| {
                view.quoted(*unit).is_some()
                    || view.is(*unit, "'s")
                    || view.is_word(*unit)
                        && (view.capital(*unit)
                            || !view.has("prepositions", *unit) && !lexicon().has("be", view.word(*unit)))
            })
            .any(|unit| thing(view, unit))
}
