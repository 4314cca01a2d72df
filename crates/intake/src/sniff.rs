//! What kind of file it is, by its bytes first and its name second.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// JSON Lines, or one JSON value.
    Jsonl,
    /// A table: commas, semicolons or tabs.
    Csv,
    /// One e-mail message.
    Mail,
    /// A mailbox of messages.
    Mbox,
    /// A web archive.
    Warc,
    /// A PDF file.
    Pdf,
    /// Compressed; look inside.
    Gzip,
    /// No bytes but white space.
    Empty,
    /// Something that holds no text for us; its name with an article ("a PNG picture").
    Foreign(&'static str),
}

/// Tells the kind of a file from its bytes, its ending (without the dot, lower case) and the type that a
/// server gave.
///
/// Bytes that are clearly something else win over the name: a PNG named `.txt` is a picture. Where the
/// bytes are text, a known ending decides, since a text about HTML may begin with a tag.
pub fn kind(bytes: &[u8], ending: Option<&str>, content_type: Option<&str>) -> Kind {
    if let Some(kind) = by_magic(bytes) {
        return kind;
    }
    let head = head(bytes);
    let start = head.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() && bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Kind::Empty;
    }
    let lower = start.to_ascii_lowercase();
    let by_name = match ending {
        Some("txt" | "text") => Some(Kind::Text),
        Some("md" | "markdown") => Some(Kind::Markdown),
        Some("html" | "htm" | "xhtml" | "shtml") if !is_feed(&lower) => Some(Kind::Html),
        Some("csv" | "tsv") => Some(Kind::Csv),
        Some("jsonl" | "ndjson") => Some(Kind::Jsonl),
        Some("eml") => Some(Kind::Mail),
        Some("mbox") => Some(Kind::Mbox),
        Some("pdf") => Some(Kind::Foreign("damaged (it is named .pdf but is no PDF)")),
        Some("warc") => Some(Kind::Foreign("damaged (it is named .warc but is no web archive)")),
        Some("xml" | "rss" | "atom" | "rdf") if is_feed(&lower) => Some(Kind::Feed),
        Some("xml" | "rss" | "atom" | "rdf") if !is_page(&lower) => {
            Some(Kind::Foreign("XML, but neither a feed nor a page"))
        }
        _ => None,
    };
    by_name.unwrap_or_else(|| by_content(start, &lower, content_type))
}

fn by_content(start: &str, lower: &str, content_type: Option<&str>) -> Kind {
    if is_feed(lower) {
        return Kind::Feed;
    }
    if is_page(lower) {
        return Kind::Html;
    }
    let mime = content_type.map(|t| t.split(';').next().unwrap_or(t).trim().to_ascii_lowercase());
    match mime.as_deref() {
        Some("text/html" | "application/xhtml+xml") => return Kind::Html,
        Some("application/rss+xml" | "application/atom+xml" | "application/feed+json") => return Kind::Feed,
        Some("text/markdown") => return Kind::Markdown,
        Some("text/csv") => return Kind::Csv,
        Some("message/rfc822") => return Kind::Mail,
        _ => {}
    }
    match () {
        () if start.starts_with('{') && lower.contains("jsonfeed.org/version") => Kind::Feed,
        () if (start.starts_with("{\"") || start.starts_with("[{")) || start.starts_with("{\n") => {
            Kind::Jsonl
        }
        () if start.starts_with("From ") && is_mail(start.split_once('\n').map_or("", |(_, rest)| rest)) => {
            Kind::Mbox
        }
        () if is_mail(start) => Kind::Mail,
        () if start.starts_with("---\n") || start.starts_with("---\r\n") => Kind::Markdown,
        () => Kind::Text,
    }
}

fn is_feed(lower: &str) -> bool {
    root(lower).is_some_and(|name| matches!(name, "rss" | "feed" | "rdf:rdf"))
}

fn is_page(lower: &str) -> bool {
    lower.starts_with("<!doctype html")
        || root(lower).is_some_and(|name| matches!(name, "html" | "head" | "body"))
        || (lower.starts_with('<') && (lower.contains("<html") || lower.contains("<body")))
}

