//! Documents of nearly the same words, or of which one holds the other.
//!
//! Every text gives keys ([`keys`]): bands of its signature, by which texts that are alike as wholes meet, and
//! fingerprints of its passages, by which an excerpt meets the text that holds it. Texts that share a key are
//! candidates, so far as the key is not everybody's ([`MOST_HOLDERS`]), and candidates are compared exactly
//! ([`compare`]). Keys depend on the text alone: an index of them grows as documents come, and nothing that is there is
//! computed again. [`pairs`] does it all in memory; the ledger keeps the same index in its file.

use standpoint_terms::{Document, Nearness, Relation};

pub use crate::fingerprints::SURELY_FOUND;
use crate::fingerprints::fingerprints;
use crate::shingles::mixed;
pub use crate::shingles::{MOST_WORDS, SHINGLE, shingles};
pub use crate::signature::Signature;

/// What of a key is kept; six bytes are as small in SQLite as they are safe from chance.
const KEY: u64 = (1 << 48) - 1;

/// Places of the signature that stands behind the bands.
const PLACES: usize = 64;

/// Places in a band: resemblance 0.8 meets in one of sixteen with 99.98 %, 0.6 with 89 %, 0.1 with 0.2 %.
const ROWS: usize = 4;

/// A key leads to the first so many texts that hold it. What stands in more of them is a paper's own note, or a text
/// that everybody copied, which its first copies stand for.
pub const MOST_HOLDERS: usize = 64;

/// A text is compared with so many candidates, those that share most keys.
pub const MOST_CANDIDATES: usize = 24;

/// From this share of all shingles of both on, two texts are nearly the same: more is shared than differs.
pub const NEAR: f32 = 0.5;

/// From this share of the shorter text's shingles on, one holds the other.
pub const HELD: f32 = 0.5;

/// Fewer shared shingles than this (eleven words in a row) are no copy, however short the texts.
const LEAST_SHARED: usize = 8;

/// Fewer than this (19 words in a row) are no excerpt: a headline, a note, a quotation can stand anywhere.
const LEAST_HELD: usize = 16;

/// Which version of [`keys`] made an index; with another one it must be made anew.
pub const KEYS_VERSION: u32 = 1;

/// The keys of a text by its [`shingles`], in order, each once.
pub fn keys(shingles: &[u64]) -> Vec<u64> {
    let mut keys = band_keys(shingles);
    keys.extend(fingerprints(shingles).into_iter().map(|print| mixed(print) & KEY));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn band_keys(shingles: &[u64]) -> Vec<u64> {
    let signature = Signature::<PLACES>::of(shingles);
    signature.iter().flat_map(|signature| signature.bands(ROWS)).map(|key| key & KEY).collect()
}

/// The places of a text's shingles, ordered by them.
struct Placed(Vec<(u64, u32)>);

impl Placed {
    fn of(shingles: &[u64]) -> Placed {
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let mut placed: Vec<(u64, u32)> =
            shingles.iter().enumerate().map(|(at, shingle)| (*shingle, place(at))).collect();
        placed.sort_unstable();
        Placed(placed)
    }
}

/// A text's shingles, ready to be compared.
pub struct Comparable {
    placed: Placed,
    /// How many stand in the text, those that come again included.
    all: usize,
}

impl Comparable {
    /// Of a text's [`shingles`].
    pub fn of(shingles: &[u64]) -> Comparable {
        Comparable { placed: Placed::of(shingles), all: shingles.len() }
    }
}

/// What two texts have in common, exactly.
pub fn compare(one: &Comparable, other: &Comparable) -> Nearness {
    let (a, b) = (&one.placed.0, &other.placed.0);
    let (mut at, mut shared, mut of) = ([0, 0], 0, [0, 0]);
    let mut stretches = [Stretch::default(), Stretch::default()];
    // Each turn takes one shingle with all of its places.
    while at[0] < a.len() || at[1] < b.len() {
        let next = match (a.get(at[0]), b.get(at[1])) {
            (Some(one), Some(other)) => one.0.min(other.0),
            (Some(one), None) => one.0,
            (None, other) => other.map_or(0, |other| other.0),
        };
        let ends = [run(a, at[0], next), run(b, at[1], next)];
        let has = [ends[0] > at[0], ends[1] > at[1]];
        if has == [true, true] {
            shared += 1;
            stretches[0].take(&a[at[0]..ends[0]]);
            stretches[1].take(&b[at[1]..ends[1]]);
        }
        of[0] += usize::from(has[0]);
        of[1] += usize::from(has[1]);
        at = ends;
    }
    let one_stretch = stretches[0].is_whole() && stretches[1].is_whole();
    let reaches = |side: usize, all: usize| (stretches[side].first == 0, stretches[side].last + 1 == all);
    let (one, other) = (reaches(0, one.all), reaches(1, other.all));
    let unbroken = shared > 0
        && one_stretch
        && stretches[0].places == stretches[1].places
        && (one.0 || other.0)
        && (one.1 || other.1);
    Nearness { shared, of, unbroken }
}

/// Where a list of places stops having this shingle.
fn run(placed: &[(u64, u32)], from: usize, shingle: u64) -> usize {
    from + placed[from..].iter().take_while(|(hash, _)| *hash == shingle).count()
}

/// From where to where a text is shared.
struct Stretch {
    first: usize,
    last: usize,
    places: usize,
}

impl Default for Stretch {
    fn default() -> Self {
        Stretch { first: usize::MAX, last: 0, places: 0 }
    }
}

impl Stretch {
    fn take(&mut self, placed: &[(u64, u32)]) {
        for (_, at) in placed {
            self.first = self.first.min(*at as usize);
            self.last = self.last.max(*at as usize);
            self.places += 1;
        }
    }

    /// Whether all between its ends is shared.
    fn is_whole(&self) -> bool {
        self.places > 0 && self.last + 1 - self.first == self.places
    }
}

/// Whether what two texts share makes them near duplicates at all.
pub fn is_near(nearness: &Nearness) -> bool {
    (nearness.shared >= LEAST_SHARED && nearness.resemblance() >= NEAR)
        || (nearness.shared >= LEAST_HELD && nearness.containment() >= HELD)
}

/// In what way one of two near duplicates comes from the other; `None` where they are none.
///
/// A page fetched twice and a revised version stand at one place: the same address, or the same outlet. They are told
/// apart by what differs: words before or after the text (what a page has around it), or words within.
pub fn relation(one: &Document, other: &Document, nearness: &Nearness) -> Option<Relation> {
    relation_at(&Place::of(one), &Place::of(other), nearness)
}

pub(crate) fn relation_at(one: &Place, other: &Place, nearness: &Nearness) -> Option<Relation> {
    if !is_near(nearness) {
        return None;
    }
    let [same_page, same_outlet] = [one.is_page_of(other), one.is_outlet_of(other)];
    Some(match nearness.resemblance() >= NEAR {
        true if (same_page || same_outlet) && nearness.unbroken => Relation::SamePage,
        true if same_page || same_outlet => Relation::Revision,
        true => Relation::Copy,
        false if same_page => Relation::Revision,
        false => Relation::Excerpt,
    })
}

/// Where a document stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    locator: String,
    address: Option<String>,
    outlet: Option<String>,
}

