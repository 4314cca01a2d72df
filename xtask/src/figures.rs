//! Figures out of the scorers' tables.

/// Three numbers of a line of a table: precision, recall, F1.
pub(crate) type Rates = [f64; 3];

/// The precision, recall and F1 of the first line with this name.
///
/// # Errors
/// The table has no such line.
pub(crate) fn rates(table: &str, name: &str) -> Result<Rates, String> {
    let numbers = numbers(table, name)?;
    match numbers.as_slice() {
        [p, r, f, ..] => Ok([*p, *r, *f]),
        _ => Err(format!("the scorer's line {name:?} has no three figures")),
    }
}

/// How many of a line are right, how many gold has and how many were found: the counts behind its three figures.
///
/// # Errors
/// The table has no such line.
pub(crate) fn counts(table: &str, name: &str) -> Result<[u32; 3], String> {
    match numbers(table, name)?.as_slice() {
        [_, _, _, right, gold, found, ..] => Ok([*right, *gold, *found].map(|count| count as u32)),
        _ => Err(format!("the scorer's line {name:?} has no counts")),
    }
}

/// The share and the two counts of a line like "speaker 94.1 64 68".
///
/// # Errors
/// The table has no such line.
pub(crate) fn share(table: &str, name: &str) -> Result<f64, String> {
    numbers(table, name)?.first().copied().ok_or_else(|| format!("the scorer's line {name:?} has no figure"))
}

fn numbers(table: &str, name: &str) -> Result<Vec<f64>, String> {
    let line = table.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(name)?;
        rest.starts_with("  ").then_some(rest)
    });
    let line = line.ok_or_else(|| format!("the scorer's table has no line {name:?}"))?;
    Ok(line.split_whitespace().filter_map(|part| part.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_their_whole_name() {
        let table =
            "attributions             1\nattribution    77.9   71.5   74.6  1568\nspeaker  94.1  64  68\n";
        assert_eq!(rates(table, "attribution"), Ok([77.9, 71.5, 74.6]));
        assert_eq!(share(table, "speaker"), Ok(94.1));
        assert!(rates(table, "strict").is_err());
    }
}
