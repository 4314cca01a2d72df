//! Whether a topic that is merely named is also a stand on it.

use standpoint_terms::Act;

use crate::act::{ActFound, Sign};
use crate::hit::Hit;
use crate::holder::wanting;
use crate::position::Told;
use crate::utterance::Utterance;
use crate::word_list::word_list;

/// Whether somebody takes a stand on a topic of which no more than a hint stands there; `bound` where it stands inside a
/// condition.
pub(crate) fn takes_a_stand(told: &Told<'_, '_>, hit: &Hit<'_>, clause: &[usize], bound: bool) -> bool {
    let utterance = told.utterance;
    is_told(told, hit, clause)
        && !is_aside(utterance, clause)
        && (bound || !is_when(utterance, hit))
        && !is_vague(utterance, hit)
        && !is_seen(utterance, hit)
        && !is_subject(utterance, hit)
        && !is_of_another(told, hit, clause, wanting(utterance, hit, clause))
}

/// The score that rules for the words around the cue have.
const BY_CUE: f32 = 0.9;

/// Words between those that tell the act and the topic at most: "does not exclude” a vote".
const GOVERNED: usize = 3;

/// Whether the words in what is said that tell the act stand right before the topic, or begin with it.
pub(crate) fn governs(told: &Told<'_, '_>, hit: &Hit<'_>) -> bool {
    let by: Vec<&str> = told.act.acted.by.trim_matches(['“', '”']).split(' ').collect();
    let tokens = &told.utterance.tokens;
    let first = hit.tokens.first().copied().unwrap_or_default();
    let before = (0..=GOVERNED).filter_map(|gap| first.checked_sub(gap + by.len()));
    before.chain([first]).any(|from| {
        let there = tokens.get(from..from + by.len());
        there.is_some_and(|there| there.iter().zip(&by).all(|(token, word)| token.lower == *word))
    })
}

/// Whether a topic that is merely named is also judged: by the act, by a verb of wanting before it, or by words of
/// value or duty in its clause.
fn is_told(told: &Told<'_, '_>, hit: &Hit<'_>, clause: &[usize]) -> bool {
    let act = told.act.acted.act;
    let by_act = matches!(
        act,
        Act::Demand
            | Act::Reject
            | Act::Accept
            | Act::Offer
            | Act::Concede
            | Act::Condition
            | Act::Deny
            | Act::Threaten
    );
    // To doubt it, or not to rule it out, tells how one stands to it.
    let doubted = act == Act::Question && matches!(told.act.sign, Sign::Against | Sign::Perhaps);
    let hoped = act == Act::Predict && told.act.sign == Sign::For;
    let (values, modals, wants) = (word_list("values"), word_list("modals"), word_list("wants"));
    by_act
        || doubted
        || hoped
        || clause.iter().any(|at| {
            let word = told.utterance.tokens[*at].lower.as_ref();
            values.has(word) || modals.has(word) || (Some(at) < hit.tokens.first() && wants.has(word))
        })
}

/// Whether the clause only says when or against what: "before a summit is held".
fn is_aside(utterance: &Utterance<'_>, clause: &[usize]) -> bool {
    let first = clause.first().map(|at| utterance.tokens[*at].lower.as_ref());
    matches!(first, Some("before" | "after" | "when" | "while" | "although" | "though" | "despite" | "since"))
}

/// Whether a topic only says when: "elections within ninety days of a ceasefire", "the force goes in after a truce".
fn is_when(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first() else { return false };
    let lexicon = crate::lexicon::lexicon();
    let words = (0..*first).rev().map(|at| utterance.tokens[at].lower.as_ref());
    // Over articles and one adjective, to the preposition.
    let mut words = words.take(TO_PREPOSITION).skip_while(|word| {
        lexicon.has("determiners", word)
            || !lexicon.has("prepositions", word)
                && !matches!(*word, "after" | "before" | "following" | "pending")
    });
    match words.next() {
        Some("after" | "before" | "during" | "following" | "pending") => true,
        // "Not to wait for a truce", "without waiting for one".
        Some("for") => {
            words.next().is_some_and(|word| matches!(word, "wait" | "waits" | "waited" | "waiting"))
        }
        Some("of") => words.next().is_some_and(|word| {
            matches!(word, "days" | "weeks" | "months" | "hours" | "day" | "week" | "month" | "start" | "eve")
        }),
        _ => false,
    }
}

