//! The packages that theories of bargaining point to.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::NO_FLOOR;
use super::diagram::{Diagram, Weights};
use super::search::{Budget, Found, search};

/// How often weights are adjusted before a search. More makes the bound tighter and the search shorter.
const ROUNDS: usize = 60;
/// The weights of one sum add up to about this, so that weighed sums stay within machine numbers.
const WEIGHT: f64 = 1_048_576.0;
/// What one unit of a sum costs, where floors have prices.
const PRICE: i64 = 256;

/// What a bargain is struck over: the packages, and each bargaining party's worths and no-deal value.
pub(crate) struct Table<'d> {
    pub(crate) diagram: &'d Diagram,
    /// For each party, its worths along the answers.
    pub(crate) worths: Vec<Weights>,
    /// For each party, the sum of its worths below which it agrees to nothing.
    pub(crate) floors: Vec<i64>,
    /// For each party, the zero from which its gain is counted.
    pub(crate) zeros: Vec<i64>,
    /// What all searches at this table may spend.
    pub(crate) budget: Budget,
}

impl Table<'_> {
    fn parties(&self) -> usize {
        self.worths.len()
    }

    /// What answers are worth to each party.
    pub(crate) fn worth(&self, answers: &[bool]) -> Vec<i64> {
        self.worths
            .iter()
            .map(|weights| answers.iter().zip(weights).map(|(answer, pair)| pair[usize::from(*answer)]).sum())
            .collect()
    }

    fn added(&self, shares: &[i64]) -> Weights {
        let mut sum = vec![[0, 0]; self.diagram.levels()];
        for (weights, share) in self.worths.iter().zip(shares) {
            for (total, pair) in sum.iter_mut().zip(weights) {
                total[0] += share * pair[0];
                total[1] += share * pair[1];
            }
        }
        sum
    }

    /// The package that is best for one party, among those that reach all floors; of equals, the one with the
    /// larger sum for all.
    pub(crate) fn best_for(&self, party: usize) -> Found {
        let shares: Vec<i64> = (0..self.parties()).map(|other| i64::from(other == party)).collect();
        let first = self.best_sum(&shares, &self.floors);
        let Some(answers) = &first.answers else { return first };
        let mut floors = self.floors.clone();
        floors[party] = floors[party].max(self.worth(answers)[party]);
        self.with_largest_sum(first, &floors, None)
    }

    /// The package with the largest sum of worths (utilitarian), among those that reach all floors.
    pub(crate) fn utilitarian(&self) -> Found {
        self.best_sum(&vec![1; self.parties()], &self.floors)
    }

    /// Of the packages that reach these floors, the one with the largest sum for all. `first` is one of them; `cut` are
    /// shares, of parties with a floor, under which few packages reach what the floors come to.
    fn with_largest_sum(&self, first: Found, floors: &[i64], cut: Option<&[i64]>) -> Found {
        let second = self.better_sum(&vec![1; self.parties()], floors, first.answers.as_deref(), cut);
        let proved = first.proved && second.proved;
        Found { answers: second.answers.or(first.answers), proved }
    }

    fn best_sum(&self, shares: &[i64], floors: &[i64]) -> Found {
        self.better_sum(shares, floors, None, None)
    }

    /// A package with a larger sum than `than` has; none where that has the largest.
    fn better_sum(
        &self,
        shares: &[i64],
        floors: &[i64],
        than: Option<&[bool]>,
        cut: Option<&[i64]>,
    ) -> Found {
        let wanted = self.added(shares);
        // The plain best is often good enough for everybody, and then the search is over before it began.
        if let Some((_, answers)) = self.diagram.best_answers(&wanted)
            && self.enough(&answers, floors)
        {
            return Found { answers: Some(answers), proved: true };
        }
        // What a package is above the floors, weighed, added to what is wanted bounds the latter from above.
        let prices = self.prices(&wanted, floors);
        let all: Vec<i64> = shares.iter().zip(&prices).map(|(share, price)| share * PRICE + price).collect();
        let paid: i128 =
            prices.iter().zip(floors).map(|(price, floor)| i128::from(*price) * i128::from(*floor)).sum();
        let more = |sum: i64| narrow(i128::from(sum + 1) * i128::from(PRICE) + paid);
        let mut sums = self.worths.clone();
        let mut at_least = floors.to_vec();
        let guide = self.parties();
        match than.map(|answers| self.worth(answers)) {
            Some(worth) => {
                let sum = worth.iter().zip(shares).map(|(worth, share)| worth * share).sum();
                at_least.extend([more(sum), sum + 1]);
            }
            None => at_least.extend([NO_FLOOR, NO_FLOOR]),
        }
        sums.extend([self.added(&all), wanted]);
        // Whoever reaches all floors reaches any mixture of them.
        if let Some(cut) = cut {
            let mixed = cut.iter().zip(floors).map(|(share, floor)| i128::from(*share) * i128::from(*floor));
            sums.push(self.added(cut));
            at_least.push(narrow(mixed.sum()));
        }
        search(self.diagram, &sums, at_least, guide, &self.budget, |totals, floors| {
            floors[guide + 1] = totals[guide + 1] + 1;
            floors[guide] = more(totals[guide + 1]);
            true
        })
    }

    fn enough(&self, answers: &[bool], floors: &[i64]) -> bool {
        self.worth(answers).iter().zip(floors).all(|(worth, floor)| worth >= floor)
    }

    /// Prices of the floors (Lagrange multipliers, in parts of [`PRICE`]), by the subgradient method. They only steer
    /// and bound the search; any prices give the right answer.
    fn prices(&self, wanted: &Weights, floors: &[i64]) -> Vec<i64> {
        let mut prices = vec![0_i64; self.parties()];
        let mut best = (i128::MAX, prices.clone());
        for round in 0..2 * ROUNDS {
            let mut sum = self.added(&prices);
            for (total, pair) in sum.iter_mut().zip(wanted) {
                total[0] += PRICE * pair[0];
                total[1] += PRICE * pair[1];
            }
            let Some((bound, answers)) = self.diagram.best_answers(&sum) else { break };
            let real = |party: &usize| floors[*party] > NO_FLOOR;
            let paid: i128 = (0..self.parties())
                .filter(real)
                .map(|party| i128::from(prices[party]) * i128::from(floors[party]))
                .sum();
            if i128::from(bound) - paid < best.0 {
                best = (i128::from(bound) - paid, prices.clone());
            }
            let worth = self.worth(&answers);
            let short: Vec<f64> = (0..self.parties())
                .map(|party| if real(&party) { (floors[party] - worth[party]) as f64 } else { 0.0 })
                .collect();
            let length = short.iter().map(|short| short * short).sum::<f64>().sqrt();
            if length <= 0.0 {
                break;
            }
            for (price, short) in prices.iter_mut().zip(&short) {
                let step = 2.0 * PRICE as f64 * short / length / (1.0 + round as f64 / 8.0);
                *price = (*price as f64 + step).clamp(0.0, 1024.0 * PRICE as f64) as i64;
            }
        }
        best.1
    }

    /// The package whose least gain, each divided by the party's `unit`, is largest (egalitarian with units of 1,
    /// Kalai–Smorodinsky with the gains in each party's best package); of equals, the one with the largest sum. A
    /// party with a unit of 0 has nothing to gain, and does not count.
    pub(crate) fn evenest(&self, units: &[i64]) -> Found {
        let parties = self.parties();
        let shares = self.shares_for_evenness(units);
        let mut sums = self.worths.clone();
        let mut floors = self.floors.clone();
        sums.push(self.added(&shares));
        floors.push(NO_FLOOR);
        let zero: i128 =
            shares.iter().zip(&self.zeros).map(|(share, zero)| i128::from(*share) * i128::from(*zero)).sum();
        let unit: i128 =
            shares.iter().zip(units).map(|(share, unit)| i128::from(*share) * i128::from(*unit)).sum();
        let mut best: Option<(i64, i64)> = None;
        let first = search(self.diagram, &sums, floors, parties, &self.budget, |totals, floors| {
            let counting = (0..parties).filter(|party| units[*party] > 0);
            let gains = counting.clone().map(|party| (totals[party] - self.zeros[party], units[party]));
            let least = gains.min_by(|a, b| less_even(*a, *b)).unwrap_or((0, 1));
            if best.is_some_and(|best| less_even(least, best).is_le()) {
                return false;
            }
            best = Some(least);
            let (gain, of) = (i128::from(least.0), i128::from(least.1));
            for party in counting {
                let more = above(gain * i128::from(units[party]), of);
                floors[party] = floors[party].max(self.zeros[party].saturating_add(more));
            }
            // The mean of the gains is at least the least of them.
            floors[parties] = floors[parties].max(narrow(zero + i128::from(above(gain * unit, of))));
            true
        });
        let Some((gain, of)) = best else { return first };
        let mut floors = self.floors.clone();
        for party in (0..parties).filter(|party| units[*party] > 0) {
            let enough = up(i128::from(gain) * i128::from(units[party]), i128::from(of));
            floors[party] = floors[party].max(self.zeros[party].saturating_add(enough));
        }
        self.with_largest_sum(first, &floors, Some(&shares))
    }

    /// Weights under which the largest weighed sum of gains is small: by multiplicative weights, as in the theory of
    /// two-person games. They only steer and bound the search; any weights give the right answer.
    fn shares_for_evenness(&self, units: &[i64]) -> Vec<i64> {
        let mut weight = vec![1.0; self.parties()];
        let mut sum = weight.clone();
        for _ in 0..ROUNDS {
            let shares = whole_shares(&weight, units);
            let Some((_, answers)) = self.diagram.best_answers(&self.added(&shares)) else { break };
            let worth = self.worth(&answers);
            let gain: Vec<f64> = (0..self.parties())
                .map(|party| (worth[party] - self.zeros[party]) as f64 / units[party].max(1) as f64)
                .collect();
            let counting = || (0..self.parties()).filter(|party| units[*party] > 0).map(|party| gain[party]);
            let (low, high) = (counting().fold(f64::MAX, f64::min), counting().fold(f64::MIN, f64::max));
            if high - low <= 0.0 {
                break;
            }
            for (weight, gain) in weight.iter_mut().zip(&gain) {
                *weight *= 1.0 - 0.3 * ((gain - low) / (high - low)).clamp(0.0, 1.0);
            }
            let total: f64 = weight.iter().sum();
            for (weight, sum) in weight.iter_mut().zip(&mut sum) {
                *weight /= total;
                *sum += *weight;
            }
        }
        whole_shares(&sum, units)
    }

    /// The package with the largest product of gains (Nash), among those from which every counting party gains. A
    /// party with a unit of 0 does not count.
    pub(crate) fn nash(&self, units: &[i64]) -> Found {
        let parties = self.parties();
        let counting: Vec<usize> = (0..parties).filter(|party| units[*party] > 0).collect();
        let mut floors = self.floors.clone();
        for party in &counting {
            floors[*party] = floors[*party].max(self.zeros[*party] + 1);
        }
        let shares = self.shares_for_product(units);
        let mut sums = self.worths.clone();
        let mut at_least = floors;
        sums.push(self.added(&shares));
        at_least.push(NO_FLOOR);
        let tops: Vec<BigInt> = (0..parties)
            .map(|party| {
                let top = self.diagram.best_answers(&self.worths[party]).map_or(0, |(top, _)| top);
                BigInt::from((top - self.zeros[party]).max(0))
            })
            .collect();
        let zero: i128 =
            shares.iter().zip(&self.zeros).map(|(share, zero)| i128::from(*share) * i128::from(*zero)).sum();
        let product_of_shares: BigInt = counting.iter().map(|party| BigInt::from(shares[*party])).product();
        let mut best = BigInt::zero();
        search(self.diagram, &sums, at_least, parties, &self.budget, |totals, floors| {
            let gains = counting.iter().map(|party| BigInt::from(totals[*party] - self.zeros[*party]));
            let product: BigInt = gains.product();
            if product <= best {
                return false;
            }
            best = product;
            for &party in &counting {
                let others: BigInt =
                    counting.iter().filter(|other| **other != party).map(|other| &tops[*other]).product();
                if others.is_positive() {
                    let more = whole(&(&best / others + 1_u8));
                    floors[party] = floors[party].max(self.zeros[party].saturating_add(more));
                }
            }
            // The product of weighed gains is at most the n-th power of their mean.
            let enough = least_sum(&best, &product_of_shares, counting.len() as u32);
            floors[parties] = floors[parties].max(narrow(zero + i128::from(enough)));
            true
        })
    }

    /// Weights inverse to the gains at the best mixture of packages, by the method of Frank and Wolfe.
    fn shares_for_product(&self, units: &[i64]) -> Vec<i64> {
        let ones: Vec<i64> = units.iter().map(|unit| (*unit).min(1)).collect();
        let mut mean: Vec<f64> = vec![0.0; self.parties()];
        // Start from the mixture of what is best for each.
        for weights in &self.worths {
            if let Some((_, answers)) = self.diagram.best_answers(weights) {
                for (party, worth) in self.worth(&answers).iter().enumerate() {
                    mean[party] += (worth - self.zeros[party]) as f64 / self.parties() as f64;
                }
            }
        }
        for round in 0..ROUNDS {
            let weight: Vec<f64> = mean.iter().map(|gain| 1.0 / gain.max(1e-3)).collect();
            let shares = whole_shares(&weight, &ones);
            let Some((_, answers)) = self.diagram.best_answers(&self.added(&shares)) else { break };
            let step = 2.0 / (round as f64 + 3.0);
            for (party, worth) in self.worth(&answers).iter().enumerate() {
                let gain = (worth - self.zeros[party]) as f64;
                mean[party] += step * (gain - mean[party]);
            }
        }
        let weight: Vec<f64> = mean.iter().map(|gain| 1.0 / gain.max(1e-3)).collect();
        whole_shares(&weight, &ones)
    }
}

