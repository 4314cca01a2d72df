//! The brief as one self-contained HTML page.
//!
//! The page asks the network for nothing: its style and script stand in it, and its content security policy
//! allows only these two, by their hashes. It is complete without the script, which adds filters, search
//! and keys. Every statement has the id `s-<id>` in the list and `t-<id>` at its place in its document.

mod deals;
mod documents;
mod escape;
mod marked;
mod moves;
mod overview;
mod page;
mod statements;
mod stories;
mod timeline;
mod votes;

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{Brief, DealsPage};

/// Writes the page.
///
/// # Errors
///
/// Only those of `out`.
pub fn render(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    write!(out, "{}<html lang=\"en\">", DOCTYPE.into_string())?;
    out.write_all(head(&brief.title).into_string().as_bytes())?;
    render_body(brief, out)?;
    out.write_all(b"</html>\n")
}

/// The page's body alone; without the style and script it changes only when the page does.
///
/// # Errors
///
/// Only those of `out`.
pub fn render_body(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"<body>")?;
    out.write_all(page::top(brief).into_string().as_bytes())?;
    out.write_all(b"<main id=\"main\">")?;
    out.write_all(overview::section(brief).into_string().as_bytes())?;
    if let Some(view) = &brief.deals {
        out.write_all(deals::section(view).into_string().as_bytes())?;
    }
    stories::write(brief, out)?;
    statements::write(brief, out)?;
    documents::write(brief, out)?;
    out.write_all(page::unread(brief).into_string().as_bytes())?;
    out.write_all(b"</main>")?;
    out.write_all(page::bottom(brief).into_string().as_bytes())?;
    out.write_all(b"</body>")
}

/// The head of a page: its policy, style and script.
fn head(title: &str) -> Markup {
    let style = newlines(include_str!("../assets/brief.css"));
    let script = newlines(include_str!("../assets/brief.js"));
    let policy = page::policy(&style, &script);
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="referrer" content="no-referrer";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("standpoint ", env!("CARGO_PKG_VERSION")));
            title { (escape::Line(title)) " · Standpoint" }
            link rel="icon" href=(page::ICON);
            style { (PreEscaped(&style)) }
            script { (PreEscaped(&script)) }
        }
    }
}

/// Writes an analysis of deals as a page of its own.
///
/// # Errors
///
/// Only those of `out`.
pub fn render_deals(view: &DealsPage, out: &mut impl io::Write) -> io::Result<()> {
    let body = html! {
        body {
            header.masthead {
                div.brand { span.mark-of-house aria-hidden="true" {} "Standpoint" span.kind { "Deals" } }
                div.opening {
                    div {
                        h1 { (escape::Line(&view.title)) }
                        @if !view.description.trim().is_empty() { p.about { (escape::Text(view.description.trim())) } }
                    }
                }
            }
            main #main { (deals::section(view)) }
        }
    };
    write!(out, "{}<html lang=\"en\">", DOCTYPE.into_string())?;
    out.write_all(head(&view.title).into_string().as_bytes())?;
    out.write_all(body.into_string().as_bytes())?;
    out.write_all(b"</html>\n")
}

/// A browser turns CRLF into LF before it takes the hash, so the same must happen here.
fn newlines(asset: &str) -> String {
    asset.replace("\r\n", "\n")
}
