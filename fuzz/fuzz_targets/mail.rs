//! A message gives a document or a reason; a mailbox gives messages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{Limits, mail, messages};

fuzz_target!(|bytes: &[u8]| {
    let _ = mail(bytes, &Limits::default());
    for message in messages(bytes) {
        let _ = mail(&message, &Limits::default());
    }
});
