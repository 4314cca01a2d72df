//! A reader by rules.

use std::collections::HashMap;

use standpoint_terms::{Attribution, Document, Mode, ReaderIdentity, Reading, Resolution};

use crate::Reader;
use crate::attribute::{Draft, drafts};
use crate::cast::Cast;
use crate::coreference::Chains;
use crate::mention;
use crate::mode::mode;
use crate::quotation::quotations;
use crate::sentence::sentence_ranges;
use crate::token::{Token, span_of, tokens};
use crate::unit::stretches;

/// Reads by rules and lexicons, without a model.
///
/// Its scores are rules of thumb, not calibrated: a direct quotation beside its speaker scores 0.95, a
/// reported clause with "that" 0.85, an attitude with an object 0.45.
///
/// What it is not: it knows English only, and of the ways to report speech only those with a verb of its
/// list, "according to", a label with a colon, and announced lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleReader;

impl RuleReader {
    /// The reader; it has no settings.
    pub fn new() -> Self {
        RuleReader
    }
}

impl Reader for RuleReader {
    fn identity(&self) -> ReaderIdentity {
        ReaderIdentity { name: "rules".to_owned(), version: "1".to_owned() }
    }

    fn read(&self, document: &Document) -> Reading {
        let text = &document.text;
        let cut = tokens(text, &document.passages);
        let mut ranges = Vec::new();
        for passage in &cut.passages {
            ranges.extend(sentence_ranges(&cut.tokens, passage.start, passage.end));
        }
        let span = |range: (usize, usize)| span_of(&cut.tokens, range);
        let sentences = ranges.iter().copied().map(span).collect();
        let (quotations, notices) = quotations(&cut.tokens, &cut.passages);
        let stretches = stretches(&cut.tokens, &cut.passages, &ranges, &quotations);
        let drafts = drafts(&cut.tokens, &cut.passages, &stretches);
        let found = mention::find(text, &cut.tokens, &cut.passages, &ranges, &quotations);
        let chains = Chains::default();
        let mut cast = Cast::learn(text, &cut.tokens, &found, &ranges, &chains);
        let attributions = attributions(text, &cut.tokens, &quotations, drafts, &mut cast);
        let (mentions, actors) = cast.finish();
        Reading { reader: self.identity(), sentences, mentions, actors, attributions, notices }
    }
}

/// The drafts as attributions in the order of their contents, with parents renumbered.
fn attributions(
    text: &str,
    tokens: &[Token<'_>],
    quotations: &[crate::quotation::Quotation],
    mut drafts: Vec<Draft>,
    cast: &mut Cast<'_, '_>,
) -> Vec<Attribution> {
    for draft in &mut drafts {
        draft.content.retain(|c| c.0 < c.1);
        draft.content.sort_unstable();
    }
    let mut order: Vec<usize> = (0..drafts.len()).filter(|at| !drafts[*at].content.is_empty()).collect();
    order.sort_by_key(|at| (drafts[*at].content[0], *at));
    let mut place = vec![None; drafts.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Some(new);
    }
    // One source of several attributions is one speaker, unnamed ones too.
    let mut speakers = HashMap::new();
    order
        .iter()
        .map(|at| {
            let draft = &drafts[*at];
            let span = |r: &(usize, usize)| span_of(tokens, *r).trimmed(text);
            let (speaker, resolution) = match draft.source {
                Some((start, end)) => {
                    *speakers.entry((start, end)).or_insert_with(|| cast.speaker(start, end))
                }
                None => (None, Resolution::Unresolved),
            };
            let mode = if draft.listed { Mode::List } else { mode(tokens, quotations, &draft.content) };
            Attribution {
                source: draft.source.iter().map(span).collect(),
                cue: draft.cue.iter().map(span).collect(),
                content: draft.content.iter().map(span).collect(),
                mode,
                cue_kind: draft.kind,
                speaker,
                resolution,
                parent: draft.parent.and_then(|p| place[p]),
                score: draft.score,
            }
        })
        .collect()
}
