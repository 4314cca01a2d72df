//! Parties and issues by a codebook.

use standpoint_reading::{CompiledCodebook, Reader, RuleReader, statements};
use standpoint_terms::{Codebook, Issue, Member, Party};
use standpoint_testing::plain_document;

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn member(name: &str, roles: &[&str], aliases: &[&str]) -> Member {
    Member { name: name.to_owned(), roles: strings(roles), aliases: strings(aliases) }
}

fn party(id: &str, name: &str, aliases: &[&str], metonyms: &[&str], members: Vec<Member>) -> Party {
    let (aliases, metonyms) = (strings(aliases), strings(metonyms));
    Party { id: id.to_owned(), name: name.to_owned(), description: String::new(), aliases, metonyms, members }
}

fn issue(id: &str, hints: &[&str]) -> Issue {
    Issue { id: id.to_owned(), hints: strings(hints), ..Issue::default() }
}

fn codebook() -> CompiledCodebook {
    CompiledCodebook::new(&Codebook {
        parties: vec![
            party(
                "arland",
                "Arland",
                &["Arlandic"],
                &["Orlemouth", "the river palace"],
                vec![
                    member("Lena Kask", &["foreign minister"], &["Elena Kask"]),
                    member("Marc Orr", &["president"], &[]),
                ],
            ),
            party(
                "velmark",
                "Velmark",
                &["Velmarkers"],
                &["Selm"],
                vec![
                    member("Ines Tarn", &["president"], &[]),
                    member("Pia Holt", &["foreign minister"], &[]),
                ],
            ),
            party("compact", "Littoral Compact", &[], &[], Vec::new()),
            party("front", "the Orle Front", &["the Front"], &[], Vec::new()),
        ],
        issues: vec![
            issue("truce", &["truce", "guns"]),
            issue("border", &["border", "truce line"]),
            issue("prisoners", &["captives"]),
        ],
        ..Codebook::default()
    })
}

