//! The table of `actors`.

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::shown::shown_on_one_line;
use crate::tables::ActorRow;
use crate::wording::grouped;

/// Draws the table of speakers, in the order given. What is not known is `–`.
pub fn actors(rows: &[ActorRow], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    let columns = [
        Column { head: "statements", shape: Shape::Number, style: PLAIN },
        Column { head: "documents", shape: Shape::Number, style: QUIET },
        Column { head: "speaker", shape: Shape::Text, style: STRONG },
        Column { head: "kind", shape: Shape::Short, style: QUIET },
        Column { head: "party", shape: Shape::Text, style: PLAIN },
        Column { head: "roles", shape: Shape::Text, style: QUIET },
    ];
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                grouped(row.statements),
                grouped(row.documents),
                shown_on_one_line(&row.name),
                row.kind.name().to_owned(),
                row.party.as_deref().map_or("–".to_owned(), shown_on_one_line),
                shown_on_one_line(&row.roles.join(", ")),
            ]
        })
        .collect();
    draw(&mut page, &columns, &cells);
    page.finish()
}
