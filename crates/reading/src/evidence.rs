//! What a document tells of its capitalised words, before any is taken for a name.

use std::collections::{HashMap, HashSet};

use standpoint_terms::PassageKind;

use crate::lexicon::lexicon;
use crate::mention::first_word;
use crate::token::{Token, TokenKind, TokenPassage};

/// What the document tells of its capitalised words.
pub(crate) struct Evidence {
    /// Words with a capital inside a sentence: names, even where one begins a sentence.
    pub(crate) inside: HashSet<String>,
    /// How often a word stood like a place (after "in", before "officials").
    pub(crate) place: HashMap<String, usize>,
    /// Last words of names with several words, and words behind honorifics.
    pub(crate) person: HashSet<String>,
}

impl Evidence {
    /// Looks at the document once.
    pub(crate) fn gather(
        tokens: &[Token<'_>],
        passages: &[TokenPassage],
        sentences: &[(usize, usize)],
    ) -> Self {
        let words = lexicon();
        let mut out = Evidence { inside: HashSet::new(), place: HashMap::new(), person: HashSet::new() };
        let mut sentence = 0;
        for passage in passages {
            if passage.passage.kind == PassageKind::Heading {
                continue;
            }
            for at in passage.start..passage.end {
                while sentences.get(sentence).is_some_and(|s| s.1 <= at) {
                    sentence += 1;
                }
                let token = &tokens[at];
                let first = sentences.get(sentence).is_some_and(|s| first_word(tokens, s.0, s.1) == at);
                if !token.capital {
                    continue;
                }
                let opens = at > 0 && tokens[at - 1].kind == TokenKind::Double;
                if !first && !opens {
                    out.inside.insert(token.lower.to_string());
                }
                let before = if at > passage.start { tokens[at - 1].lower.as_ref() } else { "" };
                let behind = tokens.get(at + 1).filter(|_| at + 1 < passage.end);
                let alone =
                    behind.is_none_or(|b| !b.capital) && !(at > 0 && tokens[at - 1].capital && !first);
                let behind = behind.map_or("", |b| b.lower.as_ref());
                let placed = matches!(before, "in" | "from" | "across" | "inside" | "near" | "outside")
                    || ["titles", "unnamed", "title-modifiers", "bodies"]
                        .iter()
                        .any(|l| words.has(l, behind));
                if alone && placed {
                    *out.place.entry(token.lower.to_string()).or_default() += 1;
                }
                let honoured = words.has("honorifics", before.trim_end_matches('.')) && !before.is_empty();
                let surname = at > passage.start && tokens[at - 1].capital && given_name(before);
                if honoured || surname {
                    out.person.insert(token.lower.to_string());
                }
            }
        }
        out
    }
}

fn given_name(word: &str) -> bool {
    lexicon().has("male-names", word) || lexicon().has("female-names", word)
}
