//! Filters, orders, pages, and actors across documents.

use proptest::prelude::*;
use standpoint_ledger::{
    ActorFilter, ActorOrder, DocumentFilter, Entry, Fragment, Ledger, Order, StatementFilter, StatementRow,
};
use standpoint_terms::ActorKind::{Body, Person, Unnamed};
use standpoint_terms::{ActorKind, Mode, Span};

use crate::made::{Said, entry, now, when};

fn coverage() -> Vec<Entry> {
    vec![
        entry(
            "herald/march.txt",
            Some("2031-03-02"),
            &[
                Said("Ines Tarn", Person, "velmark", "ports", "The ports stay open"),
                Said("officials", Unnamed, "", "ports", "Nobody asked us"),
                Said("Norland", Body, "norland", "grain", "Grain comes first"),
            ],
        ),
        entry(
            "herald/april.txt",
            Some("2031-04-20T09:00:00Z"),
            &[
                Said("INÉS TARN", Person, "velmark", "grain", "We never sold “grain”"),
                Said("Tarn", Person, "velmark", "", "Later"),
            ],
        ),
        entry("undated.txt", None, &[Said("the Norland", Body, "norland", "ports", "No ships")]),
        entry("Ärger/notes.txt", Some("2031-04-20"), &[Said("Tarn", Person, "", "", "I am another Tarn")]),
    ]
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&coverage(), now()).unwrap();
    ledger
}

fn check(filter: &StatementFilter, expected: &[&str]) {
    let page = ledger().statements(filter).unwrap();
    let texts: Vec<_> = page.rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, expected, "{filter:?}");
    assert_eq!(page.total, expected.len(), "{filter:?}");
}

fn some(word: &str) -> Option<String> {
    Some(word.to_owned())
}

#[test]
fn statements_are_filtered() {
    let any = StatementFilter::default();
    let all = [
        "“No ships”",
        "“The ports stay open”",
        "“Nobody asked us”",
        "“Grain comes first”",
        "“I am another Tarn”",
        "“We never sold “grain””",
        "“Later”",
    ];
    check(&any, &all);
    let mut newest = all;
    newest.reverse();
    check(&StatementFilter { order: Order::Newest, ..any.clone() }, &newest);
    check(&StatementFilter { party: some("norland"), ..any.clone() }, &[all[0], all[3]]);
    check(&StatementFilter { issue: some("ports"), ..any.clone() }, &[all[0], all[1], all[2]]);
    check(&StatementFilter { party: some("velmark"), issue: some("ports"), ..any.clone() }, &[all[1]]);
    check(&StatementFilter { unnamed: true, ..any.clone() }, &[all[2]]);
    check(&StatementFilter { mode: Some(Mode::Indirect), ..any.clone() }, &[]);
    check(&StatementFilter { speaker: some("ines TARN"), ..any.clone() }, &[all[1], all[5]]);
    check(&StatementFilter { speaker: some("tarn"), ..any.clone() }, &[all[1], all[4], all[5], all[6]]);
    check(&StatementFilter { speaker: some("nobody"), ..any.clone() }, &[]);
    check(&StatementFilter { document_name: some("arger"), ..any.clone() }, &[all[4]]);
    check(
        &StatementFilter { document_name: some("herald"), order: Order::Newest, ..any.clone() },
        &[all[6], all[5], all[3], all[2], all[1]],
    );
    check(&StatementFilter { document: Some(coverage()[2].document.id.clone()), ..any.clone() }, &[all[0]]);
    let from = |written| Some(when(written));
    check(&StatementFilter { published_from: from("2031-04-20"), ..any.clone() }, &all[4..]);
    check(&StatementFilter { published_to: from("2031-04-20"), ..any.clone() }, &all[1..]);
    check(&StatementFilter { published_to: from("2031-04-20T08:59:59Z"), ..any.clone() }, &all[1..5]);
    check(&StatementFilter { published_from: from("2031-04-20T09:00:00Z"), ..any }, &all[5..]);
}

