//! When something was said: words for time, counted from the date of publication.
//!
//! Each answer keeps the words and how it was worked out. Where no date of publication is known, only words that name
//! a date by themselves ("on 4 March 2031", "in the spring of 2022") are resolved; the rest stay words.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use standpoint_terms::{Document, MONTHS, Moment, SaidOn, Span};

use crate::token::Token;
use crate::utterance::{Part, Utterance};

/// When the statement was said: by the words for time that stand with its cue, outside of what is said; else the day
/// of publication where the cue is of the day's news and nothing else is told.
///
/// "Kask said on Tuesday that she would come on Friday" was said on Tuesday: what is said is not searched.
pub(crate) fn said_on(document: &Document, utterance: &Utterance<'_>) -> Option<SaidOn> {
    let published = document.metadata.published.map(Moment::date);
    let sentence = utterance
        .parts
        .iter()
        .position(|part| *part == Part::Cue)
        .or_else(|| utterance.parts.iter().position(|part| *part == Part::Source))?;
    let place = utterance.tokens[sentence].span;
    let sentence = utterance.sentences.iter().find(|s| s.contains(place))?;
    let inside = |at: &usize| sentence.contains(utterance.tokens[*at].span);
    let all: Vec<usize> = (0..utterance.tokens.len()).filter(inside).collect();
    let mut at = 0;
    while at < all.len() {
        let first = all[at];
        let free = |at: usize| matches!(utterance.parts[at], Part::Other | Part::Cue);
        let run: Vec<&Token<'_>> =
            all[at..].iter().take_while(|at| free(**at)).take(7).map(|at| &utterance.tokens[*at]).collect();
        if let Some((from, to, length, by)) = resolve(&run, published) {
            // "Until 4 March", "by Monday": when something ends or is due, not when it was said.
            let before = at.checked_sub(1).map(|at| utterance.tokens[all[at]].lower.as_ref());
            if matches!(before, Some("until" | "till" | "by" | "before")) {
                at += length.max(1);
                continue;
            }
            let last = utterance.tokens[all[at + length - 1]].span;
            let words = Span::new(utterance.tokens[first].span.start, last.end);
            return Some(SaidOn { from: Moment::day(from), to: Moment::day(to), words: Some(words), by });
        }
        at += 1;
    }
    None
}

