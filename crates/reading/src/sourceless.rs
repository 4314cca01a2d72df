//! Sources that a model missed: the subject of the cue's verb, or those whose hopes and fears are told.

use crate::lexicon::lexicon;
use crate::merge::Joined;
use crate::noun_phrase::{phrase_behind, subject_before};
use crate::token::{Token, span_of};
use crate::unit::{Stretch, View};

/// How many words stand between two commas or dashes inside a clause at most.
const ASIDE: usize = 14;

/// Gives attributions with a cue and no source the source that the cue's sentence names.
pub(crate) fn name_sources(joined: &mut [Joined], stretches: &[Stretch], tokens: &[Token<'_>]) {
    for at in 0..joined.len() {
        let (before, rest) = joined.split_at_mut(at);
        let Some(one) = rest.first_mut().filter(|one| one.draft.source.is_none() && !one.draft.listed) else {
            continue;
        };
        let Some(cue) = one.draft.cue else { continue };
        let Some(stretch) = of_stretch(stretches, cue) else { continue };
        let view = View { tokens, units: &stretch.units };
        let Some(cue_units) = units(stretch, cue) else { continue };
        let content: Vec<Units> =
            one.draft.content.iter().filter_map(|range| units(stretch, *range)).collect();
        let earlier = before.last().filter(|last| last.draft.cue.is_some_and(|earlier| earlier.0 < cue.0));
        let earlier = earlier.and_then(|last| units(stretch, last.draft.source?));
        let found = those_who_hope(view, cue_units)
            .or_else(|| said_to(view, cue_units, &content))
            .or_else(|| subject(view, cue_units.0, &content, earlier))
            .or_else(|| of_the_whole(view, cue_units.0, &content));
        let Some((start, end)) = found.filter(|(start, end)| start < end) else { continue };
        let source = (stretch.units[start].start, stretch.units[end - 1].end);
        one.draft.source = Some(source);
        if let Some(spans) = &mut one.spans {
            spans.source = vec![span_of(tokens, source)];
        }
    }
}

/// A range of units of a stretch.
pub(crate) type Units = (usize, usize);

/// The stretch in which a cue begins.
pub(crate) fn of_stretch(stretches: &[Stretch], cue: (usize, usize)) -> Option<&Stretch> {
    stretches.get(stretches.partition_point(|stretch| stretch.units.last().is_some_and(|u| u.end <= cue.0)))
}

/// A range of tokens as units of the stretch in which it stands.
pub(crate) fn units(stretch: &Stretch, range: (usize, usize)) -> Option<Units> {
    let first = stretch.units.first()?.start;
    let unit = |token: usize| stretch.units.partition_point(|unit| unit.end <= token);
    (range.0 >= first && range.1 > range.0).then(|| (unit(range.0), unit(range.1 - 1) + 1))
}

/// "Fears in Selm that …", "Arlandic and Velmarkian objections to …".
fn those_who_hope(view: View<'_, '_>, cue: Units) -> Option<Units> {
    let noun = (cue.0..cue.1).find(|at| {
        (view.has("nouns-of-saying", *at) || view.has("demands", *at)) && !view.has("auxiliaries", at + 1)
    })?;
    if matches!(view.word(noun + 1), "in" | "among" | "within") {
        let start = noun + 2;
        let name = start + usize::from(view.is(start, "the"));
        let mut end = name;
        while view.capital(end) || (view.is(end, "and") && view.capital(end + 1)) {
            end += 1;
        }
        let people = view.is(noun + 1, "among").then(|| phrase_behind(view, start, view.end()));
        let end = people.unwrap_or(end).max(end);
        return (end > name).then_some((start, end));
    }
    let last = noun.checked_sub(1)?;
    if view.is(last, "'s") {
        return subject_before(view, last, 0);
    }
    let place = |at: usize| {
        view.token(at).is_some_and(|token| token.capital)
            && view.units.get(at).is_some_and(|unit| {
                let word = view.tokens[unit.start].lower.as_ref();
                let mut letters = word.chars();
                let name: String =
                    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
                lexicon().place(&name).is_some()
                    || ["ean", "ian", "ish", "ese"].iter().any(|e| word.ends_with(e))
            })
    };
    let mut start = noun;
    while start > 0
        && (place(start - 1) || start < noun && view.is(start - 1, "and") && start > 1 && place(start - 2))
    {
        start -= 1;
    }
    (start < noun).then_some((start, noun))
}

/// "Kask is said to want …": what others tell of Kask is Kask's.
fn said_to(view: View<'_, '_>, cue: Units, content: &[Units]) -> Option<Units> {
    let told = (cue.0..cue.1).any(|at| {
        matches!(view.word(at), "said" | "understood" | "thought" | "believed" | "reported" | "known")
    });
    let is = matches!(view.word(cue.0), "is" | "are" | "was" | "were" | "'s");
    let mind = view.is(cue.1, "to")
        && (cue.1..(cue.1 + 3).min(view.len())).any(|at| {
            matches!(
                view.word(at),
                "want"
                    | "find"
                    | "favour"
                    | "favor"
                    | "prefer"
                    | "think"
                    | "believe"
                    | "consider"
                    | "oppose"
                    | "regard"
                    | "see"
                    | "seek"
                    | "support"
                    | "back"
                    | "insist"
                    | "expect"
                    | "fear"
                    | "hope"
            )
        });
    let subject = content.iter().find(|range| range.1 == cue.0)?;
    let named = (subject.0..subject.1).any(|at| view.capital(at));
    (told && is && mind && named && subject.1 - subject.0 <= 8).then_some(*subject)
}

/// Words of a source that names somebody at most; a longer one was mostly cut wrong.
const NAMED: usize = 6;

/// The subject of a finite verb, over what stands between two commas or dashes; behind "and" that of the verb before.
fn subject(view: View<'_, '_>, cue: usize, content: &[Units], earlier: Option<Units>) -> Option<Units> {
    // "No longer pleads for": the verb stands third.
    let denied = view.is(cue, "no") && view.is(cue + 1, "longer");
    let word = view.word(if denied { cue + 2 } else { cue });
    let verb = lexicon().is_verb(word) && !word.ends_with("ing") && word != "to" && word != "be";
    if !verb || content.iter().any(|range| range.1 <= cue) {
        return None;
    }
    let mut at = cue;
    while at > 0 && view.has("adverbs", at - 1) {
        at -= 1;
    }
    let before = at.checked_sub(1)?;
    let found = if matches!(view.word(before), "and" | "but" | "or") {
        earlier.or_else(|| opening(view, before))
    } else {
        subject_before(view, at, 0).or_else(|| {
            let dash = view.is_dash(before);
            if !dash && !view.is(before, ",") {
                return None;
            }
            let opens = |at: &usize| if dash { view.is_dash(*at) } else { view.is(*at, ",") };
            let open = (before.saturating_sub(ASIDE)..before).rev().find(opens)?;
            subject_before(view, open, 0)
        })
    };
    let found = found.or_else(|| relative(view, at))?;
    // "Giorgia Tarn, who refuses to send soldiers, pushed again for …"
    let found = match (found.0..found.1).find(|at| view.is(*at, ",")) {
        Some(comma) if found.1 - found.0 > NAMED => (found.0, comma),
        _ => found,
    };
    let one = found.1 - found.0 == 1;
    let first = view.word(found.0);
    let pronoun = one && matches!(first, "who" | "he" | "she" | "they");
    let named = if one {
        let thing = matches!(first, "it" | "which" | "there" | "what" | "i" | "you");
        view.capital(found.0) && !thing && !view.has("determiners", found.0)
    } else {
        found.1 - found.0 <= NAMED && (found.0..found.1).any(|at| at > 0 && view.capital(at))
    };
    (pronoun || named).then_some(found)
}

/// Words between "who" and its verb, at most.
const SINCE: usize = 5;

/// "Tarn, who in January called it …": the "who" before the verb.
fn relative(view: View<'_, '_>, verb: usize) -> Option<Units> {
    let is_verb = |at: &usize| lexicon().is_verb(view.word(*at)) && !view.has("prepositions", *at);
    let who = (verb.saturating_sub(SINCE)..verb).rev().take_while(|at| !is_verb(at) && view.is_word(*at));
    let who = who.filter(|at| view.is(*at, "who")).last()?;
    (who > 0 && view.is(who - 1, ",")).then_some((who, who + 1))
}

/// The name with which a sentence opens, as the subject of a participle behind a comma or of an infinitive: "Tarn went back to an
/// old theme, asking who …".
fn of_the_whole(view: View<'_, '_>, cue: usize, content: &[Units]) -> Option<Units> {
    let participle =
        view.word(cue).ends_with("ing") && cue.checked_sub(1).is_some_and(|before| view.is(before, ","));
    if !(participle || view.is(cue, "to")) || content.iter().any(|range| range.1 <= cue) {
        return None;
    }
    opening(view, cue).filter(|subject| names(view, *subject))
}

/// Whether a phrase is somebody's name or office: it has a capital inside, or is "he", "she" or "they".
pub(crate) fn names(view: View<'_, '_>, (start, end): Units) -> bool {
    let pronoun = end - start == 1 && matches!(view.word(start), "he" | "she" | "they");
    let name = end - start == 1 && view.capital(start) && !view.has("determiners", start);
    pronoun || name || (start + 1..end).any(|at| view.capital(at))
}

/// The name with which the sentence opens, before the verb.
pub(crate) fn opening(view: View<'_, '_>, limit: usize) -> Option<Units> {
    let verb = (0..limit).find(|at| {
        *at > 0 && lexicon().is_verb(view.word(*at)) && !view.capital(*at) && !view.word(*at).ends_with("ing")
    })?;
    subject_before(view, verb, 0)
}
