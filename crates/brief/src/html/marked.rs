//! A document's text with its statements marked.
//!
//! Statements overlap and stand inside each other, so the text is cut at every boundary, and each piece
//! says of which statements it is content (`data-c`), source (`data-s`) or cue (`data-q`). All of the text
//! is written, in order and once: without its tags it is the document's text again.

use std::collections::BTreeSet;

use maud::Render;
use standpoint_terms::{Passage, PassageKind, Span};

use super::escape::{Line, Text};
use crate::shown::must_be_shown;
use crate::wording::not_read;
use crate::{Brief, DocumentView, StatementView};

/// A piece names at most this many statements of each role; only texts made to hurt have more. Their
/// anchors are there all the same.
const DEEPEST: usize = 12;

/// A longer run of signs before a list item is text, not a list marker.
const LONGEST_MARKER: usize = 8;

/// Writes the document's passages, with the white space between them.
pub(super) fn text(brief: &Brief, document: &DocumentView) -> String {
    let statements = &brief.statements[document.statements.clone()];
    let mut marker = Marker::new(brief, document, statements);
    let mut at = 0;
    let mut in_list = false;
    for passage in &document.passages {
        let gap = Span::new(at, passage.span.start);
        let item = passage.kind == PassageKind::ListItem;
        let list_marker = if item { marker.list_marker(gap) } else { Span::new(gap.end, gap.end) };
        let gap = Span::new(gap.start, list_marker.start);
        if in_list && !(item && marker.is_blank(gap)) {
            marker.out.push_str("</ul>");
            in_list = false;
        }
        marker.gap(gap);
        if item && !in_list {
            marker.out.push_str("<ul>");
            in_list = true;
        }
        marker.passage(passage, list_marker);
        at = passage.span.end;
    }
    if in_list {
        marker.out.push_str("</ul>");
    }
    marker.gap(Span::new(at, document.text.len()));
    marker.out
}

/// Goes through the text once, from left to right.
struct Marker<'b> {
    brief: &'b Brief,
    document: &'b DocumentView,
    statements: &'b [StatementView],
    /// Where a role begins or ends: place, whether it begins, role, statement. Ends come first.
    edges: Vec<(usize, bool, Role, usize)>,
    /// Where a statement has its anchor, in order.
    anchors: Vec<(usize, usize)>,
    next_edge: usize,
    next_anchor: usize,
    /// Statements of which the text at hand is content, source and cue.
    active: [BTreeSet<usize>; 3],
    out: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    Source,
    Cue,
}

impl<'b> Marker<'b> {
    fn new(brief: &'b Brief, document: &'b DocumentView, statements: &'b [StatementView]) -> Self {
        let mut edges = Vec::new();
        let mut anchors = Vec::with_capacity(statements.len());
        for (i, statement) in statements.iter().enumerate() {
            let roles = [
                (Role::Content, &statement.content),
                (Role::Source, &statement.source),
                (Role::Cue, &statement.cue),
            ];
            for (role, spans) in roles {
                for span in joined(spans) {
                    edges.push((span.start, true, role, i));
                    edges.push((span.end, false, role, i));
                }
            }
            anchors.extend(statement.content.first().map(|span| (span.start, i)));
        }
        edges.sort_unstable();
        anchors.sort_unstable();
        let out = String::with_capacity(document.text.len() * 2);
        let active = Default::default();
        Marker { brief, document, statements, edges, anchors, next_edge: 0, next_anchor: 0, active, out }
    }

    /// The `- ` before a list item, where the gap ends with such a thing.
    fn list_marker(&self, gap: Span) -> Span {
        let words = gap.of(&self.document.text).unwrap_or_default();
        let sign = words.trim();
        let start = gap.end - words.trim_start().len();
        if sign.is_empty() || sign.len() > LONGEST_MARKER || sign.contains(char::is_whitespace) {
            return Span::new(gap.end, gap.end);
        }
        Span::new(start, gap.end)
    }

    /// Whether nothing of the span needs an element of its own.
    fn is_blank(&self, span: Span) -> bool {
        let anchor = self.anchors.get(self.next_anchor).is_some_and(|(at, _)| *at < span.end);
        !anchor
            && span
                .of(&self.document.text)
                .is_none_or(|words| words.chars().all(|c| c.is_whitespace() && !must_be_shown(c)))
    }

