//! Opens one item and gives its documents.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use standpoint_terms::{Document, Format, Notice, NoticeKind};

use crate::decode::{Decoded, declared_in, decode};
use crate::discover::ending;
use crate::draft::Draft;
use crate::fetch::fetch;
use crate::gunzip::gunzip;
use crate::options::Options;
use crate::place::{Item, Source};
use crate::problem::{Problem, Reason};
use crate::sniff::{Kind, kind};
use crate::warc::charset;
use crate::{feed, html, jsonl, mail, markdown, pdf, plain, table, warc};

/// Opens an item and gives its documents one by one: one for a text or page, several for a feed, table,
/// mailbox or archive (`feed.xml#2` is the second). A broken record is a [`Problem`], the rest goes on.
/// At least one of the two is given for every item.
pub fn take(item: &Item, options: &Options, sink: &mut dyn FnMut(Result<Document, Problem>)) {
    match open(item, options) {
        Ok(opened) => {
            let mut taking = Taking { item, options, address: opened.address.clone(), count: 0, sink };
            taking.contents(&opened);
        }
        Err(reason) => sink(Err(Problem::new(&item.name, &item.locator, reason))),
    }
}

/// The bytes of an item and what is known of them besides.
struct Opened {
    bytes: Vec<u8>,
    ending: Option<String>,
    content_type: Option<String>,
    /// The address it was fetched from.
    address: Option<String>,
    is_truncated: bool,
}

fn open(item: &Item, options: &Options) -> Result<Opened, Reason> {
    let limits = &options.limits;
    let mut opened = match &item.source {
        Source::File(path) => Opened {
            bytes: read_file(path, limits.file_bytes)?,
            ending: ending(&item.name),
            content_type: None,
            address: None,
            is_truncated: false,
        },
        Source::Stdin => Opened {
            bytes: read(std::io::stdin().lock(), limits.file_bytes)?,
            ending: None,
            content_type: None,
            address: None,
            is_truncated: false,
        },
        Source::Url(address) => {
            let fetched = fetch(address, options)?;
            Opened {
                bytes: fetched.bytes,
                ending: None,
                content_type: fetched.content_type,
                address: Some(fetched.address),
                is_truncated: false,
            }
        }
    };
    if kind(&opened.bytes, None, None) == Kind::Gzip {
        let unzipped = gunzip(&opened.bytes, limits.decompressed_bytes)
            .ok_or(Reason::Expands(limits.decompressed_bytes))?;
        opened.bytes = unzipped.bytes;
        opened.is_truncated = unzipped.is_truncated;
    } else if item.name.to_lowercase().ends_with(".gz") {
        let message = "it is named .gz but is not compressed".to_owned();
        return Err(if opened.bytes.is_empty() {
            Reason::Empty
        } else {
            Reason::Broken { format: "gzip", message }
        });
    }
    Ok(opened)
}

fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Reason> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Reason::NotFound,
        _ => Reason::Unreadable(error.to_string()),
    };
    // Asked before it is opened: opening a pipe would wait for ever.
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Reason::Unreadable("it is no ordinary file".to_owned()));
    }
    if about.len() > limit {
        return Err(Reason::TooLarge(limit));
    }
    read(File::open(path).map_err(unreadable)?, limit)
}

fn read(reader: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Reason::Unreadable(error.to_string()))?;
    if bytes.len() as u64 > limit { Err(Reason::TooLarge(limit)) } else { Ok(bytes) }
}

/// What a running number in the name says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Many {
    /// The only document of its item.
    One,
    /// The next record of a container.
    Next,
}

struct Taking<'a> {
    item: &'a Item,
    options: &'a Options,
    address: Option<String>,
    /// How many records came before.
    count: usize,
    sink: &'a mut dyn FnMut(Result<Document, Problem>),
}

