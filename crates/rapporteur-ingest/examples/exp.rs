use std::io::Read;
use std::time::Instant;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut out = serde_json::Map::new();
    let mut times = std::collections::BTreeMap::<String, f64>::new();
    let mut files: Vec<_> = std::fs::read_dir(format!("{dir}/html")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for p in files {
        let id = p.file_name().unwrap().to_str().unwrap().trim_end_matches(".html.gz").to_owned();
        let mut b = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(&p).unwrap()).read_to_end(&mut b).unwrap();
        let html = String::from_utf8_lossy(&b).into_owned();
        let mut o = serde_json::Map::new();
        for (n, focus, fb) in [("bal_fb", ExtractionFocus::Balanced, true), ("prec_fb", ExtractionFocus::FavorPrecision, true), ("prec", ExtractionFocus::FavorPrecision, false), ("bal", ExtractionFocus::Balanced, false), ("rec_fb", ExtractionFocus::FavorRecall, true)] {
            let t = Instant::now();
            let r = extract(&html, &Options::default().with_fallback(fb).with_focus(focus).with_exclude_comments(true).with_html_date_mode(HtmlDateMode::Extensive));
            *times.entry(n.into()).or_default() += t.elapsed().as_secs_f64();
            if let Ok(r) = r {
                o.insert(n.into(), r.content_text.into());
                o.insert(format!("{n}_html"), r.content_html.into());
                if n == "prec_fb" { o.insert("meta".into(), serde_json::to_value(&r.metadata).unwrap()); }
            }
        }
        let t = Instant::now();
        let cfg = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
        if let Ok(mut r) = dom_smoothie::Readability::new(html.as_str(), None, Some(cfg)) {
            if let Ok(a) = r.parse() { o.insert("smooth".into(), a.text_content.to_string().into()); }
        }
        *times.entry("smooth".into()).or_default() += t.elapsed().as_secs_f64();
        out.insert(id, o.into());
    }
    eprintln!("{times:?}");
    println!("{}", serde_json::Value::Object(out));
}
