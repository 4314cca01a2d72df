//! Statements over time.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

/// How many statements fall into each week, month or year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// How long a bin is.
    pub unit: BinUnit,
    /// In order of time. Without gaps, unless the coverage is so wide that only the bins with statements
    /// are kept.
    pub bins: Vec<Bin>,
    /// Statements of documents without a date.
    pub undated: usize,
}

/// How long a bin is: the shortest with which the coverage fits into [`MOST_BINS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BinUnit {
    /// An ISO week, from Monday.
    #[default]
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// One week, month or year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Short and unique, for addresses: `2031-W20`, `2031-05`, `2031`.
    pub key: String,
    /// Its first day.
    pub first: Date,
    /// Statements by each party, in the order of the brief's parties.
    pub by_party: Vec<usize>,
    /// Statements by nobody of a known party.
    pub by_nobody_known: usize,
    /// All of them.
    pub statements: usize,
}

/// More bars than this are no picture any more.
pub const MOST_BINS: usize = 110;

impl BinUnit {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            BinUnit::Week => "week",
            BinUnit::Month => "month",
            BinUnit::Year => "year",
        }
    }

    /// The first day of the bin that holds `day`.
    fn first_day(self, day: Date) -> Date {
        match self {
            BinUnit::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(back.days()).unwrap_or(day)
            }
            BinUnit::Month => day.first_of_month(),
            BinUnit::Year => day.first_of_year(),
        }
    }

    fn key(self, first: Date) -> String {
        match self {
            BinUnit::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            BinUnit::Month => format!("{:04}-{:02}", first.year(), first.month()),
            BinUnit::Year => format!("{:04}", first.year()),
        }
    }

    fn next(self, first: Date) -> Option<Date> {
        match self {
            BinUnit::Week => first.checked_add(1.week()).ok(),
            BinUnit::Month => first.checked_add(1.month()).ok(),
            BinUnit::Year => first.checked_add(1.year()).ok(),
        }
    }

    /// How many bins from the one at `first` to the one at `last`, both counted.
    fn count(self, first: Date, last: Date) -> usize {
        let unit = match self {
            BinUnit::Week => Unit::Week,
            BinUnit::Month => Unit::Month,
            BinUnit::Year => Unit::Year,
        };
        let Ok(span) = first.until((unit, last)) else { return usize::MAX };
        let steps = match self {
            BinUnit::Week => i64::from(span.get_weeks()),
            BinUnit::Month => i64::from(span.get_months()),
            BinUnit::Year => i64::from(span.get_years()),
        };
        usize::try_from(steps).map_or(usize::MAX, |steps| steps + 1)
    }
}

impl Timeline {
    /// The empty bins between the first and the last of `days`.
    ///
    /// Where even years are too many (a wrong date may lie a thousand years back), only the years of `days`
    /// are kept.
    pub fn over(days: &[Date], parties: usize) -> Timeline {
        let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
            return Timeline::default();
        };
        let fitting = [BinUnit::Week, BinUnit::Month, BinUnit::Year]
            .into_iter()
            .find(|unit| unit.count(unit.first_day(first), unit.first_day(last)) <= MOST_BINS);
        let unit = fitting.unwrap_or(BinUnit::Year);
        let mut starts: Vec<Date> = if fitting.is_some() {
            let end = unit.first_day(last);
            std::iter::successors(Some(unit.first_day(first)), |day| unit.next(*day))
                .take_while(|day| *day <= end)
                .collect()
        } else {
            days.iter().map(|day| unit.first_day(*day)).collect()
        };
        starts.sort_unstable();
        starts.dedup();
        let bins = starts
            .into_iter()
            .map(|first| Bin {
                key: unit.key(first),
                first,
                by_party: vec![0; parties],
                by_nobody_known: 0,
                statements: 0,
            })
            .collect();
        Timeline { unit, bins, undated: 0 }
    }

    /// Which bin holds that day.
    pub fn bin_of(&self, day: Date) -> Option<usize> {
        let first = self.unit.first_day(day);
        self.bins.binary_search_by(|bin| bin.first.cmp(&first)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(days: &[&str], expected: (&str, &[&str])) {
        let days: Vec<Date> = days.iter().map(|day| day.parse().unwrap()).collect();
        let timeline = Timeline::over(&days, 0);
        let keys: Vec<&str> = timeline.bins.iter().map(|bin| bin.key.as_str()).collect();
        assert_eq!((timeline.unit.name(), &keys[..]), expected);
        for day in days {
            assert!(timeline.bin_of(day).is_some(), "{day} is in no bin");
        }
    }

    #[test]
    fn weeks_run_over_the_turn_of_the_year_and_leave_none_out() {
        check(&["2030-12-31", "2031-01-14"], ("week", &["2031-W01", "2031-W02", "2031-W03"]));
    }

    #[test]
    fn one_day_is_one_bin() {
        check(&["2031-05-12"], ("week", &["2031-W20"]));
        check(&[], ("week", &[]));
    }

    #[test]
    fn long_coverage_is_told_by_longer_bins() {
        let days: Vec<Date> = ["2024-01-31", "2031-05-12"].map(|day| day.parse().unwrap()).to_vec();
        let timeline = Timeline::over(&days, 0);
        assert_eq!((timeline.unit, timeline.bins.len()), (BinUnit::Month, 89));
    }

    #[test]
    fn a_wrong_date_does_not_make_a_thousand_bars() {
        check(&["0001-01-01", "2031-05-12", "9999-12-31"], ("year", &["0001", "2031", "9999"]));
    }
}
