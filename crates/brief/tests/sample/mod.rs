//! Briefs over small invented documents. Orle and Tessaly quarrel over the water of the river Sill; the
//! Harbour Council mediates.

mod bank;
mod marked;

use standpoint_brief::{Brief, BriefInput, ReadDocument, Unread, assemble};
use standpoint_findings::{Record, RecordDocument, RecordStatement, find, forecasters};
use standpoint_terms::{
    Act, Acted, Codebook, CodebookHead, Format, Hand, Issue, Metadata, Mode, Notice, NoticeKind, Party,
    Proposition, Resolution, Stance, StatedPosition, Statement,
};

pub(crate) use marked::{Said, read};

pub(crate) fn codebook() -> Codebook {
    let party = |id: &str, name: &str, description: &str| Party {
        id: id.into(),
        name: name.into(),
        description: description.into(),
        ..Party::default()
    };
    let issue = |id: &str, name: &str, description: &str| Issue {
        id: id.into(),
        name: name.into(),
        description: description.into(),
        ..Issue::default()
    };
    Codebook {
        codebook: CodebookHead {
            id: "sill".into(),
            title: "The water of the Sill".into(),
            description: "Talks between Orle and Tessaly on the dam at Quern Gap, under the Harbour Council."
                .into(),
            ..CodebookHead::default()
        },
        parties: vec![
            party("orle", "Orle", "Upstream: built the dam at Quern Gap."),
            party("tessaly", "Tessaly", "Downstream: its fields live on the river."),
            party("council", "Harbour Council", "Mediates since the winter."),
            party("fishers", "Fishers’ Union", ""),
        ],
        issues: vec![
            issue("flow", "Minimum flow", "How much water passes the dam."),
            issue("inspection", "Inspectors", "Who may look at the dam and its books."),
            issue("compensation", "Compensation", "Money for lost harvests."),
            issue("talks", "The talks", "Who meets whom, when and on what terms."),
            issue("fishing", "Fishing rights", ""),
        ],
        ..Codebook::default()
    }
}

/// Three documents that hold what is hard: nested and interrupted statements, a list, a caption, unknown
/// dates, hostile signs.
pub(crate) fn small() -> Brief {
    let codebook = codebook();
    assemble(BriefInput {
        title: String::new(),
        codebook: Some(&codebook),
        documents: vec![nested(), list(), hostile()],
        unread: vec![
            Unread {
                name: "scans/minutes.pdf".into(),
                reason: "It has no text layer: its pages are pictures.".into(),
                hint: Some("Run it through character recognition first.".into()),
            },
            Unread { name: "empty.txt".into(), reason: "It is empty.".into(), hint: None },
        ],
        ..BriefInput::default()
    })
}

