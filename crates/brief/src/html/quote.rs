//! Verbatim words with who, when and where; each leads to its place.

use maud::{Markup, Render, html};
use standpoint_terms::Span;

use super::escape::{Line, Text};
use super::page::party_class;
use crate::stands::said;
use crate::wording::day;
use crate::{Brief, PlaceView};

/// A quotation is cut after so many bytes; its place has the whole.
const LONGEST: usize = 600;

/// Words in a document, some of them telling.
pub(super) struct Words<'b> {
    pub(super) text: &'b str,
    pub(super) spans: &'b [Span],
    pub(super) telling: &'b [Span],
}

impl Render for Words<'_> {
    fn render_to(&self, out: &mut String) {
        let mut left = LONGEST;
        for (i, span) in self.spans.iter().enumerate() {
            if i > 0 {
                out.push_str("<span class=\"cut\"> … </span>");
            }
            let end = cut(self.text, *span, left);
            let mut at = span.start;
            for telling in self.telling.iter().filter(|telling| span.contains(**telling)) {
                let (from, to) = (telling.start.clamp(at, end), telling.end.clamp(at, end));
                piece(self.text, at, from, out);
                if from < to {
                    out.push_str("<mark class=\"tell\">");
                    piece(self.text, from, to, out);
                    out.push_str("</mark>");
                }
                at = to;
            }
            piece(self.text, at, end, out);
            if end < span.end {
                out.push_str("<span class=\"cut\"> …</span>");
                return;
            }
            left = left.saturating_sub(span.len());
        }
    }
}

fn piece(text: &str, from: usize, to: usize, out: &mut String) {
    Text(text.get(from..to).unwrap_or_default()).render_to(out);
}

/// The end of the span, or of the last word that still fits.
fn cut(text: &str, span: Span, most: usize) -> usize {
    if span.len() <= most {
        return span.end;
    }
    let mut end = span.start + most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[span.start..end].rfind(char::is_whitespace).map_or(end, |at| span.start + at)
}

/// A statement of the brief as a quotation.
pub(super) fn of_statement(brief: &Brief, at: usize, telling: &[Span]) -> Markup {
    let place = PlaceView { document: brief.statements[at].document, statement: Some(at) };
    quotation(brief, place, &brief.statements[at].content, telling)
}

/// Words with their source below.
pub(super) fn quotation(brief: &Brief, place: PlaceView, spans: &[Span], telling: &[Span]) -> Markup {
    let document = &brief.documents[place.document];
    let statement = place.statement.map(|at| &brief.statements[at]);
    let on = statement.map_or(document.published, said);
    let href = match statement {
        Some(statement) => format!("#t-{}", statement.id),
        None => format!("#d-{}", document.key),
    };
    let speaker = statement.and_then(|statement| statement.speaker);
    let party = statement.and_then(|statement| statement.party);
    html! {
        figure.quote.{ (party_class(party)) } {
            blockquote { (Words { text: &document.text, spans, telling }) }
            figcaption {
                @match (statement, speaker) {
                    (Some(_), Some(speaker)) => b { bdi { (Line(&brief.speakers[speaker].name)) } },
                    (Some(_), None) => b.unknown { "speaker not known" },
                    (None, _) => b { "the author" },
                }
                @if let Some(party) = party.map(|party| &brief.parties[party].name) {
                    @if speaker.is_none_or(|speaker| brief.speakers[speaker].name != *party) { span.side-of { span.dot {} (Line(party)) } }
                }
                a.place href=(href) {
                    @match on { Some(on) => (day(on)), None => "date not known" }
                    @if let Some(outlet) = &document.outlet { ", " (Line(outlet)) } @else { ", " (Line(document.heading())) }
                }
            }
        }
    }
}
