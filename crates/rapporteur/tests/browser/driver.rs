//! As much of WebDriver (W3C) as these tests need.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A browser with one window.
pub(super) struct Browser {
    driver: Child,
    session: String,
}

impl Browser {
    /// Starts a browser; `None`, with a message, where there is none.
    pub(super) fn start() -> Option<Self> {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(driver) = driver else {
            eprintln!("skipped: chromedriver is not installed");
            return None;
        };
        let mut browser = Self { driver, session: format!("http://127.0.0.1:{port}") };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            "--window-size=1360,900",
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        } } });
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(answer) = call("POST", &format!("{}/session", browser.session), &wanted) {
                let id = answer["sessionId"].as_str().unwrap().to_owned();
                browser.session = format!("{}/session/{id}", browser.session);
                return Some(browser);
            }
            assert!(Instant::now() < until, "chromedriver does not answer");
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    #[track_caller]
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.session);
        call(method, &url, body).unwrap_or_else(|| panic!("{method} {path} {body}"))
    }

    #[track_caller]
    pub(super) fn open(&self, url: &str) -> &Self {
        self.ask("POST", "/url", &json!({ "url": url }));
        self
    }

    #[track_caller]
    pub(super) fn back(&self) -> &Self {
        self.ask("POST", "/back", &json!({}));
        self
    }

    pub(super) fn url(&self) -> String {
        self.ask("GET", "/url", &Value::Null).as_str().unwrap().to_owned()
    }

    /// Runs a script in the page and gives what it returns.
    #[track_caller]
    pub(super) fn script(&self, script: &str) -> Value {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The text of the first element that a selector finds.
    #[track_caller]
    pub(super) fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        self.ask("GET", &format!("/element/{element}/text"), &Value::Null)
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// How many elements a selector finds.
    pub(super) fn count(&self, selector: &str) -> usize {
        let script = format!("return document.querySelectorAll({}).length", json!(selector));
        usize::try_from(self.script(&script).as_u64().unwrap()).unwrap()
    }

    #[track_caller]
    pub(super) fn click(&self, selector: &str) -> &Self {
        // By the page's own means: a pointer misses the middle of a link that runs over lines.
        let loaded = self.script(&format!(
            "window.leaving = true; document.querySelector({}).click(); return true",
            json!(selector)
        ));
        assert_eq!(loaded, Value::Bool(true), "{selector}");
        self.wait("return !window.leaving && document.readyState === 'complete'")
    }

    /// Types into the page, wherever the focus is.
    #[track_caller]
    pub(super) fn press(&self, keys: &str) -> &Self {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
            })
            .collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] });
        self.ask("POST", "/actions", &body);
        self
    }

    #[track_caller]
    pub(super) fn type_into(&self, selector: &str, words: &str) -> &Self {
        let element = self.find(selector);
        self.ask("POST", &format!("/element/{element}/clear"), &json!({}));
        self.ask("POST", &format!("/element/{element}/value"), &json!({ "text": words }));
        self
    }

    #[track_caller]
    fn find(&self, selector: &str) -> String {
        let body = json!({ "using": "css selector", "value": selector });
        let found = self.ask("POST", "/element", &body);
        let id = found.as_object().and_then(|element| element.values().next());
        id.and_then(Value::as_str).unwrap_or_else(|| panic!("no `{selector}`")).to_owned()
    }

    /// Waits until a script returns something true.
    #[track_caller]
    pub(super) fn wait(&self, script: &str) -> &Self {
        let until = Instant::now() + Duration::from_secs(20);
        while self.script(script) != Value::Bool(true) {
            assert!(Instant::now() < until, "never: {script} at {}", self.url());
            std::thread::sleep(Duration::from_millis(50));
        }
        self
    }

    /// What the browser complained about since it was asked last: scripts, styles and addresses
    /// that the page's own policy refuses are among it.
    pub(super) fn complaints(&self) -> Vec<String> {
        let log = self.ask("POST", "/se/log", &json!({ "type": "browser" }));
        let severe = |line: &&Value| line["level"] == "SEVERE";
        let lines = log.as_array().cloned().unwrap_or_default();
        lines.iter().filter(severe).map(|line| line["message"].to_string()).collect()
    }

    pub(super) fn resize(&self, width: u32, height: u32) -> &Self {
        self.ask("POST", "/window/rect", &json!({ "width": width, "height": height }));
        self
    }

    /// A command of Chromium's own protocol.
    pub(super) fn chromium(&self, command: &str, parameters: &Value) -> Value {
        self.ask("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _gone = call("DELETE", &self.session, &Value::Null);
        let _killed = self.driver.kill();
        let _ended = self.driver.wait();
    }
}

/// One call; `None` where it failed.
fn call(method: &str, url: &str, body: &Value) -> Option<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(90)))
        .http_status_as_error(false)
        .build()
        .into();
    let answer = match method {
        "GET" => agent.get(url).call(),
        "DELETE" => agent.delete(url).call(),
        _ => agent.post(url).content_type("application/json").send(body.to_string()),
    };
    let mut answer = answer.ok()?;
    let status = answer.status();
    let text = answer.body_mut().with_config().limit(200_000_000).read_to_string().ok()?;
    let mut value: Value = serde_json::from_str(&text).ok()?;
    if !status.is_success() {
        eprintln!("{method} {url}: {}", value["value"]["message"]);
        return None;
    }
    Some(value["value"].take())
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
