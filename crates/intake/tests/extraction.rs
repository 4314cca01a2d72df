//! Article text from web pages, measured where the measuring data is at hand.

use std::path::Path;

#[path = "../../../xtask/src/extraction.rs"]
mod extraction;

#[test]
fn article_text_reaches_the_bar() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.join("data/article-extraction/ground-truth.json").exists() {
        #[expect(clippy::disallowed_macros, reason = "a skipped test says why")]
        {
            eprintln!("skipped: there is no shared/data/article-extraction beside the repository");
        }
        return;
    }
    let table = extraction::run(&shared).expect("the pages can be read");
    let figures = table.lines().nth(2).expect("the row of figures");
    let f1: f64 =
        figures.trim_matches(['|', ' ']).rsplit('|').next().unwrap_or_default().trim().parse().expect("F1");
    assert!(f1 >= 0.95, "F1 is {f1:.4}, the bar is 0.95\n{table}");
}
