//! Things that belong together by pairs.

/// Sets that are joined pair by pair (union by the smaller number, so that the result does not depend on the order).
pub(crate) struct Clusters {
    parent: Vec<usize>,
}

impl Clusters {
    pub(crate) fn new(len: usize) -> Self {
        Clusters { parent: (0..len).collect() }
    }

    /// The smallest member of the set.
    pub(crate) fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        let (low, high) = (one.min(other), one.max(other));
        self.parent[high] = low;
    }

    /// The sets of more than one, by their smallest member; members in order.
    pub(crate) fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut sets: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
        for at in 0..self.parent.len() {
            let first = self.find(at);
            sets.entry(first).or_default().push(at);
        }
        sets.into_values().filter(|set| set.len() > 1).collect()
    }
}
