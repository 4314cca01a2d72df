//! The text layer of PDF files.

use std::sync::{Once, mpsc};
use std::time::Duration;

use standpoint_terms::{Format, Metadata};

use crate::draft::Draft;
use crate::options::Limits;
use crate::plain;
use crate::problem::Reason;

/// The name of the thread in which a file is read; its panics are not printed.
const THREAD: &str = "standpoint-pdf";

/// A draft of a PDF file's text layer. Paragraphs are guessed from the lines; nothing is known of title or
/// date.
///
/// The file is read in a thread of its own, since the parser may panic, recurse deeply or not end on
/// hostile files; what takes longer than [`Limits::pdf_timeout`] is given up.
///
/// # Errors
/// [`Reason::NoTextLayer`] where the pages are pictures, [`Reason::Broken`] where it cannot be read.
pub fn pdf(bytes: &[u8], limits: &Limits) -> Result<Draft, Reason> {
    let text = pages(bytes.to_vec(), limits.pdf_timeout)?.join("\n\n");
    let blocks = plain::blocks(&text.replace('\0', ""));
    if blocks.is_empty() {
        return Err(Reason::NoTextLayer);
    }
    Ok(Draft { metadata: Metadata::default(), ..Draft::of_blocks(Format::Pdf, &blocks) })
}

fn pages(bytes: Vec<u8>, timeout: Duration) -> Result<Vec<String>, Reason> {
    let broken = |message: &str| Reason::Broken { format: "PDF", message: message.to_owned() };
    keep_quiet();
    let (sender, receiver) = mpsc::channel();
    std::thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(64 << 20)
        .spawn(move || {
            let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes);
            // Nobody listens any more once the time is up.
            let _ = sender.send(pages.map_err(|error| error.to_string()));
        })
        .map_err(|error| broken(&error.to_string()))?;
    match receiver.recv_timeout(timeout) {
        Ok(pages) => pages.map_err(|message| broken(&message)),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(broken("it takes too long")),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(broken("the parser failed on it")),
    }
}

/// Keeps the panics of our thread from being printed; those of others are printed as before.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF file of one page with that content stream.
    fn file(content: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        let mut out = "%PDF-1.4\n".to_owned();
        let mut offsets = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
        }
        let start = out.len();
        out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
        for offset in offsets {
            out.push_str(&format!("{offset:010} 00000 n \n"));
        }
        out.push_str(&format!(
            "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        ));
        out.into_bytes()
    }

    #[test]
    fn words_of_the_text_layer() {
        let page = file("BT /F1 12 Tf 50 700 Td (The envoy left on Monday.) Tj ET");
        let draft = pdf(&page, &Limits::default()).expect("a text layer");
        assert_eq!(draft.text, "The envoy left on Monday.");
    }

    #[test]
    fn pictures_and_damage_say_so() {
        assert_eq!(pdf(&file("0 0 10 10 re f"), &Limits::default()), Err(Reason::NoTextLayer));
        assert!(matches!(pdf(b"%PDF-1.4 and no more", &Limits::default()), Err(Reason::Broken { .. })));
    }
}
