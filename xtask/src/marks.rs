//! Articles on invented disputes whose statements are marked inline, as `tools/judge/judge/articles.py` tells.

use std::path::Path;

use standpoint_terms::{Act, Codebook, Hand, Issue, Member, Proposition, Span, Stance};

use crate::stances::party;

/// A dispute and the articles on it.
pub(crate) struct Coverage {
    pub(crate) id: String,
    /// Its parties, issues and propositions, with phrases for and against these, and no hints.
    pub(crate) codebook: Codebook,
    pub(crate) articles: Vec<Article>,
}

/// A text without its marks, and what these tell.
#[derive(Default)]
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) statements: Vec<Marked>,
}

/// A statement as a person marked it.
#[derive(Clone)]
pub(crate) struct Marked {
    /// What is said, in one piece or more.
    pub(crate) content: Vec<Span>,
    pub(crate) speaker: Option<String>,
    pub(crate) party: Option<String>,
    pub(crate) act: Act,
    pub(crate) issue: String,
    pub(crate) positions: Vec<(String, String, Stance, Hand)>,
}

/// Reads a `*.marks` file.
///
/// # Errors
/// The file cannot be read, or a line of it; the message names both.
pub(crate) fn read(path: &Path) -> Result<Coverage, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    parse(&text).map_err(|error| format!("{} {error}", path.display()))
}

fn parse(text: &str) -> Result<Coverage, String> {
    let mut out = Coverage { id: String::new(), codebook: Codebook::default(), articles: Vec::new() };
    for (at, line) in text.lines().enumerate() {
        let read = if let Some(named) = line.strip_prefix("# dispute ") {
            named.split('|').next().unwrap_or_default().trim().clone_into(&mut out.id);
            Some(())
        } else if let Some(title) = line.strip_prefix("# article ") {
            out.articles.push(Article { text: format!("{title}\n"), statements: Vec::new() });
            Some(())
        } else if line.trim().is_empty() {
            Some(())
        } else if let Some(article) = out.articles.last_mut() {
            paragraph(line, article)
        } else {
            head(line, &mut out.codebook)
        };
        read.ok_or_else(|| format!("line {}: it is not as tools/judge/judge/articles.py says", at + 1))?;
    }
    Ok(out)
}

/// A party, an issue or a proposition.
fn head(line: &str, codebook: &mut Codebook) -> Option<()> {
    let (kind, rest) = line.split_once(' ')?;
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let list = |field: &str, mark: char| -> Vec<String> {
        field.split(mark).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
    };
    match (kind, fields.as_slice()) {
        ("P", [id, name, aliases]) => {
            let (people, names): (Vec<_>, Vec<_>) = list(aliases, ';')
                .into_iter()
                .map(|alias| (member(&alias), alias))
                .partition(|one| one.0.is_some());
            let names: Vec<String> = names.into_iter().map(|one| one.1).collect();
            let mut party = party(id, name, &names);
            party.members = people.into_iter().filter_map(|one| one.0).collect();
            codebook.parties.push(party);
        }
        ("I", [id, description]) => codebook.issues.push(Issue {
            id: (*id).to_owned(),
            name: id.replace('-', " "),
            description: (*description).to_owned(),
            hints: Vec::new(),
        }),
        ("Q", [id, issue, _, sentence, verbs, nouns, against_verbs, against_nouns]) => {
            let both = |a: &str, b: &str| [list(a, '/'), list(b, '/')].concat();
            codebook.propositions.push(Proposition {
                id: (*id).to_owned(),
                issue: (*issue).to_owned(),
                sentence: (*sentence).to_owned(),
                hints: Vec::new(),
                in_favour: both(verbs, nouns),
                against: both(against_verbs, against_nouns),
            });
        }
        _ => return None,
    }
    Some(())
}

/// Words of titles that are written with a capital before a name.
const TITLES: [&str; 38] = [
    "president",
    "minister",
    "premier",
    "chancellor",
    "secretary",
    "commissioner",
    "envoy",
    "director",
    "chair",
    "aide",
    "staff",
    "general",
    "governor",
    "chief",
    "leader",
    "spokesman",
    "spokeswoman",
    "head",
    "mayor",
    "king",
    "speaker",
    "negotiator",
    "ambassador",
    "mediator",
    "senator",
    "colonel",
    "admiral",
    "chairman",
    "commander",
    "state",
    "adviser",
    "representative",
    "judge",
    "justice",
    "brigadier",
    "commodore",
    "chairwoman",
    "regent",
];

/// Words with small letters that stand inside names.
const PARTICLES: [&str; 15] =
    ["al", "ag", "bin", "bint", "da", "de", "del", "di", "dos", "el", "ibn", "la", "van", "von", "walet"];

/// Endings of words for what somebody does.
const PERSON_ENDINGS: [&str; 7] = ["man", "er", "or", "ist", "ent", "ate", "ant"];

/// A person of a party, written with title and name: "Foreign Minister Lise Ovin", "chief executive Ada Holm", "Premier Jon
/// Ask of Ardo".
fn member(alias: &str) -> Option<Member> {
    let words: Vec<&str> = alias.split_whitespace().collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let title = |word: &str| {
        let small = word.to_lowercase();
        TITLES.contains(&small.rsplit('-').next().unwrap_or(&small))
    };
    // What ends in "of Ardo" behind a name tells whose premier it is.
    let of = words
        .iter()
        .skip(1)
        .zip(&words)
        .position(|(of, before)| *of == "of" && capital(before) && !title(before));
    let words = &words[..of.map_or(words.len(), |at| at + 1)];
    let named = |word: &str| {
        capital(word) && !title(word)
            || PARTICLES.contains(&word)
            || word.split_once('-').is_some_and(|(a, b)| PARTICLES.contains(&a) && capital(b))
    };
    let end = words.iter().rposition(|word| !named(word)).map_or(0, |at| at + 1);
    let (role, name) = words.split_at(end);
    let person = role.iter().any(|word| title(word) || PERSON_ENDINGS.iter().any(|end| word.ends_with(end)))
        || role.len() > 1 && name.len() > 1;
    let body = role.iter().any(|word| ["the", "in", "and", "agency", "states"].contains(word));
    let known = !name.is_empty() && person && !body;
    known.then(|| Member {
        name: name.join(" "),
        roles: vec![role.join(" ").to_lowercase()],
        ..Member::default()
    })
}

