//! A model that reads each text once, however often it is asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use standpoint_inference::{Found, Inference, Model, ModelFiles, WordFiles, WordVectors};

/// Answers from memory what was asked before.
#[derive(Clone)]
pub(crate) struct Remembered(Arc<Inner>);

struct Inner {
    model: Model,
    found: Mutex<HashMap<String, Found>>,
}

impl Remembered {
    /// A model of these files and the program's word vectors.
    ///
    /// # Errors
    /// The files do not fit.
    pub(crate) fn new(files: &ModelFiles) -> Result<Self, String> {
        let words = WordVectors::new(WordFiles::built_in()).map_err(|error| error.to_string())?;
        let model = Model::new(files, Arc::new(words)).map_err(|error| error.to_string())?;
        Ok(Remembered(Arc::new(Inner { model, found: Mutex::new(HashMap::new()) })))
    }
}

impl Inference for Remembered {
    fn infer(&self, text: &str) -> Found {
        let known = || self.0.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(text) {
            return found.clone();
        }
        let found = self.0.model.infer(text);
        known().insert(text.to_owned(), found.clone());
        found
    }

    fn name(&self) -> &str {
        self.0.model.name()
    }

    fn version(&self) -> &str {
        self.0.model.version()
    }
}
