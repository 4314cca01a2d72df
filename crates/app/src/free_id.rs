//! Ids that no other name has.

use std::collections::BTreeSet;

/// The wanted id, or where it is taken the same with the first free number from 2 on; it is taken from then on.
pub(crate) fn free_id(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    id
}
