//! Where a document stands in listings, as one key.

use standpoint_terms::{Document, Moment};

/// How many bytes of the name take part. Long enough for the names that people give; an address of two
/// thousand letters does not swell four indices.
const NAME: usize = 40;

/// Makes the number of any day positive; years go from -9999 to 9999.
const DAYS: i64 = 200_000_000;

/// The key by which documents are ordered: publication (undated first), then the first bytes of the name,
/// then the identity. It sorts by its bytes, and no two documents share one.
pub(crate) fn place(document: &Document) -> Vec<u8> {
    let mut key = document.metadata.published.map_or([0; 8], published).to_vec();
    let name = document.name.as_bytes();
    key.extend_from_slice(&name[..name.len().min(NAME)]);
    key.push(0);
    key.extend(document.id.as_str().as_bytes().iter().take(12));
    key
}

/// The first places of documents published at that moment or later.
pub(crate) fn from(moment: Moment) -> [u8; 8] {
    published(moment)
}

/// The first places of documents published after that moment; after that day, where no hour is known.
pub(crate) fn after(moment: Moment) -> [u8; 8] {
    let key = u64::from_be_bytes(published(moment));
    let next = if is_day(moment) { ((key >> 35) + 1) << 35 } else { key + 1 };
    next.to_be_bytes()
}

/// The day of publication as a number that reads YYYYMMDD; 0 for undated.
pub(crate) fn day(moment: Option<Moment>) -> i64 {
    moment.map_or(0, |m| {
        let date = m.date();
        i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
    })
}

/// The places of the documents of a day that [`day`] gave: from the first key to before the second.
pub(crate) fn of_day(day: i64) -> [[u8; 8]; 2] {
    if day == 0 {
        return [[0; 8], 1u64.to_be_bytes()];
    }
    let key = (day + DAYS) << 35;
    [key, key + (1 << 35)].map(i64::to_be_bytes)
}

/// Whether only the day is known.
pub(crate) fn is_day(moment: Moment) -> bool {
    !moment.to_string().contains('T')
}

/// Eight bytes in the order of [`Moment`]: 29 bits of the day, 17 of the second (0 for unknown), 18 of the
/// offset (0 for unknown). Never all zero.
fn published(moment: Moment) -> [u8; 8] {
    let written = moment.to_string();
    let (mut second, mut offset) = (0, 0);
    if let Some((_, time)) = written.split_once('T') {
        let number = |at: usize| time.get(at..at + 2).and_then(|d| d.parse::<i64>().ok()).unwrap_or(0);
        second = number(0) * 3600 + number(3) * 60 + number(6) + 1;
        let sign = match time.as_bytes().get(8) {
            Some(b'-') => Some(-1),
            Some(b'+') => Some(1),
            Some(_) => Some(0),
            None => None,
        };
        // An offset is less than 26 hours; half of the 18 bits are for those before UTC.
        offset = sign.map_or(0, |sign| (1 << 17) + sign * (number(9) * 3600 + number(12) * 60));
    }
    let day = day(Some(moment)) + DAYS;
    let key = (day << 35) | (second << 18) | offset;
    key.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment() -> impl Strategy<Value = Moment> {
        let time = (0..24u8, 0..60u8, 0..60u8, prop_oneof![Just(None), (-1500..1500i32).prop_map(Some)]);
        (-3..2100i16, 1..13u8, 1..29u8, proptest::option::of(time)).prop_map(|(y, m, d, time)| {
            let year = if y < 0 { format!("-{:06}", -y) } else { format!("{y:04}") };
            let mut written = format!("{year}-{m:02}-{d:02}");
            match time {
                None if y < 0 => written = format!("0000-{m:02}-{d:02}"),
                None => {}
                Some((hour, minute, second, offset)) => {
                    written += &format!("T{hour:02}:{minute:02}:{second:02}");
                    if let Some(o) = offset {
                        let sign = if o < 0 { '-' } else { '+' };
                        written += &format!("{sign}{:02}:{:02}", o.abs() / 60, o.abs() % 60);
                    }
                }
            }
            written.parse().unwrap()
        })
    }

    proptest! {
        #[test]
        fn keys_sort_as_moments_do(a in moment(), b in moment()) {
            prop_assert_eq!(published(a).cmp(&published(b)), a.cmp(&b), "{} {}", a, b);
            prop_assert_ne!(published(a), [0; 8]);
            let [first, next] = of_day(day(Some(a)));
            prop_assert_eq!(first <= published(b) && published(b) < next, a.date() == b.date());
            prop_assert_eq!(published(b) < after(a), b <= a || (is_day(a) && a.date() == b.date()));
        }
    }
}
