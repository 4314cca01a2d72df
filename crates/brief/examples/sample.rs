//! Writes a brief over invented documents: `cargo run -p standpoint-brief --example sample -- OUT.html [DOCUMENTS [unlabelled]]`.

#![expect(clippy::unwrap_used, reason = "a test, or what only tests use")]

#[path = "../tests/sample/mod.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod sample;

use std::io::BufWriter;

#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example program, not the library"
)]
fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(out) = arguments.next() else {
        eprintln!("usage: sample OUT.html [DOCUMENTS [unlabelled]]");
        std::process::exit(2);
    };
    let documents = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(40);
    let labelled = arguments.next().is_none_or(|word| word != "unlabelled");
    let brief = if labelled { sample::large(documents) } else { sample::unlabelled(documents) };
    standpoint_brief::html::render(&brief, &mut BufWriter::new(std::fs::File::create(out)?))
}
