//! What a page says of itself in JSON-LD, in the vocabulary of schema.org.

use serde_json::Value;
use standpoint_terms::Metadata;

use crate::metadata::{Raw, resolve};

/// Types of things that are articles.
const ARTICLES: [&str; 14] = [
    "newsarticle",
    "article",
    "blogposting",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "askpublicnewsarticle",
    "liveblogposting",
    "socialmediaposting",
    "scholarlyarticle",
    "techarticle",
    "report",
];
/// How many objects of one block are looked at.
const MOST_OBJECTS: usize = 2_000;

/// What the blocks say of the first article in them.
pub(crate) fn metadata(blocks: &[String]) -> Metadata {
    let values: Vec<Value> = blocks.iter().filter_map(|block| parse(block)).collect();
    let objects = objects(&values);
    let types = |object: &Value| -> Vec<String> {
        texts(&object["@type"])
            .iter()
            .map(|name| name.rsplit(['/', ':']).next().unwrap_or(name).to_lowercase())
            .collect()
    };
    let article =
        objects.iter().find(|object| types(object).iter().any(|name| ARTICLES.contains(&name.as_str())));
    let page = objects.iter().find(|object| types(object).iter().any(|name| name == "webpage"));
    let mut found = article.map(|article| of_article(article, &objects)).unwrap_or_default();
    if let Some(page) = page {
        let of_page = of_article(page, &objects);
        found.fill_from(Metadata { title: None, author: None, outlet: None, ..of_page });
    }
    found
}

/// A block may be wrapped in a comment or CDATA and hold raw line breaks, which JSON forbids.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_start_matches("//").trim_start();
    let block = block.trim_start_matches("<![CDATA[").trim_end().trim_end_matches("-->");
    let block = block.trim_end().trim_end_matches("]]>").trim_end().trim_end_matches("//");
    let block = block.trim().trim_end_matches(';');
    serde_json::from_str(block).ok().or_else(|| {
        let flat: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}

/// All objects at the top, inside of lists and of `@graph`.
fn objects(values: &[Value]) -> Vec<&Value> {
    let mut objects = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop().filter(|_| objects.len() < MOST_OBJECTS) {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(fields) => {
                objects.push(value);
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    open.extend(fields.get(inner).filter(|inner| !inner.is_string()));
                }
            }
            _ => {}
        }
    }
    objects
}

fn of_article(article: &Value, objects: &[&Value]) -> Metadata {
    let text = |field: &str| texts(&article[field]).into_iter().next();
    let names = |field: &str| {
        let names = names(&article[field], objects);
        (!names.is_empty()).then(|| names.join(", "))
    };
    let url = text("url").or_else(|| match &article["mainEntityOfPage"] {
        Value::String(url) => Some(url.clone()),
        page => page["@id"].as_str().map(str::to_owned),
    });
    resolve(Raw {
        title: text("headline").or_else(|| text("name")),
        outlet: names("publisher").or_else(|| names("sourceOrganization")),
        author: names("author").or_else(|| names("creator")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        language: text("inLanguage")
            .or_else(|| article["inLanguage"]["alternateName"].as_str().map(str::to_owned)),
        url,
    })
    .0
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The names of persons or bodies: given as text, as objects, or by reference to objects elsewhere.
fn names(value: &Value, objects: &[&Value]) -> Vec<String> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut names: Vec<String> = Vec::new();
    for value in values.iter().take(40) {
        let by_reference = || {
            let id = value["@id"].as_str()?;
            objects.iter().find(|object| object["@id"] == *id && object["name"].is_string())
        };
        let name = match value {
            Value::String(name) => Some(name.as_str()),
            Value::Object(_) => match &value["name"] {
                Value::Array(names) => names.first().and_then(Value::as_str),
                name => name.as_str().or_else(|| by_reference()?["name"].as_str()),
            },
            _ => None,
        };
        let name = name.map(str::trim).filter(|name| !name.is_empty() && !name.starts_with("http"));
        if let Some(name) = name.filter(|name| names.iter().all(|known| known != name)) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(block: &str, expected: &str) {
        let found = metadata(&[block.to_owned()]);
        let fields =
            [found.title, found.outlet, found.author, found.published.map(|m| m.to_string()), found.url];
        assert_eq!(fields.map(Option::unwrap_or_default).join("|"), expected);
    }

    #[test]
    fn articles_in_lists_graphs_and_by_reference() {
        check(
            r#"{"@type":"NewsArticle","headline":"No deal","publisher":{"name":"The Post"},"author":[{"name":"A. Tarn"},"B. Oake"],
            "datePublished":"2031-05-12T08:00:00Z","mainEntityOfPage":"https://post.example/no-deal"}"#,
            "No deal|The Post|A. Tarn, B. Oake|2031-05-12T08:00:00Z|https://post.example/no-deal",
        );
        check(
            r##"[{"@graph":[{"@type":"Organization","@id":"#o","name":"The Post"},{"@type":["Article"],"headline":"No deal",
            "publisher":{"@id":"#o"}}]}]"##,
            "No deal|The Post|||",
        );
        check("<!-- {\"@type\":\"Article\",\"headline\":\"No\ndeal\"} -->", "No deal||||");
        check("{\"@type\":\"Recipe\",\"name\":\"Soup\"}", "||||");
        check("not json", "||||");
    }
}
