//! Where parties stand by a statement, by rules.

use std::collections::HashSet;

use standpoint_terms::{Act, Hand, Span, Stance, StatedPosition};

use crate::act::{ActFound, Sign};
use crate::condition::{Condition, conditions};
use crate::party_words::PartyWords;
use crate::polarity::{clauses, is_odd, negations, reaches};
use crate::proposition_index::{
    Anchor, AnchorKind, AnchorWord, IndexedProposition, PropositionIndex, is_number,
};
use crate::stem::stem;
use crate::token::Token;
use crate::utterance::{Part, Utterance};
use crate::word_list::word_list;

/// What of a paraphrase must be there, by weight.
const ENOUGH: f32 = 0.6;

/// The score that rules for the words around the cue have.
const BY_CUE: f32 = 0.9;

/// Words between the words of one anchor.
const REACH: usize = 14;

/// What a rule for positions sees of a statement.
pub(crate) struct Told<'a, 't> {
    pub utterance: &'a Utterance<'t>,
    pub act: &'a ActFound,
    /// The party of the speaker of the statement in which this one stands.
    pub outer_party: Option<usize>,
    /// Whether this one stands in another's words at all.
    pub nested: bool,
}

/// A place in a statement that tells a proposition or its opposite.
#[derive(Clone, Debug)]
struct Hit<'p> {
    proposition: &'p IndexedProposition,
    anchor: &'p Anchor,
    /// The tokens, in order.
    tokens: Vec<usize>,
    weight: f32,
    /// Whether it tells something by itself: a paraphrase with its verb, or in full. Else it is as a hint.
    tells: bool,
}

/// The positions that a statement tells, by rules alone.
pub(crate) fn positions(
    told: &Told<'_, '_>,
    index: &PropositionIndex,
    parties: &PartyWords,
) -> Vec<StatedPosition> {
    let utterance = told.utterance;
    let conditions = conditions(utterance);
    // What is said counts, and what it hangs on, be it said or told behind it.
    let heard: Vec<usize> = utterance
        .after
        .iter()
        .copied()
        .filter(|at| {
            utterance.parts[*at] == Part::Content || conditions.iter().any(|c| c.tokens.contains(at))
        })
        .collect();
    let clauses = clauses(&utterance.tokens, &heard);
    let mut out: Vec<StatedPosition> = Vec::new();
    for hit in best(hits(told, &heard, &conditions, index)) {
        let Some(place) = hit.tokens.last().and_then(|t| heard.iter().position(|at| at == t)) else {
            continue;
        };
        let clause: Vec<usize> =
            (0..heard.len()).filter(|at| clauses[*at] == clauses[place]).map(|at| heard[at]).collect();
        if !hit.tells
            && (!is_told(told, &hit, &clause)
                || is_aside(utterance, &clause)
                || is_of_another(told, &hit, &clause))
        {
            continue;
        }
        let inside = conditions.iter().find(|c| hit.tokens.iter().all(|t| c.tokens.contains(t)));
        let before = |steps: usize| -> Vec<usize> {
            let Some(number) = clauses[place].checked_sub(steps) else { return Vec::new() };
            (0..heard.len()).filter(|at| clauses[*at] == number).map(|at| heard[at]).collect()
        };
        let holder = match holder(utterance, &hit, &clause) {
            Holder::Speaker(several) => match goes_on(utterance, &clause, before) {
                Some(party) => told_of(utterance, party),
                None => Holder::Speaker(several),
            },
            told => told,
        };
        let Some((stance, condition)) = stance(told, &hit, &clause, inside, &conditions, &holder) else {
            continue;
        };
        for party in holder.parties(told) {
            if out.iter().any(|p| p.proposition == hit.proposition.id && p.holder == parties.id(party)) {
                continue;
            }
            out.push(StatedPosition {
                holder: parties.id(party).to_owned(),
                proposition: hit.proposition.id.clone(),
                stance,
                condition: condition.clone(),
                hand: hand(told, party),
                score: score(&hit),
                by: format!("“{}” ({})", hit.anchor.written, told.act.acted.by.trim_matches(['“', '”'])),
            });
        }
    }
    out
}

