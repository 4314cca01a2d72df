//! A reader's files, and the readers that come with the program.

use std::borrow::Cow;

/// The two files of a reader, as `tools/reader` exports them.
#[derive(Clone, Debug)]
pub struct ModelFiles {
    /// `reader.onnx`: the network.
    pub network: Cow<'static, [u8]>,
    /// `reader.json`: everything else that is learnt or chosen.
    pub description: Cow<'static, str>,
}

#[cfg(any(feature = "full", feature = "fast"))]
macro_rules! embedded {
    ($folder:literal) => {
        ModelFiles {
            network: Cow::Borrowed(include_bytes!(concat!("../models/", $folder, "/reader.onnx"))),
            description: Cow::Borrowed(include_str!(concat!("../models/", $folder, "/reader.json"))),
        }
    };
}

impl ModelFiles {
    /// The reader for quality.
    #[cfg(feature = "full")]
    pub fn full() -> Self {
        embedded!("full")
    }

    /// The reader for bulk, distilled from the other.
    #[cfg(feature = "fast")]
    pub fn fast() -> Self {
        embedded!("fast")
    }
}
