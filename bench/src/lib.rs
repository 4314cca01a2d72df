//! What the benchmarks work on: generated coverage, the same on every machine.

pub mod coverage;
pub mod negotiation;
pub mod notes;
pub mod peak;
