//! The MCP server, driven over its standard input and output as an agent's program does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::harness::{Folder, repository};

/// A client that has shaken hands.
struct Client {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    id: u64,
}

impl Client {
    fn of(folder: &Folder) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .args(["mcp", "havana.record"])
            .current_dir(folder.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        let mut client = Self { child, to, from, id: 0 };
        let hello = client.ask(
            "initialize",
            &json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            }),
        );
        assert_eq!(hello["serverInfo"]["name"], "rapporteur", "{hello}");
        assert!(hello["instructions"].as_str().unwrap().contains("attribute"), "{hello}");
        client.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        client
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.to, "{message}").unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "the server went away");
            let answer: Value = serde_json::from_str(&line).unwrap();
            if answer["id"] == id {
                return answer;
            }
        }
    }

    /// Calls a tool that has an answer.
    #[track_caller]
    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        let result = self.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        assert_eq!(result["isError"], false, "{result}");
        let text: Value =
            serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, result["structuredContent"]);
        text
    }

    /// Ends the input, at which the server ends.
    fn leave(mut self) {
        drop(self.to);
        assert!(self.child.wait().unwrap().success());
    }
}

/// What can be quoted: exact words that stand in their report, the outlet, the date, a permalink.
#[track_caller]
fn is_evidence(folder: &Folder, evidence: &Value) {
    let quote = evidence["quote"].as_str().unwrap();
    let name = evidence["document"].as_str().unwrap();
    let sample = repository("samples/havana").join(format!("{name}.txt"));
    if let Ok(text) = std::fs::read_to_string(sample) {
        assert!(text.contains(quote), "{evidence}");
    }
    for field in ["outlet", "published", "claim", "sentence"] {
        assert!(evidence[field].is_string(), "{field}: {evidence}");
    }
    assert!(evidence["permalink"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{evidence}");
    assert!(folder.path("havana.record").exists());
}

fn havana() -> Folder {
    let folder = Folder::new();
    let (sample, dossier) =
        (repository("samples/havana"), repository("samples/havana.dossier.toml"));
    let arguments = [
        "build".as_ref(),
        sample.as_os_str(),
        "--dossier".as_ref(),
        dossier.as_os_str(),
        "-o".as_ref(),
        "havana.record".as_ref(),
    ];
    folder.run_with(arguments, "").ends_with(0);
    folder
}

#[test]
fn every_tool_answers_with_its_evidence() {
    let folder = havana();
    let mut client = Client::of(&folder);
    let tools = client.ask("tools/list", &json!({}));
    let names: Vec<&str> =
        tools["tools"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    let all = [
        "search",
        "entries",
        "entry",
        "threads",
        "positions",
        "disagreements",
        "figures",
        "document",
    ];
    assert_eq!(names, all);
    for tool in tools["tools"].as_array().unwrap() {
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
    }

    let found = client.call("search", &json!({"q": "ceasefire", "party": ["FARC"], "limit": 3}));
    let claims = found["items"].as_array().unwrap();
    assert!((1..=3).contains(&claims.len()), "{found}");
    for claim in claims {
        is_evidence(&folder, &claim["evidence"]);
        assert!(claim["independent_voices"].as_u64().unwrap() >= 1);
    }
    let document = claims[0]["evidence"]["document_key"].clone();

    let entries = client.call("entries", &json!({"type": "CONSULT", "limit": 2}));
    for entry in entries["items"].as_array().unwrap() {
        assert_eq!(entry["type"], "CONSULT");
        assert!(entry["independent_voices"].as_u64().unwrap() >= 1);
        is_evidence(&folder, &entry["evidence"][0]);
    }
    let next =
        client.call("entries", &json!({"type": "CONSULT", "limit": 2, "after": entries["next"]}));
    assert_ne!(next["items"][0]["entry"], entries["items"][0]["entry"]);

    let id = entries["items"][0]["entry"].clone();
    let entry = client.call("entry", &json!({"id": id}));
    is_evidence(&folder, &entry["claims"][0]["evidence"]);
    assert_eq!(
        entry["voices"].as_array().unwrap().len() as u64,
        entry["independent_voices"].as_u64().unwrap()
    );

    let threads = client.call("threads", &json!({"issue": "ceasefire", "limit": 2}));
    is_evidence(&folder, &threads["items"][0]["steps"][0]["evidence"]);
    let positions = client.call("positions", &json!({"party": "FARC", "limit": 2}));
    is_evidence(&folder, &positions["items"][0]["latest"]["evidence"]);
    assert!(positions["items"][0]["latest"]["independent_voices"].is_u64());
    let disagreements = client.call("disagreements", &json!({}));
    for row in disagreements["items"].as_array().unwrap() {
        assert!(row["sides"].as_array().unwrap().len() >= 2, "{row}");
        is_evidence(&folder, &row["sides"][0]["evidence"][0]);
    }
    let figures = client.call("figures", &json!({"limit": 2}));
    is_evidence(&folder, &figures["items"][0]["evidence"]);
    assert!(figures["items"][0]["value"].is_number());
    let document = client.call("document", &json!({"id": document}));
    assert!(document["text"].as_str().unwrap().len() > 100);
    client.leave();
}

#[test]
fn a_question_that_cannot_be_answered_is_told_why() {
    let folder = havana();
    let mut client = Client::of(&folder);
    for (tool, arguments, why) in [
        ("entry", json!({"id": "e-none"}), "there is no entry"),
        ("entry", json!({}), "`id` is missing"),
        ("entries", json!({"limit": 0}), "from 1 to"),
        ("search", json!({"after": "zz"}), "no cursor"),
    ] {
        let result = client.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        assert_eq!(result["isError"], true, "{result}");
        assert!(result["content"][0]["text"].as_str().unwrap().contains(why), "{result}");
    }
    let odd = client.call("entries", &json!({"colour": "red", "limit": 1}));
    assert!(odd["not_understood"][0].as_str().unwrap().contains("colour"), "{odd}");
    let unknown = client.answer("tools/call", &json!({"name": "invent", "arguments": {}}));
    assert!(unknown["error"]["message"].as_str().unwrap().contains("invent"), "{unknown}");
    let nothing = client.call("search", &json!({"q": "zeppelin"}));
    assert_eq!(nothing["total"], 0);
    client.leave();
}
