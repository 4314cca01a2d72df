//! RSS, Atom and JSON Feed.

use std::sync::{Arc, Mutex};

use feed_rs::model::{Entry, Feed};
use standpoint_terms::{Format, Metadata};

use crate::decode::{declared_in, decode};
use crate::draft::{Block, Draft};
use crate::html;
use crate::metadata::{Raw, is_address, resolve};
use crate::options::Limits;
use crate::plain;
use crate::problem::Reason;

/// The items of a feed, in the order of the feed: the full text where the feed has it, else the summary.
/// An item without words is an error of its own.
///
/// # Errors
/// [`Reason::Broken`] where it is no feed, [`Reason::Excessive`] past the nesting limit,
/// [`Reason::NotText`] where the bytes are no text.
pub fn feed(bytes: &[u8], limits: &Limits) -> Result<Vec<Result<Draft, Reason>>, Reason> {
    let decoded = decode(bytes, declared_in(bytes).as_deref()).ok_or(Reason::NotText("binary data"))?;
    html::check_nesting(&decoded.text, limits)?;
    // The declaration would have the parser decode once more.
    let text = decoded.text.trim_start();
    let text = text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .map_or(text, |(_, rest)| rest.trim_start());
    let (feed, dates) = parse(text)?;
    let outlet = feed.title.as_ref().map(|title| title.content.clone());
    let drafts = feed.entries.iter().map(|entry| {
        let draft = item(entry, &feed, outlet.as_deref(), &dates, limits)?;
        Ok(Draft { notices: [draft.notices, decoded.notices.clone()].concat(), ..draft })
    });
    Ok(drafts.collect())
}

/// The feed and its dates as written. The parser keeps only the instant, not the offset that was written;
/// so it is given the date's place in this list for an instant.
fn parse(text: &str) -> Result<(Feed, Vec<String>), Reason> {
    let dates: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&dates);
    let parser = feed_rs::parser::Builder::new()
        .timestamp_parser(move |written| {
            let mut seen = seen.lock().ok()?;
            seen.push(written.trim().to_owned());
            chrono::DateTime::from_timestamp(i64::try_from(seen.len() - 1).ok()?, 0)
        })
        .build();
    let feed = parser
        .parse(text.as_bytes())
        .map_err(|error| Reason::Broken { format: "a feed", message: error.to_string() })?;
    drop(parser);
    let dates = dates.lock().map(|dates| dates.clone()).unwrap_or_default();
    Ok((feed, dates))
}

fn item(
    entry: &Entry,
    feed: &Feed,
    outlet: Option<&str>,
    dates: &[String],
    limits: &Limits,
) -> Result<Draft, Reason> {
    let date = |index: Option<chrono::DateTime<chrono::Utc>>| {
        index.and_then(|index| dates.get(usize::try_from(index.timestamp()).ok()?)).cloned()
    };
    let authors: Vec<&str> = entry
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .filter(|name| !name.is_empty())
        .collect();
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let plain_title = entry.title.as_ref().map(|title| without_markup(&title.content, limits));
    let source = entry.source.as_deref().filter(|source| !source.contains("://"));
    let raw = Raw {
        title: plain_title,
        outlet: source.or(outlet).map(|name| without_markup(name, limits)),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        published: date(entry.published).or_else(|| date(entry.updated)),
        modified: date(entry.updated),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        url: link
            .map(|link| link.href.clone())
            .or_else(|| Some(entry.id.clone()))
            .filter(|url| is_address(url)),
    };
    let (metadata, notices) = resolve(raw);
    let full = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    for words in [full, summary].into_iter().flatten() {
        let (blocks, more) = blocks(words, &metadata, limits)?;
        if !blocks.is_empty() {
            let draft = Draft::of_blocks(Format::Feed, &blocks);
            return Ok(Draft { metadata, notices: [notices, more].concat(), ..draft });
        }
    }
    Err(Reason::NoText)
}

type Blocks = (Vec<Block>, Vec<standpoint_terms::Notice>);

fn blocks(words: &str, metadata: &Metadata, limits: &Limits) -> Result<Blocks, Reason> {
    let (mut blocks, notices) = markup_or_plain(words, limits)?;
    if blocks.first().is_some_and(|first| Some(first.words.as_str()) == metadata.title.as_deref()) {
        blocks.remove(0);
    }
    Ok((blocks, notices))
}

/// Blocks of words that may be HTML or plain text, as records and feeds hold either.
pub(crate) fn markup_or_plain(words: &str, limits: &Limits) -> Result<Blocks, Reason> {
    if has_markup(words) { html::content(words, limits) } else { Ok((plain::blocks(words), Vec::new())) }
}

fn has_markup(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    ["</", "<p>", "<p ", "<br", "<img ", "<!--"].iter().any(|tag| lower.contains(tag))
        || ["&amp;", "&#", "&quot;", "&nbsp;", "&rsquo;", "&ldquo;"]
            .iter()
            .any(|entity| lower.contains(entity))
}

fn without_markup(words: &str, limits: &Limits) -> String {
    match markup_or_plain(words, limits) {
        Ok((blocks, _)) => blocks.iter().map(|block| block.words.as_str()).collect::<Vec<_>>().join(" "),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, expected: &[&str]) {
        let items = feed(xml.as_bytes(), &Limits::default()).expect("a feed");
        let shown: Vec<String> = items
            .iter()
            .map(|item| match item {
                Err(reason) => reason.to_string(),
                Ok(draft) => {
                    let m = &draft.metadata;
                    let date = m.published.map(|date| date.to_string());
                    let fields =
                        [&m.title, &m.outlet, &m.author, &date, &m.url].map(|f| f.as_deref().unwrap_or("-"));
                    format!("{}: {}", fields.join("|"), draft.text)
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn rss_with_full_text_summary_and_nothing() {
        check(
            "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
             <channel><title>The Post</title><link>https://post.example/</link>\
             <item><title>No deal &amp;amp; no date</title><link>https://post.example/1</link><author>Ada Tarn</author>\
             <pubDate>Mon, 12 May 2031 18:30:00 +0200</pubDate><description>short</description>\
             <content:encoded><![CDATA[<p>They <b>left</b>.</p><ul><li>one<li>two</ul>]]></content:encoded></item>\
             <item><title>Two</title><description>Only a summary.</description></item>\
             <item><title>Three</title></item></channel></rss>",
            &[
                "No deal & no date|The Post|Ada Tarn|2031-05-12T18:30:00+02:00|https://post.example/1: They left.\n\n- one\n- two",
                "Two|The Post|-|-|-: Only a summary.",
                "has no readable text",
            ],
        );
    }

    #[test]
    fn atom() {
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><title>No deal</title><id>x</id>\
             <updated>2031-05-12T08:00:00+02:00</updated><link href='https://post.example/2'/>\
             <content type='html'>&lt;p&gt;They left.&lt;/p&gt;</content></entry></feed>",
            &["No deal|Post|-|2031-05-12T08:00:00+02:00|https://post.example/2: They left."],
        );
    }

    #[test]
    fn what_is_no_feed_says_so() {
        assert!(
            matches!(feed(b"<rss><channel>", &Limits::default()), Ok(items) if items.is_empty())
                || matches!(feed(b"<rss><channel>", &Limits::default()), Err(Reason::Broken { .. }))
        );
        assert!(matches!(feed(b"<kml></kml>", &Limits::default()), Err(Reason::Broken { .. })));
    }
}
