//! Who accepts, rejects or denies what is only pointed to: "both of these points", "that line", "them".

use standpoint_terms::{Act, Document, Hand, Reading, Span, Stance, StatedPosition, Statement};

use crate::CompiledCodebook;
use crate::act::{ActFound, Sign};
use crate::condition::conditions;
use crate::statement::words;
use crate::utterance::Utterance;
use crate::word_list::word_list;

/// What is said up to its first condition, and where that condition stands.
pub(crate) fn without_condition(document: &Document, utterance: &Utterance<'_>) -> (String, Option<Span>) {
    let conditions = conditions(utterance);
    let first = conditions.iter().find(|condition| Some(&condition.tokens.start) > utterance.content.first());
    let until = first.map_or(usize::MAX, |condition| condition.tokens.start);
    let main = utterance.content.iter().take_while(|at| **at < until).filter_map(|at| {
        let token = &utterance.tokens[*at];
        token.is_word().then(|| token.span.of(&document.text)).flatten()
    });
    (main.collect::<Vec<_>>().join(" "), first.and_then(|condition| condition.span(utterance)))
}

/// How somebody points to what was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pointing {
    /// "both of these points".
    Both,
    /// "that demand", "these terms": what was said lately.
    Lately,
    /// "it", "a claim": what was said just before.
    JustNow,
    /// "the opposite" of what was said lately.
    Opposite,
}

/// Whether somebody accepts, rejects or denies what is only pointed to.
pub(crate) fn takes_up(act: &ActFound, content: &str) -> Option<Pointing> {
    let small = content.to_lowercase();
    let opposite = small.trim() == "the opposite" && act.sign == Sign::For;
    if !matches!(act.acted.act, Act::Accept | Act::Reject | Act::Deny | Act::Condition) && !opposite {
        return None;
    }
    let words: Vec<&str> =
        small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (first, last) = (words.first()?, words.last()?);
    let pointing = word_list("pointing");
    match words.len() {
        2 if opposite => Some(Pointing::Opposite),
        1 => matches!(*first, "it" | "this" | "that" | "which" | "so").then_some(Pointing::JustNow),
        2..=5 if *first == "both" && pointing.has(last) => Some(Pointing::Both),
        2..=5
            if matches!(*first, "this" | "that" | "these" | "those" | "such" | "each" | "either")
                && pointing.has(last) =>
        {
            Some(Pointing::Lately)
        }
        2 if matches!(*first, "a" | "an" | "the") && pointing.has(last) => Some(Pointing::JustNow),
        _ => None,
    }
}

/// The position of one who accepts or rejects a proposal by a pronoun alone: "the ten points … Kask endorsed them".
pub(crate) fn on_proposal(
    document: &Document,
    reading: &Reading,
    statement: &Statement,
    codebook: &CompiledCodebook,
    act: &ActFound,
) -> Option<StatedPosition> {
    let content = words(document, &statement.attribution.content).to_lowercase();
    let pronoun = matches!(content.trim(), "it" | "them" | "both" | "this" | "that" | "these" | "those");
    let stance = match act.sign {
        Sign::For => Stance::Support,
        Sign::Against => Stance::Oppose,
        Sign::Perhaps | Sign::Open => return None,
    };
    if !pronoun || !matches!(act.acted.act, Act::Accept | Act::Reject) {
        return None;
    }
    let proposition = codebook.proposals.pointed_to(document, reading, &statement.attribution)?;
    Some(StatedPosition {
        holder: statement.party.clone()?,
        proposition: proposition.to_owned(),
        stance,
        condition: Vec::new(),
        hand: Hand::First,
        score: 0.7,
        by: "points back to a proposal named before".to_owned(),
    })
}

/// How many statements before one that points back may hold what it points to.
pub(crate) const NEAR: usize = 4;

/// The positions of one who accepts or denies what was said before ("both points"): on the propositions of the
/// nearest statement before that has any, of the nearest two for "both". What others told of the holder itself is
/// answered too.
pub(crate) fn taken_up(
    before: &[Statement],
    holder: &str,
    sign: Sign,
    pointing: Pointing,
    bound: Option<Span>,
) -> Vec<StatedPosition> {
    let turned = match sign {
        Sign::For => false,
        Sign::Against => true,
        Sign::Perhaps if bound.is_some() => false,
        Sign::Perhaps | Sign::Open => return Vec::new(),
    };
    let both = pointing == Pointing::Both;
    let told = before.iter().rev().filter(|statement| !statement.positions.is_empty());
    let mut out: Vec<StatedPosition> = Vec::new();
    for statement in told.take(if both { 2 } else { 1 }) {
        for position in &statement.positions {
            let stance = match (position.stance, turned) {
                (Stance::Support | Stance::Conditional, false) if bound.is_some() => Stance::Conditional,
                (Stance::Support, false) | (Stance::Oppose, true) => Stance::Support,
                (Stance::Oppose, false) | (Stance::Support, true) => Stance::Oppose,
                (Stance::Conditional, _) => continue,
            };
            if out.iter().any(|known| known.proposition == position.proposition) {
                continue;
            }
            out.push(StatedPosition {
                holder: holder.to_owned(),
                proposition: position.proposition.clone(),
                stance,
                condition: bound.into_iter().collect(),
                hand: Hand::First,
                // What was said just before is as plain as it was.
                score: if pointing == Pointing::JustNow { position.score } else { 0.6 },
                by: "points back to a statement before".to_owned(),
            });
        }
    }
    out
}
