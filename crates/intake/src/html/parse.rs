//! A page to a tree, as long as the tree stays in proportion.

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::nesting;
use crate::options::Limits;
use crate::problem::Reason;

/// Bytes that are parsed before the tree is looked at again. One byte can make a few hundred nodes at most,
/// by the limit on nesting.
const STEP: usize = 512;

/// Parses a page, or refuses it: see [`nesting::check`]. Beyond that the tree may not grow to more nodes than
/// a page with the allowed number of tags has (HTML's rules for unclosed `<font>` and the like can multiply
/// them).
pub(crate) fn parse(html: &str, limits: &Limits) -> Result<Document, Reason> {
    nesting::check(html, limits)?;
    let most = limits.html_tags.saturating_mul(3);
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        parser.process(StrTendril::from_slice(step));
        if parser.tokenizer.sink.sink.tree.len() > most {
            return Err(Reason::Excessive(format!("tags that make more than {most} elements and texts")));
        }
        rest = after;
    }
    Ok(parser.finish())
}
