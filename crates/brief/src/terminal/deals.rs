//! An analysis of deals.

use anstyle::Style;

use super::TerminalOptions;
use super::ink::{FOUND, PLAIN, Page, QUIET, STRONG};
use super::moves::conflicts;
use super::table::{Column, Shape, draw};
use super::votes::councils;
use crate::deals_page::sampled;
use crate::deals_page::{
    DealsPage, EvidenceView, HOW_COUNTED, NO_CHANGE, PackageView, ProposalView, QuestionView,
};
use crate::shown::shown_on_one_line;

/// So many pieces of evidence are shown for a reason; the page and `--json` have more.
const EVIDENCE: usize = 2;
/// So many lines of a list are shown.
const LINES: usize = 12;

/// Draws an analysis of deals: the answer first, then what it rests on.
pub fn deals(view: &DealsPage, options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    if !view.title.is_empty() {
        page.words(0, &[(STRONG, line(&view.title))]);
    }
    if !view.description.is_empty() {
        page.paragraph(0, QUIET, &line(&view.description));
    }
    page.heading("In short");
    for sentence in &view.in_short {
        page.paragraph(0, PLAIN, &line(sentence));
    }
    if !view.silent.is_empty() {
        let names = view.silent.iter().map(|name| line(name)).collect::<Vec<_>>().join(", ");
        page.paragraph(0, QUIET, &format!("Nothing is known of: {names}. Silence is not a position."));
    }
    way_out(&mut page, view);
    proposals(&mut page, view);
    room(&mut page, view);
    questions(&mut page, view);
    councils(&mut page, &view.councils, &view.guarantees);
    conflicts(&mut page, &view.conflicts);
    page.finish()
}

fn line(text: &str) -> String {
    shown_on_one_line(text)
}

fn way_out(page: &mut Page, view: &DealsPage) {
    if view.knots.is_empty() {
        return;
    }
    page.heading("What stands in the way");
    for (at, knot) in view.knots.iter().enumerate() {
        if view.knots.len() > 1 {
            page.blank();
            page.line(&[(STRONG, &format!("Knot {}", at + 1))]);
        }
        page.paragraph(0, QUIET, "These cannot hold together:");
        for conflict in knot.conflicts.iter().take(LINES) {
            page.paragraph(2, PLAIN, &format!("· {}", line(conflict)));
        }
        more(page, knot.conflicts.len());
        page.paragraph(0, QUIET, "Ways out, the cheapest first; the figure is how hard they are together:");
        for (words, weight) in knot.concessions.iter().take(LINES) {
            page.paragraph(2, PLAIN, &format!("{weight:>4}  {}", line(words)));
        }
        more(page, knot.concessions.len());
        if !knot.complete {
            page.paragraph(2, QUIET, "There may be more: the search was cut short.");
        }
    }
    if view.knots.len() > 1 {
        page.blank();
        page.paragraph(
            0,
            QUIET,
            "The knots have nothing to do with one another: a deal needs a way out of each.",
        );
    }
}

fn more(page: &mut Page, all: usize) {
    if all > LINES {
        page.paragraph(2, QUIET, &format!("… and {} more; --json lists all", all - LINES));
    }
}

fn proposals(page: &mut Page, view: &DealsPage) {
    if view.proposals.is_empty() {
        return;
    }
    page.heading("Proposals");
    let columns: Vec<Column> = [
        ("proposal", STRONG),
        ("accepted", PLAIN),
        ("conditional", PLAIN),
        ("unknown", QUIET),
        ("refused", PLAIN),
    ]
    .map(|(head, style)| Column { head, shape: Shape::Text, style })
    .into();
    let row = |proposal: &ProposalView| {
        let who = |verdict: &str| {
            let of = view.parties.iter().zip(&proposal.cells).filter(|(_, cell)| cell.verdict == verdict);
            let names: Vec<String> = of.map(|(party, _)| line(party)).collect();
            if names.is_empty() { "–".to_owned() } else { names.join(", ") }
        };
        let cells = ["accepted", "conditional", "unknown", "refused"].map(who);
        [vec![line(&proposal.name)], cells.to_vec()].concat()
    };
    draw(page, &columns, &view.proposals.iter().map(row).collect::<Vec<_>>());
    for proposal in &view.proposals {
        reasons(page, view, proposal);
    }
}

