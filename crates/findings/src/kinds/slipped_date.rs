//! A deadline or meeting that was moved.
//!
//! **What it is.** A sentence says that something with a date (a deadline, meeting, signature) was postponed, extended
//! or came later than planned. The day as it was set stands in the sentence, just before it, or in an earlier document
//! that sets a date for the same sort of event.
//!
//! **Why it matters.** Deadlines that move are a measure of how much the one who set them can press.
//!
//! **Example.** "The talks, planned for Wednesday, were put off to 28 April, Norland's ministry said."
//!
//! **What it is not.** Not every change of dates in a text: it needs words that say so. Which event is meant is told by
//! its noun alone; two meetings moved to one day would be taken for one.

use std::collections::{BTreeMap, HashMap};

use jiff::Span as Duration;
use jiff::civil::Date;
use standpoint_terms::{Finding, FindingDetail, FindingKind, Moment, SideRole, Span, TimeOrder};

use crate::evidence::{About, Quoted, author_side, finding};
use crate::lexicon;
use crate::sentence::Noted;
use crate::stand::View;
use crate::when::{Named, days, distance};
use crate::words::{Word, words};

/// Sentences before the one that moves a date in which its old day may stand.
const BACK: usize = 3;

/// A moved date as one sentence tells it.
struct Slip {
    event: String,
    from: Option<Date>,
    to: Option<Date>,
    /// Where the old day stands, if not in the sentence itself.
    set: Option<Quoted>,
    moved: Quoted,
}

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut slips: BTreeMap<(String, String), Vec<Slip>> = BTreeMap::new();
    let mut set = SetDays::new();
    for noted in view.notes.sentences.iter().filter(|noted| noted.postponed.is_some()) {
        let Some(slip) = slip(view, &mut set, noted) else { continue };
        let key = match slip.to {
            Some(to) => (to.to_string(), String::new()),
            None => (slip.event.clone(), view.origins[noted.document].to_owned()),
        };
        slips.entry(key).or_default().push(slip);
    }
    slips.into_iter().filter_map(|((to, origin), slips)| made(view, &[to, origin].concat(), &slips)).collect()
}

/// For a document and an event, the days that its sentences set for it: each document is read once for each event.
type SetDays = HashMap<(usize, String), Vec<(Quoted, Date)>>;

fn made(view: &View<'_>, key: &str, slips: &[Slip]) -> Option<Finding> {
    // The sentence that tells most speaks for all.
    let fullest = slips.iter().max_by_key(|slip| slip.from.is_some())?;
    let (event, from, to) = (fullest.event.clone(), fullest.from, fullest.to);
    let set: Vec<_> = slips.iter().filter_map(|slip| slip.set.clone()).collect();
    let mut moved: Vec<_> = vec![fullest.moved.clone()];
    moved.extend(slips.iter().map(|slip| slip.moved.clone()).filter(|other| *other != fullest.moved));
    let mut sides = Vec::new();
    if !set.is_empty() {
        sides.push(author_side(view, SideRole::Set, &set[..1]));
    }
    sides.push(author_side(view, SideRole::Moved, &moved));
    let detail = FindingDetail::SlippedDate { event, from: from.map(Moment::day), to: to.map(Moment::day) };
    let about = About { more: Some(key), ..About::default() };
    finding(view, FindingKind::SlippedDate, about, detail, TimeOrder::Told, sides)
}

fn slip(view: &View<'_>, set_days: &mut SetDays, noted: &Noted) -> Option<Slip> {
    let document = view.documents[noted.document];
    let text = noted.span.of(document.text)?;
    let anchor = document.published.map(Moment::date);
    let moved = noted.postponed.clone()?;
    let named = days(text, anchor);
    let telling = |span: Span| span.shifted(noted.span.start);
    let mut marks = vec![telling(noted.words[moved.start].span.join(noted.words[moved.end - 1].span))];
    if let Some((days_late, event)) = later_than(noted, moved.start) {
        let to = anchor?;
        let from = to.checked_sub(Duration::new().days(days_late)).ok()?;
        return Some(Slip {
            event,
            from: Some(from),
            to: Some(to),
            set: None,
            moved: Quoted { document: noted.document, span: noted.span, telling: marks },
        });
    }
    let event = event(&noted.words).or_else(|| {
        let before = document.sentences.get(noted.number.checked_sub(1)?)?;
        event(&words(before.of(document.text)?))
    })?;
    let end = noted.words[moved.end - 1].span.end;
    let to = named.iter().filter(|named| named.span.start >= end).find(|named| follows(text, **named));
    let Some(to_named) = to.filter(|named| named.day.is_some() || anchor.is_none()) else {
        // Without a new day the words must be about the event itself: "extended the deadline".
        let near = moved.end..(moved.end + 3).min(noted.words.len());
        let event = self::event(&noted.words[near])?;
        return Some(Slip {
            event,
            from: None,
            to: None,
            set: None,
            moved: Quoted { document: noted.document, span: noted.span, telling: marks },
        });
    };
    marks.push(telling(to_named.span));
    let to = to_named.day;
    let here = named
        .iter()
        .find(|other| other.day.is_some() && other.day != to && other.span.start < to_named.span.start);
    if let Some(other) = here {
        marks.push(telling(other.span));
        marks.sort_unstable();
    }
    let set = if here.is_some() { None } else { set_before(view, set_days, noted, to, &event) };
    let from = here.and_then(|named| named.day).or(set.as_ref().map(|(_, day)| *day));
    Some(Slip {
        event,
        from,
        to,
        set: set.map(|(place, _)| place),
        moved: Quoted { document: noted.document, span: noted.span, telling: marks },
    })
}

