//! Without a codebook the brief still says something, and names only the parties that speak.

use std::path::Path;
use std::process::Command;

/// The brief of one article, as the terminal has it.
fn brief(article: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), article).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["brief", "a.txt", "--reader", "rules"])
        .current_dir(Path::new(folder.path()))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn silent_countries_are_not_listed() {
    let bakers = brief(
        "Guild rejects a cap\n\nThe guild's chair, Pell Dray, said on Tuesday that it would not accept a cap.\n",
    );
    assert!(bakers.contains("Pell Dray") && !bakers.contains("Albania"), "{bakers}");
    let norway = brief("Norway is for it\n\nNorway said on Tuesday that it would support a truce.\n");
    assert!(norway.contains("Norway") && !norway.contains("Albania"), "{norway}");
}
