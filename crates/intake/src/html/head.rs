//! What a page says of itself: JSON-LD, OpenGraph, `<meta>`, `<time>`, `<title>`.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};
use standpoint_terms::{Metadata, Notice};

use super::json_ld;
use crate::dates::moment;
use crate::draft::collapse;
use crate::metadata::{Raw, resolve};

/// The page's metadata and what could not be understood. Better sources are asked first: JSON-LD, then
/// `<meta>`, then what stands on the page.
pub(crate) fn metadata(page: &Document) -> (Metadata, Vec<Notice>) {
    let blocks: Vec<String> = page
        .select("script[type='application/ld+json']")
        .iter()
        .take(50)
        .map(|block| block.text().to_string())
        .collect();
    let mut found = json_ld::metadata(&blocks);
    let (from_meta, mut notices) = resolve(meta(page));
    let title = from_meta.title.clone();
    found.fill_from(from_meta);
    let (from_page, _) = resolve(shown(page, title.as_deref().or(found.title.as_deref())));
    // A headline on the page is better than a title made for sharing, where that one only adds to it.
    if let (Some(title), Some(shown)) = (&found.title, &from_page.title)
        && title.len() > shown.len()
        && title.starts_with(shown.as_str())
    {
        found.title = from_page.title.clone();
    }
    found.fill_from(from_page);
    if found.published.is_some() {
        notices.clear();
    }
    (found, notices)
}

/// The `<meta>` elements and links of the head.
fn meta(page: &Document) -> Raw {
    let mut tags: BTreeMap<String, String> = BTreeMap::new();
    for tag in page.select("meta[content]").iter().take(500) {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|attribute| tag.attr(attribute));
        let content = tag.attr("content").unwrap_or_default();
        if let Some(name) = name.filter(|_| !content.trim().is_empty()) {
            tags.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| content.to_string());
        }
    }
    let first = |names: &[&str]| names.iter().find_map(|name| tags.get(*name)).cloned();
    let date = |names: &[&str]| {
        let given = || names.iter().filter_map(|name| tags.get(*name));
        given().find(|written| moment(written).is_some()).or_else(|| given().next()).cloned()
    };
    let person = |names: &[&str]| {
        names.iter().filter_map(|name| tags.get(*name)).find(|name| !name.contains("://")).cloned()
    };
    let canonical = page.select("link[rel=canonical]").iter().find_map(|link| link.attr("href"));
    let html = page.html_root();
    Raw {
        title: first(&[
            "og:title",
            "twitter:title",
            "parsely-title",
            "dc.title",
            "dcterms.title",
            "sailthru.title",
            "headline",
        ]),
        outlet: first(&[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "article:publisher_name",
            "application-name",
        ])
        .filter(|name| !name.contains("://")),
        author: person(&[
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "byl",
            "dc.creator",
            "dcterms.creator",
            "byline",
        ]),
        published: date(&[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "dc.date.created",
            "article_date_original",
            "cxenseparse:recs:publishtime",
            "date",
            "article:published",
        ]),
        modified: date(&[
            "article:modified_time",
            "datemodified",
            "og:updated_time",
            "dcterms.modified",
            "last-modified",
            "lastmod",
        ])
        .filter(|written| moment(written).is_some()),
        language: html
            .attr("lang")
            .or_else(|| html.attr("xml:lang"))
            .map(|tag| tag.to_string())
            .filter(|tag| !tag.trim().is_empty())
            .or_else(|| first(&["og:locale", "content-language", "dc.language"])),
        url: canonical
            .map(|url| url.to_string())
            .filter(|url| url.contains("://"))
            .or_else(|| first(&["og:url"])),
    }
}

/// What a person sees: headline, by-line, date.
fn shown(page: &Document, title: Option<&str>) -> Raw {
    let text = |selector: &str| {
        let found = page.select(selector).iter().next().map(|found| collapse(&found.text()).0);
        found.filter(|text| !text.is_empty() && text.len() < 400)
    };
    let heads = page.select("h1");
    let named = text("[itemprop=headline]").or_else(|| text("article h1"));
    let headline = named.or_else(|| if heads.length() == 1 { text("h1") } else { None });
    let window = text("head title").or_else(|| text("title"));
    let (window_title, site) =
        window.as_deref().map_or((None, None), |window| split_title(window, title.or(headline.as_deref())));
    Raw {
        title: headline.or(window_title),
        outlet: site,
        author: text("[itemprop=author] [itemprop=name]")
            .or_else(|| text("[itemprop=author]"))
            .or_else(|| text("[rel=author]"))
            .filter(|name| name.len() < 100),
        published: time(page),
        ..Raw::default()
    }
}

