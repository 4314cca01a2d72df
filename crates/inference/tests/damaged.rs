//! Files that do not make a reader give an error that names the file; nothing panics.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read their files and say what they skip"
)]

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use standpoint_inference::{LoadError, LoadErrorKind, Model, ModelFiles, WordFiles, WordVectors};

/// The files of the reader and of the word vectors, where they are.
struct Files {
    network: Vec<u8>,
    json: String,
    words: WordFiles,
}

fn files() -> Option<Files> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let folder = option_env!("STANDPOINT_READER").map_or_else(|| models.join("full"), PathBuf::from);
    let read = || {
        Some(Files {
            network: std::fs::read(folder.join("reader.onnx")).ok()?,
            json: std::fs::read_to_string(folder.join("reader.json")).ok()?,
            words: WordFiles {
                vocabulary: std::fs::read_to_string(models.join("words/vocab.txt")).ok()?.into(),
                vectors: std::fs::read(models.join("words/vectors.i8")).ok()?.into(),
            },
        })
    };
    let found = read();
    if found.is_none() {
        eprintln!("skipped: the weights are not in {}", folder.display());
    }
    found
}

/// Word vectors of a few pieces.
fn small() -> WordFiles {
    WordFiles { vocabulary: "[UNK]\n[CLS]\n[SEP]\n".into(), vectors: vec![0; 3 * 6].into() }
}

fn model(network: &[u8], json: &str, words: WordFiles) -> Result<Model, LoadError> {
    let files =
        ModelFiles { network: Cow::Owned(network.to_vec()), description: Cow::Owned(json.to_owned()) };
    Model::new(&files, Arc::new(WordVectors::new(words)?))
}

fn check(network: &[u8], json: &str, vectors: WordFiles, kind: LoadErrorKind, words: &str) {
    let error = model(network, json, vectors).expect_err("it should be refused");
    let message = error.to_string();
    assert_eq!(error.kind(), kind, "{message}");
    assert!(message.contains(words), "{message}");
}

#[test]
fn a_description_that_is_none_is_refused() {
    for json in ["", "[]", "{", "{\"format\": 2}", "\u{0}"] {
        check(b"", json, small(), LoadErrorKind::Description, "reader.json cannot be understood");
    }
    check(b"", "{\"format\": 1}", small(), LoadErrorKind::Description, "reads format 2");
}

#[test]
fn descriptions_that_do_not_hold_together_are_refused() {
    let Some(Files { json, .. }) = files() else { return };
    for (from, to, words) in [
        ("\"capacity\":254", "\"capacity\":0", "windows.capacity"),
        ("\"overlap\":64", "\"overlap\":254", "windows.overlap"),
        ("\"roles\":7", "\"roles\":8", "outputs.roles"),
        ("\"B-source\"", "\"B-sauce\"", "tags.roles"),
        ("\"pointer\":32", "\"pointer\":31", "mentions.pointer"),
        ("\"content_mean\"", "\"contents\"", "decoding.evidence"),
        ("\"link_none\":[", "\"link_none\":[0,", "tables.link_none"),
        ("\"other_pronoun\":7", "\"other_pronoun\":70", "coref.pronouns"),
    ] {
        assert!(json.contains(from), "{from}");
        check(b"", &json.replace(from, to), small(), LoadErrorKind::Description, words);
    }
}

#[test]
fn word_vectors_of_something_else_are_refused() {
    let Some(Files { network, json, words }) = files() else { return };
    check(&network, &json, small(), LoadErrorKind::Vectors, "vectors.i8");
    let empty = WordFiles { vocabulary: "".into(), ..words.clone() };
    check(&network, &json, empty, LoadErrorKind::Vocabulary, "[UNK]");
    let without =
        WordFiles { vocabulary: words.vocabulary.replace("[SEP]", "[END]").into(), ..words.clone() };
    check(&network, &json, without, LoadErrorKind::Vocabulary, "[SEP]");
    let longer = WordFiles { vocabulary: format!("{}one\ntwo\n", words.vocabulary).into(), ..words };
    check(&network, &json, longer, LoadErrorKind::Vectors, "vectors.i8");
}

#[test]
fn a_damaged_network_is_refused() {
    let Some(Files { network, json, words }) = files() else { return };
    for part in [0, 1, 100, network.len() / 2, network.len() - 1] {
        check(&network[..part], &json, words.clone(), LoadErrorKind::Network, "reader.onnx");
    }
    check(b"not a network at all", &json, words.clone(), LoadErrorKind::Network, "reader.onnx");
    let other = json.replace("\"link_query\":192,\"link_key\":192", "\"link_query\":96,\"link_key\":96");
    let other = other.replace("\"links\":{\"width\":64", "\"links\":{\"width\":32");
    check(&network, &other, words, LoadErrorKind::Network, "is not the network");
}

/// Bytes changed here and there: an error or a model, never a panic.
#[test]
fn a_network_with_wrong_bytes_does_not_panic() {
    let Some(Files { network, json, words }) = files() else { return };
    for seed in 0..12usize {
        let mut bytes = network.clone();
        // The graph's structure stands at the beginning and the end, the weights between.
        for step in 0..20 {
            let at = (seed * 7919 + step * 104_729) % 6000;
            let at = if seed % 2 == 0 { at } else { bytes.len() - 1 - at };
            bytes[at] ^= 1 << (step % 8);
        }
        let _ = model(&bytes, &json, words.clone());
    }
}
