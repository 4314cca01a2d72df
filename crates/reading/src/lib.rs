//! Reads a document: sentences, mentions, attributions, actors; and with a codebook its statements.
//!
//! A [`Reader`] turns a document into a [`standpoint_terms::Reading`]: who says what, in whose words.
//! [`ModelReader`] does so with a trained model and the rules that still add something, [`RuleReader`] by rules
//! and lexicons alone. [`statements`] then gives each attribution its speaker's
//! name, party and issue by a [`CompiledCodebook`].
//!
//! What this crate is not: it opens no file, knows no clock and no particular people or events. What is
//! specific to one dispute comes from the codebook. Reading never fails on a text: it returns what it
//! read, and notices. Time and memory grow linearly with the text.
//!
//! ```
//! use standpoint_reading::{Reader, RuleReader};
//! use standpoint_terms::Document;
//!
//! # fn read(document: &Document) {
//! let reading = RuleReader::new().read(document);
//! for attribution in &reading.attributions {
//!     let who = attribution.speaker.map(|at| reading.actors[at].name.as_str());
//!     let _ = (who, &attribution.content);
//! }
//! # }
//! ```

mod act;
mod act_signs;
mod act_weighed;
mod anchor;
mod antecedent;
mod apposed_claim;
mod asked;
mod attribute;
mod beside;
mod carried;
mod cast;
mod codebook_index;
mod condition;
mod content;
mod coreference;
mod cue;
mod description;
mod evidence;
mod gender;
mod general;
mod hinged;
mod hit;
mod holder;
mod inquired;
mod issue_flow;
mod issue_index;
mod judge;
mod judged;
mod lexicon;
mod listed;
mod masked;
mod mention;
mod merge;
mod mode;
mod model_judge;
mod model_reader;
mod name_kind;
mod named;
mod named_topic;
mod noun_phrase;
mod office;
mod office_holder;
mod party_words;
mod pattern;
mod person_name;
mod phrase_index;
mod pointing;
mod polarity;
mod position;
mod position_weighed;
mod postposed;
mod pronoun;
mod proposal_index;
mod proposition_index;
mod quotation;
mod reaction;
mod reader;
mod recased;
mod resourced;
mod role;
mod rule_reader;
mod said_on;
mod sentence;
mod siding;
mod source;
mod sourceless;
mod spokesperson;
mod statement;
mod stem;
mod text_owner;
mod through;
mod token;
mod transcript;
mod turned;
mod unfolded;
mod unit;
mod unnamed;
mod utterance;
mod word_list;

pub use codebook_index::{CompiledCodebook, PartyIndex};
pub use general::{GENERAL_CODEBOOK, general_codebook};
pub use issue_index::IssueIndex;
pub use judge::{Inquiry, Judge, Judgement, Question, Text};
pub use judged::PositionEvidence;
pub use model_judge::ModelJudge;
pub use model_reader::{ModelReader, Rule};
pub use reader::Reader;
pub use rule_reader::RuleReader;
pub use sentence::sentences;
pub use statement::{
    STATEMENT_RULES, act_evidence, act_of_sentence, find_positions, judged_statements, position_evidence,
    stance_odds, statements,
};
