//! Decompression that knows when to stop.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// What a compressed file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unzipped {
    /// The bytes; all that came before the damage, if there is some.
    pub bytes: Vec<u8>,
    /// Whether it is cut off or damaged.
    pub is_truncated: bool,
}

/// Decompresses gzip, also of several members; `None` past `limit` bytes.
pub fn gunzip(compressed: &[u8], limit: u64) -> Option<Unzipped> {
    let mut reader = MultiGzDecoder::new(compressed).take(limit.saturating_add(1));
    let mut bytes = Vec::new();
    // What was read before an error stays in `bytes`.
    let is_truncated = reader.read_to_end(&mut bytes).is_err();
    (bytes.len() as u64 <= limit).then_some(Unzipped { bytes, is_truncated })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn whole_cut_off_and_too_much() {
        let text = "Nothing was agreed, and nobody was surprised. ".repeat(4000);
        let file = zipped(text.as_bytes());
        assert_eq!(
            gunzip(&file, 1 << 20).map(|u| (u.bytes.len(), u.is_truncated)),
            Some((text.len(), false))
        );
        let cut = gunzip(&file[..file.len() / 2], 1 << 20).expect("below the limit");
        assert!(cut.is_truncated && text.as_bytes().starts_with(&cut.bytes));
        assert_eq!(gunzip(&file, 1000), None);
    }

    #[test]
    fn members_follow_one_another() {
        let file = [zipped(b"one "), zipped(b"two")].concat();
        assert_eq!(gunzip(&file, 100).map(|u| u.bytes), Some(b"one two".to_vec()));
    }
}
