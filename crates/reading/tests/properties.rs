//! What holds for every text, and what bounds the work on hostile ones.

use proptest::prelude::*;
use standpoint_reading::{CompiledCodebook, Reader, RuleReader, sentences, statements};
use standpoint_terms::{Codebook, Document, Issue, Party, Reading, Span};
use standpoint_testing::plain_document;

/// Reads the text and checks what holds for every reading.
fn check(text: &str) -> Reading {
    let document = plain_document("any", text);
    let reading = RuleReader::new().read(&document);
    let fits = |span: Span| {
        assert!(span.of(text).is_some_and(|words| !words.trim().is_empty()), "{span:?} in {text:?}");
    };
    assert_eq!(reading.sentences, sentences(text, &document.passages));
    for pair in reading.sentences.windows(2) {
        assert!(pair[0].end <= pair[1].start, "sentences overlap in {text:?}");
    }
    for span in &reading.sentences {
        fits(*span);
        assert_eq!(*span, span.trimmed(text));
        let inside = document.passages.iter().any(|p| p.kind.is_read() && p.span.contains(*span));
        assert!(inside, "a sentence crosses passages in {text:?}");
    }
    for pair in reading.mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "mentions overlap in {text:?}");
    }
    for mention in &reading.mentions {
        fits(mention.span);
        assert!(mention.actor.is_none_or(|at| at < reading.actors.len()));
    }
    let starts: Vec<usize> = reading.attributions.iter().map(|a| a.content[0].start).collect();
    assert!(starts.is_sorted(), "attributions are not in the order of their contents");
    for (at, attribution) in reading.attributions.iter().enumerate() {
        assert!(!attribution.content.is_empty());
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            spans.iter().copied().for_each(fits);
            assert!(
                spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
                "fragments overlap in {text:?}"
            );
        }
        assert!(attribution.speaker.is_none_or(|at| at < reading.actors.len()));
        assert!(attribution.parent.is_none_or(|parent| parent < reading.attributions.len() && parent != at));
        assert!((0.0..=1.0).contains(&attribution.score));
    }
    check_statements(&document, &reading);
    assert_eq!(reading, RuleReader::new().read(&document), "a second reading differs");
    reading
}

fn check_statements(document: &Document, reading: &Reading) {
    let codebook = Codebook {
        parties: vec![Party { id: "a".into(), name: "Kask".into(), ..Party::default() }],
        issues: vec![Issue { id: "i".into(), hints: vec!["no".into(), "é".into()], ..Issue::default() }],
        ..Codebook::default()
    };
    let resolved = statements(document, reading, Some(&CompiledCodebook::new(&codebook)));
    assert!(resolved.iter().map(|s| &s.attribution).eq(&reading.attributions));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn text_of_marks_and_verbs_is_read(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "“", "”", "\"", "''", "'", "‘", "’", "«", "»", "„", ",", ".", "?", ":", ";", "—", "(", ")", "…",
                "\n", "\n- ", " ", " ", " ", " ", "Kask", "Lena", "Ines Tarn", "Arland", "'s", "he", "who", "said", "told",
                "that", "the",
                "foreign minister", "according to", "was", "rejected", "by", "and", "saying", "demands", "include",
                "Mr.",
                "U.S.", "é🙂", "İ", "\u{301}", "\u{0}", "\u{202e}", "5", "May", "of", "no",
            ]),
            0..80,
        )
    ) {
        check(&words.concat());
    }
}

/// The work is bounded because every list that comes out is: no token is in two mentions or sentences, and
/// each cue makes one attribution at most (and one nested in it).
#[test]
fn hostile_texts_give_bounded_readings() {
    let marks = check(&"“".repeat(10_000));
    assert!(marks.sentences.len() <= 10_000 && marks.attributions.is_empty());
    let spaced = check(&"“ ".repeat(10_000));
    assert!(spaced.attributions.is_empty());
    let names = check(&"Kask ".repeat(100_000));
    assert!(names.mentions.len() <= 100_000 && names.actors.len() <= 100_000);
    let cues = check(&"Kask said that ".repeat(5_000));
    assert!(cues.attributions.len() <= 5_000);
    let people = check(&(0..4_000).map(|n| format!("Lena{n} Kask said no. Kask left. ")).collect::<String>());
    assert!(people.actors.len() <= 8_000);
    let singles = check(&"said 'no Kask's ".repeat(5_000));
    assert!(singles.attributions.len() <= 5_000);
}

#[test]
fn nothing_gives_nothing() {
    let reading = check("");
    assert!(reading.sentences.is_empty() && reading.attributions.is_empty() && reading.notices.is_empty());
}

#[test]
fn a_quotation_that_never_closes_is_noticed() {
    let reading = check("Tarn said: “We will wait.\nThe river rose.");
    assert_eq!(reading.notices.len(), 1);
    let goes_on = check("Tarn said: “We will wait.\n“The river rose.”");
    assert!(goes_on.notices.is_empty());
}
