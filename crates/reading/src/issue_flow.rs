//! Which issue each statement of a document is about: by its words, and by what was spoken of just before.
//!
//! Texts keep to an issue for some sentences, so a statement without any word that tells one goes on with it. The issue
//! before it counts as a belief: the weights of the statement before, as shares that add up to one, are added to those
//! of the words. What stands before without being a statement tells too: the title, the sentence before, what the paragraph has told
//! so far, and the paragraph before it.

use standpoint_terms::{Document, Issued, Reading, Span, Statement};

use crate::CompiledCodebook;
use crate::issue_index::{BEFORE, CONTENT, HINTS, IssueIndex, PARAGRAPH, SENTENCE, TITLE, Weighed};
use crate::statement::words;

/// How much the issue of the statement before weighs, in the same paragraph and behind it.
const SAME_PARAGRAPH: f32 = 2.8;
const BEHIND: f32 = 1.0;

/// How much of all that stays where the words that are said have hints of their own, and of the weight of the texts before.
const STATEMENTS_BESIDE_HINTS: f32 = 0.7;
const TEXTS_BESIDE_HINTS: f32 = 0.5;

/// What speaks for the issue of what has no other.
const OTHER: f32 = 1.5;

/// What a position on a proposition weighs for its issue: more than words do.
const POSITION: f32 = 6.0;

/// How fast shares grow with weights.
const SHARPNESS: f32 = 3.0;

/// What the paragraph up to the statement's sentence weighs in all, and the paragraph before it.
const EARLIER: f32 = 0.8;
const PARAGRAPH_BEFORE: f32 = 0.6;

/// The longest sentence or paragraph in bytes that is searched for hints. No real one is longer; in a text without full
/// stops each statement would search the whole of it.
const LONGEST: usize = 4_000;

/// Gives each statement its issue. One that is there already, by a position, stays; words that tell it too are added.
///
/// `judged`: for each statement how much speaks for each issue by a judge, in the codebook's order; empty without one.
pub(crate) fn issues(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statements: &mut [Statement],
    judged: &[Vec<f32>],
) {
    let index = &codebook.issues;
    let other = codebook.other_issue.as_ref().and_then(|id| index.ids.iter().position(|known| known == id));
    let begin = |statement: &Statement| statement.attribution.content.iter().map(|span| span.start).min();
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| (begin(&statements[*at]), *at));
    let mut before: Option<(Option<usize>, Vec<f32>)> = None;
    for at in order {
        let statement = &mut statements[at];
        let Some(start) = begin(statement) else { continue };
        let passage = Some(document.passages.partition_point(|passage| passage.span.end <= start))
            .filter(|at| document.passages.get(*at).is_some_and(|passage| passage.span.start <= start));
        let (mut weighed, hinted) = words_weighed(document, reading, codebook, statement, passage);
        for (weight, more) in weighed.weights.iter_mut().zip(judged.get(at).into_iter().flatten()) {
            *weight += more;
        }
        if let Some((there, shares)) = &before {
            let by = if *there == passage { SAME_PARAGRAPH } else { BEHIND };
            let by = if hinted { by * STATEMENTS_BESIDE_HINTS } else { by };
            for (weight, share) in weighed.weights.iter_mut().zip(shares) {
                *weight += by * share;
            }
        }
        if let Some(other) = other {
            weighed.weights[other] += OTHER;
        }
        let by_position = statement.issue.as_ref().map(|issued| issued.issue.clone());
        let known = by_position.and_then(|id| index.ids.iter().position(|known| *known == id));
        if let Some(known) = known {
            weighed.weights[known] += POSITION;
        }
        let best = weighed.weights.iter().copied().fold(0.0_f32, f32::max);
        let issue = known.or_else(|| weighed.weights.iter().position(|weight| best > 0.0 && *weight >= best));
        if let Some(issue) = issue {
            let hints = weighed.hints_of(issue);
            statement.issue = Some(Issued { issue: index.ids[issue].clone(), hints });
        }
        before = Some((passage, shares(&weighed.weights)));
    }
}

/// What the words that are said tell and what stands around and before them; and whether the words have hints of their own.
fn words_weighed(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statement: &Statement,
    passage: Option<usize>,
) -> (Weighed, bool) {
    let index = &codebook.issues;
    let mut weighed = index.nothing();
    let content = &statement.attribution.content;
    index.weigh(&words(document, content), &CONTENT, &mut weighed);
    let hinted = weighed.has_hints();
    let short = |span: &Span| span.len() <= LONGEST;
    let sentence = content.first().and_then(|first| sentence_of(&reading.sentences, *first)).filter(short);
    if let Some(sentence) = sentence.and_then(|span| span.of(&document.text)) {
        index.weigh(sentence, &SENTENCE, &mut weighed);
    }
    let text = |span: Option<Span>| span.filter(short).and_then(|span| span.of(&document.text));
    let own = passage.map(|at| document.passages[at].span);
    if let Some(paragraph) = text(own) {
        index.weigh(paragraph, &PARAGRAPH, &mut weighed);
    }
    // What stands before.
    let mut before = index.nothing();
    if let Some(text) = text(sentence.and_then(|sentence| sentence_before(&reading.sentences, sentence))) {
        index.weigh(text, &BEFORE, &mut before);
    }
    if let Some(title) = document.metadata.title.as_deref().filter(|title| title.len() <= LONGEST) {
        index.weigh(title, &TITLE, &mut before);
    }
    let earlier = own.zip(sentence).filter(|(own, sentence)| own.start < sentence.start);
    let earlier = text(earlier.map(|(own, sentence)| Span::new(own.start, sentence.start)));
    let paragraph_before = passage.and_then(|at| at.checked_sub(1)).map(|at| document.passages[at].span);
    for (text, weight) in [(earlier, EARLIER), (text(paragraph_before), PARAGRAPH_BEFORE)] {
        share(index, text.unwrap_or_default(), weight, &mut before);
    }
    let by = if hinted { TEXTS_BESIDE_HINTS } else { 1.0 };
    for (sum, one) in weighed.weights.iter_mut().zip(before.weights) {
        *sum += by * one;
    }
    (weighed, hinted)
}

/// Adds what the hints in a text tell, in all a weight that does not depend on how many there are.
fn share(index: &IssueIndex, text: &str, weight: f32, out: &mut Weighed) {
    let mut told = index.nothing();
    index.weigh(text, &HINTS, &mut told);
    let all: f32 = told.weights.iter().sum();
    if all > 0.0 {
        for (sum, one) in out.weights.iter_mut().zip(told.weights) {
            *sum += weight * one / all;
        }
    }
}

/// Weights as shares that add up to one; where nothing speaks for any issue, nothing goes on.
fn shares(weights: &[f32]) -> Vec<f32> {
    let best = weights.iter().copied().fold(0.0_f32, f32::max);
    if best <= 0.0 {
        return vec![0.0; weights.len()];
    }
    let powers: Vec<f32> = weights.iter().map(|weight| ((weight - best) * SHARPNESS).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// The sentence in which the span begins.
fn sentence_of(sentences: &[Span], span: Span) -> Option<Span> {
    let at = sentences.partition_point(|s| s.end <= span.start);
    sentences.get(at).copied().filter(|s| s.start <= span.start)
}

/// The sentence before that one.
fn sentence_before(sentences: &[Span], sentence: Span) -> Option<Span> {
    let at = sentences.partition_point(|s| s.start < sentence.start);
    at.checked_sub(1).map(|at| sentences[at])
}
