//! Who says what, by rules: drafts of attributions as ranges of tokens.

use standpoint_terms::{CueKind, PassageKind};

use crate::content::{complement, content_end, named_source};
use crate::cue::{Cue, Form, cues};
use crate::lexicon::Takes;
use crate::listed;
use crate::noun_phrase::{phrase_behind, subject_before};
use crate::postposed::{behind_clause, behind_quotation, clause_start};
use crate::token::{Token, TokenPassage};
use crate::unit::{Stretch, View};

/// An attribution before it becomes one: ranges of tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub source: Option<(usize, usize)>,
    pub cue: Option<(usize, usize)>,
    pub content: Vec<(usize, usize)>,
    pub kind: CueKind,
    /// It is an item of a list.
    pub listed: bool,
    /// It is a turn of a transcript.
    pub turn: bool,
    /// Heuristic, 0 to 1.
    pub score: f32,
    /// Which of the passages that are read.
    pub passage: usize,
    /// The index of the draft in whose content it stands.
    pub parent: Option<usize>,
}

/// The drafts of a whole document, in the order in which they were found.
pub(crate) fn drafts(tokens: &[Token<'_>], passages: &[TokenPassage], stretches: &[Stretch]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let items = listed::items(tokens, passages, stretches, &mut out);
    // The draft that a quotation without a verb of its own continues.
    let mut last_quoted: Option<usize> = None;
    for stretch in stretches {
        if items.contains(&stretch.passage) {
            continue;
        }
        let view = View { tokens, units: &stretch.units };
        if let Some(from) = continues(view)
            && let Some(last) = last_quoted
            && out[last].passage + 1 >= stretch.passage
        {
            out[last].content.push(range(view, from, view.len()));
            out[last].passage = stretch.passage;
            continue;
        }
        let first = out.len();
        let kind = passages[stretch.passage].passage.kind;
        read_stretch(view, stretch, kind, &mut out);
        let quoted = (first..out.len()).rev().find(|at| {
            out[*at].parent.is_none()
                && out[*at].content.iter().any(|c| tokens[c.0].kind == crate::token::TokenKind::Double)
        });
        if quoted.is_some() || out.len() > first {
            last_quoted = quoted;
        } else if stretch.opens && last_quoted.is_some_and(|l| out[l].passage + 1 < stretch.passage) {
            last_quoted = None;
        }
    }
    out
}

/// The first unit of a stretch that is only quotations (and marks between them).
fn continues(view: View<'_, '_>) -> Option<usize> {
    let first = (0..view.len()).find(|at| view.quoted(*at).is_some())?;
    let only = (0..view.len()).all(|at| view.quoted(at).is_some() || !view.is_word(at));
    let words: usize = (0..view.len()).filter_map(|at| view.quoted(at)).map(|q| q.words).sum();
    (only && words > 2).then_some(first)
}

/// A range of units as a range of tokens.
pub(crate) fn range(view: View<'_, '_>, start: usize, end: usize) -> (usize, usize) {
    let end = end.max(start + 1).min(view.len());
    (view.units[start].start, view.units[end - 1].end)
}

fn read_stretch(view: View<'_, '_>, stretch: &Stretch, kind: PassageKind, out: &mut Vec<Draft>) {
    if let Some(draft) = labelled(view, stretch, kind) {
        out.push(draft);
        return;
    }
    let cues = cues(view);
    let mut state = State { floor: 0, source: None };
    for (number, cue) in cues.iter().enumerate() {
        if cue.start < state.floor {
            continue;
        }
        let before = out.len();
        let found = according(view, cue, &cues, &mut state)
            .or_else(|| behind_quotation(view, cue, &cues, &mut state))
            .or_else(|| behind_clause(view, cue, &cues, &mut state))
            .or_else(|| passive(view, cue, &cues, &mut state))
            .or_else(|| forward(view, cue, &cues, &mut state));
        if let Some(mut draft) = found {
            draft.passage = stretch.passage;
            out.push(draft);
            nested(view, &cues[number + 1..], before, &state, out);
        }
    }
}

/// How far a stretch has been read.
pub(crate) struct State {
    /// Units before it belong to an attribution.
    pub(crate) floor: usize,
    /// The last source, as units: "… and denied" goes on with it.
    pub(crate) source: Option<(usize, usize)>,
}

/// "NAME: what they say" in headlines and transcripts.
fn labelled(view: View<'_, '_>, stretch: &Stretch, kind: PassageKind) -> Option<Draft> {
    if !stretch.opens {
        return None;
    }
    let colon = (1..view.len().min(8)).find(|at| view.is(*at, ":"))?;
    let name = (0..colon).all(|at| view.capital(at) || matches!(view.word(at), "of" | "'s" | "." | ","));
    let shouted = (0..colon)
        .all(|at| view.token(at).is_some_and(|t| !t.is_word() || t.span.len() > 1 && view.capital(at)));
    let verb = (0..colon).any(|at| crate::lexicon::lexicon().cue(view.word(at)).is_some());
    let heading = kind == PassageKind::Heading || stretch.passage == 0;
    let long_enough = view.len() > colon + 3;
    let person = colon <= 4 && shouted;
    if !(name && !verb && long_enough && (heading || person)) {
        return None;
    }
    Some(Draft {
        source: Some(range(view, 0, colon)),
        cue: Some(range(view, colon, colon + 1)),
        content: vec![range(view, colon + 1, if heading { view.end().max(colon + 2) } else { view.len() })],
        score: 0.5,
        passage: stretch.passage,
        ..Draft::default()
    })
}

fn according(view: View<'_, '_>, cue: &Cue, cues: &[Cue], state: &mut State) -> Option<Draft> {
    if !view.is(cue.verb, "according") {
        return None;
    }
    let initial = cue.start == 0
        || (cue.start <= state.floor + 2
            && !(state.floor..cue.start).any(|at| view.is_word(at) && !view.has("sentence-openers", at)));
    let source = (cue.end, named_source(view, cue.end, initial));
    if source.1 <= source.0 {
        return None;
    }
    let mut content = Vec::new();
    let mut next = source.1;
    if !initial {
        let start = clause_start(view, state.floor, cue.start);
        let mut end = cue.start;
        while end > start && matches!(view.word(end - 1), "," | "—" | "-" | "--" | "–") {
            end -= 1;
        }
        if end > start {
            content.push(range(view, start, end));
        }
        if view.is(cue.start.saturating_sub(1), ",")
            && view.is(next, ",")
            && !view.has("subordinators", next + 1)
            && view.quoted(next + 1).is_none()
        {
            let end = content_end(view, next + 1, false, cues);
            if end > next + 1 {
                content.push(range(view, next + 1, end));
                next = end;
            }
        }
    } else if next + 1 < view.end() {
        let end = content_end(view, next + 1, false, cues);
        if end > next + 1 {
            content.push(range(view, next + 1, end));
            next = end;
        }
    }
    if content.is_empty() {
        return None;
    }
    state.floor = next;
    state.source = Some(source);
    Some(Draft {
        source: Some(range(view, source.0, source.1)),
        cue: Some(range(view, cue.verb, cue.end)),
        content,
        kind: CueKind::Reporting,
        score: 0.8,
        ..Draft::default()
    })
}

/// "was rejected by Kask"; "is expected to sign" and "seems to", where nobody is named.
fn passive(view: View<'_, '_>, cue: &Cue, cues: &[Cue], state: &mut State) -> Option<Draft> {
    let entry = cue.entry?;
    let seems = matches!(entry.lemma, "seem" | "appear");
    if cue.form != Form::Passive && !seems {
        return None;
    }
    let subject = subject_before(view, cue.start, state.floor)?;
    let mut draft =
        Draft { cue: Some(range(view, cue.start, cue.end)), kind: cue.kind, score: 0.4, ..Draft::default() };
    if view.is(cue.end, "by") && entry.takes(Takes::Clause) && !seems {
        let end = phrase_behind(view, cue.end + 1, view.end());
        if end == cue.end + 1 {
            return None;
        }
        draft.source = Some(range(view, cue.end + 1, end));
        draft.content.push(range(view, subject.0, subject.1));
        state.floor = end;
        state.source = Some((cue.end + 1, end));
        return Some(draft);
    }
    let expected =
        matches!(entry.lemma, "expect" | "believe" | "say" | "think" | "report") && view.is(cue.end, "to");
    if !(expected || seems && cue.form == Form::Finite && view.is(cue.end, "to")) {
        return None;
    }
    let end = content_end(view, cue.end, false, cues);
    draft.content.push(range(view, subject.0, subject.1));
    draft.content.push(range(view, cue.end, end));
    state.floor = end;
    state.source = None;
    Some(draft)
}

/// "Kask said that …", "Kask rejected …", "Kask told reporters: “…”".
fn forward(view: View<'_, '_>, cue: &Cue, cues: &[Cue], state: &mut State) -> Option<Draft> {
    if matches!(cue.form, Form::Infinitive) {
        return None;
    }
    if cue.form == Form::Passive && !matches!(cue.entry?.lemma, "ask" | "concern" | "worry") {
        return None;
    }
    let found = complement(view, cue)?;
    let source = match cue.form {
        Form::Participle => {
            if cue.kind == CueKind::Other {
                return None;
            }
            let comma = cue.start > 0 && (view.is(cue.start - 1, ",") || view.is_dash(cue.start - 1));
            if !comma
                && cue.start > 0
                && !matches!(view.word(cue.start - 1), "while" | "and" | "by" | "after" | "before")
            {
                // "a letter saying": what says is the noun before it.
                subject_before(view, cue.start, state.floor)?
            } else {
                state.source.or_else(|| opening_subject(view, cue.start))?
            }
        }
        _ => own_subject(view, cue, state)?,
    };
    let end = content_end(view, found.start, found.object, cues);
    if end <= found.start {
        return None;
    }
    state.floor = end;
    state.source = Some(source);
    let sure = match (cue.kind, found.plain) {
        (CueKind::Reporting, true) => 0.85,
        (CueKind::Reporting, false) => 0.7,
        (_, true) => 0.6,
        (_, false) => 0.45,
    };
    Some(Draft {
        source: Some(range(view, source.0, source.1)),
        cue: Some(range(view, cue.start, found.cue_end)),
        content: vec![range(view, found.start, end)],
        kind: cue.kind,
        score: sure,
        ..Draft::default()
    })
}

/// The subject before the cue; behind "and" the last source goes on.
fn own_subject(view: View<'_, '_>, cue: &Cue, state: &State) -> Option<(usize, usize)> {
    let before = cue.start.checked_sub(1)?;
    if matches!(view.word(before), "and" | "but" | "or" | ",")
        && state.source.is_some()
        && before <= state.floor + 1
    {
        return state.source;
    }
    if let Some(subject) = subject_before(view, cue.start, state.floor) {
        return Some(subject);
    }
    if matches!(view.word(before), "and" | "but") {
        return opening_subject(view, before);
    }
    None
}

/// The subject with which the stretch opens, before `limit`.
fn opening_subject(view: View<'_, '_>, limit: usize) -> Option<(usize, usize)> {
    let mut start = 0;
    while start < limit && (view.has("sentence-openers", start) || !view.is_word(start)) {
        start += 1;
    }
    if view.has("prepositions", start) || view.has("subordinators", start) {
        start = (start..limit).find(|at| view.is(*at, ","))? + 1;
    }
    let mut end = start;
    while end < limit
        && end < start + 12
        && view.is_word(end)
        && !(end > start && crate::lexicon::lexicon().is_verb(view.word(end)) && !view.capital(end))
        && !view.has("subordinators", end)
    {
        end += 1;
        if view.has("subject-pronouns", end - 1) {
            break;
        }
    }
    while end > start && view.has("adverbs", end - 1) {
        end -= 1;
    }
    (end > start && end < limit).then_some((start, end))
}

/// What others are said to say, inside the content just found.
fn nested(view: View<'_, '_>, cues: &[Cue], parent: usize, state: &State, out: &mut Vec<Draft>) {
    let contents = out[parent].content.clone();
    for cue in cues.iter().take_while(|c| c.start < state.floor) {
        let (Form::Finite, CueKind::Reporting, Some(_)) = (cue.form, cue.kind, cue.entry) else { continue };
        let first = view.units[cue.start].start;
        let Some(inside) = contents.iter().find(|c| c.0 < first && first < c.1) else { continue };
        let Some(floor) = view.units.iter().position(|u| u.start >= inside.0) else { continue };
        let Some(found) = complement(view, cue).filter(|f| f.plain) else { continue };
        let Some(source) = subject_before(view, cue.start, floor) else { continue };
        let content = range(view, found.start, content_end(view, found.start, found.object, cues));
        let content = (content.0, content.1.min(inside.1));
        if content.0 >= content.1 {
            continue;
        }
        out.push(Draft {
            source: Some(range(view, source.0, source.1)),
            cue: Some(range(view, cue.start, found.cue_end)),
            content: vec![content],
            kind: cue.kind,
            score: 0.4,
            passage: out[parent].passage,
            parent: Some(parent),
            ..Draft::default()
        });
        return; // one level: who quotes a quotation of a quotation is beyond rules
    }
}
