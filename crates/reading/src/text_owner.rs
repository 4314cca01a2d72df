//! Whose text it is that speaks: "Arland's memorandum", "the paper" after Arland handed one over, "it" behind either.
//!
//! What a text demands is said by those who made it. Proposals that the codebook names are found by
//! [`crate::proposal_index`]; here are those that only the document tells of.

use std::ops::Range;

use standpoint_terms::{Document, Reading, Resolution, Span, Statement};

use crate::CompiledCodebook;
use crate::lexicon::lexicon;
use crate::party_words::PartyWords;
use crate::sentence::in_one_paragraph;
use crate::statement::words;
use crate::token::{Token, tokens_in};

/// How many sentences back the maker of "the paper" is looked for.
const SENTENCES: usize = 10;

/// How much of a sentence is looked at, in bytes: it bounds the work on a hostile text.
const LONGEST: usize = 2_000;

/// How many words may stand between an owner and its text: "Arland's own two-part memorandum".
const BETWEEN: usize = 4;

/// How many words may stand between a text and "by" and its maker.
const BEHIND: usize = 6;

/// A sentence whose subject is such a text has it among so many of its first words.
const SUBJECT: usize = 9;

/// Gives statements whose source is a text the party that made it.
pub(crate) fn name_text_owners(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statements: &mut [Statement],
) {
    let told = Told { document, reading, parties: &codebook.words };
    // The sentence in which a text last spoke, and whose it was.
    let mut last: Option<(usize, usize)> = None;
    for statement in statements {
        let Some(span) = statement.attribution.source.first().copied() else { continue };
        if codebook.proposals.presented(document, reading, &statement.attribution).is_some() {
            continue;
        }
        let sentence = reading.sentences.partition_point(|s| s.end <= span.start);
        let source = words(document, &statement.attribution.source);
        let owner = match source_is(&source) {
            Some(Source::Text) => told.owner(span, sentence, &is_text),
            Some(Source::Message(noun)) => {
                told.owner(span, sentence, &|token| token.is(&noun)).or_else(|| told.writer(sentence))
            }
            Some(Source::It) => told.subject_before(sentence, last),
            None => None,
        };
        let Some(owner) = owner else { continue };
        last = Some((sentence, owner));
        statement.speaker = Some(codebook.words.name(owner).to_owned());
        statement.party = Some(codebook.words.id(owner).to_owned());
        statement.attribution.resolution = Resolution::Text;
    }
}

/// What sort of source it is.
enum Source {
    Text,
    /// "The letter": the noun.
    Message(String),
    It,
}

/// Whether the source is a text and not somebody who has to do with one ("a man who has read the draft").
fn source_is(source: &str) -> Option<Source> {
    let small = source.to_lowercase();
    if small == "it" {
        return Some(Source::It);
    }
    let head = small.split([',', ';']).next().unwrap_or_default();
    let tokens = tokens_in(head, Span::new(0, head.len()));
    let ends = |token: &Token<'_>| lexicon().has("prepositions", &token.lower) || is_relative(token);
    let phrase = tokens.split(ends).next().unwrap_or_default();
    let first = phrase.first()?;
    let named =
        first.is("the") || first.is("this") || first.is("that") || phrase.iter().any(Token::is_possessive);
    match phrase.last()? {
        last if named && is_text(last) => Some(Source::Text),
        last if named && is_message(last) => Some(Source::Message(last.lower.to_string())),
        _ => None,
    }
}

/// Whether the word is for a text that makes demands, which may go by any of these words.
fn is_text(token: &Token<'_>) -> bool {
    lexicon().has("texts", &token.lower)
}

/// Whether the word is for a text that goes by this word alone: a letter is not the draft of which it speaks.
fn is_message(token: &Token<'_>) -> bool {
    token.is("letter") || lexicon().has("announcements", &token.lower)
}

/// "Own" and "'s" before a text are none.
fn is_verb(token: &Token<'_>) -> bool {
    lexicon().is_verb(&token.lower) && !token.is("own") && !token.is_possessive()
}

fn is_relative(token: &Token<'_>) -> bool {
    matches!(token.lower.as_ref(), "which" | "that" | "who" | "whose")
}

/// The text that is read, and by which words parties are known.
struct Told<'r> {
    document: &'r Document,
    reading: &'r Reading,
    parties: &'r PartyWords,
}

