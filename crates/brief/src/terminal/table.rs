//! Rows and columns.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::ink::{PLAIN, Page, QUIET, wrap};

/// A column.
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) shape: Shape,
    pub(super) style: Style,
}

/// How a column fills its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As wide as its widest cell, at the right: numbers.
    Number,
    /// As wide as its widest cell: dates, short names.
    Short,
    /// Takes its share of what the others leave; its cells are wrapped.
    Text,
}

const BETWEEN: usize = 2;
const NARROWEST_TEXT: usize = 8;

/// Draws the rows under the heads. Cells are plain text on one line, already made visible.
pub(super) fn draw(page: &mut Page, columns: &[Column], rows: &[Vec<String>]) {
    let widths = widths(page.width, columns, rows);
    let heads: Vec<String> = columns.iter().map(|column| column.head.to_owned()).collect();
    let quiet: Vec<Style> = columns.iter().map(|_| QUIET).collect();
    row(page, columns, &widths, &quiet, &heads);
    let styles: Vec<Style> = columns.iter().map(|column| column.style).collect();
    for cells in rows {
        row(page, columns, &widths, &styles, cells);
    }
}

fn row(page: &mut Page, columns: &[Column], widths: &[usize], styles: &[Style], cells: &[String]) {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for i in 0..height {
        let mut pieces: Vec<(Style, String)> = Vec::new();
        for (((column, width), style), lines) in columns.iter().zip(widths).zip(styles).zip(&wrapped) {
            let text = lines.get(i).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(text.width()));
            let between = " ".repeat(if pieces.is_empty() { 0 } else { BETWEEN });
            let (before, after) = match column.shape {
                Shape::Number => (format!("{between}{space}"), String::new()),
                Shape::Short | Shape::Text => (between, space),
            };
            pieces.extend([(PLAIN, before), (*style, text.to_owned()), (PLAIN, after)]);
        }
        let pieces: Vec<(Style, &str)> = pieces.iter().map(|(style, text)| (*style, text.as_str())).collect();
        page.line(&pieces);
    }
}

fn widths(page: usize, columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let natural: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            rows.iter()
                .filter_map(|row| row.get(i))
                .map(|cell| cell.width())
                .chain([column.head.width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let is_text = |i: &usize| columns[*i].shape == Shape::Text;
    let rigid: usize = (0..columns.len()).filter(|i| !is_text(i)).map(|i| natural[i]).sum();
    let mut left = page.saturating_sub(rigid + BETWEEN * columns.len().saturating_sub(1));
    let mut texts: Vec<usize> = (0..columns.len()).filter(is_text).collect();
    // The narrow ones first: what they do not need goes to the wide ones.
    texts.sort_by_key(|i| natural[*i]);
    let mut widths = natural.clone();
    for (done, i) in texts.iter().enumerate() {
        let share = left / (texts.len() - done);
        widths[*i] = natural[*i].min(share.max(NARROWEST_TEXT));
        left = left.saturating_sub(widths[*i]);
    }
    widths
}
