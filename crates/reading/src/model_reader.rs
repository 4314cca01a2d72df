//! A reader with a trained model.

use std::collections::BTreeMap;

use standpoint_inference::Inference;
use standpoint_terms::{
    Attribution, Document, Mode, Notice, NoticeKind, Passage, ReaderIdentity, Reading, Resolution, Span,
};

use crate::Reader;
use crate::attribute::drafts;
use crate::cast::Cast;
use crate::coreference::Chains;
use crate::masked::masked;
use crate::mention;
use crate::merge::{Joined, merge};
use crate::mode::mode;
use crate::name_kind;
use crate::named;
use crate::quotation::{Quotation, quotations};
use crate::reaction::reactions;
use crate::recased::recased;
use crate::resourced::put_right;
use crate::sentence::sentence_ranges;
use crate::sourceless::name_sources;
use crate::through::pass_on;
use crate::token::{Token, span_of, tokens};
use crate::transcript::turns;
use crate::unfolded::unfolded;
use crate::unit::{View, stretches};
use crate::unnamed::Lately;

/// Who a source is, and how that was found.
type Speaker = (Option<usize>, Resolution);

/// Changes whenever the rules around the model could give another reading.
const RULES: &str = "9";

/// Reads with a trained model, and with the rules that still add something: sentences, lists under an announcing
/// sentence, the mode, titles and roles, quotations that only the rules saw.
///
/// A speaker is found by names and their parts, by roles that the document gives, and by the model's chains of
/// mentions; each resolution says how. The scores of the model's attributions are calibrated on articles that were
/// held out from its training (the model card has the table); those of the rules are rules of thumb.
///
/// What it is not: it knows English only.
pub struct ModelReader {
    model: Box<dyn Inference>,
    without: Option<Rule>,
}

/// A rule beside the model, which can be left out to see what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Captions and boilerplate are not read.
    Masks,
    /// Items of a list under an announcing sentence.
    Lists,
    /// Paragraphs that a label in capitals opens.
    Transcripts,
    /// Attributions that only the rules saw, where they are sure.
    Quotations,
    /// The lexicon and the words around a name settle what it names.
    NameKinds,
    /// The model's chains of mentions.
    Chains,
    /// A quotation that names nobody goes on with the last speaker.
    Continued,
    /// Sources without a name that speak again.
    Unnamed,
}

impl Rule {
    /// All of them.
    pub const ALL: [Rule; 8] = [
        Rule::Masks,
        Rule::Lists,
        Rule::Transcripts,
        Rule::Quotations,
        Rule::NameKinds,
        Rule::Chains,
        Rule::Continued,
        Rule::Unnamed,
    ];
}

impl ModelReader {
    /// A reader with this model.
    pub fn new(model: impl Inference + 'static) -> Self {
        ModelReader { model: Box::new(model), without: None }
    }

    /// The same reader without one of its rules. It is for measuring what the rule adds, not for reading.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        ModelReader { without: Some(rule), ..self }
    }

    fn uses(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }
}

impl std::fmt::Debug for ModelReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("ModelReader").field(&self.identity()).finish()
    }
}

impl Reader for ModelReader {
    fn identity(&self) -> ReaderIdentity {
        let version = format!("{}-{RULES}", self.model.version());
        ReaderIdentity { name: self.model.name().to_owned(), version }
    }

    fn read(&self, document: &Document) -> Reading {
        let (text, passages) = unfolded(recased(&document.text), &document.passages);
        let (text, passages) = (&*text, &*passages);
        let cut = tokens(text, passages);
        let mut ranges = Vec::new();
        for passage in &cut.passages {
            ranges.extend(sentence_ranges(&cut.tokens, passage.start, passage.end));
        }
        let sentences = ranges.iter().map(|range| span_of(&cut.tokens, *range)).collect();
        let (quotations, mut notices) = quotations(&cut.tokens, &cut.passages);
        let stretches = stretches(&cut.tokens, &cut.passages, &ranges, &quotations);
        let hidden: &[Passage] = if self.uses(Rule::Masks) { passages } else { &[] };
        let inferred = self.model.infer(&masked(text, hidden));
        if !inferred.unread.is_empty() {
            let message = "Parts of the text could not be read by the model; the rules alone read them.";
            notices.push(Notice::new(NoticeKind::Limit, message));
        }
        let mut drafts = drafts(&cut.tokens, &cut.passages, &stretches);
        if self.uses(Rule::Quotations) {
            for stretch in &stretches {
                let view = View { tokens: &cut.tokens, units: &stretch.units };
                reactions(view, stretch, &cut.passages, &mut drafts);
            }
        }
        drafts.retain(|draft| self.uses(if draft.listed { Rule::Lists } else { Rule::Quotations }));
        let outlet = document.metadata.outlet.as_deref();
        let turns = if self.uses(Rule::Transcripts) {
            turns(text, &cut.tokens, &cut.passages, outlet)
        } else {
            Vec::new()
        };
        crate::siding::raise(&mut drafts, text, &cut.tokens);
        let mut joined = merge(&inferred.attributions, drafts, &turns, &cut.tokens, &cut.passages);
        name_sources(&mut joined, &stretches, &cut.tokens);
        put_right(&mut joined, &stretches, &cut.tokens);
        pass_on(&mut joined, &stretches, &cut.tokens);
        let mut found = mention::find(text, &cut.tokens, &cut.passages, &ranges, &quotations);
        named::correct(text, &mut found, &inferred.names, &cut.tokens, &cut.passages, &ranges, &quotations);
        let chains = if self.uses(Rule::Chains) {
            Chains::new(text, &inferred, &cut.tokens)
        } else {
            Chains::default()
        };
        if self.uses(Rule::NameKinds) {
            name_kind::settle(text, &cut.tokens, &chains, &mut found);
        }
        let mut cast = Cast::learn(text, &cut.tokens, &found, &ranges, &chains);
        let attributions = attributions(text, &cut.tokens, &quotations, &joined, &mut cast, self.without);
        let (mentions, actors) = cast.finish();
        Reading { reader: self.identity(), sentences, mentions, actors, attributions, notices }
    }
}

