//! What people said, in the forms in which it leaves the program.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use standpoint_ledger::{ActorRuling, Correction, Fixed, Ruling, Value};
use standpoint_terms::Moment;

/// One correction as `standpoint corrections --json` gives it.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionLine {
    /// Its number in this ledger, in order of time.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub coder: String,
    /// Why.
    pub why: Option<String>,
    /// Confirm, reject, correct or undo.
    pub verdict: &'static str,
    /// The statement's id then.
    pub statement: String,
    /// The document's identity.
    pub document: String,
    /// The words of its content.
    pub words: String,
    /// The values that stand by it; null is the word that there is none.
    pub values: Map<String, Json>,
    /// The correction that it takes back.
    pub undoes: Option<i64>,
    /// Whether nothing took it back.
    pub stands: bool,
}

impl From<Correction> for CorrectionLine {
    fn from(correction: Correction) -> Self {
        CorrectionLine {
            number: correction.number,
            at: correction.at,
            coder: correction.coder,
            why: correction.why,
            verdict: correction.verdict.name(),
            statement: correction.statement.to_string(),
            document: correction.document.to_string(),
            words: correction.words,
            values: values(&correction.fixed),
            undoes: correction.undoes,
            stands: correction.stands,
        }
    }
}

impl CorrectionLine {
    /// The values in one line, for people.
    pub fn values_in_words(&self) -> String {
        let word = |value: &Json| match value {
            Json::Null => "none".to_owned(),
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let part = |(key, value): (&String, &Json)| match value {
            Json::Array(several) => {
                let each: Vec<String> = several.iter().map(position_in_words).collect();
                format!("{key} {}", if each.is_empty() { "none".to_owned() } else { each.join(", ") })
            }
            value => format!("{key} {}", word(value)),
        };
        self.values
            .iter()
            .filter(|(key, _)| *key != "all_positions")
            .map(part)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

fn position_in_words(position: &Json) -> String {
    let part = |key: &str| position[key].as_str().unwrap_or("none").to_owned();
    format!("{}:{}:{}", part("holder"), part("proposition"), part("stance"))
}

/// The values of a correction as JSON: a key for each that it settles.
fn values(fixed: &Fixed) -> Map<String, Json> {
    fn put<T>(map: &mut Map<String, Json>, key: &str, value: Option<&Value<T>>, json: impl Fn(&T) -> Json) {
        if let Some(value) = value {
            map.insert(key.to_owned(), value.get().map_or(Json::Null, json));
        }
    }
    let mut map = Map::new();
    put(&mut map, "speaker", fixed.speaker.as_ref(), |speaker| json!(speaker.name));
    put(&mut map, "party", fixed.party.as_ref(), |party| json!(party));
    put(&mut map, "issue", fixed.issue.as_ref(), |issue| json!(issue));
    put(&mut map, "act", fixed.act.as_ref(), |act| json!(act.name()));
    put(&mut map, "said_on", fixed.said_on.as_ref(), |said| {
        if said.from == said.to { json!(said.from) } else { json!(format!("{}..{}", said.from, said.to)) }
    });
    if fixed.all_positions || !fixed.positions.is_empty() {
        let position = |p: &standpoint_ledger::FixedPosition| json!({"holder": p.holder, "proposition": p.proposition, "stance": p.stance, "hand": p.hand});
        map.insert("positions".to_owned(), fixed.positions.iter().map(position).collect());
        map.insert("all_positions".to_owned(), json!(fixed.all_positions));
    }
    map
}

/// One ruling about actors as `standpoint corrections --json` gives it.
#[derive(Clone, Debug, Serialize)]
pub struct RulingLine {
    /// Its number in this ledger, in order of time; apart from those of corrections.
    pub ruling: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub coder: String,
    /// Why.
    pub why: Option<String>,
    /// Merge, split or undo.
    pub verdict: &'static str,
    /// The name that it is about.
    pub name: Option<String>,
    /// The name from then on.
    pub into: Option<String>,
    /// The identity of the only document in which it holds.
    pub document: Option<String>,
    /// The ruling that it takes back.
    pub undoes: Option<i64>,
    /// Whether nothing took it back.
    pub stands: bool,
}

impl From<ActorRuling> for RulingLine {
    fn from(ruling: ActorRuling) -> Self {
        let (verdict, name, into, document, undoes) = match ruling.ruling {
            Ruling::Merge { name, into, .. } => ("merge", Some(name), Some(into), None, None),
            Ruling::Split { name, document, called, .. } => {
                ("split", Some(name), called, Some(document.to_string()), None)
            }
            Ruling::Undo { number } => ("undo", None, None, None, Some(number)),
        };
        RulingLine {
            ruling: ruling.number,
            at: ruling.at,
            coder: ruling.coder,
            why: ruling.why,
            verdict,
            name,
            into,
            document,
            undoes,
            stands: ruling.stands,
        }
    }
}
