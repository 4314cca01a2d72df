//! Who stands where: the positions of current statements.

use rusqlite::Connection;
use rusqlite::params_from_iter;

use crate::conditions::Conditions;
use crate::standing::position_at;
use crate::{PositionFilter, PositionRow, Result, statements};

/// The positions that the filter lets through, by proposition, holder, and the order of the documents.
pub(crate) fn positions(connection: &Connection, filter: &PositionFilter) -> Result<Vec<PositionRow>> {
    let mut conditions = Conditions::default();
    conditions.require("s.current = 1");
    if let Some(proposition) = &filter.proposition {
        conditions.with("p.proposition = ?", proposition.clone());
    }
    if let Some(holder) = &filter.holder {
        conditions.with("p.holder = ?", holder.clone());
    }
    let sql = format!(
        "SELECT p.* FROM positions p JOIN statements s ON s.id = p.statement WHERE {}
         ORDER BY p.proposition, p.holder, s.place, s.ordinal, p.ordinal",
        conditions.sql()
    );
    let mut query = connection.prepare(&sql)?;
    let mut rows = query.query(params_from_iter(conditions.values_and(&[])))?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let told = position_at(row)?;
        let statement = statements::row(connection, row.get("statement")?)?;
        out.push(PositionRow { told, statement });
    }
    Ok(out)
}
