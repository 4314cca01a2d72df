//! A model's attributions, joined with those that only rules find.

use standpoint_inference::FoundAttribution;
use standpoint_terms::Span;

use crate::apposed_claim::apposed_claims;
use crate::attribute::Draft;
use crate::coreference::token_at;
use crate::hinged::with_conditions;
use crate::noun_phrase::phrase_end;
use crate::token::{Token, TokenKind, TokenPassage};
use crate::transcript::{self, Turn};

/// A draft, and the model's own spans where it is the model's.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) draft: Draft,
    pub(crate) spans: Option<Spans>,
}

/// Where source, cue and content stand, in bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
}

/// Rules with a score from here on are joined where the model found nothing.
pub(crate) const SURE: f32 = 0.9;

/// The model's attributions with the rules' lists, their nested attributions, and quotations that only they saw;
/// in order of the content.
pub(crate) fn merge(
    model: &[FoundAttribution],
    rules: Vec<Draft>,
    turns: &[Option<Turn>],
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
) -> Vec<Joined> {
    let items: Vec<(usize, usize)> =
        rules.iter().filter(|draft| draft.listed).flat_map(|draft| draft.content.iter().copied()).collect();
    let mut out: Vec<Joined> =
        model.iter().filter_map(|found| from_model(found, &items, turns, tokens, passages)).collect();
    let mut taken: Vec<(usize, usize)> = out.iter().flat_map(|joined| joined.draft.content.clone()).collect();
    taken.sort_unstable();
    out.extend(transcript::drafts(turns).map(|draft| Joined { draft, spans: None }));
    for mut draft in rules {
        let nested = draft.parent.take().is_some();
        let turn = turns.get(draft.passage).is_some_and(Option::is_some);
        let free = !turn && draft.content.iter().all(|content| !overlaps(&taken, *content));
        if draft.listed || (free && !nested && draft.score >= SURE) {
            out.push(Joined { draft, spans: None });
        }
    }
    out.retain(|joined| !joined.draft.content.is_empty() && !only_relative(&joined.draft.content, tokens));
    out.sort_by_key(|joined| joined.draft.content[0]);
    apposed_claims(&mut out, tokens);
    with_conditions(&mut out, tokens, passages);
    set_parents(&mut out);
    out
}

