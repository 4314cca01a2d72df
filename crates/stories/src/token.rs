//! Words of a text with their places.

use standpoint_terms::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::forms::Forms;
use crate::number::{self, Place, Spelled};

/// A word at a place.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact about one word, and a word has any of them"
)]
pub(crate) struct Token {
    /// First byte in the document's text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Its form.
    pub(crate) form: u32,
    /// The number of the quotation in which it stands, from 1; 0 for none.
    pub(crate) quotation: u32,
    /// Whether it is written with a capital letter and does not open its sentence.
    pub(crate) named: bool,
    /// Whether square brackets say that the writer put it in.
    pub(crate) bracketed: bool,
    /// Whether an ellipsis stands before it.
    pub(crate) after_ellipsis: bool,
    /// Whether it belongs to words that many documents have: a paper's own note, a set paragraph.
    pub(crate) set: bool,
}

impl Token {
    pub(crate) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A word before it is a token.
struct Raw {
    span: Span,
    text: String,
    capital: bool,
    bracketed: bool,
    after_ellipsis: bool,
}

/// Texts are cut after so many bytes, since places are kept in 32 bits.
const LONGEST: usize = u32::MAX as usize;

/// The words of a sentence, pushed to `tokens`; contractions are taken apart, spelled numbers become one token.
pub(crate) fn tokens(text: &str, sentence: Span, forms: &mut Forms, tokens: &mut Vec<Token>) {
    let Some(words) = sentence.of(text) else { return };
    if sentence.end >= LONGEST {
        return;
    }
    let raw = raw(words, sentence.start);
    let mut at = 0;
    while at < raw.len() {
        let (form, taken) = numeral(&raw[at..]).unwrap_or_else(|| (raw[at].text.clone(), 1));
        let (first, last) = (&raw[at], &raw[at + taken - 1]);
        let number = forms.count(&form);
        if first.capital && at > 0 {
            forms.note_name(number);
        }
        tokens.push(Token {
            start: u32::try_from(first.span.start).expect("shorter than LONGEST"),
            end: u32::try_from(last.span.end).expect("shorter than LONGEST"),
            form: number,
            quotation: 0,
            named: first.capital && at > 0,
            bracketed: first.bracketed,
            after_ellipsis: first.after_ellipsis,
            set: false,
        });
        at += taken;
    }
}

/// A number at the beginning of these words, as `#value`, and how many words it takes.
fn numeral(raw: &[Raw]) -> Option<(String, usize)> {
    let first = raw.first()?;
    if let Some(value) = number::digits(&first.text) {
        let large = raw.get(1).and_then(|word| number::place(&word.text));
        if let Some(Place::Large(size)) = large
            && let Ok(value) = value.parse::<f64>()
            && value * size as f64 <= 1e15
        {
            return Some((format!("#{}", (value * size as f64).round() as u64), 2));
        }
        return Some((format!("#{value}"), 1));
    }
    // "One" alone is a pronoun as often as a number, "a million" is rarely exact.
    let mut number = Spelled::default();
    let mut taken = 0;
    for (at, word) in raw.iter().take(12).enumerate() {
        if word.text == "and" && taken > 0 && at == taken {
            let next = raw.get(at + 1).and_then(|word| number::place(&word.text));
            // "Two hundred and five", but "four and five" are two numbers.
            if number.value() >= 100 && matches!(next, Some(Place::Unit(_) | Place::Ten(_))) {
                continue;
            }
            break;
        }
        match number::place(&word.text) {
            Some(place) if number.take(place) => taken = at + 1,
            _ => break,
        }
    }
    let alone = taken == 1
        && matches!(first.text.as_str(), "one" | "hundred" | "thousand" | "million" | "billion" | "dozen");
    (taken > 0 && !alone).then(|| (format!("#{}", number.value()), taken))
}

/// The words with contractions taken apart.
fn raw(words: &str, offset: usize) -> Vec<Raw> {
    let mut out: Vec<Raw> = Vec::new();
    let mut brackets = 0_usize;
    let mut ellipsis = false;
    let mut rest = words.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        match c {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            '\u{2026}' => ellipsis = true,
            '.' if words[start..].starts_with("...") || words[start..].starts_with(". . .") => {
                ellipsis = true;
            }
            '%' => out.push(one(words, start, start + 1, offset, brackets, &mut ellipsis)),
            _ => {}
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = rest.peek().copied() {
            let inner = matches!(next, '\'' | '\u{2019}' | '.' | ',');
            let letter_after = words[at + next.len_utf8()..].chars().next().is_some_and(|c| {
                if next == ',' {
                    c.is_ascii_digit() && words[..at].ends_with(|c: char| c.is_ascii_digit())
                } else {
                    c.is_alphanumeric()
                }
            });
            // The stops of "U.S." belong to it, the stop between two sentences without a space does not.
            let stop = next == '.' && !(digit_before(words, at) || initials(&words[start..at]));
            if next.is_alphanumeric() || (inner && letter_after && !stop) || is_combining_mark(next) {
                end = at + next.len_utf8();
                rest.next();
            } else {
                break;
            }
        }
        push(&mut out, words, start, end, offset, brackets, &mut ellipsis);
    }
    out
}

fn digit_before(words: &str, at: usize) -> bool {
    words[..at].ends_with(|c: char| c.is_ascii_digit())
}

/// "U", "U.S": single letters with stops between them.
fn initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1)
}

