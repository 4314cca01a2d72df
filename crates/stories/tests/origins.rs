//! Which documents are one origin, and what holds whatever the documents are.

use proptest::prelude::*;
use standpoint_stories::{Coverage, Told, find};
use standpoint_terms::{Compared, Document, Reading, Relation, Span, Statement};
use standpoint_testing::{Scripted, ScriptedReader, plain_document};

type Read = (Document, Reading, Vec<Statement>);

const fn said(source: &'static str, content: &'static str, speaker: &'static str) -> Scripted {
    Scripted { source, cue: "said", content, speaker }
}

fn read(name: &str, day: &str, text: &str, table: Vec<Scripted>) -> Read {
    let mut document = plain_document(name, text);
    document.metadata.published = day.parse().ok();
    let mut reading = ScriptedReader { table }.read(&document);
    for actor in &mut reading.actors {
        if actor.name == "Alva Brandt" {
            actor.roles.push("hydrologist and professor".to_owned());
        }
    }
    let statements = reading
        .attributions
        .iter()
        .map(|attribution| Statement {
            attribution: attribution.clone(),
            speaker: attribution.speaker.map(|at| reading.actors[at].name.clone()),
            party: None,
            issue: None,
            act: None,
            positions: Vec::new(),
            said_on: None,
        })
        .collect();
    (document, reading, statements)
}

fn coverage(read: &[Read]) -> Coverage {
    let told: Vec<Told<'_>> =
        read.iter().map(|(document, reading, statements)| Told { document, reading, statements }).collect();
    find(&told)
}

/// A report, a digest that tells it in other words, and a second reporter at the same meeting.
fn lock_meeting() -> Vec<Read> {
    let report = "ORSK — The canal board voted by nine to four on Tuesday to keep the upper lock closed until the dredging \
        accounts are audited.\n\
        “Nobody sails on a promise,” board chair Lena Kask said after a meeting of six hours in the weighing house.\n\
        Skippers had parked 160 barges below the lock since April, some of them loaded with timber that is beginning to rot.\n\
        The pilots' guild called the vote an insult and will blow its horns each noon from Friday.\n\
        “We have been patient with the board for eleven weeks and a day,” guild master Otto Brandel said.\n\
        Alva Brandt, a hydrologist and professor in Selm, said the gates leak and that repairs would cost 2.4 million crowns.\n\
        The auditors from the Selm exchange arrive on June 3 and expect to need a fortnight.\n\
        A lawsuit by the timber merchants is still before the river court in Vell.\n";
    let digest = "Orsk's upper lock is going to stay shut. By nine votes to four the canal board decided that nothing moves before \
        the accounts of the dredging have been audited.\n\
        “Nobody sails on a promise,” Lena Kask told reporters when the session in the weighing house ended after six hours.\n\
        Below the lock lie 160 barges, parked there by skippers since April; timber on some has begun to rot.\n\
        For the guild of pilots it is an insult: horns will be blown at noon every day from Friday on.\n\
        According to hydrologist Alva Brandt the gates are leaking, and repairing them costs 2.4 million crowns.\n\
        Auditors of the exchange in Selm are due on June 3 and reckon with a fortnight of work.\n\
        The river court in Vell has yet to decide on the lawsuit of the timber merchants.\n";
    let other = "It smelled of tar and cold coffee in the weighing house when the board of the canal sat down to decide about the lock.\n\
        Four members wanted it open at once. They lost.\n\
        “Nobody sails on a promise,” Lena Kask said, and closed her folder so hard that the inkwell jumped.\n\
        Outside, Mirja Holt had waited since dawn with her three sons and a cargo of wet oak.\n\
        “They count ledgers, I count mouths,” she said. Her boat, the Grey Heron, needs new ropes.\n\
        The mayor's office would not comment. Its windows were dark before supper.\n\
        In the Anchor inn they were taking bets that the lock opens by midsummer, at three to one against.\n";
    let kask = |source| said(source, "“Nobody sails on a promise,”", "Lena Kask");
    vec![
        read(
            "report.txt",
            "2031-05-20",
            report,
            vec![
                kask("board chair Lena Kask"),
                said(
                    "guild master Otto Brandel",
                    "“We have been patient with the board for eleven weeks and a day,”",
                    "Otto Brandel",
                ),
                said(
                    "Alva Brandt",
                    "the gates leak and that repairs would cost 2.4 million crowns",
                    "Alva Brandt",
                ),
            ],
        ),
        read(
            "digest.txt",
            "2031-05-21",
            digest,
            vec![
                kask("Lena Kask"),
                said(
                    "hydrologist Alva Brandt",
                    "the gates are leaking, and repairing them costs 2.4 million crowns",
                    "Alva Brandt",
                ),
            ],
        ),
        read(
            "other.txt",
            "2031-05-21",
            other,
            vec![kask("Lena Kask"), said("she", "“They count ledgers, I count mouths,”", "Mirja Holt")],
        ),
    ]
}

