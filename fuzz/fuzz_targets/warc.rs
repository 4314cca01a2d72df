//! An archive gives pages and reasons.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{Limits, warc};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { decompressed_bytes: 1 << 20, ..Limits::default() };
    warc(bytes, &limits, &mut |_| {});
});
