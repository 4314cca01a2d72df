//! Which words around a statement are shown with it.

use standpoint_terms::Span;

use crate::Window;

/// A sentence is shown whole up to this many bytes on each side of the words that matter. Real sentences
/// are shorter; a text without full stops must not be shown whole at each of its statements.
const REACH: usize = 400;

/// More of a content than this is left to its document, with a mark that it goes on.
const LONGEST: usize = 6_000;

/// The sentences around all of these spans, as few stretches as possible, in order of the text.
///
/// `sentences` are in order and do not overlap. The time does not depend on how many there are in between.
pub(crate) fn windows(text: &str, sentences: &[Span], spans: [&[Span]; 3]) -> Vec<Window> {
    let mut windows: Vec<Window> =
        spans.into_iter().flatten().map(|span| around(text, sentences, *span)).collect();
    windows.sort_by_key(|window| window.span);
    let mut joined: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows {
        match joined.last_mut() {
            Some(last) if meets(text, last.span, window.span) => {
                if window.span.end > last.span.end {
                    last.cut_after = window.cut_after;
                    last.span.end = window.span.end;
                }
            }
            _ => joined.push(window),
        }
    }
    for window in &mut joined {
        if window.span.len() > LONGEST {
            window.span.end = boundary_before(text, window.span.start + LONGEST);
            window.cut_after = true;
        }
    }
    joined
}

/// The sentences that the span touches.
fn around(text: &str, sentences: &[Span], span: Span) -> Window {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.start < span.end);
    let whole = match sentences.get(first..last) {
        Some([only]) => only.join(span),
        Some([first, .., last]) => first.join(*last).join(span),
        _ => span,
    };
    let start = whole.start.max(boundary_before(text, span.start.saturating_sub(REACH)));
    let end = whole.end.min(boundary_before(text, span.end + REACH));
    let fits = Span::new(start, end).of(text).is_some();
    let shown = if fits { Span::new(start, end) } else { span };
    Window { span: shown, cut_before: shown.start > whole.start, cut_after: shown.end < whole.end }
}

/// Whether the second stretch overlaps the first, or only white space of one paragraph parts them.
fn meets(text: &str, first: Span, second: Span) -> bool {
    if second.start <= first.end {
        return true;
    }
    second.start - first.end <= 4
        && Span::new(first.end, second.start)
            .of(text)
            .is_some_and(|gap| gap.trim().is_empty() && gap.matches('\n').count() < 2)
}

fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences end at full stops; `[…]` marks the content; windows are drawn as `{…}` with `…` at a cut.
    fn check(marked: &str, expected: &[&str]) {
        let start = marked.find('[').unwrap();
        let text = marked.replacen('[', "", 1);
        let end = text.find(']').unwrap();
        let text = text.replacen(']', "", 1);
        let mut sentences = Vec::new();
        let mut from = 0;
        for (at, _) in text.match_indices('.') {
            sentences.push(Span::new(from, at + 1).trimmed(&text));
            from = at + 1;
        }
        let content = [Span::new(start, end)];
        let shown: Vec<&str> = windows(&text, &sentences, [&content, &[], &[]])
            .into_iter()
            .map(|window| window.span.of(&text).unwrap())
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_sentence_is_shown_whole() {
        check("It rained. Tarn said [no]. Nobody came.", &["Tarn said no."]);
        check("It rained. Tarn [said no. Nobody] came.", &["Tarn said no. Nobody came."]);
        check("No sentence here [at all]", &["at all"]);
    }

    #[test]
    fn a_far_source_is_a_window_of_its_own() {
        let text = "Kask named terms.\n\n- The first.\n\n- The second.";
        let sentences = [Span::new(0, 17), Span::new(21, 31), Span::new(35, 46)];
        let shown = windows(text, &sentences, [&[Span::new(35, 46)], &[Span::new(0, 4)], &[]]);
        let shown: Vec<_> = shown.into_iter().map(|window| window.span.of(text).unwrap()).collect();
        assert_eq!(shown, ["Kask named terms.", "The second."]);
    }

    #[test]
    fn a_text_without_end_is_cut_and_says_so() {
        let text = "é".repeat(10_000);
        let sentences = [Span::new(0, text.len())];
        let shown = windows(&text, &sentences, [&[Span::new(9_000, 9_010)], &[], &[]]);
        assert_eq!(shown.len(), 1);
        assert!(shown[0].cut_before && shown[0].cut_after);
        assert!(shown[0].span.len() <= 10 + 2 * REACH + 2);
        assert!(shown[0].span.of(&text).is_some());
    }
}
