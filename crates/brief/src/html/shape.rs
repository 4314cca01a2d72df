//! The signs for stances. A shape and a colour say the same, and a word stands beside or behind them.

use maud::{Markup, PreEscaped, html};
use standpoint_terms::{Hand, Stance};

use crate::told;

/// The signs, once; everything else refers to them. Filled is the holder's own word, hollow what others say.
pub(super) fn definitions() -> Markup {
    const SIGNS: &str = r##"<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
<symbol id="y1" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8.5" fill="currentColor"/><path d="M6.2 10.3l2.7 2.7 5-5.6" fill="none" stroke="var(--paper)" stroke-width="1.9"/></symbol>
<symbol id="y2" viewBox="0 0 20 20"><circle cx="10" cy="10" r="7.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 2.3"/><path d="M6.8 10.3l2.3 2.3 4.3-4.8" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
<symbol id="n1" viewBox="0 0 20 20"><rect x="2" y="2" width="16" height="16" rx="2" fill="currentColor"/><path d="M6.7 6.7l6.6 6.6M13.3 6.7l-6.6 6.6" stroke="var(--paper)" stroke-width="1.9"/></symbol>
<symbol id="n2" viewBox="0 0 20 20"><rect x="2.9" y="2.9" width="14.2" height="14.2" rx="1.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 2.3"/><path d="M7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6" stroke="currentColor" stroke-width="1.4"/></symbol>
<symbol id="c1" viewBox="0 0 20 20"><path d="M10 .8L19.2 10 10 19.2.8 10z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M10 .8V19.2L.8 10z" fill="currentColor"/></symbol>
<symbol id="c2" viewBox="0 0 20 20"><path d="M10 1.4L18.6 10 10 18.6 1.4 10z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="3 2.3"/><path d="M10 6v8" stroke="currentColor" stroke-width="1.4"/></symbol>
</svg>"##;
    PreEscaped(SIGNS.to_owned())
}

/// The class that colours a stance.
pub(super) fn class(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "yes",
        Stance::Oppose => "no",
        Stance::Conditional => "if",
    }
}

fn sign(stance: Stance, hand: Hand) -> &'static str {
    match (stance, hand) {
        (Stance::Support, Hand::First) => "#y1",
        (Stance::Support, Hand::Second) => "#y2",
        (Stance::Oppose, Hand::First) => "#n1",
        (Stance::Oppose, Hand::Second) => "#n2",
        (Stance::Conditional, Hand::First) => "#c1",
        (Stance::Conditional, Hand::Second) => "#c2",
    }
}

/// The sign alone; what it means must stand in words beside it.
pub(super) fn bare(stance: Stance, hand: Hand) -> Markup {
    html! { svg.sign.{ (class(stance)) } aria-hidden="true" focusable="false" { use href=(sign(stance, hand)) {} } }
}

/// The sign at a place on a line, in percent of its width.
pub(super) fn at(stance: Stance, hand: Hand, percent: f64) -> Markup {
    html! {
        svg.{ (class(stance)) } x=(format!("{percent:.2}%")) y="50%" overflow="visible" {
            use href=(sign(stance, hand)) x="-8" y="-8" width="16" height="16" {}
        }
    }
}

/// What a sign says, in words.
pub(super) fn words(stance: Stance, hand: Hand) -> String {
    match hand {
        Hand::First => told::stance(stance).to_owned(),
        Hand::Second => format!("{}, others say", told::stance(stance)),
    }
}

/// What the signs mean.
pub(super) fn legend() -> Markup {
    let all = [Stance::Support, Stance::Oppose, Stance::Conditional];
    html! {
        ul.legend-of-signs {
            @for stance in all { li { (bare(stance, Hand::First)) (told::stance(stance)) } }
            li { @for stance in all { (bare(stance, Hand::Second)) } "hollow: others say so of the party" }
            li { b { "3" } "independent reports" span.of { "/5" } " statements" }
            li { b { "›" } " came to it from another" }
            li { b { "±" } " said otherwise too" }
            li { b { "?" } " only guessed" }
            li { "empty: nothing was said" }
        }
    }
}