fn score(hit: &Hit<'_>) -> f32 {
    match hit.anchor.kind {
        AnchorKind::Phrase => 0.8,
        AnchorKind::Hint => 0.6,
    }
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
    let doubted = act == Act::Question && told.act.sign == Sign::Against;
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

/// Whether the clause is about parties, and none of them is one that the proposition names: "concessions by Velmark"
/// says nothing on "Arland has made concessions". A demand or refusal names those to whom it is said.
fn is_of_another(told: &Told<'_, '_>, hit: &Hit<'_>, clause: &[usize]) -> bool {
    let utterance = told.utterance;
    let addressed = matches!(
        told.act.acted.act,
        Act::Demand | Act::Reject | Act::Accept | Act::Offer | Act::Concede | Act::Threaten
    );
    let named = clause.iter().filter(|_| !addressed).filter_map(|at| utterance.parties[*at]);
    let mut named = named.filter(|party| Some(*party) != utterance.speaker_party).peekable();
    !hit.proposition.parties.is_empty()
        && named.peek().is_some()
        && !named.any(|party| hit.proposition.parties.contains(&party))
}

/// Where the anchors of the propositions stand in what is heard.
fn hits<'p>(
    told: &Told<'_, '_>,
    heard: &[usize],
    conditions: &[Condition],
    index: &'p PropositionIndex,
) -> Vec<Hit<'p>> {
    let utterance = told.utterance;
    let words: Vec<(usize, AnchorWord)> = heard
        .iter()
        .filter_map(|at| {
            if let Some(party) = own_or_named(utterance, *at) {
                return Some((*at, AnchorWord::Party(party)));
            }
            let token = &utterance.tokens[*at];
            token.is_word().then(|| (*at, AnchorWord::Stem(stem(&token.lower))))
        })
        .collect();
    // Who speaks of its own deeds need not name itself; who rejects speaks of another's.
    let implied = utterance.speaker_party.filter(|_| told.act.sign == Sign::For);
    // What hangs on something and what it hangs on are two things.
    let mut stretches: Vec<Vec<(usize, AnchorWord)>> = vec![Vec::new(); conditions.len() + 1];
    for word in words {
        let at = conditions.iter().position(|c| c.tokens.contains(&word.0)).unwrap_or(conditions.len());
        stretches[at].push(word);
    }
    let stems: HashSet<&str> = stretches.iter().flatten().filter_map(|(_, word)| word.stem()).collect();
    let mut out = Vec::new();
    for proposition in &index.propositions {
        for anchor in &proposition.anchors {
            // Most anchors have no word here at all.
            if anchor.words.iter().any(|(word, _)| word.stem().is_some_and(|stem| stems.contains(stem))) {
                out.extend(stretches.iter().filter_map(|words| find(words, proposition, anchor, implied)));
            }
        }
    }
    out
}

fn own_or_named(utterance: &Utterance<'_>, at: usize) -> Option<usize> {
    let own = matches!(utterance.tokens[at].lower.as_ref(), "we" | "our" | "us");
    utterance.parties[at].or_else(|| utterance.speaker_party.filter(|_| own))
}

/// The best place of an anchor: a hint needs all of its words close together, a paraphrase most of its weight.
fn find<'p>(
    words: &[(usize, AnchorWord)],
    proposition: &'p IndexedProposition,
    anchor: &'p Anchor,
    implied: Option<usize>,
) -> Option<Hit<'p>> {
    let whole: f32 = anchor.words.iter().map(|(_, weight)| weight).sum();
    let stems = anchor.words.iter().filter(|(word, _)| matches!(word, AnchorWord::Stem(_))).count();
    let enough = if anchor.kind == AnchorKind::Hint || stems < 3 { whole } else { whole * ENOUGH };
    let reach = match anchor.kind {
        AnchorKind::Hint => anchor.words.len() + 3,
        AnchorKind::Phrase => REACH,
    };
    let mut best: Option<Hit<'p>> = None;
    for (from, (_, word)) in words.iter().enumerate() {
        if !anchor.words.iter().any(|(wanted, _)| is(wanted, word)) {
            continue;
        }
        let window = &words[from..words.len().min(from + reach)];
        // A number stands before what it counts.
        if other_number(anchor, &words[from.saturating_sub(2)..words.len().min(from + reach)]) {
            continue;
        }
        let mut tokens = Vec::new();
        let (mut weight, mut found) = (0.0, 0);
        for (wanted, value) in &anchor.words {
            // Of a party the last mention: "we cannot … without Arland" is about "without Arland".
            let mut there = window.iter().filter(|(_, word)| is(wanted, word));
            let place = if matches!(wanted, AnchorWord::Party(_)) { there.next_back() } else { there.next() };
            if let Some((token, _)) = place {
                tokens.push(*token);
                weight += value;
                found += usize::from(matches!(wanted, AnchorWord::Stem(_)));
            } else if stems > 1 && implied.is_some_and(|party| *wanted == AnchorWord::Party(party)) {
                weight += value;
            }
        }
        if weight + 1e-3 < enough || found < stems.min(2) {
            continue;
        }
        tokens.sort_unstable();
        if best.as_ref().is_none_or(|best| weight > best.weight) {
            let verb = words
                .iter()
                .filter(|(token, _)| tokens.contains(token))
                .any(|(_, word)| matches!(word, AnchorWord::Stem(stem) if anchor.verbs.contains(stem)));
            let full = weight + 1e-3 >= whole || anchor.verbs.is_empty();
            let tells = anchor.kind == AnchorKind::Phrase && (verb || full);
            best = Some(Hit { proposition, anchor, tokens, weight, tells });
        }
    }
    best
}

