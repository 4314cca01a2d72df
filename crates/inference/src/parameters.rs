//! `reader.json`: everything about a reader that is neither a weight nor a word piece.

use std::collections::HashMap;

use serde::Deserialize;
use standpoint_terms::CueKind;

use crate::LoadError;
use crate::found::{Level, NameKind, Referent};
use crate::table::Table;

/// The format of `reader.json` that is understood.
pub(crate) const FORMAT: u32 = 2;

/// The file as it stands.
#[derive(Debug, Deserialize)]
pub(crate) struct Parameters {
    format: u32,
    pub(crate) name: String,
    pub(crate) inputs: [String; 2],
    pub(crate) words: WordsRules,
    pub(crate) outputs: Widths,
    pub(crate) features: FeatureRules,
    pub(crate) windows: WindowRules,
    pub(crate) tags: Tags,
    pub(crate) links: LinkRules,
    pub(crate) mentions: MentionRules,
    pub(crate) coref: CorefRules,
    pub(crate) decoding: Decoding,
    pub(crate) tables: Tables,
}

/// How many numbers each output has for a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Widths {
    pub(crate) roles: usize,
    pub(crate) cue_type: usize,
    pub(crate) link_query: usize,
    pub(crate) link_key: usize,
    pub(crate) names: usize,
    pub(crate) heads: usize,
    pub(crate) bounds_query: usize,
    pub(crate) bounds_key: usize,
    pub(crate) coref_query: usize,
    pub(crate) coref_key: usize,
    pub(crate) coref_new: usize,
    pub(crate) ends: usize,
}

/// Which word vectors the network was trained with.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct WordsRules {
    pub(crate) width: usize,
    /// CRC-32 of `vocab.txt` and `vectors.i8`, in hexadecimal digits.
    pub(crate) check: String,
}

/// The signs of which features are made.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct FeatureRules {
    pub(crate) special: i32,
    pub(crate) count: usize,
    pub(crate) opening: Vec<char>,
    pub(crate) closing: Vec<char>,
    pub(crate) straight: Vec<char>,
    pub(crate) doubled: Vec<char>,
    pub(crate) bullets: Vec<char>,
    pub(crate) single_limit: usize,
}

/// How a text is cut into windows, in pieces.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct WindowRules {
    pub(crate) capacity: usize,
    pub(crate) overlap: usize,
    pub(crate) overlap_min: usize,
}

/// The tags, in the order of the outputs' columns.
#[derive(Debug, Deserialize)]
pub(crate) struct Tags {
    roles: Vec<String>,
    names: Vec<String>,
    heads: Vec<String>,
    cue_types: Vec<String>,
}

/// Which role asks for which.
#[derive(Debug, Deserialize)]
pub(crate) struct LinkRules {
    pub(crate) width: usize,
    asks: Vec<usize>,
    gives: Vec<usize>,
}

/// How far a mention reaches from its head, in words.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct MentionRules {
    pub(crate) pointer: usize,
    pub(crate) start_reach: usize,
    pub(crate) end_reach: usize,
}

/// What the coreference tables are indexed by.
#[derive(Debug, Deserialize)]
pub(crate) struct CorefRules {
    pub(crate) width: usize,
    pub(crate) look_back: usize,
    pub(crate) pronouns: HashMap<String, usize>,
    pub(crate) other_pronoun: usize,
    pub(crate) function_words: Vec<String>,
}

/// Additions to the score of an antecedent, in log odds: signs that the few chains of the training data do not teach.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub(crate) struct Sieves {
    /// The factor of the table of distances.
    pub(crate) distance: f64,
    /// The last name with the same words and type.
    pub(crate) exact: f64,
    /// The subject of "is the …".
    pub(crate) copula: f64,
    /// I and I, we and we, you and you in one paragraph and quotation.
    pub(crate) turn: f64,
    /// Against "he" in a chain with "she" or "it".
    pub(crate) gender: f64,
    /// Against a person in a chain of places.
    pub(crate) kind: f64,
    /// Against a person's name in a chain with a name of other words.
    pub(crate) name: f64,
    /// How probable the last name with the same words is, where nothing else was found.
    pub(crate) far: f64,
}

impl Default for Sieves {
    fn default() -> Self {
        Sieves {
            distance: 1.4,
            exact: 2.0,
            copula: 2.0,
            turn: 1.0,
            gender: 3.0,
            kind: 1.0,
            name: 1.0,
            far: 0.5,
        }
    }
}

/// How sure a bare name must be to be a mention of itself, unless a reader says otherwise.
fn flat_name() -> f32 {
    0.7
}

