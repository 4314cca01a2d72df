//! A bar on a terminal that says how far a long command is.

use indicatif::ProgressStyle;
use standpoint_app::Progress;

/// A bar, or nothing where nobody watches.
pub(crate) struct ProgressBar {
    bar: indicatif::ProgressBar,
}

impl ProgressBar {
    pub(crate) fn new(doing: &'static str, seen: bool) -> Self {
        let bar = if seen { indicatif::ProgressBar::new(0) } else { indicatif::ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {eta}")
            .expect("the template is fixed and right");
        bar.set_style(style);
        bar.set_prefix(doing);
        ProgressBar { bar }
    }
}

impl Progress for ProgressBar {
    fn expect(&self, pieces: usize) {
        self.bar.set_length(pieces as u64);
    }

    fn done(&self, _: &str) {
        self.bar.inc(1);
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
