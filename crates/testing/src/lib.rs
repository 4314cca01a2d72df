//! For tests only: documents made of plain lines, texts with their attributions marked, a scripted reader.
//!
//! [`marked::parse`] turns `«s:Kask» «c:said» «t:that it would rain»` into a text with spans and
//! [`marked::draw`] draws spans back into a text, so that a test is one line and its failure shows drawn
//! text. [`ScriptedReader`] answers with attributions from a table, for tests of what comes after reading.

pub mod marked;
mod plain_document;
mod scripted_reader;

pub use plain_document::plain_document;
pub use scripted_reader::{Scripted, ScriptedReader};
