//! The trained judge.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use standpoint_inference::JudgeModel;

use crate::{Inquiry, Judge, Judgement};

/// A judge that runs a trained network (`tools/judge`).
#[derive(Debug)]
pub struct ModelJudge {
    model: JudgeModel,
    name: String,
    /// The topics of a codebook's texts, which every document asks for.
    topics: RwLock<HashMap<String, Vec<f32>>>,
}

/// Topics that are kept; more are worked out again.
const KEPT: usize = 10_000;

impl ModelJudge {
    /// A judge of this network.
    pub fn new(model: JudgeModel) -> Self {
        let name = model.name();
        ModelJudge { model, name, topics: RwLock::default() }
    }
}

impl Judge for ModelJudge {
    fn name(&self) -> &str {
        &self.name
    }

    fn judge(&self, inquiry: &Inquiry) -> Judgement {
        self.model.judge(inquiry)
    }

    fn stances(&self, inquiry: &Inquiry) -> Vec<Vec<[f32; 4]>> {
        self.model.stances(inquiry)
    }

    fn issues(&self) -> &[String] {
        self.model.issues()
    }

    fn topic(&self, text: &str) -> Vec<f32> {
        if let Some(known) = self.topics.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let topic = self.model.topic(text);
        let mut topics = self.topics.write().unwrap_or_else(PoisonError::into_inner);
        if topics.len() < KEPT {
            topics.insert(text.to_owned(), topic.clone());
        }
        topic
    }
}
