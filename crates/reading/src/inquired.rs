//! A statement as a judge sees it.

use std::ops::Range;

use standpoint_inference::{Inquiry, Text};
use standpoint_terms::{Span, Statement};

use crate::asked::Slots;
use crate::party_words::PartyWords;
use crate::token::Token;
use crate::utterance::{Part, Utterance};

/// Characters of the sentences that are shown before what is said, from its beginning to its end, and behind it.
const BEFORE: usize = 300;
const WITHIN: usize = 600;
const BEHIND: usize = 200;

/// A statement about which nothing is asked yet, and who has which slot. The sentence before its own is shown too: it
/// tells what is spoken of.
pub(crate) fn inquired(
    utterance: &Utterance<'_>,
    statement: &Statement,
    parties: Option<&PartyWords>,
) -> (Inquiry, Slots) {
    let mut slots = Slots::new(utterance.speaker_party);
    let speaker = statement.speaker.as_deref().unwrap_or("unnamed");
    let party = utterance.speaker_party.zip(parties).map(|(party, parties)| parties.name(party));
    let mut text = format!("{speaker} ({}):", party.unwrap_or("no party"));
    let mut named = Vec::new();
    if party.is_some() {
        named.push((0..text.len(), 1));
    }
    let mut said: Vec<Range<usize>> = Vec::new();
    let (from, to) = shown(utterance);
    if let Some(before) = utterance.before.filter(|_| from == 0) {
        preceding(utterance, before, parties, &mut text, &mut |party, range| {
            if let Some(slot) = slots.of(party) {
                named.push((range, slot));
            }
        });
    }
    let mut sentence = 0;
    let mut open = false;
    for at in from..to {
        let token = &utterance.tokens[at];
        let mut broken = false;
        while utterance.sentences.get(sentence).is_some_and(|s| s.end <= token.span.start) {
            sentence += 1;
            broken |= at > from && !utterance.follows(sentence);
        }
        if broken {
            text.push_str(" …");
        }
        if token.spaced || at == from || broken {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(utterance.written(at));
        let inside = utterance.parts[at] == Part::Content;
        match said.last_mut() {
            Some(last) if inside && open => last.end = text.len(),
            _ if inside => said.push(start..text.len()),
            _ => {}
        }
        open = inside;
        if let Some(slot) = utterance.parties[at].and_then(|party| slots.of(party)) {
            named.push((start..text.len(), slot));
        }
    }
    (Inquiry { statement: Text { text, named }, said, questions: Vec::new() }, slots)
}

/// Writes the last words of the sentence before, as many as there is room for, and tells where parties are named in them.
fn preceding(
    utterance: &Utterance<'_>,
    before: Span,
    parties: Option<&PartyWords>,
    text: &mut String,
    named: &mut dyn FnMut(usize, Range<usize>),
) {
    let tokens = utterance.tokens_of(before);
    let marks = parties.map_or_else(|| vec![None; tokens.len()], |parties| parties.mark(&tokens));
    let mut left = BEFORE;
    let fits = |token: &&Token<'_>| match left.checked_sub(token.span.len() + 1) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let first = tokens.len() - tokens.iter().rev().take_while(fits).count();
    for (at, token) in tokens.iter().enumerate().skip(first) {
        if token.spaced || at == first {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(utterance.written_of(token));
        if let Some(party) = marks[at] {
            named(party, start..text.len());
        }
    }
}

/// The first and the last token that are shown, the last one excluded.
fn shown(utterance: &Utterance<'_>) -> (usize, usize) {
    let length = |at: usize| utterance.written(at).chars().count() + 1;
    let content = |at: &usize| utterance.parts[*at] == Part::Content;
    let all = 0..utterance.tokens.len();
    let first = all.clone().find(content).unwrap_or(0);
    let behind = all.rev().find(content).map_or(first, |last| last + 1);
    let fitting = |most: usize| {
        let mut left = most;
        move |at: &usize| match left.checked_sub(length(*at)) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        }
    };
    let from = first - (0..first).rev().take_while(fitting(BEFORE)).count();
    let within = (first..behind).take_while(fitting(WITHIN)).count();
    if first + within < behind {
        return (from, first + within.max(1));
    }
    (from, behind + (behind..utterance.tokens.len()).take_while(fitting(BEHIND)).count())
}
