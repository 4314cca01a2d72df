//! Who speaks where a text or people without a name only pass it on: "Kask has told the board that …, according to two
//! people familiar with the talks", "According to a readout, the ministers agreed that …".

use crate::attribute::range;
use crate::content::complement;
use crate::cue::{Form, cues};
use crate::merge::Joined;
use crate::noun_phrase::subject_before;
use crate::source::is_writing;
use crate::token::{Token, span_of};
use crate::unit::{Stretch, View};

/// How many attributions before and behind may be the one that is passed on.
const NEAR: usize = 8;

/// Gives an attribution by "according to" whose content is itself somebody's statement to that somebody.
pub(crate) fn pass_on(joined: &mut [Joined], stretches: &[Stretch], tokens: &[Token<'_>]) {
    let own: Vec<Option<(usize, usize)>> = joined.iter().map(|one| one.draft.cue).collect();
    for (at, one) in joined.iter_mut().enumerate() {
        let (Some(source), Some(cue)) = (one.draft.source, one.draft.cue) else { continue };
        if !tokens[cue.0..cue.1].iter().any(|token| token.is("according"))
            || !passes_on(&tokens[source.0..source.1])
        {
            continue;
        }
        let (Some(from), Some(to)) = (one.draft.content.first(), one.draft.content.last()) else { continue };
        let content = (from.0, to.1);
        let place =
            stretches.partition_point(|stretch| stretch.units.last().is_some_and(|u| u.end <= content.0));
        let Some(stretch) = stretches.get(place) else { continue };
        let view = View { tokens, units: &stretch.units };
        let inside = |unit: usize| {
            stretch.units.get(unit).is_some_and(|unit| content.0 <= unit.start && unit.end <= content.1)
        };
        let Some(first) = (0..view.len()).find(|unit| inside(*unit)) else { continue };
        let spoken = cues(view).into_iter().find(|cue| inside(cue.start) && cue.form == Form::Finite);
        let Some(spoken) = spoken.filter(|cue| cue.entry.is_some()) else { continue };
        let Some(found) = complement(view, &spoken).filter(|found| found.plain) else { continue };
        let Some(subject) =
            subject_before(view, spoken.start, first).filter(|subject| subject.0 <= first + 1)
        else {
            continue;
        };
        let said = range(view, found.start, view.len());
        let said = (said.0, said.1.min(content.1));
        let verb = range(view, spoken.start, found.cue_end);
        let near = &own[at.saturating_sub(NEAR)..own.len().min(at + NEAR)];
        let known = near.iter().flatten().any(|other| verb.0 < other.1 && other.0 < verb.1);
        if known || said.0 >= said.1 {
            continue;
        }
        let subject = range(view, subject.0, subject.1);
        one.draft.source = Some(subject);
        one.draft.cue = Some(verb);
        one.draft.content = vec![said];
        if let Some(spans) = &mut one.spans {
            spans.source = vec![span_of(tokens, subject)];
            spans.cue = vec![span_of(tokens, verb)];
            spans.content = vec![span_of(tokens, said)];
        }
    }
}

/// Whether the words are a text or people without a name, who only pass on what another said.
fn passes_on(source: &[Token<'_>]) -> bool {
    let noun = |token: &Token<'_>| {
        is_writing(token) || matches!(token.lower.as_ref(), "people" | "person" | "sources" | "source")
    };
    source.first().is_some_and(|first| !first.capital) && source.iter().take(6).any(noun)
}
