//! Chains of mentions that are known already.

use std::cmp::Reverse;

use standpoint_terms::Span;

use crate::Model;
use crate::chain::{Antecedents, chains};
use crate::found::{Level, Referent};
use crate::mention::Mentioned;

/// A mention that the caller knows: one that a corpus marks, or that a person set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenMention {
    /// The whole phrase.
    pub span: Span,
    /// Its head word, inside the phrase.
    pub head: Span,
    /// What sort of thing it refers to.
    pub referent: Referent,
    /// Name, noun or pronoun.
    pub level: Level,
}

impl Model {
    /// Joins given mentions of a text: indices into `mentions`, two or more each, in order of the text.
    ///
    /// It is what [`crate::Inference::infer`] does with the mentions that it finds itself. Mentions that touch no
    /// word of the text are left out, as are those in a stretch that the runtime refuses to read.
    pub fn join(&self, text: &str, mentions: &[GivenMention]) -> Vec<Vec<usize>> {
        let coded = self.coded(text);
        let words = coded.words();
        let at = |byte: usize| words.list.partition_point(|word| word.span.end <= byte);
        let mut given: Vec<(usize, Mentioned)> = Vec::new();
        for (number, mention) in mentions.iter().enumerate() {
            let (first, head) = (at(mention.span.start), at(mention.head.start));
            let last = words.list.partition_point(|word| word.span.start < mention.span.end);
            let kind = self.heads().iter().position(|kind| *kind == (mention.referent, mention.level));
            if let Some(kind) = kind
                && (first..last).contains(&head)
            {
                let (query, key) = (Vec::new(), Vec::new());
                let words = first..last;
                given.push((number, Mentioned { head, words, kind, probability: 1.0, query, key, new: 0.0 }));
            }
        }
        for (window, outputs) in self.outputs(&coded) {
            for (_, mention) in given.iter_mut().filter(|(_, mention)| window.own.contains(&mention.head)) {
                let row = mention.head - window.words.start;
                mention.query = outputs.coref_query.row(row).to_vec();
                mention.key = outputs.coref_key.row(row).to_vec();
                mention.new = outputs.coref_new.row(row)[0];
            }
        }
        given.retain(|(_, mention)| !mention.query.is_empty());
        given.sort_by_key(|(_, mention)| (mention.words.start, Reverse(mention.words.end), mention.head));
        let mut antecedents = Antecedents::new(self.parameters());
        let joined: Vec<Option<usize>> =
            given.iter().map(|(_, mention)| antecedents.of(&coded, mention).0).collect();
        let number = |at: usize| given[at].0;
        chains(&joined).into_iter().map(|chain| chain.into_iter().map(number).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_mentions_are_joined() {
        let Some((model, _)) = crate::reference::load("full") else { return };
        let text = "Ines Tarn left. She said Tarn's team would stay.";
        let mention = |part: &str, head: &str, level: Level| {
            let start = text.find(part).unwrap();
            let inside = start + part.find(head).unwrap();
            GivenMention {
                span: Span::new(start, start + part.len()),
                head: Span::new(inside, inside + head.len()),
                referent: Referent::Person,
                level,
            }
        };
        let mentions = [
            mention("Tarn's", "Tarn", Level::Name),
            mention("Ines Tarn", "Ines", Level::Name),
            mention("She", "She", Level::Pronoun),
            mention(" ", " ", Level::Noun),
        ];
        assert_eq!(model.join(text, &mentions), [vec![1, 2, 0]]);
        assert!(model.join("", &mentions).is_empty());
    }
}
