//! Conditions inside what is said.

use standpoint_terms::Span;

use crate::utterance::Utterance;
use crate::word_list::word_list;

/// A condition: its words, and whether it binds ("only if") or is merely imagined ("if").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// First and one past the last of the utterance's tokens.
    pub tokens: std::ops::Range<usize>,
    /// What must be so is wanted: "only if", "provided that", "unless" (of the opposite).
    pub binding: bool,
    /// "unless", "until": the opposite is wanted.
    pub negative: bool,
}

/// The words that begin a condition: how they are written, whether they bind, whether they mean the opposite.
const OPENERS: [(&[&str], bool, bool); 24] = [
    (&["but", "only", "if"], true, false),
    (&["but", "only"], false, false),
    (&["only", "if"], true, false),
    (&["only", "when"], true, false),
    (&["only", "once"], true, false),
    (&["only", "after"], true, false),
    (&["provided", "that"], true, false),
    (&["providing", "that"], true, false),
    (&["provided"], true, false),
    (&["on", "condition"], true, false),
    (&["on", "the", "condition"], true, false),
    (&["with", "the", "understanding"], true, false),
    (&["on", "the", "understanding"], true, false),
    (&["as", "long", "as"], true, false),
    (&["so", "long", "as"], true, false),
    (&["in", "exchange", "for"], true, false),
    (&["in", "return", "for"], true, false),
    (&["on", "any", "day", "on", "which"], true, false),
    (&["on", "the", "day", "on", "which"], true, false),
    (&["on", "the", "day", "when"], true, false),
    (&["unless"], true, true),
    (&["until"], true, false),
    (&["once"], false, false),
    (&["if"], false, false),
];

/// The conditions in what is said and in the rest of its sentence, in order, without overlap.
pub(crate) fn conditions(utterance: &Utterance<'_>) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    let words = &utterance.after;
    let mut at = 0;
    while at < words.len() {
        let opener = OPENERS.iter().find(|(opener, ..)| {
            opener.iter().enumerate().all(|(i, word)| {
                words.get(at + i).is_some_and(|t| *t == words[at] + i && utterance.tokens[*t].lower == *word)
            })
        });
        // "whether … if" and "as if" are none.
        let before = if at > 0 { utterance.tokens[words[at] - 1].lower.as_ref() } else { "" };
        let imagined = matches!(before, "as" | "even" | "what");
        // "At once" and "more than once" are none either.
        let at_once = utterance.tokens[words[at]].is("once")
            && matches!(before, "at" | "than" | "for" | "just" | "not");
        let opener = opener.filter(|(opener, ..)| {
            !(imagined
                || at_once
                || opener[0] == "as" && lasts(utterance, words[at])
                || opener[0] == "until" && !waits(utterance, words[at]))
        });
        let Some((opener, binding, negative)) = opener else {
            at += 1;
            continue;
        };
        let mut end = at + opener.len();
        // A condition goes on to the next mark; one that begins the sentence ends with its comma.
        while end < words.len() && words[end] == words[end - 1] + 1 {
            let token = &utterance.tokens[words[end]];
            if matches!(
                token.lower.as_ref(),
                "," | ";" | "." | "?" | "!" | ":" | "—" | "–" | "”" | "\"" | "but"
            ) {
                break;
            }
            end += 1;
        }
        out.push(Condition { tokens: words[at]..words[end - 1] + 1, binding: *binding, negative: *negative });
        at = end;
    }
    out
}

/// Words before "until" that are looked at.
const WAITING: usize = 14;

/// Whether nothing happens until then: "no talks until the troops have left" asks that they leave; "until summer" names a
/// time, and so does "they talked until midnight".
fn waits(utterance: &Utterance<'_>, at: usize) -> bool {
    let negated = (at.saturating_sub(WAITING)..at).rev().map(|at| utterance.tokens[at].lower.as_ref());
    let mut negated = negated.take_while(|word| !matches!(*word, "." | ";" | ":"));
    let lexicon = crate::lexicon::lexicon();
    let verbal = |token: &crate::token::Token<'_>| {
        lexicon.has("auxiliaries", &token.lower)
            || lexicon.has("be", &token.lower)
            || lexicon.is_verb(&token.lower)
    };
    negated.any(|word| matches!(word, "not" | "no" | "never" | "cannot" | "nothing") || word.ends_with("n't"))
        && utterance.tokens[at + 1..].iter().take_while(|token| token.is_word()).any(verbal)
}

/// Words before "as long as" that are looked at.
const LASTING: usize = 12;

/// Whether "as long as" tells how long something goes on, not on what it hangs: "we stay as long as it takes", "this
/// year and as long as there is a strait".
pub(crate) fn lasts(utterance: &Utterance<'_>, at: usize) -> bool {
    let word = |at: usize| utterance.tokens[at].lower.as_ref();
    let before = at.checked_sub(1).map(word);
    let goes_on = |at: usize| {
        word_list("lasting").has(word(at))
            || matches!(word(at), "go" | "goes" | "going")
                && utterance.tokens.get(at + 1).is_some_and(|t| t.is("on"))
    };
    matches!(before, Some("and" | "or")) || (at.saturating_sub(LASTING)..at).any(goes_on)
}

impl Condition {
    /// Whether it names a price: "in exchange for", "in return for".
    pub(crate) fn is_exchange(&self, utterance: &Utterance<'_>) -> bool {
        let word = |at: usize| utterance.tokens.get(self.tokens.start + at).map(|token| token.lower.as_ref());
        word(0) == Some("in") && matches!(word(1), Some("exchange" | "return"))
    }

    /// The words in the text.
    pub(crate) fn span(&self, utterance: &Utterance<'_>) -> Option<Span> {
        let first = utterance.tokens.get(self.tokens.start)?;
        let last = utterance.tokens.get(self.tokens.end.checked_sub(1)?)?;
        Some(Span::new(first.span.start, last.span.end))
    }
}
