//! What stands in a document stays text.

#![expect(clippy::unwrap_used, reason = "a test, or what only tests use")]

#[expect(dead_code, reason = "shared with the example and the other tests")]
mod sample;

use standpoint_brief::html;
use standpoint_brief::shown::must_be_shown;
use standpoint_brief::terminal::{self, TerminalOptions};

fn page() -> String {
    let mut out = Vec::new();
    html::render(&sample::small(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn no_markup_comes_through() {
    let page = page();
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    for wanted in
        ["&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;b&amp;gt;", "&lt;b onmouseover=&quot;x&quot;&gt;"]
    {
        assert!(page.contains(wanted), "{wanted} is not shown as text");
    }
    for tag in page.split('<').skip(1).filter_map(|piece| piece.split('>').next()) {
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains(" style=") && !names.contains(" on"), "<{tag}>");
    }
}

#[test]
fn what_cannot_be_seen_is_shown() {
    let page = page();
    let body = &page[page.find("<body>").unwrap()..];
    assert!(!body.contains(must_be_shown));
    assert!(body.contains("␛[31mred␀ [U+202E]backwards[U+202C] end"));
}

#[test]
fn no_escape_sequence_reaches_the_terminal() {
    for width in [40, 80] {
        let drawn = terminal::brief(&sample::small(), TerminalOptions { width, colour: false });
        assert!(!drawn.contains(must_be_shown), "{drawn}");
        assert!(drawn.contains("[U+202E]"));
    }
}

#[test]
fn the_page_asks_for_nothing() {
    let page = page();
    let links: Vec<&str> = page
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| !address.starts_with('#') && !address.starts_with("data:"))
        .collect();
    assert_eq!(links, ["https://gazette.example/gates"]);
    assert!(page.contains("rel=\"noopener noreferrer nofollow\""));
    assert!(!page.contains(" src=") || page.contains("&lt;img src="));
    for forbidden in ["@import", "url(http", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_policy_names_the_very_style_and_script() {
    use base64::Engine;
    use sha2::Digest;
    let page = page();
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for element in ["style", "script"] {
        let inside = page.split(&format!("<{element}>")).nth(1).unwrap();
        let inside = inside.split(&format!("</{element}>")).next().unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(inside.as_bytes()));
        assert!(policy.contains(&format!("{element}-src 'sha256-{hash}'")), "{element}: {policy}");
    }
}
