//! A baseline for coreference: equal strings and the nearest fitting mention.

use standpoint_inference::{GivenMention, Level, Referent};
use standpoint_terms::Span;

use crate::chain_score::Chains;

/// What the baseline sees of a mention.
struct View {
    span: Span,
    level: Level,
    referent: Referent,
    /// Of pronouns: he, she, it, they, I, we, you, others.
    class: usize,
    head: String,
    full: Vec<String>,
    names: Vec<String>,
}

const PRONOUNS: [&[&str]; 7] = [
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["it", "its", "itself"],
    &["they", "them", "their", "theirs", "themselves", "themself"],
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours", "yourself", "yourselves"],
];
const ARTICLES: [&str; 7] = ["the", "a", "an", "this", "that", "these", "those"];
const SMALL: [&str; 18] = [
    "of", "and", "in", "for", "to", "his", "her", "its", "their", "our", "my", "your", "mr", "mrs", "ms",
    "dr", "the", "a",
];

/// Chains of mentions, which come in order of the text.
///
/// A pronoun of the third person takes the nearest earlier mention that fits: a name or noun of the right type (a
/// person for he and she, no person for it, any for they) or the same pronoun. Those of the first and second person take the
/// last equal one. A name or noun takes the last with the same words or head, a name also one with a name in common.
/// A mention inside another is none of it.
pub(crate) fn baseline(text: &str, mentions: &[GivenMention]) -> Chains {
    let views: Vec<View> = mentions.iter().map(|mention| view(text, mention)).collect();
    let mut chain_of: Vec<usize> = Vec::new();
    let mut chains: Chains = Vec::new();
    for (at, view) in views.iter().enumerate() {
        let earlier = (0..at).rev().find(|other| fits(view, &views[*other]));
        let chain = earlier.map_or(chains.len(), |earlier| chain_of[earlier]);
        if chain == chains.len() {
            chains.push(Vec::new());
        }
        chains[chain].push(view.span);
        chain_of.push(chain);
    }
    chains
}

fn fits(a: &View, b: &View) -> bool {
    if a.span.start < b.span.end && b.span.start < a.span.end {
        return false;
    }
    if a.level == Level::Pronoun {
        let same = b.level == Level::Pronoun && b.class == a.class;
        let person = b.referent == Referent::Person;
        let right = match a.class {
            0 | 1 => person,
            2 => !person,
            3 => true,
            _ => return same,
        };
        return same || (b.level != Level::Pronoun && right);
    }
    a.full == b.full || a.head == b.head || a.names.iter().any(|name| b.names.contains(name))
}

fn view(text: &str, mention: &GivenMention) -> View {
    let words = words(&text[mention.span.start..mention.span.end]);
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut full = lower.as_slice();
    if let [rest @ .., mark, s] = full
        && ["'", "’"].contains(&mark.as_str())
        && s == "s"
    {
        full = rest;
    }
    while full.len() > 1 && ARTICLES.contains(&full[0].as_str()) {
        full = &full[1..];
    }
    let head = text[mention.head.start..mention.head.end].to_lowercase();
    let class = PRONOUNS.iter().position(|forms| forms.contains(&head.as_str())).unwrap_or(PRONOUNS.len());
    let big = |word: &&&str| {
        word.chars().nth(1).is_some()
            && word.starts_with(char::is_uppercase)
            && !SMALL.contains(&word.to_lowercase().as_str())
            && !ARTICLES.contains(&word.to_lowercase().as_str())
    };
    let names = if mention.level == Level::Name {
        words.iter().filter(big).map(|word| word.to_lowercase()).collect()
    } else {
        Vec::new()
    };
    View {
        span: mention.span,
        level: mention.level,
        referent: mention.referent,
        class,
        head,
        full: full.to_vec(),
        names,
    }
}

/// Runs of letters and digits, and single other signs.
fn words(text: &str) -> Vec<&str> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length =
            if part(first) { rest.find(|c| !part(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        out.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    out
}
