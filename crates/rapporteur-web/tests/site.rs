//! The site over a small record, asked without a browser.

#[path = "site/api.rs"]
mod api;
#[path = "site/hostile.rs"]
mod hostile;
#[path = "site/record.rs"]
mod record;
#[path = "site/requests.rs"]
mod requests;
#[path = "site/speed.rs"]
mod speed;
