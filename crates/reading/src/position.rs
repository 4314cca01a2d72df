//! Where parties stand by a statement, by rules.

use std::ops::Range;

use standpoint_terms::{Act, Hand, Span, Stance, StatedPosition};

use crate::act::{ActFound, Sign};
use crate::anchor::{AnchorKind, Need};
use crate::condition::{Condition, conditions};
use crate::hit::{Hit, best, hits};
use crate::holder::{Holder, goes_on, holder, told_of};
use crate::named_topic::{by_content, governs, takes_a_stand};
use crate::party_words::PartyWords;
use crate::polarity::{clauses, is_odd, negations, reaches};
use crate::proposition_index::PropositionIndex;
use crate::token::Token;
use crate::turned::{
    goes_on_otherwise, is_disbelieved, is_plain, is_turned_by_cue, is_undermined, listed_under_no,
    stays_outside,
};
use crate::utterance::{Part, Utterance};
use crate::word_list::word_list;

/// Words between "as" and what something is rejected as, at most.
const AS_REASON: usize = 3;

/// What a rule for positions sees of a statement.
pub(crate) struct Told<'a, 't> {
    pub utterance: &'a Utterance<'t>,
    pub act: &'a ActFound,
    /// The party of the speaker of the statement in which this one stands.
    pub outer_party: Option<usize>,
    /// Whether this one stands in another's words at all.
    pub nested: bool,
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
        // A hit that goes on into relative clauses ("sign a paper that is silent") has all of them.
        let begins = |number: usize| clauses.iter().position(|clause| *clause == number).map(|at| heard[at]);
        let relative = |number: &usize| {
            begins(*number).is_some_and(|at| utterance.tokens[at].is("that") && at > hit.tokens[0])
        };
        let from = (0..=clauses[place]).rev().find(|number| !relative(number)).unwrap_or(clauses[place]);
        let clause: Vec<usize> = (0..heard.len())
            .filter(|at| (from..=clauses[place]).contains(&clauses[*at]))
            .map(|at| heard[at])
            .collect();
        let inside = conditions.iter().find(|c| hit.tokens.iter().all(|t| c.tokens.contains(t)));
        if !hit.tells && !takes_a_stand(told, &hit, &clause, inside.is_some()) {
            continue;
        }
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
        let holder =
            if speaks_for_itself(told, &hit, &holder) { Holder::Speaker(Vec::new()) } else { holder };
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
                score: score(told, &hit, !condition.is_empty(), matches!(holder, Holder::Told(_))),
                by: format!("“{}” ({})", hit.anchor.written, told.act.acted.by.trim_matches(['“', '”'])),
            });
        }
    }
    out
}

/// Whether it is the speaker's position although another party does something in the clause: who demands that Arland
/// accept a truce, or welcomes that it will, wants one; who says that Arland wants to wreck the talks accuses it.
fn speaks_for_itself(told: &Told<'_, '_>, hit: &Hit<'_>, holder: &Holder) -> bool {
    let Holder::Told(party) = holder else { return false };
    let by_cue = !by_content(told.act);
    match told.act.acted.act {
        Act::Demand | Act::Accept | Act::Reject => by_cue,
        // "Criticised Velmark's bid to join."
        Act::Accuse if by_cue && begins_with(told.utterance, *party) => true,
        Act::Accuse => {
            let wrecks = |at: &usize| word_list("wrecking").has(&told.utterance.tokens[*at].lower);
            hit.tells && hit.proposition.about == Some(*party) && hit.tokens.iter().any(wrecks)
        }
        _ => false,
    }
}

/// Whether what is said begins with the party's name: "criticised Velmark's bid to join".
fn begins_with(utterance: &Utterance<'_>, party: usize) -> bool {
    let mut named = utterance.content.iter().skip_while(|at| utterance.tokens[**at].is("the"));
    named.next().is_some_and(|at| utterance.parties[*at] == Some(party))
}

