//! Krippendorff's alpha: how far coders agree beyond chance. Pure.
//!
//! After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha is one less the ratio of the
//! disagreement that was observed to the one expected by chance, both from the matrix of coincidences. It takes any
//! number of coders, missing values and four ways to measure how far two values are apart.

/// How far two values are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    #[default]
    Nominal,
    /// By how many values lie between them in the order.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference in relation to their sum.
    Ratio,
}

/// Agreement of coders on one variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alpha {
    /// 1 is perfect agreement, 0 that of chance; `None` where it cannot be told: nobody gave two values for one unit,
    /// or all gave the same value.
    pub alpha: Option<f64>,
    /// Units with two values or more.
    pub units: usize,
    /// The values in them.
    pub values: usize,
    /// Of the pairs of values given to one unit, the share that is the same.
    pub same: Option<f64>,
}

/// Krippendorff's alpha. Each unit has the values that coders gave it, numbers in the order of the scale; the number
/// of who gave none does not matter.
pub fn krippendorff(units: &[Vec<f64>], metric: Metric) -> Alpha {
    let paired: Vec<&Vec<f64>> = units.iter().filter(|values| values.len() > 1).collect();
    let mut scale: Vec<f64> = paired.iter().flat_map(|values| values.iter().copied()).collect();
    scale.sort_by(f64::total_cmp);
    scale.dedup();
    let place = |value: f64| scale.partition_point(|known| known.total_cmp(&value).is_lt());
    let size = scale.len();
    // How often a value stands beside another in one unit; each unit weighs as many as it has values.
    let mut together = vec![vec![0.0; size]; size];
    for values in &paired {
        let weight = 1.0 / (values.len() - 1) as f64;
        for (i, a) in values.iter().enumerate() {
            for (j, b) in values.iter().enumerate() {
                if i != j {
                    together[place(*a)][place(*b)] += weight;
                }
            }
        }
    }
    let totals: Vec<f64> = together.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for a in 0..size {
        for b in 0..size {
            let apart = distance(&scale, &totals, a, b, metric);
            observed += together[a][b] * apart;
            expected += totals[a] * totals[b] * apart;
        }
    }
    let same: f64 = (0..size).map(|value| together[value][value]).sum();
    Alpha {
        alpha: (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected),
        units: paired.len(),
        values: paired.iter().map(|values| values.len()).sum(),
        same: (all > 0.0).then(|| same / all),
    }
}

/// The squared difference of two values of the scale.
fn distance(scale: &[f64], totals: &[f64], a: usize, b: usize, metric: Metric) -> f64 {
    if a == b {
        return 0.0;
    }
    match metric {
        Metric::Nominal => 1.0,
        Metric::Ordinal => {
            let (low, high) = (a.min(b), a.max(b));
            let between: f64 = totals[low..=high].iter().sum();
            (between - f64::midpoint(totals[low], totals[high])).powi(2)
        }
        Metric::Interval => (scale[a] - scale[b]).powi(2),
        Metric::Ratio => {
            let sum = scale[a] + scale[b];
            if sum == 0.0 { 0.0 } else { ((scale[a] - scale[b]) / sum).powi(2) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the paper: twelve units, four observers, some values missing.
    fn example() -> Vec<Vec<f64>> {
        let n = f64::NAN;
        let observers = [
            [1.0, 2.0, 3.0, 3.0, 2.0, 1.0, 4.0, 1.0, 2.0, n, n, n],
            [1.0, 2.0, 3.0, 3.0, 2.0, 2.0, 4.0, 1.0, 2.0, 5.0, n, 3.0],
            [n, 3.0, 3.0, 3.0, 2.0, 3.0, 4.0, 2.0, 2.0, 5.0, 1.0, n],
            [1.0, 2.0, 3.0, 3.0, 2.0, 4.0, 4.0, 1.0, 2.0, 5.0, 1.0, n],
        ];
        (0..12).map(|unit| observers.iter().map(|o| o[unit]).filter(|v| !v.is_nan()).collect()).collect()
    }

    fn check(units: &[Vec<f64>], metric: Metric, expected: f64) {
        let alpha = krippendorff(units, metric).alpha.expect("it can be told");
        assert!((alpha - expected).abs() < 0.0005, "{metric:?}: {alpha}");
    }

    #[test]
    fn the_example_of_the_paper_comes_out() {
        check(&example(), Metric::Nominal, 0.743);
        check(&example(), Metric::Ordinal, 0.815);
        check(&example(), Metric::Interval, 0.849);
        check(&example(), Metric::Ratio, 0.797);
        let alpha = krippendorff(&example(), Metric::Nominal);
        assert_eq!((alpha.units, alpha.values), (11, 40));
    }

    #[test]
    fn perfect_and_opposite_answers() {
        check(&[vec![1.0, 1.0], vec![2.0, 2.0]], Metric::Nominal, 1.0);
        assert!(krippendorff(&[vec![1.0, 2.0], vec![2.0, 1.0]], Metric::Nominal).alpha < Some(0.0));
        assert_eq!(krippendorff(&[vec![1.0, 1.0], vec![1.0, 1.0]], Metric::Nominal).alpha, None);
        assert_eq!(krippendorff(&[vec![1.0], vec![]], Metric::Ordinal).alpha, None);
    }
}
