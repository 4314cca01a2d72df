//! The judge: one network over a statement and what is asked about it.

use std::borrow::Cow;
use std::sync::Arc;

use rten::{NodeId, Value};
use serde::Deserialize;

use crate::inquiry::{Inquiry, Question, Row, Sizes, Text, question_row, statement_row, topic_row};
use crate::network::{Network, guarded};
use crate::{LoadError, WordVectors};

/// The two files of a judge, as `tools/judge` exports them.
#[derive(Clone, Debug)]
pub struct JudgeFiles {
    /// `judge.onnx`: the network.
    pub network: Cow<'static, [u8]>,
    /// `judge.json`: everything else that is learnt or chosen.
    pub description: Cow<'static, str>,
}

#[cfg(feature = "judge")]
impl JudgeFiles {
    /// The judge that comes with the program.
    pub fn built_in() -> Self {
        JudgeFiles {
            network: Cow::Borrowed(include_bytes!("../models/judge/judge.onnx")),
            description: Cow::Borrowed(include_str!("../models/judge/judge.json")),
        }
    }
}

/// How many stances there are to tell apart: none, support, oppose, conditional.
pub const STANCES: usize = 4;
/// How many acts: those of [`standpoint_terms::Act::ALL`], in that order.
pub const ACTS: usize = 13;

/// What a judge answers to an [`Inquiry`]: calibrated odds, no facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// For each question, for each of its holders: the odds of none, support, oppose and conditional; their sum is 1.
    pub stances: Vec<Vec<[f32; STANCES]>>,
    /// What act the statement is: the odds in the order of [`standpoint_terms::Act::ALL`]; their sum is 1.
    pub acts: [f32; ACTS],
    /// Which of the issues that many disputes share it is about: the odds in the order of [`JudgeModel::issues`]; their sum
    /// is 1.
    pub issues: Vec<f32>,
    /// What the statement is about, to be held against [`JudgeModel::topic`] by the inner product; its length is 1.
    pub topic: Vec<f32>,
}

/// A trained judge, ready to be asked.
///
/// It is trained on sentences about invented disputes (`tools/judge`) and knows nothing of the world.
pub struct JudgeModel {
    network: Network,
    inputs: [NodeId; 5],
    outputs: [NodeId; 4],
    words: Arc<WordVectors>,
    description: Description,
    version: String,
}

impl std::fmt::Debug for JudgeModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JudgeModel").field("version", &self.version).finish_non_exhaustive()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    format: u32,
    name: String,
    /// The file beside it; known already.
    #[serde(rename = "model")]
    _model: String,
    stances: Vec<String>,
    acts: Vec<String>,
    /// The ids of the issues that it tells apart, as codebooks have them.
    issues: Vec<String>,
    sizes: Sizes,
    /// The check of the word vectors that it was trained with.
    words: String,
    /// By which stance logits are divided, so that odds mean what they say; those of acts, and of issues.
    temperature: f32,
    act_temperature: f32,
    issue_temperature: f32,
}

