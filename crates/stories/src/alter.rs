//! What one wording changed of another.

use std::collections::BTreeSet;

use standpoint_terms::{Alteration, Compared};

use crate::align::{self, Likeness};
use crate::forms::{Class, Forms};
use crate::lexicon::{BESIDE_HEDGES, CONDITION_PHRASES, CONDITIONS};
use crate::tale::{Tale, Unit};
use crate::token::Token;
use crate::voice;

/// One document's words for an utterance.
#[derive(Clone)]
pub(crate) struct Side<'t> {
    pub(crate) tale: &'t Tale,
    /// Numbers of tokens, in order.
    pub(crate) tokens: Vec<usize>,
}

/// More words of a wording are not compared: the time grows with the square.
const LONGEST: usize = 600;

/// Words that tell less lead to others: "that", "to", "the".
const SMALL: f32 = 5.5;

/// So many changes make other words of it.
const REWORDED: usize = 3;

impl<'t> Side<'t> {
    /// The words of these units of a tale; small words that lead to a quotation are left out.
    pub(crate) fn new(tale: &'t Tale, units: &[usize], forms: &Forms) -> Side<'t> {
        let small = |token: &usize| {
            let token = tale.tokens[*token];
            token.quotation == 0 && forms.surprise(token.form) < SMALL
        };
        let words = |unit: usize| {
            let Unit { tokens, quoted, .. } = &tale.units[unit];
            let opening =
                if *quoted > 0 { tokens.iter().take_while(|token| small(token)).count() } else { 0 };
            tokens[opening..].iter().copied()
        };
        let mut tokens: Vec<usize> = units.iter().flat_map(|unit| words(*unit)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens.truncate(LONGEST);
        Side { tale, tokens }
    }

    /// These words of a tale.
    pub(crate) fn of_words(tale: &'t Tale, words: std::ops::Range<usize>) -> Side<'t> {
        Side { tale, tokens: words.take(LONGEST).collect() }
    }

    fn token(&self, at: usize) -> Token {
        self.tale.tokens[self.tokens[at]]
    }

    fn forms(&self) -> Vec<u32> {
        self.tokens.iter().map(|number| self.tale.tokens[*number].form).collect()
    }

    fn is_quoted(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.token(at).quotation > 0)
    }

    /// Whether the document breaks off between these two words: another statement in another paragraph, or more
    /// between them than a "he said".
    fn breaks_between(&self, before: usize, after: usize) -> bool {
        const AN_ASIDE: usize = 14;
        let (one, other) = (self.tokens[before], self.tokens[after]);
        if self.token(before).quotation == self.token(after).quotation {
            return false;
        }
        self.tale.paragraph(one) != self.tale.paragraph(other) || other - one > AN_ASIDE + (after - before)
    }
}

/// What was found by comparing two wordings.
pub(crate) struct Comparison {
    pub(crate) alterations: Vec<Alteration>,
    /// Whether words inside quotation marks were changed.
    pub(crate) inside: bool,
    pub(crate) compared: Vec<Compared>,
}

/// Words between two pairs: those that only the one side has, and those that only the other has.
struct Block {
    one: std::ops::Range<usize>,
    other: std::ops::Range<usize>,
}

/// Compares two wordings, the one that is trusted more first.
pub(crate) fn compare(forms: &Forms, one: &Side<'_>, other: &Side<'_>) -> Comparison {
    let (one_forms, other_forms) = (one.forms(), other.forms());
    let pairs = align::whole(forms, &one_forms, &other_forms);
    let mut judge =
        Judge { forms, one, other, pairs: &pairs, found: BTreeSet::new(), inside: false, changes: 0 };
    let quoted = one.is_quoted() && other.is_quoted();
    for block in blocks(&pairs, one.tokens.len(), other.tokens.len()) {
        if quoted {
            judge.block(&block);
        }
    }
    if quoted {
        judge.inflections();
        judge.joints();
        judge.reworded();
    } else {
        judge.retold();
    }
    let (alterations, inside) = (judge.found.into_iter().collect(), judge.inside);
    let (one, other, pairs) =
        if quoted { within(one, other, &pairs) } else { (one.clone(), other.clone(), pairs) };
    Comparison { alterations, inside, compared: compared(&one, &other, &pairs) }
}

/// The two wordings without what stands at their ends in other quotations: it belongs to no comparison.
fn within<'t>(
    one: &Side<'t>,
    other: &Side<'t>,
    pairs: &[[usize; 2]],
) -> (Side<'t>, Side<'t>, Vec<[usize; 2]>) {
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else {
        return (one.clone(), other.clone(), pairs.to_vec());
    };
    let range = |side: &Side<'_>, at: usize| {
        let belongs = |place: usize, end: usize| side.token(place).quotation == side.token(end).quotation;
        let start = (0..first[at]).find(|place| belongs(*place, first[at])).unwrap_or(first[at]);
        let end = (last[at] + 1..side.tokens.len()).rev().find(|place| belongs(*place, last[at]));
        start..end.unwrap_or(last[at]) + 1
    };
    let (a, b) = (range(one, 0), range(other, 1));
    let cut = |side: &Side<'t>, range: &std::ops::Range<usize>| Side {
        tale: side.tale,
        tokens: side.tokens[range.clone()].to_vec(),
    };
    let pairs = pairs.iter().map(|[i, j]| [i - a.start, j - b.start]).collect();
    (cut(one, &a), cut(other, &b), pairs)
}

