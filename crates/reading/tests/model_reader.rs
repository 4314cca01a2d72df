//! What the reader makes of what a model finds. The model is a script: marks in the text say what it found.

use proptest::prelude::*;
use standpoint_inference::{
    Antecedent, Found, FoundAttribution, FoundMention, FoundName, Inference, Level, NameKind, Referent,
};
use standpoint_reading::{ModelReader, Reader};
use standpoint_terms::{CueKind, Reading, Span};
use standpoint_testing::{marked, plain_document};

/// Finds what it is told to find.
struct Script(Found);

impl Inference for Script {
    fn infer(&self, _: &str) -> Found {
        self.0.clone()
    }

    fn name(&self) -> &str {
        "script"
    }

    fn version(&self) -> &str {
        "1"
    }
}

/// Marks: `s`, `c`, `t` with a number are source, cue and content of an attribution; `m` with a number is a mention,
/// and those of one number are a chain: `m1` by name, `o1` by the name of a body, `n1` by noun, `p1` by pronoun.
fn script(spans: &[(String, Span)]) -> Found {
    let mut found = Found::default();
    let mut numbers: Vec<&str> = Vec::new();
    for (label, span) in spans.iter().filter(|(label, _)| label.starts_with(['s', 'c', 't'])) {
        let number = &label[1..];
        let at = numbers.iter().position(|other| *other == number).unwrap_or_else(|| {
            numbers.push(number);
            let (source, cue, content) = (Vec::new(), Vec::new(), Vec::new());
            let cue_kind = CueKind::Reporting;
            found.attributions.push(FoundAttribution { source, cue, content, cue_kind, score: 0.8 });
            numbers.len() - 1
        });
        let one = &mut found.attributions[at];
        match &label[..1] {
            "s" => one.source.push(*span),
            "c" => one.cue.push(*span),
            _ => one.content.push(*span),
        }
    }
    found.attributions.sort_by_key(|one| one.content[0].start);
    let mut last: Vec<(&str, usize)> = Vec::new();
    for (label, span) in spans.iter().filter(|(label, _)| label.starts_with(['m', 'o', 'n', 'p'])) {
        let level = match &label[..1] {
            "m" => Level::Name,
            "o" => {
                found.names.push(FoundName { span: *span, kind: NameKind::Organisation });
                Level::Name
            }
            "n" => Level::Noun,
            _ => Level::Pronoun,
        };
        let at = found.mentions.len();
        let before = last.iter().rev().find(|(number, _)| *number == &label[1..]);
        let antecedent = before.map(|(_, mention)| Antecedent { mention: *mention, probability: 1.0 });
        // The scripted head is the last letter's word: enough for a test.
        let head = Span::new(span.end - 1, span.end);
        let referent = Referent::Person;
        found.mentions.push(FoundMention {
            span: *span,
            head,
            referent,
            level,
            probability: 1.0,
            antecedent,
        });
        last.push((&label[1..], at));
    }
    found
}

fn read(text: &str) -> (String, Reading) {
    let marked = marked::parse(text);
    let reader = ModelReader::new(Script(script(&marked.spans)));
    let reading = reader.read(&plain_document("a.txt", &marked.text));
    (marked.text, reading)
}

