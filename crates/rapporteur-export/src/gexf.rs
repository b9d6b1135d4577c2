//! GEXF 1.3, dynamic: an edge lasts from the first to the last day that its date can mean.

use std::io::{self, Write};

use rapporteur_record::views::Contents;

use crate::Options;
use crate::network::{Edge, network};
use crate::xml::Xml;

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Write) -> io::Result<()> {
    let network = network(contents, options);
    let mut xml = Xml::new(to)?;
    xml.open("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], concat!("Rapporteur ", env!("CARGO_PKG_VERSION")))?;
    xml.close("meta")?;
    xml.open(
        "graph",
        &[
            ("mode", "dynamic"),
            ("defaultedgetype", "directed"),
            ("timeformat", "date"),
            ("timerepresentation", "interval"),
        ],
    )?;
    xml.open("attributes", &[("class", "node"), ("mode", "static")])?;
    xml.empty("attribute", &[("id", "entries"), ("title", "entries"), ("type", "integer")])?;
    xml.close("attributes")?;
    xml.open("attributes", &[("class", "edge"), ("mode", "static")])?;
    for (name, kind) in Edge::FACTS {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])?;
    }
    xml.close("attributes")?;
    xml.open("nodes", &[])?;
    for (id, (name, entries)) in &network.parties {
        xml.open("node", &[("id", id), ("label", name)])?;
        xml.open("attvalues", &[])?;
        xml.empty("attvalue", &[("for", "entries"), ("value", &entries.to_string())])?;
        xml.close("attvalues")?;
        xml.close("node")?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for edge in &network.edges {
        let mut attributes = vec![
            ("id", edge.id.as_str()),
            ("source", &edge.source),
            ("target", &edge.target),
            ("kind", &edge.label),
            ("label", &edge.label),
        ];
        if let Some((start, end)) = &edge.days {
            attributes.extend([("start", start.as_str()), ("end", end.as_str())]);
        }
        xml.open("edge", &attributes)?;
        xml.open("attvalues", &[])?;
        for (name, _, value) in edge.facts().iter().filter(|(_, _, value)| !value.is_empty()) {
            xml.empty("attvalue", &[("for", name), ("value", value)])?;
        }
        xml.close("attvalues")?;
        xml.close("edge")?;
    }
    for name in ["edges", "graph", "gexf"] {
        xml.close(name)?;
    }
    xml.finish()
}
