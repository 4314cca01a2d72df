//! Generated short texts, some of which are near duplicates of earlier ones: for measuring the index.

use std::fmt::Write;

/// A stream of numbers that looks random and is always the same (`SplitMix64`).
pub struct Numbers(u64);

impl Numbers {
    /// The stream of this seed.
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed)
    }

    /// The next number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

/// One text in so many is made of an earlier one.
pub const ONE_IN: u64 = 10;

/// Text number `n`, and of which earlier one it is made, where it is. Texts have 40 to 120 words: few words are
/// frequent and many rare, and at the end stands the note of one of twenty papers. One that is made of another has one
/// word in twenty changed and lost up to a fifth, or holds the other among words of its own.
pub fn note(n: u64) -> (String, Option<u64>) {
    let mut numbers = Numbers::new(n.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0x5EED);
    let of = (n > 0 && numbers.below(ONE_IN) == 0).then(|| numbers.below(n)).filter(|of| note_is_own(*of));
    let mut words: Vec<u64> = match of {
        Some(of) => own(of),
        None => own(n),
    };
    if of.is_some() {
        for word in &mut words {
            if numbers.below(20) == 0 {
                *word = numbers.below(WORDS);
            }
        }
        if numbers.below(2) == 0 {
            words.truncate(words.len() - numbers.below(words.len() as u64 / 5) as usize);
        } else {
            let around = |numbers: &mut Numbers| (0..60).map(|_| drawn(numbers)).collect::<Vec<u64>>();
            words = [around(&mut numbers), words, around(&mut numbers)].concat();
        }
    }
    let mut text = String::new();
    for word in words {
        let _ = write!(text, "w{word} ");
    }
    let _ = write!(text, "\n{}", footer(numbers.below(20)));
    (text, of)
}

const WORDS: u64 = 60_000;

fn note_is_own(n: u64) -> bool {
    n == 0 || Numbers::new(n.wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0x5EED).below(ONE_IN) != 0
}

/// A word: the rank is about the reciprocal of a number drawn evenly, as in Zipf's law.
fn drawn(numbers: &mut Numbers) -> u64 {
    let even = (numbers.below(1 << 32) + 1) as f64 / (1_u64 << 32) as f64;
    ((WORDS as f64).powf(even) as u64).min(WORDS - 1)
}

fn own(n: u64) -> Vec<u64> {
    let mut numbers = Numbers::new(n ^ 0x0DD_BA11);
    let length = 40 + numbers.below(81);
    (0..length).map(|_| drawn(&mut numbers)).collect()
}

fn footer(paper: u64) -> String {
    format!(
        "This report is by the desk of paper {paper}; write to its editors at the harbour gate on any working day."
    )
}
