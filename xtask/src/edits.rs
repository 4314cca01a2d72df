//! What newsrooms do to quotations, done by chance with a seed: for measuring, never for training.

/// Numbers by chance that are the same in every run (splitmix64, Steele and others 2014).
pub(crate) struct Seeded(u64);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Seeded(seed)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { Some(&from[self.below(from.len())]) }
    }
}

/// One edit of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    Exact,
    WordReplaced,
    NumberChanged,
    NegationDropped,
    ConditionDropped,
    HedgeDropped,
    Trimmed,
    Joined,
    SpeakerSwapped,
    TenseChanged,
    Synonyms,
}

impl Edit {
    pub(crate) const ALL: [Edit; 11] = [
        Edit::Exact,
        Edit::WordReplaced,
        Edit::NumberChanged,
        Edit::NegationDropped,
        Edit::ConditionDropped,
        Edit::HedgeDropped,
        Edit::Trimmed,
        Edit::Joined,
        Edit::SpeakerSwapped,
        Edit::TenseChanged,
        Edit::Synonyms,
    ];

    /// What the program should call it.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Edit::Exact => "exact",
            Edit::WordReplaced => "word-replaced",
            Edit::NumberChanged => "number-changed",
            Edit::NegationDropped => "negation-changed",
            Edit::ConditionDropped => "condition-dropped",
            Edit::HedgeDropped => "hedge-dropped",
            Edit::Trimmed => "trimmed",
            Edit::Joined => "joined",
            Edit::SpeakerSwapped => "speaker-changed",
            Edit::TenseChanged => "tense-changed",
            Edit::Synonyms => "reworded",
        }
    }
}

const NUMBERS: [&str; 15] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "fifty",
];

const TENSES: [(&str, &str); 22] = [
    ("is", "was"),
    ("are", "were"),
    ("will", "would"),
    ("has", "had"),
    ("have", "had"),
    ("was", "is"),
    ("were", "are"),
    ("want", "wanted"),
    ("wants", "wanted"),
    ("says", "said"),
    ("said", "says"),
    ("think", "thought"),
    ("know", "knew"),
    ("believe", "believed"),
    ("goes", "went"),
    ("went", "goes"),
    ("makes", "made"),
    ("made", "makes"),
    ("takes", "took"),
    ("took", "takes"),
    ("supports", "supported"),
    ("needs", "needed"),
];

const SYNONYMS: [(&str, &str); 48] = [
    ("people", "folks"),
    ("big", "large"),
    ("great", "splendid"),
    ("country", "nation"),
    ("think", "reckon"),
    ("believe", "hold"),
    ("talk", "speak"),
    ("talking", "speaking"),
    ("help", "assist"),
    ("start", "begin"),
    ("started", "began"),
    ("need", "require"),
    ("want", "wish"),
    ("many", "numerous"),
    ("very", "really"),
    ("good", "fine"),
    ("bad", "poor"),
    ("important", "crucial"),
    ("kids", "children"),
    ("job", "task"),
    ("jobs", "posts"),
    ("money", "cash"),
    ("get", "obtain"),
    ("give", "hand"),
    ("keep", "retain"),
    ("make", "create"),
    ("show", "display"),
    ("try", "attempt"),
    ("trying", "attempting"),
    ("problem", "trouble"),
    ("problems", "troubles"),
    ("terrible", "awful"),
    ("wrong", "mistaken"),
    ("right", "correct"),
    ("law", "statute"),
    ("companies", "firms"),
    ("company", "firm"),
    ("fight", "battle"),
    ("hope", "trust"),
    ("never", "at no time"),
    ("always", "at all times"),
    ("every", "each"),
    ("new", "fresh"),
    ("different", "distinct"),
    ("again", "once more"),
    ("because", "since"),
    ("who", "that"),
    ("so", "therefore"),
];

