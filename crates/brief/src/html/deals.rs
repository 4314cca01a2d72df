//! An analysis of deals on the page.

use maud::{Markup, html};

use super::escape::{Line, Text};
use super::moves::conflicts;
use super::page::party_class;
use super::votes::councils;
use crate::deals_page::{
    DealsPage, EvidenceView, HOW_COUNTED, KnotView, NO_CHANGE, PackageView, ProposalView, QuestionView,
    ReasonView, VerdictView, sampled,
};

/// So many lines of a list are shown.
const LINES: usize = 40;
/// So many pairs of parties get a plot.
const PLOTS: usize = 3;

/// The section on deals.
pub(super) fn section(view: &DealsPage) -> Markup {
    html! {
        section #deals.deals aria-labelledby="deals-title" {
            h2 #deals-title { "Deals" }
            @for sentence in &view.in_short { p.answer { (Text(sentence)) } }
            @if !view.silent.is_empty() {
                p.quiet { "Nothing is known of " (Line(&view.silent.join(", "))) ". Silence is not a position." }
            }
            @if !view.proposals.is_empty() { (proposals(view)) }
            @if !view.knots.is_empty() { (way_out(view)) }
            @if !view.counts.is_empty() { (packages(view)) }
            @if !view.questions.is_empty() { (questions(view)) }
            (councils(&view.councils, &view.guarantees))
            (conflicts(&view.conflicts))
        }
    }
}

/// Who accepts what: each cell opens its reasons and their evidence.
fn proposals(view: &DealsPage) -> Markup {
    html! {
        h3 #proposals-title.table-title { "Proposals" }
        p.quiet { "Each cell opens what decides it, and the words behind that." }
        div.scroll tabindex="0" role="region" aria-labelledby="proposals-title" {
            table.grid {
                thead {
                    tr {
                        th scope="col" { "Proposal" }
                        @for (at, party) in view.parties.iter().enumerate() {
                            th scope="col" { span.dot.{ (party_class(Some(at))) } {} (Line(party)) }
                        }
                        th scope="col" { "For everybody it would need" }
                    }
                }
                tbody { @for proposal in &view.proposals { (row(view, proposal)) } }
            }
        }
    }
}

fn row(view: &DealsPage, proposal: &ProposalView) -> Markup {
    html! {
        tr {
            th scope="row" {
                (Line(&proposal.name))
                @if !proposal.by.is_empty() { span.detail { "by " (Line(&proposal.by)) } }
            }
            @if proposal.cells.is_empty() {
                td colspan=(view.parties.len()) { (Text(&proposal.forbidden)) }
            }
            @for cell in &proposal.cells { td { (verdict(cell)) } }
            td {
                @match &proposal.changes_for_all {
                    Some(changes) if changes.is_empty() => "no change",
                    Some(changes) => (Text(&changes.join("; "))),
                    None => "no change of its terms would do",
                }
            }
        }
    }
}

fn verdict(cell: &VerdictView) -> Markup {
    let name = html! { span.verdict.{ "v-" (cell.verdict) } { (cell.verdict) } };
    html! {
        @if cell.reasons.is_empty() {
            (name)
        } @else {
            details {
                summary { (name) }
                ul.reasons { @for reason in &cell.reasons { (because(reason)) } }
                @if !cell.changes.is_empty() {
                    p.detail { "It could accept with: " (Text(&cell.changes.join("; "))) }
                } @else if cell.verdict == "refused" {
                    p.detail { (NO_CHANGE) }
                }
            }
        }
    }
}

fn because(reason: &ReasonView) -> Markup {
    html! {
        li {
            span.verdict.{ "v-" (reason.verdict) } { (reason.verdict) } " " (Text(&reason.words))
            @for evidence in &reason.evidence { (source(evidence)) }
        }
    }
}

fn source(evidence: &EvidenceView) -> Markup {
    html! {
        span.detail {
            @if evidence.place.is_empty() {
                (Text(&evidence.words))
            } @else {
                q { (Text(&evidence.words)) } " "
                @match &evidence.statement {
                    Some(id) => a href={ "#s-" (Line(id)) } { (Line(&evidence.place)) },
                    None => (Line(&evidence.place)),
                }
            }
        }
    }
}

fn way_out(view: &DealsPage) -> Markup {
    html! {
        h3.table-title { "What stands in the way" }
        @if view.knots.len() > 1 {
            p.quiet { "These knots have nothing to do with one another: a deal needs a way out of each." }
        }
        @for knot in &view.knots { (untie(knot)) }
    }
}

fn untie(knot: &KnotView) -> Markup {
    html! {
        div.knot {
            div {
                h4 { "These cannot hold together" }
                ul { @for conflict in knot.conflicts.iter().take(LINES) { li { (Text(conflict)) } } }
                (more(knot.conflicts.len()))
            }
            div {
                h4 { "Ways out, the cheapest first" }
                ol.ways {
                    @for (words, weight) in knot.concessions.iter().take(LINES) {
                        li { span.weight title="how hard it is" { (Line(weight)) } " " (Text(words)) }
                    }
                }
                (more(knot.concessions.len()))
                @if !knot.complete { p.quiet { "There may be more: the search was cut short." } }
            }
        }
    }
}

