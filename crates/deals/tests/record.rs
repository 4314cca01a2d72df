//! Proposals held against positions in a record.

use standpoint_deals::{
    Counted, Evidence, Known, Options, RecordAnalysis, Recorded, Verdict, analyse_record, in_short,
};
use standpoint_terms::{Act, Codebook, CodebookHead, Hand, Party, Proposal, Proposition, Stance, Term};

/// Arland and Velmark over a lock; Norreland mediates and the boatmen are asked by nobody.
fn codebook() -> Codebook {
    let named = |id: &str| Party { id: id.to_owned(), name: id.to_owned(), ..Party::default() };
    let sentence = |id: &str, sentence: &str| Proposition {
        id: id.to_owned(),
        issue: "lock".to_owned(),
        sentence: sentence.to_owned(),
        ..Proposition::default()
    };
    let term = |proposition: &str, stance| Term { proposition: proposition.to_owned(), stance };
    Codebook {
        codebook: CodebookHead {
            other_issue: None,
            id: "lock".to_owned(),
            title: "The lock".to_owned(),
            ..CodebookHead::default()
        },
        parties: ["arland", "velmark", "norreland", "boatmen"].map(named).to_vec(),
        propositions: vec![
            sentence("leave", "Arland leaves the lock"),
            sentence("tolls", "Boats pay tolls"),
            sentence("observers", "Observers come to the lock"),
            sentence("may-draft", "The May draft is accepted"),
        ],
        proposals: vec![Proposal {
            id: "may-draft".to_owned(),
            name: "the May draft".to_owned(),
            by: Some("norreland".to_owned()),
            date: None,
            description: String::new(),
            aliases: Vec::new(),
            terms: vec![
                term("leave", Stance::Support),
                term("tolls", Stance::Oppose),
                term("observers", Stance::Support),
            ],
        }],
        ..Codebook::default()
    }
}

fn says(
    holder: &str,
    proposition: &str,
    stance: Stance,
    hand: Hand,
    act: Option<Act>,
    words: &str,
) -> Recorded {
    Recorded {
        holder: holder.to_owned(),
        proposition: proposition.to_owned(),
        stance,
        hand,
        act,
        date: None,
        condition: if stance == Stance::Conditional {
            "if the boats are paid for".to_owned()
        } else {
            String::new()
        },
        evidence: Evidence {
            words: words.to_owned(),
            place: "Plumb".to_owned(),
            statement: Some("s-1".to_owned()),
        },
    }
}

fn check(recorded: &[Recorded], party: &str, verdict: Verdict, words: &[&str]) -> RecordAnalysis {
    let found = analyse_record(&codebook(), recorded, &Options::default()).expect("it is there");
    let at = found.model.parties.iter().position(|p| p.id == party).expect("it is there");
    let grade = &found.analysis.proposals[0].parties[at];
    let told: Vec<&str> = grade.reasons.iter().map(|reason| reason.words.as_str()).collect();
    assert_eq!((grade.verdict, told), (verdict, words.to_vec()));
    found
}

use Hand::{First, Second};
use Stance::{Conditional, Oppose, Support};

#[test]
fn a_refused_term_refuses_the_proposal_and_is_what_would_have_to_change() {
    let found = check(
        &[
            says("arland", "leave", Oppose, First, Some(Act::Reject), "We stay"),
            says("arland", "tolls", Oppose, First, None, "No tolls"),
        ],
        "arland",
        Verdict::Refused,
        &["Arland leaves the lock", "Observers come to the lock (nothing known)", "not: Boats pay tolls"],
    );
    let grade = &found.analysis.proposals[0].parties[0];
    assert_eq!(grade.changes.as_ref().unwrap().len(), 1);
    assert_eq!(grade.reasons[0].evidence[0].words, "We stay");
    // Norreland put it forward, so it is heard; of the others nothing is known.
    assert_eq!(found.silent, ["velmark", "boatmen"]);
    assert_eq!(found.analysis.proposals[0].parties[1].verdict, Verdict::Accepted);
}

#[test]
fn silence_hearsay_and_conditions_are_neither_yes_nor_no() {
    let all = |first: Recorded| {
        vec![
            first,
            says("velmark", "observers", Support, First, None, "Let them come"),
            says("velmark", "tolls", Oppose, First, None, "No tolls"),
        ]
    };
    let left = "not: Boats pay tolls";
    check(
        &all(says("velmark", "leave", Oppose, Second, None, "Velmark does not care, Kask said")),
        "velmark",
        Verdict::Unknown,
        &["Arland leaves the lock (only others tell)", left, "Observers come to the lock"],
    );
    check(
        &all(says("velmark", "leave", Conditional, First, None, "They may go")),
        "velmark",
        Verdict::Conditional,
        &["Arland leaves the lock (if: if the boats are paid for)", left, "Observers come to the lock"],
    );
    check(
        &all(says("arland", "leave", Oppose, First, None, "We stay")),
        "velmark",
        Verdict::Unknown,
        &["Arland leaves the lock (nothing known)", left, "Observers come to the lock"],
    );
}

