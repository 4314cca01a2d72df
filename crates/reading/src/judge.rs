//! What a trained model is asked about statements.

/// A trained model that judges stances and acts.
///
/// Rules go first and stay where they are exact; a judge adds what rules do not reach. It answers about texts in
/// the two forms below, in batches of one document.
///
/// **Text A** is the statement: `SPEAKER (PARTY NAME): SENTENCES`. The sentences are those in which source, cue and
/// content stand, white space squeezed; the fragments of the content stand between `[[ ` and ` ]]`; sentences that do
/// not follow one another are joined by ` … `. A content that points back ("both points") has the sentence before it
/// in front. At most 300 characters stand before the first mark, 600 inside the marks, 200 behind the last. A speaker
/// that is not named is `unnamed`; one without a party has `no party`.
///
/// **Text B** is the holder and the proposition: `HOLDER NAME: PROPOSITION SENTENCE`, without a full stop.
///
/// ```
/// use standpoint_reading::{Judge, StanceOdds, StancePair};
///
/// /// Says "support" to all and "claim" of all.
/// struct Yes;
///
/// impl Judge for Yes {
///     fn name(&self) -> &str {
///         "yes 1"
///     }
///     fn stances(&self, pairs: &[StancePair]) -> Vec<StanceOdds> {
///         pairs.iter().map(|_| StanceOdds { support: 1.0, ..StanceOdds::default() }).collect()
///     }
///     fn acts(&self, statements: &[String]) -> Vec<[f32; 13]> {
///         statements.iter().map(|_| std::array::from_fn(|act| if act == 9 { 1.0 } else { 0.0 })).collect()
///     }
/// }
/// assert_eq!(Yes.stances(&[StancePair::default()])[0].support, 1.0);
/// ```
pub trait Judge: Send + Sync {
    /// The model's name and version, for `by`.
    fn name(&self) -> &str;

    /// One answer for each pair, in order. It never fails: what cannot be judged is `none` with 1.
    fn stances(&self, pairs: &[StancePair]) -> Vec<StanceOdds>;

    /// One answer for each text A, in order: probabilities in the order of [`standpoint_terms::Act::ALL`].
    fn acts(&self, statements: &[String]) -> Vec<[f32; 13]>;
}

/// A statement, and a holder with a proposition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StancePair {
    /// Text A.
    pub statement: String,
    /// Text B.
    pub position: String,
}

/// Where the holder stands by the statement: probabilities, sum 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StanceOdds {
    /// The statement tells nothing of it.
    pub none: f32,
    /// The holder wants it or says that it is so.
    pub support: f32,
    /// The holder does not want it or says that it is not so.
    pub oppose: f32,
    /// Only if something else is so.
    pub conditional: f32,
}
