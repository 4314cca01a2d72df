//! `standpoint findings`

use std::io::Write;

use clap::{Args, ValueEnum};
use standpoint_app::FindingLine;
use standpoint_brief::{FindingView, terminal};
use standpoint_terms::FindingKind;

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List what does not add up, what moved and what is foretold
///
/// Claims about a party beside its own words, disputes, shifts, conditions, forecasts and more; each with the words
/// of both sides and their places, the most interesting first. What is of little interest (claims that nobody
/// confirms, forecasts without a day) is left out of the table unless --all or --kind is given. docs/findings.md
/// explains each kind.
#[derive(Debug, Args)]
pub(crate) struct FindingsArgs {
    /// Of this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<KindArg>,
    /// On this proposition (its id in the codebook)
    #[arg(long, value_name = "ID")]
    proposition: Option<String>,
    /// With this party on one of its sides (its id in the codebook)
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// What another says of a party, beside the party's own words.
    SecondHand,
    /// Two voices of one party that do not agree.
    Contradiction,
    /// A party that stands elsewhere than before.
    Shift,
    /// Parties on different sides.
    Dispute,
    /// A yes that hangs on something.
    Condition,
    /// A party that stands where it stood.
    Unchanged,
    /// How a party takes a proposal.
    ProposalReaction,
    /// A deadline or meeting that was moved.
    SlippedDate,
    /// Who foretells what, by when.
    Forecast,
    /// A position that nobody of another side answers.
    OneSided,
}

impl From<KindArg> for FindingKind {
    fn from(kind: KindArg) -> FindingKind {
        match kind {
            KindArg::SecondHand => FindingKind::SecondHand,
            KindArg::Contradiction => FindingKind::Contradiction,
            KindArg::Shift => FindingKind::Shift,
            KindArg::Dispute => FindingKind::Dispute,
            KindArg::Condition => FindingKind::Condition,
            KindArg::Unchanged => FindingKind::Unchanged,
            KindArg::ProposalReaction => FindingKind::ProposalReaction,
            KindArg::SlippedDate => FindingKind::SlippedDate,
            KindArg::Forecast => FindingKind::Forecast,
            KindArg::OneSided => FindingKind::OneSided,
        }
    }
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &FindingsArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let brief = standpoint_app::findings(&mut ledger)?;
    let kind = args.kind.map(FindingKind::from);
    let all = args.listing.json || args.listing.all || kind.is_some();
    let wanted = |view: &&FindingView| {
        let finding = &view.finding;
        let with = |party: &str| {
            finding.holder.as_deref() == Some(party)
                || finding.sides.iter().any(|side| side.party.as_deref() == Some(party))
        };
        (all || !view.folded())
            && kind.is_none_or(|kind| finding.kind == kind)
            && args.proposition.as_deref().is_none_or(|id| finding.proposition.as_deref() == Some(id))
            && args.party.as_deref().is_none_or(with)
    };
    let found: Vec<&FindingView> = brief.findings.iter().filter(wanted).collect();
    let most = args.listing.limit().unwrap_or(usize::MAX);
    let page: Vec<&FindingView> = found.iter().skip(args.listing.offset).take(most).copied().collect();
    let mut out = ui.out();
    if args.listing.json {
        for view in page {
            json_line(&mut out, &FindingLine::new(&brief, view))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    out.write_all(terminal::findings(&brief, &page, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, page.len(), found.len(), ["finding", "findings"]);
    Ok(Status::Done)
}
