//! Councils and guarantees.

use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::shown::shown_on_one_line as line;
use crate::votes_page::{CoalitionsView, CouncilView, GuaranteeView, SeatView};

/// So many lines of a list are shown.
const LINES: usize = 8;

pub(super) fn councils(page: &mut Page, councils: &[CouncilView], guarantees: &[GuaranteeView]) {
    if !councils.is_empty() {
        page.heading("Who can decide");
        page.paragraph(
            0,
            QUIET,
            "Two measures of how often a member tips the scale, exactly. Shapley–Shubik: of all orders in which the \
             members could come to agree, the share in which this one makes the majority. Banzhaf: its share in all cases \
             where one member's consent decides. Both say what the rule gives, not who persuades whom.",
        );
    }
    for council in councils {
        draw_council(page, council);
    }
    for guarantee in guarantees {
        draw_guarantee(page, guarantee);
    }
}

fn draw_council(page: &mut Page, council: &CouncilView) {
    page.blank();
    page.words(0, &[(STRONG, line(&council.name)), (QUIET, format!("– the rule: {}", line(&council.rule)))]);
    page.paragraph(2, PLAIN, &line(&council.about));
    let mut columns = vec![Column { head: "member", shape: Shape::Text, style: STRONG }];
    if !council.weights.is_empty() {
        columns.push(Column { head: "weight", shape: Shape::Short, style: PLAIN });
    }
    for (head, shape) in [
        ("Shapley–Shubik", Shape::Number),
        ("", Shape::Number),
        ("Banzhaf", Shape::Number),
        ("", Shape::Number),
        ("alone", Shape::Short),
    ] {
        columns.push(Column { head, shape, style: PLAIN });
    }
    let row = |seat: &SeatView| -> Vec<String> {
        let weights = council
            .weights
            .iter()
            .zip(&seat.weights)
            .map(|(kind, weight)| format!("{} {}", line(weight), line(kind)));
        let weights = (!council.weights.is_empty()).then(|| weights.collect::<Vec<_>>().join(", "));
        let figures = [&seat.shapley_shubik.1, &seat.shapley_shubik.0, &seat.banzhaf.1, &seat.banzhaf.0];
        let figures = figures.into_iter().map(|text| short(text)).chain([seat.role.to_owned()]);
        [line(&seat.name)].into_iter().chain(weights).chain(figures).collect()
    };
    draw(page, &columns, &council.rows.iter().map(row).collect::<Vec<_>>());
    coalitions(page, "Together they can decide:", &council.winning);
    coalitions(page, "Together they can stop any decision:", &council.blocking);
}

/// Exact fractions of large councils have hundreds of digits: `--json` and the page have them.
fn short(fraction: &str) -> String {
    if fraction.len() > 15 { "…".to_owned() } else { line(fraction) }
}

fn coalitions(page: &mut Page, title: &str, view: &CoalitionsView) {
    page.words(2, &[(PLAIN, title.to_owned()), (QUIET, view.count.clone())]);
    for (words, count) in view.kinds.iter().take(LINES) {
        let times = if count == "1" { String::new() } else { format!(" ({count} such)") };
        page.paragraph(4, PLAIN, &format!("· {}{times}", line(words)));
    }
    if view.kinds.len() > LINES {
        page.paragraph(
            4,
            QUIET,
            &format!("… and {} more lines; --json lists them", view.kinds.len() - LINES),
        );
    } else if !view.more.is_empty() {
        page.paragraph(4, QUIET, &view.more);
    }
}

fn draw_guarantee(page: &mut Page, guarantee: &GuaranteeView) {
    page.heading(&format!("Guarantee: {}", line(&guarantee.name)));
    page.paragraph(0, QUIET, &line(&guarantee.about));
    for (_, can_act, in_words) in &guarantee.rows {
        page.paragraph(
            2,
            if *can_act { PLAIN } else { STRONG },
            &format!("{} {}", if *can_act { "+" } else { "−" }, line(in_words)),
        );
    }
}
