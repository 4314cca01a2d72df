//! Dates as papers, pages and mails write them.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use regex::Regex;
use standpoint_terms::Moment;

/// Reads a date in one of the usual forms; `None` where it is not understood or could mean two days.
///
/// Understood are ISO 8601, RFC 2822 (mail and RSS), and days with the month's name in English, German,
/// French or Spanish, with or without a time. `12.05.2031` is understood only where one of the two
/// numbers cannot be a month. Words around the date ("Published on", a weekday) do no harm.
///
/// ```
/// use standpoint_intake::moment;
/// let read = |written| moment(written).map(|m| m.to_string());
/// assert_eq!(read("May 12, 2031").as_deref(), Some("2031-05-12"));
/// assert_eq!(read("Mon, 12 May 2031 18:30:00 +0200").as_deref(), Some("2031-05-12T18:30:00+02:00"));
/// assert_eq!(read("05/06/2031"), None);
/// ```
pub fn moment(written: &str) -> Option<Moment> {
    let written = written.trim();
    if written.len() > 120 {
        return None;
    }
    iso(written).or_else(|| mail(written)).or_else(|| in_words(written)).or_else(|| in_numbers(written))
}

/// ISO 8601 and its near relations: `2031-05-12 18:30 +0200`, `2031/05/12`, `20310512`.
fn iso(written: &str) -> Option<Moment> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^ (\d{4}) ([-/.]?) (\d{2}) ([-/.]?) (\d{2})
            (?: [T\ ,]\ ? (\d{1,2}):(\d{2}) (?: :(\d{2}) (?:[.,]\d+)? )? \ ? (Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)? )? $",
        )
        .expect("a fixed pattern")
    });
    let found = ISO.captures(written)?;
    if found[2] != found[4] {
        return None;
    }
    let date = date(&found[1], found[3].parse().ok()?, &found[5])?;
    with_time(date, &found, [6, 7, 8, 9])
}

fn mail(written: &str) -> Option<Moment> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = parser.parse_zoned(written).ok()?;
    Some(Moment::at(zoned.datetime(), Some(zoned.offset())))
}

fn in_words(written: &str) -> Option<Moment> {
    static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?\s+(\p{L}{3,10})\.?,?(?:\s+de)?\s+(\d{4})\b")
            .expect("a fixed pattern")
    });
    static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
            .expect("a fixed pattern")
    });
    let (day, place) = match DAY_FIRST
        .captures(written)
        .and_then(|f| Some((date(&f[3], month(&f[2])?, &f[1])?, f.get(0)?.range())))
    {
        Some(found) => found,
        None => {
            let f = MONTH_FIRST.captures(written)?;
            (date(&f[3], month(&f[1])?, &f[2])?, f.get(0)?.range())
        }
    };
    // More than one year in it: a range, or two dates.
    if written[place.end..].contains(&day.year().to_string()) || written[..place.start].contains("20") {
        return None;
    }
    Some(match clock(written) {
        Some((time, offset)) => Moment::at(day.to_datetime(time), offset),
        None => Moment::day(day),
    })
}

/// The time of day somewhere in the words.
fn clock(written: &str) -> Option<(Time, Option<Offset>)> {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\b\.?)?\s*(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})?",
        )
        .expect("a fixed pattern")
    });
    let found = CLOCK.captures(written)?;
    let mut hour: i8 = found[1].parse().ok()?;
    match found.get(4).map(|half| half.as_str().to_lowercase()) {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour = hour % 12 + if half == "p" { 12 } else { 0 },
        None => {}
    }
    let second = found.get(3).map_or(Ok(0), |s| s.as_str().parse()).ok()?;
    let time = Time::new(hour, found[2].parse().ok()?, second, 0).ok()?;
    Some((time, found.get(5).and_then(|zone| offset(zone.as_str()))))
}

