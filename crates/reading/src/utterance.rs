//! The words of a statement with the words around them.

use standpoint_terms::{Attribution, Document, Mode, Reading, Span};

use crate::party_words::PartyWords;
use crate::pattern::PatternWord;
use crate::token::{Token, tokens_in};

/// A statement's sentences as words, each with its part in the statement.
pub(crate) struct Utterance<'t> {
    /// The words of its sentences.
    pub tokens: Vec<Token<'t>>,
    /// What each is.
    pub parts: Vec<Part>,
    /// The party that each names.
    pub parties: Vec<Option<usize>>,
    /// The party of the speaker.
    pub speaker_party: Option<usize>,
    /// Whether "we" and "I" mean the speaker.
    pub quoted: bool,
    /// Whether it is an item of a list.
    pub listed: bool,
    /// The words around the cue, as indices.
    pub frame: Vec<usize>,
    /// What is said, as indices.
    pub content: Vec<usize>,
    /// What is said and the rest of its sentence, as indices.
    pub after: Vec<usize>,
    /// The sentences.
    pub sentences: Vec<Span>,
    /// The words before this one mean the speaker's own side.
    pub own_until: usize,
    /// The sentence before them, where it is not one of them.
    pub before: Option<Span>,
    /// The document's text.
    text: &'t str,
    /// For each sentence, whether it follows the one before it directly.
    follows: Vec<bool>,
}

/// What a word is to the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
    Other,
}

/// The most bytes of sentences that are looked at for one statement; of a text without full stops only what is said.
const LONGEST: usize = 6_000;

/// Words before and behind the cue that belong to its frame.
const BEFORE_CUE: usize = 4;
const BEHIND_CUE: usize = 6;

/// More sentences of one statement are taken together.
const MOST_SENTENCES: usize = 24;

/// Words on either side of what is said that are its frame where there is no cue.
const AROUND: usize = 8;

impl<'t> Utterance<'t> {
    /// The words of an attribution. `party` is the speaker's, as an index into the parties.
    pub(crate) fn new(
        document: &'t Document,
        reading: &Reading,
        attribution: &Attribution,
        parties: Option<&PartyWords>,
        speaker_party: Option<usize>,
    ) -> Self {
        let mut sentences = sentences_of(document, reading, attribution);
        let mut before = sentences.first().and_then(|first| {
            let at = reading.sentences.partition_point(|s| s.start < first.start);
            at.checked_sub(1).map(|at| reading.sentences[at]).filter(|s| s.len() <= LONGEST)
        });
        if points_back(document, attribution) {
            sentences.splice(0..0, before.take());
        }
        let mut tokens: Vec<Token<'t>> = Vec::new();
        for sentence in &sentences {
            tokens.extend(tokens_in(&document.text, *sentence));
        }
        let inside = |spans: &[Span], span: Span| spans.iter().any(|s| s.overlaps(span));
        let parts: Vec<Part> = tokens
            .iter()
            .map(|token| {
                // What is said may hold the cue of another, but its own cue never lies in it.
                if inside(&attribution.content, token.span) {
                    Part::Content
                } else if inside(&attribution.cue, token.span) {
                    Part::Cue
                } else if inside(&attribution.source, token.span) {
                    Part::Source
                } else {
                    Part::Other
                }
            })
            .collect();
        let parties = parties.map_or_else(|| vec![None; tokens.len()], |words| words.mark(&tokens));
        let content: Vec<usize> = (0..tokens.len()).filter(|at| parts[*at] == Part::Content).collect();
        let mut out = Utterance {
            frame: frame(&tokens, &parts, &sentences),
            after: after(&tokens, &parts, &sentences),
            content,
            tokens,
            parts,
            parties,
            speaker_party,
            quoted: matches!(attribution.mode, Mode::Direct | Mode::Mixed),
            listed: attribution.mode == Mode::List,
            own_until: 0,
            before,
            text: &document.text,
            follows: follows(&sentences, &reading.sentences),
            sentences,
        };
        out.content.truncate(400);
        out.after.truncate(400);
        out
    }

    /// A whole sentence taken as what is said and as what is around it: where no statement is marked.
    pub(crate) fn of_sentence(text: &'t str, span: Span) -> Self {
        let tokens = tokens_in(text, span);
        let all: Vec<usize> = (0..tokens.len().min(400)).collect();
        Utterance {
            parts: vec![Part::Content; tokens.len()],
            parties: vec![None; tokens.len()],
            speaker_party: None,
            quoted: false,
            listed: false,
            frame: all.clone(),
            content: all.clone(),
            after: all,
            own_until: 0,
            before: None,
            text,
            follows: vec![false],
            sentences: vec![span],
            tokens,
        }
    }