fn attributions(
    text: &str,
    tokens: &[Token<'_>],
    quotations: &[Quotation],
    joined: &[Joined],
    cast: &mut Cast<'_, '_>,
    without: Option<Rule>,
) -> Vec<Attribution> {
    // One source of several attributions is one speaker, unnamed ones too.
    let mut speakers = BTreeMap::new();
    let mut out: Vec<Attribution> = Vec::with_capacity(joined.len());
    let mut lately = Lately::default();
    // The last quotation: its speaker goes on in a quotation that names nobody.
    let mut quoted: Option<usize> = None;
    for Joined { draft, spans } in joined {
        let written = |ranges: &[(usize, usize)], spans: Option<&Vec<Span>>| match spans {
            Some(spans) => spans.clone(),
            None => ranges.iter().map(|range| span_of(tokens, *range).trimmed(text)).collect(),
        };
        let mode = if draft.listed {
            Mode::List
        } else if draft.turn {
            Mode::Direct
        } else {
            mode(tokens, quotations, &draft.content)
        };
        let (speaker, resolution) = match draft.source {
            Some(source) => {
                let known = speakers.get(&source).copied();
                let answers = draft.turn && cast.tokens[source.0].is("a") && source.1 == source.0 + 1;
                let known = if answers { known.or(Some(cast.interviewee(source.0))) } else { known };
                let found = known.unwrap_or_else(|| match cast.speaker(source.0, source.1) {
                    (None, _) => goes_back(cast, source, &speakers),
                    found => found,
                });
                let found = if without == Some(Rule::Unnamed) {
                    found
                } else {
                    lately.or_unnamed(cast, source, draft, found)
                };
                speakers.insert(source, found);
                found
            }
            None => match lately.labelled(cast, draft) {
                Some(speaker) => (Some(speaker), Resolution::Label),
                None if mode == Mode::Direct && draft.cue.is_none() => quoted
                    .filter(|last| joined[*last].draft.passage + 1 >= draft.passage)
                    .filter(|_| without != Some(Rule::Continued))
                    .map_or((None, Resolution::Unresolved), |last| (out[last].speaker, out[last].resolution)),
                None => (None, Resolution::Unresolved),
            },
        };
        if matches!(mode, Mode::Direct | Mode::Mixed) {
            quoted = Some(out.len());
        }
        out.push(Attribution {
            source: written(draft.source.as_slice(), spans.as_ref().map(|spans| &spans.source)),
            cue: written(draft.cue.as_slice(), spans.as_ref().map(|spans| &spans.cue)),
            content: written(&draft.content, spans.as_ref().map(|spans| &spans.content)),
            mode,
            cue_kind: draft.kind,
            speaker,
            resolution,
            parent: draft.parent,
            score: draft.score,
        });
    }
    out
}

/// The speaker of an earlier source to which a pronoun goes back: "they" may be people without a name.
fn goes_back(
    cast: &Cast<'_, '_>,
    source: (usize, usize),
    speakers: &BTreeMap<(usize, usize), Speaker>,
) -> Speaker {
    let earlier = cast.chains.earlier(source.0, source.1).find_map(|head| {
        let (range, speaker) = speakers.range(..=(head, usize::MAX)).next_back()?;
        (head < range.1).then_some(speaker.0?)
    });
    match earlier {
        Some(speaker) => (Some(speaker), Resolution::Pronoun),
        None => (None, Resolution::Unresolved),
    }
}
