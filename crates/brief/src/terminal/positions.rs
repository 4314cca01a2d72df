//! The table of `positions`.

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::shown::shown_on_one_line;
use crate::tables::PositionRow;
use crate::wording::grouped;

/// Draws the table of who stands where, in the order given. A cell without words of its own holder says 0 there; one that is
/// only guessed has a question mark.
pub fn positions(rows: &[PositionRow], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    let columns = [
        Column { head: "proposition", shape: Shape::Text, style: STRONG },
        Column { head: "party", shape: Shape::Short, style: PLAIN },
        Column { head: "stance", shape: Shape::Short, style: PLAIN },
        Column { head: "own words", shape: Shape::Number, style: PLAIN },
        Column { head: "others'", shape: Shape::Number, style: QUIET },
        Column { head: "latest", shape: Shape::Short, style: QUIET },
        Column { head: "in whose words", shape: Shape::Text, style: QUIET },
    ];
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                shown_on_one_line(row.sentence.as_deref().unwrap_or(&row.proposition)),
                shown_on_one_line(&row.holder),
                format!("{}{}", row.stance, if row.guess { "?" } else { "" }),
                grouped(row.first_hand),
                grouped(row.second_hand),
                row.latest.map_or("–".to_owned(), |latest| latest.date().to_string()),
                shown_on_one_line(&row.words),
            ]
        })
        .collect();
    draw(&mut page, &columns, &cells);
    page.finish()
}