fn reasons(page: &mut Page, view: &DealsPage, proposal: &ProposalView) {
    page.blank();
    let by = if proposal.by.is_empty() {
        String::new()
    } else {
        format!("– put forward by {}", line(&proposal.by))
    };
    page.words(0, &[(STRONG, line(&proposal.name)), (QUIET, by)]);
    if !proposal.forbidden.is_empty() {
        page.paragraph(2, PLAIN, &line(&proposal.forbidden));
    }
    for (party, cell) in view.parties.iter().zip(&proposal.cells) {
        page.words(
            2,
            &[(PLAIN, format!("{}:", line(party))), (verdict(cell.verdict), cell.verdict.to_owned())],
        );
        for reason in
            cell.reasons.iter().filter(|reason| reason.verdict != "accepted" || cell.reasons.len() < 4)
        {
            page.paragraph(4, PLAIN, &format!("{} {}", mark(reason.verdict), line(&reason.words)));
            for evidence in reason.evidence.iter().take(EVIDENCE) {
                page.paragraph(8, QUIET, &source(evidence));
            }
        }
        if !cell.changes.is_empty() {
            page.paragraph(4, PLAIN, &format!("It could accept with: {}", line(&cell.changes.join("; "))));
        } else if cell.verdict == "refused" {
            page.paragraph(4, PLAIN, NO_CHANGE);
        }
    }
    match &proposal.changes_for_all {
        Some(changes) if changes.is_empty() => {
            page.paragraph(2, PLAIN, "Nobody's certain red line stands against it as it is.");
        }
        Some(changes) => {
            page.paragraph(2, PLAIN, &format!("For everybody it would need: {}", line(&changes.join("; "))));
        }
        None => page.paragraph(2, PLAIN, "No change of its terms makes it acceptable to everybody."),
    }
}

fn source(evidence: &EvidenceView) -> String {
    if evidence.place.is_empty() {
        line(&evidence.words)
    } else {
        format!("“{}” – {}", line(&evidence.words), line(&evidence.place))
    }
}

fn verdict(name: &str) -> Style {
    match name {
        "refused" => FOUND,
        "accepted" => STRONG,
        _ => PLAIN,
    }
}

/// A sign that needs no colour.
fn mark(verdict: &str) -> &'static str {
    match verdict {
        "accepted" => "+",
        "refused" => "−",
        "conditional" => "if",
        _ => "?",
    }
}

fn room(page: &mut Page, view: &DealsPage) {
    if view.counts.is_empty() {
        return;
    }
    page.heading("Packages");
    for (what, count) in &view.counts {
        page.ends(2, (PLAIN, &line(what)), (STRONG, &line(count)));
    }
    if !view.marked.is_empty() {
        page.blank();
        let zero = view
            .bargaining
            .iter()
            .zip(&view.zero)
            .map(|(party, zero)| format!("{} {zero}", line(&view.parties[*party])));
        let zero = zero.collect::<Vec<_>>().join(", ");
        page.paragraph(0, QUIET, &format!("Packages that stand out. Without a deal: {zero}."));
        packages(page, view, &view.marked);
        page.blank();
        let mut told: Vec<&str> = Vec::new();
        for package in &view.marked {
            for about in package.about.lines() {
                if !told.contains(&about) {
                    told.push(about);
                    page.paragraph(2, QUIET, about);
                }
            }
        }
    }
    let listed = &view.listed;
    if !listed.is_empty() {
        page.blank();
        page.paragraph(0, QUIET, "All packages that everybody can accept:");
        packages(page, view, listed);
    }
    match &view.frontier {
        Some(points) if points.len() > 1 && view.listed.is_empty() => {
            page.blank();
            page.paragraph(
                0,
                QUIET,
                "The frontier: from each of these, nobody can get more unless somebody gets less:",
            );
            packages(page, view, &points[..points.len().min(LINES)]);
            more(page, points.len());
        }
        None if !view.bargaining.is_empty() && !view.marked.is_empty() => {
            page.blank();
            page.paragraph(0, QUIET, &sampled(view.frontier_sample.len()));
            let shown = view.frontier_sample.len().min(LINES);
            packages(page, view, &view.frontier_sample[..shown]);
            more(page, view.frontier_sample.len());
        }
        _ => {}
    }
}

