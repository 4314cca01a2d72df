//! Names that a model found, joined with those of the rules.

use standpoint_inference::{FoundName, NameKind};
use standpoint_terms::MentionKind;

use crate::coreference::token_at;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::quotation::Quotation;
use crate::token::{Token, TokenPassage};

/// Corrects what the rules took a name for by what the model takes it for, and adds names that only the model saw.
///
/// The rules' titles and sides stay: they say for whom somebody speaks, which the model does not.
pub(crate) fn correct(
    text: &str,
    found: &mut Vec<Found>,
    names: &[FoundName],
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    sentences: &[(usize, usize)],
    quotations: &[Quotation],
) {
    let mut added = Vec::new();
    for name in names {
        let Some(kind) = kind_of(name.kind) else { continue };
        let (Some(start), Some(last)) =
            (token_at(tokens, name.span.start), token_at(tokens, name.span.end - 1))
        else {
            continue;
        };
        let end = last + 1;
        let first = found.partition_point(|f| f.end <= start);
        match found.get_mut(first).filter(|f| f.start < end) {
            Some(known) if (known.start, known.end) == (start, end) => {
                // A full name after a title, or two words that the rules took for a person, seldom are anything else.
                // What the lexicon knows for a place is one.
                let written = text.get(tokens[start].span.start..tokens[last].span.end).unwrap_or_default();
                let sure = known.title.is_some()
                    || (known.kind == MentionKind::Person && end > start + 1)
                    || lexicon().place(written).is_some();
                // The rules call a single unknown word a side by what stands around it ("the Norlandic minister").
                let side = matches!(known.kind, MentionKind::Place | MentionKind::Nationality)
                    && kind == MentionKind::Person;
                if !sure && !side && kind_is_name(known.kind) {
                    known.kind = kind;
                }
            }
            Some(_) => {}
            // A person's name in small letters is a description of a kind that the lexicon lacks.
            None if kind == MentionKind::Person && !tokens[start].capital => {}
            // "Gen." alone is nobody.
            None if end == start + 1
                && lexicon().has("honorifics", tokens[start].lower.trim_end_matches('.')) => {}
            None => {
                let sentence = sentences.partition_point(|s| s.1 <= start);
                let quotation = quotations.partition_point(|q| q.end <= start);
                let quoted = quotations.get(quotation).is_some_and(|q| q.start <= start);
                let passage = passages.partition_point(|p| p.end <= start);
                added.push(Found { start, end, kind, title: None, side: None, quoted, sentence, passage });
            }
        }
    }
    // Names do not overlap one another, and what was added overlaps nothing that was there.
    found.append(&mut added);
    found.sort_by_key(|f| f.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
}

fn kind_is_name(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person | MentionKind::Organisation | MentionKind::Place | MentionKind::Nationality
    )
}

fn kind_of(kind: NameKind) -> Option<MentionKind> {
    match kind {
        NameKind::Person => Some(MentionKind::Person),
        NameKind::Organisation => Some(MentionKind::Organisation),
        NameKind::Place => Some(MentionKind::Place),
        NameKind::Nationality => Some(MentionKind::Nationality),
        NameKind::Title | NameKind::Date => None,
    }
}
