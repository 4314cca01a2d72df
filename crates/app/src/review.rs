//! What a person says about statements and actors: understood, checked against the codebook, written.

use standpoint_ledger::{
    ActorRulings, Entry, Fixed, FixedPosition, FixedSpeaker, Ledger, Ruling, Shown, Signature, Value,
};
use standpoint_reading::CompiledCodebook;
use standpoint_terms::{Act, ActorKind, Codebook, Hand, Moment, SaidOn, Stance, Statement};

use crate::AppError;
use crate::derive::derive;

/// The word for "there is none".
const NONE: &str = "none";

/// Values of a statement as a person writes them. Each may be `none`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The speaker's name.
    pub speaker: Option<String>,
    /// What the speaker is; a person where nothing is said and the name is not known.
    pub speaker_kind: Option<ActorKind>,
    /// The id of the speaker's party.
    pub party: Option<String>,
    /// The id of the issue.
    pub issue: Option<String>,
    /// The act's name.
    pub act: Option<String>,
    /// `HOLDER:PROPOSITION:STANCE`, with `:first` or `:second` after it where the hand is not the usual one. The
    /// stance `none` takes a position away; `none` alone says that there is none at all.
    pub positions: Vec<String>,
    /// A day, or two with `..` between them.
    pub said_on: Option<String>,
}

impl Given {
    /// Takes `key=value`, parted by semicolons, as `review` reads them.
    ///
    /// # Errors
    /// A key that is none.
    pub fn parse(line: &str) -> Result<(Given, Option<String>), AppError> {
        let (mut given, mut why) = (Given::default(), None);
        for part in line.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((key, value)) = part.split_once('=') else {
                return Err(AppError::user(format!("{part:?} is no key=value"))
                    .hint("for example: speaker=Ann Bell; party=norland; act=deny"));
            };
            let value = value.trim().to_owned();
            match key.trim() {
                "speaker" => given.speaker = Some(value),
                "party" => given.party = Some(value),
                "issue" => given.issue = Some(value),
                "act" => given.act = Some(value),
                "position" => given.positions.push(value),
                "said-on" => given.said_on = Some(value),
                "why" => why = Some(value),
                other => {
                    return Err(AppError::user(format!("there is no {other:?} to correct"))
                        .hint("speaker, party, issue, act, position, said-on and why can be given"));
                }
            }
        }
        Ok((given, why))
    }

    /// The values, checked: ids that the codebook in force has, an act, stances, days. A speaker without a party gets
    /// the party that the codebook tells.
    ///
    /// # Errors
    /// The first value that is none, with those that there are.
    pub fn fixed(&self, codebook: Option<&Codebook>, shown: &Shown) -> Result<Fixed, AppError> {
        let mut fixed = Fixed::default();
        if let Some(name) = &self.speaker {
            fixed.speaker = Some(value(name).map(|name| self.named(name, shown)));
            if self.party.is_none()
                && let Some(codebook) = codebook
            {
                fixed.party = Some(party_of(codebook, fixed.speaker.as_ref()));
            }
        }
        if let Some(party) = &self.party {
            let ids = codebook.map(|c| c.parties.iter().map(|p| p.id.as_str()).collect());
            fixed.party = Some(known("party", party, ids)?);
        }
        if let Some(issue) = &self.issue {
            let ids = codebook.map(|c| c.issues.iter().map(|i| i.id.as_str()).collect());
            fixed.issue = Some(known("issue", issue, ids)?);
        }
        if let Some(act) = &self.act {
            fixed.act = Some(match value(act) {
                Value::Nothing => Value::Nothing,
                Value::Is(name) => Value::Is(act_named(name)?),
            });
        }
        if let Some(said_on) = &self.said_on {
            fixed.said_on = Some(match value(said_on) {
                Value::Nothing => Value::Nothing,
                Value::Is(days) => Value::Is(said_on_days(days)?),
            });
        }
        let party = match &fixed.party {
            Some(party) => party.get().cloned(),
            None => shown.statement.party.clone(),
        };
        for position in &self.positions {
            if position == NONE {
                fixed.all_positions = true;
                continue;
            }
            fixed.positions.push(position_given(position, codebook, party.as_deref())?);
        }
        Ok(fixed)
    }

    fn named(&self, name: &str, shown: &Shown) -> FixedSpeaker {
        let before = shown.speaker.as_ref().filter(|actor| actor.name == name).map(|actor| actor.kind);
        let small = name.starts_with(char::is_lowercase);
        let usual = if small { ActorKind::Unnamed } else { ActorKind::Person };
        FixedSpeaker { name: name.to_owned(), kind: self.speaker_kind.or(before).unwrap_or(usual) }
    }
}

