//! Web archives.

use crate::decode::{declared_in, decode};
use crate::draft::Draft;
use crate::gunzip::gunzip;
use crate::html;
use crate::options::Limits;
use crate::plain;
use crate::problem::Reason;
use crate::sniff::{Kind, kind};
use standpoint_terms::Format;

/// A page of a web archive, with the address it was fetched from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The address in the record; empty if it has none.
    pub address: String,
    /// The page's article, or why there is none.
    pub draft: Result<Draft, Reason>,
}

/// Gives the web pages of an archive, in its order: responses with status 200 that hold HTML, and texts
/// converted from pages. Pictures, redirects and requests are passed over. An archive that is cut off
/// gives what came before, then one error.
pub fn warc(bytes: &[u8], limits: &Limits, sink: &mut dyn FnMut(Captured)) {
    let mut rest = bytes;
    while let Some(start) = find(rest, b"WARC/") {
        rest = &rest[start..];
        let Some((head, body)) = split_head(rest) else { return sink(cut_off(String::new())) };
        let header = |name: &str| header(head, name);
        let address = header("WARC-Target-URI").unwrap_or_default();
        let address = address.trim_matches(['<', '>']).to_owned();
        let Some(length) = header("Content-Length").and_then(|length| length.parse::<usize>().ok()) else {
            // Without a length the next record is looked for, past this head.
            rest = body;
            continue;
        };
        let content = &body[..length.min(body.len())];
        let record_type = header("WARC-Type").unwrap_or_default();
        if length > body.len() {
            return sink(cut_off(address));
        }
        rest = &body[length..];
        if let Some(draft) = page(&record_type, header("Content-Type").as_deref(), content, limits) {
            sink(Captured { address, draft });
        }
    }
}

fn cut_off(address: String) -> Captured {
    let message = "the archive ends in the middle of a record".to_owned();
    Captured { address, draft: Err(Reason::Broken { format: "a web archive", message }) }
}

fn page(
    record_type: &str,
    mime: Option<&str>,
    content: &[u8],
    limits: &Limits,
) -> Option<Result<Draft, Reason>> {
    match record_type {
        "response" => {
            let (head, body) = split_head(content)?;
            let status = head.split(|b| *b == b' ').nth(1)?;
            if !status.starts_with(b"200") {
                return None;
            }
            let mime = header(head, "Content-Type");
            let body = unwrapped(head, body, limits)?;
            let is_page = mime.as_deref().map_or_else(
                || kind(&body, None, None) == Kind::Html,
                |mime| mime.contains("text/html") || mime.contains("application/xhtml"),
            );
            is_page.then(|| of_page(&body, mime.as_deref(), limits))
        }
        "resource" if mime.is_some_and(|mime| mime.contains("text/html")) => {
            Some(of_page(content, mime, limits))
        }
        "conversion" if mime.is_some_and(|mime| mime.contains("text/plain")) => Some(of_text(content)),
        _ => None,
    }
}

fn of_page(body: &[u8], mime: Option<&str>, limits: &Limits) -> Result<Draft, Reason> {
    let charset = mime.and_then(charset).or_else(|| declared_in(body));
    let decoded = decode(body, charset.as_deref()).ok_or(Reason::NotText("binary data"))?;
    let draft = html::page(&decoded.text, limits)?;
    Ok(Draft { format: Format::Warc, notices: [draft.notices, decoded.notices].concat(), ..draft })
}

fn of_text(body: &[u8]) -> Result<Draft, Reason> {
    let decoded = decode(body, None).ok_or(Reason::NotText("binary data"))?;
    let blocks = plain::blocks(&decoded.text);
    if blocks.is_empty() {
        return Err(Reason::NoText);
    }
    Ok(Draft { notices: decoded.notices, ..Draft::of_blocks(Format::Warc, &blocks) })
}

/// The body without chunks and compression; `None` where it cannot be unwrapped.
fn unwrapped(head: &[u8], body: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let is = |name: &str, value: &str| {
        header(head, name).is_some_and(|found| found.to_ascii_lowercase().contains(value))
    };
    let body = if is("Transfer-Encoding", "chunked") { joined_chunks(body) } else { body.to_vec() };
    if body.starts_with(b"\x1f\x8b") {
        return gunzip(&body, limits.decompressed_bytes).map(|unzipped| unzipped.bytes);
    }
    Some(body)
}

/// The chunks of a chunked body, one after another; the body itself where it is not chunked after all, as
/// many archives store it.
fn joined_chunks(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut rest = body;
    while let Some(end) = find(&rest[..rest.len().min(80)], b"\r\n") {
        let size = String::from_utf8_lossy(&rest[..end]);
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
        let (Ok(size), chunk) = (size, &rest[end + 2..]) else { break };
        if size == 0 {
            return joined;
        }
        joined.extend_from_slice(&chunk[..size.min(chunk.len())]);
        let next = size.saturating_add(2).min(chunk.len());
        rest = &chunk[next..];
    }
    if joined.is_empty() { body.to_vec() } else { joined }
}

/// Header lines and what follows the empty line after them.
fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    // Headers longer than this are none.
    let near = &bytes[..bytes.len().min(64 << 10)];
    match (find(near, b"\r\n\r\n"), find(near, b"\n\n")) {
        (Some(at), lf) if lf.is_none_or(|lf| at < lf) => Some((&bytes[..at], &bytes[at + 4..])),
        (_, Some(at)) => Some((&bytes[..at], &bytes[at + 2..])),
        _ => None,
    }
}

fn header(head: &[u8], name: &str) -> Option<String> {
    head.split(|b| *b == b'\n').find_map(|line| {
        let at = line.iter().position(|b| *b == b':')?;
        line[..at]
            .trim_ascii()
            .eq_ignore_ascii_case(name.as_bytes())
            .then(|| String::from_utf8_lossy(line[at + 1..].trim_ascii()).into_owned())
    })
}

pub(crate) fn charset(mime: &str) -> Option<String> {
    let (_, after) = mime.split_once("charset=")?;
    Some(after.split(';').next().unwrap_or(after).trim().trim_matches(['"', '\'']).to_owned())
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(record_type: &str, address: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: {address}\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    fn check(archive: &str, expected: &[&str]) {
        let mut found = Vec::new();
        warc(archive.as_bytes(), &Limits::default(), &mut |captured| {
            found.push(match captured.draft {
                Ok(draft) => format!("{}: {}", captured.address, draft.text),
                Err(reason) => reason.to_string(),
            });
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn pages_only() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The envoy left on Monday, two delegates said.";
        let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
            14\r\n<p>Nobody saw her of\r\n8\r\nf again.\r\n0\r\n\r\n";
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved.";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n....";
        let archive = [
            record("warcinfo", "", "software: x"),
            record("response", "https://post.example/1", page),
            record("request", "https://post.example/1", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "https://post.example/2", moved),
            record("response", "https://post.example/3", picture),
            record("response", "https://post.example/4", chunked),
        ]
        .concat();
        check(
            &archive,
            &[
                "https://post.example/1: The envoy left on Monday, two delegates said.",
                "https://post.example/4: Nobody saw her off again.",
            ],
        );
        check(
            &archive[..archive.len() - 60],
            &[
                "https://post.example/1: The envoy left on Monday, two delegates said.",
                "is not readable as a web archive: the archive ends in the middle of a record",
            ],
        );
    }
}
