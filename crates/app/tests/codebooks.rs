//! The codebooks of the examples and of the guide are right.

use std::path::Path;

#[test]
fn the_codebooks_of_the_examples_load() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, parties) in [("examples/sarne/codebook.toml", 4), ("examples/harwen-trams/codebook.toml", 2)] {
        let file = standpoint_app::load_codebook(&root.join(path)).expect("a codebook");
        assert!(file.codebook.parties.len() >= parties, "{path}");
        assert!(!file.codebook.propositions.is_empty(), "{path}");
    }
}

#[test]
fn the_codebook_of_the_guide_is_right() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/codebook.md");
    let page = std::fs::read_to_string(page).expect("docs/codebook.md");
    let start = page.find("```toml\n").expect("an example") + "```toml\n".len();
    let end = start + page[start..].find("```").expect("its end");
    let codebook = standpoint_app::parse_codebook(&page[start..end]).expect("the example is right");
    assert_eq!(codebook.forecasts.len(), 1, "each part is shown");
}
