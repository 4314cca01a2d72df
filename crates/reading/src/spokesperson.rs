//! Who speaks, where the codebook tells it better than the document.

use standpoint_terms::{Actor, ActorKind, Attribution, Document, Mode, Reading, Span, Statement};

use crate::statement::words;
use crate::{CompiledCodebook, PartyIndex};

/// Gives terms that stand under a proposal's name to whoever presented it just before: "Kask presented the ten points …
/// It has …".
pub(crate) fn name_makers(document: &Document, codebook: &CompiledCodebook, statements: &mut [Statement]) {
    for at in 1..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let Some(statement) = rest.first_mut().filter(|one| one.attribution.mode == Mode::List) else {
            continue;
        };
        if statement.speaker.is_some() || statement.party.is_none() {
            continue;
        }
        let Some(last) = before.last().filter(|last| last.party == statement.party) else { continue };
        let same_list =
            last.attribution.mode == Mode::List && last.attribution.cue == statement.attribution.cue;
        let presents = || codebook.proposals.last_in(&words(document, &last.attribution.content)).is_some();
        if same_list || presents() {
            statement.speaker.clone_from(&last.speaker);
        }
    }
}

/// The words of a description that say whose somebody is.
const WHOSE: [&str; 2] = ["its", "their"];

/// A side and somebody of it without a name stand at most so many bytes apart.
const OF_SIDE: usize = 400;

/// Gives somebody without a name the side that was spoken of just before: "the Arlandic side gave way … a member of its
/// delegation said".
pub(crate) fn name_sides(document: &Document, reading: &Reading, statements: &mut [Statement]) {
    let kind = |statement: &Statement| {
        let actor = statement.attribution.speaker.and_then(|at| reading.actors.get(at));
        actor.map(|actor| actor.kind)
    };
    for at in 1..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let (Some(last), Some(statement)) = (before.last(), rest.first_mut()) else { continue };
        let source = words(document, &statement.attribution.source).to_lowercase();
        let whose = source.split_whitespace().skip(1).any(|word| WHOSE.contains(&word));
        let ends = last.attribution.source.first().map(|span| span.end);
        let begins = statement.attribution.source.first().map(|span| span.start);
        let near = ends.zip(begins).is_some_and(|(end, start)| start >= end && start - end <= OF_SIDE);
        let unnamed = statement.party.is_none() && kind(statement) == Some(ActorKind::Unnamed);
        if unnamed && whose && near && kind(last) != Some(ActorKind::Person) {
            statement.party.clone_from(&last.party);
        }
    }
}

/// A member of a party, as the codebook has it.
#[derive(Clone, Copy)]
pub(crate) struct Known<'c> {
    pub name: &'c str,
    pub party: &'c str,
    pub by_office: bool,
}

/// How far back of a source its office is looked for, in bytes.
const OFFICE: usize = 8_000;

/// The member whom the source names or means by an office, where the document tells it otherwise or not at all.
pub(crate) fn member<'c>(
    document: &Document,
    attribution: &Attribution,
    parties: &'c PartyIndex,
    actor: Option<&Actor>,
    listed: Option<&str>,
    party: Option<&str>,
) -> Option<Known<'c>> {
    let source = words(document, &attribution.source);
    if let Some((name, party)) = parties.named_in(&source) {
        return (listed.is_some() && listed != Some(name)).then_some(Known { name, party, by_office: false });
    }
    let until = attribution.source.first()?.start;
    let mut from = until.saturating_sub(OFFICE);
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    let before = Span::new(from, until).of(&document.text)?;
    let unnamed = actor.is_none_or(|actor| actor.kind == ActorKind::Unnamed) && party.is_none();
    let later = listed.is_some_and(|listed| !parties.mentions(before, listed));
    if !unnamed && !later {
        return None;
    }
    let (name, party) = parties.office_in(&source, before)?;
    Some(Known { name, party, by_office: true })
}