/// The window's title without the site's name, and that name. The name is told from the headline only
/// where the headline is known; else the last part is taken off only for the title.
fn split_title(window: &str, headline: Option<&str>) -> (Option<String>, Option<String>) {
    const MARKS: [&str; 7] = [" | ", " – ", " — ", " - ", " :: ", " » ", " · "];
    if let Some(rest) = headline.and_then(|headline| window.strip_prefix(headline)) {
        let site = MARKS.iter().find_map(|mark| rest.strip_prefix(mark));
        let site = site.filter(|site| site.len() < 60 && MARKS.iter().all(|mark| !site.contains(mark)));
        return (headline.map(str::to_owned), site.map(str::to_owned));
    }
    let cut = [" | ", " – ", " — ", " - "].iter().filter_map(|mark| window.rfind(mark)).max();
    (Some(cut.map_or(window, |at| &window[..at]).to_owned()), None)
}

/// The date of publication as the page shows it: `<time>` or a date line that belongs to the article.
fn time(page: &Document) -> Option<String> {
    let marked = "time[itemprop=datePublished], [itemprop=datePublished][datetime], [itemprop=datePublished][content], time[pubdate], time.published, time.entry-date";
    let plain = "article time[datetime], main time[datetime], header time[datetime], time[datetime]";
    let written = |node: NodeRef<'_>| {
        let attribute = node.attr("datetime").or_else(|| node.attr("content")).map(|value| value.to_string());
        attribute.filter(|value| moment(value).is_some())
    };
    if let Some(found) = page.select(marked).nodes().iter().find_map(|node| written(*node)) {
        return Some(found);
    }
    let mut dates: Vec<String> = page
        .select(plain)
        .nodes()
        .iter()
        .take(50)
        .filter(|node| !is_elsewhere(node))
        .filter_map(|node| written(*node))
        .collect();
    dates.dedup();
    if let Some(first) = dates.into_iter().next() {
        return Some(first);
    }
    let lines = page.select("[class*=date], [class*=Date], [class*=published], [class*=timestamp], [class*=meta], [class*=byline]");
    lines.nodes().iter().take(50).filter(|node| !is_elsewhere(node)).find_map(|node| {
        let line = collapse(&node.text()).0;
        (line.len() <= 80 && moment(&line).is_some()).then_some(line)
    })
}

/// Whether it stands in a part of the page that is about something else.
fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| {
        let name = above.node_name().unwrap_or_default();
        let class =
            format!("{} {}", above.attr("class").unwrap_or_default(), above.attr("id").unwrap_or_default());
        let class = class.to_ascii_lowercase();
        matches!(&*name, "aside" | "nav" | "footer" | "li")
            || [
                "related",
                "comment",
                "sidebar",
                "popular",
                "recent",
                "trending",
                "latest",
                "recommend",
                "teaser",
            ]
            .iter()
            .any(|word| class.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let found = metadata(&Document::from(html)).0;
        let date = found.published.map(|m| m.to_string());
        let fields = [found.title, found.outlet, found.author, date, found.language, found.url];
        assert_eq!(fields.map(Option::unwrap_or_default).join("|"), expected, "{html}");
    }

    #[test]
    fn sources_in_order() {
        check(
            "<html lang=en><meta property='og:title' content='No deal'><meta property='og:site_name' content='Post'>\
             <meta name=author content='A. Tarn'><meta property='article:published_time' content='2031-05-12T08:00:00Z'>\
             <link rel=canonical href='https://post.example/no-deal'>",
            "No deal|Post|A. Tarn|2031-05-12T08:00:00Z|en|https://post.example/no-deal",
        );
        check(
            "<title>No deal - The Post</title><h1>No deal</h1><p>By <a rel=author>Ada Tarn</a>",
            "No deal|The Post|Ada Tarn|||",
        );
        check("<title>No deal | The Post</title><p>x", "No deal|||||");
        check(
            "<title>x</title><article><h1>No deal</h1><time datetime='2031-05-12'>Monday</time></article>\
             <aside class=related><time datetime='2031-01-01'></time></aside>",
            "No deal|||2031-05-12||",
        );
        check("<h1>No deal</h1><div class=post-meta>Ada Tarn | 12 May 2031</div>", "No deal|||2031-05-12||");
        check("<h1>No deal</h1><aside><time datetime='2031-01-01'>x</time></aside>", "No deal|||||");
    }
}