fn one(words: &str, start: usize, end: usize, offset: usize, brackets: usize, ellipsis: &mut bool) -> Raw {
    let written = &words[start..end];
    Raw {
        span: Span::new(offset + start, offset + end),
        text: if written == "%" { "percent".to_owned() } else { fold(written) },
        capital: written.starts_with(char::is_uppercase),
        bracketed: brackets > 0,
        after_ellipsis: std::mem::take(ellipsis),
    }
}

fn push(
    out: &mut Vec<Raw>,
    words: &str,
    start: usize,
    end: usize,
    offset: usize,
    brackets: usize,
    ellipsis: &mut bool,
) {
    let mut word = one(words, start, end, offset, brackets, ellipsis);
    let Some((stem, ending)) = word.text.rsplit_once('\'') else {
        if word.text == "cannot" {
            word.text = "can".to_owned();
            let second =
                Raw { text: "not".to_owned(), ..one(words, start, end, offset, brackets, &mut false) };
            out.extend([word, second]);
        } else if word.text == "cent" && out.last().is_some_and(|last| last.text == "per") {
            let per = out.last_mut().expect("just looked at");
            per.text = "percent".to_owned();
            per.span.end = offset + end;
        } else {
            out.push(word);
        }
        return;
    };
    let second = match ending {
        "t" if stem.ends_with('n') => Some("not"),
        "re" => Some("are"),
        "ll" => Some("will"),
        "ve" => Some("have"),
        "d" => Some("would"),
        "m" => Some("am"),
        "s" if matches!(stem, "it" | "he" | "she" | "that" | "what" | "there" | "here" | "who" | "let") => {
            Some("is")
        }
        _ => None,
    };
    let stem = match (stem, ending) {
        ("won", "t") => "will".to_owned(),
        ("can", "t") => "can".to_owned(),
        ("shan", "t") => "shall".to_owned(),
        (stem, "t") if stem.ends_with('n') => stem[..stem.len() - 1].to_owned(),
        (stem, "s") => stem.to_owned(),
        (stem, _) if second.is_some() => stem.to_owned(),
        (stem, ending) => format!("{stem}{ending}"),
    };
    let span = word.span;
    let second = second.map(|text| Raw {
        span,
        text: text.to_owned(),
        capital: false,
        bracketed: word.bracketed,
        after_ellipsis: false,
    });
    word.text = stem;
    out.push(word);
    out.extend(second);
}

/// Small letters, no accents, straight apostrophes, no stops in "U.S.".
fn fold(written: &str) -> String {
    if written == "US" || written == "U.S" || written == "USA" {
        return "u.s".to_owned();
    }
    if written.is_ascii() && !written.contains('.') {
        return written.to_ascii_lowercase();
    }
    let digits = written.starts_with(|c: char| c.is_ascii_digit());
    written
        .nfd()
        .filter(|c| !is_combining_mark(*c) && (digits || *c != '.'))
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut forms = Forms::new();
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut forms, &mut found);
        let found: Vec<&str> = found.iter().map(|token| &*forms.get(token.form).text).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn contractions_come_apart() {
        check("We don’t, we won't, it's Orr's", "we do not we will not it is orr");
        check("They cannot say they'd leave", "they can not say they would leave");
    }

    #[test]
    fn numbers_are_values() {
        check("160 ships, one hundred and sixty ships", "#160 ships #160 ships");
        check("3.5 million or 3,500,000", "#3500000 or #3500000");
        check("four and five; the twenty-first of ten", "#4 and #5 the #20 first of #10");
        check("no one came in 2031", "no one came in #2031");
        check("40 per cent is 40%", "#40 percent is #40 percent");
    }

    #[test]
    fn names_are_folded() {
        check("The U.S. and the US told us", "the u.s and the u.s told us");
        check("Hallász said so.Then", "hallasz said so then");
    }
}
