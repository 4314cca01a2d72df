//! Runs the trained reader's network over a text: attributions, names, mentions, chains.
//!
//! A [`Model`] is made from a reader's two files ([`ModelFiles`]): the network in ONNX and its description
//! (`reader.json`); and from the [`WordVectors`] that all networks of the program share. [`Inference::infer`] cuts a text into words, runs the network over
//! overlapping windows of word pieces, and turns what comes out into spans of bytes ([`Found`]).
//! `tools/reader/SPEC.md` says step by step what happens; the Python package beside it does the same, and
//! tests compare the two.
//!
//! What this crate is not: it opens no file and knows no codebook, no sentences, no actors. It reports what the
//! network sees; `standpoint-reading` makes a reading of it.
//!
//! Determinism: the same text and model give the same result, to the bit, on any number of threads. Memory and
//! time grow linearly with the text; of the network's outputs only a few windows are held at once.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use standpoint_inference::{Inference, Model, ModelFiles, WordFiles, WordVectors};
//!
//! # fn load(files: ModelFiles, words: WordFiles) -> Result<(), standpoint_inference::LoadError> {
//! let words = Arc::new(WordVectors::new(words)?);
//! let model = Model::new(&files, words)?;
//! let text = "“No deal,” said Ines Tarn.";
//! for attribution in model.infer(text).attributions {
//!     let said: Vec<_> = attribution.content.iter().filter_map(|span| span.of(text)).collect();
//! }
//! # Ok(())
//! # }
//! ```

mod attribution;
mod category;
mod chain;
mod chunk;
mod decode;
mod error;
mod feature;
mod found;
mod given;
mod inference;
mod inquiry;
mod joined;
mod joining;
mod judge;
#[cfg(test)]
mod judge_reference;
mod link;
mod mention;
mod model;
mod models;
mod network;
mod parameters;
mod path;
mod piece;
mod quotation;
#[cfg(test)]
mod reference;
mod rows;
mod session;
mod table;
mod vectors;
mod window;
mod word;

pub use error::{LoadError, LoadErrorKind};
pub use found::{Antecedent, Found, FoundAttribution, FoundMention, FoundName, Level, NameKind, Referent};
pub use given::GivenMention;
pub use inference::Inference;
pub use inquiry::{Inquiry, Question, SLOTS, Text};
pub use judge::{ACTS, JudgeFiles, JudgeModel, Judgement, STANCES};
pub use model::Model;
pub use models::ModelFiles;
pub use vectors::{WordFiles, WordVectors};