/// Compares gains divided by their units, without dividing.
fn less_even(a: (i64, i64), b: (i64, i64)) -> std::cmp::Ordering {
    (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1)))
}

/// The least whole number above a fraction with a positive lower number.
fn above(upper: i128, lower: i128) -> i64 {
    narrow(upper.div_euclid(lower) + 1)
}

/// The least whole number not below a fraction with a positive lower number.
fn up(upper: i128, lower: i128) -> i64 {
    narrow(-(-upper).div_euclid(lower))
}

fn narrow(value: i128) -> i64 {
    value.clamp(i128::from(i64::MIN / 8), i128::from(i64::MAX / 8)) as i64
}

fn whole(value: &BigInt) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX / 8).min(i64::MAX / 8)
}

/// Whole weights, at least 1, in about the proportion of `weight / unit`; 0 where the unit is 0.
fn whole_shares(weight: &[f64], units: &[i64]) -> Vec<i64> {
    let share = |(weight, unit): (&f64, &i64)| if *unit == 0 { 0.0 } else { weight / *unit as f64 };
    let shares: Vec<f64> = weight.iter().zip(units).map(share).collect();
    let total: f64 = shares.iter().sum();
    let whole = |share: f64| ((share / total * WEIGHT) as i64).clamp(1, WEIGHT as i64);
    shares.iter().zip(units).map(|(share, unit)| if *unit == 0 { 0 } else { whole(*share) }).collect()
}

/// The least sum S of `n` weighed gains with which the product of the gains can still be above `best`: the least S
/// with (S/n)^n > best · product of weights.
fn least_sum(best: &BigInt, product_of_shares: &BigInt, n: u32) -> i64 {
    let wanted = best * product_of_shares * BigInt::from(n).pow(n);
    // The n-th root rounds down, so the next whole number is the first whose power is above.
    let root = wanted.nth_root(n);
    whole(&(root + 1_u8))
}
