//! Many phrases found in one pass, as whole words.

use aho_corasick::AhoCorasick;

use crate::cast::squeezed;

/// A phrase and what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// As the codebook has it.
    pub words: String,
    /// Whether any case will do, whatever the phrase's own.
    pub any_case: bool,
    /// What it stands for: an index that the owner knows.
    pub meaning: usize,
}

/// Phrases compiled into one automaton.
///
/// A phrase in small letters matches in any case. One with capitals matches as written or in capitals
/// throughout ("VELMARK"), so that the name "Pole" is not found in "pole". A match begins and ends where
/// words do.
#[derive(Clone, Debug)]
pub(crate) struct PhraseIndex {
    phrases: Vec<Phrase>,
    automaton: Option<AhoCorasick>,
}

impl PhraseIndex {
    /// Compiles the phrases; empty ones are left out.
    pub(crate) fn new(phrases: impl IntoIterator<Item = Phrase>) -> Self {
        let phrases: Vec<Phrase> = phrases
            .into_iter()
            .map(|p| Phrase { words: plain(&p.words), ..p })
            .filter(|p| !p.words.is_empty())
            .collect();
        // Letters beyond ASCII differ by case in the text too, so both sides are in small letters.
        let patterns = phrases.iter().map(|p| p.words.to_lowercase());
        let automaton = if phrases.is_empty() { None } else { AhoCorasick::new(patterns).ok() };
        PhraseIndex { phrases, automaton }
    }

    /// The phrases in the text from left to right; of those that overlap, the one that begins first and of
    /// those the longest. One that stands for several things is given for each.
    pub(crate) fn find(&self, text: &str) -> Vec<&Phrase> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = plain(text);
        let small = text.to_lowercase();
        let aligned = small.len() == text.len();
        let mut hits: Vec<(usize, usize, usize)> = automaton
            .find_overlapping_iter(small.as_str())
            .map(|hit| (hit.start(), usize::MAX - hit.end(), hit.pattern().as_usize()))
            .filter(|(start, end, pattern)| {
                let end = usize::MAX - end;
                let phrase = &self.phrases[*pattern];
                let written = text.get(*start..end).filter(|_| aligned);
                whole_words(&small, *start, end) && case_fits(phrase, written)
            })
            .collect();
        hits.sort_unstable();
        let mut out = Vec::new();
        let mut done = (0, 0);
        for (start, end, pattern) in hits {
            let end = usize::MAX - end;
            if start >= done.1 || (start, end) == done {
                done = (start, end);
                out.push(&self.phrases[pattern]);
            }
        }
        out
    }
}

fn case_fits(phrase: &Phrase, written: Option<&str>) -> bool {
    if phrase.any_case || !phrase.words.chars().any(char::is_uppercase) {
        return true;
    }
    // Where small letters have another length (rare scripts) the case cannot be compared by place.
    let Some(written) = written else { return true };
    written == phrase.words || !written.chars().any(char::is_lowercase)
}

fn whole_words(text: &str, start: usize, end: usize) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    edge(text[..start].chars().next_back()) && edge(text[end..].chars().next())
}

/// Words with single spaces and straight apostrophes: as they are compared.
fn plain(words: &str) -> String {
    squeezed(words).replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], text: &str, expected: &[&str]) {
        let phrases = phrases.iter().enumerate().map(|(meaning, words)| Phrase {
            words: (*words).to_owned(),
            any_case: false,
            meaning,
        });
        let index = PhraseIndex::new(phrases);
        let found: Vec<&str> = index.find(text).iter().map(|p| p.words.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_words_and_case() {
        check(
            &["Orle", "river fleet"],
            "ORLE and Orles, the River\n Fleet of orle",
            &["Orle", "river fleet"],
        );
        check(&["truce", "truce line", "line"], "a truce line, a truce", &["truce line", "truce"]);
        check(&["", " "], "nothing", &[]);
        check(&["İzmir"], "in İZMIR", &["İzmir"]);
    }
}
