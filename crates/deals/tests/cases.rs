//! The literate cases in `cases/deals.md`.

use std::fmt::Write;

use standpoint_deals::{
    Analysis, Line, Mark, Model, Options, Probability, Valued, analyse, in_short, read_model,
};

#[test]
fn every_case_is_answered_as_it_says() {
    let page = include_str!("../cases/deals.md");
    let mut seen = 0;
    for case in page.split("\n## ").skip(1) {
        let name = case.lines().next().unwrap_or_default();
        let block = |language: &str| {
            let start = case
                .split_once(&format!("```{language}\n"))
                .unwrap_or_else(|| panic!("{name}: no {language}"))
                .1;
            start.split_once("\n```").unwrap_or_else(|| panic!("{name}: an open block")).0
        };
        let model = read_model(block("toml"), name).unwrap();
        let analysis = analyse(&model, &Options::default()).unwrap();
        let facts = facts(&model, &analysis);
        for line in block("text").lines() {
            assert!(facts.lines().any(|fact| fact == line), "{name}: not said: {line}\n\n{facts}");
        }
        seen += 1;
    }
    assert_eq!(seen, 7);
}

fn facts(model: &Model, analysis: &Analysis) -> String {
    let mut out = String::new();
    let mut fact =
        |name: &str, value: String| writeln!(out, "{name}: {value}").expect("a String takes everything");
    let space = &analysis.space;
    let parties = |lines: &[Line]| {
        lines.iter().map(|line| model.parties[line.party()].id.clone()).collect::<Vec<_>>().join(" ")
    };
    let worths = |valued: &Valued| {
        let named = space.bargaining.iter().zip(&valued.worth);
        named
            .map(|(party, worth)| format!("{} {worth}", model.parties[*party].id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (name, count) in [
        ("packages", &space.packages),
        ("without crossing", &space.without_crossing),
        ("acceptable", &space.acceptable),
    ] {
        fact(name, count.as_ref().map_or("?".to_owned(), ToString::to_string));
    }
    for point in space.frontier.iter().flatten() {
        fact("frontier", worths(&point.valued));
    }
    for marked in &space.marked {
        let name = match marked.mark {
            Mark::BestFor(party) => format!("best for {}", model.parties[party].id),
            Mark::Nash => "nash".to_owned(),
            Mark::KalaiSmorodinsky => "kalai-smorodinsky".to_owned(),
            Mark::Egalitarian => "egalitarian".to_owned(),
            Mark::Utilitarian => "utilitarian".to_owned(),
        };
        if let Some(valued) = &marked.valued {
            fact(&name, worths(valued));
            let named = model.terms.iter().zip(&valued.package.0);
            let named = named.map(|(term, outcome)| format!("{} = {}", term.id, term.outcomes[*outcome]));
            fact(&format!("{name} package"), named.collect::<Vec<_>>().join(", "));
        }
    }
    for knot in &analysis.blockage.knots {
        for conflict in &knot.conflicts {
            fact("conflict", parties(conflict));
        }
        for concession in &knot.concessions {
            fact(&format!("concession of {}", concession.weight), parties(&concession.lines));
        }
    }
    fact("cheapest", analysis.blockage.cheapest.to_string());
    if let Probability::Exact { least, most } = &analysis.unknowns.probability {
        fact("probability", format!("{least} to {most}"));
    }
    for spoiler in &analysis.unknowns.spoilers {
        fact("spoiler", parties(spoiler));
    }
    for question in &analysis.unknowns.worth_asking {
        let value = question.value.as_ref().map_or("?".to_owned(), ToString::to_string);
        fact("ask", format!("{} {value}", parties(&[question.line])));
    }
    for sentence in in_short(model, analysis) {
        fact("short", sentence);
    }
    out
}
