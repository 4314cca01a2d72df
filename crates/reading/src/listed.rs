//! Lists under a sentence that announces demands or terms: one attribution for each item.

use std::collections::BTreeSet;

use standpoint_terms::{CueKind, PassageKind};

use crate::attribute::{Draft, range};
use crate::cue::{Form, cues};
use crate::noun_phrase::subject_before;
use crate::token::{Token, TokenPassage};
use crate::unit::{Stretch, View};

/// Drafts for the items of announced lists, and the passages that they are.
pub(crate) fn items(
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    stretches: &[Stretch],
    out: &mut Vec<Draft>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (at, stretch) in stretches.iter().enumerate() {
        let closes = stretches.get(at + 1).is_none_or(|next| next.passage != stretch.passage);
        let is_item = |n: usize| passages.get(n).is_some_and(|p| p.passage.kind == PassageKind::ListItem);
        if !closes || is_item(stretch.passage) || !is_item(stretch.passage + 1) {
            continue;
        }
        let view = View { tokens, units: &stretch.units };
        let Some((source, cue, kind)) = announcement(view) else { continue };
        let mut passage = stretch.passage + 1;
        while is_item(passage) {
            let item = passages[passage];
            out.push(Draft {
                source,
                cue,
                content: vec![(item.start, item.end)],
                kind,
                listed: true,
                score: 0.7,
                passage,
                ..Draft::default()
            });
            found.insert(passage);
            passage += 1;
        }
    }
    found
}

type Range = (usize, usize);

/// Whose list it is, and by which words, if the stretch announces one.
fn announcement(view: View<'_, '_>) -> Option<(Option<Range>, Option<Range>, CueKind)> {
    let colon = view.len().checked_sub(1).filter(|last| view.is(*last, ":"))?;
    let noun = (0..colon).rev().find(|at| view.has("list-announcers", *at));
    let cue = cues(view)
        .into_iter()
        .rev()
        .find(|c| matches!(c.form, Form::Finite | Form::Participle) && noun != Some(c.verb));
    let unit_range = |r: Range| range(view, r.0, r.1);
    // "Its demands, according to a paper:" are whose they are, not the paper's.
    let reported = noun.filter(|noun| {
        view.is(noun + 1, ",")
            && view.is(noun + 2, "according")
            && (0..*noun).any(|at| matches!(view.word(at), "its" | "his" | "her" | "their" | "'s"))
    });
    let cue = cue.filter(|_| reported.is_none());
    if let Some(cue) = cue
        && let Some(source) = subject_before(view, cue.start, 0).or_else(|| described(view, cue.start))
        && (noun.is_some() || cue.kind != CueKind::Other)
        && !noun.is_some_and(|n| (source.0..source.1).contains(&n))
    {
        return Some((Some(unit_range(source)), Some(range(view, cue.start, cue.end)), cue.kind));
    }
    let noun = noun?;
    // "Arland's core demands include:": the possessor; "the demands of Arland are:": what follows "of".
    let possessor = (0..noun)
        .rev()
        .take(6)
        .find(|at| view.is(*at, "'s") || matches!(view.word(*at), "its" | "his" | "her" | "their"));
    let source = match possessor {
        Some(at) if view.is(at, "'s") => subject_before(view, at, 0),
        Some(at) => Some((at, at + 1)),
        None if view.is(noun + 1, "of") || view.is(noun + 1, "from") => {
            let end = crate::noun_phrase::phrase_behind(view, noun + 2, colon);
            (end > noun + 2).then_some((noun + 2, end))
        }
        None => adjective_before(view, noun),
    };
    let cue = if noun + 1 < colon && source.is_none_or(|s| s.1 <= noun + 1) {
        (noun + 1, colon)
    } else {
        (noun, noun + 1)
    };
    Some((source.map(unit_range), Some(unit_range(cue)), CueKind::Attitude))
}

/// "The text, known as the ten points, calls for:": the first words, where what describes them stands between two commas.
fn described(view: View<'_, '_>, cue: usize) -> Option<Range> {
    let comma = (1..cue).find(|at| view.is(*at, ","))?;
    let plain = |at: usize| view.is_word(at) && !view.has("prepositions", at);
    (view.has("determiners", 0) && comma <= 4 && (0..comma).all(plain) && view.is(cue - 1, ","))
        .then_some((0, cue - 1))
}

/// "The Arlandic conditions": a capitalised word before the noun.
fn adjective_before(view: View<'_, '_>, noun: usize) -> Option<Range> {
    let at = (0..noun).rev().take(3).find(|at| view.capital(*at) && *at > 0)?;
    Some((at, at + 1))
}
