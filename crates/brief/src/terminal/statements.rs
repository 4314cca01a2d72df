//! The list of `statements`.

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG};
use crate::shown::shown_on_one_line;
use crate::tables::StatementRow;
use crate::wording::short_day;

/// Draws each statement: who, on what; the words, whole; where they stand. In the order given.
pub fn statements(rows: &[StatementRow], options: TerminalOptions) -> String {
    let mut page = Page::new(options);
    for (i, row) in rows.iter().enumerate() {
        if i > 0 {
            page.blank();
        }
        let speaker = row.speaker.as_deref().map_or("(speaker not known)".to_owned(), shown_on_one_line);
        let mut who = vec![(STRONG, speaker)];
        who.extend(
            row.speaker_party.as_deref().map(|party| (PLAIN, format!("({})", shown_on_one_line(party)))),
        );
        who.extend(row.issue.as_deref().map(|issue| (PLAIN, format!("on {}", shown_on_one_line(issue)))));
        page.words(0, &who);
        page.paragraph(2, PLAIN, &shown_on_one_line(&row.text));
        let place = match (row.content.first(), row.content.last()) {
            (Some([start, _]), Some([_, end])) => format!(":{start}-{end}"),
            _ => String::new(),
        };
        let outlet = row.outlet.as_deref().map_or("outlet not known".to_owned(), shown_on_one_line);
        let published = row.published.map_or("date not known".to_owned(), short_day);
        let (doc, mode, score) = (shown_on_one_line(&row.doc), row.mode.name(), row.score);
        // What a person said of it counts for more than the reader's score.
        let sure = match row.status {
            "unreviewed" => format!("score {score:.2}"),
            status => status.to_owned(),
        };
        page.paragraph(2, QUIET, &format!("{published} · {outlet} · {doc}{place} · {mode} · {sure}"));
        if !row.id.is_empty() {
            page.paragraph(2, QUIET, &format!("id {}", shown_on_one_line(&row.id)));
        }
    }
    page.finish()
}
