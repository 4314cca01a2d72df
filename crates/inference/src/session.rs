//! A reader's network: a window in, the outputs of its words out.

use std::sync::Arc;

use rten::{NodeId, Value};

use crate::LoadError;
use crate::network::{Network, guarded};
use crate::parameters::{Parameters, Widths};
use crate::rows::{Outputs, Rows};
use crate::vectors::WordVectors;
use crate::window::Input;

/// How many outputs a reader's network has.
const OUTPUTS: usize = 12;

/// A reader's network, which can be run from any number of threads at once.
pub(crate) struct Session {
    network: Network,
    vectors: Arc<WordVectors>,
    inputs: [NodeId; 2],
    outputs: [NodeId; OUTPUTS],
    widths: Widths,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("widths", &self.widths).finish_non_exhaustive()
    }
}

impl Session {
    /// Loads a network and runs it on two trial windows, the shortest and the longest, of the last piece and feature,
    /// so that it is known to take every piece and feature and to give what is described.
    pub(crate) fn new(
        network: &[u8],
        parameters: &Parameters,
        vectors: Arc<WordVectors>,
    ) -> Result<Self, LoadError> {
        let network = Network::new(network)?;
        let node = |name: &str| network.node(name);
        let inputs = [node(&parameters.inputs[0])?, node(&parameters.inputs[1])?];
        let outputs = [
            node("roles")?,
            node("cue_type")?,
            node("link_query")?,
            node("link_key")?,
            node("names")?,
            node("heads")?,
            node("bounds_query")?,
            node("bounds_key")?,
            node("coref_query")?,
            node("coref_key")?,
            node("coref_new")?,
            node("ends")?,
        ];
        let pieces = vectors.len();
        let widths = parameters.outputs;
        let session = Session { network, vectors, inputs, outputs, widths };
        let number = |count: usize| i32::try_from(count.saturating_sub(1)).unwrap_or(i32::MAX);
        let (piece, feature) = (number(pieces), number(parameters.features.count));
        for size in [3, parameters.windows.capacity + 2] {
            let input = Input { ids: vec![piece; size], features: vec![feature; size], rows: vec![1] };
            guarded(|| session.run(&input))?.map_err(LoadError::outputs)?;
        }
        Ok(session)
    }

    /// Runs the network on one window.
    pub(crate) fn run(&self, input: &Input) -> Result<Outputs, String> {
        let vectors =
            Value::from_shape(&[1, input.ids.len(), self.vectors.width()], self.vectors.of(&input.ids))
                .map_err(|error| format!("input of word vectors: {error}"))?;
        let features = Value::from_shape(&[1, input.ids.len()], input.features.clone())
            .map_err(|error| format!("input of features: {error}"))?;
        let inputs = vec![(self.inputs[0], vectors), (self.inputs[1], features)];
        let values = self.network.run(inputs, self.outputs)?;
        let mut values = values.into_iter();
        let mut rows = |width: usize| match values.next() {
            Some(value) => take(value, width, input),
            None => Err("an output is missing".to_owned()),
        };
        let widths = self.widths;
        Ok(Outputs {
            roles: rows(widths.roles)?,
            cue_type: rows(widths.cue_type)?,
            link_query: rows(widths.link_query)?,
            link_key: rows(widths.link_key)?,
            names: rows(widths.names)?,
            heads: rows(widths.heads)?,
            bounds_query: rows(widths.bounds_query)?,
            bounds_key: rows(widths.bounds_key)?,
            coref_query: rows(widths.coref_query)?,
            coref_key: rows(widths.coref_key)?,
            coref_new: rows(widths.coref_new)?,
            ends: rows(widths.ends)?,
        })
    }
}

/// The rows of the words' first pieces.
fn take(value: Value, width: usize, input: &Input) -> Result<Rows, String> {
    let (shape, numbers) = value.into_shape_vec::<f32, 3>().map_err(|error| error.to_string())?;
    if shape != [1, input.ids.len(), width] {
        return Err(format!(
            "an output has shape {shape:?} and should have {:?}",
            [1, input.ids.len(), width]
        ));
    }
    let mut values = Vec::with_capacity(input.rows.len() * width);
    for row in &input.rows {
        values.extend_from_slice(&numbers[row * width..(row + 1) * width]);
    }
    if values.iter().all(|x| x.is_finite()) {
        Ok(Rows { width, values })
    } else {
        Err("it gives no numbers".to_owned())
    }
}