/// How surely the words tell it. That a topic is merely named counts for more where the words around it demand, refuse
/// or grant it, where somebody is said to want it, or where it hangs on a condition in so many words.
fn score(told: &Told<'_, '_>, hit: &Hit<'_>, bound: bool, wanted: bool) -> f32 {
    let act =
        matches!(told.act.acted.act, Act::Demand | Act::Reject | Act::Accept | Act::Offer | Act::Concede)
            || told.act.acted.act == Act::Threaten && by_content(told.act) && governs(told, hit);
    match hit.anchor.kind {
        AnchorKind::Phrase => 0.8,
        AnchorKind::Hint
            if bound
                || wanted
                || (act
                    && (!by_content(told.act) || told.act.sign == Sign::Perhaps && governs(told, hit))) =>
        {
            0.7
        }
        AnchorKind::Hint => 0.6,
    }
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
    let place = |at: usize| clause.iter().position(|token| *token == at).unwrap_or(clause.len());
    let behind = |range: &Range<usize>| {
        hit.tokens.iter().map(|at| place(*at)).find(|at| *at >= range.end).unwrap_or_default()
    };
    turns.retain(|range| !stays_outside(&tokens, range, behind(range)));
    // "Dismissed the plan as a non-starter": the reason for a no is no second one.
    let reason = |range: &Range<usize>| {
        let words = &tokens[range.start.saturating_sub(AS_REASON)..range.start];
        Some(&clause[range.start]) > hit.tokens.last() && words.iter().any(|token| token.is("as"))
    };
    let refused_by_cue = told.act.acted.act == Act::Reject && !by_content(told.act);
    turns.retain(|range| !(refused_by_cue && reason(range)));
    let by_cue = is_turned_by_cue(told);
    // Who wants something for the army does not want it kept as it is, nor cut.
    let wants = matches!(told.act.acted.act, Act::Demand | Act::Offer | Act::Accept | Act::Concede);
    let lasts = || tokens.iter().any(|token| word_list("lasting").has(&token.lower));
    if hit.anchor.has_need(Need::Turn) && wants && turns.is_empty() && !by_cue && !lasts() {
        return None;
    }
    // What a party "no longer" asks for it has let go, which is no stand against it.
    let let_go = |range: &Range<usize>| {
        tokens[range.start].is("no") && tokens.get(range.end).is_some_and(|t| t.is("longer"))
    };
    if matches!(holder, Holder::Told(_)) && turns.iter().any(let_go) {
        return None;
    }
    let listed = listed_under_no(utterance, clause) != is_disbelieved(utterance, clause);
    let listed = listed != is_undermined(utterance, hit);
    let turned = (is_odd(&tokens, &turns) != listed) != hit.reversed;
    let mut affirmed = (hit.anchor.affirms != turned) != by_cue;
    if let Some(condition) = inside {
        // What must be so before one agrees is wanted.
        // "Unless" wants the opposite of what a yes hangs on; of a no or a threat it wants what it names.
        let opposite = condition.negative && !refuses(told, conditions);
        return condition.binding.then(|| {
            let stance = if affirmed == opposite { Stance::Oppose } else { Stance::Support };
            (stance, Vec::new())
        });
    }
    let sign = match holder {
        Holder::Told(_) | Holder::Several(_) => match told.act.acted.act {
            Act::Claim | Act::Predict | Act::Accuse | Act::Announce | Act::Condition => Sign::For,
            Act::Offer | Act::Concede if by_content(told.act) => told.act.sign,
            _ => return None,
        },
        Holder::Speaker(_) => told.act.sign,
    };
    match sign {
        // What somebody foretells in so many words, or holds against another, it also says.
        Sign::Open
            if matches!(told.act.acted.act, Act::Predict | Act::Accuse)
                && by_content(told.act)
                && hit.tells => {}
        Sign::Open => return None,
        // "They meet when the paper is signed": when it is, is what the proposition is about.
        Sign::Perhaps if orders(told, hit) => return Some((plain(affirmed), Vec::new())),
        // "Reject the plan and to portray Arland as …": what a second verb says is not rejected.
        Sign::Against if !by_content(told.act) && goes_on_otherwise(utterance, hit) => return None,
        Sign::Against => affirmed = !affirmed,
        Sign::For | Sign::Perhaps => {}
    }
    // A yes with an "if" is bound by it; what somebody merely claims is not.
    let yields = matches!(
        told.act.acted.act,
        Act::Condition | Act::Accept | Act::Offer | Act::Concede | Act::Announce
    );
    // Who will not do it "in exchange for" something hangs on nothing.
    let plainly = turns.iter().any(|range| is_plain(&tokens[range.start]));
    let refused = |c: &&Condition| !affirmed && plainly && c.is_exchange(utterance);
    // "It will … unless": that is settled, and may yet be averted.
    let settled = |c: &&Condition| c.negative && affirmed && is_settled(utterance, c);
    // A refusal "as long as" something is so stands while it is.
    let lasting = |c: &&Condition| {
        let opener = |at: usize, word: &str| utterance.tokens.get(at).is_some_and(|token| token.is(word));
        !affirmed && plainly && opener(c.tokens.start + 1, "long") && opener(c.tokens.start + 2, "as")
    };
    let binds = |c: &&Condition| (c.binding || yields) && !refused(c) && !settled(c) && !lasting(c);
    let bound = conditions.iter().find(binds);
    let hedged = matches!(told.act.acted.act, Act::Accept | Act::Offer | Act::Concede | Act::Announce)
        && utterance
            .content
            .iter()
            .take_while(|at| **at < hit.tokens[0])
            .any(|at| matches!(utterance.tokens[*at].lower.as_ref(), "perhaps" | "maybe" | "possibly"));
    let priced = told.act.acted.act == Act::Condition && conditions.iter().any(|c| refused(&c));
    // A threat to stop something is a stand against it; one to do something is not yet one for it.
    let threatened = told.act.acted.act == Act::Threaten && !affirmed && bound.is_none();
    let refused_for_now = bound.is_none() && conditions.iter().any(|c| lasting(&c));
    let perhaps = sign == Sign::Perhaps && !priced && !threatened && !refused_for_now;
    if perhaps || bound.is_some() || hedged {
        let words = bound.and_then(|c| c.span(utterance)).into_iter().collect();
        // One who says no unless something is so is bound as one who says yes if it is.
        return Some((Stance::Conditional, words));
    }
    Some((plain(affirmed), Vec::new()))
}

