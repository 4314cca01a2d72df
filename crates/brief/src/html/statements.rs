//! The statements: filters, and each with its words in the sentence around them.

use std::io;

use maud::{Markup, Render, html};
use standpoint_terms::{Mode, Span};

use super::escape::{Line, Text, filter};
use super::page::party_class;
use super::{shape, timeline};
use crate::wording::{count, day, grouped, mode, resolution};
use crate::{Brief, StatementView};

/// A facet with more values than this is left to search.
const MOST_VALUES: usize = 2_000;

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    let head = html! {
        h2 #statements-title { "Statements" }
        (timeline::chart(brief))
    };
    out.write_all(b"<section id=\"statements\" aria-labelledby=\"statements-title\">")?;
    out.write_all(head.into_string().as_bytes())?;
    out.write_all(b"<div class=\"desk\">")?;
    out.write_all(filters(brief).into_string().as_bytes())?;
    out.write_all(b"<div class=\"results\">")?;
    out.write_all(toolbar(brief).into_string().as_bytes())?;
    if brief.statements.is_empty() {
        let none = html! { p.quiet { "No statements were found in these documents." } };
        out.write_all(none.into_string().as_bytes())?;
    }
    out.write_all(b"<ol id=\"list\" class=\"list\">")?;
    // Newest first, as an analyst asks; inside a document in the order of the text.
    let (dated, undated): (Vec<_>, Vec<_>) =
        brief.documents.iter().partition(|document| document.published.is_some());
    for document in dated.into_iter().rev().chain(undated) {
        for statement in &brief.statements[document.statements.clone()] {
            out.write_all(item(brief, statement).into_string().as_bytes())?;
        }
    }
    let foot = html! {
        p #none.quiet hidden { "No statement fits these filters." }
        p #more.more hidden { button #more-button type="button" { "Show more" } }
    };
    out.write_all(b"</ol>")?;
    out.write_all(foot.into_string().as_bytes())?;
    out.write_all(b"</div></div></section>")
}

fn toolbar(brief: &Brief) -> Markup {
    html! {
        div.toolbar {
            div.controls {
                label.find {
                    span.hide { "Search the statements" }
                    input #q type="search" placeholder="Search words, speakers, titles" autocomplete="off"
                        spellcheck="false" aria-keyshortcuts="/";
                }
                label.sort {
                    span.hide { "Order" }
                    select #sort {
                        option value="newest" { "Newest first" }
                        option value="oldest" { "Oldest first" }
                        option value="surest" { "Highest score first" }
                        option value="unsure" { "Lowest score first" }
                    }
                }
            }
            p.state {
                span #count role="status" aria-live="polite" { (count(brief.counts.statements, "statement")) }
                span #chips.chips {}
            }
            p.legend {
                span.s { "who" } " " span.q { "says" } " " mark.c.px { "what" }
                span { " The words are the document’s own; the dimmed ones stand around them." }
            }
        }
    }
}

/// A value of a facet: its place in the lists, its address, its name and how many statements it has.
struct Value<'b> {
    index: Option<usize>,
    value: &'b str,
    name: &'b str,
    number: usize,
    class: &'static str,
}