impl Place {
    pub(crate) fn of(document: &Document) -> Place {
        let metadata = &document.metadata;
        Place {
            locator: document.locator.clone(),
            address: metadata.url.as_deref().map(address),
            outlet: metadata.outlet.as_ref().map(|outlet| outlet.trim().to_lowercase()),
        }
    }

    fn is_page_of(&self, other: &Place) -> bool {
        self.locator == other.locator || (self.address.is_some() && self.address == other.address)
    }

    fn is_outlet_of(&self, other: &Place) -> bool {
        self.outlet.as_ref().is_some_and(|outlet| !outlet.is_empty()) && self.outlet == other.outlet
    }
}

/// An address without what does not say which page it is.
fn address(url: &str) -> String {
    let bare = url.trim().split('#').next().unwrap_or_default().to_lowercase();
    let bare = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or(&bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let counts = |part: &&str| {
        !part.is_empty()
            && !part.starts_with("utm_")
            && !part.starts_with("fbclid=")
            && !part.starts_with("gclid=")
    };
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    format!("{}?{}", path.trim_end_matches('/'), query.join("&"))
}

/// All near duplicates among these texts, given by their [`shingles`], as pairs of their numbers, the lower first. A
/// text is paired with up to [`MOST_CANDIDATES`] earlier ones: of a text that hundreds copied, each copy is paired with
/// some, so that all hang together.
pub fn pairs(texts: &[Vec<u64>]) -> Vec<([usize; 2], Nearness)> {
    let keys: Vec<Vec<u64>> = texts.iter().map(|shingles| keys(shingles)).collect();
    let candidates = candidates(&keys);
    let comparable: Vec<Comparable> = texts.iter().map(|shingles| Comparable::of(shingles)).collect();
    candidates
        .into_iter()
        .map(|[one, other]| ([one, other], compare(&comparable[one], &comparable[other])))
        .filter(|(_, nearness)| is_near(nearness))
        .collect()
}

/// The pairs of texts that are worth comparing, by their keys; each text with the earlier ones that share most.
pub fn candidates(keys: &[Vec<u64>]) -> Vec<[usize; 2]> {
    let mut holders: Vec<(u64, u32)> = Vec::with_capacity(keys.iter().map(Vec::len).sum());
    for (text, keys) in keys.iter().enumerate() {
        let text = u32::try_from(text).expect("fewer texts than four thousand million");
        holders.extend(keys.iter().map(|key| (*key, text)));
    }
    holders.sort_unstable();
    // Later and earlier text, once for each key that they share.
    let mut meetings: Vec<(u32, u32)> = Vec::new();
    for of_key in holders.chunk_by(|one, other| one.0 == other.0) {
        for (at, (_, later)) in of_key.iter().enumerate() {
            let earlier = of_key[..at.min(MOST_HOLDERS)].iter();
            meetings.extend(
                earlier.filter(|(_, earlier)| earlier != later).map(|(_, earlier)| (*later, *earlier)),
            );
        }
    }
    meetings.sort_unstable();
    let mut pairs = Vec::new();
    for of_text in meetings.chunk_by(|one, other| one.0 == other.0) {
        let mut counted: Vec<(std::cmp::Reverse<usize>, u32)> = of_text
            .chunk_by(|one, other| one.1 == other.1)
            .map(|same| (std::cmp::Reverse(same.len()), same[0].1))
            .collect();
        counted.sort_unstable();
        counted.truncate(MOST_CANDIDATES);
        pairs.extend(counted.into_iter().map(|(_, earlier)| [earlier as usize, of_text[0].0 as usize]));
    }
    pairs.sort_unstable();
    pairs
}