#[test]
fn a_digest_is_one_origin_with_its_report_and_a_second_reporter_is_not() {
    let read = lock_meeting();
    let coverage = coverage(&read);
    let [origin] = &coverage.origins[..] else { panic!("{:?}", coverage.origins) };
    assert_eq!(origin.documents, [read[0].0.id.clone(), read[1].0.id.clone()]);
    assert_eq!(origin.witness, read[0].0.id, "the earlier one is the better witness");
    assert_eq!(origin.kinships[0].relation, Relation::Rewrite);
    assert!(
        origin.kinships[0].ties.iter().any(|tie| tie.words.contains("Alva Brandt")),
        "{:?}",
        origin.kinships
    );
    assert!(origin.kinships[0].passages.len() >= 4);
}

#[test]
fn what_all_three_quote_is_one_utterance_by_two_origins() {
    let read = lock_meeting();
    let coverage = coverage(&read);
    let quoted =
        coverage.utterances.iter().find(|utterance| utterance.wordings.len() == 3).expect("one of three");
    assert!(quoted.echoes.iter().all(|echo| echo.alterations.is_empty()), "{:?}", quoted.echoes);
    let origins = coverage.origin_of();
    let voices: std::collections::BTreeSet<_> = quoted
        .wordings
        .iter()
        .map(|wording| origins.get(&wording.document).copied().unwrap_or(&wording.document))
        .collect();
    assert_eq!(voices.len(), 2);
    assert_eq!(coverage.utterance_of()[&(&read[2].0.id, 0)], quoted.id);
}

#[test]
fn a_copy_under_another_headline_is_one_origin() {
    let mut read = lock_meeting();
    let (document, ..) = &read[0];
    let text = format!("Board keeps lock shut\n{}", document.text);
    let table = vec![said("board chair Lena Kask", "“Nobody sails on a promise,”", "Lena Kask")];
    read.push(self::read("copy.txt", "2031-05-22", &text, table));
    let coverage = coverage(&read);
    assert_eq!(coverage.origins.len(), 1);
    let copy = coverage.origins[0]
        .kinships
        .iter()
        .find(|kinship| kinship.relation == Relation::Copy)
        .expect("a copy");
    assert!(copy.score > 0.9);
}

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(vec![
            "the", "lock", "Kask", "not", "if", "perhaps", "160", "barges", "“", "”", "\"", "…", "é́ß",
            "[we]", "''", ".", "said", "will", "\n\n", "🙂",
        ]),
        0..60,
    )
    .prop_map(|words| words.join(" "))
}

/// Statements at any places of a text.
fn anyhow(name: &str, text: &str, cuts: &[usize]) -> Read {
    let mut read = read(name, "2031-05-20", text, Vec::new());
    let boundary =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    read.1.sentences = vec![Span::new(0, text.len())];
    for pair in cuts.chunks(2) {
        let [from, to] = [pair[0], *pair.get(1).unwrap_or(&text.len())].map(boundary);
        let content = Span::new(from.min(to), from.max(to));
        if content.is_empty() {
            continue;
        }
        let reader = ScriptedReader { table: vec![Scripted { content: "the", ..Scripted::default() }] };
        let Some(mut attribution) = reader.read(&plain_document("x", "the")).attributions.pop() else {
            continue;
        };
        attribution.content = vec![content];
        read.1.attributions.push(attribution.clone());
        read.2.push(Statement {
            attribution,
            speaker: None,
            party: None,
            issue: None,
            act: None,
            positions: Vec::new(),
            said_on: None,
        });
    }
    read
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn places_fit_and_the_order_of_the_input_does_not_matter(
        one in words(), other in words(), cuts in proptest::collection::vec(0usize..200, 0..8),
    ) {
        let both = [anyhow("1.txt", &one, &cuts), anyhow("2.txt", &other, &cuts)];
        let turned = [both[1].clone(), both[0].clone()];
        let found = coverage(&both);
        prop_assert_eq!(&found, &coverage(&turned));
        let text = |id| &both.iter().find(|read| &read.0.id == id).expect("a document that was given").0.text;
        for utterance in &found.utterances {
            for wording in &utterance.wordings {
                prop_assert!(wording.spans.iter().all(|span| span.of(text(&wording.document)).is_some()));
            }
            for echo in &utterance.echoes {
                let [a, b] = [echo.one, echo.other].map(|at| text(&utterance.wordings[at].document));
                let mut ends = [0, 0];
                for compared in &echo.comparison {
                    let (one, other) = match *compared {
                        Compared::Same { one, other } | Compared::Changed { one, other } => (Some(one), Some(other)),
                        Compared::Dropped { one } => (Some(one), None),
                        Compared::Added { other } => (None, Some(other)),
                    };
                    for (side, (span, text)) in [(one, a), (other, b)].into_iter().enumerate() {
                        if let Some(span) = span {
                            prop_assert!(span.of(text).is_some() && span.start >= ends[side]);
                            ends[side] = span.end;
                        }
                    }
                }
            }
        }
    }
}