    /// Where further clauses with "that" begin in what is said ("that the truce comes first and that …"), but for those
    /// on which a verb inside depends ("recognising that … and that …").
    fn that_clauses(&self) -> Vec<usize> {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_ref());
        let wants = crate::word_list::word_list("wants");
        let begins = |at: &usize| {
            let joined = at.checked_sub(1).is_some_and(|before| matches!(word(before), "and" | "but"));
            word(*at) == "that" && joined && self.content.first() < Some(at)
        };
        let depends = |at: usize| {
            self.content.iter().take_while(|before| **before < at).any(|before| {
                word(*before).ends_with("ing") && wants.has(word(*before)) && word(before + 1) != "to"
            })
        };
        self.content.iter().copied().filter(begins).filter(|at| !depends(*at)).collect()
    }

    /// Hands out what is said sentence by sentence: the same words around it, and of content and what follows it only
    /// one sentence's. What is one sentence is handed out as it is.
    pub(crate) fn each_sentence(&mut self, mut each: impl FnMut(&Utterance<'t>)) {
        let clauses = self.that_clauses();
        let of = |at: &usize| {
            let sentence = self.sentences.iter().position(|s| s.contains(self.tokens[*at].span))?;
            Some((sentence, clauses.iter().filter(|begin| *begin <= at).count()))
        };
        let mut sentences: Vec<Option<(usize, usize)>> = self.content.iter().map(of).collect();
        sentences.dedup();
        if sentences.len() < 2 || sentences.len() > MOST_SENTENCES {
            each(self);
            return;
        }
        let places: Vec<Option<(usize, usize)>> = self.after.iter().map(of).collect();
        let said: Vec<Option<(usize, usize)>> = self.content.iter().map(of).collect();
        let (content, after) = (std::mem::take(&mut self.content), std::mem::take(&mut self.after));
        type Place = Option<(usize, usize)>;
        let pick = |all: &[usize], places: &[Place], sentence: Place| -> Vec<usize> {
            all.iter().zip(places).filter(|(_, place)| **place == sentence).map(|(at, _)| *at).collect()
        };
        for sentence in sentences {
            self.content = pick(&content, &said, sentence);
            self.after = pick(&after, &places, sentence);
            each(self);
        }
        (self.content, self.after) = (content, after);
    }

    /// A word as it stands in the text.
    pub(crate) fn written(&self, at: usize) -> &'t str {
        self.written_of(&self.tokens[at])
    }

    /// Any token of the text as it stands there.
    pub(crate) fn written_of(&self, token: &Token<'_>) -> &'t str {
        token.span.of(self.text).unwrap_or_default()
    }

    /// The words of another part of the text.
    pub(crate) fn tokens_of(&self, span: Span) -> Vec<Token<'t>> {
        tokens_in(self.text, span)
    }

    /// Whether the sentence follows the one before it in the text.
    pub(crate) fn follows(&self, sentence: usize) -> bool {
        self.follows.get(sentence).copied().unwrap_or(false)
    }

    /// The words as patterns see them.
    pub(crate) fn words(&self, indices: &[usize]) -> Vec<PatternWord<'_>> {
        indices.iter().map(|at| self.word(*at)).collect()
    }

    fn word(&self, at: usize) -> PatternWord<'_> {
        let token = &self.tokens[at];
        // The month is no modal verb.
        let month = at > 0 && token.capital && token.lower == "may";
        let lower = if month { "May" } else { token.lower.as_ref() };
        PatternWord { lower, own: self.is_own(at), other: self.is_other(at) }
    }

    /// Whether the word means the speaker's own side.
    pub(crate) fn is_own(&self, at: usize) -> bool {
        match self.tokens[at].lower.as_ref() {
            "we" | "i" | "our" | "us" | "my" => true,
            "he" | "she" | "they" | "it" | "its" | "his" | "her" | "their" => !self.quoted,
            _ => {
                at < self.own_until || (self.parties[at].is_some() && self.parties[at] == self.speaker_party)
            }
        }
    }

    /// Whether the word names another party than the speaker's.
    pub(crate) fn is_other(&self, at: usize) -> bool {
        self.parties[at].is_some() && self.parties[at] != self.speaker_party
    }
}