trait Mapped<'a> {
    fn map<T>(self, f: impl FnOnce(&'a str) -> T) -> Value<T>;
}

impl<'a> Mapped<'a> for Value<&'a str> {
    fn map<T>(self, f: impl FnOnce(&'a str) -> T) -> Value<T> {
        match self {
            Value::Nothing => Value::Nothing,
            Value::Is(value) => Value::Is(f(value)),
        }
    }
}

fn value(written: &str) -> Value<&str> {
    match written.trim() {
        "" | NONE => Value::Nothing,
        written => Value::Is(written),
    }
}

fn known(what: &str, written: &str, ids: Option<Vec<&str>>) -> Result<Value<String>, AppError> {
    let id = match value(written) {
        Value::Nothing => return Ok(Value::Nothing),
        Value::Is(id) => id,
    };
    let Some(ids) = ids else {
        return Err(AppError::user(format!("there is no codebook in force, so no {what} {id:?}"))
            .hint("`standpoint reread --codebook FILE` puts one in force"));
    };
    if ids.contains(&id) {
        return Ok(Value::Is(id.to_owned()));
    }
    Err(AppError::user(format!("the codebook in force has no {what} {id:?}"))
        .hint(format!("it has: {}; or {NONE}", ids.join(", "))))
}

fn act_named(name: &str) -> Result<Act, AppError> {
    let names = || Act::ALL.map(Act::name).join(", ");
    let act = Act::ALL.into_iter().find(|act| act.name() == name);
    act.ok_or_else(|| {
        AppError::user(format!("there is no act {name:?}")).hint(format!("the acts are: {}", names()))
    })
}

fn said_on_days(days: &str) -> Result<SaidOn, AppError> {
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    let day = |written: &str| {
        written.trim().parse::<Moment>().map_err(|error| {
            AppError::user(format!("said-on: {error}")).hint("a day is YYYY-MM-DD; two days are FROM..TO")
        })
    };
    let (from, to) = (day(from)?, day(to)?);
    if to < from {
        return Err(AppError::user(format!("said-on: {to} lies before {from}")));
    }
    Ok(SaidOn { from, to, words: None, by: "a person said so".to_owned() })
}

fn position_given(
    written: &str,
    codebook: Option<&Codebook>,
    party: Option<&str>,
) -> Result<FixedPosition, AppError> {
    let parts: Vec<&str> = written.split(':').map(str::trim).collect();
    let (holder, proposition, stance, hand) = match parts[..] {
        [holder, proposition, stance] => (holder, proposition, stance, None),
        [holder, proposition, stance, hand] => (holder, proposition, stance, Some(hand)),
        _ => {
            return Err(AppError::user(format!("{written:?} is no position"))
                .hint("a position is HOLDER:PROPOSITION:STANCE, for example norland:tolls-end:oppose"));
        }
    };
    let none = || AppError::user(format!("{written:?}: a position needs a holder and a proposition"));
    let ids = codebook.map(|c| c.parties.iter().map(|p| p.id.as_str()).collect());
    let holder = known("party", holder, ids)?.get().cloned().ok_or_else(none)?;
    let ids = codebook.map(|c| c.propositions.iter().map(|p| p.id.as_str()).collect());
    let proposition = known("proposition", proposition, ids)?.get().cloned().ok_or_else(none)?;
    let stance = match stance {
        "support" => Some(Stance::Support),
        "oppose" => Some(Stance::Oppose),
        "conditional" => Some(Stance::Conditional),
        NONE => None,
        other => {
            return Err(AppError::user(format!("there is no stance {other:?}"))
                .hint(format!("a stance is support, oppose, conditional or {NONE}")));
        }
    };
    let hand = match hand {
        Some("first") => Hand::First,
        Some("second") => Hand::Second,
        None if party == Some(holder.as_str()) => Hand::First,
        None => Hand::Second,
        Some(other) => {
            return Err(AppError::user(format!("there is no hand {other:?}; it is first or second")));
        }
    };
    Ok(FixedPosition { holder, proposition, stance, hand, condition: Vec::new() })
}

/// The party for which the codebook lets somebody of that name speak.
fn party_of(codebook: &Codebook, speaker: Option<&Value<FixedSpeaker>>) -> Value<String> {
    let Some(Value::Is(speaker)) = speaker else { return Value::Nothing };
    let actor = standpoint_terms::Actor {
        name: speaker.name.clone(),
        kind: speaker.kind,
        roles: Vec::new(),
        affiliations: Vec::new(),
    };
    let compiled = CompiledCodebook::new(codebook);
    compiled.parties.party_of(&actor, &speaker.name).map_or(Value::Nothing, |id| Value::Is(id.to_owned()))
}

/// Writes what a person says about an actor and makes the statements of all affected documents anew by it. Gives the
/// ruling's number, and how many documents changed.
///
/// # Errors
/// The ledger cannot be used, or a ruling is taken back that is not in force.
pub fn rule(ledger: &mut Ledger, ruling: &Ruling, signature: &Signature) -> Result<(i64, usize), AppError> {
    let codebook = ledger.codebook()?.as_ref().map(CompiledCodebook::new);
    let (rulings, entries) = ledger.entries_under(ruling)?;
    let changed: Vec<_> = entries
        .iter()
        .map(|entry| {
            let statements = if entry.reading.reader.is_by_hand() {
                renamed(entry, &rulings)
            } else {
                derive(&entry.document, &entry.reading, codebook.as_ref(), None, &rulings)
            };
            (entry.document.id.clone(), statements)
        })
        .collect();
    Ok((ledger.rule(ruling, signature, &changed)?, changed.len()))
}

/// What people coded by hand is theirs; only the names of its speakers follow.
fn renamed(entry: &Entry, rulings: &ActorRulings) -> Vec<Statement> {
    let reading = rulings.named(&entry.document.id, &entry.reading);
    let mut statements = entry.statements.clone();
    for statement in &mut statements {
        if let Some(actor) = statement.attribution.speaker.and_then(|at| reading.actors.get(at)) {
            statement.speaker = Some(actor.name.clone());
        }
    }
    statements
}

/// What people said about actors, ready to be applied.
pub(crate) fn rulings(ledger: &Ledger) -> Result<ActorRulings, AppError> {
    Ok(ActorRulings::new(&ledger.actor_rulings()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_ledger::Status;
    use standpoint_terms::{Attribution, CueKind, Mode, Party, Proposition, Resolution, Statement};

    fn shown() -> Shown {
        let attribution = Attribution {
            source: vec![],
            cue: vec![],
            content: vec![],
            mode: Mode::Direct,
            cue_kind: CueKind::Reporting,
            speaker: None,
            resolution: Resolution::Unresolved,
            parent: None,
            score: 0.5,
        };
        let statement = Statement {
            attribution,
            speaker: None,
            party: Some("norland".to_owned()),
            issue: None,
            act: None,
            positions: vec![],
            said_on: None,
        };
        Shown { statement, speaker: None, status: Status::Unreviewed }
    }

    fn check(line: &str) -> Result<Fixed, String> {
        let party = |id: &str| Party { id: id.to_owned(), name: id.to_owned(), ..Party::default() };
        let codebook = Codebook {
            parties: vec![party("norland"), party("velmark")],
            propositions: vec![Proposition { id: "tolls-end".to_owned(), ..Proposition::default() }],
            ..Codebook::default()
        };
        let (given, _) = Given::parse(line).map_err(|error| error.to_string())?;
        given.fixed(Some(&codebook), &shown()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_person_writes_is_understood() {
        let fixed =
            check("act=deny; position=norland:tolls-end:oppose; position=velmark:tolls-end:none").unwrap();
        assert_eq!(fixed.act, Some(Value::Is(Act::Deny)));
        let hands: Vec<_> = fixed.positions.iter().map(|p| (p.stance, p.hand)).collect();
        assert_eq!(hands, [(Some(Stance::Oppose), Hand::First), (None, Hand::Second)]);
        assert_eq!(check("party=none").unwrap().party, Some(Value::Nothing));
        let speaker = check("speaker=a senior official").unwrap().speaker;
        assert_eq!(speaker.unwrap().get().map(|s| s.kind), Some(ActorKind::Unnamed));
        assert!(check("position=none").unwrap().all_positions);
    }

    #[test]
    fn what_is_none_is_refused() {
        for (line, words) in [
            ("party=westland", "no party \"westland\""),
            ("act=shout", "no act"),
            ("position=norland:tolls-end", "no position"),
            ("position=norland:tolls-end:perhaps", "no stance"),
            ("said-on=soon", "said-on"),
            ("said-on=2031-05-12..2031-05-01", "lies before"),
            ("colour=red", "no \"colour\""),
            ("deny", "no key=value"),
        ] {
            let error = check(line).expect_err(line);
            assert!(error.contains(words), "{line}: {error}");
        }
    }
}
