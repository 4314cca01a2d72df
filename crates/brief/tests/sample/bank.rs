//! Many documents out of a few sentences.

use standpoint_brief::ReadDocument;
use standpoint_terms::{Format, Metadata, Mode, Resolution};

use super::{Said, read};

struct Line {
    marked: &'static str,
    speaker: &'static str,
    party: &'static str,
    issue: &'static str,
    role: &'static str,
    mode: Mode,
    found: Resolution,
}

const fn line(
    marked: &'static str,
    [speaker, party, issue, role]: [&'static str; 4],
    mode: Mode,
    found: Resolution,
) -> Line {
    Line { marked, speaker, party, issue, role, mode, found }
}

const LINES: [Line; 20] = [
    line(
        "{s|Jon Abel, the water minister,} {q|ruled out} {c|opening the gates before the books are settled}.",
        ["Jon Abel", "orle", "flow", "water minister"],
        Mode::Indirect,
        Resolution::Name,
    ),
    line(
        "{c|“We have let more water pass than any treaty asks of us,”} {s|Abel} {q|said}. {c|“The rest is weather.”}",
        ["Jon Abel", "orle", "flow", "water minister"],
        Mode::Direct,
        Resolution::NamePart,
    ),
    line(
        "{s|The minister} {q|would not say} {c|whether inspectors may see the turbine hall}.",
        ["Jon Abel", "orle", "inspection", "water minister"],
        Mode::Indirect,
        Resolution::Role,
    ),
    line(
        "{c|Orle is ready to talk about money, “but not about guilt”}, {s|Prime Minister Ilse Varga} {q|told} parliament.",
        ["Ilse Varga", "orle", "compensation", "prime minister"],
        Mode::Mixed,
        Resolution::Name,
    ),
    line(
        "{s|Varga} {q|invited} the other side to {c|come to Quern Gap “without cameras and without conditions”}.",
        ["Ilse Varga", "orle", "talks", "prime minister"],
        Mode::Mixed,
        Resolution::NamePart,
    ),
    line(
        "According to {s|her}, {c|the Council has been told everything there is to tell}.",
        ["Ilse Varga", "orle", "inspection", "prime minister"],
        Mode::Indirect,
        Resolution::Pronoun,
    ),
    line(
        "{s|Mira Sole, Tessaly’s envoy,} {q|insisted} that {c|twelve cubic metres a second are the least that the fields need in August}.",
        ["Mira Sole", "tessaly", "flow", "envoy"],
        Mode::Indirect,
        Resolution::Name,
    ),
    line(
        "{c|“A gauge that only one side may read is not a gauge,”} {s|she} {q|said}.",
        ["Mira Sole", "tessaly", "inspection", "envoy"],
        Mode::Direct,
        Resolution::Pronoun,
    ),
    line(
        "{s|The envoy} {q|demanded} {c|payment for two harvests, not one}.",
        ["Mira Sole", "tessaly", "compensation", "envoy"],
        Mode::Indirect,
        Resolution::Role,
    ),
    line(
        "{s|President Karel Dunne} {q|accused} Orle of {c|“bargaining with a tap”}.",
        ["Karel Dunne", "tessaly", "flow", "president"],
        Mode::Mixed,
        Resolution::Name,
    ),
    line(
        "{c|Tessaly will come to every meeting to which it is asked}, {s|Dunne} {q|promised} farmers in the lower valley.",
        ["Karel Dunne", "tessaly", "talks", "president"],
        Mode::Indirect,
        Resolution::NamePart,
    ),
    line(
        "{s|He} {q|believes} that {c|an agreement before the harvest is still possible}.",
        ["Karel Dunne", "tessaly", "talks", "president"],
        Mode::Indirect,
        Resolution::Pronoun,
    ),
    line(
        "{c|“Both sides count the same river and get different numbers,”} {s|the Council’s chair, Tomas Reyl,} {q|observed}.",
        ["Tomas Reyl", "council", "inspection", "chair"],
        Mode::Direct,
        Resolution::Name,
    ),
    line(
        "{s|Reyl} {q|proposed} {c|a joint gauge below the dam, read by three people at once}.",
        ["Tomas Reyl", "council", "inspection", "chair"],
        Mode::Indirect,
        Resolution::NamePart,
    ),
    line(
        "{c|The next round begins on the first Monday of the month}, {s|the Harbour Council} {q|announced}.",
        ["Harbour Council", "council", "talks", ""],
        Mode::Indirect,
        Resolution::Name,
    ),
    line(
        "{s|The Fishers’ Union} {q|warned} that {c|nobody had asked what the trout need}.",
        ["Fishers’ Union", "fishers", "fishing", ""],
        Mode::Indirect,
        Resolution::Name,
    ),
    line(
        "{s|A senior official in Orle} {q|described} the offer as {c|“generous, if one reads only the first page”}.",
        ["a senior official in Orle", "orle", "compensation", ""],
        Mode::Mixed,
        Resolution::Description,
    ),
    line(
        "{s|Analysts} {q|doubt} that {c|either government could sell a compromise at home}.",
        ["analysts", "", "talks", ""],
        Mode::Indirect,
        Resolution::Description,
    ),
    line(
        "{c|“There are weeks in which the river is the only one who keeps its word,”} {s|the novelist Hanne Orlov} {q|wrote}.",
        ["Hanne Orlov", "", "", "novelist"],
        Mode::Direct,
        Resolution::Name,
    ),
    line(
        "It is {q|understood} that {c|a first payment has already been agreed}.",
        ["", "", "compensation", ""],
        Mode::Indirect,
        Resolution::Unresolved,
    ),
];

const PLAIN: [&str; 6] = [
    "The river had fallen another hand’s breadth by the weekend, and the ferry at Lower Ness stopped running.",
    "Nobody at the table had expected a quick morning.",
    "The two delegations met for three hours in the old customs house, with the windows open because of the heat.",
    "It was the fourth meeting since the winter.",
    "A decision of the court on the old treaty is due in the autumn.",
    "Outside, some forty farmers had parked their tractors along the quay.",
];

const TITLES: [&str; 10] = [
    "No water before signatures",
    "A long morning at the customs house",
    "Council floats a gauge for three",
    "Tessaly counts its losses",
    "The gates, the books and the weather",
    "What the fishers were not asked",
    "Minister on the dam: not before the autumn",
    "Envoy leaves without a date",
    "Two numbers for one river",
    "Talks go on, quietly",
];

const OUTLETS: [&str; 5] =
    ["The Quern Gazette", "Sill Wire", "Lower Valley Post", "Radio Ness", "The Evening Ferry"];

pub(super) fn document(number: usize) -> ReadDocument {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut pick = move |from: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % from
    };
    let title = TITLES[pick(TITLES.len())];
    let mut text = format!("# {title}\n\n! Quern Gap, picture {number}. Photo: archive\n\n");
    let mut said: Vec<Said> = Vec::new();
    let count = 6 + pick(14);
    for i in 0..count {
        if pick(3) == 0 {
            text.push_str(PLAIN[pick(PLAIN.len())]);
            text.push(' ');
        }
        let line = &LINES[pick(LINES.len())];
        let number = said.len() + 1;
        let marked = ["s", "q", "c"].iter().fold(line.marked.to_owned(), |text, role| {
            text.replace(&format!("{{{role}|"), &format!("{{{number}{role}|"))
        });
        text.push_str(&marked);
        text.push_str(if i % 3 == 2 { "\n\n" } else { " " });
        let mut one = Said::by(line.speaker, line.party, line.issue)
            .mode(line.mode)
            .found(line.found)
            .score(0.35 + pick(65) as f32 / 100.0);
        if !line.role.is_empty() {
            one = one.role(line.role);
        }
        said.push(one);
    }
    text.push_str("\n\n~ More from the valley in our evening letter\n");
    let day: jiff::civil::Date = "2031-03-03".parse().unwrap();
    let day = day.checked_add(jiff::Span::new().days((number * 5 % 70) as i64)).unwrap();
    let metadata = Metadata {
        title: Some(title.to_owned()),
        outlet: (pick(12) > 0).then(|| OUTLETS[pick(OUTLETS.len())].to_owned()),
        published: (pick(15) > 0).then(|| standpoint_terms::Moment::day(day)),
        url: Some(format!("https://news.example/{number}/{}", title.to_lowercase().replace(' ', "-"))),
        language: Some("en".into()),
        ..Metadata::default()
    };
    read(&format!("coverage/{number:04}.html"), Format::Html, metadata, &text, &said)
}
