//! All answers about one model.

use serde::Serialize;
use thiserror::Error;

use crate::conflict::{Blockage, Switches, blockage};
use crate::model::Model;
use crate::proposal::{Grading, gradings};
use crate::scale::Scale;
use crate::space::{DealSpace, deal_space};
use crate::unknowns::{Unknowns, unknowns};

/// How far an analysis goes. The defaults take seconds at the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// List the packages where there are at most so many.
    pub list: usize,
    /// The largest decision diagram, in nodes; a larger deal space is not counted.
    pub diagram: usize,
    /// How many conflicts and concessions, together, are looked for in a knot.
    pub sets: usize,
    /// How many comparisons of packages the frontier may cost; where it takes more, a sample of it is found.
    pub comparisons: u64,
    /// How many draws, where a probability cannot be worked out.
    pub draws: usize,
    /// The seed of those draws.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { list: 24, diagram: 1_000_000, sets: 600, comparisons: 60_000_000, draws: 2_000, seed: 1 }
    }
}

/// Worths or weights that do not fit into exact arithmetic by machine numbers. [`crate::read_model`] refuses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the worths or weights are too large or too finely divided; use numbers with fewer digits")]
pub struct TooFine;

/// All answers about one model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The model's proposals, held against every party.
    pub proposals: Vec<Grading>,
    /// Which packages there are, and which stand out.
    pub space: DealSpace,
    /// What stands in the way, where there is no deal.
    pub blockage: Blockage,
    /// What is not known.
    pub unknowns: Unknowns,
}

/// Analyses a model.
///
/// # Errors
/// The model's numbers do not fit into exact arithmetic; models of [`crate::read_model`] do.
///
/// ```
/// use standpoint_deals::{Options, analyse, read_model};
///
/// let model = read_model(
///     r#"
///     [[term]]
///     id = "truce"
///     [[party]]
///     id = "arland"
///     red-line = [{ needs = "truce" }]
///     [[party]]
///     id = "velmark"
///     red-line = [{ never = "truce" }]
///     "#,
///     "lock.toml",
/// )?;
/// let analysis = analyse(&model, &Options::default())?;
/// assert_eq!(analysis.space.without_crossing, Some(0_u8.into()));
/// assert_eq!(analysis.blockage.knots[0].concessions.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn analyse(model: &Model, options: &Options) -> Result<Analysis, TooFine> {
    let scale = Scale::of(model).ok_or(TooFine)?;
    let space = deal_space(model, &scale, options);
    let mut switches = Switches::of(model, &scale);
    let blockage = blockage(model, &mut switches, options);
    let unknowns = unknowns(model, &mut switches, &blockage, options);
    let proposals = gradings(model, &scale, &mut switches, options);
    Ok(Analysis { proposals, space, blockage, unknowns })
}
