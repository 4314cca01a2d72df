//! A WHERE clause put together from fixed pieces; values are always bound.

use std::borrow::Cow;

use rusqlite::types::Value;

/// Conditions with their values.
#[derive(Default)]
pub(crate) struct Conditions {
    clauses: Vec<Cow<'static, str>>,
    values: Vec<Value>,
}

impl Conditions {
    /// A condition without a value.
    pub(crate) fn require(&mut self, clause: &'static str) {
        self.clauses.push(clause.into());
    }

    /// A condition that was put together, from numbers only.
    pub(crate) fn clause(&mut self, clause: String) {
        self.clauses.push(clause.into());
    }

    /// A condition with one `?`.
    pub(crate) fn with(&mut self, clause: &'static str, value: impl Into<Value>) {
        self.clauses.push(clause.into());
        self.values.push(value.into());
    }

    /// The clause after WHERE.
    pub(crate) fn sql(&self) -> String {
        if self.clauses.is_empty() { "1".to_owned() } else { self.clauses.join(" AND ") }
    }

    /// The values, with those of the LIMIT and OFFSET after them.
    pub(crate) fn values_and(&self, more: &[i64]) -> Vec<Value> {
        self.values.iter().cloned().chain(more.iter().map(|n| Value::Integer(*n))).collect()
    }
}

/// What SQLite takes as "no limit", or the limit.
pub(crate) fn limit(limit: Option<usize>) -> i64 {
    limit.map_or(-1, crate::stored::int)
}
