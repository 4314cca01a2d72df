//! Word vectors: what a network reads of a word piece.

use std::borrow::Cow;

use crate::LoadError;
use crate::piece::{Pieces, UNCASED};

/// The two files of word vectors, as `tools/reader` exports them.
#[derive(Clone, Debug)]
pub struct WordFiles {
    /// `vocab.txt`: a word piece a line.
    pub vocabulary: Cow<'static, str>,
    /// `vectors.i8`: a row of signed bytes for each piece, then a scale for each row (little-endian `f32`).
    pub vectors: Cow<'static, [u8]>,
}

impl WordFiles {
    /// The files that come with the program. All networks in it were trained with these.
    #[cfg(any(feature = "full", feature = "fast"))]
    pub fn built_in() -> Self {
        WordFiles {
            vocabulary: Cow::Borrowed(include_str!("../models/words/vocab.txt")),
            vectors: Cow::Borrowed(include_bytes!("../models/words/vectors.i8")),
        }
    }
}

/// A vocabulary of word pieces, and a vector for each.
///
/// Several networks share one: it holds what they have in common, and each network's own file only holds what it
/// makes of the vectors. It is not a model of language by itself.
pub struct WordVectors {
    pieces: Pieces,
    width: usize,
    rows: Cow<'static, [u8]>,
    scales: Vec<f32>,
    check: String,
}

impl std::fmt::Debug for WordVectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordVectors")
            .field("width", &self.width)
            .field("check", &self.check)
            .finish_non_exhaustive()
    }
}

impl WordVectors {
    /// Reads the files and checks that they fit together.
    ///
    /// # Errors
    ///
    /// When a special piece is missing, or the vectors are not one for each piece.
    pub fn new(files: WordFiles) -> Result<Self, LoadError> {
        let pieces = Pieces::new(&files.vocabulary, &UNCASED)?;
        let (n, bytes) = (pieces.len(), files.vectors.len());
        let width = (bytes / n).saturating_sub(4);
        if width == 0 || n * (width + 4) != bytes {
            return Err(LoadError::vectors(format!("{bytes} bytes are not a row for each of {n} pieces")));
        }
        let scales = files.vectors[n * width..].chunks_exact(4);
        let scales: Vec<f32> = scales.map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if !scales.iter().all(|scale| scale.is_finite()) {
            return Err(LoadError::vectors("a scale is no number".to_owned()));
        }
        let mut check = crc32fast::Hasher::new();
        check.update(files.vocabulary.as_bytes());
        check.update(&files.vectors);
        let check = format!("{:08x}", check.finalize());
        Ok(WordVectors { pieces, width, rows: files.vectors, scales, check })
    }

    /// How many pieces there are; their numbers are below it.
    #[expect(clippy::len_without_is_empty, reason = "there is always the unknown piece")]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The CRC-32 of the two files, in hexadecimal digits: a network says which vectors it was trained with.
    pub fn check(&self) -> &str {
        &self.check
    }

    /// Adds the pieces of a word to `out`, one at least. A word is a run of letters and digits, or one other sign.
    pub fn extend_pieces(&self, word: &str, out: &mut Vec<i32>) {
        self.pieces.extend(word, out);
    }

    /// The piece before a text, and the one behind it.
    pub fn ends(&self) -> [i32; 2] {
        self.pieces.ends
    }

    /// The vectors of these pieces, one after the other. A number that is no piece gives the unknown piece's.
    pub fn of(&self, pieces: &[i32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(pieces.len() * self.width);
        for piece in pieces {
            let known = usize::try_from(*piece).ok().filter(|piece| *piece < self.scales.len());
            let row = known.or(usize::try_from(self.pieces.unknown).ok()).unwrap_or(0);
            let scale = self.scales[row];
            let bytes = &self.rows[row * self.width..(row + 1) * self.width];
            out.extend(bytes.iter().map(|byte| f32::from(byte.cast_signed()) * scale));
        }
        out
    }

    pub(crate) fn pieces(&self) -> &Pieces {
        &self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(vectors: Vec<u8>) -> WordFiles {
        WordFiles { vocabulary: Cow::Borrowed("[UNK]\n[CLS]\n[SEP]\ntruce\n"), vectors: Cow::Owned(vectors) }
    }

    fn two_wide() -> Vec<u8> {
        let mut bytes = vec![1, 255, 2, 0, 3, 0, 100, 156];
        for scale in [1.0f32, 1.0, 1.0, 0.5] {
            bytes.extend(scale.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn a_row_is_scaled() {
        let words = WordVectors::new(files(two_wide())).unwrap();
        let mut pieces = Vec::new();
        words.extend_pieces("Truce", &mut pieces);
        words.extend_pieces("war", &mut pieces);
        assert_eq!(words.of(&pieces), [50.0, -50.0, 1.0, -1.0]);
        assert_eq!(words.of(&[-1, 99]), [1.0, -1.0, 1.0, -1.0]);
        assert_eq!((words.width(), words.len(), words.ends()), (2, 4, [1, 2]));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for bytes in [vec![], vec![1; 17], two_wide()[1..].to_vec()] {
            let message = WordVectors::new(files(bytes)).unwrap_err().to_string();
            assert!(message.contains("vectors.i8"), "{message}");
        }
    }
}
