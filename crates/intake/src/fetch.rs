//! Pages and feeds by their address.

use std::io::Read;

use ureq::{Agent, ResponseExt};

use crate::options::Options;
use crate::problem::Reason;

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The bytes of the body, decompressed.
    pub bytes: Vec<u8>,
    /// The address in the end, after redirects.
    pub address: String,
    /// The `Content-Type`, if the server gave one.
    pub content_type: Option<String>,
}

/// Fetches an `http` or `https` address, within the limits of size, time and redirects.
///
/// # Errors
/// [`Reason::Fetch`] where no answer comes, [`Reason::Status`] where the server refuses,
/// [`Reason::TooLarge`] where the body exceeds the limit.
pub fn fetch(address: &str, options: &Options) -> Result<Fetched, Reason> {
    let limits = &options.limits;
    let agent: Agent = Agent::config_builder()
        .user_agent(options.user_agent.as_str())
        .timeout_global(Some(limits.http_timeout))
        .max_redirects(limits.http_redirects)
        .http_status_as_error(false)
        .build()
        .into();
    let failed = |error: ureq::Error| Reason::Fetch(error.to_string());
    let mut response = agent
        .get(address)
        .header("Accept", "text/html, application/rss+xml, application/atom+xml, text/*;q=0.9, */*;q=0.5")
        .call()
        .map_err(failed)?;
    if !response.status().is_success() {
        return Err(Reason::Status(response.status().as_u16()));
    }
    let content_type =
        response.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let final_address = response.get_uri().to_string();
    let mut bytes = Vec::new();
    let limit = limits.http_bytes;
    // The body's own limit counts compressed bytes; this one counts what we keep.
    let reader = response.body_mut().with_config().limit(limit.saturating_add(1)).reader();
    match reader.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 <= limit => Ok(Fetched { bytes, address: final_address, content_type }),
        Ok(_) => Err(Reason::TooLarge(limit)),
        Err(_) if bytes.len() as u64 > limit => Err(Reason::TooLarge(limit)),
        Err(error) => Err(Reason::Fetch(error.to_string())),
    }
}
