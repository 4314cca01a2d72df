//! Which contents of one cue are one: "The plan", he said, "is dead" is; a later sentence that only looks for a cue is not.

use crate::attribution::{FLOOR, Roles, flag, logistic, mean, probability};
use crate::feature::quoted;

/// The contents that chose one cue, in order of the text.
pub(crate) struct Parts {
    /// Those that keep the cue.
    pub(crate) with_cue: Vec<usize>,
    /// The others, each run of neighbours an attribution without a cue.
    pub(crate) without: Vec<Vec<usize>>,
}

impl Roles<'_> {
    /// Parts the contents of a cue where two neighbours do not look like one. The part with the likeliest link keeps
    /// the cue.
    pub(crate) fn parted(&self, cue: usize, contents: &[usize]) -> Parts {
        let decoding = &self.parameters.decoding;
        let (Some(weights), Some(main)) = (&decoding.joining_weights, self.likeliest(cue, contents)) else {
            return Parts { with_cue: contents.to_vec(), without: Vec::new() };
        };
        let joined = |a: &usize, b: &usize| {
            logistic(&self.joining(cue, main, *a, *b), weights) >= decoding.join_threshold
        };
        let (with_cue, without): (Vec<_>, Vec<_>) =
            contents.chunk_by(joined).map(<[usize]>::to_vec).partition(|part| part.contains(&main));
        Parts { with_cue: with_cue.concat(), without }
    }

    /// The content with the likeliest link to the cue; the first of equals.
    fn likeliest(&self, cue: usize, contents: &[usize]) -> Option<usize> {
        let by_link = |at: &usize| (self.link(*at, Some(cue)), *at);
        let better = |a: (f64, usize), b: (f64, usize)| if b.0 > a.0 { b } else { a };
        contents.iter().map(by_link).reduce(better).map(|(_, at)| at)
    }

    fn link(&self, content: usize, cue: Option<usize>) -> f64 {
        probability(&self.links.0[0][content], cue).unwrap_or(FLOOR)
    }

    /// What tells whether content `b` goes on where content `a`, its neighbour with the same cue, broke off.
    fn joining(&self, cue: usize, main: usize, a: usize, b: usize) -> [f64; 18] {
        let words = self.coded.words();
        let (left, right) = (self.chunks[a].words.clone(), self.chunks[b].words.clone());
        // The one that is nearer to the likeliest content is taken for granted; the other is asked about.
        let (asked, other) = if main <= a { (b, a) } else { (a, b) };
        let begin = |at: usize| self.chunks[at].words.start;
        let length = |at: usize| (self.chunks[at].words.len() as f64).ln_1p();
        let in_quotation = |at: usize| quoted(self.coded.features[begin(at)]);
        let gap = left.end..right.start.max(left.end);
        let from = self.chunks.partition_point(|chunk| chunk.words.start < gap.start);
        let inside = self.chunks[from..].iter().enumerate().map(|(at, chunk)| (from + at, chunk));
        let between = inside.take_while(|(_, chunk)| chunk.words.start < gap.end);
        let (mut cues, mut contents) = (0u8, 0u8);
        for (at, chunk) in between.filter(|(_, chunk)| chunk.words.end <= gap.end) {
            cues = cues.saturating_add(u8::from(chunk.kind == 1 && at != cue));
            contents = contents.saturating_add(u8::from(chunk.kind == 2));
        }
        let last = words.of(left.end - 1);
        let closes = matches!(last, "\"" | "”" | "’" | "'" | "»" | "“");
        let before = if closes && left.len() > 1 { words.of(left.end - 2) } else { last };
        let opens = matches!(words.of(right.start), "\"" | "“" | "‘" | "'" | "«" | "„");
        let sentences = gap.clone().filter(|word| matches!(words.of(*word), "." | "!" | "?")).take(3).count();
        let lines = (gap.start..=right.start).filter(|word| words.list[*word].line).take(2).count();
        let (q, r) = (in_quotation(asked), in_quotation(other));
        [
            self.link(asked, Some(cue)).max(-6.0),
            self.link(asked, None).max(-12.0),
            mean(&self.inside(&[asked])).max(-3.0),
            mean(&self.inside(&[other])).max(-3.0),
            f64::from(self.logs[begin(asked)][5]).max(-4.0),
            length(asked),
            length(other),
            flag(q && r),
            flag(q != r),
            flag(opens),
            flag(closes),
            flag(before == ","),
            (gap.len() as f64).ln_1p(),
            sentences as f64,
            lines as f64,
            f64::from(cues),
            flag(gap.contains(&begin(cue))),
            f64::from(contents),
        ]
    }
}
