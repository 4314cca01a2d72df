//! From windows to what a text holds, a few windows at a time.

use std::collections::VecDeque;

use standpoint_terms::Span;

use crate::attribution::{Attributed, Roles, attributions};
use crate::chain::{Antecedents, chains};
use crate::chunk::{Chunk, Chunks};
use crate::found::{Antecedent, Found, FoundAttribution, FoundMention, FoundName, Level, NameKind, Referent};
use crate::link::Links;
use crate::mention::{Mentioned, Mentions};
use crate::parameters::Parameters;
use crate::path::{Path, bio};
use crate::rows::{Outputs, log_softmax};
use crate::window::{Coded, Window};
use crate::word::Words;

/// Takes the outputs of a text's windows in order, and keeps of them only what later windows may need.
pub(crate) struct Decoder<'d> {
    coded: &'d Coded<'d>,
    parameters: &'d Parameters,
    role_path: Path,
    pub(crate) chunks: Chunks,
    logs: Vec<[f32; 7]>,
    cue_types: Vec<[f32; 3]>,
    /// Windows whose words do not all have tags yet.
    waiting: VecDeque<(Window, Outputs)>,
    links: Links,
    name_path: Path,
    pub(crate) names: Chunks,
    mentions: Mentions,
    antecedents: Antecedents<'d>,
    pub(crate) found: Vec<Resolved>,
    unread: Vec<Span>,
}

/// A mention with its antecedent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) head: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) kind: usize,
    pub(crate) probability: f32,
    pub(crate) antecedent: Option<usize>,
    pub(crate) certainty: f64,
}

/// A text decoded, in words.
pub(crate) struct Decoded {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) attributions: Vec<Attributed>,
    pub(crate) names: Vec<Chunk>,
    pub(crate) mentions: Vec<Resolved>,
    unread: Vec<Span>,
}

