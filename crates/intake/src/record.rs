//! A record of named fields to a document, for JSON Lines and CSV alike.

use standpoint_terms::Format;

use crate::draft::Draft;
use crate::feed::markup_or_plain;
use crate::metadata::{Raw, resolve};
use crate::options::{Columns, Limits};
use crate::problem::Reason;

/// A draft of a record, whose fields `look_up` finds by name.
pub(crate) fn draft(
    format: Format,
    columns: &Columns,
    limits: &Limits,
    look_up: impl Fn(&str) -> Option<String>,
) -> Result<Draft, Reason> {
    let first = |names: &[String]| {
        names.iter().find_map(|name| look_up(name).filter(|value| !value.trim().is_empty()))
    };
    let text = first(&columns.text).ok_or_else(|| {
        let is_there = columns.text.iter().any(|name| look_up(name).is_some());
        if is_there { Reason::NoText } else { Reason::NoTextColumn(columns.text.join(", ")) }
    })?;
    let (blocks, more) = markup_or_plain(&text, limits)?;
    if blocks.is_empty() {
        return Err(Reason::NoText);
    }
    let (metadata, notices) = resolve(Raw {
        title: first(&columns.title),
        outlet: first(&columns.outlet),
        author: first(&columns.author),
        published: first(&columns.published),
        modified: first(&columns.modified),
        language: first(&columns.language),
        url: first(&columns.url),
    });
    let draft = Draft::of_blocks(format, &blocks);
    Ok(Draft { metadata, notices: [notices, more].concat(), ..draft })
}
