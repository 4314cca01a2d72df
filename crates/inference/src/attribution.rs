//! From chunks and links to attributions with a score.

use std::collections::BTreeMap;
use std::ops::Range;

use standpoint_terms::CueKind;

use crate::chunk::Chunk;
use crate::feature::quoted;
use crate::link::Probabilities;
use crate::parameters::Parameters;
use crate::rows::log_softmax_f64;
use crate::window::Coded;

/// Log probabilities below this count as this, in the choice of a source.
pub(crate) const FLOOR: f64 = -12.0;
/// The same, in the evidence for a score.
const LEAST: f64 = -5.0;

/// An attribution in numbers of chunks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attributed {
    pub(crate) source: Option<usize>,
    /// The source as it is marked, see [`Roles::with_comma`].
    pub(crate) source_words: Option<Range<usize>>,
    pub(crate) cue: Option<usize>,
    pub(crate) content: Vec<usize>,
    pub(crate) cue_kind: CueKind,
    pub(crate) evidence: Vec<f64>,
    pub(crate) score: f64,
}

/// What was found of a text's roles.
pub(crate) struct Roles<'r> {
    pub(crate) coded: &'r Coded<'r>,
    pub(crate) chunks: &'r [Chunk],
    /// Log probabilities of the seven tags, for each word.
    pub(crate) logs: &'r [[f32; 7]],
    /// What each word says of the kind of cue it belongs to.
    pub(crate) cue_types: &'r [[f32; 3]],
    pub(crate) links: &'r Probabilities,
    pub(crate) parameters: &'r Parameters,
}

/// Each content with its cue and source.
pub(crate) fn attributions(roles: &Roles<'_>) -> Vec<Attributed> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut loose: Vec<Vec<usize>> = Vec::new();
    for (content, row) in roles.links.0[0].iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        match best(row) {
            Some(cue) => groups.entry(cue).or_default().push(content),
            None => loose.push(vec![content]),
        }
    }
    let mut with_cue = Vec::with_capacity(groups.len());
    for (cue, contents) in groups {
        let parts = roles.parted(cue, &contents);
        with_cue.push((Some(cue), parts.with_cue));
        loose.extend(parts.without);
    }
    loose.sort_unstable();
    let without = loose.into_iter().map(|contents| (None, contents));
    let mut out: Vec<Attributed> = with_cue
        .into_iter()
        .chain(without)
        .map(|(cue, contents)| roles.one(cue, contents))
        .filter(|found| found.score >= roles.parameters.decoding.threshold)
        .collect();
    out.sort_by_key(|found| roles.chunks[found.content[0]].words.start);
    out
}

/// The best of a row's candidates; the first of equals.
fn best(row: &[(Option<usize>, f64)]) -> Option<usize> {
    let mut best = (None, f64::NEG_INFINITY);
    for candidate in row {
        if candidate.1 > best.1 {
            best = *candidate;
        }
    }
    best.0
}