#[test]
fn what_is_said_of_the_whole_counts() {
    let refusal = says("arland", "leave", Oppose, First, None, "We stay");
    check(
        &[refusal.clone(), says("arland", "may-draft", Support, First, Some(Act::Accept), "A good draft")],
        "arland",
        Verdict::Conditional,
        &[
            "it accepts the May draft as a whole",
            "Arland leaves the lock",
            "not: Boats pay tolls (nothing known)",
            "Observers come to the lock (nothing known)",
        ],
    );
    let found = check(
        &[says("velmark", "may-draft", Oppose, First, Some(Act::Reject), "Never")],
        "velmark",
        Verdict::Refused,
        &[
            "it refuses the May draft as a whole",
            "Arland leaves the lock (nothing known)",
            "not: Boats pay tolls (nothing known)",
            "Observers come to the lock (nothing known)",
        ],
    );
    assert!(found.model.terms.iter().all(|term| term.id != "may-draft"), "a plan is nothing to bargain over");
}

#[test]
fn most_of_what_is_said_counts_and_the_rest_is_told() {
    check(
        &[
            says("arland", "leave", Oppose, First, None, "We stay"),
            says("arland", "leave", Oppose, First, None, "Not an inch"),
            says("arland", "leave", Support, First, None, "We might go"),
            says("arland", "tolls", Support, First, None, "Tolls"),
            says("arland", "tolls", Oppose, First, None, "No tolls after all"),
        ],
        "arland",
        Verdict::Refused,
        &[
            "Arland leaves the lock (1 of 3 say otherwise)",
            "Observers come to the lock (nothing known)",
            "not: Boats pay tolls (1 of 2 say otherwise)",
        ],
    );
}

#[test]
fn demands_and_refusals_bind_and_the_rest_is_open() {
    let found = analyse_record(
        &codebook(),
        &[
            says("arland", "leave", Oppose, First, None, "We stay"),
            says("arland", "leave", Oppose, First, None, "We stay on"),
            says("velmark", "leave", Support, First, Some(Act::Demand), "They must go"),
            says("velmark", "tolls", Support, First, None, "Tolls are fine"),
            says("boatmen", "tolls", Oppose, First, None, "No tolls"),
        ],
        &Options::default(),
    )
    .unwrap();
    assert_eq!(
        in_short(&found.model, &found.analysis),
        [
            "There is no deal: every package crosses somebody's red line.",
            "No deal unless velmark gives up its demand “Arland leaves the lock”, or arland gives up its refusal of “Arland \
             leaves the lock”.",
            "3 lines are not certain; even if no party insists on any of them, there is no deal.",
            "Were the cheapest way out of each knot taken, there would be a deal if what is not certain turns out well, and \
             none if it turns out badly. The probability of a deal is between 0 % and 66.7 %.",
        ]
    );
    let open = |party: usize| {
        let lines = found.model.parties[party].red_lines.iter().filter(|line| line.known != Known::Certain);
        lines.map(|line| line.says.clone()).collect::<Vec<_>>()
    };
    assert_eq!(open(1), ["its wish “Boats pay tolls”"]);
    let silent = ["a position on “Boats pay tolls”, of which nothing is known"];
    // On the lock Arland and Velmark are at odds already; nobody else's silence matters there.
    assert_eq!(
        (open(0), open(2), open(3)),
        (silent.map(str::to_owned).to_vec(), silent.map(str::to_owned).to_vec(), vec![])
    );
}

#[test]
fn how_likely_a_party_insists_is_counted_from_what_it_said() {
    let check = |recorded: &[Recorded], known: Known| {
        let found = analyse_record(&codebook(), recorded, &Options::default()).unwrap();
        assert_eq!(found.model.parties[0].red_lines[0].known, known);
    };
    let wish = says("arland", "tolls", Support, First, None, "Tolls are fine");
    let demand = says("arland", "tolls", Support, First, Some(Act::Demand), "Tolls must be paid");
    let told = says("arland", "tolls", Oppose, Second, None, "Arland wants no tolls, Kask said");
    let unless = says("arland", "tolls", Conditional, First, None, "No tolls, if the boats are paid for");
    let refusal = says("arland", "tolls", Oppose, First, None, "No tolls");
    let counted = |insisting, of| Known::Counted(Counted { insisting, of });
    check(std::slice::from_ref(&wish), counted(0, 1));
    check(&[wish.clone(), wish.clone(), refusal.clone()], counted(0, 3));
    check(&[wish, demand], Known::Certain);
    check(std::slice::from_ref(&told), counted(1, 1));
    check(&[unless.clone(), unless.clone(), refusal.clone()], counted(1, 3));
    check(&[told, refusal], Known::Certain);
}

#[test]
fn who_put_a_proposal_forward_is_not_said_to_refuse_it_without_a_doubt() {
    check(
        &[says("norreland", "may-draft", Oppose, First, None, "Not that draft")],
        "norreland",
        Verdict::Unknown,
        &[
            "it put the May draft forward, and is found to refuse it: look at the words",
            "Arland leaves the lock (it put this forward)",
            "not: Boats pay tolls (it put this forward)",
            "Observers come to the lock (it put this forward)",
        ],
    );
}
