//! Stories and their origins, documents side by side, and what one quotation became.

use std::io;

use maud::{Markup, html};

use super::escape::{Line, Text};
use crate::Brief;
use crate::stories::{
    EchoView, KinshipView, OriginView, QuoteView, Run, StoriesView, StoryView, WordingView, said,
};
use crate::wording::{count, days, grouped, short_day};

/// More than this is left to the commands, which list all.
const MOST_STORIES: usize = 200;
const MOST_QUOTES: usize = 300;
const MOST_PASSAGES: usize = 60;

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    let view = &brief.stories;
    if !view.stories.is_empty() {
        let head = html! {
            h2 #stories-title { "Stories" }
            p.quiet {
                "Documents on one event. Reports that come from one source count once: ten rewrites of one dispatch are "
                "one voice. Why two documents are taken for one is listed with them."
            }
        };
        out.write_all(b"<section id=\"stories\" aria-labelledby=\"stories-title\">")?;
        out.write_all(head.into_string().as_bytes())?;
        for shown in view.stories.iter().take(MOST_STORIES) {
            out.write_all(story(brief, shown).into_string().as_bytes())?;
        }
        out.write_all(rest(view.stories.len(), MOST_STORIES, "standpoint stories").into_string().as_bytes())?;
        out.write_all(b"</section>")?;
    }
    if !view.quotes.is_empty() {
        let altered = view.quotes.iter().filter(|quote| quote.is_altered()).count();
        let head = html! {
            h2 #echoes-title { "Echoes" }
            p.quiet {
                (count(view.quotes.len(), "utterance")) " stand in several documents; in " (grouped(altered))
                " a quotation was altered or cut on the way. Struck out is what the best witness has, underlined what "
                "stands there instead. Which document is right, only the recording knows."
            }
        };
        out.write_all(b"<section id=\"echoes\" aria-labelledby=\"echoes-title\">")?;
        out.write_all(head.into_string().as_bytes())?;
        for shown in view.quotes.iter().take(MOST_QUOTES) {
            out.write_all(quote(brief, shown).into_string().as_bytes())?;
        }
        out.write_all(rest(view.quotes.len(), MOST_QUOTES, "standpoint quotes").into_string().as_bytes())?;
        out.write_all(b"</section>")?;
    }
    Ok(())
}

fn rest(all: usize, most: usize, command: &str) -> Markup {
    html! {
        @if all > most { p.quiet { (grouped(all - most)) " more: " code { (command) } " lists all." } }
    }
}

fn story(brief: &Brief, story: &StoryView) -> Markup {
    let view = &brief.stories;
    html! {
        article.story {
            h3 { (link(brief, story.witness, &view.documents[story.witness].heading)) }
            p.how {
                @if let Some((first, last)) = story.days { time datetime=(first.date()) { (days(first, last)) } }
                span { (count(story.documents(), "document")) }
                strong { (count(story.origins.len(), "origin")) }
                @if !story.words.is_empty() {
                    span.shared { @for (i, word) in story.words.iter().enumerate() { @if i > 0 { ", " } (Line(word)) } }
                }
            }
            ol.origins { @for shown in &story.origins { (origin(brief, shown, story.witness)) } }
        }
    }
}

fn origin(brief: &Brief, origin: &OriginView, best: usize) -> Markup {
    let view = &brief.stories;
    html! {
        li.origin {
            ul.tellers {
                @for document in &origin.documents {
                    li {
                        (label(view, *document))
                        (link(brief, *document, &view.documents[*document].heading))
                        @if let Some(rank) = origin.rank(*document, best) { span.witness { (rank) } }
                    }
                }
            }
            @for shown in &origin.kinships { (kinship(view, shown)) }
        }
    }
}