/// Whether the day stands behind a word that leads to a new date.
fn follows(text: &str, named: Named) -> bool {
    let before = words(&text[..named.span.start]);
    let leads = |word: &Word| matches!(word.lower.as_str(), "to" | "until" | "till" | "for" | "on" | "by");
    before.iter().rev().take(3).any(leads) || days_own_word(text, named)
}

fn days_own_word(text: &str, named: Named) -> bool {
    let first = named.span.of(text).and_then(|words| words.split_whitespace().next());
    first.is_some_and(|word| matches!(word, "until" | "by" | "next"))
}

/// "five days later than their hosts had hoped": how many days, and what was late.
fn later_than(noted: &Noted, at: usize) -> Option<(i64, String)> {
    if noted.words.get(at)?.lower != "later" {
        return None;
    }
    let unit = noted.words.get(at.checked_sub(1)?)?.lower.as_str();
    let many = noted.words.get(at.checked_sub(2)?)?.lower.as_str();
    let many = crate::when::number(many)?;
    let days = match unit.trim_end_matches('s') {
        "day" => many,
        "week" => many * 7,
        "month" => many * 30,
        _ => return None,
    };
    Some((days, event(&noted.words)?))
}

fn event(words: &[Word]) -> Option<String> {
    let range = lexicon::events().find(words)?;
    Some(words[range.start].lower.clone())
}

/// The old day: in the sentences just before, or in the latest earlier document that sets a day for such an event.
fn set_before(
    view: &View<'_>,
    set_days: &mut SetDays,
    noted: &Noted,
    to: Option<Date>,
    event: &str,
) -> Option<(Quoted, Date)> {
    let document = view.documents[noted.document];
    let anchor = document.published.map(Moment::date);
    let to = to?;
    for number in (noted.number.saturating_sub(BACK)..noted.number).rev() {
        let span = *document.sentences.get(number)?;
        let Some(text) = span.of(document.text) else { continue };
        let earlier = |day: Date| day < to && distance(to, day) <= 92;
        if let Some((named, day)) =
            days(text, anchor).iter().find_map(|named| Some((*named, named.day.filter(|day| earlier(*day))?)))
        {
            return Some((quoted(noted.document, span, named), day));
        }
    }
    (0..noted.document).rev().take(60).find_map(|at| {
        let set = set_days.entry((at, event.to_owned())).or_insert_with(|| days_set(view, at, event));
        set.iter().find(|(_, day)| *day < to && distance(to, *day) <= 92).cloned()
    })
}

/// The days that a document's sentences set for an event, the first of each sentence.
fn days_set(view: &View<'_>, at: usize, event: &str) -> Vec<(Quoted, Date)> {
    let document = view.documents[at];
    let anchor = document.published.map(Moment::date);
    let event = crate::words::stem(event);
    let set = document.sentences.iter().take(200).filter_map(|span| {
        let text = span.of(document.text)?;
        let words = words(text);
        lexicon::set_words().find(&words)?;
        if !words.iter().any(|word| crate::words::stem(&word.lower) == event) {
            return None;
        }
        let (named, day) = days(text, anchor).into_iter().find_map(|named| Some((named, named.day?)))?;
        Some((quoted(at, *span, named), day))
    });
    set.collect()
}

fn quoted(document: usize, span: Span, named: Named) -> Quoted {
    Quoted { document, span, telling: vec![named.span.shifted(span.start)] }
}
