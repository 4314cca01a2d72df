//! How likely it is that a party stands so on a proposition, by rules and judge together: the voices of both are added up
//! as logits (a logarithmic opinion pool).
//!
//! What odds, silence and nearness weigh is learnt by logistic regression over what rules or judge found in 120 articles on 40
//! invented disputes that neither had learnt, by codebooks of phrases alone and by codebooks whose writers had not seen
//! the articles. What the rules weigh stands between what those give (0.9 and 0.3) and what 18 articles on one war give for
//! a codebook that had been mended on others (2.9 and 1.8). `tools/judge/README.md` tells how they are made.

/// What speaks for a party's stance on a proposition by one statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voices {
    /// What the judge thinks of the stance, and of silence.
    pub(crate) odds: f32,
    pub(crate) silence: f32,
    /// How near the proposition is to the statement's topic, at most 1.
    pub(crate) near: f32,
    /// The score that the rules give the stance, where they tell it.
    pub(crate) rules: Option<f32>,
}

/// What rules tell by a phrase of the codebook has this score at least.
const BY_PHRASE: f32 = 0.75;

const ODDS: f32 = 0.5;
const SILENCE: f32 = -0.13;
const NEAR: f32 = 2.1;
const RULES_BY_PHRASE: f32 = 2.2;
const RULES_BY_HINT: f32 = 1.0;
const NOTHING_ELSE: f32 = -2.2;

/// Odds count as no less than this, and no more than 1 without it.
const LEAST: f32 = 1e-4;

/// The share of such positions that a person marked too, between 0 and 1.
pub(crate) fn position_weighed(voices: Voices) -> f32 {
    let rules = match voices.rules {
        Some(score) if score > BY_PHRASE => RULES_BY_PHRASE,
        Some(_) => RULES_BY_HINT,
        None => 0.0,
    };
    let sum = NOTHING_ELSE
        + ODDS * logit(voices.odds)
        + SILENCE * logit(voices.silence)
        + NEAR * voices.near
        + rules;
    1.0 / (1.0 + (-sum).exp())
}

fn logit(odds: f32) -> f32 {
    let odds = odds.clamp(LEAST, 1.0 - LEAST);
    (odds / (1.0 - odds)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rules_and_judge_both_say_is_likelier_than_what_one_says() {
        let weighed = |odds: f32, rules: Option<f32>| {
            position_weighed(Voices { odds, silence: 0.9 * (1.0 - odds), near: 0.6, rules })
        };
        assert!(weighed(0.8, Some(0.8)) > weighed(0.8, Some(0.6)));
        assert!(weighed(0.8, Some(0.6)) > weighed(0.8, None));
        assert!(weighed(0.01, Some(0.8)) < 0.25);
        for odds in [0.0, 1.0, f32::NAN] {
            assert!(weighed(odds, None).is_nan() == odds.is_nan());
        }
    }
}