#[test]
fn words_that_would_be_sql_are_words() {
    for hostile in ["' OR 1=1 --", "\"", "%", "_", "\0", "🙂'); DROP TABLE documents;--"] {
        let ledger = ledger();
        let filter = StatementFilter { party: some(hostile), ..StatementFilter::default() };
        assert_eq!(ledger.statements(&filter).unwrap().total, 0, "{hostile:?}");
        let filter = DocumentFilter { outlet: some(hostile), ..DocumentFilter::default() };
        assert_eq!(ledger.documents(&filter).unwrap().total, 0, "{hostile:?}");
        assert_eq!(ledger.counts().unwrap().documents, 4);
    }
}

#[test]
fn a_row_has_what_its_line_needs() {
    let filter =
        StatementFilter { issue: some("grain"), party: some("velmark"), ..StatementFilter::default() };
    let row = ledger().statements(&filter).unwrap().rows.remove(0);
    assert_eq!(row.document_name, "herald/april.txt");
    assert_eq!((row.speaker.as_deref(), row.actor_kind), (Some("INÉS TARN"), Some(Person)));
    assert_eq!((row.source_text.as_str(), row.cue_text.as_str()), ("INÉS TARN", "said"));
    assert_eq!(row.content, [Fragment { span: Span::new(16, 47), code_points: [15, 38] }]);
    assert_eq!(row.issue.unwrap().hints, ["hint"]);
    assert_eq!((row.score, row.status.name(), &row.origin), (0.75, "unreviewed", &row.document));
    assert_eq!(row.reader.to_string(), "by hand 1");
}

#[test]
fn documents_are_listed_in_order() {
    let names = |filter: &DocumentFilter| {
        let page = ledger().documents(filter).unwrap();
        (page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>(), page.total)
    };
    let any = DocumentFilter::default();
    let all = ["undated.txt", "herald/march.txt", "Ärger/notes.txt", "herald/april.txt"].map(str::to_owned);
    assert_eq!(names(&any), (all.to_vec(), 4));
    assert_eq!(
        names(&DocumentFilter { limit: Some(1), offset: 2, ..any.clone() }),
        (vec![all[2].clone()], 4)
    );
    assert_eq!(names(&DocumentFilter { name: some("ARGER"), ..any.clone() }), (vec![all[2].clone()], 1));
    let april = DocumentFilter { published_from: Some(when("2031-04-01")), order: Order::Newest, ..any };
    assert_eq!(names(&april), (vec![all[3].clone(), all[2].clone()], 2));
}

#[test]
fn actors_join_by_their_full_names() {
    let rows = |filter: &ActorFilter| {
        let page = ledger().actors(filter).unwrap();
        assert_eq!(page.total, page.rows.len());
        page.rows.into_iter().map(|a| (a.name, a.kind, a.documents, a.statements)).collect::<Vec<_>>()
    };
    let row =
        |name: &str, kind: ActorKind, documents, statements| (name.to_owned(), kind, documents, statements);
    let any = ActorFilter::default();
    let all = rows(&any);
    assert_eq!(
        all,
        [
            // Each spelling in one document: the longer one, which has the accents, is shown.
            row("INÉS TARN", Person, 2, 2),
            row("the Norland", Body, 2, 2),
            row("Tarn", Person, 1, 1),
            row("Tarn", Person, 1, 1),
        ]
    );
    assert_eq!(rows(&ActorFilter { kind: Some(Unnamed), ..any.clone() }), [row("officials", Unnamed, 1, 1)]);
    assert_eq!(rows(&ActorFilter { kind: Some(Body), ..any.clone() }), [all[1].clone()]);
    assert_eq!(rows(&ActorFilter { name: some("inés"), ..any.clone() }), [all[0].clone()]);
    assert_eq!(rows(&ActorFilter { party: some("velmark"), ..any.clone() }).len(), 2);
    let by_name: Vec<_> =
        rows(&ActorFilter { order: ActorOrder::Name, ..any }).into_iter().map(|r| r.0).collect();
    assert_eq!(by_name, ["INÉS TARN", "the Norland", "Tarn", "Tarn"]);
    let tarn = ledger()
        .actors(&ActorFilter { name: some("ines"), ..ActorFilter::default() })
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(tarn.other_names, ["Ines Tarn"]);
    assert_eq!(tarn.party.as_deref(), Some("velmark"));
    let his = StatementFilter { actor: Some(tarn.id), ..StatementFilter::default() };
    assert_eq!(ledger().statements(&his).unwrap().total, 2);
}