/// The same with positions, and what is found in them: claimed and denied, moved, foretold.
pub(crate) fn positioned() -> Brief {
    let mut codebook = codebook();
    let proposition = |id: &str, issue: &str, sentence: &str| Proposition {
        id: id.into(),
        issue: issue.into(),
        sentence: sentence.into(),
        ..Proposition::default()
    };
    codebook.propositions = vec![
        proposition("twelve", "flow", "Twelve cubic metres a second pass the dam"),
        proposition("inspectors", "inspection", "Inspectors are at the dam"),
        proposition("harvest", "compensation", "Orle pays for the harvest"),
        proposition("fish", "fishing", "Trout are <b>counted</b>"),
    ];
    let mut documents = vec![nested(), list(), hostile()];
    stand(&mut documents[0].statements[0], ["orle", "twelve"], Stance::Oppose, Hand::First);
    stand(&mut documents[0].statements[2], ["orle", "twelve"], Stance::Support, Hand::Second);
    stand(&mut documents[0].statements[4], ["tessaly", "harvest"], Stance::Conditional, Hand::First);
    stand(&mut documents[1].statements[0], ["tessaly", "inspectors"], Stance::Support, Hand::First);
    stand(&mut documents[1].statements[1], ["tessaly", "twelve"], Stance::Support, Hand::First);
    stand(&mut documents[1].statements[2], ["tessaly", "harvest"], Stance::Support, Hand::First);
    stand(&mut documents[2].statements[0], ["council", "fish"], Stance::Oppose, Hand::Second);
    // Guesses: one fills a cell, one stands beside a sure word and changes nothing.
    guess(&mut documents[0].statements[1], ["council", "inspectors"], Stance::Support);
    guess(&mut documents[0].statements[1], ["tessaly", "inspectors"], Stance::Oppose);
    let foretold = &mut documents[1].statements[4];
    foretold.speaker = Some("people in the valley".into());
    foretold.act = Some(Acted { act: Act::Predict, score: 0.9, by: "expect".into() });
    let findings = {
        let documents = documents.iter().map(|read| RecordDocument {
            by_hand: false,
            id: &read.document.id,
            text: &read.document.text,
            published: read.document.metadata.published,
            origin: None,
            sentences: &read.reading.sentences,
            statements: read
                .statements
                .iter()
                .map(|statement| RecordStatement { statement, unnamed: false, utterance: None })
                .collect(),
        });
        find(&Record { codebook: Some(&codebook), documents: documents.collect() })
    };
    let forecasters = forecasters(&findings);
    assemble(BriefInput {
        codebook: Some(&codebook),
        documents,
        findings,
        forecasters,
        ..BriefInput::default()
    })
}

fn stand(statement: &mut Statement, [holder, proposition]: [&str; 2], stance: Stance, hand: Hand) {
    statement.positions.push(StatedPosition {
        holder: holder.into(),
        proposition: proposition.into(),
        stance,
        condition: Vec::new(),
        hand,
        score: 0.9,
        by: "test".into(),
    });
}

fn guess(statement: &mut Statement, pair: [&str; 2], stance: Stance) {
    stand(statement, pair, stance, Hand::First);
    statement.positions.iter_mut().for_each(|position| position.score = 0.2);
}

/// Many documents out of a bank of sentences; the same number gives the same brief.
pub(crate) fn large(documents: usize) -> Brief {
    let mut read = vec![nested(), list(), hostile()];
    read.extend((0..documents).map(bank::document));
    large_of(read)
}

/// The same, given the other way round.
pub(crate) fn large_backwards(documents: usize) -> Brief {
    let mut read: Vec<_> = (0..documents).rev().map(bank::document).collect();
    read.extend([hostile(), list(), nested()]);
    large_of(read)
}

/// The same documents as nobody with a codebook has them: without parties and issues.
pub(crate) fn unlabelled(documents: usize) -> Brief {
    let mut read = vec![nested(), list(), hostile()];
    read.extend((0..documents).map(bank::document));
    for statement in read.iter_mut().flat_map(|read| &mut read.statements) {
        (statement.party, statement.issue) = (None, None);
    }
    assemble(BriefInput { documents: read, ..BriefInput::default() })
}

fn large_of(read: Vec<ReadDocument>) -> Brief {
    let codebook = codebook();
    assemble(BriefInput {
        title: String::new(),
        codebook: Some(&codebook),
        documents: read,
        unread: vec![
            Unread {
                name: "scans/minutes.pdf".into(),
                reason: "It has no text layer: its pages are pictures.".into(),
                hint: Some("Run it through character recognition first.".into()),
            },
            Unread {
                name: "inbox/photo.txt".into(),
                reason: "It is a PNG picture, not text.".into(),
                hint: Some("Remove it, or give its words as a text file.".into()),
            },
        ],
        ..BriefInput::default()
    })
}