/// Whether the sentence says before the condition that something will be so, and not merely that it would.
fn is_settled(utterance: &Utterance<'_>, condition: &Condition) -> bool {
    let before = (0..condition.tokens.start).rev().take_while(|at| !utterance.tokens[*at].is("."));
    // The month is no modal verb.
    let small = before.filter(|at| !utterance.tokens[*at].capital);
    let words = small.map(|at| utterance.tokens[at].lower.as_ref());
    let mut modals =
        words.filter(|word| matches!(*word, "will" | "shall" | "'ll" | "would" | "could" | "may" | "might"));
    matches!(modals.next(), Some("will" | "shall" | "'ll"))
}

fn plain(affirmed: bool) -> Stance {
    if affirmed { Stance::Support } else { Stance::Oppose }
}

/// Whether the only condition that the words put is the order in time that the proposition is about.
fn orders(told: &Told<'_, '_>, hit: &Hit<'_>) -> bool {
    let by = told.act.acted.by.trim_matches(['“', '”']);
    hit.reversed
        && hit.tells
        && told.act.acted.act == Act::Condition
        && (by.starts_with("when") || by.starts_with("once"))
}

/// Whether what hangs on conditions is a refusal or a threat.
fn refuses(told: &Told<'_, '_>, conditions: &[Condition]) -> bool {
    let utterance = told.utterance;
    let main: Vec<Token<'_>> = utterance
        .after
        .iter()
        .filter(|at| !conditions.iter().any(|c| c.tokens.contains(at)))
        .map(|at| utterance.tokens[*at].clone())
        .collect();
    matches!(told.act.acted.act, Act::Threaten | Act::Reject) || is_odd(&main, &negations(&main))
}

/// First hand where the holder's own side tells it, or the author of the holder's own words and deeds.
pub(crate) fn hand(told: &Told<'_, '_>, holder: usize) -> Hand {
    let own = told.utterance.speaker_party == Some(holder)
        || (0..told.utterance.tokens.len()).any(|at| {
            told.utterance.parts[at] == Part::Source
                && told.utterance.parties[at] == Some(holder)
                && !(told.utterance.speaker_party.is_none() && is_where(told.utterance, at))
        });
    let through_another = told.nested && told.outer_party != Some(holder);
    if own && !through_another { Hand::First } else { Hand::Second }
}

/// Whether the word only says where somebody is: "shopkeepers in Varn".
fn is_where(utterance: &Utterance<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| utterance.tokens[before].lower.as_ref());
    matches!(before, Some("in" | "at" | "near" | "around" | "outside" | "across"))
}
