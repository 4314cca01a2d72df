//! docs/cli.md is the help of every command, and nothing else.

use std::path::Path;
use std::process::Command;

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .arg("--help")
        .env("COLUMNS", "100")
        .output()
        .expect("standpoint runs");
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).expect("help is UTF-8");
    help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn commands(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        // A line that goes on from the one before is indented further.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on a developer's machine the file is rewritten, in CI never")]
fn the_reference_is_the_help() {
    let top = help(&[]);
    let mut reference =
        format!("# All commands\n\nMade from the program's own help.\n\n```text\n{top}\n```\n");
    let all = commands(&top);
    assert!(all.len() >= 10, "the list of commands was not found in the help");
    for command in all {
        let own = help(&[&command]);
        reference += &format!("\n## `standpoint {command}`\n\n```text\n{own}\n```\n");
        for sub in commands(&own) {
            let own = help(&[&command, &sub]);
            reference += &format!("\n### `standpoint {command} {sub}`\n\n```text\n{own}\n```\n");
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != reference {
        let written = std::env::var_os("CI").is_none() && std::fs::write(&path, &reference).is_ok();
        panic!(
            "docs/cli.md is not the program's help{}",
            if written { "; it was rewritten, look at it" } else { "" }
        );
    }
}
