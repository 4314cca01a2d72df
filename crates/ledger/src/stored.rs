//! The forms in which values of `terms` stand in columns.

use rusqlite::Row;
use serde::de::value::{Error as NameError, StrDeserializer};
use serde::de::{Deserialize, IntoDeserializer};
use standpoint_terms::{
    DocumentId, Mention, MentionKind, Metadata, Moment, Passage, PassageKind, Resolution, Span,
};

use crate::{Error, ErrorKind, Fragment, Result};

/// What stands between the fragments of an interrupted quotation.
pub(crate) const GAP: &str = " […] ";

type Triple = [Vec<Fragment>; 3];

/// A value whose name stands in a column.
pub(crate) fn named<'de, T: Deserialize<'de>>(name: &'de str) -> Result<T> {
    let deserializer: StrDeserializer<'de, NameError> = name.into_deserializer();
    T::deserialize(deserializer).map_err(|e| damaged(&e.to_string()))
}

/// The value in a column, by its name.
pub(crate) fn named_at<T: for<'de> Deserialize<'de>>(row: &Row<'_>, column: &str) -> Result<T> {
    let value = row.get_ref(column)?;
    named(value.as_str().map_err(|e| damaged(&format!("{column}: {e}")))?)
}

/// A moment in a column that may be empty.
pub(crate) fn moment_at(row: &Row<'_>, column: &str) -> Result<Option<Moment>> {
    let written: Option<String> = row.get(column)?;
    written.map(|w| moment(&w)).transpose()
}

/// A stored moment.
pub(crate) fn moment(written: &str) -> Result<Moment> {
    written.parse().map_err(|e: standpoint_terms::MomentError| damaged(&e.to_string()))
}

/// A document's identity in a column.
pub(crate) fn document_id_at(row: &Row<'_>, column: &str) -> Result<DocumentId> {
    Ok(DocumentId::from_stored(row.get::<_, String>(column)?))
}

/// The metadata in the columns of `documents`.
pub(crate) fn metadata_at(row: &Row<'_>) -> Result<Metadata> {
    Ok(Metadata {
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        author: row.get("author")?,
        published: moment_at(row, "published")?,
        modified: moment_at(row, "modified")?,
        language: row.get("language")?,
        url: row.get("url")?,
    })
}

/// JSON of a value that always has one.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// Passages as `[kind, start, end]`.
pub(crate) fn passages(passages: &[Passage]) -> Result<String> {
    let rows: Vec<_> = passages.iter().map(|p| (p.kind, p.span.start, p.span.end)).collect();
    json(&rows)
}

/// The passages that [`passages`] wrote.
pub(crate) fn passages_from(json: &str) -> Result<Vec<Passage>> {
    let rows: Vec<(PassageKind, usize, usize)> = serde_json::from_str(json)?;
    Ok(rows.into_iter().map(|(kind, start, end)| Passage { kind, span: Span { start, end } }).collect())
}

/// Spans as `[start, end]`.
pub(crate) fn spans(spans: &[Span]) -> Result<String> {
    let rows: Vec<_> = spans.iter().map(|s| (s.start, s.end)).collect();
    json(&rows)
}

/// The spans that [`spans`] wrote.
pub(crate) fn spans_from(json: &str) -> Result<Vec<Span>> {
    let rows: Vec<(usize, usize)> = serde_json::from_str(json)?;
    Ok(rows.into_iter().map(|(start, end)| Span { start, end }).collect())
}

/// Mentions as `[start, end, kind, actor, resolution]`.
pub(crate) fn mentions(mentions: &[Mention]) -> Result<String> {
    let rows: Vec<_> =
        mentions.iter().map(|m| (m.span.start, m.span.end, m.kind, m.actor, m.resolution)).collect();
    json(&rows)
}

/// The mentions that [`mentions`] wrote.
pub(crate) fn mentions_from(json: &str) -> Result<Vec<Mention>> {
    type Row = (usize, usize, MentionKind, Option<usize>, Resolution);
    let rows: Vec<Row> = serde_json::from_str(json)?;
    let mention = |(start, end, kind, actor, resolution)| Mention {
        span: Span { start, end },
        kind,
        actor,
        resolution,
    };
    Ok(rows.into_iter().map(mention).collect())
}

/// Content, source and cue, each as `[start, end, code point start, code point end]`.
pub(crate) fn places(places: &Triple) -> Result<String> {
    let rows = places.each_ref().map(|fragments| {
        let row = |f: &Fragment| (f.span.start, f.span.end, f.code_points[0], f.code_points[1]);
        fragments.iter().map(row).collect::<Vec<_>>()
    });
    json(&rows)
}

/// The places that [`places`] wrote.
pub(crate) fn places_from(json: &str) -> Result<Triple> {
    let rows: [Vec<(usize, usize, usize, usize)>; 3] = serde_json::from_str(json)?;
    Ok(rows.map(|fragments| {
        let fragment = |(start, end, a, b)| Fragment { span: Span { start, end }, code_points: [a, b] };
        fragments.into_iter().map(fragment).collect()
    }))
}

/// A count as SQLite has it. No count here comes near the limit.
pub(crate) fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count in a column.
pub(crate) fn count_at(row: &Row<'_>, column: &str) -> Result<usize> {
    let value: i64 = row.get(column)?;
    usize::try_from(value).map_err(|_| damaged(&format!("{column} is {value}")))
}

/// A column holds what this program never writes.
pub(crate) fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Corrupted, format!("holds a value that it cannot hold: {what}"))
}
