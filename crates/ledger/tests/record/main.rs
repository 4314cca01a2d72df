//! The ledger through its public face.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod corrections;
mod damage;
mod interruption;
mod listings;
mod made;
mod near;
mod review;
mod round_trip;
mod searches;
mod versions;