/// Whether a topic is only seen or read, or is not: "Arland has not seen the draft".
fn is_seen(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first() else { return false };
    let verb = |at: usize| {
        matches!(
            utterance.tokens[at].lower.as_ref(),
            "seen" | "saw" | "read" | "received" | "studied" | "studying" | "shown" | "heard"
        )
    };
    (first.saturating_sub(TO_PREPOSITION)..*first).any(verb)
}

/// Words from a topic back to its preposition at most: "after a full ceasefire".
const TO_PREPOSITION: usize = 3;

/// Whether a topic is only what a dispute or talk is about: who wants "a pause in the dispute over title" wants no title.
fn is_subject(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first() else { return false };
    let word = |at: usize| utterance.tokens[at].lower.as_ref();
    let about = |at: &usize| matches!(word(*at), "over" | "about" | "on" | "of" | "regarding" | "concerning");
    let near = first.saturating_sub(3)..*first;
    let Some(about) = near.rev().find(about).filter(|at| *at > 0) else { return false };
    word_list("disputes").has(word(about - 1))
}

/// Whether a proposal is merely meant by one word that means no certain one: "the only paper that …", "a draft"; or by
/// the plural of the word.
fn is_vague(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    // A name of a party and one word ("the Arlandic plan") is one word too, where they do not stand together.
    let stems = hit.anchor.words.iter().filter(|(word, _)| word.stem().is_some()).count();
    let mut of_plan = hit.tokens.iter().copied().filter(|at| utterance.parties[*at].is_none());
    let (Some(at), None) = (of_plan.next(), of_plan.next()) else { return false };
    let beside = (at.saturating_sub(3)..at).any(|before| hit.tokens.contains(&before));
    if beside {
        return false;
    }
    let word = |steps: usize| at.checked_sub(steps).map_or("", |at| utterance.tokens[at].lower.as_ref());
    let certain = |word: &str| {
        matches!(word, "the" | "this" | "that" | "his" | "her" | "its" | "their" | "our" | "your" | "'s")
    };
    let other =
        |word: &str| matches!(word, "only" | "first" | "last" | "other" | "best" | "a" | "an" | "no" | "any");
    let alone = stems == 1 && hit.anchor.numbers.is_empty();
    let meant = || certain(word(1)) || !other(word(1)) && (certain(word(2)) || certain(word(3)));
    // Of a plan that is one, "the plans" says nothing.
    let several = word(0).strip_suffix('s').is_some_and(|one| one == hit.anchor.written.to_lowercase());
    hit.proposition.of_proposal && alone && (several || !meant())
}

/// Whether the clause is about parties, and none of them is one that the proposition names: "concessions by Velmark"
/// says nothing on "Arland has made concessions". A demand or refusal names those to whom it is said.
fn is_of_another(told: &Told<'_, '_>, hit: &Hit<'_>, clause: &[usize], wanting: Option<usize>) -> bool {
    let utterance = told.utterance;
    let addressed = matches!(
        told.act.acted.act,
        Act::Demand | Act::Reject | Act::Accept | Act::Offer | Act::Concede | Act::Threaten
    );
    let named = clause.iter().filter(|_| !addressed).filter_map(|at| utterance.parties[*at]);
    let mut named =
        named.filter(|party| Some(*party) != utterance.speaker_party && Some(*party) != wanting).peekable();
    !hit.proposition.parties.is_empty()
        && named.peek().is_some()
        && !named.any(|party| hit.proposition.parties.contains(&party))
}

/// Whether the act was told by what is said, not by the words around the cue.
pub(crate) fn by_content(act: &ActFound) -> bool {
    act.acted.score < BY_CUE
}
