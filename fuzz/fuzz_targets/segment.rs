//! Sentences lie in order inside of the passages of any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::plain;
use standpoint_reading::sentences;

fuzz_target!(|text: &str| {
    let draft = plain(text);
    let mut end = 0;
    for sentence in sentences(&draft.text, &draft.passages) {
        assert!(sentence.start >= end && sentence.end > sentence.start);
        assert!(sentence.of(text).is_some_and(|words| !words.trim().is_empty()));
        assert!(draft.passages.iter().any(|passage| passage.span.contains(sentence)));
        end = sentence.end;
    }
});