/// The days that words at the beginning of the run mean: first, last, how many words, and how it was worked out.
fn resolve(run: &[&Token<'_>], published: Option<Date>) -> Option<(Date, Date, usize, String)> {
    let words: Vec<&str> = run.iter().map(|token| token.lower.as_ref()).collect();
    by_itself(&words).or_else(|| from_publication(run, &words, published?))
}

/// A date that needs no other: "4 March 2031", "March 4, 2031", "March 2031", "the spring of 2022", "2031-03-04".
fn by_itself(words: &[&str]) -> Option<(Date, Date, usize, String)> {
    let skip = words.iter().take_while(|word| matches!(**word, "on" | "in" | "the" | "since" | "of")).count();
    let rest = words.get(skip..)?;
    let year = |at: usize| rest.get(at).and_then(|word| year(word));
    let number = |at: usize| rest.get(at).and_then(|word| day_number(word));
    let done =
        |from: Date, to: Date, length: usize| Some((from, to, skip + length, "the words name it".to_owned()));
    let first = rest.first()?;
    if let Ok(date) = first.parse::<Date>() {
        return done(date, date, 1);
    }
    if let Some(month) = month(first) {
        let comma = usize::from(rest.get(2) == Some(&","));
        if let (Some(day), Some(year)) = (number(1), year(2 + comma)) {
            let date = Date::new(year, month, day).ok()?;
            return done(date, date, 3 + comma);
        }
        let of = usize::from(rest.get(1) == Some(&"of"));
        let date = Date::new(year(1 + of)?, month, 1).ok()?;
        return done(date, date.last_of_month(), 2 + of);
    }
    if let (Some(day), Some(month)) = (number(0), rest.get(1).and_then(|word| month(word))) {
        let date = Date::new(year(2)?, month, day).ok()?;
        return done(date, date, 3);
    }
    let months = season(first)?;
    let of = usize::from(rest.get(1) == Some(&"of"));
    let year = year(1 + of)?;
    // A winter is told by the year in which it begins.
    let from = Date::new(year, months.0, 1).ok()?;
    let to = Date::new(if months.1 < months.0 { year + 1 } else { year }, months.1, 1).ok()?.last_of_month();
    done(from, to, 2 + of)
}

/// A time told from the day of publication: "on Tuesday", "last week", "three days earlier", "yesterday".
fn from_publication(
    run: &[&Token<'_>],
    words: &[&str],
    published: Date,
) -> Option<(Date, Date, usize, String)> {
    let day = |date: Date, length: usize, by: String| Some((date, date, length, by));
    let first = *words.first()?;
    let said = |what: &str| format!("{what} publication on {published}");
    match first {
        "today" | "tonight" => return day(published, 1, said("the day of")),
        "yesterday" => return day(back(published, 1)?, 1, said("the day before")),
        _ => {}
    }
    if matches!(first, "earlier" | "later") && words.get(1) == Some(&"today") {
        return day(published, 2, said("the day of"));
    }
    if first == "this" || first == "last" || (first == "earlier" && words.get(1) == Some(&"this")) {
        let skip = if first == "earlier" { 2 } else { 1 };
        return period(words, skip, first == "last", published);
    }
    if let Some(count) = count(first) {
        let unit = *words.get(1)?;
        let earlier = matches!(words.get(2), Some(&("ago" | "earlier")));
        if !earlier {
            return None;
        }
        let by = format!("{first} {unit} before publication on {published}");
        let days = match unit {
            "day" | "days" => return day(back(published, count)?, 3, by),
            "week" | "weeks" => count * 7,
            _ => return None,
        };
        // "Two weeks ago" is seldom meant to the day.
        let date = back(published, days)?;
        return Some((back(date, 3)?, date.checked_add(3.days()).ok()?.min(published), 3, by));
    }
    let on = usize::from(matches!(first, "on" | "late" | "early"));
    let name = run.get(on)?;
    if !name.capital {
        return month_and_day(words, published);
    }
    if let Some(weekday) = weekday(name.lower.as_ref()) {
        // The last such day, the day of publication itself among them.
        let since = days_since(published.weekday(), weekday);
        let by = if since == 0 {
            format!("{} is the day of publication, {published}", english(weekday))
        } else {
            format!("the {} before publication on {published}", english(weekday))
        };
        return day(back(published, since)?, on + 1, by);
    }
    month_and_day(words, published)
}

/// "On 4 March", "March 4": of the year in which it lies nearest before the publication.
fn month_and_day(words: &[&str], published: Date) -> Option<(Date, Date, usize, String)> {
    let on = usize::from(words.first() == Some(&"on"));
    let (one, two) = (*words.get(on)?, *words.get(on + 1)?);
    let (month, day) = match (month(one), month(two)) {
        (Some(month), None) => (month, day_number(two)?),
        (None, Some(month)) => (month, day_number(one)?),
        _ => return None,
    };
    let this = Date::new(published.year(), month, day).ok()?;
    let date = if this <= published { this } else { Date::new(published.year() - 1, month, day).ok()? };
    Some((date, date, on + 2, format!("the last such day before publication on {published}")))
}

/// "Last week", "this month", "last Tuesday", "last year".
fn period(words: &[&str], skip: usize, last: bool, published: Date) -> Option<(Date, Date, usize, String)> {
    let unit = *words.get(skip)?;
    let which = if last { "before that of" } else { "of" };
    let by = format!("the {unit} {which} publication on {published}");
    let monday = back(published, i64::from(published.weekday().to_monday_zero_offset()))?;
    let (from, to) = match (unit, last) {
        ("week", false) => (monday, published),
        ("week", true) => (back(monday, 7)?, back(monday, 1)?),
        ("month", false) => (published.first_of_month(), published),
        ("month", true) => {
            let before = back(published.first_of_month(), 1)?;
            (before.first_of_month(), before)
        }
        ("year", false) => (published.first_of_year(), published),
        ("year", true) => {
            let before = back(published.first_of_year(), 1)?;
            (before.first_of_year(), before)
        }
        (name, true) => {
            let weekday = weekday(name)?;
            let since = match days_since(published.weekday(), weekday) {
                0 => 7,
                since => since,
            };
            let date = back(published, since)?;
            let by = format!("the {} before publication on {published}", english(weekday));
            return Some((date, date, skip + 1, by));
        }
        _ => return None,
    };
    Some((from, to, skip + 1, by))
}

/// How many days back from one weekday another was last.
fn days_since(from: Weekday, back_to: Weekday) -> i64 {
    i64::from(from.to_monday_zero_offset() - back_to.to_monday_zero_offset()).rem_euclid(7)
}

fn back(date: Date, days: i64) -> Option<Date> {
    date.checked_sub(days.days()).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| {
        *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(word) && word != "may")
    })?;
    i8::try_from(at + 1).ok()
}

