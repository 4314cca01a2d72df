//! Worths and weights as whole numbers of one common unit, so that machine arithmetic stays exact.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::Exact;
use crate::model::{Model, Party};

/// All worths of all parties together stay below this, which leaves room to weigh and add them.
const LARGEST: i64 = 1 << 36;

/// The worths of a model in whole units.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// How many units make one.
    unit: BigInt,
    /// For each party, the value of each of its worths.
    pub(crate) worths: Vec<Vec<i64>>,
    /// For each party, what no deal is worth to it, where that is given.
    pub(crate) no_deal: Vec<Option<i64>>,
}

impl Scale {
    /// `None` where the numbers are too large or too finely divided.
    pub(crate) fn of(model: &Model) -> Option<Scale> {
        let given = |party: &Party| -> Vec<BigRational> {
            party
                .worths
                .iter()
                .map(|worth| &worth.value)
                .chain(&party.no_deal)
                .map(|value| value.0.clone())
                .collect()
        };
        let all: Vec<BigRational> = model.parties.iter().flat_map(given).collect();
        let unit = common_unit(all.iter())?;
        let whole = |value: &Exact| (&value.0 * &unit).to_integer().to_i64();
        let sum: BigInt = all.iter().map(|value| (value * &unit).to_integer().abs()).sum();
        if sum > BigInt::from(LARGEST) || !weights_fit(model) {
            return None;
        }
        let worths = model
            .parties
            .iter()
            .map(|party| party.worths.iter().map(|worth| whole(&worth.value)).collect::<Option<Vec<i64>>>())
            .collect::<Option<Vec<_>>>()?;
        let no_deal = model.parties.iter().map(|party| party.no_deal.as_ref().and_then(whole)).collect();
        Some(Scale { unit, worths, no_deal })
    }

    /// Back to the analyst's numbers.
    pub(crate) fn exact(&self, units: i64) -> Exact {
        Exact(BigRational::new(units.into(), self.unit.clone()))
    }
}

fn weights_fit(model: &Model) -> bool {
    let of = |party: &'_ Party| -> Vec<Exact> {
        party.red_lines.iter().map(|line| line.weight.clone()).chain([party.no_deal_weight.clone()]).collect()
    };
    let weights: Vec<Exact> =
        model.parties.iter().flat_map(of).filter(|weight| !weight.0.is_zero()).collect();
    whole_weights(weights.iter()).is_some()
}

/// The least common denominator; `None` where it is absurdly large.
fn common_unit<'v>(values: impl Iterator<Item = &'v BigRational>) -> Option<BigInt> {
    let mut unit = BigInt::one();
    for value in values {
        unit = unit.lcm(value.denom());
        if unit.bits() > 40 {
            return None;
        }
    }
    Some(unit)
}

/// Weights as whole numbers in the same proportion; `None` where they are too large or too finely divided.
pub(crate) fn whole_weights<'v>(weights: impl Iterator<Item = &'v Exact> + Clone) -> Option<Vec<i64>> {
    let unit = common_unit(weights.clone().map(|weight| &weight.0))?;
    let whole: Vec<BigInt> = weights.map(|weight| (&weight.0 * &unit).to_integer()).collect();
    let sum: BigInt = whole.iter().map(Signed::abs).sum();
    if sum > BigInt::from(LARGEST) || whole.iter().any(Zero::is_zero) {
        return None;
    }
    whole.iter().map(ToPrimitive::to_i64).collect()
}