/// The name of the first element, past declarations, comments and processing instructions.
fn root(lower: &str) -> Option<&str> {
    let mut rest = lower;
    loop {
        rest = rest.trim_start();
        rest = if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!--") {
            rest.split_once("-->")?.1
        } else if rest.starts_with("<!") {
            rest.split_once('>')?.1
        } else {
            break;
        };
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).unwrap_or(name.len());
    Some(&name[..end])
}

/// Whether it begins with mail headers, among them one that only mail has.
fn is_mail(start: &str) -> bool {
    let (mut known, mut headers) = (0, 0);
    for line in start.lines().take(60) {
        if line.starts_with([' ', '\t']) && headers > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            break;
        }
        headers += 1;
        let name = name.to_ascii_lowercase();
        known += usize::from(matches!(
            name.as_str(),
            "received"
                | "from"
                | "to"
                | "subject"
                | "date"
                | "message-id"
                | "mime-version"
                | "return-path"
                | "delivered-to"
        ));
    }
    known >= 3
}

/// The beginning as text; enough to tell what it is.
fn head(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(4096)];
    match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE.decode(bytes).0.into_owned(),
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE.decode(bytes).0.into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn by_magic(bytes: &[u8]) -> Option<Kind> {
    const MAGIC: [(&[u8], &str); 27] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"\0asm", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"ID3", "a sound file"),
        (b"OggS", "a sound file"),
        (b"fLaC", "a sound file"),
        (b"\x1aE\xdf\xa3", "a film"),
        (b"wOFF", "a font"),
        (b"wOF2", "a font"),
        (b"PAR1", "a Parquet table"),
        (b"%!PS", "a PostScript file"),
    ];
    if bytes.starts_with(b"\x1f\x8b") {
        return Some(Kind::Gzip);
    }
    if bytes.starts_with(b"WARC/") {
        return Some(Kind::Warc);
    }
    if bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-") && !bytes.starts_with(b"<") {
        return Some(Kind::Pdf);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Kind::Foreign("a WebP picture"));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        return Some(Kind::Foreign("a sound file"));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind::Foreign("a film or picture"));
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| Kind::Foreign(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], ending: Option<&str>, content_type: Option<&str>, expected: Kind) {
        assert_eq!(kind(bytes, ending, content_type), expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn the_bytes_win_where_they_are_clear() {
        check(b"\x89PNG\r\n\x1a\n....", Some("txt"), None, Kind::Foreign("a PNG picture"));
        check(b"%PDF-1.7", Some("txt"), None, Kind::Pdf);
        check(b"\x1f\x8b\x08", Some("html"), None, Kind::Gzip);
        check(b" \n\t ", Some("txt"), None, Kind::Empty);
        check(b"", None, None, Kind::Empty);
        check(b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", Some("html"), None, Kind::Feed);
        check(b"just words", Some("pdf"), None, Kind::Foreign("damaged (it is named .pdf but is no PDF)"));
        check(b"<kml/>", Some("xml"), None, Kind::Foreign("XML, but neither a feed nor a page"));
    }

    #[test]
    fn the_ending_decides_between_texts() {
        check(b"<p>is a tag", Some("txt"), None, Kind::Text);
        check(b"Words.", Some("md"), None, Kind::Markdown);
        check(b"Words.", Some("html"), None, Kind::Html);
        check(b"a,b\n1,2", Some("csv"), None, Kind::Csv);
    }

    #[test]
    fn without_an_ending_the_content_decides() {
        check(b"<!DOCTYPE html><p>x", None, None, Kind::Html);
        check(b"<p>x", None, Some("text/html; charset=utf-8"), Kind::Html);
        check(b"<feed xmlns='x'>", None, Some("text/html"), Kind::Feed);
        check(b"{\"text\": \"x\"}", None, None, Kind::Jsonl);
        check(b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nHi", None, None, Kind::Mail);
        check(b"From a@b Mon\nFrom: a\nTo: b\nDate: c\n\nHi", None, None, Kind::Mbox);
        check(b"---\ntitle: x\n---\nWords", None, None, Kind::Markdown);
        check(b"Note: this is a text.\nIt has words.", None, None, Kind::Text);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", None, None, Kind::Html);
    }
}