/// Whether what is said can only be understood from what stands before: "both points", "that", "the proposal".
fn points_back(document: &Document, attribution: &Attribution) -> bool {
    let words: Vec<&str> = attribution
        .content
        .iter()
        .filter_map(|s| s.of(&document.text))
        .flat_map(str::split_whitespace)
        .take(6)
        .collect();
    let first = words.first().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.len() <= 3
        || matches!(
            first.as_deref(),
            Some("this" | "that" | "these" | "those" | "it" | "both" | "such" | "either" | "neither")
        )
}

/// The whole sentences in which source, cue and content stand, in order.
fn sentences_of(document: &Document, reading: &Reading, attribution: &Attribution) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let spans = [&attribution.source, &attribution.cue, &attribution.content];
    for span in spans.into_iter().flatten() {
        let from = reading.sentences.partition_point(|s| s.end <= span.start);
        let sentences = reading.sentences[from..].iter().take_while(|s| s.start < span.end);
        found.extend(sentences.copied());
    }
    found.sort_unstable();
    found.dedup();
    let bytes: usize = found.iter().map(|s| s.len()).sum();
    if found.is_empty() || bytes > LONGEST {
        let mut left = LONGEST;
        found = attribution.content.clone();
        found.retain(|span| {
            left = left.saturating_sub(span.len());
            left > 0
        });
    }
    found.retain(|span| span.of(&document.text).is_some());
    found
}

/// For each of some sentences, whether the one before it among them is the one before it in the text.
fn follows(some: &[Span], all: &[Span]) -> Vec<bool> {
    let number = |span: &Span| all.binary_search(span).ok();
    (0..some.len())
        .map(|at| {
            let before = at.checked_sub(1).and_then(|before| number(&some[before]));
            before.is_some_and(|before| number(&some[at]) == Some(before + 1))
        })
        .collect()
}

/// The cue with a few words around it, none of which belong to source or content or lie behind a mark. Where no cue was
/// marked, the words nearest to what is said in its sentence.
fn frame(tokens: &[Token<'_>], parts: &[Part], sentences: &[Span]) -> Vec<usize> {
    let Some(first) = parts.iter().position(|part| *part == Part::Cue) else {
        return around(tokens, parts, sentences);
    };
    let last = parts.iter().rposition(|part| *part == Part::Cue).unwrap_or(first);
    let free = |at: &usize| {
        let joins = matches!(tokens[*at].lower.as_ref(), "and" | "or" | "but" | "while" | "who" | "which");
        parts[*at] == Part::Other && tokens[*at].is_word() && !joins
    };
    let mut before: Vec<usize> = (0..first).rev().take_while(free).take(BEFORE_CUE).collect();
    before.reverse();
    let within = (first..=last).filter(|at| matches!(parts[*at], Part::Cue | Part::Other));
    let behind = (last + 1..tokens.len()).take_while(free).take(BEHIND_CUE);
    before.into_iter().chain(within).chain(behind).collect()
}

/// The words before and behind what is said that belong to neither source nor content.
fn around(tokens: &[Token<'_>], parts: &[Part], sentences: &[Span]) -> Vec<usize> {
    let Some(first) = parts.iter().position(|part| *part == Part::Content) else { return Vec::new() };
    let last = parts.iter().rposition(|part| *part == Part::Content).unwrap_or(first);
    let sentence = |at: usize| sentences.iter().position(|s| s.contains(tokens[at].span));
    let free = |at: &usize| parts[*at] == Part::Other && tokens[*at].is_word();
    let mut before: Vec<usize> = (0..first)
        .rev()
        .take_while(|at| sentence(*at) == sentence(first))
        .filter(free)
        .take(AROUND)
        .collect();
    before.reverse();
    let behind = (last + 1..tokens.len()).take_while(|at| sentence(*at) == sentence(last)).filter(free);
    before.into_iter().chain(behind.take(AROUND)).collect()
}

/// What is said, and what follows its last word in the sentence, but for source and cue.
fn after(tokens: &[Token<'_>], parts: &[Part], sentences: &[Span]) -> Vec<usize> {
    let Some(last) = parts.iter().rposition(|part| *part == Part::Content) else { return Vec::new() };
    let sentence = sentences.iter().find(|s| s.contains(tokens[last].span));
    (0..tokens.len())
        .filter(|at| {
            let inside = sentence.is_some_and(|s| s.contains(tokens[*at].span));
            parts[*at] == Part::Content || (*at > last && inside && parts[*at] == Part::Other)
        })
        .collect()
}
