//! Whose position it is that a statement tells.

use crate::hit::Hit;
use crate::lexicon::lexicon;
use crate::position::Told;
use crate::utterance::{Part, Utterance};
use crate::word_list::word_list;

/// Whose position it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Of those who speak.
    Speaker(Vec<usize>),
    /// Of a party of whom the statement tells it.
    Told(usize),
    /// Of several parties of whom the statement tells it.
    Several(Vec<usize>),
}

impl Holder {
    pub(crate) fn parties(&self, told: &Told<'_, '_>) -> Vec<usize> {
        match self {
            Holder::Told(party) => vec![*party],
            Holder::Several(parties) => parties.clone(),
            Holder::Speaker(several) if several.len() > 1 => several.clone(),
            Holder::Speaker(_) => told.utterance.speaker_party.into_iter().collect(),
        }
    }
}

/// The party that wants, accepts or refuses by a verb inside what is said; else those who speak.
pub(crate) fn holder(utterance: &Utterance<'_>, hit: &Hit<'_>, clause: &[usize]) -> Holder {
    if let Some(both) = both(utterance, hit, clause) {
        return Holder::Several(both);
    }
    if let Some(party) = wanting(utterance, hit, clause) {
        return told_of(utterance, party);
    }
    // "Kask, who did not travel to Arland," speaks for one side.
    let clause = |at: &usize| {
        utterance.parts[*at] == Part::Source
            && matches!(utterance.tokens[*at].lower.as_ref(), "who" | "which" | "whose" | "that")
    };
    let end = (0..utterance.tokens.len()).find(clause).unwrap_or(utterance.tokens.len());
    let source = || (0..end).filter(|at| utterance.parts[*at] == Part::Source);
    let mut several: Vec<usize> = source().filter_map(|at| utterance.parties[at]).collect();
    several.sort_unstable();
    several.dedup();
    // "The Arlandic chief of the General Staff" is one, whosever staff has that name.
    let joins = |at: usize| matches!(utterance.tokens[at].lower.as_ref(), "and" | "&" | "plus" | "with");
    if several.len() > 1 && !source().any(joins) {
        several.clear();
    }
    Holder::Speaker(several)
}

/// Words between "both sides" and what they want at most.
const BOTH: usize = 14;

/// The two parties that the proposition names, where "each", "both sides" or "the two governments" want something,
/// other than the speaker's.
fn both(utterance: &Utterance<'_>, hit: &Hit<'_>, clause: &[usize]) -> Option<Vec<usize>> {
    let wants = word_list("wants");
    let word = |place: usize| clause.get(place).map(|at| utterance.tokens[*at].lower.as_ref());
    let subject = (0..clause.len()).take_while(|place| clause[*place] <= hit.tokens[0]).find(|place| {
        let sides = || word(place + 1).is_some_and(|next| word_list("sides").has(next));
        let here = match word(*place) {
            Some("each") => true,
            Some("both" | "two") => sides(),
            _ => false,
        };
        let oblique = is_preposition(place.checked_sub(1).and_then(word));
        here && !oblique && (place + 1..place + BOTH).any(|at| word(at).is_some_and(|word| wants.has(word)))
    });
    let others = hit.proposition.parties.iter().filter(|party| Some(**party) != utterance.speaker_party);
    let others: Vec<usize> = others.copied().collect();
    (subject.is_some() && others.len() == 2).then_some(others)
}

/// Words between a party and its verb of wanting.
const WANTING: usize = 6;

