//! Sources that a model put in the wrong place: what stands beside a participle is often not its subject, and "in Tarn's
//! reading" the reading is Tarn's.

use crate::lexicon::lexicon;
use crate::merge::Joined;
use crate::sourceless::{Units, names, of_stretch, opening, units};
use crate::token::{Token, span_of};
use crate::unit::{Stretch, View};

/// Whose somebody's view is stands at most so many words before it.
const POSSESSOR: usize = 4;

/// Gives attributions whose source is not the subject of their cue the one that is.
pub(crate) fn put_right(joined: &mut [Joined], stretches: &[Stretch], tokens: &[Token<'_>]) {
    for one in joined.iter_mut().filter(|one| !one.draft.listed && !one.draft.turn) {
        let (Some(cue), Some(source)) = (one.draft.cue, one.draft.source) else { continue };
        let Some(stretch) = of_stretch(stretches, cue) else { continue };
        let view = View { tokens, units: &stretch.units };
        let Some(source_units) = units(stretch, source) else { continue };
        let Some(cue_units) = units(stretch, cue) else { continue };
        let range = |(start, end): Units| (stretch.units[start].start, stretch.units[end - 1].end);
        if let Some(subject) = subject_of_participle(view, source_units, cue_units) {
            one.draft.source = Some(range(subject));
            if let Some(spans) = &mut one.spans {
                spans.source = vec![span_of(tokens, range(subject))];
            }
        } else if let Some((whose, noun)) = in_the_view_of(view, source_units) {
            let end = one.draft.content.iter().map(|content| content.1).max().unwrap_or(cue.1).max(cue.1);
            let content = (source.0, end);
            one.draft.source = Some(range(whose));
            one.draft.cue = Some(range((noun, noun + 1)));
            one.draft.content = vec![content];
            if let Some(spans) = &mut one.spans {
                spans.source = vec![span_of(tokens, range(whose))];
                spans.cue = vec![span_of(tokens, range((noun, noun + 1)))];
                spans.content = vec![span_of(tokens, content)];
            }
        }
    }
}

/// "Tarn came off the phone with Kask declaring that …", "The president poured scorn on the plan by Orr, claiming that …":
/// who is named last hangs on a preposition, and the sentence's subject says it.
fn subject_of_participle(view: View<'_, '_>, source: Units, cue: Units) -> Option<Units> {
    if !view.word(cue.0).ends_with("ing") {
        return None;
    }
    let before = source.0.checked_sub(1)?;
    let beside = source.1 == cue.0;
    let parted = source.1 + 1 == cue.0 && view.is(source.1, ",");
    // ", with Kask saying that …": there Kask does.
    let with = beside && view.is(before, "with") && before > 0 && view.is_word(before - 1);
    let hangs = parted && lexicon().has("prepositions", view.word(before));
    if !(with || hangs) {
        return None;
    }
    opening(view, source.0).filter(|subject| subject.1 < source.0 && names(view, *subject))
}

/// "In Tarn's reading, Arland hopes …": whose reading it is, and the word for it.
fn in_the_view_of(view: View<'_, '_>, source: Units) -> Option<(Units, usize)> {
    let comma = source.0.checked_sub(1).filter(|at| view.is(*at, ","))?;
    let noun = comma.checked_sub(1).filter(|at| view.has("views", *at))?;
    let start = (noun.saturating_sub(POSSESSOR)..noun).rev().find(|at| view.is(*at, "in"))? + 1;
    let opens = start == 1 || !view.is_word(start - 2);
    let owned = view.is(noun - 1, "'s");
    let whose = (start, if owned { noun - 1 } else { noun });
    let named =
        if owned { view.capital(start) } else { noun - start == 1 && view.has("possessive-pronouns", start) };
    (opens && named && whose.0 < whose.1).then_some((whose, noun))
}
