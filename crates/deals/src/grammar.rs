//! Reading conditions.

use std::collections::BTreeMap;

use crate::expression::Expression;
use crate::model::Term;

/// Longer conditions are mistakes.
const LONGEST: usize = 20_000;
/// Deeper nesting is refused, so that nothing recurses as deep as a hostile file likes.
const DEEPEST: usize = 48;

/// The names that a condition may use.
pub(crate) struct Names<'m> {
    terms: &'m [Term],
    by_id: BTreeMap<&'m str, usize>,
}

/// What is wrong with a condition, and at which byte of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misread {
    pub(crate) at: usize,
    pub(crate) message: String,
}

impl<'m> Names<'m> {
    pub(crate) fn new(terms: &'m [Term]) -> Self {
        let by_id = terms.iter().enumerate().map(|(at, term)| (term.id.as_str(), at)).collect();
        Names { terms, by_id }
    }

    /// The term of this name.
    pub(crate) fn term(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The names that an error offers: those most like the wrong one first.
    pub(crate) fn offer(&self, wrong: &str) -> String {
        nearest(wrong, self.terms.iter().map(|term| term.id.as_str()))
    }
}

/// Up to six names, those that share the longest beginning with the wrong one first.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> String {
    let shared = |name: &str| name.chars().zip(wrong.chars()).take_while(|(a, b)| a == b).count();
    let mut names: Vec<&str> = names.collect();
    names.sort_by_key(|name| std::cmp::Reverse(shared(name)));
    let more = if names.len() > 6 { ", …" } else { "" };
    names.truncate(6);
    format!("{}{more}", names.join(", "))
}

/// Reads a condition over the model's terms.
pub(crate) fn read_condition(text: &str, names: &Names) -> Result<Expression, Misread> {
    if text.len() > LONGEST {
        let message = format!("a condition has at most {LONGEST} characters; split it into several");
        return Err(Misread { at: 0, message });
    }
    let words = words(text, &SIGNS)?;
    let mut reader = Reader { names, words: &words, at: 0, end: text.len(), depth: 0 };
    let expression = reader.same()?;
    match reader.peek() {
        None => Ok(expression),
        Some(word) => Err(reader
            .fault(format!("{word:?} is not expected here; join conditions with and, or, implies, iff"))),
    }
}

/// A word or a sign, with its place.
pub(crate) type Word<'t> = (usize, &'t str);

/// What a small language is written with.
pub(crate) struct Signs {
    /// Whether a letter is part of a name.
    pub(crate) of_name: fn(char) -> bool,
    /// How many letters the sign has that begins with the first letter, the second one coming next; none where it
    /// begins no sign.
    pub(crate) sign: fn(char, Option<char>) -> Option<usize>,
    /// What an error says of any other letter, behind the letter itself.
    pub(crate) fault: &'static str,
}

/// Cuts a text into names and signs.
pub(crate) fn words<'t>(text: &'t str, signs: &Signs) -> Result<Vec<Word<'t>>, Misread> {
    let mut words = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        if let Some(letters) = (signs.sign)(letter, rest.peek().map(|(_, next)| *next)) {
            for (at, next) in rest.by_ref().take(letters - 1) {
                end = at + next.len_utf8();
            }
        } else if (signs.of_name)(letter) {
            while let Some((at, next)) = rest.next_if(|(_, next)| (signs.of_name)(*next)) {
                end = at + next.len_utf8();
            }
        } else {
            return Err(Misread { at: start, message: format!("{letter:?} {}", signs.fault) });
        }
        words.push((start, &text[start..end]));
    }
    Ok(words)
}

/// A condition: names, and `( ) , = !=`.
const SIGNS: Signs = Signs {
    of_name: is_name,
    sign: |letter, next| match (letter, next) {
        ('(' | ')' | ',' | '=', _) => Some(1),
        ('!', Some('=')) => Some(2),
        _ => None,
    },
    fault: "has no meaning in a condition; use names, brackets, =, !=, not, and, or, implies, iff",
};

/// What a name is made of, here and in the model's ids.
pub(crate) fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

/// Words that are no names of terms.
pub(crate) const RESERVED: [&str; 13] = [
    "not",
    "and",
    "or",
    "implies",
    "iff",
    "true",
    "false",
    "of",
    "exactly",
    "at",
    "exactly-one",
    "at-most",
    "at-least",
];