/// Whether the words are on another number than the anchor: "nine percent" is not "six percent". A hint with a number
/// needs it.
fn other_number(anchor: &Anchor, window: &[(usize, AnchorWord)]) -> bool {
    let stems = || window.iter().filter_map(|(_, word)| word.stem());
    !anchor.numbers.is_empty()
        && (anchor.kind == AnchorKind::Hint || stems().any(is_number))
        && !stems().any(|stem| anchor.numbers.iter().any(|number| number == stem))
}

/// Whether a word of the text is that of an anchor.
fn is(wanted: &AnchorWord, word: &AnchorWord) -> bool {
    match (wanted, word) {
        (AnchorWord::Name(name), AnchorWord::Stem(stem)) => name == stem,
        _ => wanted == word,
    }
}

/// One hit for each proposition, paraphrases before hints; and of hints that share words only the weightiest.
fn best(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by(|a, b| {
        b.tells.cmp(&a.tells).then(b.weight.total_cmp(&a.weight)).then(a.tokens.cmp(&b.tokens))
    });
    let mut out: Vec<Hit<'_>> = Vec::new();
    for hit in hits {
        let known = out.iter().any(|o| o.proposition.id == hit.proposition.id);
        // The same words tell one thing: of paraphrases the one that takes them all, of hints the weightiest.
        let shadowed = out.iter().any(|o| match hit.tells {
            false => o.tokens.iter().any(|t| hit.tokens.contains(t)),
            true => o.weight > hit.weight && hit.tokens.iter().all(|t| o.tokens.contains(t)),
        });
        if !known && !shadowed {
            out.push(hit);
        }
    }
    out
}

/// Whose position it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Holder {
    /// Of those who speak.
    Speaker(Vec<usize>),
    /// Of a party of whom the statement tells it.
    Told(usize),
}

impl Holder {
    fn parties(&self, told: &Told<'_, '_>) -> Vec<usize> {
        match self {
            Holder::Told(party) => vec![*party],
            Holder::Speaker(several) if several.len() > 1 => several.clone(),
            Holder::Speaker(_) => told.utterance.speaker_party.into_iter().collect(),
        }
    }
}

/// The party that wants, accepts or refuses by a verb inside what is said; else those who speak.
fn holder(utterance: &Utterance<'_>, hit: &Hit<'_>, clause: &[usize]) -> Holder {
    let wants = word_list("wants");
    let anchor = hit.tokens[0];
    for (place, at) in clause.iter().enumerate() {
        let word = utterance.tokens[*at].lower.as_ref();
        if matches!(word, "unacceptable" | "acceptable")
            && clause.get(place + 1).is_some_and(|next| utterance.tokens[*next].lower == "to")
        {
            let named = clause[place + 2..].iter().take(3).find_map(|at| utterance.parties[*at]);
            if let Some(party) = named {
                return told_of(utterance, party);
            }
        }
        let Some(party) = utterance.parties[*at] else { continue };
        let next = clause.get(place + 1).map(|at| utterance.tokens[*at].lower.as_ref());
        let before = place.checked_sub(1).map(|at| utterance.tokens[clause[at]].lower.as_ref());
        let oblique = before.is_some_and(|word| crate::lexicon::lexicon().has("prepositions", word));
        if next == Some("'s") || oblique || *at > anchor {
            continue;
        }
        let bound = clause[place + 1..].iter().take(6).map(|at| utterance.tokens[*at].lower.as_ref());
        for word in bound {
            if matches!(word, "must" | "should" | "ought" | "needs" | "to") {
                break;
            }
            if wants.has(word) {
                return told_of(utterance, party);
            }
        }
    }
    let mut several: Vec<usize> = (0..utterance.tokens.len())
        .filter(|at| utterance.parts[*at] == Part::Source)
        .filter_map(|at| utterance.parties[at])
        .collect();
    several.sort_unstable();
    several.dedup();
    Holder::Speaker(several)
}

