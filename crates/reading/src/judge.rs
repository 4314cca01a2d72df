//! What a trained model is asked about statements.

pub use standpoint_inference::{Inquiry, Judgement, Question, Text};

/// A trained model that judges stances, acts and topics.
///
/// It is asked by [`Inquiry`]. The statement's text is `SPEAKER (PARTY NAME): SENTENCES`: those in which source, cue and
/// content stand, white space squeezed; sentences that do not follow one another are joined by ` … `. A content that
/// points back ("both points") has the sentence before it in front. At most 300 characters stand before the content,
/// 600 in it, 200 behind it. A speaker that is not named is `unnamed`; one without a party has `no party`.
///
/// ```
/// use standpoint_reading::{Inquiry, Judge, Judgement};
///
/// /// Says "support" to all and "claim" of all.
/// struct Yes;
///
/// impl Judge for Yes {
///     fn name(&self) -> &str {
///         "yes 1"
///     }
///     fn judge(&self, inquiry: &Inquiry) -> Judgement {
///         let acts = std::array::from_fn(|act| f32::from(u8::from(act == 9)));
///         Judgement { stances: self.stances(inquiry), acts, issues: vec![], topic: vec![1.0] }
///     }
///     fn stances(&self, inquiry: &Inquiry) -> Vec<Vec<[f32; 4]>> {
///         let yes = |holders: &Vec<u8>| vec![[0.0, 1.0, 0.0, 0.0]; holders.len()];
///         inquiry.questions.iter().map(|question| yes(&question.holders)).collect()
///     }
///     fn topic(&self, _: &str) -> Vec<f32> {
///         vec![1.0]
///     }
/// }
/// assert!(Yes.judge(&Inquiry::default()).stances.is_empty());
/// ```
pub trait Judge: Send + Sync {
    /// The model's name and version, for `by`.
    fn name(&self) -> &str;

    /// What it makes of a statement. It never fails: what cannot be judged is silent.
    fn judge(&self, inquiry: &Inquiry) -> Judgement;

    /// Of that only where holders stand: for each question, for each of its holders, the odds of none, support, oppose
    /// and conditional.
    fn stances(&self, inquiry: &Inquiry) -> Vec<Vec<[f32; 4]>>;

    /// The ids of the issues of a [`Judgement::issues`], in its order: such as many disputes share.
    fn issues(&self) -> &[String] {
        &[]
    }

    /// What a text by itself is about, to be held against a [`Judgement::topic`] by the inner product.
    fn topic(&self, text: &str) -> Vec<f32>;
}
