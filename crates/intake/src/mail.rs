//! E-mail: single messages and mailboxes.

use mail_parser::{Message, MessageParser, PartType};
use standpoint_terms::{Format, PassageKind};

use crate::draft::{Block, Draft};
use crate::html;
use crate::metadata::{Raw, resolve};
use crate::options::Limits;
use crate::plain;
use crate::problem::Reason;

/// A draft of one message: its plain-text part, or else its HTML. The subject is the title, the sender the
/// author and (by the name shown) the outlet, the date the publication date.
///
/// # Errors
/// [`Reason::Broken`] where there are no headers, [`Reason::NoText`] where no part has words,
/// [`Reason::Excessive`] for HTML past the limits.
///
/// ```
/// let draft = standpoint_intake::mail(b"From: Press Office <press@gov.example>\r\nSubject: Talks\r\n\r\nThey begin on Monday.", &Default::default())?;
/// assert_eq!(draft.metadata.title.as_deref(), Some("Talks"));
/// assert_eq!(draft.text, "They begin on Monday.");
/// # Ok::<(), standpoint_intake::Reason>(())
/// ```
pub fn mail(bytes: &[u8], limits: &Limits) -> Result<Draft, Reason> {
    let broken = || Reason::Broken { format: "e-mail", message: "there are no headers".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    if message.headers().is_empty() {
        return Err(broken());
    }
    let (blocks, more) = body(&message, limits)?;
    if blocks.is_empty() {
        return Err(Reason::NoText);
    }
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).map(str::to_owned);
    let address = sender.and_then(|sender| sender.address()).map(str::to_owned);
    let date = message.header_raw("Date").map(str::to_owned);
    let (metadata, notices) = resolve(Raw {
        title: message.subject().map(str::to_owned),
        outlet: name.clone(),
        author: name.or(address),
        published: date,
        language: message.header_raw("Content-Language").map(str::to_owned),
        ..Raw::default()
    });
    let draft = Draft::of_blocks(Format::Mail, &blocks);
    Ok(Draft { metadata, notices: [notices, more].concat(), ..draft })
}

/// The messages of a mailbox in mbox form, as bytes.
pub fn messages(mbox: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let mut was_empty = true;
    for line in mbox.split_inclusive(|b| *b == b'\n') {
        if was_empty && line.starts_with(b"From ") {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            // A quoted `From ` at the start of a line.
            let quoted = line.iter().take_while(|b| **b == b'>').count();
            let line = if quoted > 0 && line[quoted..].starts_with(b"From ") { &line[1..] } else { line };
            message.extend_from_slice(line);
        }
        was_empty = line.iter().all(u8::is_ascii_whitespace);
    }
    messages
}

type Blocks = (Vec<Block>, Vec<standpoint_terms::Notice>);

fn body(message: &Message<'_>, limits: &Limits) -> Result<Blocks, Reason> {
    let texts: Vec<&str> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let (text, signature) = split_signature(&texts.join("\n\n"));
    let mut blocks = plain::blocks(&text);
    if blocks.is_empty() {
        let markup: Vec<&str> = message
            .html_bodies()
            .filter_map(|part| match &part.body {
                PartType::Html(markup) => Some(markup.as_ref()),
                _ => None,
            })
            .collect();
        return html::content(&markup.join("\n"), limits);
    }
    blocks.extend(
        plain::blocks(&signature).into_iter().map(|block| Block { kind: PassageKind::Boilerplate, ..block }),
    );
    Ok((blocks, Vec::new()))
}

/// The words before and after the line `-- `, which opens a signature by custom. Quoted-printable loses its
/// space.
fn split_signature(text: &str) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    match text.split_once("\n-- \n").or_else(|| text.split_once("\n--\n")) {
        Some((words, signature)) => (words.to_owned(), signature.to_owned()),
        None => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let draft = mail(raw.replace('\n', "\r\n").as_bytes(), &Limits::default()).expect("a message");
        let m = draft.metadata;
        let fields = [m.title, m.outlet, m.author, m.published.map(|date| date.to_string())];
        assert_eq!(format!("{}: {}", fields.map(Option::unwrap_or_default).join("|"), draft.text), expected);
    }

    #[test]
    fn plain_parts_are_preferred() {
        check(
            "From: =?utf-8?Q?B=C3=BCro?= <press@gov.example>\nSubject: Talks\nDate: Mon, 12 May 2031 08:00:00 +0200\n\
             Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>HTML</p>\n\
             --x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
             Caf=E9 talks begin=\n today.\n\n- one\n- two\n-- \nThe office\n--x--\n",
            "Talks|Büro|Büro|2031-05-12T08:00:00+02:00: Café talks begin today.\n\n- one\n- two\n\nThe office",
        );
    }

    #[test]
    fn html_alone_is_read() {
        check(
            "From: a@b.example\nContent-Type: text/html\n\n<p>One</p><p>Two</p>",
            "||a@b.example|: One\n\nTwo",
        );
    }

    #[test]
    fn no_message_says_so() {
        assert!(mail(b"", &Limits::default()).is_err());
        assert!(mail(b"\n\n", &Limits::default()).is_err());
    }

    #[test]
    fn mailboxes_are_cut_into_messages() {
        let mbox = b"From a Mon\nFrom: a\n\nHi\n>From here\nFrom there\n\nFrom b Tue\nFrom: b\n\nHo\n";
        let messages = messages(mbox);
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0], b"From: a\n\nHi\nFrom here\nFrom there\n\n");
    }
}
