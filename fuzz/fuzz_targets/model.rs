//! A model of a negotiation: read or refused with a message, in TOML and JSON. What is read is analysed, within bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_deals::stability::conflict_report;
use standpoint_deals::votes::{council_report, guarantee_report};
use standpoint_deals::{Options, analyse, read_model};

fuzz_target!(|source: &str| {
    if let Ok(model) = read_model(source, "fuzz") {
        for council in &model.councils {
            let _ = council_report(council);
        }
        for guarantee in &model.guarantees {
            let _ = guarantee_report(guarantee, &model.councils[guarantee.council]);
        }
        for conflict in &model.conflicts {
            conflict_report(conflict);
        }
        let small = Options { diagram: 5_000, sets: 50, draws: 20, ..Options::default() };
        if model.terms.len() <= 20 {
            let _ = analyse(&model, &small);
        }
    }
});
