//! Who accepts, rejects or denies what is only pointed to: "both of these points", "that line", "them".

use standpoint_terms::{Act, Document, Hand, Mode, Reading, Span, Stance, StatedPosition, Statement};

use crate::CompiledCodebook;
use crate::act::{ActFound, Sign};
use crate::condition::conditions;
use crate::statement::words;
use crate::utterance::Utterance;
use crate::word_list::word_list;

/// What is said up to its first condition, and where that condition stands.
pub(crate) fn without_condition(document: &Document, utterance: &Utterance<'_>) -> (String, Option<Span>) {
    let conditions = conditions(utterance);
    // Behind a condition with which it opens stands what is said.
    let opens = usize::from(utterance.content.first().is_some_and(|at| utterance.tokens[*at].is("that")));
    let first = conditions.iter().find(|c| Some(&c.tokens.start) > utterance.content.get(opens));
    let until = first.map_or(usize::MAX, |condition| condition.tokens.start);
    let main = utterance.content.iter().take_while(|at| **at < until).filter_map(|at| {
        let token = &utterance.tokens[*at];
        token.is_word().then(|| token.span.of(&document.text)).flatten()
    });
    (main.collect::<Vec<_>>().join(" "), first.and_then(|condition| condition.span(utterance)))
}

/// The condition that is all that is said: "Arland accepted them, Kask said, if they …".
pub(crate) fn only_condition(utterance: &Utterance<'_>) -> Option<Span> {
    let first = conditions(utterance).into_iter().next()?;
    let beside = |at: &usize| utterance.tokens[*at].is_word() && !first.tokens.contains(at);
    if utterance.content.iter().any(beside) { None } else { first.span(utterance) }
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

/// What an answer to a proposal may be made of, beside the words that give it.
const ANSWERING: [&str; 24] = [
    "we", "i", "it", "them", "this", "that", "these", "those", "both", "to", "will", "would", "shall", "can",
    "have", "has", "had", "said", "as", "a", "basis", "do", "is", "be",
];

/// The words that give it.
const ANSWERS: [&str; 9] = ["yes", "agreed", "sign", "accept", "agree", "endorse", "no", "never", "reject"];

/// What of a proposal somebody takes who takes not all of it.
const PARTS: [&str; 10] =
    ["parts", "part", "points", "articles", "bits", "elements", "provisions", "sections", "some", "half"];

/// How somebody takes a proposal that was named just before and is not named again: by a pronoun ("endorsed them"), by a
/// bare answer ("no", "we will sign") or in part ("yes to the parts it likes").
fn answer(act: &ActFound, content: &str) -> Option<Stance> {
    let small = content.to_lowercase();
    let words: Vec<&str> =
        small.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let plain = match act.sign {
        Sign::For => Stance::Support,
        Sign::Against => Stance::Oppose,
        Sign::Perhaps | Sign::Open => return None,
    };
    let takes = matches!(act.acted.act, Act::Accept | Act::Reject);
    let pronoun = matches!(words[..], ["it" | "them" | "both" | "this" | "that" | "these" | "those"]);
    if takes && pronoun {
        return Some(plain);
    }
    if takes && plain == Stance::Support {
        let rest = words.strip_prefix(&["yes", "to"]).unwrap_or(&words);
        let rest = rest.strip_prefix(&["the"]).unwrap_or(rest);
        let of_it = |next: &&str| matches!(*next, "of" | "it" | "they" | "he" | "she" | "which" | "that");
        if rest.first().is_some_and(|word| PARTS.contains(word)) && rest.get(1).is_none_or(of_it) {
            return Some(Stance::Conditional);
        }
    }
    let given = words.iter().any(|word| ANSWERS.contains(word));
    let not = |word: &&&str| matches!(**word, "no" | "not" | "never" | "reject") || word.ends_with("n't");
    let others = |word: &&str| ANSWERS.contains(word) || ANSWERING.contains(word) || not(&word);
    let answers = matches!(act.acted.act, Act::Accept | Act::Reject | Act::Announce | Act::Claim);
    (answers && given && words.iter().all(others))
        .then(|| if words.iter().any(|word| not(&word)) { Stance::Oppose } else { Stance::Support })
}

/// The position of one who takes or refuses a proposal that was named just before, or speaks of his own by "this": "the
/// ten points … Kask endorsed them"; "Arland published ten points. “This is our answer,” Kask said".
pub(crate) fn on_proposal(
    document: &Document,
    reading: &Reading,
    statement: &Statement,
    codebook: &CompiledCodebook,
    act: &ActFound,
) -> Option<StatedPosition> {
    let content = words(document, &statement.attribution.content);
    let holder = statement.party.clone()?;
    let taken = answer(act, &content);
    let first = content.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let of_own = || matches!(first, Some("This" | "It")) && act.sign != Sign::Against;
    if taken.is_none() && !of_own() {
        return None;
    }
    let proposal = codebook.proposals.pointed_to(document, reading, &statement.attribution)?;
    // "No" may answer anything: the proposal must stand in its sentence.
    let bare = content.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if ANSWERS.contains(&bare.as_str()) && !named_in_sentence(document, reading, statement, codebook) {
        return None;
    }
    let by_maker = proposal.by.as_ref() == Some(&holder);
    let (stance, score) = match taken {
        // Yes or no was said in so many words.
        Some(stance) if first.is_some_and(|word| word.eq_ignore_ascii_case("yes")) => (stance, 0.8),
        Some(stance) => (stance, 0.7),
        None if by_maker => (Stance::Support, 0.6),
        None => return None,
    };
    Some(StatedPosition {
        holder,
        proposition: proposal.proposition.clone()?,
        stance,
        condition: Vec::new(),
        hand: Hand::First,
        score,
        by: "points back to a proposal named before".to_owned(),
    })
}

/// Whether a proposal is named before what is said in the same sentence.
fn named_in_sentence(
    document: &Document,
    reading: &Reading,
    statement: &Statement,
    codebook: &CompiledCodebook,
) -> bool {
    let Some(start) = statement.attribution.content.first().map(|span| span.start) else { return false };
    let at = reading.sentences.partition_point(|sentence| sentence.end <= start);
    let from = reading.sentences.get(at).map_or(start, |sentence| sentence.start.min(start));
    let lead = Span::new(from, start).of(&document.text);
    lead.is_some_and(|lead| codebook.proposals.last_in(lead).is_some())
}

/// A maker's word on the list of its terms stands at most so many bytes behind it.
const BEHIND: usize = 300;

/// The position of one whose side's proposal was listed just before, and who is quoted on it: who presents a plan is for
/// it.
pub(crate) fn on_listed(
    document: &Document,
    reading: &Reading,
    before: Option<&Statement>,
    statement: &Statement,
    codebook: &CompiledCodebook,
    act: &ActFound,
) -> Option<StatedPosition> {
    let listed = before.filter(|before| before.attribution.mode == Mode::List)?;
    let from = listed.attribution.content.last()?.end;
    let to = statement.attribution.content.first()?.start;
    let near = from <= to && to - from <= BEHIND && statement.attribution.mode == Mode::Direct;
    if !near || matches!(act.acted.act, Act::Question | Act::Deny | Act::Reject) {
        return None;
    }
    let proposal = codebook.proposals.presented(document, reading, &listed.attribution)?;
    let holder = statement.party.clone().filter(|party| proposal.by.as_ref() == Some(party))?;
    Some(StatedPosition {
        holder,
        proposition: proposal.proposition.clone()?,
        stance: Stance::Support,
        condition: Vec::new(),
        hand: Hand::First,
        score: 0.6,
        by: "its side's proposal was listed just before".to_owned(),
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
