//! In which order a diagram asks about terms: terms that occur together stand together.

/// How often the order is improved. It settles after a few rounds.
const ROUNDS: usize = 60;

/// An order of `blocks` in which the groups of blocks lie close together, by FORCE (Aloul, Markov and Sakallah,
/// "FORCE: a fast and easy-to-implement variable-ordering heuristic", 2003): each block moves to the mean of the
/// centres of its groups, again and again. The order with the least total spread is kept.
///
/// Returns the blocks, first to last.
pub(super) fn order(blocks: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    let mut least = usize::MAX;
    for start in [(0..blocks).collect::<Vec<_>>(), breadth_first(blocks, groups)] {
        let mut now = start;
        for _ in 0..ROUNDS {
            let place = places(&now);
            let spread: usize = groups.iter().map(|group| spread(group, &place)).sum();
            if spread < least {
                least = spread;
                best.clone_from(&now);
            }
            let next = moved(&now, groups, &place);
            if next == now {
                break;
            }
            now = next;
        }
    }
    best
}

fn places(order: &[usize]) -> Vec<usize> {
    let mut place = vec![0; order.len()];
    for (at, block) in order.iter().enumerate() {
        place[*block] = at;
    }
    place
}

fn spread(group: &[usize], place: &[usize]) -> usize {
    let at = || group.iter().map(|block| place[*block]);
    at().max().unwrap_or(0) - at().min().unwrap_or(0)
}

fn moved(order: &[usize], groups: &[Vec<usize>], place: &[usize]) -> Vec<usize> {
    let mut pull = vec![(0.0, 0.0); order.len()];
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let sum: usize = group.iter().map(|block| place[*block]).sum();
        let centre = sum as f64 / group.len() as f64;
        for block in group {
            pull[*block].0 += centre;
            pull[*block].1 += 1.0;
        }
    }
    let wish = |block: usize| {
        let (sum, count) = pull[block];
        if count > 0.0 { sum / count } else { place[block] as f64 }
    };
    let mut next = order.to_vec();
    next.sort_by(|a, b| wish(*a).total_cmp(&wish(*b)));
    next
}

/// Neighbours one after another, from the block that fewest groups hold.
fn breadth_first(blocks: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut of_block = vec![Vec::new(); blocks];
    for (number, group) in groups.iter().enumerate() {
        for block in group {
            of_block[*block].push(number);
        }
    }
    let mut starts: Vec<usize> = (0..blocks).collect();
    starts.sort_by_key(|block| of_block[*block].len());
    let mut seen = vec![false; blocks];
    let mut used = vec![false; groups.len()];
    let mut order = Vec::new();
    for start in starts {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut at = order.len();
        order.push(start);
        while at < order.len() {
            for number in &of_block[order[at]] {
                if std::mem::replace(&mut used[*number], true) {
                    continue;
                }
                for next in &groups[*number] {
                    if !std::mem::replace(&mut seen[*next], true) {
                        order.push(*next);
                    }
                }
            }
            at += 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stands_together() {
        // A chain, given in a scrambled order: 0-3-1-4-2.
        let groups = [vec![0, 3], vec![3, 1], vec![1, 4], vec![4, 2]];
        let place = places(&order(5, &groups));
        let total: usize = groups.iter().map(|group| spread(group, &place)).sum();
        assert_eq!(total, 4);
        assert_eq!(order(3, &[]), [0, 1, 2]);
        assert!(order(0, &[]).is_empty());
    }
}
