//! Parties on different sides of one proposition.
//!
//! **What it is.** One party supports a proposition, another opposes it, each in its own words, at any time in the
//! record. Those who would under a condition stand beside them. Where nobody opposes it outright, a party that
//! supports it and turns down another's condition makes a dispute too: by what it says of the proposition, or right
//! behind the condition, on the same issue, without a word on any proposition.
//!
//! **Why it matters.** It is the map of the negotiation: what is left to be agreed, and where each side has tied
//! itself in public.
//!
//! **Example.** Norland: the toll must go. Velmark: the toll stays.
//!
//! **What it is not.** Not two parties that do not speak of the same thing: it needs one proposition. How parties
//! take a proposal as a whole is told as reactions to it, not as a dispute. A position known by second hand alone makes no dispute: there may be none.

use standpoint_terms::{Act, Finding, FindingDetail, FindingKind, FindingSide, SideRole, Stance, TimeOrder};

use crate::evidence::{About, Told, finding, side, spread};
use crate::stand::{Place, Stand, View, any_likely, any_paraphrased, any_plain};

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let disputed = view.propositions().into_iter().filter(|proposition| !view.is_proposal(proposition));
    disputed.filter_map(|proposition| on(view, proposition)).collect()
}

/// A party, the side on which it is, and what it says there.
type Sided<'a> = (&'a str, Stance, Vec<Stand<'a>>);

/// How surely something was told.
type Sure = fn(&[Stand<'_>]) -> bool;

fn on(view: &View<'_>, proposition: &str) -> Option<Finding> {
    let all = view.on(proposition);
    let sided: Vec<Sided<'_>> = all.iter().flat_map(|(holder, stands)| stood(holder, stands)).collect();
    let has = |stance| sided.iter().any(|(_, on, _)| *on == stance);
    let refused =
        |(by, ..): &Sided<'_>| sided.iter().any(|(party, on, _)| party != by && *on == Stance::Conditional);
    let refuses = sided.iter().any(|sided| refuses_condition(sided) && refused(sided));
    let turned_down = turned_down(view, &sided);
    let parted = has(Stance::Support) && has(Stance::Oppose);
    if !parted && !refuses && turned_down.is_empty() {
        return None;
    }
    // Both sides were told by paraphrases; or one in so many words, and the other is not doubtful.
    let told = |stance: Stance, sure: Sure| sided.iter().any(|(_, on, stands)| *on == stance && sure(stands));
    let (plain, likely, paraphrased): (Sure, Sure, Sure) =
        (|stands| any_plain(stands), |stands| any_likely(stands), |stands| any_paraphrased(stands));
    if parted
        && !((told(Stance::Support, paraphrased) && told(Stance::Oppose, paraphrased))
            || (told(Stance::Support, plain) && told(Stance::Oppose, likely))
            || (told(Stance::Support, likely) && told(Stance::Oppose, plain)))
    {
        return None;
    }
    let sides = [Stance::Support, Stance::Oppose, Stance::Conditional].into_iter().flat_map(|stance| {
        let on_it: Vec<&Sided<'_>> = sided.iter().filter(|(_, on, _)| *on == stance).collect();
        on_it
            .into_iter()
            .map(|(party, _, stands)| {
                let answers = turned_down.iter().filter(|_| stance == Stance::Support);
                let answers =
                    answers.filter(|place| place.party() == Some(*party)).map(|place| Told::from(*place));
                let told: Vec<Told<'_>> =
                    answers.chain(spread(stands.clone()).into_iter().map(Told::from)).collect();
                side(view, SideRole::Stands, Some(party), Some(stance), told)
            })
            .collect::<Vec<_>>()
    });
    let sides: Vec<FindingSide> = sides.collect();
    let about = About { proposition: Some(proposition), ..About::default() };
    finding(view, FindingKind::Dispute, about, FindingDetail::Plain, TimeOrder::None, sides)
}

/// Where a party has stood in its own words: for or against, whichever it said more often (of equals the first that
/// it took), and under a condition.
fn stood<'a>(holder: &'a str, stands: &[Stand<'a>]) -> Vec<Sided<'a>> {
    let of = |stance| {
        stands.iter().copied().filter(|stand| stand.own() && stand.stance() == stance).collect::<Vec<_>>()
    };
    let witnesses = |stands: &[Stand<'_>]| stands.iter().filter(|stand| stand.witness).count();
    let (support, oppose, conditional) = (of(Stance::Support), of(Stance::Oppose), of(Stance::Conditional));
    let (more, other) = (witnesses(&support), witnesses(&oppose));
    let first = stands.iter().find(|stand| stand.own() && stand.stance() != Stance::Conditional);
    let supports =
        more > other || (more == other && first.is_some_and(|first| first.stance() == Stance::Support));
    let side = if supports { (holder, Stance::Support, support) } else { (holder, Stance::Oppose, oppose) };
    let sided = [side, (holder, Stance::Conditional, conditional)];
    sided.into_iter().filter(|(_, _, stands)| !stands.is_empty()).collect()
}

/// Where a party that supports it in so many words turns down another's condition right behind it.
fn turned_down<'a>(view: &View<'a>, sided: &[Sided<'a>]) -> Vec<Place<'a>> {
    let conditions = sided.iter().filter(|(_, on, _)| *on == Stance::Conditional);
    let conditions = conditions.flat_map(|(_, _, stands)| stands.iter().map(|stand| stand.place));
    let answer = |condition: Place<'a>| {
        let next = (condition.document, condition.ordinal + 1);
        let at = view.places.binary_search_by_key(&next, |place| (place.document, place.ordinal)).ok()?;
        let place = view.places[at];
        let issue = |place: Place<'a>| place.statement.issue.as_ref().map(|issued| &issued.issue);
        let turns_down = place.act() == Some(Act::Reject)
            && place.statement.positions.is_empty()
            && issue(place).is_some()
            && issue(place) == issue(condition);
        let supports = sided.iter().any(|(party, on, stands)| {
            *on == Stance::Support
                && place.party() == Some(party)
                && condition.party() != Some(party)
                && any_plain(stands)
        });
        (turns_down && supports).then_some(place)
    };
    conditions.filter_map(answer).collect()
}

fn refuses_condition((_, stance, stands): &Sided<'_>) -> bool {
    *stance == Stance::Support
        && any_plain(stands)
        && stands.iter().any(|stand| matches!(stand.place.act(), Some(Act::Reject | Act::Deny)))
}
