//! Cues behind their content: "…, Kask said".

use standpoint_terms::CueKind;

use crate::attribute::{Draft, State, range};
use crate::content::content_end;
use crate::cue::{Cue, Form};
use crate::lexicon::Takes;
use crate::noun_phrase::{phrase_behind, subject_before};
use crate::unit::View;

/// Where the clause that stands before a cue begins: behind what is read already and what joins it.
pub(crate) fn clause_start(view: View<'_, '_>, floor: usize, end: usize) -> usize {
    let mut start = floor;
    while start < end
        && view.quoted(start).is_none()
        && (!view.is_word(start) && !matches!(view.word(start), "$" | "(")
            || (start == floor && matches!(view.word(start), "and" | "but" | "And" | "But")))
    {
        start += 1;
    }
    start
}

/// "“…,” Kask said" and "“…,” said Kask", with what goes on behind it.
pub(crate) fn behind_quotation(
    view: View<'_, '_>,
    cue: &Cue,
    cues: &[Cue],
    state: &mut State,
) -> Option<Draft> {
    if cue.form == Form::Passive || cue.form == Form::Infinitive {
        return None;
    }
    let quote = (state.floor..cue.start).rev().find(|at| view.quoted(*at).is_some())?;
    let quoted = view.quoted(quote)?;
    if quoted.words < 3 && !quoted.stopped {
        return None;
    }
    let mut after = quote + 1;
    let outer_comma = view.is(after, ",");
    if outer_comma || view.is_dash(after) {
        after += 1;
    }
    if !(quoted.stopped || outer_comma || view.is_dash(quote + 1)) && quote > state.floor {
        return None;
    }
    let speaks = cue.kind == CueKind::Reporting
        || cue.entry.is_none()
        || cue.entry.is_some_and(|e| e.takes(Takes::Quote) || e.takes(Takes::That));
    if !speaks {
        return None;
    }
    let (source, next) = if cue.start == after && cue.form == Form::Finite {
        let takes = cue.entry.is_some_and(|e| e.takes(Takes::Quote));
        let end = phrase_behind(view, cue.end, view.end());
        if !takes || end == cue.end {
            return None;
        }
        ((cue.end, end), end)
    } else {
        let source = subject_before(view, cue.start, after)?;
        let description = (source.1..cue.start).any(|at| view.is(at, ","));
        if source.0 > after + 1 || (source.1 + 2 < cue.start && !description) {
            return None;
        }
        (source, cue.end)
    };
    let start = clause_start(view, state.floor, quote);
    let mut content = vec![range(view, start, quote + 1)];
    let mut end = next;
    // The other half: “…,” Kask said, “…”; a setting may stand between.
    let other = (next..view.len()).take(14).find(|at| view.quoted(*at).is_some());
    if let Some(other) = other
        && (view.is(other - 1, ",") || view.is(other - 1, ":") || view.is_dash(other - 1))
        && !cues.iter().any(|c| c.start >= next && c.start < other)
    {
        let stop = (other..view.len()).find(|at| view.quoted(*at).is_none()).unwrap_or(view.len());
        content.push(range(view, other, stop));
        end = stop;
    } else if view.is(next, "that") && cue.end == next {
        let stop = content_end(view, next, false, cues);
        content.push(range(view, next, stop));
        end = stop;
    }
    state.floor = end.max(cue.end);
    state.source = Some(source);
    Some(Draft {
        source: Some(range(view, source.0, source.1)),
        cue: Some(range(view, cue.start, cue.end)),
        content,
        kind: cue.kind,
        score: if cue.kind == CueKind::Reporting { 0.95 } else { 0.8 },
        ..Draft::default()
    })
}

/// "The talks are over, Kask said": a clause without marks, then who says it.
pub(crate) fn behind_clause(view: View<'_, '_>, cue: &Cue, cues: &[Cue], state: &mut State) -> Option<Draft> {
    let entry = cue.entry?;
    if cue.form != Form::Finite
        || !(entry.takes(Takes::Quote) || entry.takes(Takes::That))
        || cue.kind == CueKind::Other
    {
        return None;
    }
    let inverted = view.is(cue.start.wrapping_sub(1), ",")
        && cue.start > state.floor
        && entry.takes(Takes::Quote)
        && cue.start == cue.verb;
    let (source, next) = if inverted {
        let end = phrase_behind(view, cue.end, view.end());
        if end == cue.end || !view.is_word(cue.end) || view.is(cue.end, "that") {
            return None;
        }
        ((cue.end, end), end)
    } else {
        let source = subject_before(view, cue.start, state.floor)?;
        (source, cue.end)
    };
    let comma = if inverted { cue.start - 1 } else { source.0.checked_sub(1)? };
    if !view.is(comma, ",") && !view.is_dash(comma) {
        return None;
    }
    // Nothing that the verb could take follows, or only when and where.
    let end = view.end();
    let closes = next >= end
        || view.is(next, ",")
        || (view.has("prepositions", next)
            && cue.kind == CueKind::Reporting
            && !(next..end).any(|at| view.is(at, "that") || view.quoted(at).is_some()))
        || view.has("days", next);
    if !closes || (!inverted && view.is(next, ",") && view.quoted(next + 1).is_some()) {
        return None;
    }
    let start = clause_start(view, state.floor, comma);
    // "On Monday, Kask said, …": when something was said, not what.
    let interrupts = view.is(next, ",") && next + 2 < end && !view.has("prepositions", start);
    if comma < start + if interrupts { 1 } else { 3 }
        || view.has("sentence-openers", start) && comma == start + 1
    {
        return None;
    }
    let mut content = vec![range(view, start, comma)];
    let mut stop = next;
    if view.is(next, ",")
        && next + 2 < end
        && !inverted
        && !cues.iter().any(|c| c.start == next + 1)
        && !view.has("subordinators", next + 1)
    {
        stop = content_end(view, next + 1, false, cues);
        content.push(range(view, next + 1, stop));
    }
    state.floor = stop.max(next);
    state.source = Some(source);
    Some(Draft {
        source: Some(range(view, source.0, source.1)),
        cue: Some(range(view, cue.start, cue.end)),
        content,
        kind: cue.kind,
        score: 0.75,
        ..Draft::default()
    })
}
