//! Acts, times and positions of statements: written and read.

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use standpoint_terms::{Acted, CodePoints, Document, Moment, SaidOn, StatedPosition, Statement};

use crate::check::{fragments, refused};
use crate::stored::{self, int, json, named, named_at};
use crate::{Fragment, PositionTold, Result, TimeTold};

/// The act in the columns `act` and `acted`.
#[derive(Serialize, Deserialize)]
struct ActColumn {
    score: f32,
    by: String,
}

/// The column `said_on`.
#[derive(Serialize, Deserialize)]
struct TimeColumn {
    from: Moment,
    to: Moment,
    words: Option<(usize, usize, usize, usize)>,
    by: String,
}

/// Writes act, time and positions of statement number `id`, in the place of those that it may have.
pub(crate) fn write(
    connection: &Connection,
    document: &Document,
    points: &CodePoints<'_>,
    id: i64,
    statement: &Statement,
) -> Result<()> {
    let act = statement.act.as_ref();
    let acted = act.map(|act| json(&ActColumn { score: act.score, by: act.by.clone() })).transpose()?;
    let said_on = statement.said_on.as_ref().map(|said| time_column(document, points, said)).transpose()?;
    connection
        .prepare_cached("UPDATE statements SET act = ?2, acted = ?3, said_on = ?4 WHERE id = ?1")?
        .execute(params![id, act.map(|act| act.act.name()), acted, said_on])?;
    connection.prepare_cached("DELETE FROM positions WHERE statement = ?1")?.execute([id])?;
    for (ordinal, position) in statement.positions.iter().enumerate() {
        let Some(condition) = fragments(points, &position.condition) else {
            return Err(refused(&document.name, "the words of a condition are not in its text"));
        };
        connection
            .prepare_cached(
                "INSERT INTO positions (statement, ordinal, holder, proposition, stance, hand, score, by, condition)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id,
                int(ordinal),
                position.holder,
                position.proposition,
                name_of(&position.stance)?,
                name_of(&position.hand)?,
                f64::from(position.score),
                position.by,
                json(&condition.iter().map(quadruple).collect::<Vec<_>>())?,
            ])?;
    }
    Ok(())
}

/// Deletes the positions of statements with these numbers.
pub(crate) fn clear(connection: &Connection, (first, last): (i64, i64)) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM positions WHERE statement BETWEEN ?1 AND ?2")?
        .execute([first, last])?;
    Ok(())
}

/// The positions of statement number `id`, in order.
pub(crate) fn positions(connection: &Connection, id: i64) -> Result<Vec<PositionTold>> {
    let mut query =
        connection.prepare_cached("SELECT * FROM positions WHERE statement = ?1 ORDER BY ordinal")?;
    let mut rows = query.query([id])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(position_at(row)?);
    }
    Ok(out)
}

/// A row of `positions`.
pub(crate) fn position_at(row: &Row<'_>) -> Result<PositionTold> {
    let rows: Vec<(usize, usize, usize, usize)> = serde_json::from_str(&row.get::<_, String>("condition")?)?;
    let condition: Vec<Fragment> = rows.into_iter().map(fragment).collect();
    Ok(PositionTold {
        position: StatedPosition {
            holder: row.get("holder")?,
            proposition: row.get("proposition")?,
            stance: named_at(row, "stance")?,
            condition: condition.iter().map(|fragment| fragment.span).collect(),
            hand: named_at(row, "hand")?,
            score: row.get("score")?,
            by: row.get("by")?,
        },
        condition,
    })
}

/// The act of a row of `statements`.
pub(crate) fn act_at(row: &Row<'_>) -> Result<Option<Acted>> {
    let (act, acted): (Option<String>, Option<String>) = (row.get("act")?, row.get("acted")?);
    let (Some(act), Some(acted)) = (act, acted) else { return Ok(None) };
    let ActColumn { score, by } = serde_json::from_str(&acted)?;
    Ok(Some(Acted { act: named(&act)?, score, by }))
}

/// When a row of `statements` was said.
pub(crate) fn time_at(row: &Row<'_>) -> Result<Option<TimeTold>> {
    let Some(written) = row.get::<_, Option<String>>("said_on")? else { return Ok(None) };
    let TimeColumn { from, to, words, by } = serde_json::from_str(&written)?;
    let words = words.map(fragment);
    Ok(Some(TimeTold { said_on: SaidOn { from, to, words: words.map(|w| w.span), by }, words }))
}

fn time_column(document: &Document, points: &CodePoints<'_>, said: &SaidOn) -> Result<String> {
    let words = match said.words {
        None => None,
        Some(span) => match fragments(points, &[span]).as_deref() {
            Some([fragment]) => Some(quadruple(fragment)),
            _ => return Err(refused(&document.name, "the words of a time are not in its text")),
        },
    };
    json(&TimeColumn { from: said.from, to: said.to, words, by: said.by.clone() })
}

fn quadruple(fragment: &Fragment) -> (usize, usize, usize, usize) {
    (fragment.span.start, fragment.span.end, fragment.code_points[0], fragment.code_points[1])
}

fn fragment((start, end, a, b): (usize, usize, usize, usize)) -> Fragment {
    Fragment { span: standpoint_terms::Span { start, end }, code_points: [a, b] }
}

/// A value's name, as a column holds it.
fn name_of<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(stored::damaged(&other.to_string())),
    }
}
