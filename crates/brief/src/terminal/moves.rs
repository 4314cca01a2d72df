//! Conflicts: which states last, and why.

use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::shown::shown_on_one_line as line;
use crate::votes_page::{ConflictView, StateView};

/// So many lines of a list are shown.
const LINES: usize = 10;
/// In larger conflicts only the states that last are listed.
const LISTED: usize = 40;

pub(super) fn conflicts(page: &mut Page, conflicts: &[ConflictView]) {
    for conflict in conflicts {
        page.heading(&format!("Moves and counter-moves: {}", line(&conflict.name)));
        page.paragraph(
            0,
            QUIET,
            "A state lasts if nobody has a reason to leave it. Nash: nobody can better itself by a move of its own. SEQ: \
             whoever could would be answered by others to their own advantage, and would end no better. SMR and GMR: it could \
             be answered so at any cost (SMR: with no escape), so only the cautious stay.",
        );
        draw_conflict(page, conflict);
    }
}

fn draw_conflict(page: &mut Page, conflict: &ConflictView) {
    if !conflict.now.is_empty() {
        page.paragraph(0, PLAIN, &line(&conflict.now));
    }
    if !conflict.options.is_empty() {
        let named =
            conflict.options.iter().map(|(says, maker)| format!("{}: {}", conflict.makers[*maker], says));
        let named = named.collect::<Vec<_>>().join(" | ");
        page.paragraph(
            0,
            QUIET,
            &format!("Letters stand for options, Y taken up, N left: {}.", line(&named)),
        );
    }
    let mut columns = vec![Column { head: "state", shape: Shape::Short, style: STRONG }];
    if !conflict.options.is_empty() {
        columns.push(Column { head: "options", shape: Shape::Short, style: PLAIN });
    }
    for head in ["in words", "lasts by", "who would leave"] {
        columns.push(Column { head, shape: Shape::Text, style: PLAIN });
    }
    let small = conflict.states.len() <= LISTED;
    let shown: Vec<&StateView> =
        conflict.states.iter().filter(|state| small || state.is_now || !state.stable.is_empty()).collect();
    let row = |state: &&StateView| -> Vec<String> {
        let leaving = conflict.makers.iter().zip(&state.stands).filter(|(_, (stable, _))| stable.is_empty());
        let leaving: Vec<String> = leaving.map(|(maker, _)| line(maker)).collect();
        let now = if state.is_now { "→ " } else { "" };
        let pattern = (!conflict.options.is_empty()).then(|| state.pattern.clone());
        let rest = [line(&state.in_words), or_dash(state.stable.join(", ")), or_dash(leaving.join(", "))];
        [format!("{now}{}", line(&state.name))].into_iter().chain(pattern).chain(rest).collect()
    };
    draw(page, &columns, &shown.iter().map(row).collect::<Vec<_>>());
    if !small {
        page.paragraph(0, QUIET, "Only states that last by some measure are listed; --json has all.");
    }
    let rests = conflict.states.iter().filter(|state| !state.stable.is_empty() || state.is_now);
    for state in rests.take(LINES) {
        page.blank();
        page.words(0, &[(STRONG, line(&state.name)), (PLAIN, line(&state.in_words))]);
        for (_, in_words) in &state.stands {
            page.paragraph(2, PLAIN, &line(in_words));
        }
    }
    if !conflict.joint.is_empty() {
        page.blank();
        page.paragraph(0, QUIET, "What no one gains alone, some gain together:");
        for sentence in conflict.joint.iter().take(LINES) {
            page.paragraph(2, PLAIN, &format!("· {}", line(sentence)));
        }
        if conflict.joint.len() > LINES {
            page.paragraph(
                2,
                QUIET,
                &format!("… and {} more; --json lists all", conflict.joint.len() - LINES),
            );
        }
    }
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
