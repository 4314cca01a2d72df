//! Words that tell a proposition or its opposite, as a codebook writes them.

use std::ops::Range;

use standpoint_terms::Span;

use crate::lexicon::lexicon;
use crate::party_words::PartyWords;
use crate::polarity::{negations, reaches};
use crate::stem::{is_telling, stem};
use crate::token::{Token, tokens_in};
use crate::turned::is_plain;
use crate::word_list::word_list;

/// Words that tell a proposition or its opposite.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// What must be there, with its weight.
    pub words: Vec<(AnchorWord, f32)>,
    /// Whether these words, not negated, tell the proposition; else its opposite.
    pub affirms: bool,
    pub kind: AnchorKind,
    /// The stems among them that are verbs: what is said of the things that the others name.
    pub verbs: Vec<String>,
    /// The numbers among them: words on another number tell something else.
    pub numbers: Vec<String>,
    /// All its words in order, where function words alone tell it ("between the two of us"): they must stand so.
    pub literal: Vec<String>,
    /// It says that one thing comes before another, or does not ("no meeting before a treaty"): how many of the words
    /// are the one's.
    pub ordered: Option<usize>,
    /// What else the text must have.
    pub needs: Vec<Need>,
    /// As the codebook has it.
    pub written: String,
}

/// What a text must have beside the words of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// The words in this order: of a hint in which a preposition joins two things ("troops in Arland" are no "Arland
    /// troops"), or a phrase that ends in whose a thing is.
    Order,
    /// A negation: of a phrase that says that something is ended, cut or the like, of which only the thing is left ("the
    /// army is capped"). Words that end, cut or keep nothing do not tell it.
    Turn,
    /// That the party is left out, whoever speaks: "talks without Arland".
    Absence,
    /// Another word of the proposition: of a word of its sentence that nobody wrote as a hint. Alone it tells a position
    /// in one case of five.
    Company,
}

/// Those that are so.
fn needs<const N: usize>(all: [(Need, bool); N]) -> Vec<Need> {
    all.into_iter().filter(|(_, so)| *so).map(|(need, _)| need).collect()
}

/// A literal anchor has at least so many words: fewer say too little.
const LITERAL: usize = 3;

/// A word of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AnchorWord {
    Stem(String),
    /// A word of a name: it tells where or who, not what.
    Name(String),
    Party(usize),
}

impl Anchor {
    /// Whether the text must have that too.
    pub(crate) fn has_need(&self, need: Need) -> bool {
        self.needs.contains(&need)
    }
}

impl AnchorWord {
    /// The stem, of a word that is no party's name.
    pub(crate) fn stem(&self) -> Option<&str> {
        match self {
            AnchorWord::Stem(stem) | AnchorWord::Name(stem) => Some(stem),
            AnchorWord::Party(_) => None,
        }
    }

    /// In a hint a name is a topic like any word.
    fn into_topic(self) -> AnchorWord {
        match self {
            AnchorWord::Name(stem) => AnchorWord::Stem(stem),
            other => other,
        }
    }
}

/// Where an anchor comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AnchorKind {
    /// A hint: the topic, not what is said of it.
    Hint,
    /// A sentence or paraphrase.
    Phrase,
}

/// A paraphrase: without its negations, which turn what it tells; one that has no other word ("illegitimate") keeps
/// them.
pub(crate) fn phrase(written: &str, in_favour: bool, parties: &PartyWords) -> Anchor {
    let tokens = tokens_in(written, Span::new(0, written.len()));
    let negations = reaching(&tokens);
    let without = words(&tokens, parties, |at| !negations.iter().any(|n| n.contains(&at)));
    let stems = without.iter().filter(|word| matches!(word, AnchorWord::Stem(_))).count();
    let (words, odd) = if stems == 0 {
        (words(&tokens, parties, |_| true), false)
    } else {
        (without, crate::polarity::is_odd(&tokens, &negations))
    };
    let mut words = words;
    if stems == 1 {
        words.extend(
            light_verbs(&tokens).filter(|verb| !negations.iter().any(|n| n.contains(&verb.0))).map(|v| v.1),
        );
    }
    let stems = words.iter().filter(|word| matches!(word, AnchorWord::Stem(_))).count();
    let named = words.iter().any(|word| matches!(word, AnchorWord::Party(_)));
    Anchor {
        literal: literal(&tokens, &words),
        ordered: ordered(&tokens, &words),
        words: words.into_iter().map(|word| (word, 1.0)).collect(),
        affirms: in_favour != odd,
        // A phrase of which one word is left ("a deal is near") says no more than a hint; a bare term ("a
        // standstill") was meant to tell it by itself.
        kind: if stems == 1 && tokens.len() > 2 && !(named && negations.is_empty()) {
            AnchorKind::Hint
        } else {
            AnchorKind::Phrase
        },
        verbs: verbs(&tokens),
        numbers: numbers(&tokens),
        needs: needs([
            (Need::Order, is_whose(&tokens, parties)),
            (
                Need::Turn,
                stems == 1 && !negations.is_empty() && !negations.iter().any(|n| is_plain(&tokens[n.start])),
            ),
            (Need::Absence, leaves_out(&tokens, parties)),
        ]),
        written: written.to_owned(),
    }
}

