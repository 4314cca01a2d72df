//! Learned numbers, looked up by indices.

use serde::Deserialize;

/// A table of numbers with one to three indices, as nested lists in `reader.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Nested")]
pub(crate) struct Table {
    sizes: Vec<usize>,
    values: Vec<f64>,
}

impl Table {
    /// Whether it has these sizes.
    pub(crate) fn has(&self, sizes: &[usize]) -> bool {
        self.sizes == sizes
    }

    pub(crate) fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The number there; 0 outside, which a checked table is never asked for.
    pub(crate) fn at<const N: usize>(&self, indices: [usize; N]) -> f64 {
        let mut place = 0;
        for (index, size) in indices.into_iter().zip(&self.sizes) {
            place = place * size + index;
        }
        self.values.get(place).copied().unwrap_or(0.0)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Nested {
    One(Vec<f64>),
    Two(Vec<Vec<f64>>),
}

impl TryFrom<Nested> for Table {
    type Error = String;

    fn try_from(nested: Nested) -> Result<Self, String> {
        match nested {
            Nested::One(values) => Ok(Table { sizes: vec![values.len()], values }),
            Nested::Two(rows) => {
                let width = rows.first().map_or(0, Vec::len);
                if rows.iter().any(|row| row.len() != width) {
                    return Err("a table has rows of different lengths".to_owned());
                }
                Ok(Table { sizes: vec![rows.len(), width], values: rows.concat() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_lists_become_tables() {
        let table: Table = serde_json::from_str("[[1, 2, 3], [4, 5, 6]]").unwrap();
        assert!(table.has(&[2, 3]));
        assert_eq!((table.at([0, 2]), table.at([1, 0])), (3.0, 4.0));
        let row: Table = serde_json::from_str("[7, 8]").unwrap();
        assert_eq!(row.at([1]), 8.0);
        assert!(serde_json::from_str::<Table>("[[1], [2, 3]]").is_err());
    }
}