fn more(all: usize) -> Markup {
    html! { @if all > LINES { p.quiet { "and " (all - LINES) " more" } } }
}

fn packages(view: &DealsPage) -> Markup {
    html! {
        h3.table-title { "Packages" }
        dl.counts { @for (what, count) in &view.counts { div { dt { (Line(what)) } dd { (Line(count)) } } } }
        @if view.bargaining.len() > 1 { (plots(view)) }
        @if !view.marked.is_empty() {
            (table(view, "Packages that stand out", &view.marked))
            ul.quiet.legend { @for about in told(&view.marked) { li { (Line(about)) } } }
        }
        @if !view.listed.is_empty() {
            (table(view, "All packages that everybody can accept", &view.listed))
        }
        @match &view.frontier {
            Some(points) if points.len() > 1 && view.listed.is_empty() => {
                (table(view, "The frontier: nobody can get more unless somebody gets less", &points[..points.len().min(LINES)]))
                (more(points.len()))
            }
            None if !view.marked.is_empty() => {
                p.quiet { (sampled(view.frontier_sample.len())) }
                (table(view, "Some packages of the frontier", &view.frontier_sample[..view.frontier_sample.len().min(LINES)]))
                (more(view.frontier_sample.len()))
            }
            _ => {}
        }
    }
}

/// What explains the names, each sentence once.
fn told(packages: &[PackageView]) -> Vec<&str> {
    let mut told: Vec<&str> = Vec::new();
    for about in packages.iter().flat_map(|package| package.about.lines()) {
        if !told.contains(&about) {
            told.push(about);
        }
    }
    told
}

