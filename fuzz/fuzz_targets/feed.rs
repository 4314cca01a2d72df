//! A feed gives items or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{Limits, feed};

fuzz_target!(|bytes: &[u8]| {
    let _ = feed(bytes, &Limits::default());
});
