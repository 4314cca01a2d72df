//! The signs by which a statement's act is weighed: its words, where they stand, and which rules fit.

use std::collections::BTreeSet;

use crate::act::{Found, Place, rules_that_fit};
use crate::lexicon::lexicon;
use crate::pattern::PatternWord;
use crate::stem::stem;
use crate::utterance::{Part, Utterance};
use crate::word_list::{is_not, word_list};

/// More words of what is said are not looked at.
const MOST_WORDS: usize = 80;

/// The signs of an utterance, in alphabetical order, each once. A sign has no white space in it.
///
/// What a sign is made of: `f:` a word around the cue, `c:` the cue, `w:` a word of what is said and `b:` two that stand side by side,
/// `s:` its first words, `v:` its first auxiliary with its subject and a negation, `e:` its end, `a:` a word behind it, `r:` and `p:` rules of
/// `acts.tsv`, `k:` what kind of statement it is. Words are stems; the speaker's own side is `@own`, another party
/// `@other`, a number `#`, and a name nothing.
pub(crate) fn act_signs(utterance: &Utterance<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    kinds(utterance, &mut out);
    rules(utterance, &mut out);
    let frame = seen(utterance, &utterance.frame);
    for word in &frame {
        out.insert(format!("f:{word}"));
    }
    for pair in frame.windows(2) {
        out.insert(format!("f:{}_{}", pair[0], pair[1]));
    }
    let cue: Vec<usize> = places(utterance, Part::Cue);
    for word in seen(utterance, &cue) {
        out.insert(format!("c:{word}"));
    }
    let content = &utterance.content[..utterance.content.len().min(MOST_WORDS)];
    let words = seen(utterance, content);
    for word in &words {
        out.insert(format!("w:{word}"));
    }
    for pair in words.windows(2) {
        out.insert(format!("b:{}_{}", pair[0], pair[1]));
    }
    let start: Vec<&String> = words.iter().skip_while(|word| word.as_str() == "that").take(3).collect();
    for length in 1..=start.len() {
        let said: Vec<&str> = start[..length].iter().map(|word| word.as_str()).collect();
        out.insert(format!("s:{}", said.join("_")));
    }
    first_verb(utterance, content, &mut out);
    let behind: Vec<usize> =
        utterance.after.iter().copied().filter(|at| utterance.parts[*at] == Part::Other).take(12).collect();
    for word in seen(utterance, &behind) {
        out.insert(format!("a:{word}"));
    }
    out
}

fn places(utterance: &Utterance<'_>, part: Part) -> Vec<usize> {
    (0..utterance.tokens.len()).filter(|at| utterance.parts[*at] == part).take(8).collect()
}

/// Quoted or not, how long, how it ends, what lists its words are in.
fn kinds(utterance: &Utterance<'_>, out: &mut BTreeSet<String>) {
    let mut sign = |name: &str| {
        out.insert(format!("k:{name}"));
    };
    sign(if utterance.quoted { "quoted" } else { "told" });
    if utterance.listed {
        sign("listed");
    }
    if utterance.speaker_party.is_none() {
        sign("no-party");
    }
    sign(match utterance.content.len() {
        0..=3 => "to-3-words",
        4..=8 => "to-8-words",
        9..=16 => "to-16-words",
        17..=30 => "to-30-words",
        _ => "long",
    });
    let words = utterance.words(&utterance.content);
    for list in ["harm", "step", "negators", "predicates", "values", "modals"] {
        if words.iter().any(|word| word_list(list).has(word.lower)) {
            sign(list);
        }
    }
    if words.iter().any(|word| word.own) {
        sign("own");
    }
    if words.iter().any(|word| word.other) {
        sign("other");
    }
    if words.iter().any(|word| is_not(word.lower)) {
        sign("not");
    }
    let last = words.iter().rev().find(|word| !matches!(word.lower, "”" | "\"" | "’" | "'" | ","));
    if let Some(mark) = last.filter(|word| matches!(word.lower, "?" | "!")) {
        out.insert(format!("e:{}", mark.lower));
    }
}

/// Which rules fit, each alone and, of each place, the first.
fn rules(utterance: &Utterance<'_>, out: &mut BTreeSet<String>) {
    let mut first: [bool; 2] = [true, true];
    let mut any = false;
    for Found { act, place, pattern } in rules_that_fit(utterance) {
        let frame = place == Place::Frame;
        if first[usize::from(frame)] {
            first[usize::from(frame)] = false;
            out.insert(format!("r:{}:{}", if frame { "frame" } else { "content" }, act.name()));
        }
        if !any {
            out.insert(format!("r:first:{}", act.name()));
            any = true;
        }
        out.insert(format!("p:{}:{}", act.name(), pattern.replace(' ', "_")));
    }
    if !any {
        out.insert("r:none".to_owned());
    }
}

/// The first auxiliary, modal or form of "be" in what is said, with its subject's side and a negation.
fn first_verb(utterance: &Utterance<'_>, content: &[usize], out: &mut BTreeSet<String>) {
    let words = utterance.words(content);
    let auxiliary = |word: &PatternWord<'_>| {
        lexicon().has("auxiliaries", word.lower)
            || lexicon().has("be", word.lower)
            || word.lower.ends_with("n't")
    };
    let Some(at) = words.iter().position(auxiliary) else {
        out.insert("v:none".to_owned());
        return;
    };
    let side = words[..at].iter().rev().find_map(|word| match (word.own, word.other) {
        (true, _) => Some("@own"),
        (_, true) => Some("@other"),
        _ => None,
    });
    let not = words[at..].iter().take(3).any(|word| is_not(word.lower) || word.lower == "no");
    let verb = words[at].lower;
    out.insert(format!("v:{verb}"));
    out.insert(format!("v:{}:{verb}{}", side.unwrap_or("@none"), if not { ":not" } else { "" }));
    if not {
        out.insert(format!("v:{verb}:not"));
    }
}

/// The words as signs name them.
fn seen(utterance: &Utterance<'_>, places: &[usize]) -> Vec<String> {
    let words = utterance.words(places);
    let one = |(at, word): (&usize, &PatternWord<'_>)| -> Option<String> {
        let token = &utterance.tokens[*at];
        let pronoun = matches!(
            word.lower,
            "we" | "i" | "our" | "us" | "my" | "he" | "she" | "they" | "it" | "its" | "his" | "her" | "their"
        );
        if pronoun {
            return Some(word.lower.to_owned());
        }
        if word.own {
            return Some("@own".to_owned());
        }
        if word.other {
            return Some("@other".to_owned());
        }
        if matches!(word.lower, "?" | "!" | ":" | ";") {
            return Some(word.lower.to_owned());
        }
        if word.lower.starts_with(|c: char| c.is_numeric()) {
            return Some("#".to_owned());
        }
        let known = lexicon().is_verb(word.lower) || lexicon().has("auxiliaries", word.lower);
        let begins = |at: usize| at == 0 || !utterance.tokens[at - 1].is_word();
        let name = token.capital && !known && !begins(*at) && places.first() != Some(at);
        if !token.is_word() || name {
            return None;
        }
        let auxiliary = lexicon().has("auxiliaries", word.lower) || lexicon().has("be", word.lower);
        Some(if auxiliary { word.lower.to_owned() } else { stem(word.lower) })
    };
    places.iter().zip(&words).filter_map(one).collect()
}
