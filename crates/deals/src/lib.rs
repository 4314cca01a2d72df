//! What every party could still accept, and what stands in the way.
//!
//! It answers from a model of a negotiation: what is open, what the parties refuse, what it is worth to them. The
//! model is an analyst's, as TOML or JSON, or is made of the positions in the record.
//!
//! | module | answers |
//! | --- | --- |
//! | `exact` | numbers without rounding |
//! | `model`, `expression`, `grammar` | what a model is, and how it is read |
//! | `proposal` | who accepts a proposal, and what it would have to change |
//! | `record` | the same, from the positions in a record |
//! | `space` | which packages there are, and which stand out |
//! | `conflict` | why there is none, and which concessions open one |
//! | `unknowns` | what silence leaves open, and what to find out first |
//! | `votes` | who can decide, and against whom a guarantee can act |
//! | `stability` | which states of a conflict nobody would leave |
//! | `clauses`, `scale` | a model for a SAT solver, and in whole numbers |
//!
//! What this crate is not: it opens no file, knows no clock and no database, and has no source of chance but a seed
//! that the caller gives. It predicts nothing: it works out what follows from what the parties are known to want.

mod analysis;
mod clauses;
mod conflict;
mod exact;
mod expression;
mod grammar;
mod model;
mod proposal;
mod record;
mod scale;
mod space;
pub mod stability;
mod unknowns;
pub mod votes;
mod words;

pub use analysis::{Analysis, Options, TooFine, analyse};
pub use conflict::{Blockage, Concession, Knot, Line};
pub use exact::{Exact, ExactError};
pub use expression::{Condition, Expression};
pub use model::{
    Constraint, Counted, Evidence, Known, Model, ModelFault, ModelFile, Package, Party, Proposal, RedLine,
    Term, Worth, model_schema, read_model,
};
pub use proposal::{Change, Grading, PartyGrade, Reason, Verdict};
pub use record::{RecordAnalysis, Recorded, analyse_record};
pub use space::{DealSpace, FrontierPoint, Mark, Marked, Sampled, Valued};
pub use unknowns::{Conceded, Probability, Question, Unknowns};
pub use words::{concession, in_short, lines_given_up, named_lines};