/// First and last month; a winter ends in the year after.
fn season(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" => (3, 5),
        "summer" => (6, 8),
        "autumn" | "fall" => (9, 11),
        "winter" => (12, 2),
        _ => return None,
    })
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1800..=2200).contains(&year)).then_some(year)
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let day: i8 = digits.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(at) = WORDS.iter().position(|known| *known == word) {
        return i64::try_from(at + 1).ok();
    }
    word.parse().ok().filter(|count| (1..=400).contains(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens_in;
    use proptest::prelude::*;

    /// Words, the day of publication, and what they mean.
    #[track_caller]
    fn check(words: &str, published: Option<&str>, expected: Option<&str>) {
        let tokens = tokens_in(words, Span::new(0, words.len()));
        let run: Vec<&Token<'_>> = tokens.iter().collect();
        let published = published.map(|date| date.parse().unwrap());
        let found = resolve(&run, published).map(|(from, to, length, _)| format!("{from} {to} {length}"));
        assert_eq!(found.as_deref(), expected, "{words}");
    }

    #[test]
    fn dates_by_themselves() {
        check("on 4 March 2031", None, Some("2031-03-04 2031-03-04 4"));
        check("March 4, 2031,", None, Some("2031-03-04 2031-03-04 4"));
        check("in the spring of 2022", None, Some("2022-03-01 2022-05-31 5"));
        check("in the winter of 2030", None, Some("2030-12-01 2031-02-28 5"));
        check("in May 2031", None, Some("2031-05-01 2031-05-31 3"));
        check("on 31 February 2031", None, None);
        check("on Tuesday", None, None);
    }

    #[test]
    fn days_before_publication() {
        // 12 May 2031 is a Monday.
        let monday = Some("2031-05-12");
        check("on Tuesday", monday, Some("2031-05-06 2031-05-06 2"));
        check("Monday", monday, Some("2031-05-12 2031-05-12 1"));
        check("last Monday", monday, Some("2031-05-05 2031-05-05 2"));
        check("last week", monday, Some("2031-05-05 2031-05-11 2"));
        check("earlier this week", Some("2031-05-15"), Some("2031-05-12 2031-05-15 3"));
        check("last month", monday, Some("2031-04-01 2031-04-30 2"));
        check("three days earlier", monday, Some("2031-05-09 2031-05-09 3"));
        check("two weeks ago", monday, Some("2031-04-25 2031-05-01 3"));
        check("yesterday", monday, Some("2031-05-11 2031-05-11 1"));
        check("on 3 June", monday, Some("2030-06-03 2030-06-03 3"));
        check("may", monday, None);
        check("two sun hats", monday, None);
    }

    proptest! {
        #[test]
        fn what_was_said_was_said_before_it_was_printed(
            days in 0i64..60_000,
            words in prop::sample::select(vec!["on Friday", "last Sunday", "last week", "yesterday", "six days ago", "a week earlier", "this month", "on 29 February", "31 December"]),
        ) {
            let published: Date = "1970-01-01".parse::<Date>().unwrap().checked_add(days.days()).unwrap();
            let tokens = tokens_in(words, Span::new(0, words.len()));
            let run: Vec<&Token<'_>> = tokens.iter().collect();
            if let Some((from, to, length, _)) = resolve(&run, Some(published)) {
                prop_assert!(from <= to && to <= published);
                prop_assert!(length <= run.len());
            }
        }
    }
}
