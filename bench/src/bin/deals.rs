//! The analysis of deals at scale, and beside a plain enumeration in Python.
//!
//! `cargo run --release -p standpoint-bench --bin deals -- 60 8` (terms, parties)
#![expect(clippy::disallowed_macros, reason = "a measurement prints")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock and arguments")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use standpoint_bench::negotiation::{deadlocked, negotiation};
use standpoint_deals::{Options, analyse, read_model};

/// How many random models of each kind.
const SEEDS: u64 = 5;
/// Terms at which a plain enumeration still finishes.
const ENUMERATED: usize = 16;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let terms: usize = arguments.next().map_or(Ok(60), |n| n.parse())?;
    let parties: usize = arguments.next().map_or(Ok(8), |n| n.parse())?;
    println!(
        "| model | seed | seconds | packages without crossing | marked, proved | knots | concessions | all of them |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for seed in 1..=SEEDS {
        measure("open", seed, &negotiation(terms, parties, seed))?;
        measure("deadlocked", seed, &deadlocked(terms, parties, seed))?;
    }
    beside_python()
}

fn measure(name: &str, seed: u64, json: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let model = read_model(json, name)?;
    let analysis = analyse(&model, &Options::default())?;
    let seconds = start.elapsed().as_secs_f64();
    let space = &analysis.space;
    let count = space.without_crossing.as_ref().map_or("too large".to_owned(), ToString::to_string);
    let proved = space.marked.iter().filter(|marked| marked.proved).count();
    let knots = &analysis.blockage.knots;
    let concessions: usize = knots.iter().map(|knot| knot.concessions.len()).sum();
    let all = if knots.iter().all(|knot| knot.complete) { "yes" } else { "no" };
    println!(
        "| {name} | {seed} | {seconds:.2} | {count} | {}, {proved} | {} | {concessions} | {all} |",
        space.marked.len(),
        knots.len()
    );
    Ok(())
}

/// Counts and values every package of a small model, here and in Python.
fn beside_python() -> Result<(), Box<dyn Error>> {
    let json = negotiation(ENUMERATED, 3, 7);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("model.json");
    std::fs::write(&file, &json)?;
    let start = Instant::now();
    let analysis = analyse(&read_model(&json, "model.json")?, &Options::default())?;
    let ours = start.elapsed().as_secs_f64();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("enumerate_deals.py");
    let start = Instant::now();
    let output = Command::new("python3").arg(script).arg(&file).output()?;
    let theirs = start.elapsed().as_secs_f64();
    let told = String::from_utf8(output.stdout)?;
    let count = analysis.space.without_crossing.map_or(String::new(), |count| count.to_string());
    let frontier = analysis.space.frontier.map_or(0, |points| points.len());
    println!(
        "\n{ENUMERATED} terms, 3 parties: {count} packages, a frontier of {frontier} points; Python says {}.",
        told.trim()
    );
    println!("{ours:.3} s beside {theirs:.2} s: {:.0} times as fast.", theirs / ours);
    Ok(())
}
