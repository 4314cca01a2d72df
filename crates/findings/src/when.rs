//! Days named in words: "by April 4", "the middle of May", "before Easter", "in six weeks".
//!
//! It is what forecasts and deadlines need, no more: a day *by* which something is to be. A month stands for its
//! last day, after "before" or "by" for its first; a season likewise. A day without a year is the one nearest to the
//! anchor (the day of publication). Without an anchor only words that name the year give a day.
//!
//! Easter is the western one, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991).

use std::ops::Range;

use jiff::Span as Duration;
use jiff::civil::{Date, Weekday};

use crate::words::{Word, words};
use standpoint_terms::{MONTHS, Span};

/// Words that name a day, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Where, in the text that was given.
    pub(crate) span: Span,
    /// Which day; `None` where the text alone does not tell.
    pub(crate) day: Option<Date>,
}

/// The days that a text names, in order.
pub(crate) fn days(text: &str, anchor: Option<Date>) -> Vec<Named> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match day_at(&words, at, anchor) {
            Some((range, day)) => {
                let span = words[range.start].span.join(words[range.end - 1].span);
                at = range.end.max(at + 1);
                found.push(Named { span, day });
            }
            None => at += 1,
        }
    }
    found
}

/// "Jan", "Sept": how papers shorten them.
fn month(word: &Word) -> Option<i8> {
    if !word.capital {
        return None;
    }
    let short = |name: &str| word.lower == name[..3] || (word.lower == "sept" && name == "september");
    let at = MONTHS
        .iter()
        .position(|name| word.lower == *name)
        .or_else(|| MONTHS.iter().position(|name| short(name)))?;
    i8::try_from(at + 1).ok()
}

pub(crate) fn number(word: &str) -> Option<i64> {
    const SMALL: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if let Some(at) = SMALL.iter().position(|small| *small == word) {
        return i64::try_from(at).ok();
    }
    match word {
        "a" | "an" => Some(1),
        "fourteen" => Some(14),
        "twenty" => Some(20),
        "thirty" => Some(30),
        "sixty" => Some(60),
        "ninety" => Some(90),
        _ => word.parse().ok().filter(|number| (0..=1000).contains(number)),
    }
}

/// "4", "4th".
fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let day: i8 = digits.parse().ok()?;
    ((1..=31).contains(&day) && matches!(ending, "" | "st" | "nd" | "rd" | "th")).then_some(day)
}

fn year(word: Option<&Word>) -> Option<i16> {
    word?.lower.parse().ok().filter(|year| (1800..=2200).contains(year))
}

