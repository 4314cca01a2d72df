//! Whom a description by side and office means, by a codebook: "the Velmark president", "Arland's top diplomat", "the
//! league's secretary general".

use std::collections::BTreeSet;

use standpoint_terms::Codebook;

use crate::codebook_index::{LESSER, PartyIndex};
use crate::description::office;
use crate::lexicon::lexicon;
use crate::source::is_reflexive;

/// The offices of a codebook's members.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices {
    posts: Vec<Post>,
    members: Vec<Member>,
}

/// A member as the offices need it.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub name: String,
    pub party: usize,
    /// The last words of its names, as written.
    pub surnames: Vec<String>,
}

#[derive(Clone, Debug)]
struct Post {
    /// The office without whose it is, in its usual form.
    office: String,
    /// Of which country, as the lexicon has it.
    country: Option<&'static str>,
    /// It names no country: it is an office of the party as a whole.
    of_party: bool,
    member: usize,
}

/// A description of one person by an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    /// Whose office it is, as written.
    pub owner: Option<String>,
    office: String,
}

impl Described {
    /// Whether it says little without whose it is: "the leader", "the head".
    pub(crate) fn is_general(&self) -> bool {
        let head = self.office.split(' ').next_back().unwrap_or_default();
        let above =
            self.office.len() > head.len() && matches!(head, "head" | "leader" | "chief" | "director");
        lexicon().has("general-offices", head) && !above || self.office == "envoy"
    }

    /// Whether it is that of whoever leads a side.
    pub(crate) fn leads(&self) -> bool {
        self.office == "leader"
    }

    /// Whether somebody of these roles has the office by what a document tells.
    pub(crate) fn is_one_of(&self, roles: &[String]) -> bool {
        roles.iter().any(|role| fits(&self.office, &usual(role)))
    }
}

