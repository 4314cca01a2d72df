//! Where parties stand by a statement, by rules.

use std::ops::Range;

use standpoint_terms::{Act, Hand, Span, Stance, StatedPosition};

use crate::act::{ActFound, Sign};
use crate::condition::{Condition, conditions};
use crate::hit::{Hit, best, hits};
use crate::holder::{Holder, goes_on, holder, told_of, wanting};
use crate::party_words::PartyWords;
use crate::polarity::{clauses, is_odd, negations, reaches};
use crate::proposition_index::{AnchorKind, PropositionIndex};
use crate::token::Token;
use crate::utterance::{Part, Utterance};
use crate::word_list::word_list;

/// The score that rules for the words around the cue have.
const BY_CUE: f32 = 0.9;

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
        if !hit.tells
            && (!is_told(told, &hit, &clause)
                || is_aside(utterance, &clause)
                || (inside.is_none() && is_when(utterance, &hit))
                || is_vague(utterance, &hit)
                || is_subject(utterance, &hit)
                || is_of_another(told, &hit, &clause, wanting(utterance, &hit, &clause)))
        {
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
        Act::Accuse => {
            let wrecks = |at: &usize| word_list("wrecking").has(&told.utterance.tokens[*at].lower);
            hit.tells && hit.proposition.about == Some(*party) && hit.tokens.iter().any(wrecks)
        }
        _ => false,
    }
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

/// Words between those that tell the act and the topic at most: "does not exclude” a vote".
const GOVERNED: usize = 3;

/// Whether the words in what is said that tell the act stand right before the topic, or begin with it.
fn governs(told: &Told<'_, '_>, hit: &Hit<'_>) -> bool {
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
        Some("of") => words.next().is_some_and(|word| {
            matches!(word, "days" | "weeks" | "months" | "hours" | "day" | "week" | "month" | "start" | "eve")
        }),
        _ => false,
    }
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
fn by_content(act: &ActFound) -> bool {
    act.acted.score < BY_CUE
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
    turns.retain(|range| !stays_outside(&tokens, range, place(hit.tokens[0])));
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
    let mut affirmed = (hit.anchor.affirms != turned) != is_turned_by_cue(told);
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
    let plainly = turns.iter().any(|range| is_not(&tokens[range.start]));
    let refused = |c: &&Condition| !affirmed && plainly && c.is_exchange(utterance);
    // "It will … unless": that is settled, and may yet be averted.
    let settled = |c: &&Condition| c.negative && affirmed && is_settled(utterance, c);
    let bound = conditions.iter().find(|c| (c.binding || yields) && !refused(c) && !settled(c));
    let hedged = matches!(told.act.acted.act, Act::Accept | Act::Offer | Act::Concede | Act::Announce)
        && utterance
            .content
            .iter()
            .take_while(|at| **at < hit.tokens[0])
            .any(|at| matches!(utterance.tokens[*at].lower.as_ref(), "perhaps" | "maybe" | "possibly"));
    let priced = told.act.acted.act == Act::Condition && conditions.iter().any(|c| refused(&c));
    // A threat to stop something is a stand against it; one to do something is not yet one for it.
    let threatened = told.act.acted.act == Act::Threaten && !affirmed && bound.is_none();
    if sign == Sign::Perhaps && !priced && !threatened || bound.is_some() || hedged {
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

/// Whether the clause only lists what a clause before a colon says no to: "two could not stand: the ceiling, the
/// observers".
fn listed_under_no(utterance: &Utterance<'_>, clause: &[usize]) -> bool {
    let Some(first) = clause.first() else { return false };
    let before: Vec<usize> = utterance.content.iter().copied().filter(|at| at <= first).collect();
    let Some(colon) = before.iter().rposition(|at| utterance.tokens[*at].is(":")) else { return false };
    let verbal = |at: &usize| {
        let lexicon = crate::lexicon::lexicon();
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

/// Whether what the proposition is about is undermined: "terms that would severely undermine the valley's self-rule". A
/// proposition that is about undermining has the word itself.
fn is_undermined(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first().copied() else { return false };
    let undermines = |at: usize| utterance.tokens[at].lower.starts_with("undermin");
    !hit.tokens.iter().any(|at| undermines(*at)) && (first.saturating_sub(UNDERMINED)..first).any(undermines)
}

/// Whether a negation does not reach what is told. A "not" stays with the verb before "that": who has not changed the
/// view that it is so says that it is so. A verb like "forgo" stays before "and accept".
fn stays_outside(tokens: &[Token<'_>], range: &Range<usize>, first: usize) -> bool {
    let between = range.end..first.max(range.end);
    if is_not(&tokens[range.start]) {
        let that = between.clone().find(|at| tokens[*at].is("that"));
        return range.len() == 1
            && that
                .is_some_and(|that| that > range.end && !word_list("passing").has(&tokens[that - 1].lower));
    }
    let lexicon = crate::lexicon::lexicon();
    let joined = |at: usize| {
        tokens[at].is("and")
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is("to") || at + 1 < first && lexicon.is_verb(&next.lower))
    };
    between.clone().any(joined)
}

/// Whether the word is no more than a negation: "not", "never", "without".
fn is_not(token: &Token<'_>) -> bool {
    let word = token.lower.as_ref();
    matches!(word, "not" | "no" | "never" | "nor" | "without" | "neither" | "cannot") || word.ends_with("n't")
}

/// Whether the cue turns what it takes: by its last verb ("demanded a pledge to forgo", "agreed to drop"), or as "shows
/// no sign of". A verb that tells the act itself ("refused", "rejects") has turned it already.
fn is_turned_by_cue(told: &Told<'_, '_>) -> bool {
    let utterance = told.utterance;
    let cue: Vec<usize> =
        (0..utterance.tokens.len()).filter(|at| utterance.parts[*at] == Part::Cue).collect();
    let tokens: Vec<Token<'_>> = cue.iter().map(|at| utterance.tokens[*at].clone()).collect();
    let (Some(last), true) = (tokens.last(), tokens.len() > 2) else { return false };
    let verb = tokens[tokens.len() - 2].is("to")
        && crate::lexicon::lexicon().is_verb(&last.lower)
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
fn goes_on_otherwise(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let before = utterance.content.iter().take_while(|at| **at < hit.tokens[0]);
    let word = |at: usize| utterance.tokens.get(at).map(|token| token.lower.as_ref());
    before.copied().any(|at| word(at) == Some("and") && word(at + 1) == Some("to"))
}

/// Whether what the clause says is what somebody does not believe or want: "I do not think that …".
fn is_disbelieved(utterance: &Utterance<'_>, clause: &[usize]) -> bool {
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
    that == 1 && verb && (matches!(word(2), "not" | "never" | "cannot") || word(2).ends_with("n't"))
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
