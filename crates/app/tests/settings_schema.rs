//! docs/settings.schema.json is made from the code, and docs/settings.md names every setting.

use std::path::Path;

#[test]
#[expect(clippy::disallowed_methods, reason = "on a developer's machine the file is rewritten, in CI never")]
fn the_schema_in_docs_is_in_step() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let schema = serde_json::to_string_pretty(&standpoint_app::settings_schema()).expect("plain data") + "\n";
    let path = docs.join("settings.schema.json");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != schema {
        let rewritten = std::env::var_os("CI").is_none() && std::fs::write(&path, &schema).is_ok();
        panic!(
            "docs/settings.schema.json was not in step{}",
            if rewritten { "; it was rewritten" } else { "" }
        );
    }
}

#[test]
fn the_page_names_every_setting() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/settings.md");
    let page = std::fs::read_to_string(page).expect("docs/settings.md");
    let start = page.find("```toml\n").expect("an example") + "```toml\n".len();
    let end = start + page[start..].find("```").expect("its end");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("standpoint.toml");
    std::fs::write(&file, &page[start..end]).expect("a file");
    let settings = standpoint_app::load_settings(&file).expect("the example is right");
    let set = serde_json::to_value(&settings).expect("plain data");
    let unset: Vec<String> = [&set, &set["intake"]]
        .iter()
        .flat_map(|part| part.as_object().expect("a table"))
        .filter(|(_, value)| value.is_null())
        .map(|(key, _)| key.clone())
        .collect();
    assert!(unset.is_empty(), "docs/settings.md does not show {unset:?}");
}