/// Numbers chosen on articles that were held out.
#[derive(Debug, Deserialize)]
pub(crate) struct Decoding {
    pub(crate) transitions: Table,
    pub(crate) transition_weight: f64,
    pub(crate) source_weight: f64,
    pub(crate) role_bias: Vec<f32>,
    pub(crate) none_bias: Vec<f64>,
    #[serde(default)]
    pub(crate) threshold: f64,
    evidence: Vec<String>,
    pub(crate) calibration: Option<Vec<f64>>,
    joining: Vec<String>,
    pub(crate) joining_weights: Option<Vec<f64>>,
    pub(crate) join_threshold: f64,
    #[serde(default = "flat_name")]
    pub(crate) flat_name: f32,
    #[serde(default)]
    pub(crate) sieves: Sieves,
}

/// Learned additions to the scores of links and antecedents.
#[derive(Debug, Deserialize)]
pub(crate) struct Tables {
    pub(crate) link_distance: Table,
    pub(crate) link_between: Table,
    pub(crate) link_lines: Table,
    pub(crate) link_quotes: Table,
    pub(crate) link_none: Table,
    pub(crate) coref_distance: Table,
    pub(crate) coref_string: Table,
    pub(crate) coref_agree: Table,
    pub(crate) coref_none: Table,
    pub(crate) role_transitions: Table,
}

/// What the program makes attributions of, in the order of their numbers.
pub(crate) const ROLES: [&str; 3] = ["source", "cue", "content"];
/// The role that asks and the role that answers, for each kind of link.
pub(crate) const ASKS: [usize; 3] = [2, 1, 2];
pub(crate) const GIVES: [usize; 3] = [1, 0, 0];
/// What a score is computed from, in order.
pub(crate) const EVIDENCE: [&str; 15] = [
    "content_mean",
    "content_min",
    "content_begin",
    "source_mean",
    "source_begin",
    "cue_mean",
    "source_link",
    "cue_link",
    "no_source",
    "no_cue",
    "content_length",
    "source_length",
    "reporting",
    "attitude",
    "quoted",
];

/// What tells whether two contents of one cue are one, in order.
pub(crate) const JOINING: [&str; 18] = [
    "link",
    "no_link",
    "content_mean",
    "other_mean",
    "begin",
    "length",
    "other_length",
    "quoted",
    "half_quoted",
    "opens",
    "closes",
    "comma",
    "gap",
    "sentences",
    "lines",
    "cues",
    "own_cue",
    "contents",
];

