//! A reader that answers from a table.

use standpoint_terms::{
    Actor, ActorKind, Attribution, CueKind, Document, Mode, ReaderIdentity, Reading, Resolution, Span,
};

/// One attribution to find: words that stand in the text, and who speaks.
#[derive(Clone, Debug, Default)]
pub struct Scripted {
    /// The source as it stands in the text; empty for none.
    pub source: &'static str,
    /// The cue as it stands in the text; empty for none.
    pub cue: &'static str,
    /// The content as it stands in the text.
    pub content: &'static str,
    /// The speaker's name; empty for nobody.
    pub speaker: &'static str,
}

/// Finds the words of its table in a document, wherever they first stand; what does not stand there is left
/// out. Each passage that is read counts as one sentence.
///
/// It has the two functions of the trait `Reader` without being one, since this crate knows only `terms`:
/// a test in a crate that knows both writes the three lines that join them.
#[derive(Clone, Debug, Default)]
pub struct ScriptedReader {
    /// What to find.
    pub table: Vec<Scripted>,
}

impl ScriptedReader {
    /// "scripted", version 1.
    pub fn identity(&self) -> ReaderIdentity {
        ReaderIdentity { name: "scripted".to_owned(), version: "1".to_owned() }
    }

    /// The reading that the table gives.
    pub fn read(&self, document: &Document) -> Reading {
        let find = |words: &str| {
            let start = document.text.find(words).filter(|_| !words.is_empty())?;
            Some(Span::new(start, start + words.len()))
        };
        let mut actors: Vec<Actor> = Vec::new();
        let mut attributions = Vec::new();
        for line in &self.table {
            let Some(content) = find(line.content) else { continue };
            let speaker = (!line.speaker.is_empty()).then(|| {
                actors.iter().position(|a| a.name == line.speaker).unwrap_or_else(|| {
                    actors.push(person(line.speaker));
                    actors.len() - 1
                })
            });
            attributions.push(Attribution {
                source: find(line.source).into_iter().collect(),
                cue: find(line.cue).into_iter().collect(),
                content: vec![content],
                mode: if line.content.starts_with(['“', '"']) { Mode::Direct } else { Mode::Indirect },
                cue_kind: CueKind::Reporting,
                speaker,
                resolution: if speaker.is_some() { Resolution::Name } else { Resolution::Unresolved },
                parent: None,
                score: 1.0,
            });
        }
        attributions.sort_by_key(|a| a.content[0]);
        Reading {
            reader: self.identity(),
            sentences: document.passages.iter().filter(|p| p.kind.is_read()).map(|p| p.span).collect(),
            mentions: Vec::new(),
            actors,
            attributions,
            notices: Vec::new(),
        }
    }
}

fn person(name: &str) -> Actor {
    Actor { name: name.to_owned(), kind: ActorKind::Person, roles: Vec::new(), affiliations: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{marked, plain_document};

    #[test]
    fn what_stands_in_the_text_is_found() {
        let document = plain_document("a", "Kask said no. Tarn wept.");
        let script = |source, cue, content| Scripted { source, cue, content, speaker: "Lena Kask" };
        let reader =
            ScriptedReader { table: vec![script("Kask", "said", "no"), script("Orr", "said", "yes")] };
        let reading = reader.read(&document);
        let drawn = marked::draw(&document.text, &marked::labels(&reading.attributions));
        assert_eq!(drawn, "⟦s:Kask⟧ ⟦c:said⟧ ⟦t:no⟧. Tarn wept.");
        assert_eq!(reading.actors[0].name, "Lena Kask");
    }
}