/// Whether a preposition of place or direction stands among some words.
fn places(tokens: &[Token<'_>]) -> bool {
    tokens
        .iter()
        .skip(1)
        .any(|token| matches!(token.lower.as_ref(), "in" | "to" | "into" | "from" | "inside"))
}

/// Whether some words leave a party out: "without Arland".
fn leaves_out(tokens: &[Token<'_>], parties: &PartyWords) -> bool {
    let marks = parties.mark(tokens);
    (0..tokens.len()).any(|at| marks[at].is_some() && excludes(tokens, at))
}

/// Whether a word is left out: "without Arland", "without the Arland side".
pub(crate) fn excludes(tokens: &[Token<'_>], at: usize) -> bool {
    (at.saturating_sub(2)..at)
        .any(|at| matches!(tokens[at].lower.as_ref(), "without" | "excluding" | "bypassing"))
}

/// The negations among some words, as in a text: what stands behind all that is told turns it only as its predicate.
fn reaching(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let negations = negations(tokens);
    let telling = |at: usize| is_telling(&tokens[at].lower) || tokens[at].capital;
    let inside: Vec<bool> =
        (0..tokens.len()).map(|at| telling(at) && !negations.iter().any(|n| n.contains(&at))).collect();
    // "Cut or capped" is one thought: what is joined to one that reaches does too.
    let mut kept: Vec<Range<usize>> = Vec::new();
    for n in negations {
        let joined = kept.last().is_some_and(|last| {
            last.end + 1 == n.start && matches!(tokens[last.end].lower.as_ref(), "or" | "and")
        });
        if joined || reaches(tokens, &n, inside[n.end..].contains(&true)) {
            kept.push(n);
        }
    }
    kept
}

/// What a sentence goes without ("talk without Arland"), as words that stand so: they tell it by themselves.
pub(crate) fn without(sentence: &[Token<'_>]) -> Option<Anchor> {
    let at = sentence.iter().position(|token| token.is("without"))?;
    if negations(sentence).len() > 1 {
        return None;
    }
    let behind = sentence[at..].iter().take_while(|token| token.is_word());
    let literal: Vec<String> = behind.map(|token| token.lower.to_string()).collect();
    (2..=4).contains(&literal.len()).then(|| Anchor {
        written: literal.join(" "),
        literal,
        ordered: None,
        words: Vec::new(),
        affirms: true,
        kind: AnchorKind::Hint,
        verbs: Vec::new(),
        numbers: Vec::new(),
        needs: Vec::new(),
    })
}

/// Verbs that alone say little, but all that is said where one other word is left: "the boats must go".
fn light_verbs<'a>(tokens: &'a [Token<'_>]) -> impl Iterator<Item = (usize, AnchorWord)> + 'a {
    let light = |word: &str| matches!(word, "go" | "goes" | "come" | "comes" | "get" | "gets");
    let on = |at: usize| tokens.get(at + 1).is_some_and(|next| next.is("on") || next.is("ahead"));
    let verbs = tokens.iter().enumerate().filter(move |(_, token)| light(&token.lower));
    verbs.map(move |(at, token)| {
        let verb = if on(at) { stem("continue") } else { stem(&token.lower) };
        (at, AnchorWord::Stem(verb))
    })
}

/// All words in order, where none of them tells what is talked about and there are enough to be looked for as they
/// stand.
fn literal(tokens: &[Token<'_>], telling: &[AnchorWord]) -> Vec<String> {
    let all: Vec<String> = tokens.iter().filter(|t| t.is_word()).map(|t| t.lower.to_string()).collect();
    let empty = telling.iter().all(|word| matches!(word, AnchorWord::Party(_)));
    // "In sight" is not "within sight".
    let placed = all.len() == 2 && crate::lexicon::lexicon().has("prepositions", &all[0]);
    if empty && all.len() >= LITERAL || placed { all } else { Vec::new() }
}

/// How many of the words stand before "before" or "until", where some do and others stand behind it.
fn ordered(tokens: &[Token<'_>], words: &[AnchorWord]) -> Option<usize> {
    let at = tokens.iter().position(|token| matches!(token.lower.as_ref(), "before" | "until"))?;
    let earlier: Vec<String> = tokens[..at].iter().map(|token| stem(&token.lower)).collect();
    let behind: Vec<String> = tokens[at..].iter().map(|token| stem(&token.lower)).collect();
    let stems = || words.iter().filter_map(AnchorWord::stem);
    let both = stems().any(|stem| earlier.iter().any(|known| known == stem))
        && stems().any(|stem| behind.iter().any(|known| known == stem));
    let first = words
        .iter()
        .take_while(|word| word.stem().is_none_or(|stem| earlier.iter().any(|known| known == stem)));
    both.then_some(first.count())
}

/// Whether a hint's words, not negated, tell the proposition as its sentence has them. What only "without" takes out
/// turns no other word of the sentence.
pub(crate) fn base_of(sentence: &[Token<'_>], hint: &str) -> bool {
    let of_hint: Vec<String> =
        tokens_in(hint, Span::new(0, hint.len())).iter().map(|token| stem(&token.lower)).collect();
    let mut negations = reaching(sentence);
    // "No tram without a driver" is one thought.
    if let [only] = &negations[..]
        && sentence[only.start].is("without")
        && !sentence[only.end..].iter().any(|token| of_hint.contains(&stem(&token.lower)))
    {
        negations.clear();
    }
    !crate::polarity::is_odd(sentence, &negations)
}

/// The stems of the numbers among some words. Four digits are a year, of which one sentence may name another.
fn numbers(tokens: &[Token<'_>]) -> Vec<String> {
    tokens.iter().map(|token| stem(&token.lower)).filter(|stem| is_number(stem)).collect()
}

/// Whether a stem is that of a number.
pub(crate) fn is_number(stem: &str) -> bool {
    (stem.starts_with(|c: char| c.is_ascii_digit()) && stem.len() != 4) || word_list("numbers").has(stem)
}

/// The stems of the verbs among some words.
fn verbs(tokens: &[Token<'_>]) -> Vec<String> {
    let telling = tokens.iter().filter(|token| is_telling(&token.lower) && lexicon().is_verb(&token.lower));
    telling.map(|token| stem(&token.lower)).collect()
}

/// A hint: of the topic as the sentence has it. One that holds a negation ("cap") tells the proposition itself.
pub(crate) fn hint(written: &str, base: bool, parties: &PartyWords) -> Anchor {
    let tokens = tokens_in(written, Span::new(0, written.len()));
    let negated = !negations(&tokens).is_empty();
    let words = words(&tokens, parties, |_| true);
    Anchor {
        literal: literal(&tokens, &words),
        ordered: None,
        words: words.into_iter().map(|word| (word.into_topic(), 1.0)).collect(),
        affirms: negated || base,
        kind: AnchorKind::Hint,
        verbs: Vec::new(),
        numbers: numbers(&tokens),
        needs: needs([(Need::Order, places(&tokens)), (Need::Absence, leaves_out(&tokens, parties))]),
        written: written.to_owned(),
    }
}

/// Whether a word of a party's name also says which part of it is meant: "the Arland army" is an army of Arland.
pub(crate) fn names_a_part(token: &Token<'_>) -> bool {
    token.is_word() && !token.capital && is_telling(&token.lower)
}

/// The stem of a word. "Armed forces" are an army, where "armed" alone has to do with arms.
pub(crate) fn stem_at(tokens: &[Token<'_>], at: usize) -> String {
    let armed = tokens[at].is("armed") && tokens.get(at + 1).is_some_and(|next| next.is("forces"));
    stem(if armed { "forces" } else { &tokens[at].lower })
}

fn words(tokens: &[Token<'_>], parties: &PartyWords, keep: impl Fn(usize) -> bool) -> Vec<AnchorWord> {
    let marks = parties.mark(tokens);
    let mut out: Vec<AnchorWord> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(at, _)| keep(*at)) {
        if let Some(party) = marks[at].filter(|party| !out.contains(&AnchorWord::Party(*party))) {
            out.push(AnchorWord::Party(party));
        }
        let word = match marks[at] {
            Some(party) if !names_a_part(token) => AnchorWord::Party(party),
            Some(_) => AnchorWord::Stem(stem_at(tokens, at)),
            None if token.capital && at > 0 => AnchorWord::Name(stem_at(tokens, at)),
            None if is_telling(&token.lower) => AnchorWord::Stem(stem_at(tokens, at)),
            None => continue,
        };
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

/// Whether some words end in whose a thing is: "the islet is Arlandic". Who stands before the thing owns nothing yet.
fn is_whose(tokens: &[Token<'_>], parties: &PartyWords) -> bool {
    let named: Vec<&Token<'_>> = tokens.iter().filter(|token| token.is_word()).collect();
    let [.., be, _] = named[..] else { return false };
    let last = parties.mark(tokens).iter().rposition(Option::is_some);
    lexicon().has("be", &be.lower) && last.is_some_and(|last| !tokens[last + 1..].iter().any(Token::is_word))
}
