//! Numbers without rounding.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, ToPrimitive, Zero};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The longest number that is read: longer ones are mistakes, and slow.
const LONGEST: usize = 64;

/// An exact fraction: a worth, a weight, an index, a probability.
///
/// It is read from whole numbers, decimals and fractions (`3`, `-0.25`, `3/2`), and is written as a whole number or
/// a fraction in lowest terms. In JSON it is written as a string, so that nothing rounds it on the way.
///
/// ```
/// use standpoint_deals::Exact;
///
/// let worth: Exact = "0.1".parse()?;
/// assert_eq!(worth.to_string(), "1/10");
/// assert_eq!("6/4".parse::<Exact>()?.to_string(), "3/2");
/// assert_eq!(Exact::from(2).to_string(), "2");
/// # Ok::<(), standpoint_deals::ExactError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(pub BigRational);

/// Not a number that is read exactly.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is not a number; write it as 3, 0.25 or \"3/2\"")]
pub struct ExactError(String);

impl Exact {
    /// The fraction; `None` where the lower number is zero.
    pub fn fraction(upper: impl Into<BigInt>, lower: impl Into<BigInt>) -> Option<Self> {
        let lower = lower.into();
        (!lower.is_zero()).then(|| Exact(BigRational::new(upper.into(), lower)))
    }

    /// For people and plots: the nearest decimal that a machine has. Never used to decide anything.
    pub fn rounded(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// For people: a share in percent, to one decimal where it has one.
    ///
    /// ```
    /// use standpoint_deals::Exact;
    ///
    /// let share = |upper, lower| Exact::fraction(upper, lower).map(|share| share.percent());
    /// assert_eq!(share(1, 4).as_deref(), Some("25 %"));
    /// assert_eq!(share(1, 8).as_deref(), Some("12.5 %"));
    /// ```
    pub fn percent(&self) -> String {
        let rounded = format!("{:.1}", self.rounded() * 100.0);
        format!("{} %", rounded.strip_suffix(".0").unwrap_or(&rounded))
    }
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Exact(BigRational::from_integer(whole.into()))
    }
}

impl From<BigRational> for Exact {
    fn from(fraction: BigRational) -> Self {
        Exact(fraction)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    fn from_str(text: &str) -> Result<Self, ExactError> {
        let fault = || ExactError(text.chars().take(LONGEST).collect());
        if text.len() > LONGEST {
            return Err(fault());
        }
        let (upper, lower) = match text.split_once('/') {
            Some((upper, lower)) => (decimal(upper.trim()), decimal(lower.trim())),
            None => (decimal(text.trim()), Some(BigRational::one())),
        };
        let (upper, lower) = upper.zip(lower).ok_or_else(fault)?;
        if lower.is_zero() { Err(fault()) } else { Ok(Exact(upper / lower)) }
    }
}

/// Reads digits with a sign and one point; nothing else.
fn decimal(text: &str) -> Option<BigRational> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, after) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, after].concat();
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = BigRational::new(all.parse().ok()?, BigInt::from(10).pow(after.len()));
    Some(if negative { -value } else { value })
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Exact;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number: 3, 0.25 or \"3/2\"")
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Exact, E> {
                Ok(Exact::from(value))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Exact, E> {
                Ok(Exact(BigRational::from_integer(value.into())))
            }

            // The shortest decimal that means this machine number is what was written, up to 15 digits.
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Exact, E> {
                let shortest = value.to_string();
                if shortest.bytes().filter(u8::is_ascii_digit).count() > 15 {
                    return Err(E::custom(format!(
                        "{value} has too many digits to be read exactly; put it in quotes"
                    )));
                }
                shortest.parse().map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<Exact, E> {
                value.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact number: 3, 0.25 or \"3/2\".",
            "type": ["number", "string"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, exact: Option<&str>) {
        assert_eq!(written.parse::<Exact>().ok().map(|e| e.to_string()).as_deref(), exact, "{written}");
    }

    #[test]
    fn numbers_are_read_exactly_or_not_at_all() {
        check("3", Some("3"));
        check("-0.25", Some("-1/4"));
        check(" 3 / 2 ", Some("3/2"));
        check("0.5/0.25", Some("2"));
        check("1/0", None);
        check("", None);
        check(".", None);
        check("1e9", None);
        check("one", None);
        check(&"9".repeat(65), None);
    }

    #[test]
    fn machine_numbers_mean_what_was_written() {
        let read = |json: &str| serde_json::from_str::<Exact>(json).map(|e| e.to_string());
        assert_eq!(read("0.1").unwrap(), "1/10");
        assert_eq!(read("7").unwrap(), "7");
        assert_eq!(read("\"1/3\"").unwrap(), "1/3");
        assert!(read("0.12345678901234567").unwrap_err().to_string().contains("in quotes"));
        assert!(read("true").is_err());
    }
}
