//! Numbers, so that "160", "a hundred and sixty" and "one hundred sixty" are the same.

/// A number's parts, while its words go by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spelled {
    /// Full thousands and millions so far.
    whole: u64,
    /// Below them.
    part: u64,
    /// How many words were taken.
    pub(crate) words: usize,
}

/// What a word does in a spelled number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// One to nineteen.
    Unit(u64),
    /// Twenty to ninety.
    Ten(u64),
    /// A hundred.
    Hundred,
    /// A thousand, a million, a thousand million.
    Large(u64),
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What a word in small letters does in a spelled number; `None` where it does nothing.
pub(crate) fn place(word: &str) -> Option<Place> {
    if let Some(at) = UNITS.iter().position(|unit| *unit == word) {
        return Some(Place::Unit(at as u64));
    }
    if let Some(at) = TENS.iter().position(|ten| *ten == word) {
        return Some(Place::Ten(20 + 10 * at as u64));
    }
    match word {
        "hundred" => Some(Place::Hundred),
        "thousand" => Some(Place::Large(1_000)),
        "million" => Some(Place::Large(1_000_000)),
        "billion" => Some(Place::Large(1_000_000_000)),
        "dozen" => Some(Place::Unit(12)),
        _ => None,
    }
}

impl Spelled {
    /// Takes one more word; `false`, and nothing changed, where it does not go on with this number.
    pub(crate) fn take(&mut self, place: Place) -> bool {
        let fits = match place {
            Place::Unit(value) if self.words == 0 || self.part.is_multiple_of(100) => {
                self.part.checked_add(value)
            }
            Place::Unit(value)
                if value < 10 && (20..100).contains(&(self.part % 100)) && self.part.is_multiple_of(10) =>
            {
                self.part.checked_add(value)
            }
            Place::Ten(value) if self.words == 0 || self.part.is_multiple_of(100) => {
                self.part.checked_add(value)
            }
            Place::Hundred if self.words == 0 => Some(100),
            Place::Hundred if (1..20).contains(&self.part) => self.part.checked_mul(100),
            Place::Large(size) => {
                let part = if self.words == 0 { 1 } else { self.part };
                let whole = part.checked_mul(size).and_then(|value| self.whole.checked_add(value));
                let Some(whole) = whole.filter(|_| part > 0) else { return false };
                self.whole = whole;
                Some(0)
            }
            _ => None,
        };
        let Some(part) = fits else { return false };
        self.part = part;
        self.words += 1;
        true
    }

    /// Its value.
    pub(crate) fn value(self) -> u64 {
        self.whole.saturating_add(self.part)
    }
}

/// A number in digits without its separators: "1,200.50" is "1200.5". `None` where it is none.
pub(crate) fn digits(written: &str) -> Option<String> {
    if !written.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = written.split(',').collect();
    let grouped =
        groups.len() == 1 || groups[1..].iter().all(|group| group.split('.').next().map(str::len) == Some(3));
    if !grouped || !written.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        return None;
    }
    let plain = groups.concat();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let part = part.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: u64) {
        let mut number = Spelled::default();
        for word in words.split(' ') {
            assert!(number.take(place(word).expect(word)), "{words}");
        }
        assert_eq!(number.value(), expected, "{words}");
    }

    #[test]
    fn spelled_numbers_have_their_value() {
        check("fourteen", 14);
        check("twenty one", 21);
        check("two hundred thirty five", 235);
        check("hundred", 100);
        check("three million four hundred thousand", 3_400_000);
    }

    #[test]
    fn two_numbers_in_a_row_stay_two() {
        let mut number = Spelled::default();
        assert!(number.take(Place::Unit(4)));
        assert!(!number.take(Place::Unit(4)));
        assert!(!number.take(Place::Ten(20)));
    }

    #[test]
    fn separators_make_no_other_number() {
        assert_eq!(digits("1,200.50").as_deref(), Some("1200.5"));
        assert_eq!(digits("007").as_deref(), Some("7"));
        assert_eq!(digits("2031-03"), None);
        assert_eq!(digits("4,4"), None);
    }
}
