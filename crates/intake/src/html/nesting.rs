//! A cheap look at a page before it is parsed: tags, nesting, attributes.
//!
//! The parser and the article finder cost time and memory in proportion to depth times size, so hostile
//! pages are turned away here, in one pass that keeps only a counter for each element name.

use std::collections::BTreeMap;

use crate::options::Limits;
use crate::problem::Reason;

/// Elements with raw text inside, in which tags are no tags.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements that cannot hold others, or that the parser closes by itself when the next one opens.
const FLAT: [&str; 41] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th", "tr", "tbody", "thead",
    "tfoot", "option", "optgroup", "dd", "dt", "colgroup", "caption", "rt", "rb", "rp", "html", "head",
    "body", "path", "g", "use",
];
/// Attributes of one tag. The parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 1_000;
/// Tags open at once if raw text is not left out; see [`check`].
const MOST_OPEN_ANYWHERE: i64 = 20_000;

/// Refuses a page that is nested deeper, or has more tags, than the limits allow.
pub(crate) fn check(html: &str, limits: &Limits) -> Result<(), Reason> {
    let mut depth = Depth::default();
    // What a parser takes for raw text may differ in foreign content; a second, laxer count of all that
    // looks like a tag bounds what such a page can cost.
    let mut open_anywhere = 0i64;
    // Up to where raw text, and the attributes of the last tag, go.
    let (mut tags, mut skip_to, mut seen_to) = (0usize, 0usize, 0usize);
    for (at, _) in html.match_indices('<') {
        let Some(tag) = Tag::at(html, at) else { continue };
        tags += 1;
        if tags > limits.html_tags {
            return Err(Reason::Excessive(format!("more than {} tags", limits.html_tags)));
        }
        open_anywhere += if tag.closes { -1 } else { i64::from(!FLAT.contains(&tag.name.as_str())) };
        open_anywhere = open_anywhere.max(0);
        if open_anywhere > MOST_OPEN_ANYWHERE {
            return Err(Reason::Excessive(format!(
                "more than {MOST_OPEN_ANYWHERE} elements that are never closed"
            )));
        }
        if at < skip_to || at < seen_to {
            continue;
        }
        seen_to = end_of_tag(html, tag.end)
            .ok_or_else(|| Reason::Excessive(format!("a tag with more than {MOST_ATTRIBUTES} attributes")))?;
        if !tag.closes && RAW.contains(&tag.name.as_str()) {
            skip_to = end_of_raw(html, tag.end, &tag.name);
        } else if depth.step(tag) > limits.html_depth {
            return Err(Reason::Excessive(format!("elements nested more than {} deep", limits.html_depth)));
        }
    }
    Ok(())
}

/// A start or end tag: its name in lower case, and where the name ends.
struct Tag {
    name: String,
    closes: bool,
    end: usize,
}

impl Tag {
    fn at(html: &str, at: usize) -> Option<Tag> {
        let rest = &html.as_bytes()[at + 1..];
        let closes = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closes)..];
        if !name.first()?.is_ascii_alphabetic() {
            return None;
        }
        // Longer names are counted under their first letters.
        let length =
            name.iter().take(24).take_while(|b| !b.is_ascii_whitespace() && !b"/><".contains(b)).count();
        let end = at + 1 + usize::from(closes) + length;
        Some(Tag { name: String::from_utf8_lossy(&name[..length]).to_ascii_lowercase(), closes, end })
    }
}

/// How many elements are open, by name.
#[derive(Default)]
struct Depth {
    open: BTreeMap<String, usize>,
    all: usize,
}

impl Depth {
    fn step(&mut self, tag: Tag) -> usize {
        if FLAT.contains(&tag.name.as_str()) {
            return self.all;
        }
        if tag.closes {
            if let Some(count) = self.open.get_mut(&tag.name).filter(|count| **count > 0) {
                *count -= 1;
                self.all -= 1;
            }
        } else {
            *self.open.entry(tag.name).or_default() += 1;
            self.all += 1;
        }
        self.all
    }
}

/// Where the tag ends, at the next `>` outside of a quoted value; `None` if it has too many attributes.
fn end_of_tag(html: &str, from: usize) -> Option<usize> {
    let (mut words, mut was_space, mut after_equals) = (0, false, false);
    let mut quote = None;
    let rest = &html.as_bytes()[from..];
    for (at, byte) in rest.iter().enumerate() {
        if quote.is_some() {
            quote = quote.filter(|open| open != byte);
            continue;
        }
        let is_space = byte.is_ascii_whitespace() || *byte == b'/';
        match byte {
            b'>' => return Some(from + at),
            b'"' | b'\'' if after_equals => quote = Some(*byte),
            _ => {}
        }
        after_equals = *byte == b'=' || (after_equals && is_space);
        words += usize::from(is_space && !was_space);
        was_space = is_space;
        if words > MOST_ATTRIBUTES {
            return None;
        }
    }
    Some(html.len())
}

/// Where the end tag of a raw element begins; the end of the page if there is none.
fn end_of_raw(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<') {
        at += found;
        let rest = &bytes[at + 1..];
        if rest.first() == Some(&b'/')
            && rest.get(1..=name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at;
        }
        at += 1;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_page(html: &str, expected: Option<&str>) {
        let limits = Limits::default();
        let found = check(html, &limits).err().map(|reason| reason.to_string());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn deep_wide_and_ordinary_pages() {
        let deep = Some("is a page with elements nested more than 512 deep");
        check_page(&"<div>".repeat(513), deep);
        check_page(&"<b><i></b>".repeat(600), deep);
        check_page(&"<div>".repeat(500), None);
        check_page(&"<div></div>".repeat(5000), None);
        check_page(&"<p>unclosed <li>items<br>".repeat(5000), None);
        check_page(&"<br>".repeat(300_001), Some("is a page with more than 300000 tags"));
        check_page(&format!("<script>{}</script><p>x", "\"<div>\"".repeat(600)), None);
        check_page(
            &format!("<p {}>", "a ".repeat(20_000)),
            Some("is a page with a tag with more than 1000 attributes"),
        );
        check_page(&format!("<p title=\"{}\">", "a > ".repeat(20_000)), None);
        check_page(&format!("<p title='{}'>", "<div>".repeat(600)), None);
        check_page("<", None);
        check_page("a < b </ <3", None);
    }

    #[test]
    fn what_only_looks_like_raw_text_is_bounded_too() {
        check_page(
            &format!("<svg><style>{}", "<div>".repeat(30_000)),
            Some("is a page with more than 20000 elements that are never closed"),
        );
    }
}
