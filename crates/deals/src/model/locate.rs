//! On which line of a file something stands.

use toml::de::{DeTable, DeValue};

/// A way into a file: `party`, the second, `red-line`, the first, `needs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'p> {
    Key(&'p str),
    Item(usize),
}

/// A model file is TOML or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Toml,
    Json,
}

impl Form {
    /// A JSON model is an object; no TOML file begins with a brace.
    pub(super) fn of(source: &str, file: &str) -> Form {
        if source.trim_start().starts_with('{') || file.ends_with(".json") { Form::Json } else { Form::Toml }
    }
}

/// The line, counted from 1, of a byte.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes()[..at.min(source.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The line of what the way leads to, or of the last thing on the way that is there.
pub(super) fn line_at(source: &str, form: Form, way: &[Step]) -> Option<usize> {
    let at = match form {
        Form::Toml => toml_place(source, way)?,
        Form::Json => json_place(source, way)?,
    };
    Some(line_of(source, at))
}

fn toml_place(source: &str, way: &[Step]) -> Option<usize> {
    let table = DeTable::parse(source).ok()?;
    let mut found = None;
    let mut here: Option<&DeValue> = None;
    for (number, step) in way.iter().enumerate() {
        let next = match (step, here) {
            (Step::Key(key), None) if number == 0 => table.get_ref().get(*key),
            (Step::Key(key), Some(DeValue::Table(inner))) => inner.get(*key),
            (Step::Item(item), Some(DeValue::Array(items))) => items.get(*item),
            _ => None,
        };
        let Some(next) = next else { break };
        found = Some(next.span().start);
        here = Some(next.get_ref());
    }
    found
}

/// Walks JSON that is known to be well formed.
fn json_place(source: &str, way: &[Step]) -> Option<usize> {
    let mut walk = Walk { bytes: source.as_bytes(), at: 0 };
    walk.blank();
    let mut found = None;
    for step in way {
        if !walk.enter(step) {
            break;
        }
        found = Some(walk.at);
    }
    found
}

struct Walk<'s> {
    bytes: &'s [u8],
    at: usize,
}

impl Walk<'_> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b',' || byte == b':') {
            self.at += 1;
        }
    }

    /// Moves to the start of the value that the step leads to.
    fn enter(&mut self, step: &Step) -> bool {
        let start = self.at;
        let opening = self.byte();
        self.at += 1;
        self.blank();
        let mut number = 0;
        while self.byte().is_some_and(|byte| byte != b']' && byte != b'}') {
            let here = match (step, opening) {
                (Step::Item(item), Some(b'[')) => *item == number,
                (Step::Key(key), Some(b'{')) => {
                    let from = self.at;
                    self.skip();
                    let name = serde_json::from_slice::<String>(&self.bytes[from..self.at]);
                    self.blank();
                    name.is_ok_and(|name| name == *key)
                }
                _ => break,
            };
            if here {
                return true;
            }
            self.skip();
            self.blank();
            number += 1;
        }
        self.at = start;
        false
    }

    /// Moves past a value, however deep, without recursion.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            self.at += 1;
            match byte {
                b'"' => {
                    while let Some(byte) = self.byte() {
                        self.at += if byte == b'\\' { 2 } else { 1 };
                        if byte == b'"' {
                            break;
                        }
                    }
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {
                    while depth == 0
                        && self
                            .byte()
                            .is_some_and(|b| !matches!(b, b',' | b']' | b'}') && !b.is_ascii_whitespace())
                    {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_value_is_found_in_both_forms() {
        let toml = "[[party]]\nid = \"a\"\n[[party]]\nid = \"b\"\n[[party.red-line]]\nneeds = \"x\"\n";
        let json = "{\"party\": [{\"id\": \"a]\"},\n {\"k\": [1, {\"z\": \"\\\"\"}], \"red-line\":\n [\n {\"needs\": \"x\"}]}]}";
        let way =
            [Step::Key("party"), Step::Item(1), Step::Key("red-line"), Step::Item(0), Step::Key("needs")];
        assert_eq!(line_at(toml, Form::Toml, &way), Some(6));
        assert_eq!(line_at(json, Form::Json, &way), Some(4));
        let lost = [Step::Key("party"), Step::Item(1), Step::Key("name")];
        assert_eq!(line_at(toml, Form::Toml, &lost), Some(3));
        assert_eq!(line_at(json, Form::Json, &lost), Some(2));
    }
}
