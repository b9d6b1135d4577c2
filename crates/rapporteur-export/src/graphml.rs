//! GraphML: the network with plain keys.

use std::io::{self, Write};

use rapporteur_record::views::Contents;

use crate::Options;
use crate::network::{Edge, network};
use crate::xml::Xml;

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Write) -> io::Result<()> {
    let network = network(contents, options);
    let mut xml = Xml::new(to)?;
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    for (id, element, name, kind) in
        [("label", "node", "label", "string"), ("entries", "node", "entries", "int")]
    {
        let attributes = [("id", id), ("for", element), ("attr.name", name), ("attr.type", kind)];
        xml.empty("key", &attributes)?;
    }
    for (name, kind) in Edge::FACTS {
        let kind = if kind == "integer" { "int" } else { kind };
        let attributes = [("id", name), ("for", "edge"), ("attr.name", name), ("attr.type", kind)];
        xml.empty("key", &attributes)?;
    }
    xml.open("graph", &[("id", "record"), ("edgedefault", "directed")])?;
    for (id, (name, entries)) in &network.parties {
        xml.open("node", &[("id", id)])?;
        xml.text("data", &[("key", "label")], name)?;
        xml.text("data", &[("key", "entries")], &entries.to_string())?;
        xml.close("node")?;
    }
    for edge in &network.edges {
        let ends = [("id", edge.id.as_str()), ("source", &edge.source), ("target", &edge.target)];
        xml.open("edge", &ends)?;
        for (name, _, value) in edge.facts().iter().filter(|(_, _, value)| !value.is_empty()) {
            xml.text("data", &[("key", name)], value)?;
        }
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.finish()
}