/// Two wordings word by word, without a judgement.
pub(crate) fn side_by_side(forms: &Forms, one: &Side<'_>, other: &Side<'_>) -> Vec<Compared> {
    let pairs = align::whole(forms, &one.forms(), &other.forms());
    compared(one, other, &pairs)
}

/// The gaps before, between and after the pairs.
fn blocks(pairs: &[[usize; 2]], one: usize, other: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = [0, 0];
    for [i, j] in pairs.iter().copied().chain([[one, other]]) {
        if from[0] < i || from[1] < j {
            blocks.push(Block { one: from[0]..i, other: from[1]..j });
        }
        from = [i + 1, j + 1];
    }
    blocks
}

struct Judge<'a> {
    forms: &'a Forms,
    one: &'a Side<'a>,
    other: &'a Side<'a>,
    pairs: &'a [[usize; 2]],
    found: BTreeSet<Alteration>,
    inside: bool,
    /// Places where words were changed.
    changes: usize,
}

impl Judge<'_> {
    fn note(&mut self, alteration: Alteration) {
        self.found.insert(alteration);
        self.inside |= alteration.is_grave();
    }

    fn class(&self, side: &Side<'_>, at: usize) -> Class {
        self.forms.get(side.token(at).form).class
    }

    fn text(&self, side: &Side<'_>, at: usize) -> &str {
        &self.forms.get(side.token(at).form).text
    }

    fn block(&mut self, block: &Block) {
        let (one, other) = (self.one, self.other);
        let before =
            self.pairs.iter().rev().find(|[i, _]| *i < block.one.start.max(1) && *i + 1 == block.one.start);
        let after = self.pairs.iter().find(|[i, j]| *i == block.one.end && *j == block.other.end);
        // What only one side has counts where that side has it in the quotation that the other side shares.
        let near = |pair: Option<&[usize; 2]>, side: usize| {
            let side_of = if side == 0 { one } else { other };
            pair.map(|pair| side_of.token(pair[side]).quotation)
        };
        let within = |side: &Side<'_>, at: usize, ends: [Option<u32>; 2]| {
            let quotation = side.token(at).quotation;
            quotation > 0 && (ends.contains(&Some(quotation)))
        };
        let noise = |side: &Side<'_>, at: usize| self.class(side, at) == Class::Noise;
        let other_ends = [near(before, 1), near(after, 1)];
        let put_in: Vec<usize> = block
            .other
            .clone()
            .filter(|at| within(other, *at, other_ends) && !other.token(*at).bracketed && !noise(other, *at))
            .collect();
        let edge = before.is_none() || after.is_none();
        let one_ends = [near(before, 0), near(after, 0)];
        let left_out: Vec<usize> = block
            .one
            .clone()
            .filter(|at| {
                let quotation = one.token(*at).quotation;
                let near = if edge { within(one, *at, one_ends) } else { quotation > 0 };
                near && !one.token(*at).bracketed && !noise(one, *at)
            })
            .collect();
        let both_quoted = |pair: Option<&[usize; 2]>| {
            pair.is_none_or(|[i, j]| one.token(*i).quotation > 0 && other.token(*j).quotation > 0)
        };
        if !both_quoted(before) || !both_quoted(after) {
            return;
        }
        if put_in.is_empty() && left_out.is_empty() {
            return;
        }
        let bracket = block.other.clone().any(|at| other.token(at).bracketed);
        if bracket && left_out.len() <= 3 {
            return;
        }
        if edge {
            self.at_the_edge(&left_out, &put_in, before.is_none());
            return;
        }
        // A gap between two quotations of the other side is no gap in a quotation.
        let whole = near(before, 1) == near(after, 1);
        if put_in.is_empty() {
            if whole {
                self.left_out(&left_out, after.map(|[_, j]| *j));
            } else if self.is_condition(&left_out) {
                self.note(Alteration::ConditionDropped);
            } else {
                self.note(Alteration::Trimmed);
            }
        } else {
            self.replaced(&left_out, &put_in);
        }
    }

    /// Words at the beginning or end that one side does not have.
    fn at_the_edge(&mut self, left_out: &[usize], put_in: &[usize], opening: bool) {
        if !left_out.is_empty() && !put_in.is_empty() && left_out.len() <= 3 && put_in.len() <= 3 {
            self.replaced(left_out, put_in);
            return;
        }
        if !put_in.is_empty() {
            if self.stands_elsewhere(put_in) {
                self.note(Alteration::Joined);
            } else if left_out.len().abs_diff(put_in.len()) <= 2 && !left_out.is_empty() {
                self.replaced(left_out, put_in);
            } else if put_in.iter().any(|at| self.class(self.other, *at) == Class::Negation)
                && put_in.len() <= 2
            {
                self.note(Alteration::NegationChanged);
            } else {
                self.note(Alteration::Trimmed);
            }
            return;
        }
        let negations = left_out.iter().filter(|at| self.class(self.one, **at) == Class::Negation).count();
        if self.is_hedge(left_out) {
            self.note(Alteration::HedgeDropped);
        } else if self.is_condition(left_out) {
            self.note(Alteration::ConditionDropped);
        } else if negations % 2 == 1 && left_out.len() <= 2 {
            self.note(Alteration::NegationChanged);
        } else {
            let mark = if opening {
                self.pairs.first().is_some_and(|[_, j]| self.other.token(*j).after_ellipsis)
            } else {
                false
            };
            self.note(if mark { Alteration::Abridged } else { Alteration::Trimmed });
        }
    }

    /// Words that the other side does not have, in the middle of a quotation.
    fn left_out(&mut self, left_out: &[usize], next: Option<usize>) {
        let of = |class| left_out.iter().filter(|at| self.class(self.one, **at) == class).count();
        let all_small = left_out.len() <= 3;
        let marked = next.is_some_and(|next| self.other.token(next).after_ellipsis);
        if of(Class::Negation) % 2 == 1 && all_small {
            self.note(Alteration::NegationChanged);
        } else if self.is_hedge(left_out) {
            self.note(Alteration::HedgeDropped);
        } else if self.is_condition(left_out) {
            self.note(Alteration::ConditionDropped);
        } else if marked {
            self.note(Alteration::Abridged);
        } else {
            let breaks = left_out.first().zip(left_out.last()).is_some_and(|(first, last)| {
                let (before, after) = (first.saturating_sub(1), (last + 1).min(self.one.tokens.len() - 1));
                self.one.breaks_between(before, after)
            });
            self.note(if breaks { Alteration::Joined } else { Alteration::WordDropped });
        }
    }

    /// Words that stand for others.
    fn replaced(&mut self, left_out: &[usize], put_in: &[usize]) {
        let classes = |side: &Side<'_>, numbers: &[usize], class| {
            numbers.iter().filter(|at| self.class(side, **at) == class).count()
        };
        let one = |class| classes(self.one, left_out, class);
        let other = |class| classes(self.other, put_in, class);
        if (one(Class::Negation) + other(Class::Negation)) % 2 == 1 && left_out.len() + put_in.len() <= 5 {
            self.note(Alteration::NegationChanged);
            return;
        }
        if one(Class::Number) > 0 && other(Class::Number) > 0 && left_out.len() + put_in.len() <= 8 {
            self.note(Alteration::NumberChanged);
            return;
        }
        if left_out.is_empty() {
            let hedges = other(Class::Hedge) == put_in.len();
            let spliced = self.stands_elsewhere(put_in);
            let joined = !hedges && spliced;
            self.changes += 1;
            self.note(if joined { Alteration::Joined } else { Alteration::WordAdded });
            return;
        }
        if put_in.iter().all(|at| self.class(self.other, *at) == Class::Auxiliary) && one(Class::Hedge) > 0 {
            self.note(Alteration::HedgeDropped);
            return;
        }
        let small = |class: Class| matches!(class, Class::Auxiliary | Class::Hedge);
        let tense = left_out.iter().all(|at| small(self.class(self.one, *at)))
            && put_in.iter().all(|at| small(self.class(self.other, *at)));
        if tense || self.inflected(left_out, put_in) {
            self.changes += 1;
            self.note(Alteration::TenseChanged);
            return;
        }
        if self.is_condition(left_out) && left_out.len() > put_in.len() + 2 {
            self.note(Alteration::ConditionDropped);
            return;
        }
        if put_in.len() >= 2 && self.stands_elsewhere(put_in) {
            self.note(Alteration::Joined);
            return;
        }
        let names = left_out.len() == 1 && put_in.len() == 1 && {
            let (a, b) = (self.text(self.one, left_out[0]), self.text(self.other, put_in[0]));
            self.one.token(left_out[0]).named
                && self.other.token(put_in[0]).named
                && voice::spelled_alike(a, b)
        };
        if !names {
            self.changes += left_out.len().min(put_in.len());
            self.note(Alteration::WordReplaced);
        }
    }

    /// Whether both hold forms of one verb and auxiliaries besides ("went", "has gone").
    fn inflected(&self, left_out: &[usize], put_in: &[usize]) -> bool {
        let content = |side: &Side<'_>, numbers: &[usize]| -> Vec<u32> {
            let plain = |at: &&usize| !matches!(self.class(side, **at), Class::Auxiliary | Class::Hedge);
            numbers.iter().filter(plain).map(|at| self.forms.get(side.token(*at).form).lemma).collect()
        };
        let (one, other) = (content(self.one, left_out), content(self.other, put_in));
        !one.is_empty() && one == other
    }

    fn is_hedge(&self, numbers: &[usize]) -> bool {
        let hedge = |at: &usize| self.class(self.one, *at) == Class::Hedge;
        let beside = |at: &usize| BESIDE_HEDGES.contains(&self.text(self.one, *at));
        numbers.len() <= 7 && numbers.iter().any(hedge) && numbers.iter().all(|at| hedge(at) || beside(at))
    }

    fn is_condition(&self, numbers: &[usize]) -> bool {
        if numbers.len() < 3 {
            return false;
        }
        let words: Vec<&str> = numbers.iter().map(|at| self.text(self.one, *at)).collect();
        opens_condition(&words)
    }

    /// Whether the words stand together at another place of the one side.
    fn stands_elsewhere(&self, put_in: &[usize]) -> bool {
        let words: Vec<u32> = put_in.iter().map(|at| self.other.token(*at).form).collect();
        let tells: f32 = words.iter().map(|form| self.forms.surprise(*form)).sum();
        let one = self.one.forms();
        words.len() >= 2 && tells >= 12.0 && one.windows(words.len()).any(|window| window == words)
    }

    /// Pairs whose words are inflections of each other.
    fn inflections(&mut self) {
        for [i, j] in self.pairs {
            let (a, b) = (self.one.token(*i), self.other.token(*j));
            let quoted = a.quotation > 0 && b.quotation > 0 && !b.bracketed;
            if quoted && align::likeness(self.forms, a.form, b.form) == Some(Likeness::Inflected) {
                self.changes += 1;
                self.note(Alteration::TenseChanged);
            }
        }
    }

    /// Places where the other side runs on in one quotation and the one side does not.
    fn joints(&mut self) {
        for pair in self.pairs.windows(2) {
            let [[i, j], [k, l]] = [pair[0], pair[1]];
            let (before, after) = (self.other.token(j), self.other.token(l));
            let runs_on =
                before.quotation > 0 && before.quotation == after.quotation && !after.after_ellipsis;
            let both = self.one.token(i).quotation > 0 && self.one.token(k).quotation > 0;
            if runs_on && both && self.one.breaks_between(i, k) {
                self.note(Alteration::Joined);
            }
        }
    }

    /// Many changed words are other words for the same.
    fn reworded(&mut self) {
        if self.changes < REWORDED {
            return;
        }
        for small in [
            Alteration::WordReplaced,
            Alteration::TenseChanged,
            Alteration::WordAdded,
            Alteration::WordDropped,
        ] {
            self.found.remove(&small);
        }
        self.found.insert(Alteration::Reworded);
        self.inside = true;
    }

    /// One side tells it in its own words: only numbers, conditions and hedges must be kept.
    fn retold(&mut self) {
        let same = self.pairs.len() == self.other.tokens.len().min(self.one.tokens.len());
        if same {
            if self.one.tokens.len() != self.other.tokens.len() {
                self.note(Alteration::Trimmed);
            }
            return;
        }
        self.note(Alteration::Reworded);
        let words = |side: &Side<'_>| -> Vec<String> {
            (0..side.tokens.len()).map(|at| self.text(side, at).to_owned()).collect()
        };
        let (one, other) = (words(self.one), words(self.other));
        let refs = |words: &[String]| -> bool {
            opens_condition(&words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        // "Could" is as often a tense as a hedge.
        let hedged = |side: &Side<'_>, at: usize| {
            self.class(side, at) == Class::Hedge && self.text(side, at) != "could"
        };
        let hedges = |side: &Side<'_>| (0..side.tokens.len()).filter(|at| hedged(side, *at)).count();
        let condition = refs(&one) && !refs(&other);
        let hedge = hedges(self.one) > 0 && hedges(self.other) == 0;
        if condition {
            self.note(Alteration::ConditionDropped);
        }
        if hedge {
            self.note(Alteration::HedgeDropped);
        }
        self.inside = false;
    }
}

