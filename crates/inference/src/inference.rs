//! What every model can do.

use crate::Found;

/// Something that finds attributions, names, mentions and chains in a text: a network, or a script in a test.
///
/// It is a function of the text alone.
pub trait Inference: Send + Sync {
    /// What is in the text. All spans lie inside it, on character boundaries.
    fn infer(&self, text: &str) -> Found;

    /// The model's name ("full").
    fn name(&self) -> &str;

    /// Changes whenever the same text could give another result.
    fn version(&self) -> &str;
}
