//! What the network gives for the words of a window.

/// So many numbers for each word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) width: usize,
    pub(crate) values: Vec<f32>,
}

impl Rows {
    /// The numbers of a word, counted from the window's first.
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// All outputs for one window, at the first piece of each word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outputs {
    pub(crate) roles: Rows,
    pub(crate) cue_type: Rows,
    pub(crate) link_query: Rows,
    pub(crate) link_key: Rows,
    pub(crate) names: Rows,
    pub(crate) heads: Rows,
    pub(crate) bounds_query: Rows,
    pub(crate) bounds_key: Rows,
    pub(crate) coref_query: Rows,
    pub(crate) coref_key: Rows,
    pub(crate) coref_new: Rows,
    pub(crate) ends: Rows,
}

/// Log-softmax of a row plus a bias, in `f32`.
pub(crate) fn log_softmax(row: &[f32], bias: Option<&[f32]>) -> Vec<f32> {
    let mut out: Vec<f32> = match bias {
        Some(bias) => row.iter().zip(bias).map(|(x, b)| x + b).collect(),
        None => row.to_vec(),
    };
    let most = out.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = out.iter().map(|x| (x - most).exp()).sum();
    let log = sum.ln();
    for x in &mut out {
        *x = *x - most - log;
    }
    out
}

/// Log-softmax in `f64`, in place.
pub(crate) fn log_softmax_f64(row: &mut [f64]) {
    let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = row.iter().map(|x| (x - most).exp()).sum();
    let log = sum.ln();
    for x in row {
        *x = *x - most - log;
    }
}

/// The index of the largest; the first of equals. A number that is none loses.
pub(crate) fn largest(row: impl IntoIterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, x) in row.into_iter().enumerate() {
        if x > best.1 {
            best = (at, x);
        }
    }
    best.0
}

/// The dot product, summed in order.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
