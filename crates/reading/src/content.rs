//! What is said: where a content begins behind its cue, and where it ends.

use standpoint_terms::CueKind;

use crate::cue::{Cue, Form};
use crate::lexicon::{Takes, preposition};
use crate::noun_phrase::{phrase_behind, subject_before};
use crate::unit::View;

/// What follows a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complement {
    /// First unit of the content.
    pub start: usize,
    /// One past the cue with its particle ("called for").
    pub cue_end: usize,
    /// A thing rather than a clause: it ends sooner.
    pub object: bool,
    /// With "that", a mark or a preposition of the cue's own: seldom anything else.
    pub plain: bool,
}

/// What a content must not do.
const OPENERS: [&str; 12] =
    ["that", "whether", "how", "what", "why", "if", "who", "where", "when", "which", "because", "there"];

/// The content that follows the cue, if something does that the cue takes.
pub(crate) fn complement(view: View<'_, '_>, cue: &Cue) -> Option<Complement> {
    let end = view.end();
    let mut at = cue.end;
    let found = |start: usize, object: bool, plain: bool| {
        (start < end).then_some(Complement { start, cue_end: cue.end, object, plain })
    };
    if at >= end {
        return None;
    }
    let Some(entry) = cue.entry else {
        return found(skip_comma_before_quote(view, at), true, true);
    };
    // A particle of the verb: "pointed out", "called for".
    if let Some(word) = preposition(view.word(at))
        && entry.takes(Takes::Preposition(word))
        && entry.lemma != "say"
        && !(view.has("days", at + 1) || view.has("months", at + 1))
    {
        let next = at + 1;
        return (next < end).then_some(Complement {
            start: next,
            cue_end: at + 1,
            object: word != "out",
            plain: true,
        });
    }
    if listens(entry.lemma) && view.is_word(at) && !OPENERS.contains(&view.word(at)) && !view.is(at, "to") {
        let after = listener_end(view, at, end);
        if entry.lemma == "tell" || follows_openly(view, after, end) {
            at = after;
        }
    }
    let spoken = cue.kind == CueKind::Reporting || entry.takes(Takes::That);
    if spoken && (entry.takes(Takes::Quote) || entry.takes(Takes::That)) {
        at = skip_setting(view, at, end);
    }
    if at >= end {
        return None;
    }
    if view.is(at, ":") {
        return found(at + 1, false, true);
    }
    let quote = skip_comma_before_quote(view, at);
    if view.quoted(quote).is_some()
        && (entry.takes(Takes::Quote) || entry.takes(Takes::Clause) || quote == at)
    {
        return found(quote, entry.takes(Takes::Clause) && !entry.takes(Takes::Quote), true);
    }
    let word = view.word(at);
    if OPENERS[..9].contains(&word) && (entry.takes(Takes::That) || entry.lemma == "tell") {
        return found(at, false, true);
    }
    if word == "to" {
        let preposition =
            matches!(entry.lemma, "refer" | "object" | "allude" | "point" | "respond" | "appeal");
        return entry.takes(Takes::To).then_some(Complement {
            start: if preposition { at + 1 } else { at },
            cue_end: if preposition { at + 1 } else { cue.end },
            object: preposition,
            plain: true,
        });
    }
    if !entry.takes(Takes::Clause) && entry.lemma != "tell" {
        return None;
    }
    if !view.is_word(at) && view.word(at) != "$" && view.word(at) != "(" {
        return None;
    }
    if view.has("prepositions", at) && at == cue.end && entry.lemma != "say"
        || matches!(word, "and" | "or" | "but" | "so" | "by")
    {
        return None;
    }
    let object = !entry.takes(Takes::Quote) && !entry.takes(Takes::That);
    found(at, object, false)
}

fn listens(lemma: &str) -> bool {
    matches!(
        lemma,
        "tell"
            | "assure"
            | "inform"
            | "remind"
            | "warn"
            | "advise"
            | "convince"
            | "persuade"
            | "ask"
            | "caution"
            | "brief"
    )
}

