//! Hostile text in HTML.

use std::fmt::Write;

use maud::{Escaper, Render};

use crate::shown::{must_be_shown, shown, shown_on_one_line};

/// Text from outside, as text: in an element or in a quoted attribute. Line breaks stay.
pub(super) struct Text<'t>(pub(super) &'t str);

/// The same on one line.
pub(super) struct Line<'t>(pub(super) &'t str);

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        // A carriage return would become a line feed in the parser; as a reference it stays itself.
        for (i, piece) in shown(self.0).split('\r').enumerate() {
            if i > 0 {
                buffer.push_str("&#13;");
            }
            escape(piece, buffer);
        }
    }
}

impl Render for Line<'_> {
    fn render_to(&self, buffer: &mut String) {
        escape(&shown_on_one_line(self.0), buffer);
    }
}

fn escape(text: &str, buffer: &mut String) {
    Escaper::new(buffer).write_str(text).expect("a String takes everything");
}

/// The address, if it may become a link: on the web, and nothing in it that cannot be seen.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://")?.0;
    let on_the_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let plain = !url.contains(|c: char| must_be_shown(c) || c.is_whitespace());
    (on_the_web && plain).then_some(url)
}

/// An address within the page that sets filters: `#party=velmark&issue=ceasefire`.
pub(super) fn filter(settings: &[(&str, &str)]) -> String {
    let mut address = String::from("#");
    for (i, (key, value)) in settings.iter().enumerate() {
        if i > 0 {
            address.push('&');
        }
        address.push_str(key);
        address.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                write!(address, "%{byte:02X}").expect("a String takes everything");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_percent_encoded() {
        assert_eq!(
            filter(&[("party", "velmark"), ("speaker", "O\u{2019}Neil & co")]),
            "#party=velmark&speaker=O%E2%80%99Neil%20%26%20co"
        );
    }

    #[test]
    fn only_plain_web_addresses_become_links() {
        let check = |url, expected| assert_eq!(web_address(url).is_some(), expected, "{url}");
        check("https://gazette.example/a?b=1", true);
        check(" HTTP://gazette.example ", true);
        check("javascript:alert(1)//http://", false);
        check("javascript://gazette.example/%0aalert(1)", false);
        check("data:text/html,hello", false);
        check("//gazette.example", false);
        check("/etc/passwd", false);
        check("https://gazette.example/\u{202e}gpj.exe", false);
    }
}
