//! General English word lists, compiled in. Nothing about any dispute; each file says what it holds.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::words::Phrases;

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

macro_rules! phrases {
    ($name:ident, $file:literal, $doc:literal) => {
        #[doc = $doc]
        pub(crate) fn $name() -> &'static Phrases {
            static LIST: LazyLock<Phrases> =
                LazyLock::new(|| Phrases::new(lines(include_str!(concat!("../lexicon/", $file)))));
            &LIST
        }
    };
}

phrases!(unchanged, "unchanged.txt", "Words that say outright that a position stands.");
phrases!(unchanged_cues, "unchanged-cues.txt", "Cues that say so: somebody repeats what was said.");
phrases!(changed, "changed.txt", "Words that say outright that a position has moved.");
phrases!(changed_cues, "changed-cues.txt", "Cues by which a side is said to have moved.");
phrases!(conditions, "conditions.txt", "Words that open a condition.");
phrases!(postponed, "postponed.txt", "Words that say that a date was moved.");
phrases!(events, "events.txt", "What has a date that can be moved.");
phrases!(outcomes, "outcomes.txt", "Words by which a forecast is judged afterwards.");
phrases!(set_words, "set.txt", "Words before a date as it was set.");
phrases!(chances, "chances.txt", "Words beside a number that make it a probability.");

/// Words that carry no content.
pub(crate) fn stop_words() -> &'static HashSet<&'static str> {
    static LIST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        lines(include_str!("../lexicon/stop.txt")).flat_map(str::split_whitespace).collect()
    });
    &LIST
}
