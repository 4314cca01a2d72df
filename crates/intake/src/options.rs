//! What the caller may decide.

use std::time::Duration;

/// How documents are taken in. [`Options::default`] suits most uses.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which columns of JSON Lines and CSV hold what.
    pub columns: Columns,
    /// How much of anything is read.
    pub limits: Limits,
    /// What servers are told about who asks.
    pub user_agent: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            columns: Columns::default(),
            limits: Limits::default(),
            user_agent: concat!("standpoint/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// The names of columns, for each field in the order in which they are tried; upper and lower case count
/// as the same. `a.b` names the field `b` inside the object `a` of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The words of the document; without them a record is a [`Problem`](crate::Problem).
    pub text: Vec<String>,
    /// The headline.
    pub title: Vec<String>,
    /// The paper, agency or site.
    pub outlet: Vec<String>,
    /// The by-line.
    pub author: Vec<String>,
    /// The publication date.
    pub published: Vec<String>,
    /// The date of the last change.
    pub modified: Vec<String>,
    /// The address of the page.
    pub url: Vec<String>,
    /// The language.
    pub language: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        let names = |names: &str| names.split(' ').map(str::to_owned).collect();
        Columns {
            text: names(
                "text body content article articleBody article_text full_text maintext content_text html",
            ),
            title: names("title headline name"),
            outlet: names("outlet source publisher publication newspaper site site_name source_name domain"),
            author: names("author authors byline creator"),
            published: names(
                "published date published_at publication_date pub_date date_published datePublished publish_date publishedAt published_date",
            ),
            modified: names("modified updated updated_at dateModified date_modified"),
            url: names("url link address canonical_url web_url permalink"),
            language: names("language lang"),
        }
    }
}

/// How much of anything is read, so that hostile or mistaken input costs bounded memory and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file, page or archive as stored.
    pub file_bytes: u64,
    /// Bytes after decompression of one file.
    pub decompressed_bytes: u64,
    /// Open elements within one another in a page or feed.
    pub html_depth: usize,
    /// Tags of one page.
    pub html_tags: usize,
    /// Bytes of one answer from a server.
    pub http_bytes: u64,
    /// How long one fetch may take in all, redirects included.
    pub http_timeout: Duration,
    /// How many redirects are followed.
    pub http_redirects: u32,
    /// How long the text of one PDF file may take to extract.
    pub pdf_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 64 << 20,
            decompressed_bytes: 256 << 20,
            html_depth: 512,
            html_tags: 300_000,
            http_bytes: 16 << 20,
            http_timeout: Duration::from_secs(30),
            http_redirects: 5,
            pdf_timeout: Duration::from_secs(60),
        }
    }
}
