//! A text's shingles as a short signature, by which resemblance can be estimated.

use crate::shingles::mixed;

/// A signature of a set of shingles: two sets agree in a place with the probability of their resemblance (Jaccard).
///
/// It is a signature of least hashes (`MinHash`, Broder 1997), made as Dahlgaard, Knudsen and Thorup's fast similarity sketch (2017): in
/// each round every shingle falls into one place, and a place keeps the least that fell into it; rounds go on until no
/// place is empty. So a text of n shingles takes about n + P ln P steps, not n × P, every place is filled without
/// copying from its neighbours, and short texts are estimated as well as long ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature<const PLACES: usize>(pub [u32; PLACES]);

impl<const PLACES: usize> Signature<PLACES> {
    const LOG: u32 = {
        assert!(
            PLACES.is_power_of_two() && PLACES > 1 && PLACES <= 1 << 12,
            "place, round and value share 32 bits"
        );
        PLACES.trailing_zeros()
    };

    /// The signature of these shingles, which may come more than once and in any order; `None` where there are none.
    ///
    /// ```
    /// use standpoint_stories::near::{Signature, shingles};
    ///
    /// let one = shingles("The envoy said the canal would stay closed until the dredgers had come back.");
    /// let other = shingles("On Monday the envoy said the canal would stay closed until the dredgers had come.");
    /// let [one, other] = [one, other].map(|shingles| Signature::<128>::of(&shingles).unwrap());
    /// assert!((one.resemblance(&other) - 9.0 / 14.0).abs() < 0.2);
    /// ```
    pub fn of(shingles: &[u64]) -> Option<Self> {
        if shingles.is_empty() {
            return None;
        }
        // The round stands above the value, so that an earlier round always wins.
        let mut least = [u32::MAX; PLACES];
        let width = u32::BITS - Self::LOG;
        for pass in 0..PLACES as u32 / 2 {
            let (factor, summand) = (mixed(2 * u64::from(pass) + 1) | 1, mixed(2 * u64::from(pass) + 2));
            let rounds = [2 * pass, 2 * pass + 1].map(|round| round << width);
            for shingle in shingles {
                let hash = shingle.wrapping_mul(factor).wrapping_add(summand);
                // Both halves of the product serve, each as a round of its own.
                for (half, round) in [(hash >> 32) as u32, hash as u32].into_iter().zip(rounds) {
                    let place = &mut least[(half >> width) as usize];
                    *place = (*place).min(round | (half & (u32::MAX >> Self::LOG)));
                }
            }
            if least.iter().all(|value| *value != u32::MAX) {
                break;
            }
        }
        for (place, least) in least.iter_mut().enumerate().filter(|(_, least)| **least == u32::MAX) {
            // So few shingles that chance left a place empty: the least of all, for this place alone.
            let factor = mixed(u64::MAX - place as u64) | 1;
            let value = |shingle: &u64| (shingle.wrapping_mul(factor) >> 32) as u32;
            *least = shingles.iter().map(value).min().unwrap_or_default();
        }
        Some(Signature(least))
    }

    /// The share of places in which two signatures agree: what the resemblance is thought to be.
    pub fn resemblance(&self, other: &Self) -> f32 {
        let agree = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        agree as f32 / PLACES as f32
    }

    /// The keys of its bands of `rows` places each, for locality-sensitive hashing (Indyk and Motwani 1998): two
    /// signatures of resemblance s share one of b keys with the probability 1 − (1 − s^rows)^b.
    pub fn bands(&self, rows: usize) -> impl Iterator<Item = u64> {
        self.0.chunks_exact(rows.clamp(1, PLACES)).enumerate().map(|(band, rows)| {
            rows.iter().fold(mixed(band as u64 + 1), |key, row| mixed(key ^ u64::from(*row)))
        })
    }
}
