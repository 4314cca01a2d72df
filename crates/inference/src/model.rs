//! A trained reader, ready to run.

use std::sync::Arc;

use rayon::prelude::*;

use crate::decode::{Decoded, Decoder};
use crate::found::{Found, Level, NameKind, Referent};
use crate::parameters::Parameters;
use crate::rows::Outputs;
use crate::session::Session;
use crate::vectors::WordVectors;
use crate::window::{Coded, Window, input, windows};
use crate::{Inference, LoadError, ModelFiles};

/// How many windows are read before their outputs are decoded. It bounds the memory, not the result.
const BATCH: usize = 16;

/// A trained reader: network, word vectors, parameters.
///
/// Loading checks that the three fit together and runs the network once; after that reading cannot fail.
/// A model is used from any number of threads at once, in the caller's own pool.
#[derive(Debug)]
pub struct Model {
    session: Session,
    words: Arc<WordVectors>,
    parameters: Parameters,
    names: Vec<NameKind>,
    heads: Vec<(Referent, Level)>,
    version: String,
}

impl Model {
    /// Makes a model of a reader's files and the word vectors that it was trained with.
    ///
    /// # Errors
    ///
    /// When a file is damaged, of another format, or does not fit the others; the message says which.
    pub fn new(files: &ModelFiles, words: Arc<WordVectors>) -> Result<Self, LoadError> {
        let (network, description) = (files.network.as_ref(), files.description.as_ref());
        let parameters = Parameters::read(description)?;
        if parameters.words.check != words.check() || parameters.words.width != words.width() {
            return Err(LoadError::other_vectors(&parameters.words.check, words.check()));
        }
        let session = Session::new(network, &parameters, Arc::clone(&words))?;
        let (names, heads) = (parameters.name_kinds()?, parameters.head_kinds()?);
        let mut hash = blake3::Hasher::new();
        for part in [network, description.as_bytes(), words.check().as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let version = hash.finalize().to_hex()[..12].to_owned();
        Ok(Model { session, words, parameters, names, heads, version })
    }

    pub(crate) fn coded<'t>(&self, text: &'t str) -> Coded<'t> {
        Coded::new(text, self.words.pieces(), &self.parameters.features)
    }

    pub(crate) fn decoded(&self, coded: &Coded<'_>) -> Decoded {
        let mut decoder = Decoder::new(coded, &self.parameters);
        let windows = windows(coded, self.parameters.windows);
        let special = self.parameters.features.special;
        let run = |window| self.session.run(&input(coded, window, self.words.pieces(), special));
        for batch in windows.chunks(BATCH) {
            // An article is read by one thread, so that many of them share the cores; a book by all.
            let outputs: Vec<_> = if windows.len() > BATCH {
                batch.par_iter().map(run).collect()
            } else {
                batch.iter().map(run).collect()
            };
            for (window, outputs) in batch.iter().zip(outputs) {
                decoder.add(window, outputs);
            }
        }
        decoder.finish()
    }

    pub(crate) fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What the tags of heads say, by number.
    pub(crate) fn heads(&self) -> &[(Referent, Level)] {
        &self.heads
    }

    /// Windows with their outputs, one after the other; those that cannot be read are left out.
    pub(crate) fn outputs<'m>(
        &'m self,
        coded: &'m Coded<'_>,
    ) -> impl Iterator<Item = (Window, Outputs)> + 'm {
        let special = self.parameters.features.special;
        windows(coded, self.parameters.windows).into_iter().filter_map(move |window| {
            let outputs = self.session.run(&input(coded, &window, self.words.pieces(), special)).ok()?;
            Some((window, outputs))
        })
    }
}

impl Inference for Model {
    fn infer(&self, text: &str) -> Found {
        let coded = self.coded(text);
        self.decoded(&coded).found(coded.words(), &self.names, &self.heads)
    }

    fn name(&self) -> &str {
        &self.parameters.name
    }

    fn version(&self) -> &str {
        &self.version
    }
}
