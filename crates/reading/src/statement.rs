//! Attributions resolved by a codebook.

use standpoint_terms::{Attribution, Document, Issued, Reading, Span, Statement};

use crate::CompiledCodebook;

/// One statement for each attribution of the reading, in its order: the speaker's name, and by the
/// codebook the speaker's party and the issue. Without a codebook both stay `None`; so does what the
/// codebook does not tell. A speaker whom the codebook lists has the name that stands there, however the
/// document spells it.
///
/// The issue is told by the hints in the content; where it has none, by those in its sentence.
pub fn statements(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
) -> Vec<Statement> {
    reading
        .attributions
        .iter()
        .map(|attribution| {
            let actor = attribution.speaker.and_then(|at| reading.actors.get(at));
            let party = codebook.zip(actor).and_then(|(codebook, actor)| {
                let source = words(document, &attribution.source);
                codebook.parties.party_of(actor, &source).map(str::to_owned)
            });
            Statement {
                attribution: attribution.clone(),
                speaker: actor.map(|actor| {
                    let listed = codebook.and_then(|codebook| codebook.parties.name_of(actor));
                    listed.unwrap_or(&actor.name).to_owned()
                }),
                party,
                issue: codebook.and_then(|codebook| issue(document, reading, attribution, codebook)),
                act: None,
                positions: Vec::new(),
                said_on: None,
            }
        })
        .collect()
}

/// The longest sentence in bytes that is searched for hints. No real one is longer; in a text without full
/// stops each statement would search the whole of it.
const LONGEST_SENTENCE: usize = 4_000;

fn issue(
    document: &Document,
    reading: &Reading,
    attribution: &Attribution,
    codebook: &CompiledCodebook,
) -> Option<Issued> {
    codebook.issues.issue_of(&words(document, &attribution.content)).or_else(|| {
        let sentence = sentence_of(&reading.sentences, *attribution.content.first()?)?;
        if sentence.len() > LONGEST_SENTENCE {
            return None;
        }
        codebook.issues.issue_of(sentence.of(&document.text)?)
    })
}

/// The sentence in which the span begins.
fn sentence_of(sentences: &[Span], span: Span) -> Option<Span> {
    let at = sentences.partition_point(|s| s.end <= span.start);
    sentences.get(at).copied().filter(|s| s.start <= span.start)
}

fn words(document: &Document, spans: &[Span]) -> String {
    let fragments: Vec<&str> = spans.iter().filter_map(|s| s.of(&document.text)).collect();
    fragments.join(" … ")
}
