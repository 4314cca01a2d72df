//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use standpoint_terms::{Notice, NoticeKind};

/// Text that was decoded, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with line breaks as they were, without a byte order mark.
    pub text: String,
    /// Whether a UTF-8 byte order mark stood before it.
    pub has_mark: bool,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Bytes that made no character, or an encoding that had to be guessed.
    pub notices: Vec<Notice>,
}

/// Decodes bytes as browsers do: a byte order mark wins; what is valid UTF-8 is UTF-8; then the declared
/// character set; then a guess from the bytes. Bytes that make no character become U+FFFD, with a notice.
///
/// `None` where the bytes are no text in any encoding: mostly control characters or not decodable.
///
/// ```
/// let decoded = standpoint_intake::decode(b"caf\xe9 cr\xe8me, d\xe9j\xe0 vu", None).unwrap();
/// assert_eq!(decoded.text, "café crème, déjà vu");
/// ```
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| without_mark(bytes).map(|encoding| (encoding, 0)))
        .map_or((None, 0), |(encoding, mark)| (Some(encoding), mark));
    let body = &bytes[mark..];
    let mut notices = Vec::new();
    let encoding = match encoding {
        Some(encoding) => encoding,
        None if is_mostly_utf8(body) => UTF_8,
        None => match declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
            Some(encoding) if encoding != UTF_8 => encoding,
            _ => {
                let guess = guess(body);
                notices.push(Notice::new(
                    NoticeKind::Encoding,
                    format!("The text is not UTF-8; it was read as {}.", guess.name()),
                ));
                guess
            }
        },
    };
    let (text, _) = encoding.decode_without_bom_handling(body);
    if is_binary(&text) {
        return None;
    }
    let lost = text.matches('\u{fffd}').count();
    if lost > 0 && !(encoding == UTF_8 && std::str::from_utf8(body).is_ok()) {
        let what = if lost == 1 { "1 place holds".to_owned() } else { format!("{lost} places hold") };
        notices.push(Notice::new(
            NoticeKind::Encoding,
            format!("{what} bytes that are no {} text; they show as \u{fffd}.", encoding.name()),
        ));
    }
    Some(Decoded { text: text.into_owned(), has_mark: mark == 3, encoding: encoding.name(), notices })
}

/// UTF-16 without a byte order mark: every other byte of a Latin text is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) / 2 * 2];
    if head.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (half, most) = (head.len() / 2, head.len() * 2 / 5);
    match () {
        () if odd >= most && even * 10 < half => Some(UTF_16LE),
        () if even >= most && odd * 10 < half => Some(UTF_16BE),
        () => None,
    }
}

/// Whether it is UTF-8, perhaps with a few damaged places among many whole characters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    // The last character of a file that is cut off is no sign of another encoding.
    damaged == 0 || damaged * 2 <= whole
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Enough for any statistics; the rest of a large file does not change the guess.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

/// Whether so much of it is control characters or undecodable that it is no text.
fn is_binary(text: &str) -> bool {
    let (mut bad, mut all) = (0usize, 0usize);
    for c in text.chars().take(1 << 16) {
        all += 1;
        bad += usize::from(c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')));
    }
    bad * 2 > all || (bad > 8 && bad * 20 > all)
}

/// The character set that an HTML or XML text declares of itself in its first bytes.
pub(crate) fn declared_in(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = head
        .split_once("charset=")
        .or_else(|| head.strip_prefix("<?xml")?.split_once("?>")?.0.split_once("encoding="))?
        .1;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    (end > 0).then(|| label[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], declared: Option<&str>, expected: &str, notices: usize) {
        let decoded = decode(bytes, declared).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.notices.len()), (expected, notices));
    }

    #[test]
    fn encodings() {
        check("naïve “no”".as_bytes(), Some("latin1"), "naïve “no”", 0);
        check(b"\xef\xbb\xbfhello", None, "hello", 0);
        check(b"\xff\xfeN\0o\0", None, "No", 0);
        check(b"\xfe\xff\0N\0o", None, "No", 0);
        check(b"N\0o\0 \0d\0e\0a\0l\0", None, "No deal", 0);
        check(b"\x93No\x94, she said.", Some("windows-1252"), "“No”, she said.", 0);
        check(b"\x93No\x94, she said of the caf\xe9.", None, "“No”, she said of the café.", 1);
        check("été, naïveté, déjà vu \u{2014} ".as_bytes(), None, "été, naïveté, déjà vu — ", 0);
    }

    #[test]
    fn a_damaged_place_in_utf8_stays_utf8() {
        check(b"\xc3\xa9t\xc3\xa9 \xff na\xc3\xafvet\xc3\xa9", None, "été \u{fffd} naïveté", 1);
    }

    #[test]
    fn binary_is_no_text() {
        let bytes: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(decode(&bytes, None), None);
        assert_eq!(decode(&[0; 64], None), None);
        assert_eq!(decode(b"\0\x01\x02", None), None);
    }

    #[test]
    fn declarations() {
        assert_eq!(declared_in(b"<meta charset=\"ISO-8859-1\">").as_deref(), Some("iso-8859-1"));
        assert_eq!(declared_in(b"<?xml version='1.0' encoding='koi8-r'?>").as_deref(), Some("koi8-r"));
        assert_eq!(declared_in(b"<p>encoding=\"x\""), None);
    }

    proptest! {
        #[test]
        fn utf8_comes_back_as_it_was(text in "\\PC{0,200}") {
            prop_assume!(!text.starts_with('\u{feff}'));
            if let Some(decoded) = decode(text.as_bytes(), None) {
                prop_assert_eq!(decoded.text, text);
            }
        }
    }
}