fn packages(page: &mut Page, view: &DealsPage, packages: &[PackageView]) {
    let named = packages.iter().any(|package| !package.name.is_empty());
    let mut columns = Vec::new();
    if named {
        columns.push(Column { head: "what", shape: Shape::Text, style: STRONG });
    }
    columns.push(Column { head: "package", shape: Shape::Text, style: PLAIN });
    if !view.bargaining.is_empty() {
        columns.push(Column { head: "worth", shape: Shape::Text, style: PLAIN });
    }
    let rows: Vec<Vec<String>> = packages
        .iter()
        .map(|package| {
            let mut row = Vec::new();
            if named {
                let cut = if package.proved { "" } else { " (best found; not proved)" };
                row.push(format!("{}{cut}", line(&package.name)));
            }
            row.push(if package.outcomes.is_empty() {
                "there is none".to_owned()
            } else {
                line(&package.outcomes)
            });
            if !view.bargaining.is_empty() {
                let worth = view.bargaining.iter().zip(&package.worth);
                let worth: Vec<String> =
                    worth.map(|(party, worth)| format!("{} {worth}", line(&view.parties[*party]))).collect();
                row.push(worth.join(", "));
            }
            row
        })
        .collect();
    draw(page, &columns, &rows);
}

/// "25 % (0 of 2)".
fn likely(question: &QuestionView) -> String {
    if question.counted.is_empty() {
        question.probability.clone()
    } else {
        format!("{} ({})", question.probability, question.counted)
    }
}

fn questions(page: &mut Page, view: &DealsPage) {
    if view.questions.is_empty() {
        return;
    }
    page.heading("What is not known");
    if !view.supposed.is_empty() {
        page.paragraph(0, PLAIN, &line(&view.supposed));
    }
    page.paragraph(
        0,
        QUIET,
        "Silence is neither yes nor no. The first line is the one most worth finding out: to know it is expected to move \
         the probability of a deal by as much as it “tells”.",
    );
    if view.questions.iter().any(|question| !question.counted.is_empty()) {
        page.paragraph(0, QUIET, HOW_COUNTED);
    }
    let columns = [
        Column { head: "party", shape: Shape::Text, style: STRONG },
        Column { head: "may insist on", shape: Shape::Text, style: PLAIN },
        Column { head: "how likely", shape: Shape::Number, style: PLAIN },
        Column { head: "deal if so", shape: Shape::Number, style: PLAIN },
        Column { head: "if not", shape: Shape::Number, style: PLAIN },
        Column { head: "tells", shape: Shape::Number, style: PLAIN },
    ];
    let known = |cell: &String| if cell.is_empty() { "–".to_owned() } else { line(cell) };
    let rows: Vec<Vec<String>> = view
        .questions
        .iter()
        .take(LINES)
        .map(|q| {
            let likely = likely(q);
            [&q.party, &q.line, &likely, &q.held, &q.dropped, &q.value].map(known).to_vec()
        })
        .collect();
    draw(page, &columns, &rows);
    more(page, view.questions.len());
    if !view.spoilers.is_empty() {
        page.blank();
        page.paragraph(0, QUIET, "There is no deal if the parties insist on all of:");
        for spoiler in view.spoilers.iter().take(LINES) {
            page.paragraph(2, PLAIN, &format!("· {}", line(spoiler)));
        }
        more(page, view.spoilers.len());
    }
}
