//! Documents read for the measures of stories, origins and echoes.

use std::path::Path;

use standpoint_app::coverage::Told;
use standpoint_app::intake::{Options, Place};
use standpoint_app::ledger::{DocumentFilter, Entry, Ledger};
use standpoint_app::reading::CompiledCodebook;
use standpoint_app::{
    AddOptions, JudgeChoice, ReaderChoice, Silent, add, load_codebook, load_judge, load_reader,
};

/// Documents of some folders, read.
pub(crate) struct Collection {
    entries: Vec<Entry>,
}

impl Collection {
    /// Reads a folder or file into a ledger that lives as long as the run; with the program's judge where a codebook tells
    /// what to judge.
    ///
    /// # Errors
    /// The reader, the judge or the codebook cannot be loaded, or nothing could be read.
    pub(crate) fn read(
        places: &[&Path],
        codebook: Option<&Path>,
        reader: &ReaderChoice,
    ) -> Result<Collection, String> {
        let codebook = codebook.map(load_codebook).transpose().map_err(|error| error.to_string())?;
        let compiled = codebook.map(|file| CompiledCodebook::new(&file.codebook));
        let reader = load_reader(reader).map_err(|error| error.to_string())?;
        let choice = if compiled.is_some() { JudgeChoice::Trained } else { JudgeChoice::None };
        let judge = load_judge(&choice).map_err(|error| error.to_string())?;
        let mut ledger = Ledger::open_in_memory().map_err(|error| error.to_string())?;
        let options = AddOptions {
            intake: &Options::default(),
            reader: reader.as_ref(),
            judge: judge.as_deref(),
            codebook: compiled.as_ref(),
            // The score does not depend on the time; a fixed one keeps the run repeatable.
            now: "2026-01-01".parse().expect("a date"),
            progress: &Silent,
        };
        let places: Vec<Place> = places.iter().map(|place| Place::Path((*place).to_owned())).collect();
        add(&mut ledger, &places, &options).map_err(|error| error.to_string())?;
        let mut entries = Vec::new();
        ledger
            .each_entry(&DocumentFilter::default(), |entry| {
                entries.push(entry);
                Ok::<(), standpoint_app::ledger::Error>(())
            })
            .map_err(|error| error.to_string())?;
        Ok(Collection { entries })
    }

    /// The documents with what was read in them.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The documents as the comparison takes them.
    pub(crate) fn told(&self) -> Vec<Told<'_>> {
        self.entries
            .iter()
            .map(|entry| Told {
                document: &entry.document,
                reading: &entry.reading,
                statements: &entry.statements,
            })
            .collect()
    }
}