impl JudgeModel {
    /// Makes a judge of its files and the word vectors with which it was trained.
    ///
    /// # Errors
    ///
    /// When a file is damaged, of another format, or does not fit the others; the message says which.
    pub fn new(files: &JudgeFiles, words: Arc<WordVectors>) -> Result<Self, LoadError> {
        let description: Description = serde_json::from_str(&files.description).map_err(LoadError::json)?;
        if description.format != 3 {
            return Err(LoadError::format(description.format));
        }
        let acts: Vec<&str> = standpoint_terms::Act::ALL.iter().map(|act| act.name()).collect();
        if description.stances != ["none", "support", "oppose", "conditional"] || description.acts != acts {
            return Err(LoadError::description("it has other stances or acts than this program"));
        }
        let scales = [description.temperature, description.act_temperature, description.issue_temperature];
        if scales.iter().any(|t| !t.is_finite() || *t <= 0.0) {
            return Err(LoadError::description("a temperature is not above zero"));
        }
        let Sizes { statement, question } = description.sizes;
        if !(8..=1024).contains(&statement) || !(4..=256).contains(&question) {
            return Err(LoadError::description("its sizes are out of bounds"));
        }
        if description.words != words.check() {
            return Err(LoadError::description(
                "it was trained with other word vectors than this program has",
            ));
        }
        let network = Network::new(&files.network)?;
        let inputs = [
            network.node("word_vectors")?,
            network.node("feature_ids")?,
            network.node("slot_ids")?,
            network.node("position_ids")?,
            network.node("sight")?,
        ];
        let outputs =
            [network.node("stance")?, network.node("act")?, network.node("issue")?, network.node("topic")?];
        let mut hash = blake3::Hasher::new();
        for part in [&*files.network, files.description.as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let version = hash.finalize().to_hex()[..12].to_owned();
        let model = JudgeModel { network, inputs, outputs, words, description, version };
        // The shortest and the longest row, so that it is known to take them all.
        for row in trials(&model.words, model.description.sizes) {
            guarded(|| model.run(&row))?.map_err(LoadError::outputs)?;
        }
        Ok(model)
    }

    /// The judge's name and version.
    pub fn name(&self) -> String {
        format!("{} {}", self.description.name, self.version)
    }

    /// By which the logits of stances, acts and issues are divided.
    #[cfg(test)]
    pub(crate) fn temperatures(&self) -> [f32; 3] {
        let Description { temperature, act_temperature, issue_temperature, .. } = self.description;
        [temperature, act_temperature, issue_temperature]
    }

    /// The ids of the issues that it tells apart: such as many disputes share, named as codebooks name them.
    pub fn issues(&self) -> &[String] {
        &self.description.issues
    }

    /// What it makes of a statement. Where the network gives no numbers all is silent, and the act a claim.
    pub fn judge(&self, inquiry: &Inquiry) -> Judgement {
        let row = statement_row(&self.words, inquiry, self.description.sizes);
        let alone = self.run_or_silent(&row);
        Judgement {
            stances: inquiry.questions.iter().map(|question| self.answer(&row, question)).collect(),
            acts: odds(&alone.acts, self.description.act_temperature),
            issues: shares(&alone.issues, self.description.issue_temperature),
            topic: unit(alone.topic),
        }
    }

    /// Where holders stand by a statement, without its act and topic: for each question, for each of its holders.
    pub fn stances(&self, inquiry: &Inquiry) -> Vec<Vec<[f32; STANCES]>> {
        let row = statement_row(&self.words, inquiry, self.description.sizes);
        inquiry.questions.iter().map(|question| self.answer(&row, question)).collect()
    }

    fn answer(&self, statement: &Row, question: &Question) -> Vec<[f32; STANCES]> {
        let row = question_row(&self.words, statement, question, self.description.sizes);
        let ran = self.run_or_silent(&row);
        row.holders.iter().map(|at| odds(&ran.stances[*at], self.description.temperature)).collect()
    }

    /// What a text by itself is about: an issue's description, a proposition. Its length is 1.
    pub fn topic(&self, text: &str) -> Vec<f32> {
        let row = topic_row(&self.words, text, self.description.sizes);
        unit(self.run_or_silent(&row).topic)
    }

    fn run_or_silent(&self, row: &Row) -> Ran {
        self.run(row).unwrap_or_else(|_| Ran::silent(row, self.issues().len(), self.words.width()))
    }

    fn run(&self, row: &Row) -> Result<Ran, String> {
        let n = row.len();
        let numbers = |what: &str, shape: &[usize], numbers: &[i32]| {
            Value::from_shape(shape, numbers.to_vec()).map_err(|error| format!("input of {what}: {error}"))
        };
        let vectors = Value::from_shape(&[1, n, self.words.width()], self.words.of(&row.ids))
            .map_err(|error| format!("input of word vectors: {error}"))?;
        let sight =
            Value::from_shape(&[1, n, n], row.sight()).map_err(|error| format!("input of sight: {error}"))?;
        let [words, features, slots, positions, seen] = self.inputs;
        let inputs = vec![
            (words, vectors),
            (features, numbers("features", &[1, n], &row.features)?),
            (slots, numbers("slots", &[1, n], &row.slots)?),
            (positions, numbers("positions", &[1, n], &row.positions)?),
            (seen, sight),
        ];
        let mut values = self.network.run(inputs, self.outputs)?.into_iter();
        let stances = taken::<3>(values.next(), n * STANCES)?;
        let acts = taken::<2>(values.next(), ACTS)?;
        let issues = taken::<2>(values.next(), self.issues().len())?;
        let topic = taken::<2>(values.next(), self.words.width())?;
        let stances =
            stances.chunks_exact(STANCES).map(|chunk| std::array::from_fn(|at| chunk[at])).collect();
        Ok(Ran { stances, acts: std::array::from_fn(|at| acts[at]), issues, topic })
    }
}

/// What the network gives: the stances of all pieces (those of holders count), acts, issues and topic.
struct Ran {
    stances: Vec<[f32; STANCES]>,
    acts: [f32; ACTS],
    issues: Vec<f32>,
    topic: Vec<f32>,
}

impl Ran {
    /// As if nothing were said.
    fn silent(row: &Row, issues: usize, width: usize) -> Self {
        let claim = standpoint_terms::Act::ALL.iter().position(|act| *act == standpoint_terms::Act::Claim);
        Ran {
            stances: vec![[100.0, 0.0, 0.0, 0.0]; row.len()],
            acts: std::array::from_fn(|at| if Some(at) == claim { 100.0 } else { 0.0 }),
            issues: vec![0.0; issues],
            topic: vec![0.0; width],
        }
    }
}

/// The shortest row, and one of the longest.
fn trials(words: &WordVectors, sizes: Sizes) -> [Row; 2] {
    let longest = |count: usize| Text { text: "a ".repeat(count), named: vec![(0..1, 7)] };
    let question =
        Question { proposition: longest(sizes.question), holders: vec![1, 7], ..Question::default() };
    let inquiry = |count: usize| Inquiry {
        statement: longest(count),
        said: std::iter::once(0..1).collect(),
        questions: Vec::new(),
    };
    let statement = statement_row(words, &inquiry(sizes.statement), sizes);
    [statement_row(words, &inquiry(1), sizes), question_row(words, &statement, &question, sizes)]
}

/// The numbers of an output with so many dimensions.
fn taken<const DIMENSIONS: usize>(value: Option<Value>, wanted: usize) -> Result<Vec<f32>, String> {
    let value = value.ok_or("an output is missing")?;
    let (shape, numbers) = value.into_shape_vec::<f32, DIMENSIONS>().map_err(|error| error.to_string())?;
    if numbers.len() != wanted {
        return Err(format!("an output has shape {shape:?} and should have {wanted} numbers"));
    }
    if numbers.iter().all(|x| x.is_finite()) { Ok(numbers) } else { Err("it gives no numbers".to_owned()) }
}

/// Softmax.
fn odds<const N: usize>(logits: &[f32; N], temperature: f32) -> [f32; N] {
    let shares = shares(logits, temperature);
    std::array::from_fn(|at| shares[at])
}

pub(crate) fn shares(logits: &[f32], temperature: f32) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|x| ((x - most) / temperature).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|x| x / sum).collect()
}

/// Of length 1, where it has any.
fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|x| *x /= length);
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_sum_to_one() {
        let even = odds(&[1000.0, 1000.0], 1.0);
        assert_eq!(even, [0.5, 0.5]);
        let flat = odds(&[0.0, 4.0, -2.0, 1.0], 100.0);
        assert!((flat.iter().sum::<f32>() - 1.0).abs() < 1e-6 && flat[1] < 0.3);
    }

    #[test]
    fn what_has_no_length_stays() {
        assert_eq!(unit(vec![3.0, 4.0]), [0.6, 0.8]);
        assert_eq!(unit(vec![0.0, 0.0]), [0.0, 0.0]);
    }
}
