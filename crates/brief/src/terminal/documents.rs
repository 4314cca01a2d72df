//! The table of `documents`.

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use super::table::{Column, Shape, draw};
use crate::shown::shown_on_one_line;
use crate::tables::DocumentRow;
use crate::wording::{grouped, short_day};

/// Draws the table of documents, in the order given. What is not known is `–`.
pub fn documents(rows: &[DocumentRow], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    let columns = [
        Column { head: "published", shape: Shape::Short, style: QUIET },
        Column { head: "statements", shape: Shape::Number, style: PLAIN },
        Column { head: "words", shape: Shape::Number, style: QUIET },
        Column { head: "outlet", shape: Shape::Text, style: PLAIN },
        Column { head: "document", shape: Shape::Text, style: STRONG },
    ];
    let known = |value: &Option<String>| value.as_deref().map_or("–".to_owned(), shown_on_one_line);
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.published.map_or("–".to_owned(), short_day),
                grouped(row.statements),
                grouped(row.words),
                known(&row.outlet),
                document(row),
            ]
        })
        .collect();
    draw(&mut page, &columns, &cells);
    page.finish()
}

/// The name, which other commands take, and the title.
fn document(row: &DocumentRow) -> String {
    let name = shown_on_one_line(&row.doc);
    match &row.title {
        Some(title) => format!("{name} · {}", shown_on_one_line(title)),
        None => name,
    }
}
