//! Which cue a content belongs to, and which source a cue or content.

use crate::chunk::{Chunk, Chunks};
use crate::feature::quoted;
use crate::parameters::{ASKS, GIVES, Parameters};
use crate::rows::{Outputs, Rows, dot, log_softmax_f64};
use crate::window::{Coded, Window};

/// What a chunk may be linked to, as seen in the window that shows most of the two.
#[derive(Clone, Copy, Debug)]
struct Seen {
    give: usize,
    cover: usize,
    product: f32,
}

/// Links between chunks, gathered window by window.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// For each kind and asking chunk, candidates in order.
    seen: [Vec<Vec<Seen>>; 3],
}

impl Links {
    /// Takes what a window says. Windows come in order, when all their words have tags.
    pub(crate) fn add(&mut self, window: &Window, outputs: &Outputs, chunks: &Chunks) {
        let numbers = chunks.within(&window.words);
        for seen in &mut self.seen {
            seen.resize_with(chunks.list.len().max(seen.len()), Vec::new);
        }
        if numbers.len() < 2 {
            return;
        }
        let views: Vec<View> =
            numbers.clone().map(|at| View::new(&chunks.list[at], window, outputs)).collect();
        let width = outputs.link_query.width / 3;
        for (kind, (asks, gives)) in ASKS.into_iter().zip(GIVES).enumerate() {
            let part = kind * width..(kind + 1) * width;
            for (ask, view) in numbers.clone().zip(&views).filter(|(_, view)| view.role == asks) {
                for (give, other) in numbers.clone().zip(&views).filter(|(_, view)| view.role == gives) {
                    let cover = view.words + other.words;
                    let row = &mut self.seen[kind][ask];
                    let place = row.partition_point(|seen| seen.give < give);
                    let known = row.get(place).filter(|seen| seen.give == give);
                    if known.is_some_and(|seen| seen.cover >= cover) {
                        continue;
                    }
                    let product = dot(&view.query[part.clone()], &other.key[part.clone()]);
                    let seen = Seen { give, cover, product };
                    if known.is_some() {
                        row[place] = seen;
                    } else {
                        row.insert(place, seen);
                    }
                }
            }
        }
    }

    /// For each kind and asking chunk, the log probability of each candidate; the first is "none".
    pub(crate) fn finish(
        mut self,
        coded: &Coded<'_>,
        chunks: &[Chunk],
        parameters: &Parameters,
    ) -> Probabilities {
        let geometry = Geometry::new(coded, chunks);
        let scale = (parameters.links.width as f64).sqrt();
        let tables = &parameters.tables;
        let mut out = Probabilities::default();
        for (kind, asks) in ASKS.into_iter().enumerate() {
            self.seen[kind].resize_with(chunks.len(), Vec::new);
            for (ask, seen) in self.seen[kind].iter().enumerate() {
                if chunks[ask].kind != asks {
                    out.0[kind].push(Vec::new());
                    continue;
                }
                let none = tables.link_none.at([kind]) + parameters.decoding.none_bias[kind];
                let mut scores = vec![none];
                for candidate in seen {
                    let [d, n, l, q] = geometry.indices(&chunks[ask], &chunks[candidate.give]);
                    scores.push(
                        f64::from(candidate.product) / scale
                            + tables.link_distance.at([kind, d])
                            + tables.link_between.at([kind, n])
                            + tables.link_lines.at([kind, l])
                            + tables.link_quotes.at([kind, q]),
                    );
                }
                log_softmax_f64(&mut scores);
                let gives = std::iter::once(None).chain(seen.iter().map(|candidate| Some(candidate.give)));
                out.0[kind].push(gives.zip(scores).collect());
            }
        }
        out
    }
}

/// Log probabilities of links: kind, asking chunk, candidates (`None` is no link) in order.
#[derive(Debug, Default)]
pub(crate) struct Probabilities(pub(crate) [Vec<Candidates>; 3]);

/// What a chunk may be linked to, and how probable each is (log).
pub(crate) type Candidates = Vec<(Option<usize>, f64)>;

/// A chunk as a window shows it.
struct View {
    role: usize,
    words: usize,
    query: Vec<f32>,
    key: Vec<f32>,
}

impl View {
    fn new(chunk: &Chunk, window: &Window, outputs: &Outputs) -> Self {
        let from = chunk.words.start.max(window.words.start) - window.words.start;
        let to = chunk.words.end.min(window.words.end) - window.words.start;
        View {
            role: chunk.kind,
            words: to - from,
            query: mean(&outputs.link_query, from, to),
            key: mean(&outputs.link_key, from, to),
        }
    }
}

fn mean(rows: &Rows, from: usize, to: usize) -> Vec<f32> {
    let mut out = vec![0.0; rows.width];
    for at in from..to {
        for (sum, x) in out.iter_mut().zip(rows.row(at)) {
            *sum += x;
        }
    }
    let count = (to - from) as f32;
    for x in &mut out {
        *x /= count;
    }
    out
}

/// 0, 1, 2, 3–4, 5–8, 9–16 … as 0, 1, 2, 3, 4, 5 …, at most `top`.
pub(crate) fn bucket(n: usize, top: usize) -> usize {
    if n <= 1 {
        return n;
    }
    let bits = usize::BITS - (n - 1).leading_zeros();
    (bits as usize + 1).min(top)
}

/// How two chunks stand to each other: indices into the tables.
struct Geometry<'c> {
    coded: &'c Coded<'c>,
    /// Words that begin a line.
    lines: Vec<usize>,
    /// First words of the chunks of each role.
    begins: [Vec<usize>; 3],
}

impl<'c> Geometry<'c> {
    fn new(coded: &'c Coded<'c>, chunks: &[Chunk]) -> Self {
        let words = coded.words();
        let lines = (0..words.len()).filter(|at| words.list[*at].line).collect();
        let mut begins = [Vec::new(), Vec::new(), Vec::new()];
        for chunk in chunks {
            begins[chunk.kind].push(chunk.words.start);
        }
        Geometry { coded, lines, begins }
    }

    /// Distance, chunks between, lines between, quotation.
    fn indices(&self, ask: &Chunk, give: &Chunk) -> [usize; 4] {
        let after = give.words.start >= ask.words.end;
        let (low, high) =
            if after { (ask.words.end, give.words.start) } else { (give.words.end, ask.words.start) };
        let high = high.max(low);
        let between = below(&self.begins[give.kind], high) - below(&self.begins[give.kind], low);
        let lines = below(&self.lines, high + 1) - below(&self.lines, low);
        let side = usize::from(after);
        let marked = |chunk: &Chunk| usize::from(quoted(self.coded.features[chunk.words.start]));
        [
            12 * side + bucket(high - low, 11),
            6 * side + between.min(5),
            3 * side + lines.min(2),
            2 * marked(ask) + marked(give),
        ]
    }
}

/// How many of these are below a number.
fn below(sorted: &[usize], number: usize) -> usize {
    sorted.partition_point(|x| *x < number)
}

#[cfg(test)]
mod tests {
    use super::bucket;

    #[test]
    fn buckets() {
        let found: Vec<usize> = [0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 5000].map(|n| bucket(n, 11)).to_vec();
        assert_eq!(found, [0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 11]);
    }
}