impl<'d> Decoder<'d> {
    pub(crate) fn new(coded: &'d Coded<'d>, parameters: &'d Parameters) -> Self {
        let decoding = &parameters.decoding;
        let weigh = |previous: Option<usize>, next: usize| {
            let learnt = previous.map_or(0.0, |tag| parameters.tables.role_transitions.at([tag, next]));
            let counted = decoding.transitions.at([previous.unwrap_or(7), next]);
            if bio(previous, next) {
                learnt + decoding.transition_weight * counted
            } else {
                f64::NEG_INFINITY
            }
        };
        let free = |previous, next| if bio(previous, next) { 0.0 } else { f64::NEG_INFINITY };
        Decoder {
            coded,
            parameters,
            role_path: Path::new(parameters.outputs.roles, weigh),
            chunks: Chunks::default(),
            logs: Vec::with_capacity(coded.len()),
            cue_types: Vec::with_capacity(coded.len()),
            waiting: VecDeque::new(),
            links: Links::default(),
            name_path: Path::new(parameters.outputs.names, free),
            names: Chunks::default(),
            mentions: Mentions::default(),
            antecedents: Antecedents::new(parameters),
            found: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Takes the next window.
    pub(crate) fn add(&mut self, window: &Window, outputs: Result<Outputs, String>) {
        let outputs = outputs.unwrap_or_else(|_| {
            self.unread.push(self.coded.words().span(window.own.start, window.own.end));
            blank(window.words.len(), self.parameters)
        });
        for word in window.own.clone() {
            let at = word - window.words.start;
            let logs = log_softmax(outputs.roles.row(at), Some(&self.parameters.decoding.role_bias));
            self.role_path.push(&logs, outputs.ends.row(at));
            self.name_path.push(&log_softmax(outputs.names.row(at), None), &[]);
            self.logs.push(logs.try_into().unwrap_or([0.0; 7]));
            self.cue_types.push(outputs.cue_type.row(at).try_into().unwrap_or([0.0; 3]));
        }
        self.names.extend(&self.name_path.agreed());
        self.mentions.add(self.coded, window, &outputs, self.parameters);
        let settled = self.mentions.settled(window, self.parameters.mentions);
        self.resolve(settled);
        self.waiting.push_back((window.clone(), outputs));
        self.chunks.extend(&self.role_path.agreed());
        self.link();
    }

    fn resolve(&mut self, mentions: Vec<Mentioned>) {
        for mention in mentions {
            let (head, words) = (mention.head, mention.words.clone());
            let (kind, probability) = (mention.kind, mention.probability);
            let (antecedent, certainty) = self.antecedents.of(self.coded, &mention);
            let (first, last) = (words.start, words.end);
            self.found.push(Resolved { head, first, last, kind, probability, antecedent, certainty });
        }
    }

    /// Links inside the windows whose words all have tags.
    fn link(&mut self) {
        while let Some((window, outputs)) =
            self.waiting.pop_front_if(|(window, _)| window.words.end <= self.chunks.tagged)
        {
            self.links.add(&window, &outputs, &self.chunks);
        }
    }

    /// What the text holds.
    pub(crate) fn finish(mut self) -> Decoded {
        let mentions = std::mem::take(&mut self.mentions).finish();
        self.resolve(mentions);
        self.chunks.extend(&self.role_path.finish());
        self.names.extend(&self.name_path.finish());
        for (window, outputs) in self.waiting.drain(..) {
            self.links.add(&window, &outputs, &self.chunks);
        }
        let links = self.links.finish(self.coded, &self.chunks.list, self.parameters);
        let roles = Roles {
            coded: self.coded,
            chunks: &self.chunks.list,
            logs: &self.logs,
            cue_types: &self.cue_types,
            links: &links,
            parameters: self.parameters,
        };
        let attributions = attributions(&roles);
        Decoded {
            chunks: self.chunks.list,
            attributions,
            names: self.names.list,
            mentions: self.found,
            unread: self.unread,
        }
    }
}

/// Outputs of a window that could not be read: nothing is there.
fn blank(words: usize, parameters: &Parameters) -> Outputs {
    use crate::rows::Rows;
    let widths = parameters.outputs;
    let zeros = |width: usize| Rows { width, values: vec![0.0; words * width] };
    let outside = |width: usize| {
        let mut rows = zeros(width);
        rows.values.iter_mut().step_by(width.max(1)).for_each(|x| *x = 30.0);
        rows
    };
    Outputs {
        roles: outside(widths.roles),
        names: outside(widths.names),
        heads: outside(widths.heads),
        cue_type: zeros(widths.cue_type),
        link_query: zeros(widths.link_query),
        link_key: zeros(widths.link_key),
        bounds_query: zeros(widths.bounds_query),
        bounds_key: zeros(widths.bounds_key),
        coref_query: zeros(widths.coref_query),
        coref_key: zeros(widths.coref_key),
        coref_new: zeros(widths.coref_new),
        ends: zeros(widths.ends),
    }
}

impl Decoded {
    /// The same in bytes.
    pub(crate) fn found(self, words: Words<'_>, names: &[NameKind], heads: &[(Referent, Level)]) -> Found {
        let chunk = |at: &usize| words.span(self.chunks[*at].words.start, self.chunks[*at].words.end);
        let attributions = self.attributions.iter().map(|found| FoundAttribution {
            source: found.source_words.iter().map(|at| words.span(at.start, at.end)).collect(),
            cue: found.cue.iter().map(chunk).collect(),
            content: found.content.iter().map(chunk).collect(),
            cue_kind: found.cue_kind,
            score: found.score as f32,
        });
        let names = self.names.iter().map(|name| FoundName {
            span: words.span(name.words.start, name.words.end),
            kind: names[name.kind],
        });
        let antecedents: Vec<Option<usize>> =
            self.mentions.iter().map(|mention| mention.antecedent).collect();
        let mentions = self.mentions.iter().map(|mention| FoundMention {
            span: words.span(mention.first, mention.last),
            head: words.list[mention.head].span,
            referent: heads[mention.kind].0,
            level: heads[mention.kind].1,
            probability: mention.probability,
            antecedent: mention
                .antecedent
                .map(|earlier| Antecedent { mention: earlier, probability: mention.certainty as f32 }),
        });
        Found {
            attributions: attributions.collect(),
            names: names.collect(),
            mentions: mentions.collect(),
            chains: chains(&antecedents),
            unread: self.unread,
        }
    }
}
