//! What stands around the sections: policy, masthead, navigation, what could not be read, footer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use standpoint_terms::FindingKind;

use super::escape::{Line, Text};
use super::{findings, over_time};
use crate::Brief;
use crate::wording::{count, days, grouped, left_out};

/// Two speech bubbles; in the page, so that a browser does not ask for one.
pub(super) const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%233566a8' d='M1 2h9v6H5l-2 2V8H1z'/%3E%3Cpath fill='%23b4472e' d='M6 9h9v5h-2v2l-2-2H6z'/%3E%3C/svg%3E";

/// So many parties have a colour of their own; more share them. No colour stands without a name.
const COLOURS: [&str; 8] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];

/// The class that gives a party its colour.
pub(super) fn party_class(party: Option<usize>) -> &'static str {
    party.map_or("px", |party| COLOURS[party % COLOURS.len()])
}

/// The content security policy: nothing but this style and this script, and pictures within the page.
pub(super) fn policy(style: &str, script: &str) -> String {
    let hash = |asset: &str| STANDARD.encode(Sha256::digest(asset.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'",
        hash(style),
        hash(script)
    )
}

pub(super) fn top(brief: &Brief) -> Markup {
    let counts = &brief.counts;
    html! {
        a.skip href="#statements" { "Skip to the statements" }
        header.masthead {
            div.brand {
                span.mark-of-house aria-hidden="true" {}
                "Standpoint" span.kind { "Brief" }
                button #theme type="button" hidden { "Theme: auto" }
            }
            div.opening {
                div {
                    h1 { (Line(&brief.title)) }
                    @if let Some(book) = &brief.codebook {
                        @if !book.description.trim().is_empty() { p.about { (Text(book.description.trim())) } }
                    }
                }
                (caveat(brief))
            }
            dl.figures {
                (figure(counts.statements, "statement"))
                @if counts.utterances != counts.statements { (figure(counts.utterances, "utterance")) }
                (figure(brief.speakers.len(), "speaker"))
                (figure(counts.documents, "document"))
                (figure(brief.outlets.len(), "outlet"))
                div.wide { dt { "Coverage" } dd { (coverage(brief)) } }
            }
        }
        nav.sections aria-label="Sections" {
            ul {
                @if !brief.propositions.is_empty() { li { a href="#positions" { "Positions" } } }
                @let found = findings::number(brief);
                @if found > 0 { li { a href="#findings" { "Findings " span.n { (grouped(found)) } } } }
                @if over_time::number(brief) > 0 { li { a href="#over-time" { "Over time" } } }
                @let (dated, undated) = brief.findings_of(FindingKind::Forecast);
                @if dated.len() + undated.len() > 0 { li { a href="#forecasts" { "Forecasts " span.n { (grouped(dated.len())) } } } }
                @if !brief.network.is_empty() { li { a href="#network" { "Network" } } }
                @if brief.deals.is_some() { li { a href="#deals" { "Deals" } } }
                li { a href="#overview" { "Who" } }
                @if !brief.stories.stories.is_empty() {
                    li { a href="#stories" { "Stories " span.n { (grouped(brief.stories.stories.len())) } } }
                }
                @if !brief.stories.quotes.is_empty() {
                    li { a href="#echoes" { "Echoes " span.n { (grouped(brief.stories.quotes.len())) } } }
                }
                li { a href="#statements" { "Statements " span.n { (grouped(counts.statements)) } } }
                li { a href="#documents" { "Documents " span.n { (grouped(counts.documents)) } } }
                li { a href="#unread" { "Not read " span.n { (grouped(brief.unread.len())) } } }
            }
        }
    }
}

fn figure(number: usize, noun: &str) -> Markup {
    html! {
        div { dt { (noun) @if number != 1 { "s" } } dd { (grouped(number)) } }
    }
}

fn coverage(brief: &Brief) -> Markup {
    let undated = brief.counts.undated;
    html! {
        @match brief.coverage {
            Some((first, last)) => {
                time datetime=(first.date()) { (days(first, last)) }
                @if undated > 0 { span.unknown { (count(undated, "document")) " without a date" } }
            }
            None => span.unknown { "dates not known" }
        }
    }
}

/// What a reader of the page must know before quoting from it.
fn caveat(brief: &Brief) -> Markup {
    html! {
        p.caveat {
            strong { "Read by a machine" }
            @for (i, reader) in brief.readers.iter().enumerate() {
                @if i == 0 { " (" } @else { ", " }
                (Line(&reader.name)) " " (Line(&reader.version))
                @if i + 1 == brief.readers.len() { ")" }
            }
            ", not by a person. Each statement shows its score, from 0 to 1, and leads to its verbatim words "
            "in their document. Look there before you quote. Silence here is not a position."
            @if let Some(notice) = left_out(brief) { " " strong { (notice) } }
        }
    }
}

pub(super) fn unread(brief: &Brief) -> Markup {
    html! {
        section #unread aria-labelledby="unread-title" {
            h2 #unread-title { "What could not be read" }
            @if brief.unread.is_empty() {
                p.quiet { "Everything that was given could be read." }
            } @else {
                p.quiet { "Nothing of these is in the brief." }
                dl.unread-files {
                    @for file in &brief.unread {
                        div {
                            dt { (Line(&file.name)) }
                            dd {
                                (Text(&file.reason))
                                @if let Some(hint) = &file.hint { " " span.hint { (Text(hint)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn bottom(brief: &Brief) -> Markup {
    html! {
        footer.colophon {
            p {
                "Made by Standpoint " (env!("CARGO_PKG_VERSION")) " from "
                (count(brief.counts.words, "word")) ". This page is one file; it asks the network for nothing."
            }
            p.keys {
                kbd { "/" } " search  " kbd { "j" } " " kbd { "k" } " next, previous statement  "
                kbd { "Enter" } " open at its place  " kbd { "Esc" } " back"
            }
        }
        p #back.back hidden {
            a #back-link href="#statements" { "Back to the statement" } " " kbd { "Esc" }
        }
    }
}
