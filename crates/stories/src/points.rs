//! The points that two documents make, and their order.

use std::collections::{BTreeMap, HashMap};

use crate::forms::{Class, Forms};
use crate::tale::Tale;

/// A sentence as the words by which it can be told from others: what each tells, and whether it is quoted.
type Point = BTreeMap<u32, (f32, bool)>;

/// A document's points.
pub(crate) struct Points {
    points: Vec<Point>,
    /// What each point tells.
    weights: Vec<f32>,
    total: f32,
}

/// Two points that are the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// Sentences of both tales.
    pub(crate) sentences: [usize; 2],
    /// What they share, in nats.
    pub(crate) weight: f32,
}

/// The points that two documents share.
#[derive(Debug, Default)]
pub(crate) struct Order {
    /// Those that stand in the same order, as many as tell most together.
    pub(crate) in_order: Vec<Agreement>,
    /// What they tell by what the shorter document's points tell.
    pub(crate) share: f32,
    /// What those in order tell by what all best partners tell: how much the order agrees.
    pub(crate) agreement: f32,
}

/// Sentences beyond this take no part: the time grows with the square.
const LONGEST: usize = 160;

/// Words that tell less do not tell one sentence from another.
const TELLING: f32 = 5.8;

/// What two sentences must share, in nats, and of what the shorter tells.
const LEAST: f32 = 8.0;
const LEAST_SHARE: f32 = 0.16;

impl Points {
    pub(crate) fn of(tale: &Tale, forms: &Forms) -> Points {
        let sentences: Vec<Point> = tale
            .sentences
            .iter()
            .take(LONGEST)
            .map(|sentence| {
                let mut point = Point::new();
                for token in &tale.tokens[sentence.clone()] {
                    let form = forms.get(token.form);
                    let surprise = forms.surprise(token.form);
                    if !token.set
                        && surprise >= TELLING
                        && !matches!(form.class, Class::Auxiliary | Class::Noise)
                    {
                        point.insert(form.lemma, (surprise, token.quotation > 0));
                    }
                }
                point
            })
            .collect();
        // A word of every sentence is the topic; a word of one sentence is a detail.
        let mut uses: HashMap<u32, f32> = HashMap::new();
        for lemma in sentences.iter().flat_map(BTreeMap::keys) {
            *uses.entry(*lemma).or_default() += 1.0;
        }
        let mut points = sentences;
        for (lemma, (worth, _)) in points.iter_mut().flatten() {
            *worth /= uses[lemma].sqrt();
        }
        let weights: Vec<f32> =
            points.iter().map(|point| point.values().map(|(worth, _)| worth).sum()).collect();
        Points { total: weights.iter().sum(), points, weights }
    }
}

/// Which points two documents share, and how far they have them in one order: a longest common subsequence in which
/// each agreement weighs what it tells. `leave_out` names pairs of sentences that count elsewhere.
pub(crate) fn order(one: &Points, other: &Points, leave_out: &dyn Fn([usize; 2]) -> bool) -> Order {
    let (rows, columns) = (one.points.len(), other.points.len());
    let mut agree = agreements(one, other);
    for i in 0..rows {
        for j in 0..columns {
            let weight = agree[i * columns + j];
            let enough = weight >= LEAST && weight >= LEAST_SHARE * one.weights[i].min(other.weights[j]);
            if !enough || leave_out([i, j]) {
                agree[i * columns + j] = 0.0;
            }
        }
    }
    let width = columns + 1;
    let mut best = vec![0.0_f32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let here = agree[i * columns + j];
            let step = if here > 0.0 { best[(i + 1) * width + j + 1] + here } else { 0.0 };
            best[i * width + j] = step.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let mut in_order = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let (here, weight) = (best[i * width + j], agree[i * columns + j]);
        if weight > 0.0 && here == best[(i + 1) * width + j + 1] + weight {
            in_order.push(Agreement { sentences: [i, j], weight });
            i += 1;
            j += 1;
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    let partners: f32 =
        (0..rows).map(|i| (0..columns).map(|j| agree[i * columns + j]).fold(0.0, f32::max)).sum();
    let told: f32 = in_order.iter().map(|agreement| agreement.weight).sum();
    let share = told / one.total.min(other.total).max(1.0);
    Order { in_order, share, agreement: if partners > 0.0 { told / partners } else { 0.0 } }
}

/// What each two points share, row by row; by the words of the other document, since most points share none.
fn agreements(one: &Points, other: &Points) -> Vec<f32> {
    let columns = other.points.len();
    let mut places: HashMap<u32, Vec<(usize, f32, bool)>> = HashMap::new();
    for (j, point) in other.points.iter().enumerate() {
        for (lemma, (worth, quoted)) in point {
            places.entry(*lemma).or_default().push((j, *worth, *quoted));
        }
    }
    let mut agree = vec![0.0_f32; one.points.len() * columns];
    for (i, point) in one.points.iter().enumerate() {
        for (lemma, (worth, quoted)) in point {
            for (j, also_worth, also_quoted) in places.get(lemma).into_iter().flatten() {
                // That two documents quote the same words shows that somebody said them, not that one source told both.
                if !(*quoted && *also_quoted) {
                    agree[i * columns + j] += worth.min(*also_worth);
                }
            }
        }
    }
    agree
}
