//! Random negotiations, the same on every machine.

use std::fmt::Write;

/// A model in JSON: so many yes-or-no terms and parties, constraints and red lines over two or three terms each, and
/// worths for every term.
pub fn negotiation(terms: usize, parties: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut json = String::from("{\"term\": [");
    for term in 0..terms {
        let comma = if term > 0 { "," } else { "" };
        write!(json, "{comma}{{\"id\": \"t{term}\"}}").expect("a String takes everything");
    }
    json.push_str("], \"constraint\": [");
    for at in 0..terms / 3 {
        let comma = if at > 0 { "," } else { "" };
        let [a, b, c] = dice.three(terms);
        let must = match dice.below(3) {
            0 => format!("t{a} and t{b} implies t{c}"),
            1 => format!("t{a} implies t{b} or not t{c}"),
            _ => format!("at most 2 of (t{a}, t{b}, t{c})"),
        };
        write!(json, "{comma}{{\"must\": \"{must}\"}}").expect("a String takes everything");
    }
    json.push_str("], \"party\": [");
    for party in 0..parties {
        let comma = if party > 0 { "," } else { "" };
        let lines: Vec<String> = (0..4)
            .map(|_| {
                let [a, b, c] = dice.three(terms);
                let weight = 1 + dice.below(5);
                format!("{{\"never\": \"t{a} and t{b} and not t{c}\", \"weight\": {weight}}}")
            })
            .collect();
        let worths: Vec<String> =
            (0..terms).map(|term| format!("\"t{term}\": {}", dice.below(21) as i64 - 10)).collect();
        write!(
            json,
            "{comma}{{\"id\": \"p{party}\", \"red-line\": [{}], \"worth\": {{{}}}}}",
            lines.join(","),
            worths.join(",")
        )
        .expect("a String takes everything");
    }
    json.push_str("]}");
    json
}

/// The same negotiation, in which the first two parties also insist on what cannot go together.
pub fn deadlocked(terms: usize, parties: usize, seed: u64) -> String {
    let json = negotiation(terms, parties, seed);
    let mut dice = Dice(seed ^ 0x5eed);
    let mut json = json;
    for party in 0..parties {
        let [a, b, c] = dice.three(terms.min(12));
        let weight = 1 + dice.below(5);
        let line = match dice.below(3) {
            0 => format!("{{\"needs\": \"t{a} and not t{b}\", \"weight\": {weight}}},"),
            1 => format!("{{\"needs\": \"t{b} and t{c}\", \"weight\": {weight}}},"),
            _ => format!("{{\"never\": \"t{a} or t{c}\", \"weight\": {weight}}},"),
        };
        let place = format!("\"id\": \"p{party}\", \"red-line\": [");
        json = json.replace(&place, &format!("{place}{line}"));
    }
    json
}

/// Steele, Lea and Flood's `SplitMix`: enough for a benchmark.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn three(&mut self, of: usize) -> [usize; 3] {
        loop {
            let [a, b, c] = [self.below(of), self.below(of), self.below(of)];
            if a != b && b != c && a != c {
                return [a, b, c];
            }
        }
    }
}