fn weekday(word: &Word) -> Option<Weekday> {
    if !word.capital {
        return None;
    }
    Some(match word.lower.as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

type Found = (Range<usize>, Option<Date>);

fn day_at(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    calendar_day(words, at, anchor)
        .or_else(|| part_of_month(words, at, anchor))
        .or_else(|| feast(words, at, anchor))
        .or_else(|| in_a_while(words, at, anchor))
        .or_else(|| near_words(words, at, anchor))
}

/// "April 4", "4 April 2031", "the 4th of April", "2031-04-04".
fn calendar_day(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    let word = |i: usize| words.get(at + i);
    if let (Some(y), Some(m), Some(d)) = (year(word(0)), word(1), word(2)) {
        let (m, d): (i8, i8) = (m.lower.parse().ok()?, d.lower.parse().ok()?);
        return Some((at..at + 3, Some(Date::new(y, m, d).ok()?)));
    }
    let (month, day, mut end) = match (month(word(0)?), day_of_month(&word(0)?.lower)) {
        (Some(m), _) => (m, day_of_month(&word(1)?.lower)?, 2),
        (None, Some(d)) if word(1)?.lower == "of" => (self::month(word(2)?)?, d, 3),
        (None, Some(d)) => (self::month(word(1)?)?, d, 2),
        (None, None) => return None,
    };
    let in_year = year(word(end));
    end += usize::from(in_year.is_some());
    Some((at..at + end, resolved(in_year, anchor, |year| Date::new(year, month, day).ok())))
}

/// "mid-May", "the end of April", "before May", "in May 2031".
fn part_of_month(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    let word = |i: usize| words.get(at + i);
    let first = word(0)?.lower.as_str();
    let (part, skip) = match first {
        "mid" => ("mid", 1),
        "middle" | "beginning" | "start" | "end" if word(1)?.lower == "of" => (first, 2),
        "early" | "late" | "before" | "by" | "until" | "in" | "during" | "this" | "next" => (first, 1),
        _ => return None,
    };
    let the = usize::from(word(skip)?.lower == "the");
    let month = month(word(skip + the)?)?;
    let end = skip + the + 1;
    let in_year = year(word(end));
    if in_year.is_none() && word(end).is_some_and(|word| day_of_month(&word.lower).is_some()) {
        return None;
    }
    let day = move |year: i16| {
        let first = Date::new(year, month, 1).ok()?;
        Some(match part {
            "mid" | "middle" => Date::new(year, month, 15).ok()?,
            "early" | "beginning" => Date::new(year, month, 10).ok()?,
            "start" | "before" | "by" | "until" => first,
            _ => first.last_of_month(),
        })
    };
    let end = end + usize::from(in_year.is_some());
    Some((at..at + end, resolved(in_year, anchor, day)))
}

/// "Easter", "Christmas", "midsummer", "before the summer", "this autumn", "the end of the year".
fn feast(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    let word = |i: usize| words.get(at + i).map(|word| word.lower.as_str());
    let fixed = |month, day| move |year: i16| Date::new(year, month, day).ok();
    let one = |day: &dyn Fn(i16) -> Option<Date>| Some((at..at + 1, resolved(None, anchor, day)));
    match word(0)? {
        "easter" => return one(&easter),
        "christmas" => return one(&fixed(12, 25)),
        "midsummer" => return one(&fixed(6, 24)),
        "end" if word(1) == Some("of") && word(2) == Some("the") && word(3) == Some("year") => {
            return Some((at..at + 4, anchor.and_then(|anchor| Date::new(anchor.year(), 12, 31).ok())));
        }
        _ => {}
    }
    let (before, skip) = match word(0)? {
        "before" | "by" | "until" => (true, 1),
        "in" | "this" | "next" | "during" => (false, 1),
        _ => return None,
    };
    let the = usize::from(word(skip) == Some("the"));
    let (first, last) = match word(skip + the)? {
        "spring" => ((3, 20), (6, 20)),
        "summer" => ((6, 21), (9, 22)),
        "autumn" | "fall" => ((9, 23), (12, 20)),
        "winter" => ((12, 21), (12, 31)),
        _ => return None,
    };
    let (month, day) = if before { first } else { last };
    let range = at..at + skip + the + 1;
    Some((range, ahead(anchor, |year| Date::new(year, month, day).ok())))
}

/// "six weeks", "within 24 hours", "within the year".
fn in_a_while(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    let word = |i: usize| words.get(at + i).map(|word| word.lower.as_str());
    let (many, skip) = match (word(0)?, word(1)) {
        ("within", Some("the")) => (1, 2),
        ("within" | "in", Some(many)) => (number(many)?, 2),
        (many, _) => (number(many)?, 1),
    };
    if skip == 1
        && at > 0
        && !matches!(words[at - 1].lower.as_str(), "it" | "another" | "next" | "coming" | "least")
    {
        return None;
    }
    let unit = word(skip)?;
    let duration = match unit.trim_end_matches('s') {
        "hour" => Duration::new().days((many + 23) / 24),
        "day" => Duration::new().days(many),
        "week" => Duration::new().weeks(many),
        "fortnight" => Duration::new().weeks(2 * many),
        "month" => Duration::new().months(many),
        "year" => Duration::new().years(many),
        _ => return None,
    };
    Some((at..at + skip + 1, anchor.and_then(|anchor| anchor.checked_add(duration).ok())))
}

/// "on Wednesday", "tomorrow", "next week".
fn near_words(words: &[Word], at: usize, anchor: Option<Date>) -> Option<Found> {
    if let Some(weekday) = weekday(&words[at]) {
        return Some((at..at + 1, anchor.and_then(|anchor| anchor.nth_weekday(1, weekday).ok())));
    }
    let word = |i: usize| words.get(at + i).map(|word| word.lower.as_str());
    let plus = |days: i64| anchor.and_then(|anchor| anchor.checked_add(Duration::new().days(days)).ok());
    let (length, day) = match (word(0)?, word(1)) {
        ("tomorrow", _) => (1, plus(1)),
        ("this" | "next", Some(unit @ ("week" | "month" | "year"))) => {
            let far = word(0) == Some("next");
            let anchored = anchor.and_then(|anchor| match unit {
                "week" => anchor
                    .checked_sub(Duration::new().days(1))
                    .ok()?
                    .nth_weekday(1, Weekday::Sunday)
                    .ok()
                    .and_then(|end| end.checked_add(Duration::new().weeks(i64::from(far))).ok()),
                "month" => {
                    anchor.checked_add(Duration::new().months(i64::from(far))).ok().map(Date::last_of_month)
                }
                _ => Date::new(anchor.year() + i16::from(far), 12, 31).ok(),
            });
            (2, anchored)
        }
        _ => return None,
    };
    Some((at..at + length, day))
}

/// In the named year, or else the one nearest to the anchor.
fn resolved(year: Option<i16>, anchor: Option<Date>, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    if let Some(year) = year {
        return day(year);
    }
    let anchor = anchor?;
    let near = (anchor.year() - 1)..=(anchor.year() + 1);
    near.filter_map(day).min_by_key(|day| distance(*day, anchor).abs())
}

/// The next one from the anchor on.
fn ahead(anchor: Option<Date>, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let anchor = anchor?;
    resolved(None, Some(anchor), &day)
        .filter(|day| *day >= anchor)
        .or_else(|| (anchor.year()..=anchor.year() + 1).filter_map(&day).find(|day| *day >= anchor))
}

/// Days from `from` to `to`.
pub(crate) fn distance(to: Date, from: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read on Wednesday, 12 March 2031.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let anchor = "2031-03-12".parse().unwrap();
        let found: Vec<_> = days(text, Some(anchor))
            .into_iter()
            .map(|named| {
                (named.span.of(text).unwrap(), named.day.map_or(String::from("?"), |day| day.to_string()))
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(words, day)| (*words, day.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_by_their_words() {
        check("They will sign by April 4, he said", &[("April 4", "2031-04-04")]);
        check(
            "on 16 April 2032 or the 3rd of May",
            &[("16 April 2032", "2032-04-16"), ("3rd of May", "2031-05-03")],
        );
        check("due 2031-06-01", &[("2031-06-01", "2031-06-01")]);
        check("by mid-May", &[("mid-May", "2031-05-15")]);
        check("by the end of June", &[("end of June", "2031-06-30")]);
        check("nobody sails before May", &[("before May", "2031-05-01")]);
        check("home by Easter", &[("Easter", "2031-04-13")]);
        check("not before the summer", &[("before the summer", "2031-06-21")]);
        check("Give it six weeks", &[("six weeks", "2031-04-23")]);
        check("within 24 hours", &[("within 24 hours", "2031-03-13")]);
        check("a signature on Friday", &[("Friday", "2031-03-14")]);
        check("next week", &[("next week", "2031-03-23")]);
        check("in the autumn", &[("in the autumn", "2031-12-20")]);
        check("it may march on in six boats", &[]);
        check("for 120 days", &[]);
    }

    #[test]
    fn easter_falls_where_the_tables_have_it() {
        for (year, day) in
            [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2031, "2031-04-13")]
        {
            assert_eq!(easter(year).unwrap().to_string(), day);
        }
    }

    #[test]
    fn without_a_day_of_publication_only_years_tell() {
        let day = |text: &str| days(text, None).first().map(|named| named.day);
        assert_eq!(day("by April 4"), Some(None));
        assert_eq!(day("by 4 April 2031"), Some(Some("2031-04-04".parse().unwrap())));
    }
}
