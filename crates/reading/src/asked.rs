//! A codebook's propositions and issues as a judge is asked about them.

use standpoint_inference::{Question, SLOTS, Text};
use standpoint_terms::{Codebook, Span};

use crate::party_words::PartyWords;
use crate::token::tokens_in;

/// More ways to say a proposition, or its opposite, are not shown to a judge: it sees only so many words.
const MOST_PHRASES: usize = 2;

/// What a judge is asked, in the codebook's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub propositions: Vec<AskedProposition>,
    /// For each issue its id, and its name with what it covers.
    pub issues: Vec<(String, String)>,
}

/// A proposition in words.
#[derive(Clone, Debug)]
pub(crate) struct AskedProposition {
    pub id: String,
    /// The proposition's sentence, without full stop.
    pub sentence: Named,
    /// Ways to say it, and ways to say its opposite.
    pub favour: Vec<Named>,
    pub against: Vec<Named>,
}

/// Words, with the parties that they name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub text: String,
    /// Words in order, each with the party it names or helps to name.
    parties: Vec<(Span, usize)>,
}

impl Named {
    /// The words of a text.
    pub(crate) fn new(text: &str, parties: &PartyWords) -> Self {
        let tokens = tokens_in(text, Span::new(0, text.len()));
        let named = parties.mark(&tokens);
        let parties = tokens.iter().zip(named).filter_map(|(token, party)| Some((token.span, party?)));
        Named { text: text.to_owned(), parties: parties.collect() }
    }

    /// As a judge sees them.
    pub(crate) fn shown(&self, slots: &mut Slots) -> Text {
        let mut named = Vec::new();
        for (span, party) in &self.parties {
            if let Some(slot) = slots.of(*party) {
                named.push((span.start..span.end, slot));
            }
        }
        Text { text: self.text.clone(), named }
    }
}

/// Which party has which slot of an inquiry.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    speaker: Option<usize>,
    others: Vec<usize>,
}

impl Slots {
    /// The speaker's party has slot 1.
    pub(crate) fn new(speaker: Option<usize>) -> Self {
        Slots { speaker, others: Vec::new() }
    }

    /// A party's slot, given in order of appearance; none where all are taken.
    pub(crate) fn of(&mut self, party: usize) -> Option<u8> {
        if self.speaker == Some(party) {
            return Some(1);
        }
        let at = self.others.iter().position(|known| *known == party).unwrap_or_else(|| {
            self.others.push(party);
            self.others.len() - 1
        });
        u8::try_from(at + 2).ok().filter(|slot| *slot < SLOTS)
    }
}

impl Asked {
    /// Compiles a codebook.
    pub(crate) fn new(codebook: &Codebook, parties: &PartyWords) -> Self {
        let some =
            |phrases: &[String]| phrases.iter().take(MOST_PHRASES).map(|p| Named::new(p, parties)).collect();
        let propositions = codebook.propositions.iter().map(|proposition| AskedProposition {
            id: proposition.id.clone(),
            sentence: Named::new(proposition.sentence.trim().trim_end_matches('.'), parties),
            favour: some(&proposition.in_favour),
            against: some(&proposition.against),
        });
        let issues = codebook.issues.iter().map(|issue| {
            let name = if issue.name.is_empty() { &issue.id } else { &issue.name };
            (issue.id.clone(), format!("{name}: {}", issue.description.trim().trim_end_matches('.')))
        });
        Asked { propositions: propositions.collect(), issues: issues.collect() }
    }
}

impl AskedProposition {
    /// The question where these parties stand on it.
    pub(crate) fn question(&self, holders: &[usize], slots: &mut Slots) -> Question {
        let proposition = self.sentence.shown(slots);
        let favour = self.favour.iter().map(|phrase| phrase.shown(slots)).collect();
        let against = self.against.iter().map(|phrase| phrase.shown(slots)).collect();
        let holders = holders.iter().filter_map(|holder| slots.of(*holder)).collect();
        Question { proposition, favour, against, holders }
    }
}