impl<'r> Told<'r> {
    /// Whose the text is that is the source: told by itself, or by the last text before it of which it is told.
    fn owner(&self, source: Span, sentence: usize, meant: &dyn Fn(&Token<'_>) -> bool) -> Option<usize> {
        if let Some(owner) = self.owned(source, source.end, meant) {
            return Some(owner);
        }
        let sentences = &self.reading.sentences;
        let first = sentence.saturating_sub(SENTENCES);
        (first..=sentence).rev().find_map(|at| {
            let span = *sentences.get(at)?;
            self.owned(span, if at == sentence { source.start } else { span.end }, meant)
        })
    }

    /// Who is told to have written to somebody, in the sentence before: "Arland has written to both of them. The letter …".
    fn writer(&self, sentence: usize) -> Option<usize> {
        let before = *self.reading.sentences.get(sentence.checked_sub(1)?)?;
        let (tokens, parties) = self.read(before, before.end)?;
        let wrote = tokens.windows(2).position(|pair| {
            matches!(pair[0].lower.as_ref(), "wrote" | "writes" | "written") && pair[1].is("to")
        })?;
        parties[..wrote].iter().find_map(|party| *party)
    }

    /// Whose text the sentence before has for its subject, where "it" goes on with it in the same paragraph.
    fn subject_before(&self, sentence: usize, last: Option<(usize, usize)>) -> Option<usize> {
        let at = sentence.checked_sub(1)?;
        let (before, own) = (*self.reading.sentences.get(at)?, *self.reading.sentences.get(sentence)?);
        if let Some((there, owner)) = last
            && (there == sentence
                || there == at && in_one_paragraph(&self.document.text, before.end, own.start))
        {
            return Some(owner);
        }
        if !in_one_paragraph(&self.document.text, before.end, own.start) {
            return None;
        }
        let (tokens, parties) = self.read(before, before.end)?;
        let subject = (0..tokens.len().min(SUBJECT)).find(|at| is_text(&tokens[*at]))?;
        let clause = |token: &Token<'_>| is_verb(token) || token.is(",");
        let alone = !tokens[..subject].iter().any(clause);
        alone.then(|| owner_before(&tokens, &parties, subject)).flatten()
    }

    /// Whose the last text that may be meant is, in the span up to there.
    fn owned(&self, span: Span, until: usize, meant: &dyn Fn(&Token<'_>) -> bool) -> Option<usize> {
        let (tokens, parties) = self.read(span, until)?;
        let texts = (0..tokens.len()).rev().filter(|at| meant(&tokens[*at]));
        let mut of = texts.map(|at| {
            let owner = owner_before(&tokens, &parties, at).or_else(|| maker_behind(&tokens, &parties, at));
            owner.or_else(|| maker_before(&tokens, &parties, at))
        });
        of.find_map(|owner| owner)
    }

    fn read(&self, span: Span, until: usize) -> Option<(Vec<Token<'r>>, Vec<Option<usize>>)> {
        let span = Span::new(span.start, until.min(span.end));
        if span.len() > LONGEST {
            return None;
        }
        let tokens = tokens_in(&self.document.text, span);
        let parties = self.parties.mark(&tokens);
        Some((tokens, parties))
    }
}

/// The party right before a text: "Arland's own paper", "the Arlandic draft".
fn owner_before(tokens: &[Token<'_>], parties: &[Option<usize>], text: usize) -> Option<usize> {
    let near: Range<usize> = text.saturating_sub(BETWEEN + 1)..text;
    let owner = near.rev().find(|at| parties[*at].is_some())?;
    let between = &tokens[owner + 1..text];
    let plain = between.iter().all(|token| {
        token.is_possessive()
            || token.is("-")
            || token.is_word() && !lexicon().has("prepositions", &token.lower) && !is_verb(token)
    });
    plain.then(|| parties[owner]).flatten()
}

/// The party that is told to have made or handed over a text: "Arland had handed over a memorandum".
fn maker_before(tokens: &[Token<'_>], parties: &[Option<usize>], text: usize) -> Option<usize> {
    let verb = (0..text).rev().find(|at| hands_over(&tokens[*at].lower))?;
    (0..verb).rev().find_map(|at| parties[at])
}

/// The party by which a text was made, right behind it: "a plan drawn up by Arland".
fn maker_behind(tokens: &[Token<'_>], parties: &[Option<usize>], text: usize) -> Option<usize> {
    let behind = &tokens[text + 1..];
    let by = behind.iter().take(BEHIND).position(|token| token.is("by"))? + text + 1;
    let made = tokens[text + 1..by].iter().any(|token| {
        hands_over(&token.lower)
            || matches!(
                token.lower.as_ref(),
                "drawn" | "written" | "prepared" | "published" | "released" | "made"
            )
    });
    let maker = (by + 1..tokens.len().min(by + 1 + BETWEEN)).find_map(|at| parties[at]);
    maker.filter(|_| made)
}

fn hands_over(word: &str) -> bool {
    const VERBS: [&str; 14] = [
        "hand", "present", "offer", "submit", "put", "send", "sent", "deliver", "draft", "drew", "unveil",
        "tabl", "circulat", "issu",
    ];
    VERBS.iter().any(|verb| {
        word.strip_prefix(verb).is_some_and(|end| matches!(end, "" | "s" | "ed" | "ing" | "e" | "es"))
    })
}
