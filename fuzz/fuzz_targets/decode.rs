//! Any bytes are text or are not; what is text has a kind, passages inside of it and a moment or none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{decode, gunzip, kind, markdown, moment, plain};

fuzz_target!(|bytes: &[u8]| {
    let _ = kind(bytes, None, None);
    let _ = gunzip(bytes, 1 << 20);
    let Some(decoded) = decode(bytes, None) else { return };
    let _ = moment(&decoded.text);
    for draft in [plain(&decoded.text), markdown(&decoded.text)] {
        let mut end = 0;
        for passage in &draft.passages {
            assert!(passage.span.start >= end && !passage.span.is_empty());
            assert_eq!(passage.span.trimmed(&draft.text), passage.span);
            end = passage.span.end;
        }
    }
});
