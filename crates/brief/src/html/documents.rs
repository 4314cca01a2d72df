//! The documents: what is known of each, and its text with the statements marked.

use std::io;

use maud::{Markup, html};

use super::escape::{Line, Text, web_address};
use super::marked;
use crate::wording::{count, day, grouped, short_day};
use crate::{Brief, DocumentView};

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    let head = html! {
        h2 #documents-title { "Documents" }
        p.quiet {
            "Each with its full text. Marked is what somebody says; a number leads back to the list of statements. "
            span #documents-count role="status" aria-live="polite" {}
        }
    };
    out.write_all(b"<section id=\"documents\" aria-labelledby=\"documents-title\">")?;
    out.write_all(head.into_string().as_bytes())?;
    for (i, document) in brief.documents.iter().enumerate() {
        out.write_all(b"<details class=\"doc\"")?;
        let opening = html! {
            (maud::PreEscaped(format!(" id=\"d-{}\" data-d=\"{i}\">", document.key)))
            (summary(document))
            (about(document))
        };
        out.write_all(opening.into_string().as_bytes())?;
        write!(out, "<div class=\"text\" dir=\"auto\"{}>", language(document))?;
        out.write_all(marked::text(brief, document).as_bytes())?;
        out.write_all(b"</div></details>")?;
    }
    out.write_all(b"</section>")
}

/// The attribute, where the document's language is a plausible tag.
fn language(document: &DocumentView) -> String {
    let plausible = |tag: &&str| {
        (2..=12).contains(&tag.len())
            && tag.starts_with(|c: char| c.is_ascii_alphabetic())
            && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    document.language.as_deref().filter(plausible).map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default()
}

fn summary(document: &DocumentView) -> Markup {
    html! {
        summary {
            span.when {
                @match document.published {
                    Some(published) => time datetime=(published.date()) { (short_day(published)) }
                    None => span.unknown { "no date" }
                }
            }
            h3.heading { (Line(document.heading())) }
            span.outlet {
                @match &document.outlet {
                    Some(outlet) => (Line(outlet)),
                    None => span.unknown { "outlet not known" }
                }
            }
            span.n { (count(document.statements.len(), "statement")) }
        }
    }
}

fn about(document: &DocumentView) -> Markup {
    let known = |value: &Option<String>| {
        html! {
            @match value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
                Some(value) => (Line(value)),
                None => span.unknown { "not known" }
            }
        }
    };
    html! {
        dl.about-doc {
            div { dt { "Outlet" } dd { (known(&document.outlet)) } }
            div { dt { "Author" } dd { (known(&document.author)) } }
            div {
                dt { "Published" }
                dd {
                    @match document.published {
                        Some(published) => (day(published)),
                        None => span.unknown { "not known" }
                    }
                    @if let Some(modified) = document.modified { ", changed " (day(modified)) }
                }
            }
            div { dt { "Language" } dd { (known(&document.language)) } }
            div { dt { "File" } dd { (Line(&document.name)) " (" (document.format.name()) ")" } }
            @if let Some(url) = &document.url {
                div.address {
                    dt { "Address" }
                    dd {
                        @match web_address(url) {
                            Some(address) => a href=(Text(address)) rel="noopener noreferrer nofollow" { (Line(url)) },
                            None => (Line(url))
                        }
                    }
                }
            }
            div { dt { "Length" } dd { (grouped(document.words)) " words" } }
        }
        @if !document.notices.is_empty() {
            ul.notices { @for notice in &document.notices { li { (Text(&notice.message)) } } }
        }
    }
}
