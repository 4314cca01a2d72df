//! The program at scale: how adding goes on, how quickly each table answers, what a brief takes.
//!
//! `cargo build --release && cargo run --release -p standpoint-bench --bin scale -- 100000`
#![expect(clippy::disallowed_macros, reason = "a measurement prints")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock and arguments")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use standpoint_bench::{coverage, peak};
use standpoint_ledger::{Entry, Ledger};
use standpoint_reading::{Reader, RuleReader, statements};

/// Documents of which the brief is made.
const BRIEFED: u64 = 1_000;
/// Documents in a transaction, as the program has it.
const BATCH: u64 = 64;
/// How often each table is asked.
const ASKED: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let documents: u64 = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let program = std::env::current_exe()?.with_file_name("standpoint");
    if !program.exists() {
        return Err("build the program first: cargo build --release".into());
    }
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("scale.db");
    adding(&ledger, documents)?;
    tables(&program, &ledger)?;
    brief(&program, folder.path())?;
    Ok(())
}

/// Adds documents, and tells how many a second for each tenth, and for the first thousand.
fn adding(path: &Path, documents: u64) -> Result<(), Box<dyn Error>> {
    println!("| documents in the ledger | added a second (ledger alone) |\n| ---: | ---: |");
    let reader = RuleReader::new();
    let mut ledger = Ledger::open(path)?;
    let mut marks: Vec<u64> = (1..=10).map(|tenth| documents * tenth / 10).collect();
    marks.insert(0, 1_000.min(documents));
    marks.dedup();
    let (mut spent, mut since, mut n) = (Duration::ZERO, 0, 0);
    for mark in marks {
        while n < mark {
            let batch: Vec<Entry> = (n..(n + BATCH).min(mark)).map(|n| read(&reader, n)).collect();
            n += batch.len() as u64;
            let start = Instant::now();
            ledger.add(&batch, "2031-06-01".parse()?)?;
            spent += start.elapsed();
        }
        println!("| {n} | {:.0} |", (n - since) as f64 / spent.as_secs_f64());
        (spent, since) = (Duration::ZERO, n);
    }
    let counts = ledger.counts()?;
    println!("\n{} documents, {} statements, {} words.\n", counts.documents, counts.statements, counts.words);
    Ok(())
}

fn read(reader: &RuleReader, n: u64) -> Entry {
    let document = coverage::document(n);
    let reading = reader.read(&document);
    let statements = statements(&document, &reading, None);
    Entry { document, reading, statements }
}

/// Asks each table and search of the command line, as processes; prints the median.
fn tables(program: &Path, ledger: &Path) -> Result<(), Box<dyn Error>> {
    let asked: [&[&str]; 9] = [
        &["documents"],
        &["documents", "--outlet", "Coastline", "--newest"],
        &["statements"],
        &["statements", "--speaker", "Marwick"],
        &["statements", "--mode", "direct", "--newest", "--from", "2031-06-01"],
        &["actors"],
        &["search", "lighthouse"],
        &["search", "\"survey ships\"", "guarantee"],
        &["search", "Clara", "Marwick", "4711"],
    ];
    println!("| command | median, ms |\n| --- | ---: |");
    for arguments in asked {
        let mut times = Vec::with_capacity(ASKED);
        for _ in 0..ASKED {
            times.push(peak::run(Command::new(program).args(arguments).arg("--ledger").arg(ledger))?.time);
        }
        times.sort();
        println!("| `standpoint {}` | {:.1} |", arguments.join(" "), times[ASKED / 2].as_secs_f64() * 1e3);
    }
    println!();
    Ok(())
}

/// Makes a brief of files, and tells what it took.
fn brief(program: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let coverage: PathBuf = folder.join("coverage");
    fs::create_dir(&coverage)?;
    for n in 0..BRIEFED {
        fs::write(coverage.join(format!("{n:07}.txt")), coverage::text(n))?;
    }
    let (ledger, page) = (folder.join("brief.db"), folder.join("brief.html"));
    let arguments = ["brief".as_ref(), coverage.as_os_str(), "--ledger".as_ref(), ledger.as_os_str()];
    let mut command = Command::new(program);
    command.args(arguments).arg("--out").arg(&page).args(["--reader", "rules"]);
    println!("| {BRIEFED} documents | seconds | peak memory, MB | page, MB |\n| --- | ---: | ---: | ---: |");
    for run in ["added, read and briefed", "once more"] {
        let cost = peak::run(&mut command)?;
        let page = fs::metadata(&page)?.len();
        let megabytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let seconds = cost.time.as_secs_f64();
        println!("| {run} | {seconds:.2} | {:.0} | {:.1} |", megabytes(cost.peak), megabytes(page));
    }
    Ok(())
}