fn kinship(view: &StoriesView, kinship: &KinshipView) -> Markup {
    let names = [kinship.one, kinship.other].map(|at| {
        let document = &view.documents[at];
        document.outlet.as_deref().unwrap_or(&document.name)
    });
    let relation = match kinship.relation {
        standpoint_terms::Relation::SamePage => "One page fetched twice",
        standpoint_terms::Relation::Revision => "A text and its revision",
        standpoint_terms::Relation::Copy => "Nearly the same words",
        standpoint_terms::Relation::Excerpt => "One holds the other",
        standpoint_terms::Relation::Rewrite => "One source, other words",
    };
    html! {
        details.kin {
            summary {
                (relation) ": " (Line(names[0])) " and " (Line(names[1]))
                span.n { (count(kinship.passages.len(), "point")) " side by side" }
            }
            ul.ties { @for tie in &kinship.ties { li { (Line(tie)) } } }
            @if !kinship.passages.is_empty() {
                div.scroll tabindex="0" role="region" aria-label="Two documents side by side" {
                    table.beside {
                        thead { tr { th scope="col" { (Line(names[0])) } th scope="col" { (Line(names[1])) } } }
                        tbody {
                            @for passage in kinship.passages.iter().take(MOST_PASSAGES) {
                                tr { td { (column(passage, |run| &run.one)) } td { (column(passage, |run| &run.other)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One document's words of a passage; what the other has too is marked.
fn column<'r>(runs: &'r [Run], side: impl Fn(&'r Run) -> &'r String) -> Markup {
    html! {
        @for run in runs {
            @let words = side(run);
            @if !words.is_empty() {
                @if run.same { mark { (Text(words)) } } @else { span { (Text(words)) } }
                " "
            }
        }
    }
}

fn quote(brief: &Brief, quote: &QuoteView) -> Markup {
    let view = &brief.stories;
    html! {
        article.echo.altered[quote.is_altered()] {
            h3 {
                @match &quote.speaker {
                    Some(speaker) => (Line(speaker)),
                    None => span.unknown { "Nobody is named" }
                }
                span.n { (count(quote.wordings.len(), "document")) ", " (count(quote.origins, "origin")) }
            }
            ol.wordings {
                @for (at, wording) in quote.wordings.iter().enumerate() {
                    li { (told(brief, view, quote, at, wording)) }
                }
            }
        }
    }
}

fn told(brief: &Brief, view: &StoriesView, quote: &QuoteView, at: usize, wording: &WordingView) -> Markup {
    let echo = quote.echoes.iter().find(|echo| echo.other == at);
    html! {
        p.how {
            (label(view, wording.document))
            (place(brief, wording))
            @if at == quote.witness { span.witness { "best witness" } }
            @if let Some(echo) = echo { (kinds(quote, echo)) }
        }
        blockquote {
            @match echo {
                Some(echo) if wording.quoted && !echo.runs.is_empty() => (difference(&echo.runs)),
                _ => @for (i, piece) in wording.pieces.iter().enumerate() {
                    @if i > 0 { span.cut { " … " } }
                    (Text(piece))
                }
            }
        }
    }
}

fn kinds(quote: &QuoteView, echo: &EchoView) -> Markup {
    let swapped = echo.alterations.contains(&standpoint_terms::Alteration::SpeakerChanged);
    html! {
        @if echo.alterations.is_empty() { span.kind { "the same words" } }
        @for alteration in &echo.alterations { span.kind.grave[alteration.is_grave()] { (said(*alteration)) } }
        @if swapped && let Some(speaker) = &quote.wordings[echo.other].speaker { span { "here: " (Line(speaker)) } }
        @if !quote.wordings[echo.other].quoted { span.side { "not in quotation marks" } }
    }
}

/// What the second text made of the first.
fn difference(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @if run.same {
                (Text(&run.other)) " "
            } @else {
                @if !run.one.is_empty() { del { (Text(&run.one)) } " " }
                @if !run.other.is_empty() { ins { (Text(&run.other)) } " " }
            }
        }
    }
}

fn label(view: &StoriesView, document: usize) -> Markup {
    let document = &view.documents[document];
    html! {
        span.when {
            @match document.published {
                Some(published) => time datetime=(published.date()) { (short_day(published)) }
                None => span.unknown { "no date" }
            }
        }
        span.outlet {
            @match &document.outlet {
                Some(outlet) => (Line(outlet)),
                None => (Line(&document.name))
            }
        }
    }
}

/// To the document's place on the page.
fn link(brief: &Brief, document: usize, words: &str) -> Markup {
    let id = &brief.stories.documents[document].id;
    html! {
        @match brief.documents.iter().find(|shown| shown.id == *id) {
            Some(shown) => a href={ "#d-" (shown.key) } { (Line(words)) },
            None => (Line(words))
        }
    }
}

/// To the statement's place in its document.
fn place(brief: &Brief, wording: &WordingView) -> Markup {
    let id = &brief.stories.documents[wording.document].id;
    let shown = brief.documents.iter().find(|shown| shown.id == *id);
    html! {
        @if let (Some(shown), Some(number)) = (shown, wording.statements.first()) {
            @if shown.statements.len() >= *number {
                a.place href={ "#t-" (shown.key) "-" (number) } { "statement " (number) }
            }
        }
    }
}
