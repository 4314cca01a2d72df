//! Where several decision makers can go together.

use super::Conflict;

/// One move on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves, as an index into [`Conflict::makers`].
    pub maker: usize,
    /// To which state.
    pub to: usize,
}

/// Which moves are made on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moves {
    /// Any.
    Any,
    /// Only such as the mover likes: each leads to something better for it than where it moves from.
    Improving,
}

/// The states that a group can reach from one, by moves of its members in turn; nobody moves twice in a row (Fang,
/// Hipel and Kilgour 1993, section 4.2). The start is among them only where a way leads back to it.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// In order of the shortest way: the state, and the place on the way where it was met first.
    pub(super) states: Vec<(usize, usize)>,
    /// How many moves were tried.
    pub(super) tried: usize,
    /// Places: the move that led there, and the place before, or none at the start.
    places: Vec<(Step, Option<usize>)>,
}

impl Reach {
    pub(super) fn of(conflict: &Conflict, group: &[usize], from: usize, moves: Moves) -> Reach {
        let makers = conflict.makers.len();
        let mut met = vec![false; conflict.states.len() * makers];
        let mut seen = vec![false; conflict.states.len()];
        let mut reach = Reach { states: Vec::new(), tried: 0, places: Vec::new() };
        let (mut here, mut before, mut next) = (from, None, 0);
        loop {
            let last = before.map(|place: usize| reach.places[place].0.maker);
            for &maker in group.iter().filter(|maker| Some(**maker) != last) {
                reach.tried += conflict.makers[maker].moves[here].len();
                for &to in &conflict.makers[maker].moves[here] {
                    let wanted = moves == Moves::Any || conflict.makers[maker].prefers(to, here);
                    if wanted && !std::mem::replace(&mut met[to * makers + maker], true) {
                        if !std::mem::replace(&mut seen[to], true) {
                            reach.states.push((to, reach.places.len()));
                        }
                        reach.places.push((Step { maker, to }, before));
                    }
                }
            }
            let Some((step, _)) = reach.places.get(next) else { return reach };
            (here, before) = (step.to, Some(next));
            next += 1;
        }
    }

    /// The moves that lead to a place.
    pub(super) fn way(&self, place: usize) -> Vec<Step> {
        let mut way = Vec::new();
        let mut here = Some(place);
        while let Some((step, before)) = here.map(|place| self.places[place]) {
            way.push(step);
            here = before;
        }
        way.reverse();
        way
    }
}
