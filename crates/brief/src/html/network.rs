//! The network of parties: a drawing, and the same as a table.

use maud::{Markup, html};

use super::escape::Line;
use super::page::party_class;
use crate::network::{NetworkTie, NetworkView};
use crate::wording::count;

/// Half the drawing's width and height, and the circle's radius, in its own units.
const MIDDLE: (f64, f64) = (320.0, 220.0);
const RADIUS: f64 = 150.0;
/// More names than this would lie on one another; the table has them all.
const MOST_DRAWN: usize = 16;
/// More propositions than this are counted, not named.
const MOST_NAMED: usize = 4;

pub(super) fn section(network: &NetworkView) -> Markup {
    if network.is_empty() {
        return html! {};
    }
    html! {
        section #network aria-labelledby="network-title" {
            h2 #network-title { "Who agrees with whom" }
            p.quiet {
                "By the positions that each party's own side takes. A solid line is agreement on a proposition, a dashed line "
                "dispute; the thicker, the more. Divided by " (Line(&network.normalisation)) "."
            }
            figure.network { (drawing(network)) }
            div.scroll tabindex="0" role="region" aria-label="Agreement and conflict of each pair" {
                table.pairs {
                    thead { tr { th scope="col" { "Pair" } th.num scope="col" { "Agreement" } th.num scope="col" { "Conflict" }
                        th scope="col" { "Agree on" } th scope="col" { "Disagree on" } } }
                    tbody {
                        @for tie in &network.ties {
                            tr {
                                th scope="row" { (Line(&network.nodes[tie.one].name)) " – " (Line(&network.nodes[tie.other].name)) }
                                td.num { (figure(tie.congruence)) }
                                td.num { (figure(tie.conflict)) }
                                td { (named(&tie.agreed)) }
                                td { (named(&tie.disputed)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn named(sentences: &[String]) -> Markup {
    html! {
        @for (i, sentence) in sentences.iter().take(MOST_NAMED).enumerate() {
            @if i > 0 { "; " }
            (Line(sentence))
        }
        @if sentences.len() > MOST_NAMED { span.n { " and " (sentences.len() - MOST_NAMED) " more" } }
    }
}

/// Two decimals, and no minus before a zero.
fn figure(value: f64) -> String {
    let value = (value * 100.0).round() / 100.0 + 0.0;
    format!("{value:.2}")
}

fn drawing(network: &NetworkView) -> Markup {
    let drawn = network.nodes.len().min(MOST_DRAWN);
    let places: Vec<(f64, f64)> = (0..drawn).map(|i| place(i, drawn)).collect();
    let strongest = network.ties.iter().map(|t| t.congruence.max(t.conflict)).fold(0.0, f64::max).max(1e-9);
    html! {
        svg viewBox="0 0 640 440" role="img" aria-label="Network of parties; the table below says the same" {
            @for tie in network.ties.iter().filter(|tie| tie.one < drawn && tie.other < drawn) {
                (lines(tie, &places, strongest))
            }
            @for (node, (x, y)) in network.nodes.iter().zip(&places) {
                g class=(party_class(node.party)) {
                    circle.node cx=(at(*x)) cy=(at(*y)) r="9" { title { (Line(&node.name)) ": " (count(node.positions, "position")) } }
                    text x=(at(x + away(x - MIDDLE.0) * 15.0)) y=(at(y + if (x - MIDDLE.0).abs() < 40.0 { (y - MIDDLE.1).signum() * 22.0 + 4.0 } else { 5.0 }))
                        text-anchor=(anchor(x - MIDDLE.0)) { (Line(&node.name)) }
                }
            }
        }
    }
}

/// The lines of a pair, side by side: agreement on one side of the middle, conflict on the other.
fn lines(tie: &NetworkTie, places: &[(f64, f64)], strongest: f64) -> Markup {
    let ((x1, y1), (x2, y2)) = (places[tie.one], places[tie.other]);
    let length = (x2 - x1).hypot(y2 - y1).max(1e-9);
    let width = |value: f64| 1.0 + 7.0 * value / strongest;
    let gap = (width(tie.congruence) + width(tie.conflict)) / 4.0 + 1.0;
    let (nx, ny) = (-(y2 - y1) / length * gap, (x2 - x1) / length * gap);
    let both = tie.congruence > 0.0 && tie.conflict > 0.0;
    let (nx, ny) = if both { (nx, ny) } else { (0.0, 0.0) };
    html! {
        @if tie.congruence > 0.0 {
            line.agree x1=(at(x1 + nx)) y1=(at(y1 + ny)) x2=(at(x2 + nx)) y2=(at(y2 + ny)) stroke-width=(at(width(tie.congruence))) {}
        }
        @if tie.conflict > 0.0 {
            line.dispute x1=(at(x1 - nx)) y1=(at(y1 - ny)) x2=(at(x2 - nx)) y2=(at(y2 - ny)) stroke-width=(at(width(tie.conflict))) {}
        }
    }
}

/// The places lie on an ellipse, the first one at its left.
fn place(i: usize, n: usize) -> (f64, f64) {
    let angle = std::f64::consts::TAU * count_of(i) / count_of(n.max(1)) + std::f64::consts::PI;
    (MIDDLE.0 + 1.25 * RADIUS * angle.cos(), MIDDLE.1 + RADIUS * angle.sin())
}

fn count_of(n: usize) -> f64 {
    f64::from(u32::try_from(n).expect("few parties are drawn"))
}

/// Coordinates with one decimal, so that the page is the same on every machine.
fn at(value: f64) -> String {
    figure(value)
}

fn away(dx: f64) -> f64 {
    if dx.abs() < 40.0 { 0.0 } else { dx.signum() }
}

fn anchor(dx: f64) -> &'static str {
    if dx.abs() < 40.0 {
        "middle"
    } else if dx > 0.0 {
        "start"
    } else {
        "end"
    }
}