/// The words of a quotation after an edit; `None` where it does not suit them. [`Edit::Joined`] and
/// [`Edit::SpeakerSwapped`] are the caller's.
pub(crate) fn edited(words: &str, edit: Edit, others: &[String], seeded: &mut Seeded) -> Option<String> {
    let mut list: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    match edit {
        Edit::Exact | Edit::Joined | Edit::SpeakerSwapped => {}
        Edit::WordReplaced => {
            let places: Vec<usize> = (1..list.len()).filter(|at| is_content(&list[*at])).collect();
            let at = *seeded.pick(&places)?;
            let by = seeded.pick(others)?;
            if by[..3] == bare(&list[at])[..3] {
                return None;
            }
            list[at] = instead(&list[at], by);
        }
        Edit::NumberChanged => {
            let is_number = |word: &str| {
                NUMBERS.contains(&bare(word).as_str())
                    || bare(word).parse::<u64>().is_ok_and(|value| value > 1)
            };
            let places: Vec<usize> = (0..list.len()).filter(|at| is_number(&list[*at])).collect();
            let at = *seeded.pick(&places)?;
            let old = bare(&list[at]);
            let new = match old.parse::<u64>() {
                Ok(value) => (value + 1 + seeded.below(9) as u64 * 3).to_string(),
                Err(_) => (*seeded.pick(&NUMBERS).filter(|new| **new != old)?).to_owned(),
            };
            list[at] = instead(&list[at], &new);
        }
        Edit::NegationDropped => {
            let negation = |word: &str| matches!(bare(word).as_str(), "not" | "never") || contracted(word);
            let places: Vec<usize> = (0..list.len()).filter(|at| negation(&list[*at])).collect();
            let at = *seeded.pick(&places)?;
            if contracted(&list[at]) {
                let stem = list[at].replace("n't", "").replace("n\u{2019}t", "");
                list[at] = if stem == "wo" {
                    "will".to_owned()
                } else if stem == "ca" {
                    "can".to_owned()
                } else {
                    stem
                };
            } else {
                list.remove(at);
            }
        }
        Edit::ConditionDropped => {
            let opens = |word: &str| matches!(bare(word).as_str(), "if" | "unless" | "until" | "provided");
            let at = (0..list.len()).find(|at| opens(&list[*at]))?;
            if at == 0 || list[at - 1].ends_with(['.', '?', '!']) {
                let end = (at..list.len()).find(|end| list[*end].ends_with(','))?;
                if list[end + 1..].len() < 6 || end - at < 3 {
                    return None;
                }
                list.drain(at..=end);
            } else {
                let end = (at..list.len())
                    .find(|end| list[*end].ends_with(['.', '?', '!', ',']))
                    .unwrap_or(list.len() - 1);
                if end - at < 3 || at < 6 {
                    return None;
                }
                list.drain(at..=end);
                list[at - 1].push('.');
            }
        }
        Edit::HedgeDropped => {
            let at = (0..list.len()).find(|at| {
                matches!(bare(&list[*at]).as_str(), "probably" | "perhaps" | "maybe" | "possibly")
                    || at + 1 < list.len()
                        && bare(&list[*at]) == "i"
                        && matches!(bare(&list[at + 1]).as_str(), "think" | "believe" | "guess")
            })?;
            let pair = bare(&list[at]) == "i";
            list.drain(at..=at + usize::from(pair));
        }
        Edit::Trimmed => {
            if list.len() < 12 {
                return None;
            }
            let keep = list.len() * (50 + seeded.below(25)) / 100;
            if seeded.below(2) == 0 {
                list.truncate(keep);
            } else {
                list.drain(..list.len() - keep);
            }
        }
        Edit::TenseChanged => {
            let change = |word: &str| TENSES.iter().find(|(from, _)| *from == bare(word)).map(|(_, to)| *to);
            let places: Vec<usize> = (0..list.len()).filter(|at| change(&list[*at]).is_some()).collect();
            let at = *seeded.pick(&places)?;
            let to = change(&list[at])?;
            list[at] = instead(&list[at], to);
        }
        Edit::Synonyms => {
            let change =
                |word: &str| SYNONYMS.iter().find(|(from, _)| *from == bare(word)).map(|(_, to)| *to);
            let places: Vec<usize> = (0..list.len()).filter(|at| change(&list[*at]).is_some()).collect();
            if places.len() < 3 {
                return None;
            }
            for at in places {
                let to = change(&list[at])?;
                list[at] = instead(&list[at], to);
            }
        }
    }
    (list.len() >= 5).then(|| list.join(" "))
}

/// A word in small letters without the signs around it.
pub(crate) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a word carries meaning, as far as its length tells.
pub(crate) fn is_content(word: &str) -> bool {
    let bare = bare(word);
    bare.len() >= 5
        && bare.chars().all(|c| c.is_ascii_lowercase())
        && word.starts_with(|c: char| c.is_lowercase())
}

fn contracted(word: &str) -> bool {
    let word = word.to_lowercase();
    word.contains("n't") || word.contains("n\u{2019}t")
}

/// Another word with the signs of this one.
fn instead(word: &str, by: &str) -> String {
    let start = word.find(char::is_alphanumeric).unwrap_or(0);
    let end = word
        .rfind(char::is_alphanumeric)
        .map_or(word.len(), |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    format!("{}{by}{}", &word[..start], &word[end..])
}