/// Each statement of the text: speaker, party, issue.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = plain_document("a", text);
    let reading = RuleReader::new().read(&document);
    let found: Vec<String> = statements(&document, &reading, Some(&codebook()))
        .iter()
        .map(|s| {
            let issue = s.issue.as_ref().map(|i| format!("{} by {}", i.issue, i.hints.join("+")));
            format!(
                "{}, {}, {}",
                s.speaker.as_deref().unwrap_or("nobody"),
                s.party.as_deref().unwrap_or("-"),
                issue.as_deref().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn members_speak_for_their_party() {
    check("Lena Kask said that it was late.", &["Lena Kask, arland, -"]);
    check("Elena Kask said that it was late.", &["Lena Kask, arland, -"]);
    check("Mrs. Kask said that it was late.", &["Lena Kask, arland, -"]);
    check("Ines M. Tarn said that it was late.", &["Ines Tarn, velmark, -"]);
    // Another Tarn is somebody else.
    check("Odo Tarn said that it was late.", &["Odo Tarn, -, -"]);
}

#[test]
fn sides_in_titles_and_descriptions_count() {
    check("Velmark's defence minister Odo Stahl said that it was late.", &["Odo Stahl, velmark, -"]);
    check("A senior Velmark official said that it was late.", &["a senior Velmark official, velmark, -"]);
    check("An Arlandic negotiator said that it was late.", &["an Arlandic negotiator, arland, -"]);
    check("Orlemouth said that it was late.", &["Orlemouth, arland, -"]);
    check("The Velmark Council said that it was late.", &["Velmark Council, velmark, -"]);
}

#[test]
fn names_with_an_article_are_known_without_it() {
    check(
        "The Front said that it was late. \"No,\" the Front said. The Orle Front said that it was late.",
        &["Front, front, -", "Front, front, -", "Orle Front, front, -"],
    );
    check("A senior Orle Front official said that it was late.", &["a senior Orle Front official, front, -"]);
}

#[test]
fn the_people_and_the_office_of_a_member_speak_for_its_party() {
    check("Kask's office said that it was late.", &["Kask's office, arland, -"]);
    check("Ines Tarn’s press office said that it was late.", &["Ines Tarn’s press office, velmark, -"]);
    check("Tarn's critics said that it was late.", &["Tarn's critics, -, -"]);
    check(
        "Ines Tarn left. Her spokesman said that it was late. Her critics said that it was not.",
        &["her spokesman, velmark, -", "her critics, -, -"],
    );
}

#[test]
fn outsiders_speak_for_no_side() {
    check("Velmark analysts said that it was late.", &["velmark analysts, -, -"]);
    check("Diplomats said that it was late.", &["diplomats, -, -"]);
}

#[test]
fn former_offices_and_places_of_work_give_no_side() {
    check("Odo Stahl, a former Velmark minister, said that it was late.", &["Odo Stahl, -, -"]);
    check("Odo Stahl, who worked on Velmark for years, said that it was late.", &["Odo Stahl, -, -"]);
    check("Odo Stahl, a Velmark minister, said that it was late.", &["Odo Stahl, velmark, -"]);
    check("Velmark lawyers said that it was late.", &["velmark lawyers, -, -"]);
}

#[test]
fn an_issue_goes_on_until_another_is_told() {
    check(
        "Kask said that the guns must fall silent. Tarn said that it was late.\n\nTarn said that it was no use.",
        &[
            "Lena Kask, arland, truce by guns",
            "Ines Tarn, velmark, truce by ",
            "Ines Tarn, velmark, truce by ",
        ],
    );
    check(
        "Kask said that the guns must fall silent. Tarn said that the captives came first.",
        &["Lena Kask, arland, truce by guns", "Ines Tarn, velmark, prisoners by captives"],
    );
}

#[test]
fn issues_by_hints_in_the_content_then_in_the_sentence() {
    check("Kask said that the guns must fall silent.", &["Lena Kask, arland, truce by guns"]);
    // The longer hint wins over the word in it.
    check("Kask said that the truce line had moved.", &["Lena Kask, arland, border by truce line"]);
    // One hit each: the first in the codebook.
    check("Kask said that captives knew no border.", &["Lena Kask, arland, border by border"]);
    check("At the border, Kask said that it was late.", &["Lena Kask, arland, border by border"]);
    check("Kask said that it was late.", &["Lena Kask, arland, -"]);
    // The sentence before in the same paragraph tells it, and no hint is named.
    check("The guns were loud. Kask said that it was late.", &["Lena Kask, arland, truce by "]);
    // And so does the paragraph before.
    check("The guns were loud.\n\nKask said that it was late.", &["Lena Kask, arland, truce by "]);
    check("The guns were loud.\n\nIt rained.\n\nKask said that it was late.", &["Lena Kask, arland, -"]);
}

#[test]
fn what_stands_before_without_being_a_statement_tells_the_issue() {
    // What is nearer tells more, and what is said more than all that stands before.
    check(
        "The guns were loud.\n\nThe captives came by bus. Kask said that it was late.",
        &["Lena Kask, arland, prisoners by "],
    );
    check(
        "The guns were loud. The captives came by bus.\n\nKask said that the border was shut.",
        &["Lena Kask, arland, border by border"],
    );
}

#[test]
fn without_a_codebook_there_is_only_the_speaker() {
    let document = plain_document("a", "Lena Kask said that the guns must fall silent.");
    let reading = RuleReader::new().read(&document);
    let found = statements(&document, &reading, None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].speaker.as_deref(), Some("Lena Kask"));
    assert_eq!((&found[0].party, &found[0].issue), (&None, &None));
}

/// Each statement of the text: speaker, party.
#[track_caller]
fn who(text: &str, expected: &[&str]) {
    let document = plain_document("a", text);
    let reading = RuleReader::new().read(&document);
    let found: Vec<String> = statements(&document, &reading, Some(&codebook()))
        .iter()
        .map(|s| {
            format!("{}, {}", s.speaker.as_deref().unwrap_or("nobody"), s.party.as_deref().unwrap_or("-"))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn offices_are_those_of_their_holders() {
    who("The Velmark president said that it was late.", &["Ines Tarn, velmark"]);
    who("Velmark's leader said that it was late.", &["Ines Tarn, velmark"]);
    who("Arland's top diplomat said that it was late.", &["Lena Kask, arland"]);
    // Who is named before in the text is not who has another side's office.
    who("President Orr came home. The Velmark president said that it was late.", &["Ines Tarn, velmark"]);
    // Who is not in the codebook stays who the text says.
    who(
        "Velmark president Odo Falk came home. The Velmark president said that it was late.",
        &["Odo Falk, velmark"],
    );
}

#[test]
fn a_bare_office_is_that_of_whom_the_text_just_told() {
    who("Orr met Tarn by the river. The president said that it was late.", &["Marc Orr, arland"]);
    who(
        "Orr came home. Tarn stayed with Kask. The president said that it was late.",
        &["Ines Tarn, velmark"],
    );
    who(
        "Marc Orr came home. The president said that it was late. He denied the report.",
        &["Marc Orr, arland", "Marc Orr, arland"],
    );
    who(
        "Lena Kask said that it was late. Her Velmark counterpart said that it was early.",
        &["Lena Kask, arland", "Pia Holt, velmark"],
    );
    who(
        "Lena Kask said that it was late. Her Velmark counterpart, Odo Falk, said that it was early. He left.",
        &["Lena Kask, arland", "Odo Falk, velmark"],
    );
}

#[test]
fn the_president_in_capitals_is_the_own_one() {
    who(
        "President Marc Orr was in the palace. Velmark President Ines Tarn joined him. The President said that it was late.",
        &["Marc Orr, arland"],
    );
}

#[test]
fn alliances_by_their_short_name_and_messages_by_their_writer() {
    who("A Compact diplomat said that it was late.", &["a Compact diplomat, compact"]);
    who(
        "Orr has written to both of them. The letter asks for a pause.",
        &["Marc Orr, arland", "Arland, arland"],
    );
}

#[test]
fn sources_in_a_capital_speak_for_its_side() {
    who("Security sources in Selm said that it was late.", &["security sources in Selm, velmark"]);
}

#[test]
fn bare_bodies_and_spokesmen_speak_for_the_side_just_told_of() {
    who(
        "Velmark rejected the report. A spokesman said that it was false.",
        &["Velmark, velmark", "a spokesman, velmark"],
    );
    who("The Foreign Ministry in Selm said that it was late.", &["Foreign Ministry, velmark"]);
    who(
        "Arland is tired. Two people familiar with the matter said that it was late.",
        &["two people familiar with the matter, -"],
    );
    who("A former Velmark official said that it was late.", &["a former Velmark official, -"]);
}

#[test]
fn a_pronoun_goes_on_with_the_holder_of_an_office() {
    who(
        "Tarn came home. The Arlandic president has been speaking. He said that it was late.",
        &["Marc Orr, arland"],
    );
    who(
        "Ines Tarn's aide, Odo Falk, said that it was late. Asked whether Orr would come, he said that it was early.",
        &["Odo Falk, velmark", "Odo Falk, velmark"],
    );
}

#[test]
fn one_of_several_speaks_for_the_same_side() {
    who(
        "Two Velmark officials said that it was late. Another official said that it was early.",
        &["two Velmark officials, velmark", "another official, velmark"],
    );
    who("Arland is tired. Its generals said that it was late.", &["its generals, arland"]);
    who("In Selm, officials said that it was late.", &["officials, velmark"]);
    who("Velmark is tired. Its critics said that it was late.", &["its critics, -"]);
}

#[test]
fn a_spokesman_for_a_member_speaks_for_its_side() {
    who("A spokesman for Ines Tarn said that it was late.", &["a spokesman for Ines Tarn, velmark"]);
    who(
        "President Ines Tarn came home. A spokesman for the president said that it was late.",
        &["a spokesman for the president, velmark"],
    );
}

#[test]
fn a_listed_name_comes_before_namesakes() {
    let mut parties = vec![party(
        "velmark",
        "Velmark",
        &[],
        &[],
        vec![member("Ines Tarn", &["president"], &["Tarn"]), member("Odo Tarn", &[], &[])],
    )];
    parties.push(party("norway", "Norway", &[], &[], Vec::new()));
    let codebook = CompiledCodebook::new(&Codebook { parties, ..Codebook::default() });
    let document = plain_document("a", "Tarn said that it was late. The Norwegians said that it was early.");
    let reading = RuleReader::new().read(&document);
    let found = statements(&document, &reading, Some(&codebook));
    assert_eq!(found[0].speaker.as_deref(), Some("Ines Tarn"));
    // The codebook lists no "Norwegians", the lexicon does.
    assert_eq!(found[1].party.as_deref(), Some("norway"));
}

#[test]
fn a_text_speaks_for_those_who_made_it() {
    check(
        "Arland's own paper calls for a truce. It rejects a border on the river.",
        &["Arland, arland, truce by truce", "Arland, arland, border by border"],
    );
    check(
        "Velmark had handed over a memorandum. It rained for days. The document demands a truce.",
        &["Velmark, velmark, truce by truce"],
    );
    // Nobody tells whose it is.
    check("The document demands a truce.", &["the document, -, truce by truce"]);
}