/// Whether a condition begins among these words.
fn opens_condition(words: &[&str]) -> bool {
    const TIMES: [&str; 6] = ["today", "now", "then", "recently", "tomorrow", "yesterday"];
    words.iter().enumerate().any(|(at, word)| {
        let clause = words.get(at + 1).is_some_and(|next| !TIMES.contains(next)) && at + 2 < words.len();
        CONDITIONS.contains(word) && clause
            || CONDITION_PHRASES.iter().any(|phrase| words[at..].starts_with(phrase))
    })
}

/// Both wordings word by word.
fn compared(one: &Side<'_>, other: &Side<'_>, pairs: &[[usize; 2]]) -> Vec<Compared> {
    let mut out = Vec::new();
    let spans = |side: &Side<'_>, range: std::ops::Range<usize>| side.tale.spans(&side.tokens[range]);
    let mut run: Option<[usize; 4]> = None;
    let same = |run: &mut Option<[usize; 4]>, out: &mut Vec<Compared>| {
        if let Some([i, k, j, l]) = run.take() {
            let (ones, others) = (spans(one, i..k), spans(other, j..l));
            if let ([one], [other]) = (&ones[..], &others[..]) {
                out.push(Compared::Same { one: *one, other: *other });
            } else {
                for (i, j) in (i..k).zip(j..l) {
                    out.push(Compared::Same { one: one.token(i).span(), other: other.token(j).span() });
                }
            }
        }
    };
    let mut from = [0, 0];
    for [i, j] in pairs.iter().copied().chain([[one.tokens.len(), other.tokens.len()]]) {
        if from[0] < i || from[1] < j {
            same(&mut run, &mut out);
            let (mut ones, mut others) = (spans(one, from[0]..i), spans(other, from[1]..j));
            if ones.len() == 1 && others.len() == 1 {
                out.push(Compared::Changed { one: ones.remove(0), other: others.remove(0) });
            } else {
                out.extend(ones.into_iter().map(|one| Compared::Dropped { one }));
                out.extend(others.into_iter().map(|other| Compared::Added { other }));
            }
        }
        if i < one.tokens.len() && j < other.tokens.len() {
            run = Some(run.map_or([i, i + 1, j, j + 1], |[a, _, b, _]| [a, i + 1, b, j + 1]));
        }
        from = [i + 1, j + 1];
    }
    same(&mut run, &mut out);
    out
}