/// Two reports in different words, of one day and with the same people and figures, and a third on other matters of
/// theirs.
fn ferry_talks() -> Vec<Read> {
    let report = "Negotiators of the islands and the ferry company left the customs house on Wednesday with an outline: 45 crossings \
        a week in winter, fares frozen for 18 months, and 320 stokers kept on.\n\
        Runa Velde, who speaks for the islands, said that her council would vote within days. Pavo Linn of the company spoke of \
        progress and went to telephone his board in Harsund.\n";
    let tabloid = "AT LAST! After a week of cold soup Pavo Linn and Runa Velde shook hands (sort of).\n\
        What we hear from inside: winter boats go up to 45, nobody pays a penny more for 18 months, and all 320 stokers keep \
        their shovels. Linn grinned at our camera. Velde did not, but then she never does.\n";
    let other = "Runa Velde opened the new lamp room of the maritime school on Wednesday. Pavo Linn, whose company paid for the \
        lamps, stayed away; 12 pupils sang, and the roof let in the rain at two places.\n\
        Velde promised a new roof before the autumn gales. Harsund has promised one since the school was built.\n";
    vec![
        read("report.txt", "2031-02-05", report, Vec::new()),
        read("tabloid.txt", "2031-02-06", tabloid, Vec::new()),
        read("other.txt", "2031-02-06", other, Vec::new()),
    ]
}

#[test]
fn reports_that_share_people_and_figures_are_one_story_of_two_origins() {
    let found = coverage(&ferry_talks());
    let documents: Vec<usize> = found.stories.iter().map(|story| story.documents.len()).collect();
    assert_eq!(documents, [2], "the lamp room is another event");
    assert_eq!(found.stories[0].origins.len(), 2);
    assert!(found.origins.is_empty());
    let mut late = ferry_talks();
    late[1].0.metadata.published = "2031-02-12".parse().ok();
    assert!(coverage(&late).stories.is_empty(), "a week later it is another event");
}

/// A report, its translation, and another report on the event in the other language.
fn in_two_languages() -> [Read; 3] {
    let report = "The Velde company will close its yard in Harsund on 14 November and dismiss 320 workers, director Pavo Linn said \
        on Tuesday. He named losses of 45 million crowns since 2028 as the reason. In Orsk, where the company has a second \
        yard, 80 people are to be hired by 2032. Mayor Runa Tolm called the news a blow for Harsund. The union of Otto \
        Brandel wants to negotiate with Linn before Friday and asks the minister in Selm, Mirja Holt, for a loan of 12 \
        million. Holt did not comment. In Vell, 60 suppliers depend on the yard.\n";
    let translation = "Das Unternehmen Velde schließt seine Werft in Harsund am 14. November und entlässt 320 Beschäftigte, wie \
        Direktor Pavo Linn am Dienstag mitteilte. Als Grund nannte er Verluste von 45 Millionen Kronen seit 2028. In Orsk, \
        wo eine zweite Werft steht, sollen bis 2032 noch 80 Leute eingestellt werden, nein, bis dahin schon, so Linn. \
        Bürgermeisterin Runa Tolm sprach von einem Schlag für Harsund. Die Gewerkschaft von Otto Brandel will vor Freitag \
        mit Linn verhandeln und bittet die Ministerin in Selm, Mirja Holt, um ein Darlehen von 12 Millionen. Holt äußerte \
        sich nicht. In Vell hängen 60 Zulieferer von der Werft ab.\n";
    let other = "Mirja Holt war in Selm nicht zu sprechen, als die Nachricht kam. Erst am Abend ließ sie ausrichten, man prüfe \
        das Darlehen von 12 Millionen, um das Otto Brandel gebeten hatte. Brandel stand da schon vor dem Tor in Harsund, \
        neben ihm Runa Tolm, beide ohne Schirm. Pavo Linn hatte den 320 Leuten vorgelesen, dass am 14. November Schluss \
        sei. Von Orsk sprach er nicht, von Vell auch nicht, nur von 45 Millionen und dem Jahr 2028. Die 60 Zulieferer \
        erfuhren es aus dem Radio.\n";
    [
        read("report.txt", "2031-10-07", report, Vec::new()),
        read("translation.txt", "2031-10-08", translation, Vec::new()),
        read("other.txt", "2031-10-08", other, Vec::new()),
    ]
}

#[test]
fn a_translation_is_of_its_source_and_another_report_is_not() {
    let [report, translation, other] = in_two_languages();
    let found = coverage(&[report.clone(), translation]);
    assert_eq!(found.origins.len(), 1);
    assert_eq!(found.origins[0].kinships[0].relation, Relation::Rewrite);
    assert!(coverage(&[report, other]).origins.is_empty());
}
