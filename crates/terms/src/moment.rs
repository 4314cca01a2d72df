//! When something was published or said.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A date, or a date and time with its offset from UTC where the source gave one.
///
/// It keeps what was known and no more: a page that names only a day stays a day. Ordered by the date as
/// written, then by the time as written; a moment without a time comes before those of the same day that
/// have one. (Two outlets' evening and morning of one day are seldom told apart by their offsets alone,
/// and a reader expects "12 May" to sort with 12 May.)
///
/// ```
/// use standpoint_terms::Moment;
///
/// let day: Moment = "2031-05-12".parse()?;
/// let hour: Moment = "2031-05-12T18:30:00+02:00".parse()?;
/// assert!(day < hour);
/// assert_eq!(hour.to_string(), "2031-05-12T18:30:00+02:00");
/// # Ok::<(), standpoint_terms::MomentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Moment {
    date: Date,
    /// Time of day as written.
    time: Option<jiff::civil::Time>,
    /// Offset from UTC as written; only with a time.
    offset: Option<Offset>,
}

/// The English months, in small letters, from January on.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Moment {
    /// A day of which no hour is known.
    pub fn day(date: Date) -> Self {
        Moment { date, time: None, offset: None }
    }

    /// A date and time, with the offset if the source named one. Fractions of a second are dropped.
    pub fn at(at: DateTime, offset: Option<Offset>) -> Self {
        let t = at.time();
        let time = jiff::civil::Time::constant(t.hour(), t.minute(), t.second(), 0);
        Moment { date: at.date(), time: Some(time), offset }
    }

    /// The moment so many seconds after 1970 began, in UTC; clamped to the years that can be written.
    ///
    /// ```
    /// # use standpoint_terms::Moment;
    /// assert_eq!(Moment::from_unix_seconds(0).to_string(), "1970-01-01T00:00:00Z");
    /// ```
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let stamp = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MAX);
        Moment::at(Offset::UTC.to_datetime(stamp), Some(Offset::UTC))
    }

    /// The day as written.
    pub fn date(self) -> Date {
        self.date
    }
}

/// A string that is neither `YYYY-MM-DD` nor an ISO 8601 date and time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a date: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+HH:MM")]
pub struct MomentError(String);

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(written: &str) -> Result<Self, MomentError> {
        let error = || MomentError(written.to_owned());
        let written = written.trim();
        if written.len() == 10 {
            return written.parse().map(Moment::day).map_err(|_| error());
        }
        if let Ok(pieces) = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(written) {
            let Some(time) = pieces.time() else { return Ok(Moment::day(pieces.date())) };
            let offset = match pieces.offset() {
                Some(jiff::fmt::temporal::PiecesOffset::Zulu) => Some(Offset::UTC),
                Some(jiff::fmt::temporal::PiecesOffset::Numeric(n)) => Some(n.offset()),
                _ => None,
            };
            return Ok(Moment::at(pieces.date().to_datetime(time), offset));
        }
        Err(error())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{time}")?;
        match self.offset {
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |m: &Moment| (m.date, m.time, m.offset.map(Offset::seconds));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(written: String) -> Result<Self, MomentError> {
        written.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        assert_eq!(written.parse::<Moment>().map(|m| m.to_string()).as_deref(), Ok(expected), "{written}");
    }

    #[test]
    fn what_was_known_is_kept() {
        check("2031-05-12", "2031-05-12");
        check("2031-05-12T18:30:00Z", "2031-05-12T18:30:00Z");
        check("2031-05-12T18:30:00.123+02:00", "2031-05-12T18:30:00+02:00");
        check("2031-05-12 18:30", "2031-05-12T18:30:00");
        check("2031-05-12T18:30-05:30", "2031-05-12T18:30:00-05:30");
        assert!("12 May".parse::<Moment>().is_err());
        assert!("2031-13-40".parse::<Moment>().is_err());
    }
}
