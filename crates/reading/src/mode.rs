//! How a content stands in the text.

use standpoint_terms::Mode;

use crate::quotation::Quotation;
use crate::token::Token;

/// Direct when every word of the content stands in quotation marks, mixed when some do, indirect when none
/// does; a term of one or two words in marks is scare quotes and leaves it indirect only when the rest is
/// far longer. The same rule by which the scorer classes contents, but for scare quotes.
pub(crate) fn mode(tokens: &[Token<'_>], quotations: &[Quotation], content: &[(usize, usize)]) -> Mode {
    let mut inside = 0;
    let mut words = 0;
    for (start, end) in content {
        let mut q = quotations.partition_point(|quotation| quotation.end <= *start);
        for (at, token) in (*start..*end).zip(&tokens[*start..*end]) {
            while quotations.get(q).is_some_and(|quotation| quotation.end <= at) {
                q += 1;
            }
            if token.is_word() {
                words += 1;
                inside += usize::from(quotations.get(q).is_some_and(|quotation| quotation.start <= at));
            }
        }
    }
    match inside {
        0 => Mode::Indirect,
        n if n == words => Mode::Direct,
        1 | 2 if words >= 12 => Mode::Indirect,
        _ => Mode::Mixed,
    }
}
