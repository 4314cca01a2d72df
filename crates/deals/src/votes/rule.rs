//! Decision rules, and the language they are written in.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};

use crate::Exact;
use crate::grammar::{Misread, Signs, Word, is_name, nearest, words};

/// Longer rules are mistakes.
const LONGEST: usize = 20_000;
/// Deeper nesting is refused, so that nothing recurses as deep as a hostile file likes.
const DEEPEST: usize = 32;

/// Which coalitions win. More consent never turns a winning coalition into a losing one: there is no "not".
///
/// Unanimity and vetoes are [`Rule::Count`] of all; several majorities at once are [`Rule::All`] of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Seats whose weights of one kind add up to the quota or more.
    Weight {
        /// Index into [`super::Council::weights`].
        kind: usize,
        /// In that kind's units.
        quota: Exact,
    },
    /// At least so many of these seats.
    Count {
        /// At least.
        least: usize,
        /// Indexes into [`super::Council::seats`], none twice.
        of: Vec<usize>,
    },
    /// Each of these rules.
    All(Vec<Rule>),
    /// One of these rules or more.
    Any(Vec<Rule>),
}

/// What seats weigh by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightKind {
    /// As rules call it: `votes`, `people`.
    pub name: String,
    /// For each seat; none below zero.
    pub by_seat: Vec<Exact>,
}

/// How much of a weight or of a list of seats a rule asks for, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So much.
    Amount(Exact),
    /// This part of the whole.
    Share(Exact),
}

impl Measure {
    /// The amount of a whole.
    pub fn of(&self, whole: &Exact) -> Exact {
        match self {
            Measure::Amount(amount) => amount.clone(),
            Measure::Share(share) => Exact(&share.0 * &whole.0),
        }
    }
}

impl WeightKind {
    /// The weights of all seats together.
    pub fn total(&self) -> Exact {
        Exact(self.by_seat.iter().map(|weight| &weight.0).sum())
    }

    /// The least weight above this one that a coalition could have: what "more than" asks for.
    fn above(&self, amount: &Exact) -> Exact {
        let finest = self.by_seat.iter().fold(BigInt::one(), |all, weight| all.lcm(weight.0.denom()));
        let step = BigRational::from_integer(finest);
        Exact(((&amount.0 * &step).floor() + BigRational::one()) / step)
    }
}

/// The names that a rule may use.
pub(crate) struct RuleNames<'c> {
    /// Seats by their ids; a group's id stands for all of its seats.
    pub(crate) seats: BTreeMap<&'c str, Vec<usize>>,
    pub(crate) weights: &'c [WeightKind],
    pub(crate) size: usize,
}

/// Words of the language, which no seat can have as a name.
pub(crate) const RULE_WORDS: [&str; 8] =
    ["and", "or", "of", "all", "any", "majority", "including", "members"];

/// Reads a rule.
///
/// `votes >= 51`, `people > 50%`, `members >= 55%`; `all`, `any of (a, b)`, `9 of all`, `2/3 of (a, b, c)`,
/// `majority of all`, `2 of (a, b, c) including (a)`; a seat's or group's name (all of it); `and`, `or`, brackets.
pub(crate) fn read_rule(text: &str, names: &RuleNames) -> Result<Rule, Misread> {
    if text.len() > LONGEST {
        return Err(Misread { at: 0, message: format!("a rule has at most {LONGEST} characters") });
    }
    let words = words(text, &SIGNS)?;
    let mut reader = Reader { names, words: &words, at: 0, end: text.len(), depth: 0 };
    let rule = reader.any()?;
    match reader.peek() {
        None => Ok(rule),
        Some(word) => Err(reader.fault(format!("{word:?} is not expected here; join parts with and, or"))),
    }
}

/// A rule: names and numbers, and `( ) , % > >= ≥`.
const SIGNS: Signs = Signs {
    of_name: |letter| is_name(letter) || matches!(letter, '.' | '/'),
    sign: |letter, next| match (letter, next) {
        ('>', Some('=')) => Some(2),
        ('(' | ')' | ',' | '%' | '>' | '\u{2265}', _) => Some(1),
        _ => None,
    },
    fault: "has no meaning in a rule; use names, numbers, brackets, >=, >, %, of, and, or",
};

struct Reader<'r> {
    names: &'r RuleNames<'r>,
    words: &'r [Word<'r>],
    at: usize,
    end: usize,
    depth: usize,
}

