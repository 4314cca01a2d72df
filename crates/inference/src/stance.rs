//! The judge of stances and acts: one network over a statement and what is asked about it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rten::{NodeId, Value};
use serde::Deserialize;

use crate::network::{Network, guarded};
use crate::word::split;
use crate::{LoadError, WordVectors};

/// The two files of a judge, as `tools/judge` exports them.
#[derive(Clone, Debug)]
pub struct JudgeFiles {
    /// `judge.onnx`: the network.
    pub network: Cow<'static, [u8]>,
    /// `judge.json`: everything else that is learnt or chosen.
    pub description: Cow<'static, str>,
}

/// How many stances there are to tell apart: none, support, oppose, conditional.
pub const STANCES: usize = 4;
/// How many acts: those of [`standpoint_terms::Act::ALL`], in that order.
pub const ACTS: usize = 13;

/// A trained judge, ready to be asked.
///
/// It sees a statement as text A, `SPEAKER (PARTY): sentences` with the content between `[[ ` and ` ]]`, and a question
/// as text B, `HOLDER: proposition`. What it answers are calibrated odds, not facts: they go where rules do not reach,
/// with its name beside them. It knows nothing of the world but its training sentences, all of invented disputes.
pub struct StanceModel {
    network: Network,
    inputs: [NodeId; 2],
    outputs: [NodeId; 2],
    words: Arc<WordVectors>,
    description: Description,
    version: String,
}

impl std::fmt::Debug for StanceModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StanceModel").field("version", &self.version).finish_non_exhaustive()
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
    longest_a: usize,
    longest_b: usize,
    features: Features,
    /// By which stance logits are divided, so that odds mean what they say.
    temperature: f32,
    act_temperature: f32,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Features {
    around: i32,
    said: i32,
    asked: i32,
    special: i32,
}

/// One question as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    pieces: Vec<i32>,
    features: Vec<i32>,
}

impl StanceModel {
    /// Makes a judge of its files and the word vectors with which it was trained.
    ///
    /// # Errors
    ///
    /// When a file is damaged, of another format, or does not fit the others; the message says which.
    pub fn new(files: &JudgeFiles, words: Arc<WordVectors>) -> Result<Self, LoadError> {
        let description: Description = serde_json::from_str(&files.description).map_err(LoadError::json)?;
        if description.format != 1 {
            return Err(LoadError::format(description.format));
        }
        let acts: Vec<&str> = standpoint_terms::Act::ALL.iter().map(|act| act.name()).collect();
        if description.stances != ["none", "support", "oppose", "conditional"] || description.acts != acts {
            return Err(LoadError::description("it has other stances or acts than this program"));
        }
        let scales = [description.temperature, description.act_temperature];
        if scales.iter().any(|t| !t.is_finite() || *t <= 0.0) {
            return Err(LoadError::description("a temperature is not above zero"));
        }
        let network = Network::new(&files.network)?;
        let inputs = [network.node("word_vectors")?, network.node("feature_ids")?];
        let outputs = [network.node("stance")?, network.node("act")?];
        let mut hash = blake3::Hasher::new();
        for part in [&*files.network, files.description.as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let version = hash.finalize().to_hex()[..12].to_owned();
        let model = StanceModel { network, inputs, outputs, words, description, version };
        // The shortest and the longest question, so that it is known to take them all.
        let longest = model.description.longest_a + model.description.longest_b + 3;
        for size in [2, longest] {
            let features = model.description.features;
            let asked = Asked { pieces: vec![0; size], features: vec![features.special; size] };
            guarded(|| model.logits(&asked))?.map_err(LoadError::outputs)?;
        }
        Ok(model)
    }

    /// The judge's name and version.
    pub fn name(&self) -> String {
        format!("{} {}", self.description.name, self.version)
    }

    /// Where a holder stands by a statement: the odds of none, support, oppose and conditional; their sum is 1.
    pub fn stance(&self, statement: &str, position: &str) -> [f32; STANCES] {
        match self.logits(&asked(&self.words, &self.description, statement, Some(position))) {
            Ok((stance, _)) => odds(&stance, self.description.temperature),
            Err(_) => [1.0, 0.0, 0.0, 0.0],
        }
    }

    /// What act a statement is: the odds in the order of [`standpoint_terms::Act::ALL`]; their sum is 1.
    pub fn act(&self, statement: &str) -> [f32; ACTS] {
        match self.logits(&asked(&self.words, &self.description, statement, None)) {
            Ok((_, act)) => odds(&act, self.description.act_temperature),
            Err(_) => [1.0 / 13.0; ACTS],
        }
    }

    fn logits(&self, asked: &Asked) -> Result<([f32; STANCES], [f32; ACTS]), String> {
        let n = asked.pieces.len();
        let vectors = Value::from_shape(&[1, n, self.words.width()], self.words.of(&asked.pieces))
            .map_err(|error| format!("input of word vectors: {error}"))?;
        let features = Value::from_shape(&[1, n], asked.features.clone())
            .map_err(|error| format!("input of features: {error}"))?;
        let inputs = vec![(self.inputs[0], vectors), (self.inputs[1], features)];
        let mut values = self.network.run(inputs, self.outputs)?.into_iter();
        let stance = taken::<STANCES>(values.next())?;
        Ok((stance, taken::<ACTS>(values.next())?))
    }
}

/// A statement, and a question where there is one, as pieces with their features.
fn asked(words: &WordVectors, description: &Description, statement: &str, position: Option<&str>) -> Asked {
    let Features { around, said, asked, special } = description.features;
    let (text, marked) = unmarked(statement);
    let (mut pieces, mut features) = (Vec::new(), Vec::new());
    for word in split(&text) {
        words.extend_pieces(&text[word.span.start..word.span.end], &mut pieces);
        let in_content = marked.iter().any(|m| word.span.start < m.end && m.start < word.span.end);
        features.resize(pieces.len(), if in_content { said } else { around });
    }
    let longest = description.longest_a;
    if pieces.len() > longest {
        // The window that holds the content's beginning, with a little before it.
        let first = features.iter().position(|f| *f == said).unwrap_or(0);
        let at = first.saturating_sub(longest / 4).min(pieces.len() - longest);
        pieces = pieces[at..at + longest].to_vec();
        features = features[at..at + longest].to_vec();
    }
    let [begin, end] = words.ends();
    pieces.insert(0, begin);
    features.insert(0, special);
    pieces.push(end);
    features.push(special);
    if let Some(position) = position {
        let mut question = Vec::new();
        for word in split(position) {
            words.extend_pieces(&position[word.span.start..word.span.end], &mut question);
        }
        question.truncate(description.longest_b);
        pieces.extend(&question);
        pieces.push(end);
        features.resize(pieces.len() - 1, asked);
        features.push(special);
    }
    Asked { pieces, features }
}

/// A statement without its marks, and what stood between them.
fn unmarked(statement: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marked) = (String::with_capacity(statement.len()), Vec::new());
    let mut rest = statement;
    while let Some((before, inside, behind)) = rest
        .split_once("[[ ")
        .and_then(|(before, from)| from.split_once(" ]]").map(|(inside, behind)| (before, inside, behind)))
    {
        text.push_str(before);
        let start = text.len();
        text.push_str(inside);
        marked.push(start..text.len());
        rest = behind;
    }
    text.push_str(rest);
    (text, marked)
}