fn follows_openly(view: View<'_, '_>, at: usize, end: usize) -> bool {
    at < end
        && (matches!(view.word(at), "that" | "whether" | "how" | "what" | "why" | "if" | ":")
            || view.quoted(skip_comma_before_quote(view, at)).is_some())
}

fn skip_comma_before_quote(view: View<'_, '_>, at: usize) -> usize {
    if (view.is(at, ",") || view.is(at, ":") || view.is_dash(at)) && view.quoted(at + 1).is_some() {
        at + 1
    } else {
        at
    }
}

/// The end of the noun phrase that is told something.
fn listener_end(view: View<'_, '_>, at: usize, end: usize) -> usize {
    if view.has("listeners", at) {
        return at + 1;
    }
    if view.has("determiners", at) {
        // Until something that begins a clause, in reach; else one noun.
        for next in at + 2..(at + 12).min(end) {
            if follows_openly(view, next, end) || view.is(next, ",") {
                return next;
            }
        }
        return (at + 2).min(end);
    }
    let mut next = at;
    while next < end
        && (view.capital(next) || view.is(next, "'s") || matches!(view.word(next), "of" | "the" | "&"))
    {
        if view.is(next, "the") && !matches!(view.word(next - 1), "of") {
            break;
        }
        next += 1;
        if view.is(next - 1, "'s") {
            // "told Radio Selm's Ida Orr": the name goes on.
            continue;
        }
    }
    if next == at { at + 1 } else { next }
}

/// Skips when, where and to whom something was said: "on Monday in Oslo that".
fn skip_setting(view: View<'_, '_>, at: usize, end: usize) -> usize {
    let mut next = at;
    let limit = (at + 16).min(end);
    // A clause with "that" or a quotation further on tells that what stands before it is a setting.
    let begins = view.has("days", at)
        || matches!(
            view.word(at),
            "in" | "on"
                | "at"
                | "during"
                | "to"
                | "after"
                | "before"
                | "last"
                | "late"
                | "early"
                | "earlier"
                | "this"
                | "of"
                | "yesterday"
                | "today"
                | "later"
                | "again"
                | "via"
                | "from"
                | "with"
                | "by"
                | ","
        )
        || view.has("adverbs", at);
    if !begins {
        return at;
    }
    let mut commas = 0;
    while next < limit {
        if view.is(next, "that") && next > at
            || view.is(next, ":")
            || view.quoted(next).is_some() && next > at
        {
            if view.quoted(next).is_some() && !(view.is(next - 1, ",") || view.is(next - 1, ":")) {
                break;
            }
            return next;
        }
        if view.is(next, ",") {
            commas += 1;
            if commas > 2 {
                break;
            }
        }
        if view.is(next, ";") || view.is(next, "and") && commas > 0 {
            break;
        }
        next += 1;
    }
    // "said Monday he would": only a day.
    let mut plain = at;
    if matches!(view.word(plain), "on" | "last" | "late" | "early" | "earlier" | "this")
        && (view.has("days", plain + 1)
            || matches!(view.word(plain + 1), "week" | "month" | "year" | "night" | "day"))
    {
        plain += 2;
    } else if view.has("days", plain) || matches!(view.word(plain), "yesterday" | "today" | "later" | "again")
    {
        plain += 1;
    }
    if matches!(view.word(plain), "night" | "morning" | "afternoon" | "evening") {
        plain += 1;
    }
    if plain > at { plain } else { at }
}

/// Where the content that begins at `start` ends: before the next statement of the same stretch, before
/// what only tells where it was said, at a semicolon; else with the stretch.
pub(crate) fn content_end(view: View<'_, '_>, start: usize, object: bool, cues: &[Cue]) -> usize {
    let end = view.end();
    let mut at = start;
    while at < end {
        if at > start && stops(view, start, at, object, cues) {
            break;
        }
        at += 1;
    }
    let mut stop = at;
    while stop > start
        && matches!(view.word(stop - 1), "," | "—" | "–" | "--" | "and" | "but" | "-" | ":" | ".")
    {
        stop -= 1;
    }
    stop
}