/// Each attribution as `speaker (resolution), mode: content`, a nested one indented.
fn check(text: &str, expected: &[&str]) {
    let (text, reading) = read(text);
    let lines: Vec<String> = reading
        .attributions
        .iter()
        .map(|a| {
            let speaker = a.speaker.map_or("nobody", |at| reading.actors[at].name.as_str());
            let content: Vec<&str> =
                a.content.iter().map(|span| span.of(&text).expect("spans lie in the text")).collect();
            let indent = if a.parent.is_some() { "  " } else { "" };
            let (how, mode) = (a.resolution.name(), a.mode.name());
            format!("{indent}{speaker} ({how}), {mode}: {}", content.join(" … "))
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn names_and_titles_are_the_rules_work() {
    check(
        "Foreign Minister ⟦s1:Lena Kask⟧ ⟦c1:ruled out⟧ ⟦t1:a truce⟧. ⟦s2:Kask⟧ ⟦c2:said⟧ ⟦t2:it was “too late”⟧.",
        &["Lena Kask (name), indirect: a truce", "Lena Kask (name-part), mixed: it was “too late”"],
    );
}

#[test]
fn pronouns_follow_the_models_chains() {
    check(
        "⟦o1:Velmark⟧ has sent no envoy. A ferry sank. ⟦s1:⟦p1:It⟧⟧ ⟦c1:insists on⟧ ⟦t1:a vote⟧.",
        &["Velmark (pronoun), indirect: a vote"],
    );
    check(
        "⟦s1:⟦n1:Two officials⟧⟧ ⟦c1:said⟧ ⟦t1:the port was shut⟧. ⟦s2:⟦p1:They⟧⟧ ⟦c2:hoped⟧ ⟦t2:for rain⟧.",
        &[
            "two officials (description), indirect: the port was shut",
            "two officials (pronoun), indirect: for rain",
        ],
    );
    // A man is not "she", whatever the model says.
    check(
        "Mr. ⟦m1:Tarn⟧ left. ⟦s1:⟦p1:She⟧⟧ ⟦c1:wanted⟧ ⟦t1:peace⟧.",
        &["nobody (unresolved), indirect: peace"],
    );
}

#[test]
fn he_goes_back_over_nobodys_head() {
    check(
        "⟦m1:Odo Falk⟧ left. Falk slept. ⟦s1:⟦p1:His⟧ colleague, ⟦m2:Marc Orr⟧,⟧ ⟦c1:said⟧ ⟦t1:it was late⟧. ⟦s2:⟦p1:He⟧⟧ ⟦c2:denied⟧ ⟦t2:the report⟧.",
        &["Marc Orr (name), indirect: it was late", "Marc Orr (pronoun), indirect: the report"],
    );
}

#[test]
fn descriptions_follow_them_where_roles_allow() {
    check(
        "⟦m1:Ines Tarn⟧ came home. ⟦s1:⟦n1:The veteran diplomat⟧⟧ ⟦c1:warned⟧ ⟦t1:of a long winter⟧.",
        &["Ines Tarn (role), indirect: of a long winter"],
    );
    check(
        "Vice President ⟦m1:Ines Tarn⟧ left. ⟦s1:⟦n1:The president⟧⟧ ⟦c1:wanted⟧ ⟦t1:talks⟧.",
        &["the president (description), indirect: talks"],
    );
    check(
        "⟦s1:⟦n1:Academics close to⟧ the Kremlin⟧ ⟦c1:see⟧ ⟦t1:some room⟧.",
        &["academics close to the Kremlin (description), indirect: some room"],
    );
    check(
        "⟦m1:Ines Tarn⟧ wrote it. ⟦s1:Tarn's analysis⟧ ⟦c1:holds⟧ ⟦t1:that both sides are tired⟧.",
        &["Ines Tarn (name-part), indirect: that both sides are tired"],
    );
}

#[test]
fn a_bare_office_is_held_by_the_minister_named_last() {
    check(
        "Foreign Minister Ines Tarn will come, and Foreign Minister Lena Kask too.\n\nA toll;\n\nRain fell. ⟦s1:⟦n1:The Minister⟧⟧ ⟦c1:thanked⟧ ⟦t1:the harbour pilots⟧.",
        &["Lena Kask (role), indirect: the harbour pilots"],
    );
}

#[test]
fn a_town_stands_before_who_spoke_in_it() {
    check(
        "In Selmwater Lena Kask spoke. ⟦s1:She⟧ ⟦c1:wanted⟧ ⟦t1:a lower toll⟧.",
        &["Lena Kask (pronoun), indirect: a lower toll"],
    );
}

#[test]
fn what_is_ruled_out_or_hangs_on_something_goes_on_to_its_end() {
    check("Lena Kask will suspend her toll on grain.", &["Lena Kask (name), indirect: her toll on grain"]);
    check("Lena Kask did not rule out a lower toll.", &["Lena Kask (name), indirect: a lower toll"]);
    check(
        "⟦s1:Lena Kask⟧ ⟦c1:was ready to recommend⟧ ⟦t1:the toll⟧ to her council if the river froze.",
        &["Lena Kask (name), indirect: the toll to her council if the river froze"],
    );
}

#[test]
fn a_relative_pronoun_stands_for_the_phrase_before_it() {
    check(
        "⟦n1:Harbour pilots⟧, ⟦s1:who⟧ ⟦c1:fear⟧ ⟦t1:for their jobs⟧, met.",
        &["harbour pilots (description), indirect: for their jobs"],
    );
}

#[test]
fn a_source_does_not_reach_into_another_paragraph() {
    check(
        "⟦s1:An open end\nHarbour pilots⟧ ⟦c1:fear⟧ ⟦t1:for their jobs⟧.",
        &["harbour pilots (description), indirect: for their jobs"],
    );
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    check(
        "⟦t1:“We are tired.⟧\n\n⟦t2:“We go home,”⟧ ⟦s2:Lena Kask⟧ ⟦c2:said⟧.\n\n⟦t3:“There is no more to say.”⟧\n\nRain fell.\n\n⟦t4:“Stop.”⟧",
        &[
            "nobody (unresolved), direct: “We are tired.",
            "Lena Kask (name), direct: “We go home,”",
            "Lena Kask (name), direct: “There is no more to say.”",
            "nobody (unresolved), direct: “Stop.”",
        ],
    );
}

#[test]
fn announced_lists_are_one_attribution_an_item() {
    check(
        "⟦s1:Velmark⟧'s core demands ⟦c1:include⟧:\n- ⟦t1:a seat on the board⟧\n- ⟦t1:the archive, which ⟦s2:Kask⟧ ⟦c2:says⟧ ⟦t2:was stolen⟧⟧\n",
        &[
            "Velmark (name), list: a seat on the board",
            "Velmark (name), list: the archive, which Kask says was stolen",
            "  Kask (name), indirect: was stolen",
        ],
    );
}

#[test]
fn a_condition_behind_what_is_said_belongs_to_it() {
    check(
        "⟦s1:Kask⟧ ⟦c1:agreed to⟧ ⟦t1:a truce⟧, provided the searches ceased. ⟦s2:Tarn⟧ ⟦c2:was ready⟧ ⟦t2:to sign⟧ if the fleet left the valley.",
        &[
            "Kask (name), indirect: a truce, provided the searches ceased",
            "Tarn (name), indirect: to sign if the fleet left the valley",
        ],
    );
    check(
        "⟦t1:Velmark could live with observers⟧, ⟦s1:Tarn⟧ ⟦c1:said⟧ last week — ⟦t2:but only if they carried no weapons⟧, and left.",
        &["Tarn (name), indirect: Velmark could live with observers … but only if they carried no weapons"],
    );
    check(
        "⟦t1:“We will come,”⟧ ⟦s1:Tarn⟧ ⟦c1:said⟧, if anybody was listening.",
        &["Tarn (name), direct: “We will come,”"],
    );
}

#[test]
fn a_headline_ends_where_the_text_begins() {
    check("⟦s1:Kask⟧ ⟦c1:says⟧ ⟦t1:no\n\nSELM⟧, 3 May — It rained.", &["Kask (name), indirect: no"]);
}

#[test]
fn reactions_to_demands_and_proposals_are_read_without_a_verb_of_saying() {
    check(
        "Ines Tarn, the minister, dropped her demand for a vote.",
        &["Ines Tarn (name), indirect: her demand for a vote"],
    );
    check(
        "Lena Kask has presented a ten-point plan to Velmark.",
        &["Lena Kask (name), indirect: a ten-point plan to Velmark"],
    );
    check(
        "Marc Orr gives a truce a probability of 40 percent.",
        &["Marc Orr (name), indirect: a truce a probability of 40 percent"],
    );
    check("Ines Tarn dropped her glass and gave a talk of 40 minutes.", &[]);
}

#[test]
fn what_only_the_rules_saw_is_joined() {
    check(
        "“The ferry must run every day,” Lena Kask said. ⟦s1:She⟧ ⟦c1:wants⟧ ⟦t1:a vote⟧.",
        &[
            "Lena Kask (name), direct: “The ferry must run every day,”",
            "Lena Kask (pronoun), indirect: a vote",
        ],
    );
}

proptest! {
    /// Whatever a model finds, the reading holds together.
    #[test]
    fn any_findings_make_a_reading(
        text in "(\\PC|[ \n.,“”']|said |He |Ann Kask |- ){1,60}",
        cuts in prop::collection::vec((0usize..400, 1usize..60, 0usize..4), 0..24),
    ) {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans: Vec<(String, Span)> = cuts
            .iter()
            .map(|(from, size, kind)| {
                let from = from % (bounds.len() - 1);
                let to = (from + size).min(bounds.len() - 1);
                let label = format!("{}{}", ["s", "c", "p", "n"][*kind], from % 5);
                (label, Span::new(bounds[from], bounds[to]))
            })
            .collect();
        // A content for each number, so that none is empty.
        let contents = (0..5).map(|n| (format!("t{n}"), Span::new(0, bounds[bounds.len().min(2 + n) - 1])));
        let mut all: Vec<_> = contents.chain(spans).collect();
        all.iter_mut().for_each(|(_, span)| {
            while !text.is_char_boundary(span.start) {
                span.start -= 1;
            }
        });
        let mut found = script(&all);
        for mention in &mut found.mentions {
            let start = (mention.head.start..=mention.head.start).find(|at| text.is_char_boundary(*at));
            mention.head = start.map_or(mention.span, |start| Span::new(start, mention.span.end));
        }
        let document = plain_document("a.txt", &text);
        let reading = ModelReader::new(Script(found)).read(&document);
        for a in &reading.attributions {
            prop_assert!(!a.content.is_empty());
            for span in a.source.iter().chain(&a.cue).chain(&a.content) {
                prop_assert!(span.of(&text).is_some());
            }
            prop_assert!(a.speaker.is_none_or(|at| at < reading.actors.len()));
            prop_assert!(a.parent.is_none_or(|at| at < reading.attributions.len()));
        }
    }
}

#[test]
fn sources_are_traced() {
    let file = include_str!("../cases/traced.md");
    let mut expected = String::new();
    let mut actual = String::new();
    let mut lines = file.lines();
    let mut last = String::new();
    while let Some(line) = lines.next() {
        let fence: Vec<&str> = match line {
            "```marked" | "```attributions" => lines.by_ref().take_while(|l| *l != "```").collect(),
            _ => Vec::new(),
        };
        let given = fence.join("\n");
        let found = match line {
            "```marked" => {
                last = read_lines(&given);
                given.clone()
            }
            "```attributions" => last.clone(),
            _ => String::new(),
        };
        for (out, body) in [(&mut expected, &given), (&mut actual, &found)] {
            out.push_str(line);
            out.push('\n');
            if line.starts_with("```") {
                out.push_str(body);
                out.push_str("\n```\n");
            }
        }
    }
    assert!(expected == actual, "the reader gives another file:\n{actual}");
}

/// One line for each attribution: number, mode, speaker, how the speaker was found, parent.
fn read_lines(marked: &str) -> String {
    let (_, reading) = read(marked);
    let told = reading.attributions.iter().enumerate().map(|(at, a)| {
        let speaker = a.speaker.map_or("nobody", |s| reading.actors[s].name.as_str());
        let parent = a.parent.map(|p| format!(", inside {}", p + 1)).unwrap_or_default();
        format!("{}: {}, {speaker}, {}{parent}", at + 1, a.mode.name(), a.resolution.name())
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_missed_source_is_the_subject_of_its_cue() {
    check(
        "Velmark wants the islet and ⟦c1:has said⟧ ⟦t1:it will not wait⟧.",
        &["Velmark (name), indirect: it will not wait"],
    );
    check(
        "Foreign Minister Lena Kask, meanwhile, ⟦c1:warned of⟧ ⟦t1:haste⟧.",
        &["Lena Kask (name), indirect: haste"],
    );
    check(
        "⟦c1:Hopes⟧ in Oslo ⟦t1:that the truce will hold⟧ are gone.",
        &["Oslo (name), indirect: that the truce will hold"],
    );
    check(
        "There were Norwegian ⟦c1:objections⟧ ⟦t1:to the text⟧.",
        &["Norwegian (description), indirect: to the text"],
    );
    // What nobody is named for stays nobody's.
    check(
        "It ⟦c1:is feared⟧ ⟦t1:that the truce will break⟧.",
        &["nobody (unresolved), indirect: that the truce will break"],
    );
}

#[test]
fn who_only_passes_on_is_not_who_speaks() {
    check(
        "⟦t1:Minister Lena Kask has told the board that the port is shut⟧, ⟦c1:according to⟧ ⟦s1:two people familiar with the talks⟧.",
        &["Lena Kask (name), indirect: that the port is shut"],
    );
    // A person who tells what another said does speak.
    check(
        "⟦t1:Lena Kask has told the board that the port is shut⟧, ⟦c1:according to⟧ ⟦s1:Odo Falk⟧.",
        &["Odo Falk (name), indirect: Lena Kask has told the board that the port is shut"],
    );
}

#[test]
fn a_text_speaks_for_who_made_it() {
    check(
        "⟦t1:“No,”⟧ ⟦c1:read⟧ ⟦s1:a bitter post⟧ on Ripple by Lena Kask, a teacher.",
        &["Lena Kask (name), direct: “No,”"],
    );
    check(
        "⟦s1:Lena Kask⟧ ⟦c1:said⟧ ⟦t1:the port was shut⟧. ⟦t2:“We tried,”⟧ ⟦s2:the statement⟧ ⟦c2:read⟧.",
        &["Lena Kask (name), indirect: the port was shut", "Lena Kask (role), direct: “We tried,”"],
    );
}

#[test]
fn unnamed_people_go_on_as_they_or_by_their_noun() {
    check(
        "⟦s1:Two officials⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. ⟦s2:Many of them⟧ ⟦c2:feared⟧ ⟦t2:a flood⟧.",
        &["two officials (description), indirect: it rained", "two officials (pronoun), indirect: a flood"],
    );
    check(
        "Lieutenant Colonel ⟦m1:Odo Falk⟧ left. ⟦s1:A commander⟧ near the river ⟦c1:said⟧ ⟦t1:it rained⟧. \
         ⟦t2:“We tried,”⟧ ⟦s2:the commander⟧ ⟦c2:said⟧.",
        &["a commander (description), indirect: it rained", "a commander (role), direct: “We tried,”"],
    );
}

#[test]
fn one_of_several_goes_on_as_one() {
    check(
        "⟦s1:One of the engineers, over a beer,⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. ⟦t2:“Give it a week,”⟧ ⟦s2:he⟧ ⟦c2:said⟧.",
        &[
            "one of the engineers, over a beer (description), indirect: it rained",
            "one of the engineers, over a beer (pronoun), direct: “Give it a week,”",
        ],
    );
}

#[test]
fn whom_the_last_speaker_speaks_of_takes_no_turn() {
    check(
        "⟦s1:⟦m1:Emil Orr⟧⟧ ⟦c1:told⟧ reporters ⟦t1:that ⟦m2:Odo Falk⟧ had stayed at home⟧. ⟦t2:“I waited,”⟧ ⟦s2:he⟧ ⟦c2:said⟧.",
        &[
            "Emil Orr (name), indirect: that Odo Falk had stayed at home",
            "Emil Orr (pronoun), direct: “I waited,”",
        ],
    );
}

#[test]
fn an_aide_to_somebody_is_another() {
    check(
        "⟦s1:An aide to Mr. Falk, Emil Orr,⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Emil Orr (name), indirect: it rained"],
    );
}

#[test]
fn titles_go_on_behind_of_and_surnames_may_be_titles() {
    check(
        "⟦s1:Secretary of State Lena Kask, who came late,⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. ⟦s2:Ms. Kask⟧ ⟦c2:hoped⟧ ⟦t2:for sun⟧.",
        &["Lena Kask (name), indirect: it rained", "Lena Kask (name-part), indirect: for sun"],
    );
    check(
        "Republican Rep. ⟦s1:Odo Falk⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Odo Falk (name), indirect: it rained"],
    );
    check("⟦s1:Senator Odo King⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.", &["Odo King (name), indirect: it rained"]);
    check(
        "President Ines Tarn came home. ⟦s1:A spokesman for the president⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["a spokesman for the president (description), indirect: it rained"],
    );
}

#[test]
fn a_participle_has_the_subject_of_its_sentence() {
    check(
        "Lena Kask came off the phone with ⟦s1:Marc Orr⟧ ⟦c1:declaring⟧ ⟦t1:that it was done⟧.",
        &["Lena Kask (name), indirect: that it was done"],
    );
    check(
        "Lena Kask poured scorn on the paper by ⟦s1:Marc Orr⟧, ⟦c1:claiming⟧ ⟦t1:that it was void⟧.",
        &["Lena Kask (name), indirect: that it was void"],
    );
    check(
        "Lena Kask went back to an old theme, ⟦c1:asking⟧ ⟦t1:who may sign⟧.",
        &["Lena Kask (name), indirect: who may sign"],
    );
    // "With Orr saying" behind a comma is Orr's.
    check(
        "Lena Kask left, with ⟦s1:Marc Orr⟧ ⟦c1:saying⟧ ⟦t1:that it was late⟧.",
        &["Marc Orr (name), indirect: that it was late"],
    );
}

#[test]
fn what_is_said_in_somebodys_reading_is_theirs() {
    check(
        "In Tarn's reading, ⟦s1:Kask⟧ ⟦c1:hopes⟧ ⟦t1:for a truce⟧.",
        &["Tarn (name), indirect: Kask hopes for a truce"],
    );
    check("In Selm, ⟦s1:Kask⟧ ⟦c1:hopes⟧ ⟦t1:for a truce⟧.", &["Kask (name), indirect: for a truce"]);
}

#[test]
fn missed_subjects_are_found_behind_asides() {
    check(
        "Lena Kask, who would send no soldiers to the valley, ⟦c1:pushed again for⟧ ⟦t1:a pledge⟧.",
        &["Lena Kask (name), indirect: a pledge"],
    );
    check(
        "Lena Kask, once a friend of the lock, ⟦c1:no longer pleads for⟧ ⟦t1:a toll⟧.",
        &["Lena Kask (name), indirect: a toll"],
    );
    check(
        "Lena Kask, who in March ⟦c1:called⟧ ⟦t1:it a joke⟧, has come.",
        &["Lena Kask (pronoun), indirect: it a joke"],
    );
}

#[test]
fn nobody_speaks_of_himself_by_name() {
    check(
        "Mr. ⟦m1:Odo Falk⟧ spoke. Mr. ⟦m2:Marc Orr⟧, ⟦s1:he⟧ ⟦c1:said⟧, ⟦t1:had been right⟧.",
        &["Odo Falk (pronoun), indirect: had been right"],
    );
    check(
        "After a meeting with Odo Falk in the hall, Marc Orr's mood had turned. ⟦s1:He⟧ ⟦c1:wondered⟧ ⟦t1:what Falk wanted⟧.",
        &["Marc Orr (pronoun), indirect: what Falk wanted"],
    );
}

#[test]
fn a_gerund_or_a_former_office_begins_no_name() {
    check(
        "Denying Odo Falk a seat is old. Former Tamar minister ⟦s1:Odo Falk⟧ ⟦c1:said⟧ ⟦t1:that it was late⟧.",
        &["Odo Falk (name), indirect: that it was late"],
    );
}

#[test]
fn whose_office_it_is_does_not_speak() {
    check(
        "⟦s1:⟦o1:Orlin⟧ Aide Emil Orr⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Emil Orr (name), indirect: it rained"],
    );
    check(
        "Norwegian National Security and Defence Council Secretary ⟦s1:Lena Kask⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Lena Kask (name), indirect: it rained"],
    );
    check(
        "⟦s1:Two people briefed on the call with Vice President Odo Falk⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["two people briefed on the call with Vice President Odo Falk (description), indirect: it rained"],
    );
}

#[test]
fn who_held_an_office_once_is_not_who_holds_it() {
    check(
        "President Ines Tarn came home. Former President Odo Falk left. ⟦s1:The president himself⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Ines Tarn (role), indirect: it rained"],
    );
    check(
        "⟦s1:⟦n1:The minister⟧⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. Her prime minister, Odo Falk, was away.",
        &["the minister (description), indirect: it rained"],
    );
}

#[test]
fn another_word_for_who_just_spoke_or_was_introduced() {
    check(
        "⟦s1:A Norwegian official⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. ⟦t2:“All day,”⟧ ⟦s2:the same source⟧ ⟦c2:added⟧.",
        &[
            "a Norwegian official (description), indirect: it rained",
            "a Norwegian official (role), direct: “All day,”",
        ],
    );
    check(
        "Envoy Emil Orr came home.\n\nA Norwegian ambassador put it more bluntly. ⟦t1:“It rains,”⟧ ⟦s1:the envoy⟧ ⟦c1:said⟧.",
        &["a Norwegian ambassador (role), direct: “It rains,”"],
    );
    check(
        "Vladim Medin came late. ⟦s1:Ana Umer⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.\n\n⟦m2:Odo Falk⟧ was away.\n\nAna Umer had proposed a truce. ⟦t2:“At once,”⟧ ⟦c2:said⟧ ⟦s2:⟦n2:the former defence minister⟧⟧.",
        &["Ana Umer (name), indirect: it rained", "Ana Umer (role), direct: “At once,”"],
    );
}

#[test]
fn somebodys_own_man_is_another() {
    check(
        "Odo Falk's veteran policy aide Emil Orr gave little away. ⟦s1:He⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Emil Orr (pronoun), indirect: it rained"],
    );
    check(
        "Odo Falk came home. His right-hand man Emil Orr was blunter. ⟦t1:“It rains,”⟧ ⟦s1:he⟧ ⟦c1:said⟧.",
        &["Emil Orr (pronoun), direct: “It rains,”"],
    );
    check(
        "⟦m1:Odo Falk⟧ would come, if ⟦p1:he⟧ is asked, ⟦s1:⟦n1:⟦p1:his⟧ spokesman⟧⟧ ⟦c1:said⟧ ⟦t1:at noon⟧.",
        &["his spokesman (description), indirect: at noon"],
    );
}