    fn gap(&mut self, span: Span) {
        if self.is_blank(span) {
            self.skip_edges(span.end);
            Text(span.of(&self.document.text).unwrap_or_default()).render_to(&mut self.out);
        } else {
            self.out.push_str("<p class=\"gap\">");
            self.pieces(span);
            self.out.push_str("</p>");
        }
    }

    fn passage(&mut self, passage: &Passage, list_marker: Span) {
        let note = not_read(passage.kind);
        let (open, close) = match passage.kind {
            PassageKind::Heading => ("<h4>", "</h4>"),
            PassageKind::ListItem => ("<li>", "</li>"),
            PassageKind::Body => ("<p>", "</p>"),
            PassageKind::Caption | PassageKind::Boilerplate => ("<p class=\"unread\"", "</p>"),
        };
        self.out.push_str(open);
        if let Some(note) = note {
            self.out.push_str(" data-note=\"");
            self.out.push_str(note);
            self.out.push_str("\">");
        }
        if !list_marker.is_empty() {
            self.out.push_str("<span class=\"sign\">");
            self.pieces(list_marker);
            self.out.push_str("</span>");
        }
        self.pieces(passage.span);
        self.out.push_str(close);
    }

    /// Writes the words of the span, cut at every edge and anchor.
    fn pieces(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end {
            self.skip_edges(at);
            while let Some(&(_, statement)) =
                self.anchors.get(self.next_anchor).filter(|(place, _)| *place <= at)
            {
                self.anchor(statement);
                self.next_anchor += 1;
            }
            let edge = self.edges.get(self.next_edge).map_or(span.end, |edge| edge.0);
            let anchor = self.anchors.get(self.next_anchor).map_or(span.end, |anchor| anchor.0);
            let end = span.end.min(edge).min(anchor);
            self.piece(Span::new(at, end));
            at = end;
        }
    }

    /// Takes all edges up to and at this place.
    fn skip_edges(&mut self, at: usize) {
        while let Some(&(_, begins, role, statement)) =
            self.edges.get(self.next_edge).filter(|edge| edge.0 <= at)
        {
            let active = &mut self.active[role as usize];
            if begins {
                active.insert(statement);
            } else {
                active.remove(&statement);
            }
            self.next_edge += 1;
        }
    }

    fn piece(&mut self, span: Span) {
        let words = Text(span.of(&self.document.text).unwrap_or_default());
        let [content, source, cue] = &self.active;
        if content.is_empty() && source.is_empty() && cue.is_empty() {
            words.render_to(&mut self.out);
            return;
        }
        let element = if content.is_empty() { "span" } else { "mark" };
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(" class=\"");
        let mut class = String::new();
        if let Some(innermost) = content.last() {
            class.push_str(if content.len() > 1 { "c deep " } else { "c " });
            class.push_str(super::page::party_class(self.statements[*innermost].party));
        }
        for (set, name) in [(source, " s"), (cue, " q")] {
            if !set.is_empty() {
                class.push_str(name);
            }
        }
        self.out.push_str(class.trim_start());
        self.out.push('"');
        for (set, name) in [(content, " data-c=\""), (source, " data-s=\""), (cue, " data-q=\"")] {
            if set.is_empty() {
                continue;
            }
            self.out.push_str(name);
            for (i, statement) in set.iter().take(DEEPEST).enumerate() {
                if i > 0 {
                    self.out.push(' ');
                }
                self.out.push_str(&self.statements[*statement].ordinal.to_string());
            }
            self.out.push('"');
        }
        self.out.push('>');
        words.render_to(&mut self.out);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    fn anchor(&mut self, index: usize) {
        let statement = &self.statements[index];
        let speaker = statement.speaker.map(|speaker| self.brief.speakers[speaker].name.as_str());
        let speaker = Line(speaker.unwrap_or("speaker not known"));
        let (id, number) = (&statement.id, statement.ordinal);
        let party = super::page::party_class(statement.party);
        let anchor = maud::html! {
            a class={ "pin " (party) } id={ "t-" (id) } href={ "#s-" (id) } data-n=(number) data-by=(speaker)
                aria-label={ "Statement " (number) ", " (speaker) ": back to the list" } {}
        };
        self.out.push_str(&anchor.into_string());
    }
}

/// Spans of one role that touch, as one; so that an end of one does not end the other.
fn joined(spans: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(*span),
            _ => out.push(*span),
        }
    }
    out
}
