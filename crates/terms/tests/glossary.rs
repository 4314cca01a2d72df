//! The glossary has every word of the crate.
#![expect(clippy::disallowed_methods, reason = "the test reads the documentation; the crate reads nothing")]

use std::path::Path;

#[test]
fn every_public_type_is_in_the_glossary() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let glossary = std::fs::read_to_string(root.join("../../docs/glossary.md")).expect("docs/glossary.md");
    let lib = std::fs::read_to_string(root.join("src/lib.rs")).expect("src/lib.rs");
    let exported: Vec<&str> = lib
        .lines()
        .skip_while(|line| !line.starts_with("pub use"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        // Words in capitals alone are parts of a constant's name.
        .filter(|word| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase))
        .filter(|word| !word.ends_with("Error"))
        .collect();
    assert!(exported.len() > 20, "the list of exports was not found in lib.rs");
    let missing: Vec<&&str> =
        exported.iter().filter(|word| !glossary.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "docs/glossary.md does not explain {missing:?}");
}

#[test]
fn the_glossary_is_in_order_of_the_alphabet() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/glossary.md");
    let glossary = std::fs::read_to_string(path).expect("docs/glossary.md");
    let words: Vec<String> = glossary
        .lines()
        .filter_map(|line| line.strip_prefix("**")?.split_once("**"))
        .map(|(word, _)| word.to_lowercase())
        .collect();
    assert!(words.len() > 30);
    assert!(words.is_sorted(), "sort the entries of docs/glossary.md");
}