/// Whether a content is nothing but "which" or "who": it says nothing.
fn only_relative(content: &[(usize, usize)], tokens: &[Token<'_>]) -> bool {
    let mut words = content.iter().flat_map(|(start, end)| &tokens[*start..*end]).filter(|t| t.is_word());
    words.all(|token| matches!(token.lower.as_ref(), "which" | "who" | "whom" | "whose"))
}

/// Whether a range overlaps one of sorted ranges that do not overlap one another.
fn overlaps(sorted: &[(usize, usize)], range: (usize, usize)) -> bool {
    let at = sorted.partition_point(|other| other.1 <= range.0);
    sorted.get(at).is_some_and(|other| other.0 < range.1)
}

/// The draft of a model's attribution; without what belongs to the items of an announced list, unless the whole
/// attribution stands in one item.
fn from_model(
    found: &FoundAttribution,
    items: &[(usize, usize)],
    turns: &[Option<Turn>],
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
) -> Option<Joined> {
    let range = |span: &Span| {
        let (first, last) = (token_at(tokens, span.start)?, token_at(tokens, span.end - 1)?);
        Some((first, last + 1))
    };
    // A source that begins in another paragraph is one only from its own on.
    let clipped = |span: &Span| {
        let last = token_at(tokens, span.end - 1)?;
        let passage = passages.get(passages.partition_point(|passage| passage.end <= last))?;
        Some(Span::new(span.start.max(tokens[passage.start].span.start), span.end))
    };
    let source: Vec<Span> = found.source.iter().filter_map(clipped).collect();
    let item_of = |range: (usize, usize)| {
        let at = items.partition_point(|item| item.1 <= range.0);
        items.get(at).is_some_and(|item| item.0 <= range.0).then_some(at)
    };
    let cue = found.cue.first().and_then(range);
    let own_item = cue.and_then(item_of);
    let source = mended(source, tokens);
    let mut draft = Draft {
        source: source.first().and_then(range),
        cue,
        kind: found.cue_kind,
        score: found.score,
        ..Draft::default()
    };
    let mut spans = Spans { source, cue: found.cue.clone(), content: Vec::new() };
    for span in &found.content {
        let Some(content) = range(span) else { continue };
        if item_of(content).is_some_and(|item| own_item != Some(item)) {
            continue;
        }
        let (content, span) = ended(content, *span, tokens, passages, draft.cue);
        draft.content.push(content);
        spans.content.push(span);
    }
    if !turns.is_empty() {
        in_turn(&mut draft, &mut spans, turns, passages)?;
    }
    let first = draft.content.first()?.0;
    draft.passage = passages.partition_point(|passage| passage.end <= first);
    Some(Joined { draft, spans: Some(spans) })
}

/// A content that begins behind its cue ends with the paragraph: the next one begins with another sentence.
fn ended(
    content: (usize, usize),
    span: Span,
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    cue: Option<(usize, usize)>,
) -> ((usize, usize), Span) {
    let passage = passages.get(passages.partition_point(|passage| passage.end <= content.0));
    let quoted = tokens[content.0].kind == TokenKind::Double;
    match passage {
        Some(passage) if content.1 > passage.end && !quoted && cue.is_some_and(|cue| cue.1 <= content.0) => {
            let end = tokens[passage.end - 1].span.end;
            ((content.0, passage.end), Span::new(span.start, end))
        }
        _ => (content, span),
    }
}

/// A source as a person would mark it: a relative pronoun alone; a lone article with the words it belongs to.
fn mended(mut source: Vec<Span>, tokens: &[Token<'_>]) -> Vec<Span> {
    let Some(first) = source.first_mut() else { return source };
    let Some(at) = token_at(tokens, first.start) else { return source };
    let token = &tokens[at];
    let whole = token.span == *first || first.start <= token.span.start && first.end <= token.span.end;
    if matches!(token.lower.as_ref(), "who" | "which") {
        *first = token.span;
        source.truncate(1);
    } else if whole && matches!(token.lower.as_ref(), "a" | "an" | "the") && source.len() == 1 {
        let end = phrase_end(tokens, at);
        source[0] = Span::new(token.span.start, tokens[end - 1].span.end);
    }
    source
}

/// Keeps an attribution of a transcript within the turn of its cue; `None` where the turn itself is what it saw.
fn in_turn(
    draft: &mut Draft,
    spans: &mut Spans,
    turns: &[Option<Turn>],
    passages: &[TokenPassage],
) -> Option<()> {
    let passage_of = |token: usize| passages.partition_point(|passage| passage.end <= token);
    let anchor = draft.cue.or(draft.source).or(draft.content.first().copied())?.0;
    let here = passage_of(anchor);
    let turn = turns.get(here).copied().flatten();
    if let Some(turn) = turn {
        let of_label = draft.source.is_none_or(|source| source.0 < turn.content.0);
        let first_person = draft.source.is_some_and(|source| source.1 == source.0 + 1)
            && spans.source.first().is_some_and(|span| span.end - span.start <= 2);
        if of_label || first_person {
            return None;
        }
    }
    let kept: Vec<bool> = draft.content.iter().map(|content| passage_of(content.0) == here).collect();
    let mut at = kept.iter();
    draft.content.retain(|_| *at.next().unwrap_or(&true));
    let mut at = kept.iter();
    spans.content.retain(|_| *at.next().unwrap_or(&true));
    Some(())
}

/// Whose content each attribution stands in.
fn set_parents(joined: &mut [Joined]) {
    let mut contents: Vec<((usize, usize), usize)> = Vec::new();
    for (at, one) in joined.iter().enumerate() {
        contents.extend(one.draft.content.iter().map(|content| (*content, at)));
    }
    contents.sort_unstable();
    for (at, one) in joined.iter_mut().enumerate() {
        let draft = &mut one.draft;
        let Some(cue) = draft.cue.or(draft.source) else { continue };
        let before = contents.partition_point(|(content, _)| content.0 <= cue.0);
        let around = contents[..before].iter().rev().take(4).find(|(content, of)| {
            let inside = |range: &(usize, usize)| content.0 <= range.0 && range.1 <= content.1;
            *of != at && inside(&cue) && draft.content.iter().all(inside)
        });
        draft.parent = around.map(|(_, of)| *of);
    }
}
