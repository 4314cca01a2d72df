//! Files that do not make a reader give an error that names the file; nothing panics.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read their files and say what they skip"
)]

use std::path::{Path, PathBuf};

use standpoint_inference::{LoadErrorKind, Model};

/// The three files of the reader, where they are.
fn files() -> Option<(Vec<u8>, String, String)> {
    let folder = match option_env!("STANDPOINT_READER") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("models/full"),
    };
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let found = std::fs::read(folder.join("reader.onnx")).ok();
    let found = found.and_then(|network| Some((network, text("reader.json")?, text("vocab.txt")?)));
    if found.is_none() {
        eprintln!("skipped: the weights are not in {}", folder.display());
    }
    found
}

fn check(network: &[u8], json: &str, vocabulary: &str, kind: LoadErrorKind, words: &str) {
    let error = Model::from_bytes(network, json, vocabulary).expect_err("it should be refused");
    let message = error.to_string();
    assert_eq!(error.kind(), kind, "{message}");
    assert!(message.contains(words), "{message}");
}

#[test]
fn a_description_that_is_none_is_refused() {
    for json in ["", "[]", "{", "{\"format\": 1}", "\u{0}"] {
        check(b"", json, "", LoadErrorKind::Description, "reader.json cannot be understood");
    }
    check(b"", "{\"format\": 2}", "", LoadErrorKind::Description, "reads format 1");
}

#[test]
fn descriptions_that_do_not_hold_together_are_refused() {
    let Some((_, json, _)) = files() else { return };
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
        check(b"", &json.replace(from, to), "", LoadErrorKind::Description, words);
    }
}

#[test]
fn a_vocabulary_of_something_else_is_refused() {
    let Some((network, json, vocabulary)) = files() else { return };
    check(&network, &json, "", LoadErrorKind::Vocabulary, "[UNK]");
    check(&network, &json, &vocabulary.replace("[SEP]", "[END]"), LoadErrorKind::Vocabulary, "[SEP]");
    let longer = format!("{vocabulary}one\ntwo\n");
    check(&network, &json, &longer, LoadErrorKind::Network, "reader.onnx");
}

#[test]
fn a_damaged_network_is_refused() {
    let Some((network, json, vocabulary)) = files() else { return };
    for part in [0, 1, 100, network.len() / 2, network.len() - 1] {
        check(&network[..part], &json, &vocabulary, LoadErrorKind::Network, "reader.onnx");
    }
    check(b"not a network at all", &json, &vocabulary, LoadErrorKind::Network, "reader.onnx");
    let other = json.replace("\"link_query\":192,\"link_key\":192", "\"link_query\":96,\"link_key\":96");
    let other = other.replace("\"links\":{\"width\":64", "\"links\":{\"width\":32");
    check(&network, &other, &vocabulary, LoadErrorKind::Network, "is not the network");
}

/// Bytes changed here and there: an error or a model, never a panic.
#[test]
fn a_network_with_wrong_bytes_does_not_panic() {
    let Some((network, json, vocabulary)) = files() else { return };
    for seed in 0..12usize {
        let mut bytes = network.clone();
        // The graph's structure stands at the beginning and the end, the weights between.
        for step in 0..20 {
            let at = (seed * 7919 + step * 104_729) % 6000;
            let at = if seed % 2 == 0 { at } else { bytes.len() - 1 - at };
            bytes[at] ^= 1 << (step % 8);
        }
        let _ = Model::from_bytes(&bytes, &json, &vocabulary);
    }
}