/// Whether the act was told by what is said, not by the words around the cue.
fn by_content(act: &ActFound) -> bool {
    act.acted.score < BY_CUE
}

/// Clauses that lie between one and its subject at most.
const STEPS: usize = 4;

/// The party that an earlier clause is about, where this clause goes on with what that party wants or accepts: "Velmark
/// has moved, recognising that …, and that …".
fn goes_on(
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
                let oblique = word(place.checked_sub(1).and_then(|at| earlier.get(at)))
                    .is_some_and(|word| crate::lexicon::lexicon().has("prepositions", word));
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

fn told_of(utterance: &Utterance<'_>, party: usize) -> Holder {
    if utterance.speaker_party == Some(party) { Holder::Speaker(Vec::new()) } else { Holder::Told(party) }
}

/// The stance, and the words of its condition.
fn stance(
    told: &Told<'_, '_>,
    hit: &Hit<'_>,
    clause: &[usize],
    inside: Option<&Condition>,
    conditions: &[Condition],
    holder: &Holder,
) -> Option<(Stance, Vec<Span>)> {
    let utterance = told.utterance;
    let tokens: Vec<Token<'_>> = clause.iter().map(|at| utterance.tokens[*at].clone()).collect();
    let mut turns = negations(&tokens);
    turns.retain(|range| !range.clone().any(|at| hit.tokens.contains(&clause[at])));
    turns.retain(|range| reaches(&tokens, range, Some(&clause[range.start]) < hit.tokens.last()));
    let mut affirmed = hit.anchor.affirms != is_odd(&tokens, &turns);
    if let Some(condition) = inside {
        // What must be so before one agrees is wanted.
        return condition.binding.then(|| {
            let stance = if affirmed == condition.negative { Stance::Oppose } else { Stance::Support };
            (stance, Vec::new())
        });
    }
    let sign = match holder {
        Holder::Told(_) => match told.act.acted.act {
            Act::Claim | Act::Predict | Act::Accuse | Act::Announce => Sign::For,
            _ => return None,
        },
        Holder::Speaker(_) => told.act.sign,
    };
    match sign {
        // What somebody foretells in so many words, it also says.
        Sign::Open if told.act.acted.act == Act::Predict && by_content(told.act) && hit.tells => {}
        Sign::Open => return None,
        Sign::Against => affirmed = !affirmed,
        Sign::For | Sign::Perhaps => {}
    }
    let bound = conditions.iter().find(|c| c.binding || told.act.acted.act == Act::Condition);
    if sign == Sign::Perhaps || (bound.is_some() && *holder == Holder::Speaker(Vec::new())) {
        let words = bound.and_then(|c| c.span(utterance)).into_iter().collect();
        // One who says no unless something is so is bound as one who says yes if it is.
        return Some((Stance::Conditional, words));
    }
    Some((if affirmed { Stance::Support } else { Stance::Oppose }, Vec::new()))
}

/// First hand where the holder's own side tells it, or the author of the holder's own words and deeds.
pub(crate) fn hand(told: &Told<'_, '_>, holder: usize) -> Hand {
    let own = told.utterance.speaker_party == Some(holder)
        || (0..told.utterance.tokens.len())
            .any(|at| told.utterance.parts[at] == Part::Source && told.utterance.parties[at] == Some(holder));
    let through_another = told.nested && told.outer_party != Some(holder);
    if own && !through_another { Hand::First } else { Hand::Second }
}