pub(crate) fn probability(row: &[(Option<usize>, f64)], of: Option<usize>) -> Option<f64> {
    row.binary_search_by_key(&of, |candidate| candidate.0).ok().map(|at| row[at].1)
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

impl Roles<'_> {
    fn one(&self, cue: Option<usize>, content: Vec<usize>) -> Attributed {
        let (source, source_link) = self.source(cue, &content);
        let cue_kind = self.cue_kind(cue);
        let (sources, cues): (Vec<usize>, Vec<usize>) =
            (source.into_iter().collect(), cue.into_iter().collect());
        let (c, s, q) = (self.inside(&content), self.inside(&sources), self.inside(&cues));
        let links: Vec<f64> =
            content.iter().map(|at| probability(&self.links.0[0][*at], cue).unwrap_or(FLOOR)).collect();
        let words = content.iter().flat_map(|at| self.chunks[*at].words.clone());
        let marked: Vec<f64> = words.map(|word| flag(quoted(self.coded.features[word]))).collect();
        let evidence = vec![
            mean(&c).max(LEAST),
            c.iter().copied().fold(f64::INFINITY, f64::min).max(LEAST),
            self.begin(&content).max(LEAST),
            mean(&s).max(LEAST),
            self.begin(&sources).max(LEAST),
            mean(&q).max(LEAST),
            source_link,
            mean(&links).max(LEAST),
            flag(source.is_none()),
            flag(cue.is_none()),
            (c.len() as f64).ln_1p(),
            (s.len() as f64).ln_1p(),
            flag(cue_kind == CueKind::Reporting),
            flag(cue_kind == CueKind::Attitude),
            mean(&marked),
        ];
        let calibration = self.parameters.decoding.calibration.as_deref();
        let score = calibration.map_or(0.0, |weights| logistic(&evidence, weights));
        let source_words = source.map(|at| self.with_comma(at));
        Attributed { source, source_words, cue, content, cue_kind, evidence, score }
    }

    /// The words of a source as it is marked: the comma that closes an apposition belongs to it, one behind a bare
    /// name does not.
    fn with_comma(&self, source: usize) -> Range<usize> {
        let words = self.coded.words();
        let comma = |at: usize| at < words.len() && words.is(at, ',');
        let Range { start, end } = self.chunks[source].words.clone();
        let inside = (start..end - 1).any(comma);
        let taken = || self.chunks.get(source + 1).is_some_and(|next| next.words.start == end);
        if inside && comma(end) && !taken() {
            start..end + 1
        } else if !inside && comma(end - 1) && end - start > 1 {
            start..end - 1
        } else {
            start..end
        }
    }

    /// The source of a cue with its contents, or of a content without cue, and how sure that is (log).
    fn source(&self, cue: Option<usize>, contents: &[usize]) -> (Option<usize>, f64) {
        let cue_row = cue.map(|cue| &self.links.0[1][cue]);
        let rows: Vec<_> = contents.iter().map(|content| &self.links.0[2][*content]).collect();
        let candidates = rows.iter().copied().chain(cue_row).flatten().map(|(candidate, _)| *candidate);
        let mut order: Vec<Option<usize>> = candidates.collect();
        order.sort_unstable();
        order.dedup();
        let weight = if cue.is_some() { self.parameters.decoding.source_weight } else { 1.0 };
        let score = |of: Option<usize>| {
            let from = |row: &[(Option<usize>, f64)]| probability(row, of).unwrap_or(FLOOR).max(FLOOR);
            let sum: f64 = rows.iter().map(|row| from(row)).sum();
            weight * (sum / rows.len() as f64) + cue_row.map_or(0.0, |row| from(row))
        };
        let mut scores: Vec<f64> = order.iter().map(|candidate| score(*candidate)).collect();
        let best =
            scores.iter().enumerate().fold(0, |best, (at, x)| if *x > scores[best] { at } else { best });
        log_softmax_f64(&mut scores);
        (order[best], scores[best])
    }

    fn cue_kind(&self, cue: Option<usize>) -> CueKind {
        let Some(cue) = cue else { return CueKind::Other };
        let words = self.chunks[cue].words.clone();
        let count = words.len() as f32;
        let mut sums = [0.0f32; 3];
        for word in words {
            for (sum, x) in sums.iter_mut().zip(self.cue_types[word]) {
                *sum += x;
            }
        }
        let best = crate::rows::largest(sums.map(|sum| sum / count));
        [CueKind::Reporting, CueKind::Attitude, CueKind::Other][best]
    }

    /// Log probabilities that the words of these chunks have their role.
    pub(crate) fn inside(&self, chunks: &[usize]) -> Vec<f64> {
        let mut out = Vec::new();
        for at in chunks {
            let chunk = &self.chunks[*at];
            let (b, i) = (1 + 2 * chunk.kind, 2 + 2 * chunk.kind);
            out.extend(self.logs[chunk.words.clone()].iter().map(|row| f64::from(log_sum(row[b], row[i]))));
        }
        out
    }

    /// The least log probability that one of these chunks begins where it begins; 0 of none.
    fn begin(&self, chunks: &[usize]) -> f64 {
        let begins = chunks.iter().map(|at| {
            let chunk = &self.chunks[*at];
            f64::from(self.logs[chunk.words.start][1 + 2 * chunk.kind])
        });
        begins.reduce(f64::min).unwrap_or(0.0)
    }
}

pub(crate) fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The logistic function of a weighted sum; the last weight is the intercept.
pub(crate) fn logistic(values: &[f64], weights: &[f64]) -> f64 {
    let sum: f64 = values.iter().zip(weights).map(|(x, w)| x * w).sum();
    1.0 / (1.0 + (-(sum + weights.get(values.len()).copied().unwrap_or(0.0))).exp())
}

/// log(e^a + e^b)
fn log_sum(a: f32, b: f32) -> f32 {
    let most = a.max(b);
    most + (-(a - b).abs()).exp().ln_1p()
}
