//! What every party could still accept, and what stands in the way.
//!
//! It answers from a model of a negotiation: what is open, what the parties refuse, what it is worth to them. The
//! model is an analyst's, as TOML or JSON, or is made of the positions in the record.
//!
//! | module | answers |
//! | --- | --- |
//! | `exact` | numbers without rounding |
//!
//! What this crate is not: it opens no file, knows no clock and no database, and has no source of chance but a seed
//! that the caller gives. It predicts nothing: it works out what follows from what the parties are known to want.

mod exact;

pub use exact::{Exact, ExactError};
