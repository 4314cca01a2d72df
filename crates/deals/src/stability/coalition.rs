//! What several decision makers can better together.

use super::Conflict;
use super::reach::{Moves, Reach, Step};

/// The search gives up after so many moves tried: some seconds.
const MOST_WORK: usize = 500_000_000;

/// A way by which several decision makers together reach a state that each of them prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Who; two or more.
    pub makers: Vec<usize>,
    /// From which state.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// Their moves.
    pub way: Vec<Step>,
}

/// Joint improvements from these states (Kilgour, Hipel, Fang and Peng, "Coalition analysis in group decision support",
/// Group Decision and Negotiation 10, 2001). A group is left out where fewer of its members reach the same.
/// `None` where there are too many groups and moves to go through.
pub fn coalition_improvements(conflict: &Conflict, from: &[usize]) -> Option<Vec<Joint>> {
    let makers = conflict.makers.len().min(16);
    let mut groups: Vec<Vec<usize>> =
        (1_u32..1 << makers).map(|set| (0..makers).filter(|maker| set >> maker & 1 == 1).collect()).collect();
    groups.sort_by_key(Vec::len);
    let mut found = Vec::new();
    let mut work = 0;
    for &from in from {
        let mut here: Vec<Joint> = Vec::new();
        for group in &groups {
            let reach = Reach::of(conflict, group, from, Moves::Any);
            work += reach.tried;
            if work > MOST_WORK {
                return None;
            }
            for (to, place) in &reach.states {
                let better = group.iter().all(|maker| conflict.makers[*maker].prefers(*to, from));
                let by_fewer = here
                    .iter()
                    .any(|joint| joint.to == *to && joint.makers.iter().all(|maker| group.contains(maker)));
                if better && !by_fewer {
                    here.push(Joint { makers: group.clone(), from, to: *to, way: reach.way(*place) });
                }
            }
        }
        found.extend(here.into_iter().filter(|joint| joint.makers.len() > 1));
    }
    Some(found)
}