/// The party that wants, accepts or refuses by a verb in the clause.
pub(crate) fn wanting(utterance: &Utterance<'_>, hit: &Hit<'_>, clause: &[usize]) -> Option<usize> {
    let wants = word_list("wants");
    let anchor = hit.tokens[0];
    for (place, at) in clause.iter().enumerate() {
        let word = utterance.tokens[*at].lower.as_ref();
        if matches!(word, "unacceptable" | "acceptable")
            && clause.get(place + 1).is_some_and(|next| utterance.tokens[*next].lower == "to")
        {
            let named = clause[place + 2..].iter().take(3).find_map(|at| utterance.parties[*at]);
            if named.is_some() {
                return named;
            }
        }
        let Some(party) = utterance.parties[*at] else { continue };
        let next = clause.get(place + 1).map(|at| utterance.tokens[*at].lower.as_ref());
        let before = place.checked_sub(1).map(|at| utterance.tokens[clause[at]].lower.as_ref());
        let oblique = is_preposition(before);
        if wish_behind(utterance, &clause[place..]).is_some_and(|wish| Some(&wish) < hit.tokens.last()) {
            return Some(party);
        }
        if next == Some("'s") || oblique || *at > anchor {
            continue;
        }
        for at in clause[place + 1..].iter().take(WANTING) {
            let word = utterance.tokens[*at].lower.as_ref();
            if matches!(word, "must" | "should" | "ought" | "needs" | "to") {
                break;
            }
            // "Arland is ready to compromise" may be what a phrase says of Arland: then the speaker claims it.
            if wants.has(word) && !(hit.tells && hit.tokens.contains(at)) {
                return Some(party);
            }
        }
    }
    None
}

/// Words between a party and the noun for its wish: "Velmark's old wish", "the Velmark government's bid".
const WISHED: usize = 3;

/// The place of the noun for what the party at the beginning wishes: "blamed the war on Velmark's bid to join the League" tells
/// that Velmark wants to.
fn wish_behind(utterance: &Utterance<'_>, clause: &[usize]) -> Option<usize> {
    let word = |place: usize| clause.get(place).map(|at| utterance.tokens[*at].lower.as_ref());
    let noun =
        (1..=WISHED + 1).find(|place| word(*place).is_some_and(|word| word_list("wishes").has(word)))?;
    let owned = (1..noun).any(|place| word(place) == Some("'s")) || noun == 1;
    (owned && word(noun + 1) == Some("to")).then(|| clause[noun])
}

/// Whether the word before one makes it another word's, not a subject.
fn is_preposition(before: Option<&str>) -> bool {
    before.is_some_and(|word| lexicon().has("prepositions", word))
}

/// Clauses that lie between one and its subject at most.
const STEPS: usize = 4;

/// The party that an earlier clause is about, where this clause goes on with what that party wants or accepts: "Velmark
/// has moved, recognising that …, and that …".
pub(crate) fn goes_on(
    utterance: &Utterance<'_>,
    clause: &[usize],
    before: impl Fn(usize) -> Vec<usize>,
) -> Option<usize> {
    let opening = |clause: &[usize]| -> (bool, bool) {
        let mut words = clause
            .iter()
            .map(|at| utterance.tokens[*at].lower.as_ref())
            .filter(|word| word.starts_with(char::is_alphabetic))
            .skip_while(|word| matches!(*word, "namely" | "and" | "by" | "thus" | "thereby" | "also"));
        let first = words.next().unwrap_or_default();
        (first == "that", first.len() > 4 && first.ends_with("ing") && word_list("wants").has(first))
    };
    let mut current = clause.to_vec();
    for steps in 1..=STEPS {
        let (that, wanting) = opening(&current);
        let earlier = before(steps);
        if wanting {
            // The subject: the first party that no preposition or genitive makes another word's.
            let subject = earlier.iter().enumerate().find_map(|(place, at)| {
                let party = utterance.parties[*at]?;
                let word = |at: Option<&usize>| at.map(|at| utterance.tokens[*at].lower.as_ref());
                let oblique = is_preposition(word(place.checked_sub(1).and_then(|at| earlier.get(at))));
                (!oblique && word(earlier.get(place + 1)) != Some("'s")).then_some(party)
            });
            if subject.is_some() || !earlier.is_empty() && steps == STEPS {
                return subject;
            }
            // A clause of its own stands between: look one further, still for this subject.
            continue;
        }
        if !that || earlier.is_empty() {
            return None;
        }
        current = earlier;
    }
    None
}

pub(crate) fn told_of(utterance: &Utterance<'_>, party: usize) -> Holder {
    if utterance.speaker_party == Some(party) { Holder::Speaker(Vec::new()) } else { Holder::Told(party) }
}