fn cue_at(cues: &[Cue], at: usize) -> Option<&Cue> {
    let found = cues.partition_point(|c| c.start < at);
    cues.get(found).filter(|c| c.start == at)
}

fn stops(view: View<'_, '_>, start: usize, at: usize, object: bool, cues: &[Cue]) -> bool {
    let word = view.word(at);
    if word == ";" {
        return true;
    }
    if word == "(" && object {
        return true;
    }
    if matches!(word, "and" | "but") {
        // "… and denied": the same subject goes on, unless it is the content's own verb.
        return cue_at(cues, at + 1)
            .is_some_and(|c| c.form == Form::Finite && c.kind == CueKind::Reporting && !base_form(view, c));
    }
    if word == "according" {
        return view.is(at + 1, "to");
    }
    if word == "in"
        && at > start + 1
        && matches!(view.word(at + 1), "a" | "an" | "the" | "his" | "her" | "their" | "interviews")
    {
        // "in an interview with …" at the end.
        let setting = (at + 1..at + 5).find(|i| view.has("settings", *i));
        return setting.is_some() && !(at..view.end()).any(|i| view.is(i, ",")) && view.end() - at < 14;
    }
    if word != "," && !view.is_dash(at) {
        return false;
    }
    let next = at + 1;
    if let Some(cue) = cue_at(cues, next) {
        let participle = cue.form == Form::Participle && (cue.kind == CueKind::Reporting);
        if participle
            || (word == ","
                && cue.kind == CueKind::Reporting
                && cue.form == Form::Finite
                && !base_form(view, cue))
        {
            return true;
        }
    }
    if view.is(next, "according") {
        return true;
    }
    let rest = cues.iter().skip(cues.partition_point(|c| c.start <= next));
    if matches!(view.word(next), "and" | "but" | "while" | "although" | "though" | "as" | "yet") {
        let soon = rest.clone().find(|c| c.form == Form::Finite && c.start < next + 9);
        if let Some(cue) = soon {
            return cue.start == next + 1
                || cue.kind == CueKind::Reporting
                    && subject_before(view, cue.start, next + 1)
                        .is_some_and(|s| s.0 <= next + 2 && !view.has("subject-pronouns", s.0));
        }
        return object && !view.is(next, "and");
    }
    if matches!(
        view.word(next),
        "which" | "who" | "whose" | "where" | "when" | "after" | "because" | "with" | "despite"
    ) {
        return object || matches!(view.word(next), "which" | "despite");
    }
    if view.is_dash(at) {
        return object;
    }
    // ", Kask said" behind the content.
    if let Some(cue) = rest.clone().next()
        && cue.form == Form::Finite
        && cue.kind == CueKind::Reporting
        && cue.start < next + 8
        && cue.end + 1 >= view.end()
    {
        return subject_before(view, cue.start, next).is_some_and(|s| s.0 == next);
    }
    object && view.word(next).ends_with("ing") && view.word(next).len() > 5
}

fn base_form(view: View<'_, '_>, cue: &Cue) -> bool {
    cue.start == cue.verb && cue.entry.is_some_and(|e| view.is(cue.verb, e.lemma))
}

/// Who is meant by "according to …": the phrase, as the unit behind its end.
pub(crate) fn named_source(view: View<'_, '_>, at: usize, initial: bool) -> usize {
    let end = view.end();
    if initial {
        // "According to the paper, …": up to the comma that the clause follows.
        let mut next = at;
        while next < end && next < at + 25 && !view.is(next, ",") {
            next += 1;
        }
        return next;
    }
    phrase_behind(view, at, end).max(at)
}
