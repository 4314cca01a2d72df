//! The flat `key: value` head of a Markdown file.

use crate::metadata::Raw;

/// Splits the head between two lines `---` off a text: its fields and the rest. Without such a head, no
/// fields and the whole text.
///
/// Only what one line says is understood: `key: value`, quoted or not, `[a, b]`, and a list of `- item`
/// lines under a key. This is less than YAML and enough for titles, names and dates.
pub(crate) fn split(text: &str) -> (Raw, &str) {
    let Some((head, rest)) = head(text) else { return (Raw::default(), text) };
    let mut raw = Raw::default();
    let mut last: Option<String> = None;
    for line in head.lines() {
        if let (Some(item), Some(key)) = (line.trim_start().strip_prefix("- "), &last) {
            add(&mut raw, key, &value(item));
            continue;
        }
        if line.starts_with([' ', '\t', '#']) {
            continue;
        }
        let Some((key, written)) = line.split_once(':') else { continue };
        let key = key.trim().trim_matches(['"', '\'']).to_lowercase();
        let written = value(written);
        if !written.is_empty() {
            add(&mut raw, &key, &written);
        }
        last = Some(key);
    }
    (raw, rest)
}

fn head(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let after = text.strip_prefix("---")?;
    let after = after
        .trim_start_matches([' ', '\t'])
        .strip_prefix("\r\n")
        .or_else(|| after.trim_start_matches([' ', '\t']).strip_prefix('\n'))?;
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&after[..at], &after[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn add(raw: &mut Raw, key: &str, written: &str) {
    let field = match key {
        "title" | "headline" => &mut raw.title,
        "outlet" | "source" | "publisher" | "publication" | "site" | "newspaper" => &mut raw.outlet,
        "author" | "authors" | "byline" | "by" => &mut raw.author,
        "date" | "published" | "publication_date" | "pubdate" | "published_at" => &mut raw.published,
        "modified" | "updated" | "lastmod" | "last_modified" => &mut raw.modified,
        "language" | "lang" => &mut raw.language,
        "url" | "link" | "canonical" | "canonical_url" | "source_url" => &mut raw.url,
        _ => return,
    };
    match field {
        Some(known) if matches!(key, "author" | "authors" | "byline" | "by") => {
            known.push_str(", ");
            known.push_str(written);
        }
        Some(_) => {}
        None => *field = Some(written.to_owned()),
    }
}

/// A value without quotes, brackets and a comment.
fn value(written: &str) -> String {
    let written = written.trim();
    if let Some(inner) = written.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        return inner.split(',').map(value).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", ");
    }
    if let Some(inner) = written.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    let Some(inner) = written.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) else {
        return written.split(" #").next().unwrap_or(written).trim().to_owned();
    };
    let mut out = String::new();
    let mut is_escaped = false;
    for c in inner.chars() {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            'n' | 't' if is_escaped => {
                out.push(' ');
                is_escaped = false;
            }
            c => {
                out.push(c);
                is_escaped = false;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_the_rest() {
        let (raw, rest) = split(
            "---\r\ntitle: \"No \\\"deal\\\": day 2\"\noutlet: 'Tarn''s Post' \ndate: 2031-05-12 # Monday\nauthors:\n  - Ada Tarn\n  - Bo Oake\ntags: [a, b]\n---\nWords.\n",
        );
        assert_eq!(raw.title.as_deref(), Some("No \"deal\": day 2"));
        assert_eq!(raw.outlet.as_deref(), Some("Tarn's Post"));
        assert_eq!(raw.published.as_deref(), Some("2031-05-12"));
        assert_eq!(raw.author.as_deref(), Some("Ada Tarn, Bo Oake"));
        assert_eq!(rest, "Words.\n");
    }

    #[test]
    fn a_rule_is_no_head() {
        assert_eq!(split("---\nWords.\n").1, "---\nWords.\n");
        assert_eq!(split("Words.").1, "Words.");
        assert_eq!(split("---").1, "---");
    }
}