impl Offices {
    /// Of all members of all parties.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let mut out = Offices::default();
        for (party, one) in codebook.parties.iter().enumerate() {
            let own = country(&one.name);
            for member in &one.members {
                let names = std::iter::once(&member.name).chain(&member.aliases);
                let surname = |name: &String| name.split_whitespace().next_back().map(str::to_owned);
                let surnames: BTreeSet<String> = names.filter_map(surname).collect();
                let at = out.members.len();
                out.members.push(Member {
                    name: member.name.clone(),
                    party,
                    surnames: surnames.into_iter().collect(),
                });
                for role in &member.roles {
                    let words: Vec<&str> = role.split(' ').collect();
                    let known = |name: &str| {
                        [&one.name]
                            .into_iter()
                            .chain(&one.aliases)
                            .chain(&one.metonyms)
                            .any(|known| known.strip_prefix("the ").unwrap_or(known) == name)
                    };
                    // "French president", "League secretary general": whose it is, and the office.
                    let whose = (1..words.len().min(4)).rev().find_map(|count| {
                        let name = words[..count].join(" ");
                        (country(&name).is_some() || known(&name)).then(|| (country(&name), count))
                    });
                    let (of, count) = whose.unwrap_or((None, 0));
                    let rest = &words[count..].join(" ");
                    let former = rest.split(' ').any(|word| lexicon().has("former", word));
                    if !former {
                        out.posts.push(Post {
                            office: usual(rest),
                            country: of.or(own),
                            of_party: of.is_none(),
                            member: at,
                        });
                    }
                }
            }
        }
        out
    }

    /// The member.
    pub(crate) fn member(&self, at: usize) -> &Member {
        &self.members[at]
    }

    /// Whether the words are a member's last name.
    pub(crate) fn has_surname(&self, words: &str) -> bool {
        self.members.iter().any(|member| member.surnames.iter().any(|name| name == words))
    }

    /// The member with the name.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name)
    }

    /// The members who have the office: of the owner's country or party, where one is told.
    pub(crate) fn holders(&self, described: &Described, parties: &PartyIndex) -> Vec<usize> {
        let owner = described.owner.as_deref();
        let whole = match owner {
            Some(owner) => format!("{} {}", owner.to_lowercase(), described.office),
            None => described.office.clone(),
        };
        let of = owner.and_then(country).filter(|of| self.posts.iter().any(|post| post.country == Some(of)));
        let party = owner.and_then(|owner| parties.party_named(owner));
        let mut found: Vec<usize> = self
            .posts
            .iter()
            .filter(|post| fits(&described.office, &post.office) || fits(&whole, &post.office))
            .filter(|post| match (owner, of, post.country) {
                (None, ..) => true,
                _ if post.office.contains(" of the ") => fits(&whole, &post.office),
                (_, Some(of), Some(country)) => of == country,
                (_, Some(_), None) => false,
                // A league or union has offices of its own, not those of its members' countries.
                (_, None, _) => {
                    (post.of_party || self.one_country(post.member))
                        && party == Some(self.members[post.member].party)
                }
            })
            .map(|post| post.member)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether all offices of the member's party are of one country.
    fn one_country(&self, member: usize) -> bool {
        let party = self.members[member].party;
        let mut countries = self
            .posts
            .iter()
            .filter(|post| self.members[post.member].party == party)
            .map(|post| post.country);
        countries.next().is_some_and(|first| countries.all(|other| other == first))
    }

    /// The members of a side who have one of a member's offices there: "Kask's Velmark counterpart".
    pub(crate) fn counterparts(&self, member: usize, owner: &str, parties: &PartyIndex) -> Vec<usize> {
        let own = self.posts.iter().filter(|post| post.member == member);
        let mut found: Vec<usize> = own
            .flat_map(|post| {
                let described = Described { owner: Some(owner.to_owned()), office: post.office.clone() };
                self.holders(&described, parties)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Reads a source as the description of one person by an office: "the Velmark president", "Arland's foreign minister",
/// "the president of Arland", "the president".
pub(crate) fn described(source: &str, parties: &PartyIndex) -> Option<Described> {
    let source = source.split([',', '(']).next()?.trim();
    // "The Velmark leader himself"
    let source = match source.rsplit_once(' ') {
        Some((rest, last)) if is_reflexive(last) => rest,
        _ => source,
    };
    let small = source.to_lowercase();
    office(source).filter(|_| !source.is_empty())?;
    let mut words: Vec<&str> = source.split_whitespace().collect();
    // "The top Velmark diplomat" is Velmark's top diplomat.
    if let [.., "top" | "chief", side, _] = words.as_mut_slice()
        && country(side).is_some()
    {
        let at = words.len() - 3;
        words.swap(at, at + 1);
    }
    let words = match words.as_slice() {
        [first, rest @ ..] if matches!(first.to_lowercase().as_str(), "the" | "this") => rest,
        all => all,
    };
    let the = small.starts_with("the ");
    if words.is_empty() || words.len() > 7 {
        return None;
    }
    // "the president of Arland"
    if let Some(of) = words.iter().position(|word| *word == "of") {
        let name = words[of + 1..].join(" ");
        let name = name.strip_prefix("the ").unwrap_or(&name);
        if name.starts_with(char::is_uppercase)
            && of > 0
            && (country(name).is_some() || parties.is_name(name))
        {
            return Some(Described { owner: Some(name.to_owned()), office: usual(&words[..of].join(" ")) });
        }
    }
    let owner = (1..words.len().min(4)).rev().find_map(|count| {
        let written = words[..count].join(" ");
        let name = written.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
        let known =
            country(name).is_some() || parties.party_named(name).is_some_and(|_| parties.is_name(name));
        (known && name.starts_with(char::is_uppercase)).then(|| (name.to_owned(), count))
    });
    let (owner, rest) = match owner {
        Some((owner, count)) => (Some(owner), &words[count..]),
        None => (None, words),
    };
    let office = usual(&rest.join(" "));
    let plain = rest.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let head = office.split(' ').next_back().unwrap_or_default();
    let titled = lexicon().has("titles", head) || lexicon().has("title-modifiers", head);
    (plain && titled && rest.len() <= 5 && (owner.is_some() || the)).then_some(Described { owner, office })
}

/// The country that a name, adjective or capital means.
fn country(word: &str) -> Option<&'static str> {
    lexicon().place(word).map(|(country, _)| country.name)
}

/// An office in its usual words: "defense secretary" and "defence minister" are one.
fn usual(role: &str) -> String {
    let small = role.to_lowercase().replace("defense", "defence");
    match small.as_str() {
        "vp" | "vice-president" => "vice president".to_owned(),
        "pm" | "premier" => "prime minister".to_owned(),
        "foreign secretary" => "foreign minister".to_owned(),
        "defence secretary"
        | "secretary of defence"
        | "secretary of war"
        | "war secretary"
        | "defence chief" => "defence minister".to_owned(),
        "secretary-general" => "secretary general".to_owned(),
        "spokesperson" => "spokesman".to_owned(),
        "special envoy" | "chief negotiator" | "negotiator" | "top negotiator" | "lead negotiator" => {
            "envoy".to_owned()
        }
        "commander in chief" | "army chief" | "top general" => "commander-in-chief".to_owned(),
        _ => small,
    }
}

/// Whether an office that somebody names may be this one: a leader is a president or heads a government.
fn fits(asked: &str, office: &str) -> bool {
    match asked {
        "leader" => matches!(office, "president" | "prime minister" | "chancellor" | "leader"),
        "head of state" => office == "president",
        "chief" => office == "secretary general",
        "top diplomat" | "chief diplomat" => {
            matches!(office, "foreign minister" | "secretary of state" | "foreign policy chief")
        }
        _ => {
            // "the veteran minister": of whichever portfolio.
            let portfolio = |head: &str| {
                let above = asked.strip_suffix(head).filter(|above| above.is_empty() || above.ends_with(' '));
                let plain =
                    |word: &str| !lexicon().has("title-modifiers", word) && !lexicon().has("titles", word);
                above.is_some_and(|above| above.split_whitespace().all(plain))
                    && office.split_once(' ').is_some_and(|(first, rest)| rest == head && first != "prime")
            };
            // "the Assembly president" is the president of the River Assembly.
            let of_body = || {
                let ((head, body), (above, last)) = (office.split_once(" of the ")?, asked.rsplit_once(' ')?);
                let whole =
                    body.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
                Some(whole && (last == head || matches!(last, "chief" | "head")))
            };
            asked == office
                || of_body().unwrap_or(false)
                || portfolio("minister")
                || asked.strip_suffix(office).is_some_and(|above| {
                    above.ends_with(' ') && !above.split(' ').any(|word| LESSER.contains(&word))
                })
                || office.strip_suffix(asked).is_some_and(|above| {
                    above.ends_with(' ')
                        && asked == "spokesman"
                        && !above.split(' ').any(|word| LESSER.contains(&word))
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use standpoint_terms::{Codebook, Member, Party};

    use super::*;

    fn member(name: &str, roles: &[&str]) -> Member {
        Member {
            name: name.into(),
            roles: roles.iter().map(|role| (*role).into()).collect(),
            ..Member::default()
        }
    }

    fn codebook() -> Codebook {
        let kenya = Party {
            id: "kenya".into(),
            name: "Kenya".into(),
            aliases: vec!["Kenyan".into()],
            members: vec![
                member("Ines Tarn", &["president", "Kenyan president"]),
                member("Saul Whitby", &["foreign minister"]),
            ],
            ..Party::default()
        };
        let league = Party {
            id: "league".into(),
            name: "Littoral League".into(),
            aliases: vec!["League".into(), "EU".into(), "Norwegian".into(), "Swedish".into()],
            members: vec![
                member("Lena Kask", &["Norwegian prime minister"]),
                member("Odo Falk", &["Swedish prime minister"]),
                member("Pia Holt", &["League foreign policy chief"]),
                member("Marc Orr", &["president of the River Assembly"]),
            ],
            ..Party::default()
        };
        Codebook { parties: vec![kenya, league], ..Codebook::default() }
    }

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let codebook = codebook();
        let (parties, offices) = (PartyIndex::new(&codebook), Offices::new(&codebook));
        let holders =
            described(source, &parties).map(|one| offices.holders(&one, &parties)).unwrap_or_default();
        let names: Vec<&str> = holders.iter().map(|one| offices.member(*one).name.as_str()).collect();
        assert_eq!(names, expected, "{source}");
    }

    #[test]
    fn an_office_of_a_country_is_that_of_its_holder() {
        check("The Kenyan president", &["Ines Tarn"]);
        check("the president of Kenya", &["Ines Tarn"]);
        check("Kenya's leader", &["Ines Tarn"]);
        check("Kenya's top diplomat", &["Saul Whitby"]);
        check("the Norwegian leader", &["Lena Kask"]);
        check("Sweden's prime minister", &["Odo Falk"]);
    }

    #[test]
    fn a_league_has_offices_beside_those_of_its_countries() {
        check("The League's top diplomat", &["Pia Holt"]);
        check("The EU's top diplomat", &["Pia Holt"]);
        check("The top Kenyan diplomat", &["Saul Whitby"]);
        check("the Assembly chief", &["Marc Orr"]);
        check("the League prime minister", &[]);
    }

    #[test]
    fn a_bare_office_is_that_of_all_who_have_it() {
        check("the prime minister", &["Lena Kask", "Odo Falk"]);
        check("the deputy prime minister", &[]);
        check("a prime minister", &[]);
        check("prime ministers", &[]);
        check("Kenyan officials", &[]);
    }
}
