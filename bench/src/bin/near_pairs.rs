//! Signatures and pairs of all near duplicates, to be set beside other programs: `bench/near/compare.py` calls it.
//!
//! `near_pairs TEXTS FOLDER`: TEXTS has one text a line. Writes into FOLDER the shingles (hashes and where each text's
//! begin, 64 bits, little-endian), the pairs that are truly near and those that are found; prints seconds of processor time.
#![expect(clippy::disallowed_macros, reason = "a measurement prints")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock and arguments")]

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use standpoint_stories::near::{Comparable, Signature, candidates, compare, pairs, shingles};

/// Places of a signature and in a band: as the other programs are told to have.
const PLACES: usize = 128;
const ROWS: usize = 4;
/// What is near.
const NEAR: f32 = 0.5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(texts), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("name the file of texts and a folder for the results".into());
    };
    let file = std::fs::read_to_string(&texts)?;
    let texts: Vec<&str> = file.lines().collect();

    let start = processor();
    let all: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
    said("shingles", start);

    let start = processor();
    let signatures: Vec<Option<Signature<PLACES>>> =
        all.iter().map(|shingles| Signature::of(black_box(shingles))).collect();
    said("signatures", start);

    // From signatures to pairs that share a band, and from these to those that are near by their signatures.
    let start = processor();
    let keys: Vec<Vec<u64>> = signatures
        .iter()
        .map(|signature| signature.iter().flat_map(|signature| signature.bands(ROWS)).collect())
        .collect();
    let met = candidates(&keys);
    let estimated = met.iter().filter(|[one, other]| match (&signatures[*one], &signatures[*other]) {
        (Some(one), Some(other)) => one.resemblance(other) >= NEAR,
        _ => false,
    });
    let estimated: Vec<[usize; 2]> = estimated.copied().collect();
    said("pairs", start);

    // The same, verified by the shingles themselves.
    let start = processor();
    let comparable: Vec<Comparable> = all.iter().map(|shingles| Comparable::of(shingles)).collect();
    let resemblance = |[one, other]: [usize; 2]| compare(&comparable[one], &comparable[other]).resemblance();
    let verified: Vec<[usize; 2]> = met.iter().copied().filter(|pair| resemblance(*pair) >= NEAR).collect();
    said("verified", start);

    // As the ledger's index does it: other bands, fingerprints of passages, containment too.
    let start = processor();
    let by_index = pairs(&all);
    said("index", start);
    let by_index: Vec<[usize; 2]> = by_index
        .iter()
        .filter(|(_, nearness)| nearness.resemblance() >= NEAR)
        .map(|(pair, _)| *pair)
        .collect();

    let truth = exact(&all, &comparable);
    let offsets = std::iter::once(0).chain(all.iter().scan(0_u64, |at, shingles| {
        *at += shingles.len() as u64;
        Some(*at)
    }));
    std::fs::write(folder.join("offsets"), offsets.flat_map(u64::to_le_bytes).collect::<Vec<u8>>())?;
    let hashes = all.iter().flatten().flat_map(|hash| hash.to_le_bytes());
    std::fs::write(folder.join("hashes"), hashes.collect::<Vec<u8>>())?;
    for (name, pairs) in
        [("truth", &truth), ("estimated", &estimated), ("verified", &verified), ("by_index", &by_index)]
    {
        let lines: String = pairs.iter().map(|[one, other]| format!("{one} {other}\n")).collect();
        std::fs::write(folder.join(name), lines)?;
    }
    Ok(())
}

fn said(what: &str, start: Duration) {
    println!("{what} {:.6}", processor().saturating_sub(start).as_secs_f64());
}

/// The processor time of this thread, the only one: on a busy machine it tells more than the clock. Linux only.
fn processor() -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(spent.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

/// Every pair that is near: of those that share a shingle, which all of them do.
fn exact(all: &[Vec<u64>], comparable: &[Comparable]) -> Vec<[usize; 2]> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut truth = Vec::new();
    for (at, shingles) in all.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let mut own = shingles.clone();
        own.sort_unstable();
        own.dedup();
        for shingle in own {
            let holders = holders.entry(shingle).or_default();
            for other in holders.iter() {
                *shared.entry(*other).or_default() += 1;
            }
            holders.push(at);
        }
        // Half of all is at least a third of each.
        let maybe =
            shared.into_iter().filter(|(other, shared)| 3 * shared >= shingles.len().max(all[*other].len()));
        let near = |other: &usize| compare(&comparable[*other], &comparable[at]).resemblance() >= NEAR;
        truth.extend(maybe.map(|(other, _)| other).filter(near).map(|other| [other, at]));
    }
    truth.sort_unstable();
    truth
}
