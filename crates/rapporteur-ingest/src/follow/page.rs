//! One page that the user names.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rapporteur_model::{Code, Diagnostic, Origin};
use url::Url;

use super::client::{Client, told};
use super::fetch::{Answer, Condition, Fetcher};
use super::hosts::Hosts;
use super::user_agent;
use crate::page::encoding;
use crate::raw::{RawDocument, RawReport, SealKind, Sealed};

/// How long one page may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Fetches one address that the user named, in a private network or not. As in a browser, robots.txt
/// is not asked: a person asked for the page.
///
/// # Errors
/// With a message about why there is no page.
pub fn fetch_page(url: &str) -> Result<RawReport, Diagnostic> {
    let named = Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_ascii_lowercase))
        .ok_or_else(|| told(Code::NotFetched, url, "it is no address"))?;
    let fetcher = Fetcher::new(&user_agent(None), TIMEOUT, BTreeSet::from([bare(&named)]));
    let stop = Arc::new(AtomicBool::new(false));
    let client = Client::new(fetcher, Hosts::default(), Duration::ZERO, stop);
    let answer = client.ask(url, &Condition::default(), false, &mut |_| {});
    report(&answer.map_err(|refusal| refusal.told)?, RawDocument::default(), url)
}

/// A host's name without the brackets of IPv6.
pub(super) fn bare(host: &str) -> String {
    host.trim_matches(['[', ']']).to_owned()
}

/// The report in an answer. `about` is what is known from elsewhere, `subject` the address that was
/// asked for first.
pub(super) fn report(
    answer: &Answer,
    about: RawDocument,
    subject: &str,
) -> Result<RawReport, Diagnostic> {
    if answer.status != 200 {
        let message = format!("the server answered {}", answer.status);
        return Err(told(Code::NotFetched, subject, message));
    }
    let bytes = answer
        .body()
        .map_err(|_| told(Code::NotFetched, subject, "the answer cannot be unpacked"))?;
    let about = RawDocument {
        id: answer.url.clone(),
        url: Some(answer.url.clone()),
        origin: Origin {
            path: answer.url.clone(),
            retrieved: Some(answer.retrieved.to_string()),
            headers: answer.headers.clone(),
            ..Origin::default()
        },
        ..about
    };
    let kind = match answer.media_type().as_str() {
        "application/pdf" => SealKind::Pdf,
        "text/plain" => {
            let text = encoding::decode(&bytes, answer.charset().as_deref()).into_owned();
            let mut about = about;
            about.origin.sha256 = rapporteur_model::sha256_hex(&bytes);
            return Ok(RawReport::Text(RawDocument { text, ..about }));
        }
        "" | "text/html" | "application/xhtml+xml" => SealKind::Html(answer.charset()),
        other => {
            let message = format!("it is `{other}`, not a page");
            return Err(told(Code::UnknownKind, subject, message));
        }
    };
    Ok(RawReport::Sealed(Sealed::new(kind, bytes, about)))
}
