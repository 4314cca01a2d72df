//! Web pages: the article's text, told from everything around it, and what the page says of itself.

mod article;
mod clutter;
mod head;
mod json_ld;
mod nesting;
mod parse;
mod walk;

use standpoint_terms::{Format, Notice, NoticeKind};

use crate::draft::{Block, Draft};
use crate::options::Limits;
use crate::problem::Reason;

pub(crate) use nesting::check as check_nesting;

/// The article of a web page. Its text is the paragraphs, headings, lists and captions of the article,
/// without the headline, by-line, date, menus, related links, adverts and comments.
///
/// # Errors
/// [`Reason::Excessive`] for a page that is nested deeper or has more tags than the limits allow;
/// [`Reason::NoText`] where nothing is left to read.
///
/// ```
/// let html = "<title>No deal</title><nav>Home</nav><article><h1>No deal</h1>
///     <p>The talks in Tolm broke off on Monday, two delegates said after nine hours.</p></article>";
/// let draft = standpoint_intake::page(html, &Default::default())?;
/// assert_eq!(draft.metadata.title.as_deref(), Some("No deal"));
/// assert_eq!(draft.text, "The talks in Tolm broke off on Monday, two delegates said after nine hours.");
/// # Ok::<(), standpoint_intake::Reason>(())
/// ```
pub fn page(html: &str, limits: &Limits) -> Result<Draft, Reason> {
    let page = parse::parse(html, limits)?;
    let (metadata, mut notices) = head::metadata(&page);
    let (pieces, is_sure) = article::article(page, metadata.title.as_deref());
    if pieces.is_empty() {
        return Err(Reason::NoText);
    }
    if !is_sure {
        let message =
            "The article could not be told from the rest of the page with confidence; check its text.";
        notices.push(Notice::new(NoticeKind::Extraction, message));
    }
    Ok(draft(Format::Html, pieces, metadata, notices))
}

/// The text of a piece of HTML that is all content, as in a feed or a mail: only markup is taken away.
pub(crate) fn content(html: &str, limits: &Limits) -> Result<(Vec<Block>, Vec<Notice>), Reason> {
    let content = parse::parse(html, limits)?;
    clutter::remove_machinery(&content);
    let pieces = content.body().map(|body| walk::pieces(&body)).unwrap_or_default();
    Ok(blocks(pieces))
}

fn draft(
    format: Format,
    pieces: Vec<walk::Piece>,
    metadata: standpoint_terms::Metadata,
    mut notices: Vec<Notice>,
) -> Draft {
    let (blocks, more) = blocks(pieces);
    notices.extend(more);
    Draft { metadata, notices, ..Draft::of_blocks(format, &blocks) }
}

fn blocks(pieces: Vec<walk::Piece>) -> (Vec<Block>, Vec<Notice>) {
    let mut notices = Vec::new();
    if pieces.iter().any(|piece| piece.had_controls) {
        notices.push(Notice::new(
            NoticeKind::ControlCharacters,
            "Control characters were taken out of the text.",
        ));
    }
    (pieces.into_iter().map(|piece| Block::new(piece.kind, piece.words)).collect(), notices)
}