impl Taking<'_> {
    fn contents(&mut self, opened: &Opened) {
        let limits = &self.options.limits;
        let bytes = opened.bytes.as_slice();
        let found = kind(bytes, opened.ending.as_deref(), opened.content_type.as_deref());
        let is_container = matches!(found, Kind::Feed | Kind::Jsonl | Kind::Csv | Kind::Mbox | Kind::Warc);
        if opened.is_truncated && !is_container {
            return self.give(Many::One, Err(Reason::Truncated));
        }
        let options = self.options;
        match found {
            Kind::Empty => self.give(Many::One, Err(Reason::Empty)),
            Kind::Foreign(what) => self.give(Many::One, Err(Reason::NotText(what))),
            Kind::Gzip => {
                let message = "it is compressed more than once".to_owned();
                self.give(Many::One, Err(Reason::Broken { format: "gzip", message }));
            }
            Kind::Pdf => self.give(Many::One, pdf::pdf(bytes, limits)),
            Kind::Mail => self.give(Many::One, mail::mail(bytes, limits)),
            Kind::Mbox => {
                for message in mail::messages(bytes) {
                    self.give(Many::Next, mail::mail(&message, limits));
                }
            }
            Kind::Warc => warc::warc(bytes, limits, &mut |captured| {
                self.address = Some(captured.address).filter(|address| !address.is_empty());
                self.give(Many::Next, captured.draft);
            }),
            Kind::Feed => match feed::feed(bytes, limits) {
                Ok(drafts) => {
                    // The feed's own address is no item's.
                    self.address = None;
                    drafts.into_iter().for_each(|draft| self.give(Many::Next, draft));
                }
                // What is cut off shows below.
                Err(_) if opened.is_truncated => {}
                Err(reason) => self.give(Many::One, Err(reason)),
            },
            Kind::Text | Kind::Markdown | Kind::Html | Kind::Jsonl | Kind::Csv => {
                let charset = opened.content_type.as_deref().and_then(charset);
                let charset = charset.or_else(|| (found == Kind::Html).then(|| declared_in(bytes)).flatten());
                match decode(bytes, charset.as_deref()) {
                    None => self.give(Many::One, Err(Reason::NotText("binary data"))),
                    Some(decoded) => self.text(found, decoded, options),
                }
            }
        }
        if opened.is_truncated {
            self.sink_problem(Reason::Truncated, None);
        } else if self.count == 0 {
            self.sink_problem(Reason::NoText, None);
        }
    }

    fn text(&mut self, found: Kind, decoded: Decoded, options: &Options) {
        let (columns, limits) = (&options.columns, &options.limits);
        let Decoded { mut text, has_mark, notices, .. } = decoded;
        match found {
            Kind::Html => self.give(Many::One, with(notices, html::page(&text, limits))),
            Kind::Jsonl => jsonl::jsonl(&text, columns, limits, &mut |draft| {
                self.give(Many::Next, with(notices.clone(), draft));
            }),
            Kind::Csv => table::table(&text, columns, limits, &mut |draft| {
                self.give(Many::Next, with(notices.clone(), draft));
            }),
            Kind::Markdown => {
                let draft = markdown::markdown(&text);
                let draft = if draft.is_empty() { Err(Reason::NoText) } else { Ok(draft) };
                self.give(Many::One, with(notices, draft));
            }
            _ => {
                // The text of a plain file stays as it stands, its byte order mark included.
                if has_mark {
                    text.insert(0, '\u{feff}');
                }
                let draft = plain::plain(&text);
                let draft = if draft.is_empty() { Err(Reason::NoText) } else { Ok(draft) };
                self.give(Many::One, with(notices, draft));
            }
        }
    }

    /// Hands on a draft as a document, or the reason why there is none.
    fn give(&mut self, many: Many, draft: Result<Draft, Reason>) {
        self.count += 1;
        let number = (many == Many::Next).then_some(self.count);
        match draft {
            Ok(draft) => {
                let document = self.document(draft, number);
                (self.sink)(Ok(document));
            }
            Err(reason) => self.sink_problem(reason, number),
        }
    }

    fn sink_problem(&mut self, reason: Reason, number: Option<usize>) {
        let (name, locator) = self.numbered(number);
        (self.sink)(Err(Problem::new(name, locator, reason)));
    }

    fn numbered(&self, number: Option<usize>) -> (String, String) {
        match number {
            Some(number) => {
                (format!("{}#{number}", self.item.name), format!("{}#{number}", self.item.locator))
            }
            None => (self.item.name.clone(), self.item.locator.clone()),
        }
    }

    fn document(&self, mut draft: Draft, number: Option<usize>) -> Document {
        let (said, notices) = self.item.said(number);
        // The analyst's word wins over what the file says; so do the notices.
        if said.published.is_some() {
            draft.notices.retain(|notice| notice.kind != NoticeKind::Metadata);
        }
        let own = std::mem::replace(&mut draft.metadata, said);
        draft.metadata.fill_from(own);
        draft.metadata.url = draft.metadata.url.take().or_else(|| self.address.clone());
        draft.notices.extend(notices);
        if draft.format != Format::Text
            && draft.text.contains('\u{fffd}')
            && !has(&draft.notices, NoticeKind::Encoding)
        {
            let message = "Some characters of the text were already lost (\u{fffd}) before it came here.";
            draft.notices.push(Notice::new(NoticeKind::Encoding, message));
        }
        let (name, place) = self.numbered(number);
        let locator = draft.metadata.url.clone().unwrap_or(place);
        draft.into_document(name, locator)
    }
}

fn has(notices: &[Notice], kind: NoticeKind) -> bool {
    notices.iter().any(|notice| notice.kind == kind)
}

fn with(notices: Vec<Notice>, draft: Result<Draft, Reason>) -> Result<Draft, Reason> {
    draft.map(|draft| Draft { notices: [draft.notices, notices].concat(), ..draft })
}
