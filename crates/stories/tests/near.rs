//! Near duplicates: which texts meet, which do not, and what hostile texts cost.

use proptest::prelude::*;
use standpoint_stories::near::{
    MOST_CANDIDATES, MOST_HOLDERS, SURELY_FOUND, Signature, candidates, is_near, keys, pairs, relation,
    shingles,
};
use standpoint_terms::{Document, Nearness, Relation};
use standpoint_testing::plain_document;

const WIRE: &str = "The lock at Orlen stays shut, the canal board said on Monday, since the gate that a barge struck \
    in March cannot be lifted. Divers found a crack of two metres in the lower hinge. “We shall not open before the \
    hinge is cast anew,” said Tove Lindqvist, who heads the board, and a foundry in Harsund has the order. Until then \
    grain from the upper valley goes by road, which costs the mills some forty crowns a tonne. The millers' union asks \
    for a share of the toll that the board has kept since the spring, and the board will answer within a fortnight.";

/// Words of no meaning, so many that chance shares none.
fn noise(from: usize, words: usize) -> String {
    (from..from + words).map(|n| format!("w{} ", n * 7919)).collect()
}

fn relation_of(one: &Document, other: &Document) -> Option<Relation> {
    let texts = [one, other].map(|document| shingles(&document.text));
    let found = pairs(&texts);
    found.first().and_then(|(_, nearness)| relation(one, other, nearness))
}

fn check(one: &str, other: &str, same_outlet: bool, expected: Option<Relation>) {
    let mut documents = [plain_document("one.txt", one), plain_document("other.txt", other)];
    for (number, document) in documents.iter_mut().enumerate() {
        let number = if same_outlet { 0 } else { number };
        document.metadata.outlet = Some(format!("Outlet {number}"));
    }
    let [one, other] = documents;
    assert_eq!(relation_of(&one, &other), expected);
    assert_eq!(relation_of(&other, &one), expected, "the order of the two does not matter");
}

#[test]
fn a_page_fetched_twice_differs_by_what_stands_around_it() {
    let again = format!("Menu Home Weather Sport. {WIRE} Most read today: seven ways to bake a carp.");
    check(WIRE, &again, true, Some(Relation::SamePage));
}

#[test]
fn a_revised_version_differs_within() {
    let revised = WIRE.replace("forty crowns", "sixty crowns");
    check(WIRE, &revised, true, Some(Relation::Revision));
}

#[test]
fn two_outlets_with_one_text_are_copies() {
    let copy = WIRE.replace("on Monday", "at the start of the week").replace("some forty", "about forty");
    check(WIRE, &copy, false, Some(Relation::Copy));
}

#[test]
fn a_digest_holds_the_report_that_it_swallowed() {
    let digest = format!("{} {WIRE} {}", noise(0, 3_000), noise(5_000, 3_000));
    check(WIRE, &digest, false, Some(Relation::Excerpt));
    let part = WIRE.split(". ").nth(2).unwrap();
    check(part, &digest, false, Some(Relation::Excerpt));
}

#[test]
fn a_shared_note_and_a_shared_subject_are_nothing() {
    let note = "Write to the desk at the harbour gate or call us any day before noon.";
    let one = format!("{} {note}", noise(0, 200));
    let other = format!("{} {note}", noise(900, 200));
    check(&one, &other, false, None);
    let report = "Tove Lindqvist of the canal board told reporters in Orlen that the gate which a barge hit in March will \
        stay down for weeks, and that a new hinge had been ordered from Harsund. Millers complain about dear lorries.";
    check(WIRE, report, false, None);
    check("Orlen lock shut", "Orlen lock shut", false, None);
    check("", "", false, None);
}

#[test]
fn a_document_is_one_with_its_index_entry_whatever_its_letters() {
    let other = WIRE.to_uppercase().replace('\u{2019}', "'").replace(". ", " — ");
    assert_eq!(shingles(WIRE), shingles(&other));
    assert_eq!(shingles("Č et ě"), shingles("c\u{30c} et e\u{30c}"));
    assert_eq!(shingles("運河は閉鎖").len(), 2, "a script without spaces has its signs as words");
}

/// A note that stands in every document costs each of them the same and ties none.
#[test]
fn what_stands_everywhere_is_bounded() {
    let note = noise(1_000_000, 60);
    let texts: Vec<Vec<u64>> =
        (0..400).map(|n| shingles(&format!("{}{note}", noise(n * 1_000, 150)))).collect();
    let keys: Vec<Vec<u64>> = texts.iter().map(|text| keys(text)).collect();
    let found = candidates(&keys);
    assert!(found.len() <= 400 * MOST_CANDIDATES);
    assert!(found.iter().all(|[one, _]| *one <= MOST_HOLDERS), "only the first holders are led to");
    assert_eq!(pairs(&texts), Vec::new());
}

/// Hundreds of copies of one text hang together, though not each is compared with each.
#[test]
fn many_copies_hang_together() {
    let texts: Vec<Vec<u64>> = (0..300)
        .map(|n| shingles(&format!("{} {WIRE} {}", noise(n * 100, 3), noise(n * 100 + 50, 3))))
        .collect();
    let found = pairs(&texts);
    for copy in 1..300 {
        assert!(found.iter().any(|([one, other], _)| *other == copy && *one < copy), "{copy} stands alone");
    }
}

#[test]
fn signatures_estimate_resemblance() {
    for (shared, apart) in [(300, 0), (300, 40), (200, 100), (100, 100), (20, 20), (0, 200)] {
        let one: Vec<u64> = (0..shared + apart).map(hashed).collect();
        let other: Vec<u64> = (0..shared).chain(shared + apart..shared + 2 * apart).map(hashed).collect();
        let exact = shared as f32 / (shared + 2 * apart) as f32;
        let [one, other] = [one, other].map(|shingles| Signature::<1024>::of(&shingles).unwrap());
        let estimate = one.resemblance(&other);
        assert!((estimate - exact).abs() < 0.07, "{shared} shared, {apart} apart: {estimate}, not {exact}");
    }
}

fn hashed(number: u64) -> u64 {
    shingles(&number.to_string())[0]
}

proptest! {
    /// Whatever stands around it, a run of so many words is found.
    #[test]
    fn a_shared_run_is_surely_a_candidate(
        before in 0_usize..300, after in 0_usize..300, other in 0_usize..300, more in 0_usize..40,
    ) {
        let run = noise(500_000, SURELY_FOUND + more);
        let one = format!("{}{run}{}", noise(0, before), noise(10_000, after));
        let two = format!("{}{run}{}", noise(20_000, other), noise(30_000, after / 2));
        let keys = [one, two].map(|text| keys(&shingles(&text)));
        prop_assert_eq!(candidates(&keys), vec![[0, 1]]);
    }

    #[test]
    fn no_text_breaks_it(one in ".{0,80}", other in ".{0,80}") {
        let texts = [shingles(&one), shingles(&other)];
        let found = pairs(&texts);
        prop_assert!(found.iter().all(|(_, nearness)| is_near(nearness)));
        for (_, Nearness { shared, of, .. }) in found {
            prop_assert!(shared <= of[0].min(of[1]));
        }
    }
}
