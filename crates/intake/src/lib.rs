//! Turns files, feeds, mail and web pages into [`standpoint_terms::Document`]s.
//!
//! [`discover`] lists what is at the places that a user names; [`take`] opens one item of the list and
//! gives its documents, or says as a [`Problem`] why there is none and what to do. The formats are plain
//! functions from bytes or text to a [`Draft`] (a document before it has a name): [`plain`], [`markdown`],
//! [`page`], [`feed`], [`jsonl`], [`table`], [`mail`], [`warc`], [`pdf`].
//!
//! What this crate is not: it reads no meaning out of a text, stores nothing and prints nothing. What is
//! not known about a document stays unknown; a file's date on disk is no publication date. Input is
//! hostile: sizes, nesting and time are bounded by [`Limits`], and no parser recurses by depth of input.
//!
//! ```no_run
//! use standpoint_intake::{Options, Place, discover, take};
//!
//! let options = Options::default();
//! let (items, problems) = discover(&[Place::parse("coverage")], &options);
//! for item in &items {
//!     take(item, &options, &mut |result| match result {
//!         Ok(document) => drop(document.text),
//!         Err(problem) => drop(problem.to_string()),
//!     });
//! }
//! # let _ = problems;
//! ```

mod dates;
mod decode;
mod discover;
mod draft;
mod feed;
mod fetch;
mod front_matter;
mod gunzip;
mod html;
mod jsonl;
mod lines;
mod mail;
mod markdown;
mod metadata;
mod metadata_csv;
mod options;
mod pdf;
mod place;
mod plain;
mod problem;
mod record;
mod sniff;
mod table;
mod take;
mod warc;

pub use dates::moment;
pub use decode::{Decoded, decode};
pub use discover::discover;
pub use draft::{Block, Draft, compose};
pub use feed::feed;
pub use fetch::{Fetched, fetch};
pub use gunzip::{Unzipped, gunzip};
pub use html::page;
pub use jsonl::jsonl;
pub use mail::{mail, messages};
pub use markdown::markdown;
pub use metadata_csv::MetadataSheet;
pub use options::{Columns, Limits, Options};
pub use pdf::pdf;
pub use place::{Item, Place, Source};
pub use plain::plain;
pub use problem::{Problem, Reason};
pub use sniff::{Kind, kind};
pub use table::table;
pub use take::take;
pub use warc::{Captured, warc};
