//! A page gives an article or a reason, and every passage lies in its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{Limits, page};

fuzz_target!(|html: &str| {
    if let Ok(draft) = page(html, &Limits::default()) {
        assert!(!draft.passages.is_empty());
        for passage in &draft.passages {
            assert!(passage.span.of(&draft.text).is_some_and(|words| !words.trim().is_empty()));
        }
    }
});