struct Reader<'r> {
    names: &'r Names<'r>,
    words: &'r [Word<'r>],
    at: usize,
    end: usize,
    depth: usize,
}

impl<'r> Reader<'r> {
    fn peek(&self) -> Option<&'r str> {
        self.words.get(self.at).map(|word| word.1)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn fault(&self, message: String) -> Misread {
        Misread { at: self.words.get(self.at).map_or(self.end, |word| word.0), message }
    }

    fn expect(&mut self, wanted: &str) -> Result<(), Misread> {
        if self.take(wanted) {
            return Ok(());
        }
        let found = self.peek().map_or("the end".to_owned(), |word| format!("{word:?}"));
        Err(self.fault(format!("{wanted:?} is expected before {found}")))
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Misread>) -> Result<T, Misread> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault("the condition is nested too deeply; split it into several".to_owned()));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn same(&mut self) -> Result<Expression, Misread> {
        let left = self.implied()?;
        if !self.take("iff") {
            return Ok(left);
        }
        let right = self.deeper(Self::same)?;
        Ok(Expression::Same(Box::new(left), Box::new(right)))
    }

    fn implied(&mut self) -> Result<Expression, Misread> {
        let left = self.any()?;
        if !self.take("implies") {
            return Ok(left);
        }
        let right = self.deeper(Self::implied)?;
        Ok(Expression::Any(vec![left.negated(), right]))
    }

    fn any(&mut self) -> Result<Expression, Misread> {
        self.joined("or", Self::all, Expression::Any)
    }

    fn all(&mut self) -> Result<Expression, Misread> {
        self.joined("and", Self::single, Expression::All)
    }

    fn joined(
        &mut self,
        by: &str,
        part: fn(&mut Self) -> Result<Expression, Misread>,
        join: fn(Vec<Expression>) -> Expression,
    ) -> Result<Expression, Misread> {
        let first = part(self)?;
        if self.peek() != Some(by) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(by) {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn single(&mut self) -> Result<Expression, Misread> {
        let Some(word) = self.peek() else {
            return Err(self.fault("the condition ends too early; a name is expected".to_owned()));
        };
        self.at += 1;
        match word {
            "not" => Ok(self.deeper(Self::single)?.negated()),
            "true" => Ok(Expression::Constant(true)),
            "false" => Ok(Expression::Constant(false)),
            "(" => {
                let inner = self.deeper(Self::same)?;
                self.expect(")")?;
                Ok(inner)
            }
            "exactly-one" => self.counted(Some(1), Some(1)),
            "exactly" => {
                let number = self.number()?;
                self.counted(Some(number), Some(number))
            }
            "at-most" => {
                let number = self.number()?;
                self.counted(None, Some(number))
            }
            "at-least" => {
                let number = self.number()?;
                self.counted(Some(number), None)
            }
            "at" if self.take("most") => {
                let number = self.number()?;
                self.counted(None, Some(number))
            }
            "at" => {
                self.expect("least")?;
                let number = self.number()?;
                self.counted(Some(number), None)
            }
            name if name.starts_with(is_name) => {
                self.at -= 1;
                self.named()
            }
            other => {
                self.at -= 1;
                Err(self.fault(format!("a name is expected before {other:?}")))
            }
        }
    }

    fn number(&mut self) -> Result<usize, Misread> {
        const WORDS: [&str; 11] =
            ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let word = self.peek().unwrap_or_default();
        let number = WORDS.iter().position(|name| *name == word).or_else(|| word.parse().ok());
        let number = number
            .ok_or_else(|| self.fault("a number is expected, as in: at most 2 of (a, b, c)".to_owned()))?;
        self.at += 1;
        Ok(number)
    }

    fn counted(&mut self, least: Option<usize>, most: Option<usize>) -> Result<Expression, Misread> {
        self.take("of");
        self.expect("(")?;
        let mut of = vec![self.deeper(Self::same)?];
        while self.take(",") {
            of.push(self.deeper(Self::same)?);
        }
        self.expect(")")?;
        if least.is_some_and(|least| least > of.len()) {
            self.at -= 1;
            let message = format!("only {} are listed, so that many can never hold", of.len());
            return Err(self.fault(message));
        }
        Ok(Expression::Count { least: least.unwrap_or(0), most: most.unwrap_or(of.len()), of })
    }

    fn named(&mut self) -> Result<Expression, Misread> {
        let id = self.peek().unwrap_or_default();
        if RESERVED.contains(&id) {
            return Err(self.fault(format!("a name is expected before {id:?}")));
        }
        let Some(term) = self.names.term(id) else {
            let message =
                format!("there is no term {id:?}; define it, or name one of: {}", self.names.offer(id));
            return Err(self.fault(message));
        };
        let outcomes = &self.names.terms[term].outcomes;
        self.at += 1;
        let equal = self.take("=");
        if !equal && !self.take("!=") {
            if self.names.terms[term].is_yes_or_no() {
                return Ok(Expression::Is { term, outcome: 0 });
            }
            self.at -= 1;
            let message = format!(
                "{id:?} has the outcomes {}; say which, as in: {id} = {}",
                outcomes.join(", "),
                outcomes[0]
            );
            return Err(self.fault(message));
        }
        let wanted = self.peek().unwrap_or_default();
        let Some(outcome) = outcomes.iter().position(|outcome| outcome == wanted) else {
            let message = format!("{id:?} has no outcome {wanted:?}; it has: {}", outcomes.join(", "));
            return Err(self.fault(message));
        };
        self.at += 1;
        let is = Expression::Is { term, outcome };
        Ok(if equal { is } else { is.negated() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Package;

    fn terms() -> Vec<Term> {
        let yes_no = |id: &str| Term::yes_or_no(id, "");
        let mut border = yes_no("border");
        border.outcomes = ["north", "south", "split"].map(str::to_owned).to_vec();
        vec![yes_no("truce"), yes_no("troops"), border]
    }

    /// Reads a condition and says in which of all packages it holds: truce, troops, border.
    fn check(text: &str, holds: &[[usize; 3]]) {
        let terms = terms();
        let condition = read_condition(text, &Names::new(&terms)).expect(text);
        let mut found = Vec::new();
        for truce in 0..2 {
            for troops in 0..2 {
                for border in 0..3 {
                    let package = [truce, troops, border];
                    if condition.holds(&Package(package.to_vec())) {
                        found.push(package);
                    }
                }
            }
        }
        assert_eq!(found, holds, "{text}");
    }

    fn wrong(text: &str, at: usize, words: &str) {
        let terms = terms();
        let fault = read_condition(text, &Names::new(&terms)).expect_err(text);
        assert!(fault.message.contains(words), "{text}: {}", fault.message);
        assert_eq!(fault.at, at, "{text}: {}", fault.message);
    }

    #[test]
    fn conditions_mean_what_they_say() {
        check("truce and troops and border = split", &[[0, 0, 2]]);
        check("not (truce or troops) and border != split", &[[1, 1, 0], [1, 1, 1]]);
        check(
            "truce implies troops implies false or border = north",
            &[
                [0, 0, 0],
                [0, 1, 0],
                [0, 1, 1],
                [0, 1, 2],
                [1, 0, 0],
                [1, 0, 1],
                [1, 0, 2],
                [1, 1, 0],
                [1, 1, 1],
                [1, 1, 2],
            ],
        );
        check("(truce iff troops) and border = south", &[[0, 0, 1], [1, 1, 1]]);
        check("exactly-one(truce, troops) and border = south", &[[0, 1, 1], [1, 0, 1]]);
        check(
            "at least two of (truce, troops, border = north)",
            &[[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 1, 0], [1, 0, 0]],
        );
        check("at most 0 of (truce, troops, border = north)", &[[1, 1, 1], [1, 1, 2]]);
        check("exactly 3 of (truce, troops = yes, border = north)", &[[0, 0, 0]]);
        check("truce = no and troops != yes and border = north", &[[1, 1, 0]]);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        wrong("truce and treaty", 10, "there is no term \"treaty\"; define it, or name one of: tr");
        wrong("border", 0, "say which, as in: border = north");
        wrong("border = east", 9, "it has: north, south, split");
        wrong("truce troops", 6, "join conditions");
        wrong("truce and (troops", 17, "\")\" is expected before the end");
        wrong("truce and", 9, "ends too early");
        wrong("truce & troops", 6, "has no meaning");
        wrong("", 0, "ends too early");
        wrong("at most troops", 8, "a number is expected");
        wrong("at least 3 of (truce, troops)", 28, "only 2 are listed");
        wrong("and truce", 0, "a name is expected before \"and\"");
        wrong(&"(".repeat(1000), 49, "nested too deeply");
        wrong(&"not ".repeat(1000), 196, "nested too deeply");
        wrong(&"truce iff ".repeat(100), 490, "nested too deeply");
    }
}