impl Parameters {
    /// Reads the file and checks that its parts fit together, so that nothing after it has to.
    pub(crate) fn read(json: &str) -> Result<Self, LoadError> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let head: Head = serde_json::from_str(json).map_err(LoadError::json)?;
        if head.format != FORMAT {
            return Err(LoadError::format(head.format));
        }
        let parameters: Parameters = serde_json::from_str(json).map_err(LoadError::json)?;
        debug_assert_eq!(parameters.format, FORMAT);
        parameters.check()?;
        Ok(parameters)
    }

    fn check(&self) -> Result<(), LoadError> {
        let need = |holds: bool, what: &str| if holds { Ok(()) } else { Err(LoadError::description(what)) };
        let (widths, tags, decoding, tables) = (&self.outputs, &self.tags, &self.decoding, &self.tables);
        need(tags.roles == bio(&ROLES), "tags.roles are not O and B-, I- of source, cue, content")?;
        need(widths.roles == tags.roles.len(), "outputs.roles is not the number of tags.roles")?;
        need(widths.names == tags.names.len(), "outputs.names is not the number of tags.names")?;
        need(widths.heads == tags.heads.len(), "outputs.heads is not the number of tags.heads")?;
        need(
            widths.cue_type == tags.cue_types.len(),
            "outputs.cue_type is not the number of tags.cue_types",
        )?;
        need(tags.names.len() < 256, "tags.names are too many")?;
        need(self.links.asks == ASKS && self.links.gives == GIVES, "links ask in an unknown way")?;
        let three = 3 * self.links.width;
        need(self.links.width > 0, "links.width is 0")?;
        need(
            widths.link_query == three && widths.link_key == three,
            "outputs of links are not 3 × links.width",
        )?;
        let two = 2 * self.mentions.pointer;
        need(two > 0 && widths.bounds_query == two, "outputs.bounds_query is not 2 × mentions.pointer")?;
        need(widths.bounds_key == two, "outputs.bounds_key is not 2 × mentions.pointer")?;
        let width = self.coref.width;
        need(width > 0 && widths.coref_query == width, "outputs.coref_query is not coref.width")?;
        need(widths.coref_key == width && widths.coref_new == 1, "outputs of coref do not fit coref.width")?;
        need(widths.ends == ROLES.len(), "outputs.ends is not the number of roles")?;
        need(self.words.width > 0, "words.width is 0")?;
        need(self.windows.capacity > 0, "windows.capacity is 0")?;
        need(self.windows.capacity <= 1 << 16, "windows.capacity is too large")?;
        need(self.windows.overlap < self.windows.capacity, "windows.overlap is not below the capacity")?;
        need(self.windows.overlap_min <= self.windows.overlap, "windows.overlap_min is above the overlap")?;
        need(
            crate::piece::MOST_PIECES <= self.windows.capacity,
            "windows.capacity is below the pieces of one word",
        )?;
        need(self.features.count == crate::feature::COUNT, "features.count is not that of this program")?;
        need(decoding.transitions.has(&[8, 7]), "decoding.transitions are not 8 × 7")?;
        need(decoding.role_bias.len() == 7, "decoding.role_bias has not 7 numbers")?;
        need(decoding.none_bias.len() == 3, "decoding.none_bias has not 3 numbers")?;
        need(decoding.evidence == EVIDENCE, "decoding.evidence is not that of this program")?;
        if let Some(weights) = &decoding.calibration {
            need(
                weights.len() == EVIDENCE.len() + 1,
                "decoding.calibration has not one weight for each evidence",
            )?;
        }
        need(decoding.joining == JOINING, "decoding.joining is not that of this program")?;
        if let Some(weights) = &decoding.joining_weights {
            need(
                weights.len() == JOINING.len() + 1,
                "decoding.joining_weights has not one for each of joining",
            )?;
        }
        let sized = |table: &Table, sizes: &[usize], name: &str| {
            let message = || format!("tables.{name} is {:?} and should be {sizes:?}", table.sizes());
            if table.has(sizes) { Ok(()) } else { Err(LoadError::description(message())) }
        };
        sized(&tables.link_distance, &[3, 24], "link_distance")?;
        sized(&tables.link_between, &[3, 12], "link_between")?;
        sized(&tables.link_lines, &[3, 6], "link_lines")?;
        sized(&tables.link_quotes, &[3, 4], "link_quotes")?;
        sized(&tables.link_none, &[3], "link_none")?;
        sized(&tables.coref_distance, &[9, 12], "coref_distance")?;
        sized(&tables.coref_string, &[9, 6], "coref_string")?;
        sized(&tables.coref_agree, &[16, 16], "coref_agree")?;
        sized(&tables.coref_none, &[3], "coref_none")?;
        sized(&tables.role_transitions, &[7, 7], "role_transitions")?;
        let classes = self.coref.pronouns.values().chain([&self.coref.other_pronoun]);
        need(classes.copied().all(|class| class < 8), "coref.pronouns has a class above 7")?;
        self.name_kinds()?;
        self.head_kinds()?;
        self.cue_kinds()?;
        Ok(())
    }

    /// What the names' chunks are, by number.
    pub(crate) fn name_kinds(&self) -> Result<Vec<NameKind>, LoadError> {
        let names: Vec<&str> = self.tags.names.iter().filter_map(|tag| tag.strip_prefix("B-")).collect();
        if self.tags.names != bio(&names) {
            return Err(LoadError::description("tags.names are not O and pairs of B- and I-"));
        }
        let kind = |name: &str| match name {
            "person" => Ok(NameKind::Person),
            "organization" => Ok(NameKind::Organisation),
            "place" => Ok(NameKind::Place),
            "nationality" => Ok(NameKind::Nationality),
            "title" => Ok(NameKind::Title),
            "date" => Ok(NameKind::Date),
            other => Err(LoadError::description(format!("tags.names has {other:?}, which is unknown"))),
        };
        names.into_iter().map(kind).collect()
    }

    /// What the tags of heads after the first say. They must be type × level, in order.
    pub(crate) fn head_kinds(&self) -> Result<Vec<(Referent, Level)>, LoadError> {
        let mut expected = vec!["O".to_owned()];
        let mut kinds = Vec::new();
        let referents = [Referent::Person, Referent::Organisation, Referent::Place];
        for (name, referent) in ["person", "organization", "place"].into_iter().zip(referents) {
            let levels = [Level::Name, Level::Noun, Level::Pronoun];
            for (suffix, level) in ["name", "noun", "pronoun"].into_iter().zip(levels) {
                expected.push(format!("{name}-{suffix}"));
                kinds.push((referent, level));
            }
        }
        if self.tags.heads == expected {
            Ok(kinds)
        } else {
            Err(LoadError::description("tags.heads are not type × level"))
        }
    }

    /// The kinds of cues, by number; the first two are reporting and attitude.
    pub(crate) fn cue_kinds(&self) -> Result<[CueKind; 3], LoadError> {
        if self.tags.cue_types == ["reporting", "attitude", "other"] {
            Ok([CueKind::Reporting, CueKind::Attitude, CueKind::Other])
        } else {
            Err(LoadError::description("tags.cue_types are not reporting, attitude, other"))
        }
    }
}

/// `O`, and `B-` and `I-` of each name.
fn bio(names: &[&str]) -> Vec<String> {
    let pairs = names.iter().flat_map(|name| [format!("B-{name}"), format!("I-{name}")]);
    std::iter::once("O".to_owned()).chain(pairs).collect()
}
