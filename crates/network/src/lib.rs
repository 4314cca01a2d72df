//! Who agrees with whom: networks of actors and concepts, as discourse network analysis defines them.
//!
//! The nouns: a [`Coded`] is one statement by which an actor stands on a concept (a proposition). A [`TwoMode`]
//! network joins actors to concepts; a [`OneMode`] network joins actors to actors through the concepts on which
//! both stand: by **congruence** (the same stance), **conflict** (opposite stances), or the difference of both.
//!
//! The method is that of Philip Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic Networks", in
//! *The Oxford Handbook of Political Networks* (2017), in the form that the program Discourse Network Analyzer gives
//! it, so that figures can be compared; `docs/network.md` has the formulas.
//!
//! What this crate is not: it reads no texts and no database, and finds no clusters. What goes in is coded already.
//!
//! ```
//! use standpoint_network::{Coded, Duplicates, Normalisation, OneMode, Tie};
//! use standpoint_terms::Stance;
//!
//! let coded = |actor: &str, concept: &str, stance| Coded {
//!     document: "1".into(), actor: actor.into(), concept: concept.into(), stance,
//! };
//! let record = [
//!     coded("Norland", "open harbour", Stance::Support),
//!     coded("Sudania", "open harbour", Stance::Oppose),
//!     coded("League", "open harbour", Stance::Oppose),
//! ];
//! let conflict = OneMode::new(&record, Tie::Conflict, Normalisation::None, Duplicates::All);
//! assert_eq!(conflict.weight("Norland", "League"), Some(1.0));
//! assert_eq!(conflict.weight("Sudania", "League"), Some(0.0));
//! ```

mod coded;
mod counts;
mod one_mode;
mod two_mode;

pub use coded::{Coded, Duplicates};
pub use one_mode::{Normalisation, OneMode, Tie};
pub use two_mode::{Aggregation, Scale, TwoMode};
