//! The lists of `stories` and `quotes`.

use anstyle::{AnsiColor, Style};

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use crate::shown::shown_on_one_line;
use crate::stories::{EchoView, QuoteView, StoriesView, StoryView, said};
use crate::wording::{count, days, short_day};

const GONE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).strikethrough();
const NEW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green))).bold();

/// Draws these stories: each with its origins, and why documents are one.
pub fn stories(view: &StoriesView, shown: &[StoryView], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    for (at, story) in shown.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.paragraph(0, STRONG, &shown_on_one_line(&view.documents[story.witness].heading));
        let when = story.days.map(|(first, last)| format!("{} · ", days(first, last))).unwrap_or_default();
        let counts = [count(story.documents(), "document"), count(story.origins.len(), "origin")].join(" · ");
        page.paragraph(2, QUIET, &format!("{when}{counts}"));
        for origin in &story.origins {
            for document in &origin.documents {
                let lead = if *document == origin.documents[0] { "•" } else { "=" };
                let rank = origin.rank(*document, story.witness).map(|rank| format!(" ({rank})"));
                page.paragraph(
                    2,
                    PLAIN,
                    &format!("{lead} {}{}", label(view, *document), rank.unwrap_or_default()),
                );
            }
            for kinship in &origin.kinships {
                let pair = [kinship.one, kinship.other].map(|at| shown_on_one_line(&view.documents[at].name));
                page.paragraph(
                    6,
                    QUIET,
                    &format!("{} {:.2}: {} and {}", kinship.relation.name(), kinship.score, pair[0], pair[1]),
                );
                for tie in &kinship.ties {
                    page.paragraph(8, QUIET, &format!("- {}", shown_on_one_line(tie)));
                }
            }
        }
    }
    page.finish()
}

/// Draws these quotations: each wording, and what it changed. `[-…-]` stands in the witness alone, `{+…+}` in this
/// document alone.
pub fn quotes(view: &StoriesView, shown: &[QuoteView], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    for (at, quote) in shown.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        let speaker =
            quote.speaker.as_deref().map_or_else(|| "nobody is named".to_owned(), shown_on_one_line);
        let counts = [count(quote.wordings.len(), "document"), count(quote.origins, "origin")].join(", ");
        page.words(0, &[(STRONG, speaker), (QUIET, format!("· {counts}"))]);
        for (at, wording) in quote.wordings.iter().enumerate() {
            let echo = quote.echoes.iter().find(|echo| echo.other == at);
            let kinds = match echo {
                None => "best witness".to_owned(),
                Some(echo) => kinds(quote, echo),
            };
            page.words(2, &[(PLAIN, label(view, wording.document)), (QUIET, format!("· {kinds}"))]);
            match echo {
                Some(echo) if wording.quoted && !echo.runs.is_empty() => page.words(4, &difference(echo)),
                _ => page.paragraph(4, PLAIN, &shown_on_one_line(&wording.pieces.join(" … "))),
            }
        }
    }
    page.finish()
}

fn kinds(quote: &QuoteView, echo: &EchoView) -> String {
    if echo.alterations.is_empty() {
        return "the same words".to_owned();
    }
    let mut kinds: Vec<String> = echo.alterations.iter().map(|kind| said(*kind).to_owned()).collect();
    if echo.alterations.contains(&standpoint_terms::Alteration::SpeakerChanged)
        && let Some(speaker) = &quote.wordings[echo.other].speaker
    {
        kinds.push(format!("here {}", shown_on_one_line(speaker)));
    }
    kinds.join(", ")
}

fn difference(echo: &EchoView) -> Vec<(Style, String)> {
    let mut pieces = Vec::new();
    for run in &echo.runs {
        if run.same {
            pieces.push((PLAIN, shown_on_one_line(&run.other)));
            continue;
        }
        if !run.one.is_empty() {
            pieces.push((GONE, format!("[-{}-]", shown_on_one_line(&run.one))));
        }
        if !run.other.is_empty() {
            pieces.push((NEW, format!("{{+{}+}}", shown_on_one_line(&run.other))));
        }
    }
    pieces
}

fn label(view: &StoriesView, document: usize) -> String {
    let document = &view.documents[document];
    let day = document.published.map_or_else(|| "–".to_owned(), short_day);
    let outlet = document.outlet.as_deref().map(shown_on_one_line);
    let name = shown_on_one_line(&document.name);
    match outlet {
        Some(outlet) => format!("{day} {outlet}, {name}"),
        None => format!("{day} {name}"),
    }
}
