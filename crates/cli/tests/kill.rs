//! A kill at any moment leaves a ledger that opens, and the same command finishes the work.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use std::time::Duration;

use support::{Desk, lines};

const DOCUMENTS: usize = 600;

fn coverage(desk: &Desk) {
    for n in 0..DOCUMENTS {
        let text = format!(
            "Ferry talks, day {n}\n\nThe ferry must sail again by day {n}, Harbour Minister Ola Brann said. “We will not \
             wait for {n} winters,” she added.\n"
        );
        desk.write(&format!("in/{n:04}.txt"), text);
    }
}

#[test]
fn a_killed_add_is_finished_by_the_same_command() {
    let whole = Desk::new();
    coverage(&whole);
    assert_eq!(whole.run(&["add", "in", "--reader", "rules"]).status, 0);
    let expected = whole.run(&["statements", "--json"]).out;

    let desk = Desk::new();
    coverage(&desk);
    for milliseconds in [5, 15, 30, 60, 120] {
        let mut child = desk
            .command()
            .args(["add", "in", "--quiet", "--reader", "rules"])
            .spawn()
            .expect("standpoint runs");
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        if desk.path("standpoint.db").exists() {
            let check = desk.run(&["check-ledger"]);
            assert_eq!(check.status, 0, "after {milliseconds} ms: {}{}", check.out, check.err);
        }
    }
    assert_eq!(desk.run(&["add", "in", "--reader", "rules"]).status, 0);
    assert_eq!(lines(&desk.run(&["documents", "--json"]).out).len(), DOCUMENTS);
    assert!(desk.run(&["statements", "--json"]).out == expected, "the ledgers differ");
}

#[test]
fn two_programs_may_add_at_once() {
    let desk = Desk::new();
    coverage(&desk);
    let start = || {
        desk.command().args(["add", "in", "--quiet", "--reader", "rules"]).spawn().expect("standpoint runs")
    };
    let (mut one, mut two) = (start(), start());
    assert!(one.wait().expect("it ends").success());
    assert!(two.wait().expect("it ends").success());
    assert_eq!(lines(&desk.run(&["documents", "--json"]).out).len(), DOCUMENTS);
    assert_eq!(desk.run(&["check-ledger"]).status, 0);
}
