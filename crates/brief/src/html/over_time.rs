//! Each proposition over time: a lane for each party, a sign for each day on which it was told.

use std::collections::BTreeSet;
use std::io;

use jiff::civil::Date;
use maud::{Markup, html};
use standpoint_terms::{Hand, Moment, Stance};

use super::escape::Line;
use super::page::party_class;
use super::shape;
use crate::Brief;
use crate::stands::{CellView, PropositionView};
use crate::wording::{day, short_day};

/// A lane shows so many signs; more would cover one another.
const MOST: usize = 48;

/// A day on a lane.
struct Point {
    on: Moment,
    stance: Stance,
    hand: Hand,
    statement: usize,
}

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    let Some((first, last)) = span(brief) else { return Ok(()) };
    let drawn: Vec<&PropositionView> = brief.propositions.iter().filter(|of| worth_drawing(of)).collect();
    if drawn.is_empty() {
        return Ok(());
    }
    let head = html! {
        h2 #over-time-title { "Over time" }
        p.quiet { "Each sign is a day on which a position was told; hollow ones are told by others. From " (day(Moment::day(first))) " to " (day(Moment::day(last))) "." }
    };
    out.write_all(b"<section id=\"over-time\" aria-labelledby=\"over-time-title\">")?;
    out.write_all(head.into_string().as_bytes())?;
    out.write_all(b"<div class=\"times\">")?;
    for proposition in drawn {
        out.write_all(figure(brief, proposition, (first, last)).into_string().as_bytes())?;
    }
    out.write_all(b"</div></section>")
}

/// How many propositions are drawn.
pub(super) fn number(brief: &Brief) -> usize {
    if span(brief).is_none() { 0 } else { brief.propositions.iter().filter(|of| worth_drawing(of)).count() }
}

fn days(proposition: &PropositionView) -> BTreeSet<Date> {
    let told = proposition.cells.iter().flatten().flat_map(|cell| &cell.told);
    told.filter_map(|told| Some(told.on?.date())).collect()
}

/// Two days are no development.
fn worth_drawing(proposition: &PropositionView) -> bool {
    days(proposition).len() >= 3
}

fn span(brief: &Brief) -> Option<(Date, Date)> {
    let days: BTreeSet<Date> = brief.propositions.iter().flat_map(days).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    (first < last).then_some((first, last))
}

fn figure(brief: &Brief, proposition: &PropositionView, span: (Date, Date)) -> Markup {
    let lanes =
        proposition.cells.iter().enumerate().filter_map(|(party, cell)| Some((party, cell.as_ref()?)));
    html! {
        figure.over {
            figcaption { (Line(&proposition.sentence)) }
            ul {
                @for (party, cell) in lanes {
                    @let points = points(cell);
                    @if !points.is_empty() {
                        li.{ (party_class(Some(party))) } {
                            span.lane-of { span.dot {} (Line(&brief.parties[party].name)) }
                            span.hide { @for point in &points { (shape::words(point.stance, point.hand)) " on " (day(point.on)) "; " } }
                            (lane(brief, &points, span))
                        }
                    }
                }
            }
            p.axis aria-hidden="true" { span { (short_day(Moment::day(span.0))) } span { (short_day(Moment::day(span.1))) } }
        }
    }
}

/// One for each day, stance and hand.
fn points(cell: &CellView) -> Vec<Point> {
    let mut seen = BTreeSet::new();
    let told = cell.told.iter().filter_map(|told| {
        let on = told.on?;
        let new = seen.insert((on.date(), told.stance, told.hand));
        new.then_some(Point { on, stance: told.stance, hand: told.hand, statement: told.statement })
    });
    told.take(MOST).collect()
}

fn lane(brief: &Brief, points: &[Point], (first, last): (Date, Date)) -> Markup {
    let days = |from: Date, to: Date| f64::from(from.until(to).map_or(0, |span| span.get_days()));
    let whole = days(first, last).max(1.0);
    // Room for half a sign at both ends; two on one day stand beside each other.
    let mut before = f64::MIN;
    let placed = points.iter().map(|point| {
        let at = 2.0 + 96.0 * days(first, point.on.date()) / whole;
        let at = if at < before + 1.6 { before + 1.6 } else { at };
        before = at;
        (point, at.min(99.0))
    });
    html! {
        svg.lane width="100%" height="24" aria-hidden="true" focusable="false" {
            line x1="0" x2="100%" y1="50%" y2="50%" {}
            @for (point, at) in placed {
                a href={ "#s-" (brief.statements[point.statement].id) } tabindex="-1" {
                    title { (shape::words(point.stance, point.hand)) ", " (day(point.on)) }
                    (shape::at(point.stance, point.hand, at))
                }
            }
        }
    }
}
