//! Conflicts on the page: a graph of moves, and the states with what keeps everybody there.

use maud::{Markup, html};

use super::escape::{Line, Text};
use super::page::party_class;
use crate::votes_page::{ConflictView, MoveView, StateView};

/// With more states than this a graph shows nothing but lines.
const MOST_DRAWN: usize = 32;
/// With more moves neither.
const MOST_MOVES: usize = 300;
/// In larger conflicts only the states that last are listed.
const LISTED: usize = 60;
/// So many lines of a list are shown.
const LINES: usize = 30;

/// In units of the picture.
const SIDE: f64 = 560.0;
const NODE: f64 = 17.0;

pub(super) fn conflicts(conflicts: &[ConflictView]) -> Markup {
    html! {
        @for conflict in conflicts {
            h3.table-title { "Moves and counter-moves: " (Line(&conflict.name)) }
            p.quiet {
                "A state lasts if nobody has a reason to leave it. Nash: nobody can better itself by a move of its own. "
                "SEQ: whoever could would be answered by others to their own advantage, and would end no better. SMR and "
                "GMR: it could be answered so at any cost (SMR: with no escape), so only the cautious stay."
            }
            @if !conflict.now.is_empty() { p.answer { (Text(&conflict.now)) } }
            (graph(conflict))
            (states(conflict))
            @if !conflict.joint.is_empty() {
                h4 { "What no one gains alone, some gain together" }
                ul.joint { @for sentence in conflict.joint.iter().take(LINES) { li { (Text(sentence)) } } }
                @if conflict.joint.len() > LINES { p.quiet { "and " (conflict.joint.len() - LINES) " more" } }
            }
        }
    }
}

/// States on a circle, moves as arrows in the colour of the mover: whole where they better it, broken where not.
pub(super) fn graph(conflict: &ConflictView) -> Markup {
    let count = conflict.states.len();
    if !(2..=MOST_DRAWN).contains(&count) || conflict.moves.len() > MOST_MOVES {
        return html! { p.quiet { "There are too many states and moves for a picture; the table has them." } };
    }
    let places: Vec<Point> = (0..count).map(|at| on_circle(at, count)).collect();
    html! {
        figure.moves {
            svg viewBox={ "0 0 " (SIDE) " " (SIDE) } role="img"
                aria-label={ "Moves between the states of " (Line(&conflict.name)) "; the table below tells the same" } {
                @for step in &conflict.moves { (arrow(conflict, &places, step)) }
                @for (state, at) in conflict.states.iter().zip(&places) {
                    g.state.lasts[!state.stable.is_empty()].now[state.is_now] {
                        title { (Line(&state.name)) ": " (Line(&state.in_words)) }
                        circle cx=(figure(at.x)) cy=(figure(at.y)) r=(NODE) {}
                        @if !state.stable.is_empty() { circle.inner cx=(figure(at.x)) cy=(figure(at.y)) r=(NODE - 4.0) {} }
                        text x=(figure(at.x)) y=(figure(at.y + 4.0)) { (Line(&brief_name(&state.name))) }
                    }
                }
            }
            figcaption.quiet {
                @for (at, maker) in conflict.makers.iter().enumerate() {
                    span { span.dot.{ (party_class(Some(at))) } {} (Line(maker)) } " "
                }
                "– arrows are moves, in the colour of the mover: a whole line betters it, a broken one does not. A state with a double ring lasts."
                @if conflict.states.iter().any(|state| state.is_now) { " The filled state is the present one." }
            }
        }
    }
}

/// What fits into a node.
fn brief_name(name: &str) -> String {
    name.chars().take(4).collect()
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    /// From here so far towards there.
    fn towards(self, there: Point, far: f64) -> Point {
        let (x, y) = (there.x - self.x, there.y - self.y);
        let length = x.hypot(y).max(1.0);
        Point { x: self.x + x / length * far, y: self.y + y / length * far }
    }
}

fn on_circle(at: usize, count: usize) -> Point {
    let angle = std::f64::consts::TAU * at as f64 / count as f64 - std::f64::consts::FRAC_PI_2;
    let (middle, radius) = (SIDE / 2.0, SIDE / 2.0 - NODE - 6.0);
    Point { x: middle + radius * angle.cos(), y: middle + radius * angle.sin() }
}

