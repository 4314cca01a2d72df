//! Chains of mentions that a model found, as tokens.

use std::collections::HashMap;

use standpoint_inference::{Found, Level};

use crate::token::Token;

/// How many links a look back follows. It bounds the work on a text of one word.
const FARTHEST: usize = 64;

/// Which earlier mention each mention goes back to, by head words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    /// Tokens that are heads, with the number of their mention.
    by_head: HashMap<usize, usize>,
    mentions: Vec<Linked>,
    /// Mentions by noun, by the token behind them.
    by_end: HashMap<usize, usize>,
}

/// A mention as tokens.
#[derive(Clone, Copy, Debug)]
struct Linked {
    head: Option<usize>,
    start: usize,
    level: Level,
    earlier: Option<usize>,
}

impl Chains {
    /// The chains of a text that was cut into these tokens.
    pub(crate) fn new(text: &str, found: &Found, tokens: &[Token<'_>]) -> Self {
        let mut chains = Chains::default();
        for mention in &found.mentions {
            let head = token_at(tokens, mention.head.start);
            let start = tokens.partition_point(|token| token.span.end <= mention.span.start);
            let end = tokens.partition_point(|token| token.span.start < mention.span.end);
            let at = chains.mentions.len();
            if let Some(head) = head {
                // Of mentions with one head the first is the longest; so it is of those with one end.
                chains.by_head.entry(head).or_insert(at);
                let one_line = mention.span.of(text).is_some_and(|words| !words.contains('\n'));
                if mention.level == Level::Noun && one_line {
                    chains.by_end.entry(end).or_insert(at);
                }
            }
            let earlier = mention.antecedent.map(|earlier| earlier.mention);
            chains.mentions.push(Linked { head, start, level: mention.level, earlier });
        }
        chains
    }

    /// The heads of the mentions to which one with a head in `start..end` goes back, the nearest first.
    pub(crate) fn earlier(&self, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        let first = (start..end).rev().find_map(|token| self.by_head.get(&token)).copied();
        let next = move |at: &usize| self.mentions[*at].earlier;
        std::iter::successors(first, next).skip(1).take(FARTHEST).filter_map(|at| self.mentions[at].head)
    }

    /// The head of the phrase by a noun that begins with the tokens `start..end` and stands in them.
    pub(crate) fn noun(&self, start: usize, end: usize) -> Option<usize> {
        (start..end).find(|token| {
            self.by_head.get(token).is_some_and(|at| {
                let mention = self.mentions[*at];
                mention.level == Level::Noun && (mention.start..=mention.start + 1).contains(&start)
            })
        })
    }

    /// Whether the token is the head of a mention.
    pub(crate) fn is_head(&self, token: usize) -> bool {
        self.by_head.contains_key(&token)
    }

    /// The phrase by a noun that ends before the token.
    pub(crate) fn noun_before(&self, token: usize) -> Option<(usize, usize)> {
        self.by_end.get(&token).map(|at| (self.mentions[*at].start, token))
    }

    /// Whether a model found mentions at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.mentions.is_empty()
    }
}

/// The token with the byte in it.
pub(crate) fn token_at(tokens: &[Token<'_>], byte: usize) -> Option<usize> {
    let at = tokens.partition_point(|token| token.span.end <= byte);
    tokens.get(at).filter(|token| token.span.start <= byte).map(|_| at)
}