fn filters(brief: &Brief) -> Markup {
    let unknown = |name, number| Value { index: None, value: "", name, number, class: "unknown" };
    let mut parties: Vec<Value> = Vec::new();
    for (i, party) in brief.parties.iter().enumerate() {
        let class = party_class(Some(i));
        parties.push(Value {
            index: Some(i),
            value: &party.id,
            name: &party.name,
            number: party.statements,
            class,
        });
    }
    parties.push(unknown("No known party", brief.counts.without_party));
    let mut issues: Vec<Value> = Vec::new();
    for (i, issue) in brief.issues.iter().enumerate() {
        let (value, name, number) = (issue.id.as_str(), issue.name.as_str(), issue.statements);
        issues.push(Value { index: Some(i), value, name, number, class: "" });
    }
    issues.push(unknown("No issue told", brief.counts.without_issue));
    let mut speakers: Vec<Value> = Vec::new();
    for (i, speaker) in brief.speakers.iter().enumerate().take(MOST_VALUES) {
        let (name, class) = (speaker.name.as_str(), party_class(speaker.party));
        speakers.push(Value { index: Some(i), value: name, name, number: speaker.statements, class });
    }
    speakers.push(unknown("No speaker named", brief.counts.without_speaker));
    let mut outlets: Vec<Value> = Vec::new();
    for (i, outlet) in brief.outlets.iter().enumerate().take(MOST_VALUES) {
        let name = outlet.name.as_str();
        outlets.push(Value { index: Some(i), value: name, name, number: outlet.statements, class: "" });
    }
    let known: usize = brief.outlets.iter().map(|outlet| outlet.statements).sum();
    outlets.push(unknown("Outlet not known", brief.counts.statements.saturating_sub(known)));
    let mut modes = [0; 4];
    for statement in &brief.statements {
        modes[statement.mode as usize] += 1;
    }
    let modes = [Mode::Direct, Mode::Mixed, Mode::Indirect, Mode::List].map(|of| Value {
        index: Some(of as usize),
        value: of.name(),
        name: mode(of),
        number: modes[of as usize],
        class: "",
    });
    html! {
        details #filters.filters.controls open {
            summary { "Filters" }
            @if !brief.parties.is_empty() { (facet("party", "Party", &parties)) }
            @if !brief.issues.is_empty() { (facet("issue", "Issue", &issues)) }
            (facet("speaker", "Speaker", &speakers))
            (facet("outlet", "Outlet", &outlets))
            (facet("mode", "Words", &modes))
        }
    }
}

