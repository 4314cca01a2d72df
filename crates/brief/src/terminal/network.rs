//! The network of parties as a table.

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::network::NetworkView;
use crate::shown::shown_on_one_line;

/// Draws who agrees with whom: a line for each pair, the strongest tie first.
pub fn network(view: &NetworkView, options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    let columns = [
        Column { head: "pair", shape: Shape::Text, style: STRONG },
        Column { head: "agree", shape: Shape::Number, style: PLAIN },
        Column { head: "conflict", shape: Shape::Number, style: PLAIN },
        Column { head: "net", shape: Shape::Number, style: QUIET },
        Column { head: "disagree on", shape: Shape::Text, style: QUIET },
    ];
    let number = |value: f64| format!("{:.2}", (value * 100.0).round() / 100.0 + 0.0);
    let cells: Vec<Vec<String>> = view
        .ties
        .iter()
        .map(|tie| {
            let pair = format!("{} – {}", view.nodes[tie.one].name, view.nodes[tie.other].name);
            vec![
                shown_on_one_line(&pair),
                number(tie.congruence),
                number(tie.conflict),
                number(tie.net()),
                shown_on_one_line(&tie.disputed.join("; ")),
            ]
        })
        .collect();
    draw(&mut page, &columns, &cells);
    page.finish()
}
