//! From what a user names to single files and pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::metadata_csv::{MetadataSheet, NAME};
use crate::options::Options;
use crate::place::{Item, Place, Source};
use crate::problem::{Problem, Reason};

/// Endings of files that are documents; each may be followed by `.gz`.
const ENDINGS: [&str; 21] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "shtml", "xml", "rss", "atom", "rdf", "jsonl",
    "ndjson", "csv", "tsv", "eml", "mbox", "warc", "pdf", "json",
];
/// The largest `metadata.csv` that is read, in bytes.
const LARGEST_SHEET: u64 = 32 << 20;

/// Lists the files and pages at the places, in the order of the places and by name within folders, so that
/// two runs give the same list.
///
/// Folders are gone through recursively. Hidden files, `codebook.toml`, `metadata.csv`, databases and files
/// with unknown endings are passed over there (the last with one quiet [`Problem`] for each place); a file
/// that was named itself is always taken. Links are followed, loops are not.
pub fn discover(places: &[Place], _options: &Options) -> (Vec<Item>, Vec<Problem>) {
    let mut found = Found::default();
    for place in places {
        match place {
            Place::Stdin => found.items.push(Item {
                name: "stdin".to_owned(),
                locator: "-".to_owned(),
                source: Source::Stdin,
                sheets: Vec::new(),
            }),
            Place::Url(address) => found.items.push(Item {
                name: address.clone(),
                locator: address.clone(),
                source: Source::Url(address.clone()),
                sheets: Vec::new(),
            }),
            Place::Path(path) => found.path(path),
        }
    }
    (found.items, found.problems)
}

#[derive(Default)]
struct Found {
    items: Vec<Item>,
    problems: Vec<Problem>,
    /// The sheets already read, by their folder; `None` where there is none.
    sheets: BTreeMap<PathBuf, Option<Arc<MetadataSheet>>>,
}

impl Found {
    fn path(&mut self, path: &Path) {
        let shown = path.to_string_lossy().into_owned();
        let full = absolute(path);
        match std::fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.problems.push(Problem::new(shown, locator(&full), Reason::NotFound));
            }
            Err(error) => {
                self.problems.push(Problem::new(
                    shown,
                    locator(&full),
                    Reason::Unreadable(error.to_string()),
                ));
            }
            Ok(about) if about.is_dir() => self.folder(path, &full),
            Ok(_) => {
                let name = full.file_name().map_or(shown, |name| name.to_string_lossy().into_owned());
                let folder = full.parent().map(Path::to_owned).unwrap_or_default();
                self.file(name, full, &folder);
            }
        }
    }

    fn folder(&mut self, path: &Path, full: &Path) {
        let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
        let entries = WalkDir::new(full).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.broken_entry(full, &error);
                    continue;
                }
            };
            if entry.file_type().is_dir() || is_ours(&entry) {
                continue;
            }
            match ending(&entry.file_name().to_string_lossy()) {
                Some(_) => {
                    let name = below(full, entry.path());
                    self.file(name, entry.into_path(), full);
                }
                None => {
                    let name = entry.file_name().to_string_lossy();
                    let unknown =
                        name.rsplit_once('.').map_or("no ending".to_owned(), |(_, end)| format!(".{end}"));
                    *skipped.entry(unknown).or_default() += 1;
                }
            }
        }
        if !skipped.is_empty() {
            let list: Vec<String> =
                skipped.iter().map(|(ending, count)| format!("{ending}: {count}")).collect();
            let shown = path.to_string_lossy().into_owned();
            self.problems.push(Problem::new(shown, locator(full), Reason::Skipped(list.join(", "))));
        }
    }

    fn broken_entry(&mut self, folder: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(folder);
        let (name, locator) = (below(folder, path), locator(path));
        let reason = match error.io_error().map(std::io::Error::kind) {
            _ if error.loop_ancestor().is_some() => {
                Reason::Skipped("a link that leads back to its own folder".to_owned())
            }
            Some(std::io::ErrorKind::NotFound) => Reason::Unreadable("it is a link to nothing".to_owned()),
            _ => Reason::Unreadable(error.io_error().map_or_else(|| error.to_string(), ToString::to_string)),
        };
        self.problems.push(Problem::new(name, locator, reason));
    }

    fn file(&mut self, name: String, path: PathBuf, top: &Path) {
        let mut sheets = Vec::new();
        // The sheets of the file's folder and of those above it, up to the folder that was named.
        for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(top)) {
            if let Some(sheet) = self.sheet(folder) {
                sheets.push((sheet, below(folder, &path)));
            }
        }
        self.items.push(Item { name, locator: locator(&path), source: Source::File(path), sheets });
    }

    fn sheet(&mut self, folder: &Path) -> Option<Arc<MetadataSheet>> {
        if let Some(known) = self.sheets.get(folder) {
            return known.clone();
        }
        let path = folder.join(NAME);
        let sheet = match read_sheet(&path) {
            Ok(sheet) => sheet,
            Err(reason) => {
                self.problems.push(Problem::new(NAME, locator(&path), reason));
                None
            }
        };
        self.sheets.insert(folder.to_owned(), sheet.clone());
        sheet
    }
}

fn read_sheet(path: &Path) -> Result<Option<Arc<MetadataSheet>>, Reason> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() && about.len() <= LARGEST_SHEET => {}
        Ok(about) if about.is_file() => return Err(Reason::TooLarge(LARGEST_SHEET)),
        _ => return Ok(None),
    }
    let bytes = std::fs::read(path).map_err(|error| Reason::Unreadable(error.to_string()))?;
    let decoded = crate::decode::decode(&bytes, None).ok_or(Reason::NotText("binary data"))?;
    MetadataSheet::read(&decoded.text).map(|sheet| Some(Arc::new(sheet)))
}

/// The known ending of a file's name without the dot, in lower case; what stands before a final `.gz`.
pub(crate) fn ending(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".gz").unwrap_or(&lower);
    let (_, ending) = stem.rsplit_once('.')?;
    ENDINGS.contains(&ending).then(|| ending.to_owned())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Files that belong to Standpoint itself.
fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    matches!(&*name, "codebook.toml" | NAME)
        || [".db", ".db-wal", ".db-shm", ".db-journal"].iter().any(|end| name.ends_with(end))
}

/// The path below a folder, with `/` between its parts.
fn below(folder: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(folder).unwrap_or(path);
    rest.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn locator(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
