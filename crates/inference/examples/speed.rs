//! Reads texts and says how fast: words a second on this thread, and the share of the network.
//!
//!     cargo run --release -p standpoint-inference --example speed -- FOLDER FILE...
//!
//! FOLDER holds `reader.onnx` and `reader.json`; a word is what white space separates.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a measurement at the command line"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use standpoint_inference::{Inference, Model, ModelFiles, WordFiles, WordVectors};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a reader's folder");
    let folder = Path::new(&folder);
    let began = Instant::now();
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/words");
    let words = WordVectors::new(WordFiles {
        vocabulary: std::fs::read_to_string(words.join("vocab.txt")).expect("vocab.txt").into(),
        vectors: std::fs::read(words.join("vectors.i8")).expect("vectors.i8").into(),
    })
    .expect("word vectors");
    let files = ModelFiles {
        network: std::fs::read(folder.join("reader.onnx")).expect("reader.onnx").into(),
        description: std::fs::read_to_string(folder.join("reader.json")).expect("reader.json").into(),
    };
    let model = Model::new(&files, Arc::new(words)).expect("a reader");
    eprintln!("{} {} loaded in {:?}", model.name(), model.version(), began.elapsed());
    let texts: Vec<String> = arguments.map(|path| std::fs::read_to_string(path).expect("a text")).collect();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    for _ in 0..3 {
        let began = Instant::now();
        let found: usize = texts.iter().map(|text| model.infer(text).attributions.len()).sum();
        let seconds = began.elapsed().as_secs_f64();
        eprintln!("{words} words, {found} attributions: {:.0} words a second", words as f64 / seconds);
    }
}