#[test]
fn who_is_met_in_passing_takes_no_turn() {
    check(
        "Ms. Ines Tarn met nobody. Mr. Odo Falk has changed his mind. In August, after meeting Mr. Emil Orr in Selm, ⟦s1:he⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Odo Falk (pronoun), indirect: it rained"],
    );
    check(
        "Three weeks after Mr. Falk had reported its capture, President Emil Orr turned up in the town.\n\n⟦t1:“I am here,”⟧ ⟦s1:he⟧ ⟦c1:said⟧.",
        &["Emil Orr (pronoun), direct: “I am here,”"],
    );
    check(
        "⟦s1:Mr. Odo Falk⟧ ⟦c1:said⟧ ⟦t1:it rained⟧. ⟦t2:Chancellor Emil Orr had no objection to the plan⟧, ⟦s2:he⟧ ⟦c2:said⟧.",
        &[
            "Odo Falk (name), indirect: it rained",
            "Emil Orr (pronoun), indirect: Chancellor Emil Orr had no objection to the plan",
        ],
    );
}

#[test]
fn a_quotation_behind_its_label_is_of_whom_the_text_tells() {
    check(
        "⟦s1:Emil Orr⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.\n\nThe hall was full.\n\n⟦c2:Quote:⟧ ⟦t2:“It rained all day.”⟧",
        &["Emil Orr (name), indirect: it rained", "Emil Orr (label), direct: “It rained all day.”"],
    );
    check(
        "⟦s1:Emil Orr⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.\n\nThe hall was full.\n\nLetter: ⟦t2:“It rained all day.”⟧",
        &["Emil Orr (name), indirect: it rained", "nobody (unresolved), direct: “It rained all day.”"],
    );
}

#[test]
fn towns_and_owners_are_no_persons() {
    check(
        "On the flight to Norway ⟦s1:Kask⟧ ⟦c1:said⟧ ⟦t1:it rained⟧.",
        &["Kask (name), indirect: it rained"],
    );
    check(
        "On the wall of Lena Kask's office hangs a map. ⟦t1:“Look,”⟧ ⟦s1:she⟧ ⟦c1:said⟧.",
        &["Lena Kask (pronoun), direct: “Look,”"],
    );
    check(
        "Even Odo Falk left. ⟦s1:Nothing I heard⟧ ⟦c1:says⟧ ⟦t1:that it rained⟧.",
        &["nothing I heard (description), indirect: that it rained"],
    );
}