fn nested() -> ReadDocument {
    read(
        "gazette/gates.html",
        Format::Html,
        Metadata {
            title: Some("Orle keeps the gates shut".into()),
            outlet: Some("The Quern Gazette".into()),
            author: Some("Ada Penn".into()),
            published: Some("2031-05-12T18:30:00+02:00".parse().unwrap()),
            language: Some("en".into()),
            url: Some("https://gazette.example/gates".into()),
            ..Metadata::default()
        },
        "# Orle keeps the gates shut\n\n\
         ! The dam at Quern Gap on Monday. Photo: L. Marsh\n\n\
         {1s|Water minister Jon Abel} {1q|said} on Monday that {1c|the gates of the dam “stay as they are” until the books are settled}. \
         {2c|“Nobody downstream has gone thirsty,”} {2s|he} {2q|told} reporters, {2c|“and nobody will.”}\n\n\
         {3s|Tessaly’s envoy, Mira Sole,} {3q|answered} that {3c|{4s|Abel} {4q|had promised} her {4c|twelve cubic metres a second} in March}. \
         Her own measure is another one. {5c|Fields cannot drink promises}, {5s|she} {5q|said}.\n\n\
         ~ Follow us for more from the valley\n",
        &[
            Said::by("Jon Abel", "orle", "flow").mode(Mode::Mixed).score(0.93).role("water minister"),
            Said::by("Jon Abel", "orle", "flow").mode(Mode::Direct).score(0.98).found(Resolution::Pronoun),
            Said::by("Mira Sole", "tessaly", "flow").score(0.81).role("envoy"),
            Said::by("Jon Abel", "orle", "flow").score(0.55).found(Resolution::NamePart).inside(3),
            Said::by("Mira Sole", "tessaly", "compensation").score(0.74).found(Resolution::Pronoun),
        ],
    )
}

fn list() -> ReadDocument {
    read(
        "wire/terms.md",
        Format::Markdown,
        Metadata {
            title: Some("What Tessaly wants".into()),
            outlet: Some("Sill Wire".into()),
            published: Some("2031-05-19".parse().unwrap()),
            ..Metadata::default()
        },
        "{1s|{2s|{3s|Tessaly}}} {1q|{2q|{3q|named three terms}}} for a new round:\n\n\
         - {1c|Inspectors at the dam, day and night}\n\
         - {2c|Twelve cubic metres a second, also in August}\n\
         - {3c|Payment for the harvest of last year}\n\n\
         {4s|A diplomat close to the talks} {4q|called} the list {4c|“an opening bid”}. {5c|There will be no signature this summer}, {5s|people in the valley} {5q|expect}.\n",
        &[
            Said::by("Tessaly", "tessaly", "inspection").mode(Mode::List).score(0.88),
            Said::by("Tessaly", "tessaly", "flow").mode(Mode::List).score(0.88),
            Said::by("Tessaly", "tessaly", "compensation").mode(Mode::List).score(0.87),
            Said::by("a diplomat close to the talks", "", "talks")
                .mode(Mode::Mixed)
                .score(0.66)
                .found(Resolution::Description),
            Said::nobody().score(0.31),
        ],
    )
}

fn hostile() -> ReadDocument {
    let mut hostile = read(
        "drop/<img src=x onerror=alert(1)>.txt",
        Format::Text,
        Metadata {
            title: Some("</title><script>alert('title')</script>".into()),
            outlet: Some("\u{1b}]0;owned\u{7}\u{202e}elbaT ehT".into()),
            url: Some("javascript:alert(1)".into()),
            ..Metadata::default()
        },
        "{1c|“<script>alert(1)</script> & &lt;b&gt; \u{1b}[31mred\u{0} \u{202e}backwards\u{202c} end”,} {1q|wrote} {1s|O’Hara <b onmouseover=\"x\">}.\r\n\
         Ein sehr langes Wort: Donaudampfschifffahrtsgesellschaftskapitänswitwenundwaisenkassenverwaltungsratsvorsitzenderstellvertreter.\r\n",
        &[Said::by("O’Hara <b onmouseover=\"x\">", "", "").mode(Mode::Direct).score(0.5)],
    );
    hostile.document.notices.push(Notice::new(
        NoticeKind::ControlCharacters,
        "Control characters stand in the text <b>here</b>.",
    ));
    hostile
}
