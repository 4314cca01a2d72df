//! The piece of a text that fits a search best.

use crate::SnippetPart;
use crate::fold::folded_words;
use crate::query::Wanted;

/// How many words a snippet has.
const WORDS: usize = 28;

/// How many words stand before the first hit, where there are any.
const BEFORE: usize = 6;

/// A word of a text: where it stands, and what it is as the index sees it.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

/// The piece with the most of the wanted words, hits marked; `None` where the text has none of them.
///
/// It is cut from the text itself and not marked by signs within it, so that no text can pretend to a hit.
pub(crate) fn snippet(text: &str, wanted: &[Wanted]) -> Option<Vec<SnippetPart>> {
    let words = words(text);
    let hits = hits(&words, wanted);
    let (first, last) = best(&hits, words.len())?;
    let mut parts = Vec::new();
    let mut push = |text: &str, hit: bool| {
        if !text.is_empty() {
            parts.push(SnippetPart { text: text.to_owned(), hit });
        }
    };
    let mut at = if first == 0 { 0 } else { words[first].start };
    let end = if last == words.len() { text.len() } else { words[last - 1].end };
    push(if first == 0 { "" } else { "…" }, false);
    for hit in hits.iter().filter(|hit| first <= hit.first && hit.last <= last) {
        let (start, stop) = (words[hit.first].start, words[hit.last - 1].end);
        if start < at {
            continue;
        }
        push(&text[at..start], false);
        push(&text[start..stop], true);
        at = stop;
    }
    push(&text[at..end], false);
    push(if last == words.len() { "" } else { "…" }, false);
    Some(parts)
}

/// Words of the text, `first..last`, that are one of those wanted.
struct Found {
    first: usize,
    last: usize,
    which: usize,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    // A mark that belongs to a letter before it does not end the word.
    let inside = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(Word { start: from, end: at, folded: folded_words(&text[from..at]) });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// In order of the text; where two begin together, the longer first.
fn hits(words: &[Word], wanted: &[Wanted]) -> Vec<Found> {
    let mut hits = Vec::new();
    for first in 0..words.len() {
        let mut here = Vec::new();
        for (which, wanted) in wanted.iter().enumerate() {
            if let Some(length) = wanted.length_at(words[first..].iter().map(|w| w.folded.as_str())) {
                here.push(Found { first, last: first + length, which });
            }
        }
        here.sort_by_key(|hit| std::cmp::Reverse(hit.last));
        hits.extend(here);
    }
    hits
}

/// The window with the most different ones of the wanted words, the earliest of several.
fn best(hits: &[Found], words: usize) -> Option<(usize, usize)> {
    let mut best: Option<(u32, usize)> = None;
    let mut end = 0;
    for (i, hit) in hits.iter().enumerate() {
        end = end.max(i);
        while end < hits.len() && hits[end].last <= hit.first + WORDS - BEFORE {
            end += 1;
        }
        // At most 32 words are wanted, and windows overlap in at most as many hits as they have words.
        let there = hits[i..end].iter().fold(0u32, |set, hit| set | 1 << (hit.which % 32)).count_ones();
        if best.is_none_or(|(most, _)| there > most) {
            best = Some((there, hit.first));
        }
    }
    let (_, first) = best?;
    let first = first.saturating_sub(BEFORE);
    let longest = hits.iter().find(|hit| hit.first >= first).map_or(0, |hit| hit.last - first);
    Some((first, (first + WORDS.max(longest)).min(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn check(text: &str, typed: &str, expected: &str) {
        let parts = snippet(text, &parse(typed).unwrap().wanted).unwrap_or_default();
        let shown: String =
            parts.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect();
        assert_eq!(shown, expected, "{typed}");
    }

    #[test]
    fn the_words_are_marked_where_they_stand() {
        check("No deal, said Tarn.", "deal", "No [deal], said Tarn.");
        check("Ein Cafe\u{301}, bitte", "café", "Ein [Cafe\u{301}], bitte");
        check("No – deal! No deal.", "\"no deal\" no", "[No – deal]! [No deal].");
        check("The dealers", "deal*", "The [dealers]");
        check("The dealers", "deal", "");
        check("", "deal", "");
    }

    #[test]
    fn of_a_long_text_the_best_piece_is_shown() {
        let text = format!("deal {} no deal here {}", "x ".repeat(50), "y ".repeat(50));
        let (before, after) = ("x ".repeat(6), "y ".repeat(19));
        check(&text, "no deal", &format!("…{before} [no] [deal] here {}…", after.trim_end()));
    }
}
