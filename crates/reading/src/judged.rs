//! A judge is asked about statements, and its answers join those of the rules.

use standpoint_terms::{Act, Acted, Hand, Stance, StatedPosition, Statement};

use crate::party_words::PartyWords;
use crate::position::{Told, candidates, hand};
use crate::proposition_index::PropositionIndex;
use crate::utterance::{Part, Utterance};
use crate::{Judge, StancePair};

/// Pairs of holder and proposition that one statement is judged by at most.
const MOST_PAIRS: usize = 24;

/// Propositions that one statement is judged by at most.
pub(crate) const MOST_PROPOSITIONS: usize = 8;

/// What a judge must think of a stance, at least, for it to be told. Precision goes before recall.
const SURE: f32 = 0.6;

/// What a judge must think of an act to overrule a rule for the words that are said, and one for the words around
/// the cue, which is seldom wrong.
const SURE_OF_ACT: f32 = 0.5;
const SURER_OF_ACT: f32 = 0.9;

/// The score that rules for the words around the cue have.
const BY_CUE: f32 = 0.9;

/// What is asked about one statement.
pub(crate) struct Question {
    /// Text A.
    pub text: String,
    /// Holder, proposition and hand of each pair.
    pub pairs: Vec<(String, String, Hand)>,
    /// Text B of each pair.
    pub positions: Vec<String>,
}

/// What a judge is asked about a statement: text A, and its candidates.
pub(crate) fn question(
    told: &Told<'_, '_>,
    statement: &Statement,
    issue: Option<&str>,
    index: &PropositionIndex,
    parties: &PartyWords,
) -> Question {
    let utterance = told.utterance;
    let mut holders: Vec<usize> = utterance.speaker_party.into_iter().collect();
    let named = (0..utterance.tokens.len())
        .filter(|at| matches!(utterance.parts[*at], Part::Content | Part::Source))
        .filter_map(|at| utterance.parties[at]);
    for party in named {
        if !holders.contains(&party) {
            holders.push(party);
        }
    }
    let (mut pairs, mut positions) = (Vec::new(), Vec::new());
    for proposition in candidates(told, issue, index) {
        for holder in &holders {
            if pairs.len() == MOST_PAIRS {
                break;
            }
            let id = parties.id(*holder).to_owned();
            pairs.push((id, proposition.id.clone(), hand(told, *holder)));
            positions.push(format!("{}: {}", parties.name(*holder), proposition.sentence));
        }
    }
    let speaker = statement.speaker.as_deref().unwrap_or("unnamed");
    let party = utterance.speaker_party.map_or("no party", |party| parties.name(party));
    Question { text: format!("{speaker} ({party}): {}", marked(utterance)), pairs, positions }
}

/// The sentences with what is said between `[[ ` and ` ]]`, cut to length.
pub(crate) fn marked(utterance: &Utterance<'_>) -> String {
    let mut parts = [String::new(), String::new(), String::new()];
    let mut open = false;
    let mut place = 0;
    let last = utterance.parts.iter().rposition(|part| *part == Part::Content);
    let mut sentence = 0;
    for (at, token) in utterance.tokens.iter().enumerate() {
        let inside = utterance.parts[at] == Part::Content;
        if inside && !open {
            place = 1;
            space(&mut parts[1]);
            parts[1].push_str("[[");
        } else if !inside && open {
            parts[1].push_str(" ]]");
            place = if last.is_some_and(|last| at > last) { 2 } else { 1 };
        }
        let out = &mut parts[place];
        while utterance.sentences.get(sentence).is_some_and(|s| s.end <= token.span.start) {
            sentence += 1;
            if !utterance.follows(sentence) && !out.is_empty() {
                out.push_str(" …");
            }
        }
        if token.spaced || inside != open || at == 0 {
            space(out);
        }
        out.push_str(utterance.written(at));
        open = inside;
    }
    if open {
        parts[1].push_str(" ]]");
    }
    let [before, within, behind] = parts;
    [last_of(&before, 300), first_of(&within, 600), first_of(&behind, 200)].join(" ").trim().to_owned()
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The last whole words within so many characters.
fn last_of(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.trim().to_owned();
    }
    let cut: String = text.chars().skip(count - most).collect();
    cut.split_once(' ').map_or(String::new(), |(_, rest)| rest.trim().to_owned())
}

/// The first whole words within so many characters; a mark that was opened is closed.
fn first_of(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.trim().to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let words = cut.rsplit_once(' ').map_or("", |(words, _)| words).trim();
    let open = words.matches("[[").count() > words.matches("]]").count();
    if open { format!("{words} ]]") } else { words.to_owned() }
}

/// Asks the judge about a document's statements, and adds what it is sure of.
pub(crate) fn ask(judge: &dyn Judge, statements: &mut [Statement], questions: Vec<Question>) {
    let texts: Vec<String> = questions.iter().map(|question| question.text.clone()).collect();
    let acts = judge.acts(&texts);
    let pairs: Vec<StancePair> = questions
        .iter()
        .flat_map(|q| {
            q.positions
                .iter()
                .map(|position| StancePair { statement: q.text.clone(), position: position.clone() })
        })
        .collect();
    let mut odds = judge.stances(&pairs).into_iter();
    for ((statement, question), acts) in statements.iter_mut().zip(questions).zip(acts) {
        act(judge, statement, acts);
        for (holder, proposition, hand) in question.pairs {
            let Some(odds) = odds.next() else { return };
            let stances = [
                (Stance::Support, odds.support),
                (Stance::Oppose, odds.oppose),
                (Stance::Conditional, odds.conditional),
            ];
            let Some((stance, score)) = stances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)) else {
                continue;
            };
            if score < SURE || score <= odds.none {
                continue;
            }
            let same = |p: &StatedPosition| p.holder == holder && p.proposition == proposition;
            let known = statement.positions.iter_mut().find(|p| same(p));
            match known {
                Some(known) if known.stance == stance => known.score = known.score.max(score),
                Some(known) if known.score >= score => {}
                Some(known) => {
                    known.stance = stance;
                    known.score = score;
                    judge.name().clone_into(&mut known.by);
                    if stance != Stance::Conditional {
                        known.condition.clear();
                    }
                }
                None => statement.positions.push(StatedPosition {
                    holder,
                    proposition,
                    stance,
                    condition: Vec::new(),
                    hand,
                    score,
                    by: judge.name().to_owned(),
                }),
            }
        }
    }
}

fn act(judge: &dyn Judge, statement: &mut Statement, odds: [f32; 13]) {
    let Some((act, score)) = Act::ALL.into_iter().zip(odds).max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return;
    };
    let enough = match &statement.act {
        Some(acted) if acted.score >= BY_CUE => SURER_OF_ACT,
        _ => SURE_OF_ACT,
    };
    if score >= enough && statement.act.as_ref().is_none_or(|acted| acted.act != act) {
        statement.act = Some(Acted { act, score, by: judge.name().to_owned() });
    }
}
