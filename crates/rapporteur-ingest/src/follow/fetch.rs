//! One request at a time: sends it, bounds what comes back, and tells every way it can fail.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use flate2::read::{GzDecoder, ZlibDecoder};
use jiff::Timestamp;
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;

use super::address::{Guard, REFUSED};
use super::certificate::distrust;
use crate::read::LARGEST_REPORT;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Where it was asked.
    pub(crate) url: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// Headers in order, as they were sent.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as it was sent, perhaps compressed.
    pub(crate) sent: Vec<u8>,
    /// When the request was made.
    pub(crate) retrieved: Timestamp,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The address lies in a private network.
    Private,
    /// The body is larger than a report can be.
    TooLarge,
    /// The user wants to stop.
    Stopped,
    /// The server could not prove who it is, in words.
    Untrusted(String),
    /// The host could not be talked to at all, in words; it may be different next time.
    Unreachable(String),
    /// This one answer is broken, in words; it may be different next time.
    Broken(String),
}

/// What makes an answer unnecessary: what is known from the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// Sends requests. Redirects are not followed here: every hop must be asked for by itself.
pub(crate) struct Fetcher {
    agent: Agent,
    timeout: Duration,
}

impl Fetcher {
    /// `named` are the hosts in private networks that may be fetched.
    pub(crate) fn new(user_agent: &str, timeout: Duration, named: BTreeSet<String>) -> Self {
        Self::trusting(user_agent, timeout, named, RootCerts::WebPki)
    }

    /// `roots` are the authorities whose certificates count.
    pub(super) fn trusting(
        user_agent: &str,
        timeout: Duration,
        named: BTreeSet<String>,
        roots: RootCerts,
    ) -> Self {
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .user_agent(user_agent)
            .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1")
            .accept_encoding("gzip, deflate")
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A server that sends more than it promised would put the rest into the next answer.
            .max_idle_connections(0)
            // What a proxy resolves cannot be checked here.
            .proxy(None)
            .timeout_connect(Some(timeout.min(Duration::from_secs(20))))
            .timeout_recv_response(Some(timeout))
            .timeout_global(Some(timeout))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard::new(named));
        Self { agent, timeout }
    }

    /// Asks for an address. Ends within the timeout, whatever the server does.
    pub(crate) fn get(
        &self,
        url: &str,
        condition: &Condition,
        stop: &AtomicBool,
    ) -> Result<Answer, Failure> {
        let retrieved = Timestamp::now();
        let mut request = self.agent.get(url);
        if let Some(etag) = &condition.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(date) = &condition.last_modified {
            request = request.header("If-Modified-Since", date);
        }
        let response = request.call().map_err(|error| failure(&error))?;
        let status = response.status().as_u16();
        let headers = headers(&response);
        let sent = self.body(response, stop)?;
        Ok(Answer { url: url.to_owned(), status, headers, sent, retrieved })
    }

    fn body(
        &self,
        mut response: Response<ureq::Body>,
        stop: &AtomicBool,
    ) -> Result<Vec<u8>, Failure> {
        let started = Instant::now();
        let promised = response.body().content_length();
        if promised.is_some_and(|length| length > LARGEST_REPORT as u64) {
            return Err(Failure::TooLarge);
        }
        let limit = LARGEST_REPORT as u64 + 1;
        let mut reader = response.body_mut().with_config().limit(limit).reader();
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(Failure::Stopped);
            }
            if started.elapsed() > self.timeout {
                return Err(Failure::Broken("the answer took too long".to_owned()));
            }
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(bytes),
                Ok(count) => bytes.extend_from_slice(&buffer[..count]),
                Err(_) if bytes.len() > LARGEST_REPORT => return Err(Failure::TooLarge),
                Err(error) => {
                    return Err(Failure::Broken(format!("the answer broke off: {error}")));
                }
            }
            if bytes.len() > LARGEST_REPORT {
                return Err(Failure::TooLarge);
            }
        }
    }
}

fn headers(response: &Response<ureq::Body>) -> Vec<(String, String)> {
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), shown(value.as_bytes())))
        .collect()
}

fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::Io(io) if io.to_string().contains(REFUSED) => Failure::Private,
        other => match distrust(other) {
            Some(why) => Failure::Untrusted(why),
            None => Failure::Unreachable(other.to_string()),
        },
    }
}

impl Answer {
    /// The first header of a name, whatever its case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let is_named = |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.headers.iter().find(is_named).map(|(_, value)| value.trim())
    }

    /// The media type, without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> String {
        let value = self.header("Content-Type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The encoding that the media type names.
    pub(crate) fn charset(&self) -> Option<String> {
        self.header("Content-Type")?.split(';').find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The body without its compression. A small body that unpacks to a huge one is refused.
    pub(crate) fn body(&self) -> Result<Vec<u8>, Failure> {
        let coding = self.header("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        let limit = LARGEST_REPORT as u64 + 1;
        let mut bytes = Vec::new();
        let read = match coding.as_str() {
            "gzip" | "x-gzip" => GzDecoder::new(&*self.sent).take(limit).read_to_end(&mut bytes),
            "deflate" => ZlibDecoder::new(&*self.sent).take(limit).read_to_end(&mut bytes),
            "" | "identity" => return Ok(self.sent.clone()),
            other => return Err(Failure::Broken(format!("it is packed by `{other}`"))),
        };
        match read {
            Ok(_) if bytes.len() > LARGEST_REPORT => Err(Failure::TooLarge),
            Ok(_) => Ok(bytes),
            Err(error) => Err(Failure::Broken(format!("the answer cannot be unpacked: {error}"))),
        }
    }

    /// What to tell the server next time.
    pub(crate) fn condition(&self) -> Condition {
        Condition {
            etag: self.header("ETag").map(str::to_owned),
            last_modified: self.header("Last-Modified").map(str::to_owned),
        }
    }

    /// How long the server asks to be left alone, in seconds from when it answered.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let value = self.header("Retry-After")?;
        if let Ok(seconds) = value.parse::<u64>() {
            return Some(Duration::from_secs(seconds));
        }
        let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
        let seconds = until.as_second() - self.retrieved.as_second();
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Answer {
            headers: headers.collect(),
            retrieved: "2016-06-23T10:00:00Z".parse().unwrap(),
            ..Answer::default()
        }
    }

    #[test]
    fn servers_say_how_long_they_want_to_be_left_alone() {
        for (value, seconds) in [
            ("120", Some(120)),
            ("Thu, 23 Jun 2016 10:01:00 GMT", Some(60)),
            ("Thu, 23 Jun 2016 09:00:00 GMT", Some(0)),
            ("soon", None),
        ] {
            let found = answer(&[("retry-after", value)]).retry_after();
            assert_eq!(found, seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn media_types_are_read_with_their_encoding() {
        let html = answer(&[("content-type", "Text/HTML; Charset=\"ISO-8859-1\"")]);
        assert_eq!(html.media_type(), "text/html");
        assert_eq!(html.charset().as_deref(), Some("ISO-8859-1"));
    }
}
