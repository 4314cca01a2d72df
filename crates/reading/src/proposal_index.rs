//! What the codebook's proposals are called, and whose they are.

use standpoint_terms::{Attribution, Codebook, Document, Mode, Reading, Span};

use crate::lexicon::lexicon;
use crate::phrase_index::{Phrase, PhraseIndex};
use crate::proposition_index::proposal_proposition;

/// How many bytes before a list or a pronoun are searched for the proposal that they mean.
const BEFORE: usize = 600;

/// What proposals are called, and whose they are.
#[derive(Clone, Debug)]
pub(crate) struct ProposalIndex {
    names: PhraseIndex,
    proposals: Vec<IndexedProposal>,
}

/// One proposal.
#[derive(Clone, Debug)]
pub(crate) struct IndexedProposal {
    /// The id of the party that made it.
    pub by: Option<String>,
    /// The id of the proposition that says that it is accepted.
    pub proposition: Option<String>,
}

impl ProposalIndex {
    /// Compiles the proposals of a codebook.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let named = codebook.proposals.iter().enumerate().flat_map(|(meaning, proposal)| {
            let names = std::iter::once(&proposal.name).chain(&proposal.aliases);
            names.map(move |words| {
                let words = words.strip_prefix("The ").or(words.strip_prefix("the ")).unwrap_or(words);
                Phrase { words: words.to_owned(), any_case: true, meaning }
            })
        });
        let proposals = codebook.proposals.iter().map(|proposal| IndexedProposal {
            by: proposal.by.clone(),
            proposition: proposal_proposition(proposal, codebook).map(str::to_owned),
        });
        ProposalIndex { names: PhraseIndex::new(named), proposals: proposals.collect() }
    }

    /// The proposal that is named last in the words.
    pub(crate) fn last_in(&self, words: &str) -> Option<&IndexedProposal> {
        self.names.find(words).last().map(|phrase| &self.proposals[phrase.meaning])
    }

    /// The party that made the proposal which is the source ("the ten points demand …"), or under whose name a list
    /// of terms stands. What a proposal says is said by those who made it.
    pub(crate) fn maker(
        &self,
        document: &Document,
        reading: &Reading,
        attribution: &Attribution,
    ) -> Option<&str> {
        self.presented(document, reading, attribution)?.by.as_deref()
    }

    /// The proposal that is the source, or under whose name a list of terms stands.
    pub(crate) fn presented(
        &self,
        document: &Document,
        reading: &Reading,
        attribution: &Attribution,
    ) -> Option<&IndexedProposal> {
        let source: Vec<&str> = attribution.source.iter().filter_map(|s| s.of(&document.text)).collect();
        let source = source.join(" ");
        match self.last_in(&source) {
            Some(named) => is_text(&source, &self.names).then_some(named),
            None if attribution.mode == Mode::List && (source.is_empty() || stands_for(&source)) => {
                self.last_in(before(document, reading, attribution)?)
            }
            None => None,
        }
    }

    /// The proposal that was named last before what is said, in its sentence or the one before.
    pub(crate) fn pointed_to(
        &self,
        document: &Document,
        reading: &Reading,
        attribution: &Attribution,
    ) -> Option<&IndexedProposal> {
        self.last_in(before(document, reading, attribution)?)
    }
}

/// Whether the source is a text by name, and not somebody who has to do with it ("a man who has read the draft").
fn is_text(source: &str, names: &PhraseIndex) -> bool {
    let mut words = source.split_whitespace().skip_while(|word| {
        let small = word.to_lowercase();
        matches!(small.as_str(), "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "their")
    });
    let first = words.next().unwrap_or_default();
    let head = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins = source.get(source.find(first).unwrap_or(0)..).is_some_and(|rest| {
        let short: Vec<&str> = rest.split_whitespace().take(3).collect();
        !names.find(&short.join(" ")).is_empty()
    });
    begins || lexicon().has("texts", &head)
}

/// Whether the source is a word for a text or for what was named before.
fn stands_for(source: &str) -> bool {
    let last = source.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    matches!(last.as_str(), "it" | "its" | "which" | "that") || lexicon().has("texts", &last)
}

/// The sentence of the cue, or of the content's beginning, up to there, with the sentence before it.
fn before<'t>(document: &'t Document, reading: &Reading, attribution: &Attribution) -> Option<&'t str> {
    let content = attribution.content.first()?.start;
    let anchor = match attribution.mode {
        Mode::List => {
            attribution.cue.first().or(attribution.source.first()).map_or(content, |span| span.start)
        }
        _ => content,
    };
    let at = reading.sentences.partition_point(|s| s.end <= anchor);
    let from = reading.sentences.get(at.saturating_sub(1)).map_or(anchor, |s| s.start.min(anchor));
    let until = if attribution.mode == Mode::List {
        reading.sentences.get(at).map_or(anchor, |s| s.end.min(content).max(anchor))
    } else {
        anchor
    };
    let mut from = from.max(until.saturating_sub(BEFORE));
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    Span::new(from, until).of(&document.text)
}
