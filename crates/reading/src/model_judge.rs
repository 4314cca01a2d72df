//! The trained judge.

use standpoint_inference::StanceModel;

use crate::{Judge, StanceOdds, StancePair};

/// A judge that runs a trained network (`tools/judge`).
///
/// Its odds are calibrated on a dispute that it was not trained on; they are no facts, and go where rules do not
/// reach.
#[derive(Debug)]
pub struct ModelJudge {
    model: StanceModel,
    name: String,
}

impl ModelJudge {
    /// A judge of this network.
    pub fn new(model: StanceModel) -> Self {
        let name = model.name();
        ModelJudge { model, name }
    }
}

impl Judge for ModelJudge {
    fn name(&self) -> &str {
        &self.name
    }

    fn stances(&self, pairs: &[StancePair]) -> Vec<StanceOdds> {
        pairs
            .iter()
            .map(|pair| {
                let [none, support, oppose, conditional] = self.model.stance(&pair.statement, &pair.position);
                StanceOdds { none, support, oppose, conditional }
            })
            .collect()
    }

    fn acts(&self, statements: &[String]) -> Vec<[f32; 13]> {
        statements.iter().map(|statement| self.model.act(statement)).collect()
    }
}
