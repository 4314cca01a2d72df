//! A trained reader, ready to run.

use rayon::prelude::*;

use crate::decode::{Decoded, Decoder};
use crate::found::{Found, Level, NameKind, Referent};
use crate::parameters::Parameters;
use crate::piece::Pieces;
use crate::session::Session;
use crate::window::{Coded, input, windows};
use crate::{Inference, LoadError, ModelFiles};

/// How many windows are read before their outputs are decoded. It bounds the memory, not the result.
const BATCH: usize = 16;

/// A trained reader: network, vocabulary, parameters.
///
/// Loading checks that the three fit together and runs the network once; after that reading cannot fail.
/// A model is used from any number of threads at once, in the caller's own pool.
#[derive(Debug)]
pub struct Model {
    session: Session,
    pieces: Pieces,
    parameters: Parameters,
    names: Vec<NameKind>,
    heads: Vec<(Referent, Level)>,
    version: String,
}

impl Model {
    /// Makes a model of a reader's files.
    ///
    /// # Errors
    ///
    /// When a file is damaged, of another format, or does not fit the others; the message says which.
    pub fn new(files: ModelFiles) -> Result<Self, LoadError> {
        let ModelFiles { network, description, vocabulary } = files;
        Self::from_bytes(&network, &description, &vocabulary)
    }

    /// The same of borrowed bytes: `reader.onnx`, `reader.json` and `vocab.txt`.
    ///
    /// # Errors
    ///
    /// As [`Model::new`].
    pub fn from_bytes(network: &[u8], description: &str, vocabulary: &str) -> Result<Self, LoadError> {
        let parameters = Parameters::read(description)?;
        let pieces = Pieces::new(vocabulary, &parameters.pieces)?;
        let session = Session::new(network, &parameters, pieces.len())?;
        let (names, heads) = (parameters.name_kinds()?, parameters.head_kinds()?);
        let mut hash = blake3::Hasher::new();
        for part in [network, description.as_bytes(), vocabulary.as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let version = hash.finalize().to_hex()[..12].to_owned();
        Ok(Model { session, pieces, parameters, names, heads, version })
    }

    pub(crate) fn coded<'t>(&self, text: &'t str) -> Coded<'t> {
        Coded::new(text, &self.pieces, &self.parameters.features)
    }

    pub(crate) fn decoded(&self, coded: &Coded<'_>) -> Decoded {
        let mut decoder = Decoder::new(coded, &self.parameters);
        let windows = windows(coded, self.parameters.windows);
        let special = self.parameters.features.special;
        let run = |window| self.session.run(&input(coded, window, &self.pieces, special));
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

    #[cfg(test)]
    pub(crate) fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    #[cfg(test)]
    pub(crate) fn outputs(&self, coded: &Coded<'_>) -> Vec<(crate::window::Window, crate::rows::Outputs)> {
        let special = self.parameters.features.special;
        windows(coded, self.parameters.windows)
            .into_iter()
            .map(|window| {
                let outputs = self.session.run(&input(coded, &window, &self.pieces, special)).unwrap();
                (window, outputs)
            })
            .collect()
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
