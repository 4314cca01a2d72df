//! Generated coverage of an invented dispute: as many documents as one likes, each another text, with names,
//! cues and quotations in them so that a reader finds something. It measures speed; it is no test of reading.

use std::fmt::Write;

use standpoint_terms::{Document, DocumentId, Format, Metadata, Moment, Passage, PassageKind, Span};

const SURNAMES: [&str; 16] = [
    "Ardal", "Benholm", "Corvin", "Dastry", "Elmark", "Fenwood", "Garsten", "Hollin", "Irvane", "Jessop",
    "Karlow", "Lindor", "Marwick", "Norbury", "Osgar", "Pellam",
];
const GIVEN: [&str; 8] = ["Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo"];
const ROLES: [&str; 6] =
    ["Foreign Minister", "President", "spokesman", "Prime Minister", "envoy", "Defence Minister"];
const THINGS: [&str; 12] = [
    "the harbour",
    "a ceasefire",
    "the tolls",
    "the northern ferry",
    "the survey ships",
    "the fishing grounds",
    "the pipeline",
    "a joint patrol",
    "the prisoners",
    "the lighthouse",
    "the treaty",
    "the customs house",
];
const VERBS: [&str; 8] = [
    "must be settled",
    "cannot be sold",
    "will be opened",
    "stays closed",
    "is no matter for talks",
    "could be shared",
    "needs a guarantee",
    "was never promised",
];
const OUTLETS: [&str; 5] = ["Harbour Wire", "The Daily Plumb", "Coastline", "Market Quay", "Northern Letter"];

/// A stream of numbers that looks random and is always the same (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.next() % of.len() as u64).expect("an index fits")]
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// The text of document number `n`: a headline and eight paragraphs, about 300 words.
pub fn text(n: u64) -> String {
    let mut numbers = Numbers(n.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5eed);
    let mut text = String::new();
    let _ = writeln!(text, "{} talks, day {n}\n", numbers.one(&["Harbour", "Ferry", "Strait", "Border"]));
    for paragraph in 0..8 {
        let (given, surname) = (numbers.one(&GIVEN), numbers.one(&SURNAMES));
        let (role, thing, verb) = (numbers.one(&ROLES), numbers.one(&THINGS), numbers.one(&VERBS));
        let (other, do_it) = (numbers.one(&THINGS), numbers.one(&VERBS));
        let number = numbers.below(10_000);
        let _ = match paragraph % 4 {
            0 => writeln!(
                text,
                "{role} {given} {surname} said on Tuesday that {thing} {verb}, and that {other} {do_it} before the \
                 {number} workers of the port could return. “We have said this for {number} days,” {surname} added. \
                 The talks went on into the night.\n"
            ),
            1 => writeln!(
                text,
                "“In our view {thing} {verb},” {given} {surname} told reporters. “As to {other}, it {do_it}.” About \
                 {number} people watched from the quay, and a band played until the rain came.\n"
            ),
            2 => writeln!(
                text,
                "According to {surname}, {thing} {verb}. Officials warned that {other} {do_it} unless {number} tonnes of \
                 grain were released. The {role} refused to say whether a date had been set.\n"
            ),
            _ => writeln!(
                text,
                "The two sides have met {number} times since the spring. {given} {surname} insists that {thing} \
                 {verb}; others believe that {other} {do_it}. No date was named for the next round.\n"
            ),
        };
    }
    text
}

/// Document number `n`, as the intake would give it.
pub fn document(n: u64) -> Document {
    let text = text(n);
    let mut passages = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&text);
        if !span.is_empty() {
            let kind = if passages.is_empty() { PassageKind::Heading } else { PassageKind::Body };
            passages.push(Passage { kind, span });
        }
        start += line.len();
    }
    let day = format!("2031-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
    let metadata = Metadata {
        title: Some(format!("Talks, day {n}")),
        outlet: Some(OUTLETS[usize::try_from(n % 5).expect("below 5")].to_owned()),
        published: Some(day.parse::<Moment>().expect("a date")),
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    Document {
        id: DocumentId::of_text(&text),
        name: format!("{n:07}.txt"),
        locator: format!("/coverage/{n:07}.txt"),
        format: Format::Text,
        metadata,
        text,
        passages,
        notices: Vec::new(),
    }
}