fn table(view: &DealsPage, title: &str, packages: &[PackageView]) -> Markup {
    let named = packages.iter().any(|package| !package.name.is_empty());
    html! {
        h4 { (title) }
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table.grid {
                thead {
                    tr {
                        @if named { th scope="col" { "What" } }
                        th scope="col" { "Package" }
                        @for party in &view.bargaining {
                            th.figure scope="col" {
                                span.dot.{ (party_class(Some(*party))) } {} (Line(&view.parties[*party]))
                            }
                        }
                    }
                }
                tbody {
                    @for package in packages {
                        tr {
                            @if named {
                                th scope="row" {
                                    (Line(&package.name))
                                    @if !package.proved { span.detail { "best found; not proved" } }
                                }
                            }
                            td.wide {
                                @if package.outcomes.is_empty() { "there is none" } @else { (Text(&package.outcomes)) }
                            }
                            @for worth in &package.worth { td.figure { (Line(worth)) } }
                        }
                    }
                }
                @if !view.zero.is_empty() {
                    tfoot {
                        tr {
                            @if named { td {} }
                            td { "without a deal" }
                            @for zero in &view.zero { td.figure { (Line(zero)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What the packages are worth to two parties at a time.
fn plots(view: &DealsPage) -> Markup {
    let count = view.bargaining.len();
    let pairs: Vec<(usize, usize)> =
        (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).take(PLOTS).collect();
    let all = count * (count - 1) / 2;
    html! {
        p.quiet {
            "Blue: the frontier, from where nobody can get more unless somebody gets less. Grey: other packages that everybody \
             can accept. Ringed: packages that stand out. ×: without a deal."
        }
        div.plots { @for (one, other) in pairs { (plot(view, one, other)) } }
        @if all > PLOTS { p.quiet { "Drawn are the first " (PLOTS) " of " (all) " pairs of parties." } }
    }
}

const SIDE: f64 = 240.0;
const EDGE: f64 = 34.0;
/// The part of a side that stays free beyond the outermost points.
const INSET: f64 = 0.08;

fn plot(view: &DealsPage, one: usize, other: usize) -> Markup {
    let frontier = view.frontier.as_deref().unwrap_or(&view.frontier_sample);
    let all =
        || frontier.iter().chain(&view.listed).chain(&view.marked).filter(|package| !package.at.is_empty());
    let zero = |at: usize| view.zero_at.get(at).copied().flatten();
    let across = Axis::of(all().map(|package| package.at[one]).chain(zero(one)));
    let up = Axis::of(all().map(|package| package.at[other]).chain(zero(other)));
    let (Some(across), Some(up)) = (across, up) else { return html! {} };
    let place = |package: &PackageView| {
        (EDGE + across.share(package.at[one]) * SIDE, EDGE + (1.0 - up.share(package.at[other])) * SIDE)
    };
    let name = |at: usize| &view.parties[view.bargaining[at]];
    html! {
        figure.plot {
            svg viewBox={ "0 0 " (SIDE + 2.0 * EDGE) " " (SIDE + 2.0 * EDGE) } role="img"
                aria-label={ "What packages are worth to " (Line(name(one))) " and to " (Line(name(other))) } {
                rect.frame x=(EDGE) y=(EDGE) width=(SIDE) height=(SIDE) {}
                @if let (Some(here), Some(there)) = (zero(one), zero(other)) {
                    @let (x, y) = (EDGE + across.share(here) * SIDE, EDGE + (1.0 - up.share(there)) * SIDE);
                    path.zero d=(cross(x, y)) { title { "without a deal" } }
                }
                @for package in view.listed.iter().filter(|package| !package.at.is_empty()) {
                    @let (x, y) = place(package);
                    circle.listed cx=(figure(x)) cy=(figure(y)) r="3" { title { (Line(&package.outcomes)) } }
                }
                @for package in frontier {
                    @let (x, y) = place(package);
                    circle.point.refused[!package.acceptable] cx=(figure(x)) cy=(figure(y)) r="4" { title { (Line(&package.outcomes)) } }
                }
                @for (at, package) in view.marked.iter().enumerate().filter(|(_, package)| !package.at.is_empty()) {
                    @let (x, y) = place(package);
                    circle.marked cx=(figure(x)) cy=(figure(y)) r="6.5" { title { (Line(&package.name)) } }
                    text.number x=(figure(x + 8.0)) y=(figure(y - 7.0)) { (at + 1) }
                }
                text.axis x=(figure(EDGE + INSET * SIDE)) y=(SIDE + EDGE + 14.0) { (figure(across.low)) }
                text.axis.end x=(figure(EDGE + (1.0 - INSET) * SIDE)) y=(SIDE + EDGE + 14.0) { (figure(across.high)) }
                text.axis x=(EDGE) y=(SIDE + EDGE + 28.0) { "worth to " (Line(name(one))) " →" }
                text.axis.end x=(EDGE - 4.0) y=(figure(EDGE + (1.0 - INSET) * SIDE + 4.0)) { (figure(up.low)) }
                text.axis.end x=(EDGE - 4.0) y=(figure(EDGE + INSET * SIDE + 4.0)) { (figure(up.high)) }
                text.axis x=(EDGE) y=(EDGE - 10.0) { "↑ worth to " (Line(name(other))) }
            }
            figcaption.quiet {
                @for (at, package) in view.marked.iter().enumerate().filter(|(_, package)| !package.at.is_empty()) {
                    span { (at + 1) " " (Line(&package.name)) } " "
                }
            }
        }
    }
}

fn cross(x: f64, y: f64) -> String {
    let arm = 4.0;
    let [left, right, top, bottom] = [x - arm, x + arm, y - arm, y + arm].map(figure);
    format!("M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}")
}

/// From the least to the most that occurs.
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn of(values: impl Iterator<Item = f64>) -> Option<Axis> {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        (low <= high && low.is_finite() && high.is_finite()).then_some(Axis { low, high })
    }

    fn share(&self, value: f64) -> f64 {
        let width = self.high - self.low;
        if width > 0.0 { INSET + (1.0 - 2.0 * INSET) * (value - self.low) / width } else { 0.5 }
    }
}

/// At most two digits after the point, the same on every machine.
fn figure(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn questions(view: &DealsPage) -> Markup {
    html! {
        h3 #unknown-title.table-title { "What is not known" }
        @if !view.supposed.is_empty() { p { (Text(&view.supposed)) } }
        p.quiet {
            "Silence is neither yes nor no. The first line is the one most worth finding out: to know it is expected to move \
             the probability of a deal by as much as it “tells”."
        }
        @if view.questions.iter().any(|question| !question.counted.is_empty()) { p.quiet { (HOW_COUNTED) } }
        div.scroll tabindex="0" role="region" aria-labelledby="unknown-title" {
            table.grid {
                thead {
                    tr {
                        th scope="col" { "Party" } th scope="col" { "may insist on" }
                        th.figure scope="col" { "how likely" } th.figure scope="col" { "deal if so" }
                        th.figure scope="col" { "if not" } th.figure scope="col" { "tells" }
                    }
                }
                tbody { @for question in view.questions.iter().take(LINES) { (asked(question)) } }
            }
        }
        (more(view.questions.len()))
        @if !view.spoilers.is_empty() {
            h4 { "There is no deal if the parties insist on all of" }
            ul.spoilers { @for spoiler in view.spoilers.iter().take(LINES) { li { (Text(spoiler)) } } }
            (more(view.spoilers.len()))
        }
    }
}

fn asked(question: &QuestionView) -> Markup {
    html! {
        tr {
            th scope="row" { (Line(&question.party)) }
            td.wide { (Text(&question.line)) }
            td.figure {
                (or_dash(&question.probability))
                @if !question.counted.is_empty() { span.detail { (Line(&question.counted)) } }
            }
            @for figure in [&question.held, &question.dropped, &question.value] { td.figure { (or_dash(figure)) } }
        }
    }
}

fn or_dash(figure: &str) -> Markup {
    html! { @if figure.is_empty() { "–" } @else { (Line(figure)) } }
}
