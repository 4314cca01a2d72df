//! Power in votes at scale, and beside a plain enumeration in Python.
//!
//! `cargo run --release -p standpoint-bench --bin votes`
#![expect(clippy::disallowed_macros, reason = "a measurement prints")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use standpoint_deals::Exact;
use standpoint_deals::votes::{Council, Game, Power, Rule, WeightKind, power};

/// Members at which a plain enumeration still finishes.
const ENUMERATED: i64 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    println!("| council | seconds | swings, digits |");
    println!("| --- | ---: | ---: |");
    let unlike: Vec<i64> = (1..=100).collect();
    measure("100 members with 1 to 100 votes, quota 2526", &Council::weighted("a", 2526, &unlike))?;
    let classes: Vec<i64> = (0..100).map(|member| 10 + member % 7).collect();
    measure("100 members with 10 to 16 votes, quota two thirds", &Council::weighted("b", 865, &classes))?;
    let few: Vec<i64> = (0..100).map(|member| 1 + member % 7).collect();
    measure(
        "100 members with 1 to 7 votes: two thirds of the votes, 65 % of the people, half of the members",
        &with_people(&few),
    )?;
    let large: Vec<i64> = (0..50).map(|member| 997 * (member + 3) % 2003).collect();
    let quota = large.iter().sum::<i64>() / 2 + 1;
    measure("50 members with up to 2000 votes, simple majority", &Council::weighted("c", quota, &large))?;
    beside_python()
}

fn counted(council: &Council) -> Result<(f64, Power), Box<dyn Error>> {
    let start = Instant::now();
    let power = power(&Game::of(council)?)?;
    Ok((start.elapsed().as_secs_f64(), power))
}

fn measure(name: &str, council: &Council) -> Result<(), Box<dyn Error>> {
    let (seconds, power) = counted(council)?;
    println!("| {name} | {seconds:.3} | {} |", power.swings.to_string().len());
    Ok(())
}

/// Three majorities at once.
fn with_people(votes: &[i64]) -> Council {
    let two_thirds = Council::weighted("people", 264, votes);
    let people = WeightKind {
        name: "people".to_owned(),
        by_seat: (0..100).map(|member| Exact::from(1 + member % 4)).collect(),
    };
    let rules = vec![
        two_thirds.rule.clone(),
        Rule::Count { least: 51, of: (0..100).collect() },
        Rule::Weight { kind: 1, quota: Exact::from(163) },
    ];
    Council { weights: vec![two_thirds.weights[0].clone(), people], rule: Rule::All(rules), ..two_thirds }
}

fn beside_python() -> Result<(), Box<dyn Error>> {
    let weights: Vec<i64> = (1..=ENUMERATED).collect();
    let quota = weights.iter().sum::<i64>() / 2 + 1;
    let (ours, power) = counted(&Council::weighted("python", quota, &weights))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("enumerate_votes.py");
    let start = Instant::now();
    let arguments = std::iter::once(quota).chain(weights).map(|number| number.to_string());
    let output = Command::new("python3").arg(script).args(arguments).output()?;
    let theirs = start.elapsed().as_secs_f64();
    let told = String::from_utf8(output.stdout)?;
    println!(
        "\n{ENUMERATED} members: {} swings, the first member's Shapley–Shubik index is {}; Python says {}.",
        power.swings,
        power.seats[0].shapley_shubik,
        told.trim()
    );
    println!("{:.2} ms beside {theirs:.1} s: {:.0} times as fast.", ours * 1000.0, theirs / ours);
    Ok(())
}