/// Whether two documents name one speaker, where one of them may only have a pronoun.
pub(crate) fn likeness(forms: &Forms, tales: [&Tale; 2], units: [&Unit; 2]) -> voice::Likeness {
    let likeness = units[0].voice.likeness(&units[1].voice);
    if likeness != voice::Likeness::Different {
        return likeness;
    }
    let doubtful = |at: usize| {
        let named = units[1 - at].voice.surname().and_then(|name| forms.find(name));
        units[at].pronoun && named.is_some_and(|name| tales[at].may_mean(units[at], name))
    };
    if doubtful(0) || doubtful(1) { voice::Likeness::Possible } else { likeness }
}

/// What tells that the speaker is another, or gone.
pub(crate) fn speaker(forms: &Forms, tales: [&Tale; 2], units: [&Unit; 2]) -> Option<Alteration> {
    match likeness(forms, tales, units) {
        // Who tells in his own words what two people said may name either.
        voice::Likeness::Different => {
            units.iter().all(|unit| unit.quoted > 0).then_some(Alteration::SpeakerChanged)
        }
        voice::Likeness::Unnamed
            if units[0].voice.name.is_some() && units[1].voice.name.is_none() && !units[1].sourced =>
        {
            Some(Alteration::AttributionDropped)
        }
        _ => None,
    }
}