/// Adds a paragraph without its marks, and the statements marked in it.
fn paragraph(line: &str, article: &mut Article) -> Option<()> {
    let mut rest = line;
    let mut sets = 0;
    while let Some((before, marked)) = rest.split_once("[[") {
        article.text.push_str(before);
        let (mark, after) = marked.split_once("]]")?;
        rest = after;
        let (words, labels) = mark.split_once('|').unwrap_or((mark, ""));
        let further = words.strip_prefix('+');
        let words = further.unwrap_or(words);
        let span = Span::new(article.text.len(), article.text.len() + words.len());
        article.text.push_str(words);
        if further.is_some() {
            let from = article.statements.len().checked_sub(sets)?;
            article.statements[from..].iter_mut().for_each(|one| one.content.push(span));
            continue;
        }
        let several: Vec<&str> = labels.split("||").collect();
        sets = several.len();
        for one in several {
            article.statements.push(statement(span, one)?);
        }
    }
    article.text.push_str(rest);
    article.text.push('\n');
    Some(())
}

fn statement(span: Span, labels: &str) -> Option<Marked> {
    let fields: Vec<&str> = labels.split('|').map(str::trim).collect();
    let [speaker, party, act, issue, positions] = fields.as_slice() else { return None };
    let told = |word: &str, nobody: &str| (word != nobody).then(|| word.to_owned());
    let positions = if *positions == "-" { "" } else { positions };
    let positions: Option<Vec<_>> =
        positions.split(';').filter(|one| !one.trim().is_empty()).map(position).collect();
    Some(Marked {
        content: vec![span],
        speaker: told(speaker, "-"),
        party: told(party, "none"),
        act: Act::ALL.into_iter().find(|known| known.name() == *act)?,
        issue: (*issue).to_owned(),
        positions: positions?,
    })
}

fn position(written: &str) -> Option<(String, String, Stance, Hand)> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let [holder, sign, proposition, hand] = words.as_slice() else { return None };
    let stance = match *sign {
        "+" => Stance::Support,
        "-" => Stance::Oppose,
        "?" => Stance::Conditional,
        _ => return None,
    };
    let hand = match *hand {
        "1" => Hand::First,
        "2" => Hand::Second,
        _ => return None,
    };
    Some(((*holder).to_owned(), (*proposition).to_owned(), stance, hand))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_bodies() {
        let named = |alias: &str| member(alias).map(|one| format!("{} ({})", one.name, one.roles.join(", ")));
        let told = |name: &str| Some(name.to_owned());
        assert_eq!(named("Foreign Minister Lise Ovin"), told("Lise Ovin (foreign minister)"));
        assert_eq!(named("chief executive Ada Holm"), told("Ada Holm (chief executive)"));
        assert_eq!(named("Secretary-General Munir al-Hadi"), told("Munir al-Hadi (secretary-general)"));
        assert_eq!(named("Premier Jon Ask of Ardo"), told("Jon Ask (premier)"));
        assert_eq!(named("state news agency Dorin"), None);
        assert_eq!(named("parliament in Ardo"), None);
        assert_eq!(named("the Hill Guard"), None);
    }

    const WRITTEN: &str = "\
# dispute locks | The tolls at the locks
P ardo | Ardo | Ardan; Premier Lise Ovin
I tolls | what ships pay
Q cut | tolls | ardo | Ardo lowers the tolls | lower the tolls / charge less | a cut | keep the tolls | unchanged tolls
# article Ardo holds out
“[[Never,|Lise Ovin|ardo|reject|tolls|ardo - cut 1]]” she said, “[[+not in my time]].” Shippers say [[it will|shippers|none|predict|tolls|-||Ardo|ardo|deny|tolls|ardo + cut 2]].
";

    #[test]
    fn marks_leave_the_text_and_tell_what_is_said() {
        let read = parse(WRITTEN).unwrap();
        let [article] = read.articles.as_slice() else { panic!("one article") };
        let said = |at: usize| -> Vec<&str> {
            article.statements[at].content.iter().map(|span| span.of(&article.text).unwrap()).collect()
        };
        assert_eq!(
            article.text,
            "Ardo holds out\n“Never,” she said, “not in my time.” Shippers say it will.\n"
        );
        assert_eq!(
            (said(0), said(1), said(2)),
            (vec!["Never,", "not in my time"], vec!["it will"], vec!["it will"])
        );
        assert_eq!(
            article.statements[2].positions,
            [("ardo".into(), "cut".into(), Stance::Support, Hand::Second)]
        );
        assert_eq!(article.statements[1].party, None);
        assert_eq!(read.codebook.propositions[0].in_favour, ["lower the tolls", "charge less", "a cut"]);
        let party = &read.codebook.parties[0];
        assert_eq!(
            (party.aliases.as_slice(), party.members[0].name.as_str()),
            (["Ardan".to_owned()].as_slice(), "Lise Ovin")
        );
        assert_eq!(party.members[0].roles, ["premier"]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let wrong = WRITTEN.replace("|reject|", "|sigh|");
        assert!(parse(&wrong).err().is_some_and(|error| error.starts_with("line 6")));
    }
}
