//! What a person types into a search, as an expression of the index.
//!
//! `word`, `"exact phrase"`, `begin*` and `-without` mean something; everything else is letters to look
//! for. Each word reaches the index as a quoted string, so that no sign can be an operator or an error.

use crate::fold::folded_words;
use crate::{Error, ErrorKind, Result};

/// No search has more words than this; further ones are left out.
const WORDS: usize = 32;

/// No search is longer than this, in bytes.
const BYTES: usize = 4096;

/// So many letters must stand before a `*`. With fewer, it would ask for a good part of all words, and the
/// index would take seconds; the letters are then a word by themselves.
const BEGINNING: usize = 3;

/// A search, understood.
#[derive(Debug, PartialEq)]
pub(crate) struct Query {
    /// For MATCH.
    pub(crate) expression: String,
    /// The words and phrases that must be there, folded.
    pub(crate) wanted: Vec<Wanted>,
}

/// A word, a phrase or the beginning of a word.
#[derive(Debug, PartialEq)]
pub(crate) struct Wanted {
    words: String,
    prefix: bool,
}

impl Wanted {
    /// How many words it takes up where it stands at the beginning of these.
    pub(crate) fn length_at<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> Option<usize> {
        let parts = self.words.split(' ');
        let count = parts.clone().count();
        for (i, part) in parts.enumerate() {
            let word = words.next()?;
            if !(word == part || (self.prefix && i + 1 == count && word.starts_with(part))) {
                return None;
            }
        }
        Some(count)
    }

    /// Whether it stands in a text, at the borders of words.
    pub(crate) fn is_in(&self, folded: &str) -> bool {
        folded.match_indices(&self.words).any(|(at, found)| {
            let begins = at == 0 || folded.as_bytes()[at - 1] == b' ';
            let ends = at + found.len();
            begins && (self.prefix || folded.as_bytes().get(ends).is_none_or(|b| *b == b' '))
        })
    }
}

/// Understands what a person typed.
pub(crate) fn parse(typed: &str) -> Result<Query> {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for term in terms(typed) {
        let words = folded_words(&term.letters);
        if words.is_empty() {
            continue;
        }
        let star = if term.prefix { " *" } else { "" };
        // The index folds by itself; a quote or NUL in a string would end it.
        let letters = term.letters.replace(['"', '\0'], " ");
        let expression = format!("\"{letters}\"{star}");
        if term.excluded {
            unwanted.push(expression);
        } else {
            wanted.push((expression, Wanted { words, prefix: term.prefix }));
        }
    }
    if wanted.is_empty() {
        return Err(Error::new(ErrorKind::Query, format!("was asked for {typed:?}: there is no word in it")));
    }
    let (expressions, wanted): (Vec<_>, Vec<_>) = wanted.into_iter().unzip();
    let mut expression = format!("({})", expressions.join(" AND "));
    if !unwanted.is_empty() {
        expression = format!("{expression} NOT ({})", unwanted.join(" OR "));
    }
    Ok(Query { expression, wanted })
}

struct Term {
    letters: String,
    prefix: bool,
    excluded: bool,
}

fn terms(typed: &str) -> Vec<Term> {
    let mut end = typed.len().min(BYTES);
    while !typed.is_char_boundary(end) {
        end -= 1;
    }
    let mut rest = typed[..end].trim_start();
    let mut terms = Vec::new();
    while !rest.is_empty() && terms.len() < WORDS {
        let excluded = rest.starts_with('-');
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let (letters, after) = match rest.strip_prefix(['"', '“', '”', '„']) {
            // A phrase that is not closed goes on to the end.
            Some(quoted) => quoted.split_once(['"', '“', '”']).unwrap_or((quoted, "")),
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                rest.split_at(end)
            }
        };
        let (after, starred) = match after.strip_prefix('*') {
            Some(after) => (after, true),
            None => (after, letters.ends_with('*')),
        };
        let beginning = letters.trim_end_matches('*');
        let prefix =
            starred && beginning.ends_with(char::is_alphanumeric) && beginning.chars().count() >= BEGINNING;
        terms.push(Term { letters: letters.to_owned(), prefix, excluded });
        rest = after.trim_start();
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        assert_eq!(parse(typed).map(|q| q.expression).unwrap_or_default(), expected, "{typed}");
    }

    #[test]
    fn signs_are_letters_unless_they_are_ours() {
        check("grain corridor", r#"("grain" AND "corridor")"#);
        check(r#""grain corridor" -ferry"#, r#"("grain corridor") NOT ("ferry")"#);
        check("corr* -\"old ferry\"", r#"("corr*" *) NOT ("old ferry")"#);
        check("co*", r#"("co*")"#);
        check("“no deal", r#"("no deal")"#);
        check("NEAR(a b) title:x ^y", r#"("NEAR(a" AND "b)" AND "title:x" AND "^y")"#);
        check("a OR b", r#"("a" AND "OR" AND "b")"#);
        check("don't \0 x\0y", r#"("don't" AND "x y")"#);
        check("say\"so", r#"("say so")"#);
        check("-- '); DROP TABLE documents", r#"("DROP" AND "TABLE" AND "documents")"#);
        check("-all -of -them", "");
        check(" \"\" ", "");
        check("???", "");
    }

    #[test]
    fn a_word_is_found_at_its_borders() {
        let found = |typed: &str, text: &str| parse(typed).unwrap().wanted[0].is_in(&folded_words(text));
        assert!(found("deal", "No DEAL."));
        assert!(!found("deal", "dealers"));
        assert!(found("deal*", "dealers"));
        assert!(found("\"no deal\"", "“No – deal”"));
        assert!(found("cafe", "Café"));
    }
}
