//! What is known about a document besides its words, from fields as they were written.

use std::sync::LazyLock;

use regex::Regex;
use standpoint_terms::{Metadata, Moment, Notice, NoticeKind};

use crate::dates::moment;
use crate::draft::collapse;

/// Fields as a page, a record or a header has them, before they are understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
}

/// How long a field may be, in letters.
const LONGEST: usize = 500;

/// The fields understood; what is not stays unknown, with a notice where somebody might miss it.
pub(crate) fn resolve(raw: Raw) -> (Metadata, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut date = |field: &str, written: Option<String>| -> Option<Moment> {
        let written = words(written)?;
        let found = moment(&written);
        if found.is_none() {
            let message = format!(
                "The date {written:?} ({field}) is not understood and stays unknown; write YYYY-MM-DD."
            );
            notices.push(Notice::new(NoticeKind::Metadata, message));
        }
        found
    };
    let published = date("published", raw.published);
    let modified = date("modified", raw.modified).filter(|modified| Some(*modified) != published);
    let metadata = Metadata {
        title: words(raw.title),
        outlet: words(raw.outlet),
        author: words(raw.author).map(|author| without_by(&author)),
        published,
        modified,
        language: words(raw.language).and_then(|tag| language(&tag)),
        url: words(raw.url).filter(|url| is_address(url)),
    };
    (metadata, notices)
}

/// A field without needless white space, control characters and excess; `None` if nothing is left.
fn words(field: Option<String>) -> Option<String> {
    let field = collapse(&field?).0;
    let field: String = field.chars().take(LONGEST).collect();
    (!field.is_empty()).then_some(field)
}

/// Whether it is an address of the web that names a page; a site's front page is no page's address.
pub(crate) fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let path = rest.and_then(|rest| rest.split_once('/')).map(|(_, path)| path);
    path.is_some_and(|path| !path.is_empty())
        && !url.contains(|c: char| c.is_whitespace() || c == '"' || c == '<')
}

/// A BCP 47 tag; `en_GB` is taken for `en-GB`.
fn language(tag: &str) -> Option<String> {
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$").expect("a fixed pattern"));
    let tag = tag.split(['.', ',', ';']).next().unwrap_or(tag).trim().replace('_', "-");
    TAG.is_match(&tag).then_some(tag)
}

/// A by-line without its "By".
fn without_by(author: &str) -> String {
    let bare = author
        .strip_prefix("By ")
        .or_else(|| author.strip_prefix("by "))
        .or_else(|| author.strip_prefix("BY "));
    bare.unwrap_or(author).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_stays_unknown() {
        let raw = Raw {
            title: Some(" No \n deal\0 ".into()),
            author: Some("By Ada Tarn".into()),
            published: Some("one of these days".into()),
            language: Some("en_GB".into()),
            url: Some("javascript:alert(1)".into()),
            ..Raw::default()
        };
        let (found, notices) = resolve(raw);
        assert_eq!(found.title.as_deref(), Some("No deal"));
        assert_eq!(found.author.as_deref(), Some("Ada Tarn"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!((found.published, found.url), (None, None));
        assert_eq!(notices.len(), 1);
        assert!(notices[0].message.contains("one of these days"));
    }

    #[test]
    fn a_front_page_is_no_address_of_a_page() {
        assert!(is_address("https://post.example/a"));
        assert!(!is_address("https://post.example/"));
        assert!(!is_address("https://post.example"));
        assert!(!is_address("/a"));
    }
}
