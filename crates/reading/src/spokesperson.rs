//! Who speaks, where the codebook tells it better than the document.

use standpoint_terms::{Attribution, Document, Mode, Resolution, Statement};

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

/// The member whom the source names, where the document tells it otherwise: its name and its party's id.
pub(crate) fn member<'c>(
    document: &Document,
    attribution: &Attribution,
    parties: &'c PartyIndex,
    listed: Option<&str>,
) -> Option<(&'c str, &'c str)> {
    let source = words(document, &attribution.source);
    let (name, party) = parties.named_in(&source)?;
    let whole = attribution.resolution == Resolution::Description
        && parties.is_name(source.split(',').next().unwrap_or_default().trim());
    ((listed.is_some() || whole) && listed != Some(name)).then_some((name, party))
}
