//! What a condition is put to that names no topic of its own: "On the searches Velmark gave way. Boats would pass, as
//! long as …".

use standpoint_terms::{Act, Document, Hand, Reading, Span, Stance, StatedPosition, Statement};

use crate::CompiledCodebook;
use crate::act::{ActFound, act_of};
use crate::anchor::AnchorKind;
use crate::hit::{best, hits};
use crate::position::Told;
use crate::sentence::in_one_paragraph;
use crate::statement::words;
use crate::utterance::Utterance;

/// The conditional position of one who says under what condition something would be so, and whose words do not say what:
/// it is what the same side spoke of in the sentence before; else, where the condition is all that is said, what its sentence
/// names before it; else what the sentence before opens with ("On the searches …"); else, behind "it" and "they" or where the
/// condition is all, what that sentence names.
pub(crate) fn carried(
    document: &Document,
    reading: &Reading,
    before: Option<&Statement>,
    statement: &Statement,
    codebook: &CompiledCodebook,
    act: &ActFound,
    bound: Option<Span>,
) -> Option<StatedPosition> {
    let bound = bound?;
    let yields = matches!(
        act.acted.act,
        Act::Condition | Act::Accept | Act::Offer | Act::Concede | Act::Announce | Act::Threaten
    );
    if !yields {
        return None;
    }
    let holder = statement.party.clone()?;
    let proposition = before
        .and_then(|before| of_side(document, reading, before, statement))
        .or_else(|| of_own_sentence(document, reading, statement, bound, codebook))
        .or_else(|| of_sentence(document, reading, statement, bound, codebook))?;
    Some(StatedPosition {
        holder,
        proposition,
        stance: Stance::Conditional,
        condition: vec![bound],
        hand: Hand::First,
        score: 0.6,
        by: "goes on with what the sentence before is about".to_owned(),
    })
}

/// The sentence in which a statement's content begins.
fn sentence(reading: &Reading, statement: &Statement) -> Option<usize> {
    let start = statement.attribution.content.first()?.start;
    let at = reading.sentences.partition_point(|sentence| sentence.end <= start);
    (at < reading.sentences.len()).then_some(at)
}

/// Whether the next sentence stands in the same paragraph.
fn next_goes_on(document: &Document, reading: &Reading, at: usize) -> bool {
    let (one, next) = (reading.sentences.get(at), reading.sentences.get(at + 1));
    one.zip(next).is_some_and(|(one, next)| in_one_paragraph(&document.text, one.end, next.start))
}

/// What the statement before is on, where it is by the same speaker and in the sentence before of the same paragraph.
fn of_side(
    document: &Document,
    reading: &Reading,
    before: &Statement,
    statement: &Statement,
) -> Option<String> {
    let (last, here) = (sentence(reading, before)?, sentence(reading, statement)?);
    let next = last + 1 == here && next_goes_on(document, reading, last);
    let same = before.party == statement.party && before.speaker == statement.speaker;
    let position =
        before.positions.iter().find(|position| Some(&position.holder) == statement.party.as_ref())?;
    (next && same).then(|| position.proposition.clone())
}

/// Whether nothing is said but a condition: "Arland accepted them, Kask said, if they …".
fn is_all(document: &Document, statement: &Statement, bound: Span) -> bool {
    let Some(first) = statement.attribution.content.first() else { return false };
    let before = Span::new(first.start, bound.start.max(first.start));
    before.of(&document.text).is_some_and(|words| !words.contains(char::is_alphanumeric))
}

/// What the statement's own sentence names before the condition.
fn of_own_sentence(
    document: &Document,
    reading: &Reading,
    statement: &Statement,
    bound: Span,
    codebook: &CompiledCodebook,
) -> Option<String> {
    let span = *reading.sentences.get(sentence(reading, statement)?)?;
    let before = Span::new(span.start, bound.start.max(span.start));
    if is_all(document, statement, bound) { named_in(document, before, codebook) } else { None }
}

/// What the sentence before opens with, or, behind a pronoun or where the condition is all, names.
fn of_sentence(
    document: &Document,
    reading: &Reading,
    statement: &Statement,
    bound: Span,
    codebook: &CompiledCodebook,
) -> Option<String> {
    let at = sentence(reading, statement)?.checked_sub(1)?;
    let span = reading.sentences[at];
    let text = span.of(&document.text)?;
    if !next_goes_on(document, reading, at) {
        return None;
    }
    let content = words(document, &statement.attribution.content);
    let first = content.split_whitespace().find(|word| *word != "that");
    let pronoun = matches!(first, Some("it" | "It" | "they" | "They")) || is_all(document, statement, bound);
    let opens = ["On ", "As for ", "As to ", "Regarding "].iter().any(|opener| text.starts_with(opener));
    let topic = match text.find(',') {
        _ if pronoun => span,
        Some(comma) if opens => Span::new(span.start, span.start + comma),
        None if opens => span,
        _ => return None,
    };
    named_in(document, topic, codebook)
}

/// The first proposition that the words name.
fn named_in(document: &Document, topic: Span, codebook: &CompiledCodebook) -> Option<String> {
    let mut utterance = Utterance::of_sentence(&document.text, topic);
    utterance.parties = codebook.words.mark(&utterance.tokens);
    let act = act_of(&utterance);
    let told = Told { utterance: &utterance, act: &act, outer_party: None, nested: false };
    let named = best(hits(&told, &utterance.content, &[], &codebook.propositions));
    let first = named.into_iter().filter(|hit| hit.anchor.kind == AnchorKind::Hint || hit.tells);
    first.min_by_key(|hit| hit.tokens[0]).map(|hit| hit.proposition.id.clone())
}