fn taken<const N: usize>(value: Option<Value>) -> Result<[f32; N], String> {
    let value = value.ok_or("an output is missing")?;
    let (shape, numbers) = value.into_shape_vec::<f32, 2>().map_err(|error| error.to_string())?;
    let numbers: [f32; N] =
        numbers.try_into().map_err(|_| format!("an output has shape {shape:?} and should have [1, {N}]"))?;
    if numbers.iter().all(|x| x.is_finite()) { Ok(numbers) } else { Err("it gives no numbers".to_owned()) }
}

/// Softmax.
fn odds<const N: usize>(logits: &[f32; N], temperature: f32) -> [f32; N] {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = logits.map(|x| ((x - most) / temperature).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|x| x / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the text without its marks, and what they held.
    fn check(statement: &str, text: &str, said: &[&str]) {
        let (found, marked) = unmarked(statement);
        assert_eq!(found, text);
        let held: Vec<&str> = marked.iter().map(|m| &found[m.clone()]).collect();
        assert_eq!(held, said);
    }

    /// One line of the reference.
    #[derive(Deserialize)]
    struct Question {
        a: String,
        b: Option<String>,
        ids: Vec<i32>,
        features: Vec<i32>,
    }

    #[test]
    fn questions_become_the_numbers_of_the_recipe() {
        let words = WordVectors::new(crate::WordFiles {
            vocabulary: Cow::Borrowed(include_str!("../models/words/vocab.txt")),
            vectors: Cow::Borrowed(include_bytes!("../models/words/vectors.i8")),
        })
        .expect("the word vectors are whole");
        let description = Description {
            format: 1,
            name: String::new(),
            _model: String::new(),
            stances: Vec::new(),
            acts: Vec::new(),
            longest_a: 160,
            longest_b: 56,
            features: Features { around: 0, said: 1, asked: 2, special: 3 },
            temperature: 1.0,
            act_temperature: 1.0,
        };
        let reference = include_str!("../../../tools/judge/reference/questions.jsonl");
        for line in reference.lines() {
            let wanted: Question = serde_json::from_str(line).expect("JSON");
            let found = asked(&words, &description, &wanted.a, wanted.b.as_deref());
            assert_eq!(found, Asked { pieces: wanted.ids, features: wanted.features }, "{}", wanted.a);
        }
        assert!(reference.lines().count() >= 6);
    }

    #[test]
    fn marks_are_taken_out() {
        check("Voss: [[ no ]], she said, [[ never ]].", "Voss: no, she said, never.", &["no", "never"]);
        check("nothing [[ is closed", "nothing [[ is closed", &[]);
        check("[[ a [[ b ]] c ]]", "a [[ b c ]]", &["a [[ b"]);
    }

    #[test]
    fn odds_sum_to_one() {
        let even = odds(&[1000.0, 1000.0], 1.0);
        assert_eq!(even, [0.5, 0.5]);
        let flat = odds(&[0.0, 4.0, -2.0, 1.0], 100.0);
        assert!((flat.iter().sum::<f32>() - 1.0).abs() < 1e-6 && flat[1] < 0.3);
    }
}