fn facet(key: &str, title: &str, values: &[Value<'_>]) -> Markup {
    html! {
        fieldset.facet data-key=(key) {
            legend { (title) }
            @for value in values.iter().filter(|value| value.number > 0) {
                label {
                    input type="checkbox" name=(key) value=(Text(value.value))
                        data-i=[value.index.map_or(Some(-1), |i| i64::try_from(i).ok())];
                    @if !value.class.is_empty() && value.index.is_some() { span.dot.{ (value.class) } {} }
                    span.label { bdi { (Line(value.name)) } }
                    span.n { (grouped(value.number)) }
                }
            }
        }
    }
}

fn item(brief: &Brief, statement: &StatementView) -> Markup {
    let document = &brief.documents[statement.document];
    let speaker = statement.speaker.map(|i| &brief.speakers[i]);
    let party = statement.party.map(|i| &brief.parties[i]);
    let issue = statement.issue.map(|i| &brief.issues[i]);
    let found = found_words(statement, &document.text);
    html! {
        li id={ "s-" (statement.id) } class=(party_class(statement.party)) data-f=(facts(brief, statement)) tabindex="-1" {
            p.when {
                @match statement.published {
                    Some(published) => time datetime=(published.date()) { (day(published)) }
                    None => span.unknown { "date not known" }
                }
                @match &document.outlet {
                    Some(outlet) => span.outlet { (Line(outlet)) }
                    None => span.outlet.unknown { "outlet not known" }
                }
            }
            p.who {
                @match speaker {
                    Some(speaker) => b { bdi { (Line(&speaker.name)) } }
                    None => b.unknown { "Speaker not known" }
                }
                @if let Some(party) = party.filter(|party| speaker.is_none_or(|speaker| speaker.name != party.name)) { span.side { span.dot {} (Line(&party.name)) } }
                @if let Some(issue) = issue {
                    a.issue href=(filter(&[("issue", &issue.id)])) title={ "told by: " (Line(&statement.hints.join(", "))) } {
                        (Line(&issue.name))
                    }
                }
            }
            blockquote { (Around { statement, text: &document.text }) }
            @if !statement.positions.is_empty() { (stands(brief, statement)) }
            p.how {
                a.place href={ "#t-" (statement.id) } { (Line(document.heading())) }
                @if let Some(act) = statement.act { span.act title="what the speaker does by it" { (act.name()) } }
                span { (mode(statement.mode)) }
                @if let Some(how) = resolution(statement.resolution, &found) { span { (Line(&how)) } }
                @if statement.parent.is_some() { span { "inside another statement" } }
                span.score.{ "g" ((statement.score * 10.0).round() as u8) } title="the reader’s score, 0 to 1" {
                    span.hide { "score " } (format!("{:.2}", statement.score))
                }
            }
        }
    }
}

/// Where parties stand by the statement.
fn stands(brief: &Brief, statement: &StatementView) -> Markup {
    html! {
        ul.stands-by {
            @for position in &statement.positions {
                li {
                    (shape::bare(position.stance, position.hand))
                    span {
                        b { (Line(&brief.parties[position.holder].name)) } " " (shape::words(position.stance, position.hand)) ": "
                        (Line(brief.sentence(&position.proposition_id)))
                    }
                }
            }
        }
    }
}

/// What the filters compare: document, party, issue, speaker, outlet, mode, bin, score in hundredths.
fn facts(brief: &Brief, statement: &StatementView) -> String {
    let number = |index: Option<usize>| index.map_or("-1".to_owned(), |index| index.to_string());
    let facts = [
        statement.document.to_string(),
        number(statement.party),
        number(statement.issue),
        number(statement.speaker),
        number(brief.documents[statement.document].outlet_index),
        (statement.mode as usize).to_string(),
        number(statement.bin),
        ((statement.score * 100.0).round() as u32).to_string(),
    ];
    facts.join(" ")
}

/// The source's own words, where they are few enough to be repeated.
fn found_words(statement: &StatementView, text: &str) -> String {
    let words = statement.source.first().and_then(|span| span.of(text)).unwrap_or_default();
    if words.chars().count() > 60 {
        return String::new();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A statement's windows with its content, source and cue set apart.
struct Around<'b> {
    statement: &'b StatementView,
    text: &'b str,
}

impl Render for Around<'_> {
    fn render_to(&self, out: &mut String) {
        let statement = self.statement;
        let mut roles: Vec<(Span, &str)> = Vec::new();
        for (spans, tag) in [
            (&statement.content, "mark class=\"c\""),
            (&statement.cue, "span class=\"q\""),
            (&statement.source, "span class=\"s\""),
        ] {
            for span in spans {
                // What is both (a speaker named inside the words) counts as the first of the two.
                if !roles.iter().take(64).any(|(taken, _)| taken.overlaps(*span)) {
                    roles.push((*span, tag));
                }
            }
        }
        roles.sort_by_key(|(span, _)| *span);
        let text = |span: Span| Text(span.of(self.text).unwrap_or_default());
        let mut next = 0;
        for (i, window) in statement.context.iter().enumerate() {
            if i > 0 || window.cut_before {
                out.push_str("<span class=\"cut\"> … </span>");
            }
            let mut at = window.span.start;
            while let Some((span, tag)) = roles.get(next).filter(|(span, _)| span.start < window.span.end) {
                next += 1;
                if span.start < at {
                    continue;
                }
                let end = span.end.min(window.span.end);
                text(Span::new(at, span.start)).render_to(out);
                out.push('<');
                out.push_str(tag);
                out.push('>');
                text(Span::new(span.start, end)).render_to(out);
                out.push_str(if tag.starts_with("mark") { "</mark>" } else { "</span>" });
                at = end;
            }
            text(Span::new(at, window.span.end)).render_to(out);
            let continues = i + 1 == statement.context.len() && window.cut_after;
            if continues {
                out.push_str("<span class=\"cut\"> … </span>");
            }
        }
    }
}
