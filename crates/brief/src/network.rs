//! Who agrees with whom, as the page and the terminal show it.

/// A network of parties by agreement and conflict.
///
/// It shows what positions are recorded, not who is friends with whom: two parties on which nobody reports have no
/// tie. Where a figure is divided, `normalisation` says by what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkView {
    /// Who, in the order of the brief's parties.
    pub nodes: Vec<NetworkNode>,
    /// Each pair once, with any tie at all; the strongest first.
    pub ties: Vec<NetworkTie>,
    /// By what the figures are divided, for people ("the mean number of positions of the two").
    pub normalisation: String,
}

/// A party in the network.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkNode {
    /// Its name.
    pub name: String,
    /// Its place among the brief's parties, which decides its colour; `None` for one without a place there.
    pub party: Option<usize>,
    /// How many recorded positions it has.
    pub positions: usize,
}

/// Two parties that stand on one proposition at least, together or apart.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkTie {
    /// The place of one in [`NetworkView::nodes`].
    pub one: usize,
    /// The place of the other.
    pub other: usize,
    /// How much they agree.
    pub congruence: f64,
    /// How much they disagree.
    pub conflict: f64,
    /// The propositions on which they agree, as sentences.
    pub agreed: Vec<String>,
    /// The propositions on which they disagree.
    pub disputed: Vec<String>,
}

impl NetworkTie {
    /// Agreement less conflict.
    pub fn net(&self) -> f64 {
        self.congruence - self.conflict
    }
}

impl NetworkView {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.ties.is_empty()
    }
}
