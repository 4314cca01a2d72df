//! Word pieces: what the network reads instead of words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::LoadError;
use crate::category::is_dropped;

/// How words become pieces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PieceRules {
    pub(crate) unknown: &'static str,
    pub(crate) begin: &'static str,
    pub(crate) end: &'static str,
    pub(crate) continuation: &'static str,
    pub(crate) longest_word: usize,
    pub(crate) most_pieces: usize,
}

/// A word of more pieces is cut.
pub(crate) const MOST_PIECES: usize = 12;

/// Those of BERT's uncased vocabulary.
pub(crate) const UNCASED: PieceRules = PieceRules {
    unknown: "[UNK]",
    begin: "[CLS]",
    end: "[SEP]",
    continuation: "##",
    longest_word: 100,
    most_pieces: MOST_PIECES,
};

/// The vocabulary, and the greedy longest match into it.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// Pieces that begin a part.
    begin: HashMap<Box<str>, i32>,
    /// Pieces that continue one, without their prefix.
    inside: HashMap<Box<str>, i32>,
    /// The length of the longest piece, in bytes.
    longest: usize,
    longest_part: usize,
    most: usize,
    count: usize,
    pub(crate) unknown: i32,
    /// The piece before a window, and the one behind it.
    pub(crate) ends: [i32; 2],
}

impl Pieces {
    /// Reads a vocabulary: one piece a line, numbered from 0.
    pub(crate) fn new(vocabulary: &str, rules: &PieceRules) -> Result<Self, LoadError> {
        let mut pieces = Pieces {
            begin: HashMap::new(),
            inside: HashMap::new(),
            longest: 0,
            longest_part: rules.longest_word,
            most: rules.most_pieces,
            count: 0,
            unknown: 0,
            ends: [0; 2],
        };
        for (id, line) in vocabulary.trim_end_matches('\n').split('\n').enumerate() {
            let id =
                i32::try_from(id).map_err(|_| LoadError::vocabulary("it has more than two billion lines"))?;
            match line.strip_prefix(rules.continuation) {
                Some(rest) if !rest.is_empty() => pieces.inside.insert(rest.into(), id),
                _ => pieces.begin.insert(line.into(), id),
            };
            pieces.longest = pieces.longest.max(line.len());
            pieces.count += 1;
        }
        let special = |name: &str| {
            let missing = || LoadError::vocabulary(format!("the piece {name:?} is missing"));
            pieces.begin.get(name).copied().ok_or_else(missing)
        };
        let (unknown, ends) = (special(rules.unknown)?, [special(rules.begin)?, special(rules.end)?]);
        (pieces.unknown, pieces.ends) = (unknown, ends);
        Ok(pieces)
    }

    /// How many pieces there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Adds the pieces of a word to `out`: one at least.
    pub(crate) fn extend(&self, word: &str, out: &mut Vec<i32>) {
        let first = out.len();
        if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.part(&word.to_ascii_lowercase(), word.len(), out);
        } else {
            let word: String = word.to_lowercase().nfd().filter(|c| !is_dropped(*c)).collect();
            // An underscore is a part of its own; so are the stretches around it.
            for stretch in word.split_inclusive('_') {
                let (part, underscore) =
                    stretch.strip_suffix('_').map_or((stretch, None), |part| (part, Some("_")));
                for part in [Some(part), underscore].into_iter().flatten().filter(|part| !part.is_empty()) {
                    if out.len() - first <= self.most {
                        self.part(part, part.chars().count(), out);
                    }
                }
            }
        }
        out.truncate(first + self.most.max(1));
        if out.len() == first {
            out.push(self.unknown);
        }
    }

    /// The pieces of a part of so many characters.
    fn part(&self, part: &str, characters: usize, out: &mut Vec<i32>) {
        let first = out.len();
        let mut at = 0;
        while at < part.len() && characters <= self.longest_part {
            let known = if at == 0 { &self.begin } else { &self.inside };
            let mut end = part.len().min(at + self.longest);
            let found = loop {
                if end <= at {
                    break None;
                }
                if let Some(id) = part.get(at..end).and_then(|piece| known.get(piece)) {
                    break Some(*id);
                }
                end -= 1;
            };
            let Some(id) = found else {
                out.truncate(first);
                break;
            };
            out.push(id);
            at = end;
        }
        if out.len() == first {
            out.push(self.unknown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ntruce\n##s\nsea\n##se\n##fire\ncease\n_\ne\n##u\n";

    fn pieces() -> Pieces {
        let rules = PieceRules { most_pieces: 4, ..UNCASED };
        Pieces::new(VOCABULARY, &rules).unwrap()
    }

    fn check(word: &str, expected: &[&str]) {
        let mut out = Vec::new();
        pieces().extend(word, &mut out);
        let lines: Vec<&str> = VOCABULARY.lines().collect();
        let found: Vec<&str> = out.iter().map(|id| lines[usize::try_from(*id).unwrap()]).collect();
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn the_longest_piece_wins() {
        check("Truces", &["truce", "##s"]);
        check("CEASEFIRE", &["cease", "##fire"]);
        check("ÉU", &["e", "##u"]);
        check("e\u{301}", &["e"]);
    }

    #[test]
    fn what_has_no_pieces_is_unknown() {
        check("truceX", &["[UNK]"]);
        check("漢字", &["[UNK]"]);
        check("\u{200b}", &["[UNK]"]);
        check(&"e".repeat(101), &["[UNK]"]);
    }

    #[test]
    fn underscores_part_words_and_long_words_are_cut() {
        check("truce_sea", &["truce", "_", "sea"]);
        check("__e__sea", &["_", "_", "e", "_"]);
        check("euuuuuu", &["e", "##u", "##u", "##u"]);
    }

    #[test]
    fn a_vocabulary_without_the_special_pieces_is_refused() {
        let rules = PieceRules { unknown: "[NO]", ..UNCASED };
        assert!(Pieces::new(VOCABULARY, &rules).unwrap_err().to_string().contains("[NO]"));
    }

    proptest! {
        #[test]
        fn every_word_has_from_one_to_the_most_pieces(word in "[\\PCeutruce_]{0,120}") {
            let mut out = vec![7];
            pieces().extend(&word, &mut out);
            prop_assert!((2..=5).contains(&out.len()));
        }
    }
}
