//! A document's text survives its marks, whatever the text and wherever the marks.

#![expect(clippy::unwrap_used, reason = "a test, or what only tests use")]

#[expect(dead_code, reason = "shared with the example and the other tests")]
mod sample;

use proptest::prelude::*;
use standpoint_brief::shown::shown;
use standpoint_brief::{Brief, BriefInput, ReadDocument, assemble, html};
use standpoint_terms::{Format, Metadata, Passage, PassageKind, Span};

fn body(brief: &Brief) -> String {
    let mut out = Vec::new();
    html::render_body(brief, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The texts of a page's elements, as a browser gives them, with the tag of each piece.
fn pieces(html: &str) -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag that opens is closed");
        let text = ["&lt;<", "&gt;>", "&quot;\"", "&#13;\r", "&amp;&"].iter().fold(
            text.to_owned(),
            |text, entity| {
                let (entity, sign) = entity.split_at(entity.find(';').unwrap() + 1);
                text.replace(entity, sign)
            },
        );
        pieces.push((tag.to_owned(), text));
    }
    pieces
}

/// The HTML of the only document's text.
fn text_of(html: &str) -> &str {
    let start = html.find("<div class=\"text\"").unwrap();
    &html[start..start + html[start..].find("</div></details>").unwrap()]
}

fn check(brief: &Brief) -> Result<(), TestCaseError> {
    let page = body(brief);
    let document = &brief.documents[0];
    let pieces = pieces(text_of(&page));
    let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    prop_assert_eq!(&text, &shown(&document.text));
    for statement in &brief.statements {
        for anchor in ["s", "t"] {
            let id = format!(" id=\"{anchor}-{}\"", statement.id);
            prop_assert_eq!(page.matches(&id).count(), 1, "{}", id);
        }
        let marked: String = pieces
            .iter()
            .filter(|(tag, _)| {
                let numbers =
                    tag.split_once("data-c=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap());
                numbers.split(' ').any(|number| number == statement.ordinal.to_string())
            })
            .map(|(_, text)| text.as_str())
            .collect();
        let words: Vec<&str> = brief.words(statement).collect();
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(solid(&marked), solid(&shown(&covered(&words, &document.text, &statement.content))));
    }
    Ok(())
}

/// Fragments of one statement may overlap; marked, their words stand once.
fn covered(_words: &[&str], text: &str, spans: &[Span]) -> String {
    text.char_indices()
        .filter(|(at, _)| spans.iter().any(|span| span.start <= *at && *at < span.end))
        .map(|(_, c)| c)
        .collect()
}

/// A text, and spans as shares of it.
fn documents() -> impl Strategy<Value = ReadDocument> {
    let text =
        "([a-z ]{1,9}|<b>|&amp;|\"|'|\r\n|\n\n|\n- |\u{0}|\u{1b}\\[31m|\u{202e}|é|“|🙂|\u{7f}|\u{85}){1,40}";
    let places = prop::collection::vec((0usize..400, 0usize..60), 0..24);
    (text, places, prop::collection::vec(0usize..400, 0..8)).prop_map(|(text, places, cuts)| {
        let boundary =
            |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let spans: Vec<Span> = places
            .iter()
            .map(|(start, length)| Span::new(boundary(*start), boundary(start + length)))
            .collect();
        let said = vec![sample::Said::by("Someone", "orle", "flow"); spans.len() / 4];
        let mut read = sample::read("a.txt", Format::Text, Metadata::default(), "", &said);
        for (i, statement) in read.statements.iter_mut().enumerate() {
            statement.attribution.content = spans[i * 4..i * 4 + 2].to_vec();
            statement.attribution.source = vec![spans[i * 4 + 2]];
            statement.attribution.cue = vec![spans[i * 4 + 3]];
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(boundary).collect();
        cuts.sort_unstable();
        let kinds = [PassageKind::Body, PassageKind::ListItem, PassageKind::Caption, PassageKind::Heading];
        read.document.passages = cuts
            .windows(2)
            .zip(kinds.into_iter().cycle())
            .map(|(ends, kind)| Passage { kind, span: Span::new(ends[0], ends[1]).trimmed(&text) })
            .collect();
        read.reading.sentences = cuts.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect();
        read.document.text = text;
        read
    })
}

proptest! {
    #[test]
    fn any_text_with_any_marks_is_still_itself(read in documents()) {
        check(&assemble(BriefInput { documents: vec![read], ..BriefInput::default() }))?;
    }
}

#[test]
fn spans_that_do_not_fit_are_left_out() {
    let mut read = sample::read(
        "a.txt",
        Format::Text,
        Metadata::default(),
        "{1s|É} {1q|said} {1c|no}. {2c|Yes}",
        &[sample::Said::nobody(), sample::Said::nobody()],
    );
    read.statements[0].attribution.content = vec![Span::new(1, 3), Span::new(4, 4_000)];
    read.statements[1].attribution.parent = Some(0);
    let brief = assemble(BriefInput { documents: vec![read], ..BriefInput::default() });
    let words: Vec<Vec<&str>> =
        brief.statements.iter().map(|statement| brief.words(statement).collect()).collect();
    assert_eq!(words, [["Yes"]]);
    assert_eq!(brief.statements[0].parent, None);
    check(&brief).unwrap();
}

#[test]
fn statements_that_cover_each_other_cost_no_more_than_their_number() {
    let words = "word ".repeat(2_000);
    let count = 1_000;
    let mut read = sample::read(
        "deep.txt",
        Format::Text,
        Metadata::default(),
        &words,
        &vec![sample::Said::by("Someone", "", ""); count],
    );
    for (i, statement) in read.statements.iter_mut().enumerate() {
        statement.attribution.content = vec![Span::new(i * 5, words.len() - i * 5 - 1)];
    }
    let brief = assemble(BriefInput { documents: vec![read], ..BriefInput::default() });
    let page = body(&brief);
    // Each of the 2,000 pieces names a dozen statements at most, and each statement shows 6 kB at most.
    assert!(text_of(&page).len() < 600_000, "{}", text_of(&page).len());
    assert!(page.len() < 9_000_000, "{}", page.len());
}
