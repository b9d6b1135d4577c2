//! Writes the comparable pairs of annotated claims with their features, for
//! `train/entries/learn.py`:
//!
//! ```console
//! cargo run -p rapporteur-record --example pairs -- CLAIMS.jsonl TEXTS > pairs.tsv
//! ```

use std::io::{self, BufWriter, Write};
use std::{env, fs};

use rapporteur_record::entries::{FEATURES, compared};
use rapporteur_record::gold::read_claims;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [claims, texts] = arguments.as_slice() else {
        return Err("give CLAIMS.jsonl and the folder of texts".into());
    };
    let lines = fs::read_to_string(claims)?;
    let annotated = read_claims(&lines, |id| fs::read_to_string(format!("{texts}/{id}.txt")))?;
    let mut to = BufWriter::new(io::stdout().lock());
    writeln!(to, "one\tother\tfigures\t{}", FEATURES.join("\t"))?;
    for pair in compared(&annotated.documents, &annotated.claims) {
        let values: Vec<String> = pair.features.iter().map(|value| format!("{value:.4}")).collect();
        let (one, other) = pair.claims;
        writeln!(to, "{one}\t{other}\t{}\t{}", u8::from(pair.figures), values.join("\t"))?;
    }
    Ok(to.flush()?)
}
