//! Tells captions and boilerplate from sentences, by the patterns of `data/lines.toml`.

use std::sync::LazyLock;

use regex::RegexSet;
use serde::Deserialize;
use standpoint_terms::PassageKind;

#[derive(Deserialize)]
struct Data {
    caption: Patterns,
    boilerplate: Patterns,
}

#[derive(Deserialize)]
struct Patterns {
    longest: usize,
    patterns: Vec<String>,
}

struct Lines {
    captions: (usize, RegexSet),
    boilerplate: (usize, RegexSet),
}

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let data: Data = toml::from_str(include_str!("../data/lines.toml")).expect("a test reads the file");
    let set = |patterns: Patterns| {
        let patterns_ignoring_case = patterns.patterns.iter().map(|pattern| format!("(?i){pattern}"));
        (patterns.longest, RegexSet::new(patterns_ignoring_case).expect("a test compiles the patterns"))
    };
    Lines { captions: set(data.caption), boilerplate: set(data.boilerplate) }
});

/// Whether a line (or short paragraph) is a caption or boilerplate; `None` where it may be a sentence.
pub(crate) fn aside(line: &str) -> Option<PassageKind> {
    let line = line.trim();
    let matches = |(longest, set): &(usize, RegexSet)| line.len() <= *longest && set.is_match(line);
    // Captions first: "Image source: …" is a credit, "Source: …" alone is a link.
    if matches(&LINES.captions) {
        Some(PassageKind::Caption)
    } else if matches(&LINES.boilerplate) {
        Some(PassageKind::Boilerplate)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use standpoint_terms::PassageKind::{Boilerplate, Caption};

    use super::*;

    fn check(line: &str, expected: Option<PassageKind>) {
        assert_eq!(aside(line), expected, "{line}");
    }

    #[test]
    fn captions() {
        check("Image: The ferry leaves Hollin. Pic: Harbour Office", Some(Caption));
        check("The ferry leaves Hollin at noon. Photo: Lina Marr", Some(Caption));
        check("(Photo by Lina Marr)", Some(Caption));
        check("FILE - The minister arrives in Tolm.", Some(Caption));
        check("FILE – The minister arrives in Tolm.", Some(Caption));
        check("Photo courtesy of the Harbour Office", Some(Caption));
    }

    #[test]
    fn boilerplate() {
        for line in [
            "Related Sources:",
            "Read more: Why the ferry stopped",
            "READ MORE",
            "Follow Lina Marr on Twitter",
            "Sign up for our morning newsletter",
            "Advertisement",
            "© 2031 The Harbour Post. All rights reserved.",
            "• Source 1 • Source 2",
            "By Lina Marr and Tom Oake",
            "Last updated: 12 May 2031 18:30",
            "https://harbourpost.example/news",
            "Share this article",
            "Source: Harbour Post",
        ] {
            check(line, Some(Boilerplate));
        }
    }

    #[test]
    fn sentences_stay() {
        for line in [
            "Image problems have dogged the minister since spring.",
            "By midnight the two sides had agreed on nothing.",
            "By Monday evening, Tarn said, the ferry would sail again.",
            "File-sharing between the two services stopped in March.",
            "Copyright law is not on the table, she said.",
            "More than forty boats left the harbour.",
            "Related disputes have gone to court before.",
            "Follow the money, he said, and you will find the islet.",
            "Sources close to the talks spoke of progress.",
            "Share prices fell after the announcement.",
            "He showed a photo of the pier and said nothing.",
            "Most read the letter as a refusal.",
            "Read it again, the envoy told them.",
            "Subscribe to that view and you may as well go home, he said; nobody laughed at this, least of all the minister, who had heard it before.",
            "Print runs have halved.",
            "Comments by the minister drew protest.",
            "Save the islands, the banners read.",
        ] {
            check(line, None);
        }
    }
}
