//! Lines of JSON and rows of CSV give documents and reasons.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_intake::{Columns, Limits, MetadataSheet, jsonl, table};

fuzz_target!(|text: &str| {
    jsonl(text, &Columns::default(), &Limits::default(), &mut |_| {});
    table(text, &Columns::default(), &Limits::default(), &mut |_| {});
    let _ = MetadataSheet::read(text);
});
