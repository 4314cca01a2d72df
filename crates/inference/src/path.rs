//! The best sequence of tags, found while the words come in.

/// How many words may wait for their tags before the best path so far is taken for good. Paths meet within a
/// few words; the limit only keeps the memory of a text on which they would not.
const MOST_PENDING: usize = 1 << 16;

/// Viterbi over a stream of rows.
///
/// A tag is given out once all paths that are still possible agree on it, so that the result is that of the
/// whole text at once.
#[derive(Debug)]
pub(crate) struct Path {
    tags: usize,
    /// `transitions[previous * tags + next]`; the row after the last tag is the beginning.
    transitions: Vec<f64>,
    best: Vec<f64>,
    /// For each word without a tag, each tag's predecessor.
    back: Vec<u8>,
    /// For each kind of chunk, the score of its end behind the last word.
    ends: Vec<f64>,
    started: bool,
}

impl Path {
    /// `transition(previous, next)` is the score of a step, `None` for the beginning; minus infinity forbids it.
    pub(crate) fn new(tags: usize, transition: impl Fn(Option<usize>, usize) -> f64) -> Self {
        let rows = (0..tags).map(Some).chain([None]);
        let transitions = rows.flat_map(|row| (0..tags).map(move |next| (row, next)));
        let transitions = transitions.map(|(previous, next)| transition(previous, next)).collect();
        Path { tags, transitions, best: vec![0.0; tags], back: Vec::new(), ends: Vec::new(), started: false }
    }

    /// Takes the scores of the next word, and the scores of chunks of each kind that end behind it (of none, they
    /// count as 0).
    pub(crate) fn push(&mut self, row: &[f32], ends: &[f32]) {
        let k = self.tags;
        let ended: Vec<f64> = std::mem::replace(&mut self.ends, ends.iter().map(|x| f64::from(*x)).collect());
        if !self.started {
            self.started = true;
            for (next, score) in row.iter().enumerate() {
                self.best[next] = f64::from(*score) + self.transitions[k * k + next];
            }
            self.back.extend(std::iter::repeat_n(0, k));
            return;
        }
        let before = self.best.clone();
        for (next, own) in row.iter().enumerate() {
            let (mut from, mut most) = (0, f64::NEG_INFINITY);
            for (previous, score) in before.iter().enumerate() {
                let mut score = score + self.transitions[previous * k + next];
                let kind = previous.checked_sub(1).map(|tag| tag / 2);
                if let Some(kind) = kind.filter(|kind| next != 2 * kind + 2) {
                    score += ended.get(kind).copied().unwrap_or(0.0);
                }
                if score > most {
                    (from, most) = (previous, score);
                }
            }
            self.best[next] = most + f64::from(*own);
            self.back.push(u8::try_from(from).unwrap_or_default());
        }
    }

    /// The tags on which all paths agree by now, of the words whose tags were not given out before.
    pub(crate) fn agreed(&mut self) -> Vec<u8> {
        let k = self.tags;
        let mut words = self.back.len() / k;
        if words > MOST_PENDING {
            let best = self.end();
            for (tag, score) in self.best.iter_mut().enumerate() {
                if tag != best {
                    *score = f64::NEG_INFINITY;
                }
            }
        }
        let mut alive: Vec<usize> = (0..k).filter(|tag| self.best[*tag] > f64::NEG_INFINITY).collect();
        while alive.len() > 1 && words > 0 {
            words -= 1;
            for tag in &mut alive {
                *tag = usize::from(self.back[words * k + *tag]);
            }
            alive.sort_unstable();
            alive.dedup();
        }
        // `alive` holds the tags of word `words - 1`.
        match alive.first() {
            Some(tag) if words > 0 => {
                let tags = self.trace(words, *tag);
                self.back.drain(..words * k);
                tags
            }
            _ => Vec::new(),
        }
    }

    /// The tags that are left, at the end of the text.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let words = self.back.len() / self.tags;
        let end = self.end();
        let tags = self.trace(words, end);
        self.back.clear();
        tags
    }

    fn end(&self) -> usize {
        let mut best = (0, f64::NEG_INFINITY);
        for (tag, score) in self.best.iter().enumerate() {
            if *score > best.1 {
                best = (tag, *score);
            }
        }
        best.0
    }

    /// The path of so many waiting words that ends with `tag`.
    fn trace(&self, words: usize, mut tag: usize) -> Vec<u8> {
        let mut tags = Vec::with_capacity(words);
        for word in (0..words).rev() {
            tags.push(u8::try_from(tag).unwrap_or_default());
            tag = usize::from(self.back[word * self.tags + tag]);
        }
        tags.reverse();
        tags
    }
}

/// Whether a tag may follow another, where tag 0 is outside, odd ones begin and even ones continue.
pub(crate) fn bio(previous: Option<usize>, next: usize) -> bool {
    next == 0 || next % 2 == 1 || previous == Some(next) || previous == Some(next - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn transition(previous: Option<usize>, next: usize) -> f64 {
        if bio(previous, next) { -0.1 * f64::from(u8::try_from(next).unwrap()) } else { f64::NEG_INFINITY }
    }

    proptest! {
        #[test]
        fn a_stream_gives_the_path_of_the_whole(
            rows in prop::collection::vec(prop::collection::vec(-3f32..3.0, 5), 0..60),
            ask in prop::collection::vec(any::<bool>(), 60),
        ) {
            let mut whole = Path::new(5, transition);
            let mut stream = Path::new(5, transition);
            let mut found = Vec::new();
            for (row, ask) in rows.iter().zip(ask) {
                whole.push(row, &row[..2]);
                stream.push(row, &row[..2]);
                if ask {
                    found.extend(stream.agreed());
                }
            }
            found.extend(stream.finish());
            prop_assert_eq!(&found, &whole.finish());
            prop_assert_eq!(found.len(), rows.len());
            let mut previous = None;
            for tag in found {
                prop_assert!(bio(previous, usize::from(tag)));
                previous = Some(usize::from(tag));
            }
        }
    }
}