fn arrow(conflict: &ConflictView, places: &[Point], step: &MoveView) -> Markup {
    let (from, to) = (places[step.from], places[step.to]);
    // Bent to its own right, so that a way and the way back lie apart; each mover a little further.
    let bend = 16.0 + 12.0 * step.maker as f64;
    let middle = Point { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) };
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y).max(1.0);
    let over = Point { x: middle.x - y / length * bend, y: middle.y + x / length * bend };
    let start = from.towards(over, NODE + 1.0);
    let end = to.towards(over, NODE + 1.0);
    let back = end.towards(over, 9.0);
    let (left, right) = sides(back, end);
    let who = &conflict.makers[step.maker];
    let (from, to) = (&conflict.states[step.from].name, &conflict.states[step.to].name);
    let what = if step.improves { "betters itself" } else { "does not better itself" };
    html! {
        g.move.{ (party_class(Some(step.maker))) }.worse[!step.improves] {
            title { (Line(who)) ": " (Line(from)) " → " (Line(to)) ", " (what) }
            path d={
                "M" (figure(start.x)) " " (figure(start.y)) " Q" (figure(over.x)) " " (figure(over.y)) " "
                (figure(back.x)) " " (figure(back.y))
            } {}
            polygon points={
                (figure(end.x)) "," (figure(end.y)) " " (figure(left.x)) "," (figure(left.y)) " "
                (figure(right.x)) "," (figure(right.y))
            } {}
        }
    }
}

/// The two back corners of an arrow head.
fn sides(back: Point, tip: Point) -> (Point, Point) {
    let (x, y) = (tip.x - back.x, tip.y - back.y);
    let length = x.hypot(y).max(1.0);
    let (across, up) = (-y / length * 4.0, x / length * 4.0);
    (Point { x: back.x + across, y: back.y + up }, Point { x: back.x - across, y: back.y - up })
}

/// One digit after the point, the same on every machine.
fn figure(value: f64) -> String {
    format!("{value:.1}")
}

fn states(conflict: &ConflictView) -> Markup {
    let small = conflict.states.len() <= LISTED;
    let shown = conflict.states.iter().filter(|state| small || state.is_now || !state.stable.is_empty());
    html! {
        @if !conflict.options.is_empty() {
            p.quiet {
                "Letters stand for options in this order, Y taken up, N left: "
                @for (at, (says, maker)) in conflict.options.iter().enumerate() {
                    @if at > 0 { "; " }
                    (Line(&conflict.makers[*maker])) ": " (Line(says))
                }
                "."
            }
        }
        div.scroll tabindex="0" role="region" aria-label={ "States of " (Line(&conflict.name)) } {
            table.grid {
                thead {
                    tr {
                        th.short scope="col" { "State" }
                        @if !conflict.options.is_empty() { th.short scope="col" { "Options" } }
                        th scope="col" { "In words" }
                        th scope="col" { "Lasts by" }
                        th scope="col" { "Why each stays or goes" }
                    }
                }
                tbody { @for state in shown.take(LISTED) { (row(conflict, state)) } }
            }
        }
        @if !small { p.quiet { "Only states that last by some measure are listed." } }
    }
}

fn row(conflict: &ConflictView, state: &StateView) -> Markup {
    let leaving = conflict.makers.iter().zip(&state.stands).filter(|(_, (stable, _))| stable.is_empty());
    let leaving: Vec<&str> = leaving.map(|(maker, _)| maker.as_str()).collect();
    html! {
        tr {
            th scope="row" { (Line(&state.name)) @if state.is_now { span.detail { "now" } } }
            @if !conflict.options.is_empty() { td { (state.pattern) } }
            td { (Text(&state.in_words)) }
            td { @if state.stable.is_empty() { "–" } @else { (state.stable.join(", ")) } }
            td.wide {
                details {
                    summary {
                        @if leaving.is_empty() { "nobody leaves" } @else { (Line(&leaving.join(", "))) " would leave" }
                    }
                    ul.reasons { @for (_, in_words) in &state.stands { li { (Text(in_words)) } } }
                }
            }
        }
    }
}
