//! One function for each use case: adding, reading, briefing, listing, checking.
//!
//! Here I/O meets the pure crates: places are opened by `intake`, read by `reading`, recorded by `ledger`,
//! shown by `brief`. This crate decides the order of things, what runs in parallel, and the forms in which
//! data leaves the program ([`outside`]). It prints nothing and asks no clock: the caller says what time
//! it is and what to do with progress.

mod add;
mod agreement;
mod alpha;
mod brief;
mod codebook_advice;
mod codebook_draft;
mod codebook_file;
mod corrections;
mod councils;
mod deals;
mod derive;
mod error;
mod finding_line;
mod free_id;
mod gather;
mod gold;
mod import_dna;
mod judges;
mod list;
mod near;
pub mod network;
pub mod outside;
mod positions;
mod progress;
mod read;
mod readers;
mod reread;
mod review;
mod settings;
mod stories;
pub mod stories_outside;
pub mod table;

pub use add::{AddOptions, Addition, add};
pub use agreement::{AgreementLine, Variable, agreement};
pub use alpha::{Alpha, Metric, krippendorff};
pub use brief::{brief, findings, write_deals_page, write_page};
pub use codebook_advice::{Advice, advice, check_codebook};
pub use codebook_draft::draft_codebook;
pub use codebook_file::{CodebookFile, codebook_schema, find_codebook, load_codebook, parse_codebook};
pub use corrections::{CorrectionLine, RulingLine};
pub use councils::Councils;
pub use deals::{Deals, DealsRecord, deals_of_model, deals_of_positions, deals_of_record};
pub use error::{AppError, ErrorKind};
pub use finding_line::{DetailRecord, EvidenceRecord, FindingLine, SideRecord};
pub use gold::{GoldLine, gold};
pub use import_dna::{Imported, import_dna};
pub use judges::{JudgeChoice, load_judge};
pub use near::ByWords;
pub use network::{Hands, NetworkOptions, network, network_view};
pub use positions::cells;
pub use progress::{Progress, Silent};
pub use read::read;
pub use readers::{ReaderChoice, load_reader};
pub use reread::{Reread, bring_up_to_date, is_judged, put_in_force, reread};
pub use review::{Given, rule};
pub use settings::{IntakeSettings, Settings, load_settings, settings_schema};
pub use stories::{origins, stories};

pub use standpoint_deals::Options as DealOptions;
pub use standpoint_intake as intake;
pub use standpoint_ledger as ledger;
pub use standpoint_reading as reading;
pub use standpoint_stories as coverage;
