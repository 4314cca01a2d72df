//! Addresses, against a server of our own on this machine.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

use standpoint_intake::{Limits, Options, Place, Problem, Reason, discover, take};
use standpoint_terms::Document;

/// Answers each path with the bytes given for it, for as long as the test runs; gives the server's address.
fn serve(answers: Vec<(&'static str, Vec<u8>)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            let headers: Vec<String> =
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            assert!(headers.iter().any(|line| line.to_lowercase().starts_with("user-agent: standpoint/")));
            let path = request.split(' ').nth(1).unwrap();
            match answers.iter().find(|(known, _)| *known == path) {
                // A path without an answer is left hanging.
                Some((_, bytes)) if bytes.is_empty() => std::thread::sleep(Duration::from_secs(3)),
                Some((_, bytes)) => drop(stream.write_all(bytes)),
                None => drop(stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
            }
        }
    });
    address
}

fn answer(headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn fetch(address: &str, limits: Limits) -> Vec<Result<Document, Problem>> {
    let options = Options { limits, ..Options::default() };
    let (items, problems) = discover(&[Place::parse(address)], &options);
    assert_eq!(problems, []);
    let mut results = Vec::new();
    take(&items[0], &options, &mut |result| results.push(result));
    results
}

#[test]
fn pages_feeds_redirects_and_failures() {
    let page = "<title>No deal</title><article><p>The talks in Tolm broke off on Monday, two delegates said.</p></article>";
    let feed = "<rss version='2.0'><channel><title>Post</title><item><title>One</title>\
        <link>https://post.example/1</link><description>They left.</description></item></channel></rss>";
    let server = serve(vec![
        ("/page", answer("Content-Type: text/html; charset=utf-8\r\n", page)),
        ("/feed", answer("Content-Type: text/plain\r\n", feed)),
        (
            "/moved",
            b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .to_vec(),
        ),
        (
            "/loop",
            b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .to_vec(),
        ),
        ("/large", answer("Content-Type: text/plain\r\n", &"word ".repeat(20_000))),
        ("/hangs", Vec::new()),
    ]);
    let at = |path: &str| format!("{server}{path}");
    let limits = || Limits { http_bytes: 50_000, http_timeout: Duration::from_secs(2), ..Limits::default() };
    let one = |path: &str| fetch(&at(path), limits()).remove(0);

    let document = one("/page").unwrap();
    assert_eq!(document.text, "The talks in Tolm broke off on Monday, two delegates said.");
    assert_eq!((document.name, document.locator), (at("/page"), at("/page")));

    let document = one("/moved").unwrap();
    assert_eq!((document.name, document.locator), (at("/moved"), at("/page")));

    let document = one("/feed").unwrap();
    assert_eq!((document.name, document.locator.as_str()), (at("/feed") + "#1", "https://post.example/1"));

    assert_eq!(one("/missing").unwrap_err().reason, Reason::Status(404));
    assert_eq!(one("/large").unwrap_err().reason, Reason::TooLarge(50_000));
    assert!(matches!(one("/loop").unwrap_err().reason, Reason::Fetch(_)));
    assert!(matches!(one("/hangs").unwrap_err().reason, Reason::Fetch(_)));
}

#[test]
fn nobody_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let problem = fetch(&address, Limits::default()).remove(0).unwrap_err();
    assert!(matches!(problem.reason, Reason::Fetch(_)));
    assert_eq!(problem.name, address);
}
