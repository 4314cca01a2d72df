//! The hits of `search`.

use super::TerminalOptions;
use super::ink::{FOUND, PLAIN, Page, QUIET, STRONG};
use crate::shown::shown_on_one_line;
use crate::tables::SearchRow;
use crate::wording::short_day;

/// Draws each hit with the words around it. What was found is underlined, or stands in `[brackets]` where
/// there are no styles.
pub fn search(rows: &[SearchRow], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    for (i, row) in rows.iter().enumerate() {
        if i > 0 {
            page.blank();
        }
        let heading = shown_on_one_line(row.title.as_deref().unwrap_or(&row.doc));
        page.paragraph(0, STRONG, &heading);
        let said = row.speaker.as_deref().map(|speaker| format!("{}: ", shown_on_one_line(speaker)));
        let mut pieces: Vec<(anstyle::Style, String)> = said.into_iter().map(|said| (PLAIN, said)).collect();
        for piece in &row.snippet {
            let words = shown_on_one_line(&piece.text);
            match (piece.hit, options.colour) {
                (true, true) => pieces.push((FOUND, words)),
                (true, false) => pieces.push((PLAIN, format!("[{words}]"))),
                (false, _) => pieces.push((PLAIN, words)),
            }
        }
        page.words(2, &pieces);
        let outlet = row.outlet.as_deref().map_or("outlet not known".to_owned(), shown_on_one_line);
        let published = row.published.map_or("date not known".to_owned(), short_day);
        page.paragraph(2, QUIET, &format!("{published} · {outlet} · {}", shown_on_one_line(&row.doc)));
    }
    page.finish()
}