#[test]
fn another_codebook_changes_parties_only() {
    let mut ledger = ledger();
    let changed: Vec<_> = coverage()
        .into_iter()
        .map(|mut entry| {
            entry.statements.iter_mut().for_each(|s| s.party = s.party.take().map(|p| p + "-2"));
            (entry.document.id, entry.statements)
        })
        .collect();
    ledger.replace_statements(&changed).unwrap();
    crate::made::check_sound(&ledger);
    let total = |party: &str| {
        let filter = StatementFilter { party: some(party), ..StatementFilter::default() };
        ledger.statements(&filter).unwrap().total
    };
    assert_eq!((total("velmark"), total("velmark-2"), total("norland-2")), (0, 3, 2));
}

#[test]
fn codebooks_follow_one_another() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    assert_eq!(ledger.codebook().unwrap(), None);
    let mut codebook = standpoint_terms::Codebook::default();
    codebook.codebook.id = "ports".to_owned();
    assert!(ledger.set_codebook(&codebook, "# one").unwrap());
    assert!(!ledger.set_codebook(&codebook, "# one").unwrap());
    codebook.codebook.title = "The ports".to_owned();
    assert!(ledger.set_codebook(&codebook, "# two").unwrap());
    assert_eq!(ledger.codebook().unwrap(), Some(codebook));
}

fn small_filter() -> impl Strategy<Value = StatementFilter> {
    let word = |words: &'static [&'static str]| {
        proptest::option::of(proptest::sample::select(words)).prop_map(|w| w.map(str::to_owned))
    };
    let date = || {
        proptest::option::of(proptest::sample::select(vec![
            "2031-03-02",
            "2031-04-20",
            "2031-04-20T09:00:00Z",
        ]))
    };
    (
        word(&["velmark", "norland"]),
        word(&["ports", "grain"]),
        word(&["tarn", "ines", "norland", "o"]),
        word(&["herald", "txt"]),
        date(),
        date(),
        any::<(bool, bool)>(),
        (proptest::option::of(0..4usize), 0..3usize),
    )
        .prop_map(
            |(party, issue, speaker, document_name, from, to, (unnamed, newest), (limit, offset))| {
                StatementFilter {
                    party,
                    issue,
                    speaker,
                    document_name,
                    published_from: from.map(when),
                    published_to: to.map(when),
                    unnamed,
                    order: if newest { Order::Newest } else { Order::Oldest },
                    limit,
                    offset,
                    ..StatementFilter::default()
                }
            },
        )
}

proptest! {
    /// Whichever way a listing is answered, it is what going through all rows gives.
    #[test]
    fn filters_agree_with_going_through_all(filter in small_filter()) {
        let ledger = ledger();
        let all = ledger.statements(&StatementFilter { order: filter.order, ..StatementFilter::default() }).unwrap();
        let folded = |name: &str| name.to_lowercase().replace('é', "e");
        let fits = |row: &&StatementRow| {
            filter.party.as_ref().is_none_or(|p| row.party.as_ref() == Some(p))
                && filter.issue.as_ref().is_none_or(|i| row.issue.as_ref().map(|x| &x.issue) == Some(i))
                && filter.speaker.as_ref().is_none_or(|s| row.speaker.as_ref().is_some_and(|n| folded(n).contains(s)))
                && filter.document_name.as_ref().is_none_or(|n| row.document_name.contains(n))
                && (!filter.unnamed || row.actor_kind == Some(Unnamed))
                && filter.published_from.is_none_or(|from| row.published.is_some_and(|p| p >= from))
                && filter.published_to.is_none_or(|to| row.published.is_some_and(|p| p <= to || to.to_string() == p.date().to_string()))
        };
        let expected: Vec<_> = all.rows.iter().filter(fits).cloned().collect();
        let page = ledger.statements(&filter).unwrap();
        prop_assert_eq!(page.total, expected.len());
        let shown: Vec<_> = expected.into_iter().skip(filter.offset).take(filter.limit.unwrap_or(usize::MAX)).collect();
        prop_assert_eq!(&page.rows, &shown);
        let mut streamed = Vec::new();
        ledger.each_statement(&filter, |row| { streamed.push(row); Ok::<(), standpoint_ledger::Error>(()) }).unwrap();
        prop_assert_eq!(streamed, shown);
    }
}