/// `12.05.2031` and `05/12/2031`, where only one reading is a date.
fn in_numbers(written: &str) -> Option<Moment> {
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})$").expect("a fixed pattern"));
    let found = NUMBERS.captures(written)?;
    if found[2] != found[4] {
        return None;
    }
    let (first, second): (i8, i8) = (found[1].parse().ok()?, found[3].parse().ok()?);
    let (month, day) = match (first, second) {
        (a, b) if a == b => (a, b),
        (1..=12, 13..) => (first, second),
        (13.., 1..=12) => (second, first),
        _ => return None,
    };
    Some(Moment::day(date(&found[5], month, &day.to_string())?))
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| (1400..=2500).contains(year))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

fn with_time(date: Date, found: &regex::Captures<'_>, groups: [usize; 4]) -> Option<Moment> {
    let [hour, minute, second, zone] = groups.map(|group| found.get(group).map(|m| m.as_str()));
    let (Some(hour), Some(minute)) = (hour, minute) else { return Some(Moment::day(date)) };
    let second = second.map_or(Ok(0), str::parse).ok()?;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, second, 0).ok()?;
    Some(Moment::at(date.to_datetime(time), zone.and_then(offset)))
}

fn offset(zone: &str) -> Option<Offset> {
    let Some(sign) = zone.chars().next().filter(|c| matches!(c, '+' | '-')) else { return Some(Offset::UTC) };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
    let seconds = hours * 3600 + minutes * 60;
    Offset::from_seconds(if sign == '-' { -seconds } else { seconds }).ok()
}

/// The month that these letters begin, by its first letters in the languages of the table.
fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january jan januar jänner janvier janv enero ene",
        "february feb februar février févr febrero",
        "march mar mär märz mars marzo",
        "april apr avril avr abril abr",
        "may mai mayo",
        "june jun juni juin junio",
        "july jul juli juillet juil julio",
        "august aug août agosto ago",
        "september sep sept septembre septiembre",
        "october oct oktober okt octobre octubre",
        "november nov novembre noviembre",
        "december dec dezember dez décembre déc diciembre dic",
    ];
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|names| names.split(' ').any(|known| known == name))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let read = moment(written).map_or_else(|| "?".to_owned(), |m| m.to_string());
        assert_eq!(read, expected, "{written}");
    }

    #[test]
    fn usual_forms() {
        check("2031-05-12", "2031-05-12");
        check("20310512", "2031-05-12");
        check("2031/05/12", "2031-05-12");
        check("2031-05-12T18:30:00.250+0200", "2031-05-12T18:30:00+02:00");
        check("2031-05-12 18:30 UTC", "2031-05-12T18:30:00Z");
        check("2031-05-12T18:30Z", "2031-05-12T18:30:00Z");
        check("Mon, 07 Apr 2031 19:30:00 +0100", "2031-04-07T19:30:00+01:00");
        check("7 Apr 2031 19:30 GMT", "2031-04-07T19:30:00Z");
        check("12 May 2031", "2031-05-12");
        check("12th of May 2031", "2031-05-12");
        check("Published on Monday, May 12th, 2031 at 6:30 p.m.", "2031-05-12T18:30:00");
        check("5:00, 30 Apr 2031", "2031-04-30T05:00:00");
        check("12. Mai 2031, 18:30", "2031-05-12T18:30:00");
        check("1er août 2031", "2031-08-01");
        check("12 de mayo de 2031", "2031-05-12");
        check("Sept. 3, 2031", "2031-09-03");
        check("25.12.2031", "2031-12-25");
        check("12/25/2031", "2031-12-25");
        check("05.05.2031", "2031-05-05");
    }

    #[test]
    fn what_could_be_two_days_is_none() {
        check("05/06/2031", "?");
        check("12.05.2031", "?");
        check("2031", "?");
        check("yesterday", "?");
        check("32 May 2031", "?");
        check("12 Mayhem 2031", "?");
        check("1936300000", "?");
        check("", "?");
    }
}
