//! Runs of words with one tag.

use std::ops::Range;

/// A run of words that the tags mark: number `kind` of what can be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) kind: usize,
    pub(crate) words: Range<usize>,
}

/// Chunks from tags that come in order. The last chunk may still grow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chunks {
    pub(crate) list: Vec<Chunk>,
    /// How many words have a tag.
    pub(crate) tagged: usize,
}

impl Chunks {
    /// Takes the tags of the next words.
    pub(crate) fn extend(&mut self, tags: &[u8]) {
        for tag in tags {
            let at = self.tagged;
            self.tagged += 1;
            let Some(number) = usize::from(*tag).checked_sub(1) else { continue };
            let (kind, goes_on) = (number / 2, number % 2 == 1);
            match self.list.last_mut() {
                Some(last) if goes_on && last.words.end == at && last.kind == kind => last.words.end = at + 1,
                _ => self.list.push(Chunk { kind, words: at..at + 1 }),
            }
        }
    }

    /// The numbers of the chunks with a word in `words`.
    pub(crate) fn within(&self, words: &Range<usize>) -> Range<usize> {
        let from = self.list.partition_point(|chunk| chunk.words.end <= words.start);
        let to = self.list.partition_point(|chunk| chunk.words.start < words.end);
        from..to.max(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_chunks() {
        let mut chunks = Chunks::default();
        chunks.extend(&[0, 1, 2]);
        chunks.extend(&[2, 1, 0, 3]);
        let found: Vec<_> = chunks.list.iter().map(|c| (c.kind, c.words.clone())).collect();
        assert_eq!(found, [(0, 1..4), (0, 4..5), (1, 6..7)]);
        assert_eq!(chunks.within(&(3..6)), 0..2);
        assert_eq!(chunks.within(&(5..6)), 2..2);
    }
}
