//! GUM's documents: text and mentions, from CoNLL-U with entities.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::LazyLock;

use standpoint_inference::{GivenMention, Level, Referent};
use standpoint_terms::Span;

/// A document with what its annotators marked: persons, organisations and places.
pub(crate) struct GumDocument {
    pub(crate) text: String,
    pub(crate) mentions: Vec<GumMention>,
}

/// A mention, the smallest that its head has.
pub(crate) struct GumMention {
    pub(crate) given: GivenMention,
    /// The name without articles, titles and what describes it; the head alone of what is no name.
    pub(crate) bare: Span,
    pub(crate) entity: usize,
}

/// Titles are no part of a bare name. The reader's own list.
static TITLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lists = include_str!("../../crates/reading/lexicon/words.txt");
    let mut inside = false;
    let mut out = HashSet::new();
    for line in lists.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            inside = ["[titles]", "[honorifics]"].contains(&line);
        } else if inside {
            out.extend(line.split_whitespace());
        }
    }
    out
});

struct Token<'l> {
    form: &'l str,
    tag: &'l str,
    head: usize,
    entities: &'l str,
    span: Span,
}

/// Reads a document.
///
/// # Errors
/// The file cannot be read, or is not as expected.
pub(crate) fn read(path: &Path) -> Result<GumDocument, String> {
    let file =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let bad = |what: &str| format!("{}: {what}", path.display());
    let mut text = String::new();
    let mut gap = "";
    let mut entities: HashMap<String, usize> = HashMap::new();
    let mut best: BTreeMap<usize, GumMention> = BTreeMap::new();
    for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let own = block.lines().find_map(|line| line.strip_prefix("# text = "));
        let own = own.ok_or_else(|| bad("a sentence without its text"))?;
        if block.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# speaker")) {
            gap = "\n\n";
        }
        if !text.is_empty() {
            text.push_str(gap);
        }
        gap = " ";
        let base = text.len();
        text.push_str(own);
        let mut tokens: Vec<Token<'_>> = Vec::new();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[number, form, _, tag, _, _, head, _, _, more] = fields.as_slice() else {
                return Err(bad("a line without ten fields"));
            };
            if !number.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let from = tokens.last().map_or(0, |token| token.span.end - base);
            let at = own[from..].find(form).ok_or_else(|| bad("a word that is not in its sentence"))? + from;
            tokens.push(Token {
                form,
                tag,
                head: head.parse().map_err(|_| bad("a head that is no number"))?,
                entities: more.split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or(""),
                span: Span::new(base + at, base + at + form.len()),
            });
        }
        for (first, last, name, kind) in marked(&tokens) {
            let referent = match kind.as_str() {
                "person" => Referent::Person,
                "organization" => Referent::Organisation,
                "place" => Referent::Place,
                _ => continue,
            };
            let count = entities.len();
            let entity = *entities.entry(name).or_insert(count);
            let mention = mention(&text, &tokens, first..last, referent, entity);
            let key = mention.given.head.start;
            let shorter =
                best.get(&key).is_none_or(|known| mention.given.span.len() < known.given.span.len());
            if shorter {
                best.insert(key, mention);
            }
        }
    }
    let mut mentions: Vec<GumMention> = best.into_values().collect();
    mentions.sort_by_key(|mention| (mention.given.span.start, std::cmp::Reverse(mention.given.span.end)));
    Ok(GumDocument { text, mentions })
}

/// First and last token (one behind), entity and type of each mention of a sentence.
fn marked(tokens: &[Token<'_>]) -> Vec<(usize, usize, String, String)> {
    let mut open: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // "(12-person-new-1", "12)", "(12-person-new-1)", any number of them in a row
        let mut rest = token.entities;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = rest.strip_prefix('(').unwrap_or(rest);
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let mut fields = body[..end].split('-');
            let name = fields.next().unwrap_or("").to_owned();
            if opens {
                let kind = fields.next().unwrap_or("").to_owned();
                open.entry(name.clone()).or_default().push((at, kind));
            }
            let closes = body[end..].starts_with(')');
            if closes && let Some((first, kind)) = open.get_mut(&name).and_then(Vec::pop) {
                out.push((first, at + 1, name, kind));
            }
            rest = &body[end + usize::from(closes)..];
        }
    }
    out
}

fn mention(
    text: &str,
    tokens: &[Token<'_>],
    range: std::ops::Range<usize>,
    referent: Referent,
    entity: usize,
) -> GumMention {
    let outside = |at: &usize| !range.contains(&tokens[*at].head.wrapping_sub(1));
    let head = range.clone().find(outside).unwrap_or(range.start);
    let level = match tokens[head].tag {
        "PRON" | "DET" => Level::Pronoun,
        "PROPN" => Level::Name,
        _ => Level::Noun,
    };
    let whole = |span: Span| whole_words(text, span);
    let bare = if level == Level::Name {
        bare_name(tokens, head, &range, referent == Referent::Person)
    } else {
        head..head + 1
    };
    let bare = if bare.contains(&head) { bare } else { head..head + 1 };
    GumMention {
        given: GivenMention {
            span: whole(Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)),
            head: first_word(text, whole(tokens[head].span)),
            referent,
            level,
        },
        bare: whole(Span::new(tokens[bare.start].span.start, tokens[bare.end - 1].span.end)),
        entity,
    }
}

/// The tokens of a name without articles, titles and what describes it.
fn bare_name(
    tokens: &[Token<'_>],
    head: usize,
    range: &std::ops::Range<usize>,
    person: bool,
) -> std::ops::Range<usize> {
    let proper = |at: usize| tokens[at].tag == "PROPN" && tokens[at].form.starts_with(char::is_uppercase);
    let joins = |at: usize| ["&", "-", "–"].contains(&tokens[at].form);
    if !proper(head) {
        return head..head;
    }
    let mut first = head;
    while first > range.start {
        let joined = || !person && joins(first - 1) && first >= range.start + 2 && proper(first - 2);
        if !proper(first - 1) && !joined() {
            break;
        }
        first -= 1;
    }
    let inside: &[&str] = if person {
        &[".", "-", "von", "van", "de", "bin", "al"]
    } else {
        &["of", "the", "for", "and", "&", "-", "–", "'s", "’s", "'", "’", "."]
    };
    let mut last = head;
    for (at, token) in tokens.iter().enumerate().take(range.end).skip(head + 1) {
        if proper(at) {
            last = at;
        } else if !inside.contains(&token.form) {
            break;
        }
    }
    let title = |at: usize| {
        let form = tokens[at].form.to_lowercase();
        form == "." || TITLES.contains(form.trim_end_matches('.'))
    };
    while person && first <= last && title(first) {
        first += 1;
    }
    first..last + 1
}

/// A span grown to whole words, as the reader cuts them.
fn whole_words(text: &str, span: Span) -> Span {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let inner = &text[span.start..span.end];
    let (mut start, mut end) = (span.start, span.end);
    if inner.starts_with(part) {
        start = text[..start].trim_end_matches(part).len();
    }
    if inner.ends_with(part) {
        end = text.len() - text[end..].trim_start_matches(part).len();
    }
    Span::new(start, end)
}

/// The first word of a span.
fn first_word(text: &str, span: Span) -> Span {
    let inner = &text[span.start..span.end];
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let length = inner.len() - inner.trim_start_matches(part).len();
    let length = if length == 0 { inner.chars().next().map_or(0, char::len_utf8) } else { length };
    Span::new(span.start, span.start + length)
}