impl<'r> Reader<'r> {
    fn peek(&self) -> Option<&'r str> {
        self.words.get(self.at).map(|(_, word)| *word)
    }

    fn take(&mut self, word: &str) -> bool {
        let here = self.peek() == Some(word);
        self.at += usize::from(here);
        here
    }

    fn fault(&self, message: String) -> Misread {
        Misread { at: self.words.get(self.at).map_or(self.end, |(at, _)| *at), message }
    }

    fn expect(&mut self, word: &str, why: &str) -> Result<(), Misread> {
        if self.take(word) {
            return Ok(());
        }
        let instead = self.peek().map_or("the end".to_owned(), |found| format!("{found:?}"));
        Err(self.fault(format!("{word:?} is expected {why}, and here is {instead}")))
    }

    fn any(&mut self) -> Result<Rule, Misread> {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.swap_remove(0) } else { Rule::Any(parts) })
    }

    fn all(&mut self) -> Result<Rule, Misread> {
        let mut parts = vec![self.part()?];
        while self.take("and") {
            parts.push(self.part()?);
        }
        Ok(if parts.len() == 1 { parts.swap_remove(0) } else { Rule::All(parts) })
    }

    fn part(&mut self) -> Result<Rule, Misread> {
        if self.take("(") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.fault(format!("brackets are nested deeper than {DEEPEST}; split the rule")));
            }
            let inner = self.any()?;
            self.expect(")", "to close the bracket")?;
            self.depth -= 1;
            return Ok(inner);
        }
        let start = self.at;
        let Some(word) = self.peek() else {
            return Err(self.fault("the rule ends where a part of it is expected".to_owned()));
        };
        self.at += 1;
        match word {
            "all" | "any" => {
                let of = if self.take("of") { self.list()? } else { (0..self.names.size).collect() };
                Ok(Rule::Count { least: if word == "all" { of.len() } else { 1 }, of })
            }
            "majority" => {
                self.expect("of", "after majority")?;
                let of = self.list()?;
                self.including(Rule::Count { least: of.len() / 2 + 1, of })
            }
            _ if word.starts_with(|letter: char| letter.is_ascii_digit()) && !self.is_named(word) => {
                self.at = start;
                let least = self.measure()?;
                self.expect("of", "after the number")?;
                let of = self.list()?;
                let whole = i64::try_from(of.len()).map_or_else(|_| Exact::default(), Exact::from);
                let least = least.of(&whole).0.ceil().to_integer();
                match least.to_usize() {
                    Some(least) if least >= 1 && least <= of.len() => {
                        self.including(Rule::Count { least, of })
                    }
                    _ => {
                        self.at = start;
                        Err(self.fault(format!("{least} of {} can never be asked for", of.len())))
                    }
                }
            }
            _ => match self.peek() {
                Some(">=" | ">" | "\u{2265}") => self.threshold(word, start),
                _ => {
                    self.at = start;
                    let of = self.name()?;
                    Ok(Rule::Count { least: of.len(), of })
                }
            },
        }
    }

    fn is_named(&self, word: &str) -> bool {
        self.names.seats.contains_key(word) || self.names.weights.iter().any(|kind| kind.name == word)
    }

    fn including(&mut self, rule: Rule) -> Result<Rule, Misread> {
        if !self.take("including") {
            return Ok(rule);
        }
        let of = self.list()?;
        Ok(Rule::All(vec![rule, Rule::Count { least: of.len(), of }]))
    }

    fn threshold(&mut self, kind: &str, start: usize) -> Result<Rule, Misread> {
        let counted;
        let (index, weights) = match self.names.weights.iter().position(|weight| weight.name == kind) {
            Some(index) => (Some(index), &self.names.weights[index]),
            None if kind == "members" => {
                let by_seat = vec![Exact::from(1); self.names.size];
                counted = WeightKind { name: kind.to_owned(), by_seat };
                (None, &counted)
            }
            None => {
                self.at = start;
                let kinds = self.names.weights.iter().map(|weight| weight.name.as_str());
                let offer = nearest(kind, kinds.chain(["members"]));
                return Err(self.fault(format!("seats have no weight {kind:?}; they have: {offer}")));
            }
        };
        let more_than = self.peek() == Some(">");
        self.at += 1;
        let asked = self.measure_of_weight()?.of(&weights.total());
        let quota = if more_than { weights.above(&asked) } else { asked };
        if quota.0.is_positive() && quota <= weights.total() {
            return Ok(match index {
                Some(kind) => Rule::Weight { kind, quota },
                None => Rule::Count {
                    least: quota.0.ceil().to_integer().to_usize().unwrap_or(usize::MAX),
                    of: (0..self.names.size).collect(),
                },
            });
        }
        self.at = start;
        let total = weights.total();
        Err(self
            .fault(format!("a quota is above zero and at most all {kind}, {total}; this asks for {quota}")))
    }

    /// A plain number, a percentage or a fraction below one is part of a list; from one upwards it is a number.
    fn measure(&mut self) -> Result<Measure, Misread> {
        match self.measure_of_weight()? {
            Measure::Amount(part) if part.0 < BigRational::one() => Ok(Measure::Share(part)),
            other => Ok(other),
        }
    }

    fn measure_of_weight(&mut self) -> Result<Measure, Misread> {
        let Some(number) = self.peek().and_then(|word| word.parse::<Exact>().ok()) else {
            return Err(self.fault("a number is expected here: 51, 2/3 or 55%".to_owned()));
        };
        self.at += 1;
        if self.take("%") {
            return Ok(Measure::Share(Exact(number.0 / BigRational::from_integer(BigInt::from(100)))));
        }
        Ok(Measure::Amount(number))
    }

    fn list(&mut self) -> Result<Vec<usize>, Misread> {
        let bracket = self.take("(");
        let mut seats = self.name()?;
        if bracket {
            while self.take(",") {
                seats.extend(self.name()?);
            }
            self.expect(")", "to close the list")?;
        }
        seats.sort_unstable();
        seats.dedup();
        Ok(seats)
    }

    fn name(&mut self) -> Result<Vec<usize>, Misread> {
        let Some(word) = self.peek() else {
            return Err(self.fault("the rule ends where a seat is expected".to_owned()));
        };
        let seats = match word {
            "all" | "members" => (0..self.names.size).collect(),
            _ => match self.names.seats.get(word) {
                Some(seats) => seats.clone(),
                None => {
                    let offer = nearest(word, self.names.seats.keys().copied());
                    return Err(self.fault(format!("nobody here is called {word:?}; name one of: {offer}")));
                }
            },
        };
        self.at += 1;
        Ok(seats)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Rule, String> {
        let votes: Vec<Exact> = [4, 2, 1].map(Exact::from).to_vec();
        let weights = [WeightKind { name: "votes".to_owned(), by_seat: votes }];
        let seats = [("a", vec![0]), ("b", vec![1]), ("c", vec![2]), ("small", vec![1, 2])];
        let names = RuleNames { seats: seats.into(), weights: &weights, size: 3 };
        read_rule(text, &names).map_err(|misread| format!("{}: {}", misread.at, misread.message))
    }

    fn count(least: usize, of: &[usize]) -> Rule {
        Rule::Count { least, of: of.to_vec() }
    }

    #[test]
    fn rules_are_read_as_they_are_said() {
        let votes = |quota: i64| Rule::Weight { kind: 0, quota: Exact::from(quota) };
        let check = |text: &str, rule: Rule| assert_eq!(read(text), Ok(rule), "{text}");
        check("votes >= 4", votes(4));
        check("votes > 4", votes(5));
        check("votes > 50%", votes(4));
        check("members > 50%", count(2, &[0, 1, 2]));
        check("all", count(3, &[0, 1, 2]));
        check("any of (a, small)", count(1, &[0, 1, 2]));
        check("2/3 of all", count(2, &[0, 1, 2]));
        check("34% of all", count(2, &[0, 1, 2]));
        check("majority of all", count(2, &[0, 1, 2]));
        check("small", count(2, &[1, 2]));
        check("2 of all including (a)", Rule::All(vec![count(2, &[0, 1, 2]), count(1, &[0])]));
        check(
            "a or votes >= 2 and b",
            Rule::Any(vec![count(1, &[0]), Rule::All(vec![votes(2), count(1, &[1])])]),
        );
        check(
            "(a or b) and c",
            Rule::All(vec![Rule::Any(vec![count(1, &[0]), count(1, &[1])]), count(1, &[2])]),
        );
    }

    #[test]
    fn a_wrong_rule_says_where_and_what_to_do() {
        let check = |text: &str, message: &str| {
            let found = read(text).unwrap_err();
            assert!(found.contains(message), "{text}: {found}");
        };
        check("", "0: the rule ends");
        check("a and", "5: the rule ends");
        check("votes >= 8", "at most all votes, 7");
        check("votes >= 0", "above zero");
        check("people >= 2", "they have: votes, members");
        check("4 of all", "4 of 3 can never");
        check("0 of all", "0 of 3 can never");
        check("d", "nobody here is called \"d\"");
        check("a b", "2: \"b\" is not expected here");
        check("not a", "nobody here is called \"not\"");
        check("votes >= many", "a number is expected");
        check("a & b", "'&' has no meaning");
        check("(a", "\")\" is expected");
        check(&"(".repeat(100), "nested deeper");
    }
}
