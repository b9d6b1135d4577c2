//! The formats: one flat table.

/// What a format comes as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file, which may go to standard output.
    File,
    /// A folder of files.
    Folder,
}

/// Defines the formats: variant, name, shape, purpose.
macro_rules! formats {
    ($($variant:ident = $name:literal, $shape:ident, $purpose:literal;)*) => {
        /// A format that a record can be exported to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $(#[doc = $purpose] $variant,)* }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What it is called on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it comes as.
            #[must_use]
            pub const fn shape(self) -> Shape {
                match self { $(Self::$variant => Shape::$shape,)* }
            }

            /// What it holds, and the tools that it is for.
            #[must_use]
            pub const fn purpose(self) -> &'static str {
                match self { $(Self::$variant => $purpose,)* }
            }
        }
    };
}

formats! {
    Jsonl = "jsonl", File,
        "One document a line with its claims: for programs, and for `evaluate claims`";
    Csv = "csv", File,
        "One claim a row: for LibreOffice, OpenRefine, R, pandas; with --excel for Excel";
    Xlsx = "xlsx", File,
        "One claim a row in a workbook: for Excel, LibreOffice and Google Sheets";
    Parquet = "parquet", File,
        "One claim a row in columns: for DuckDB, pandas, Arrow, Polars";
    Bundle = "bundle", Folder,
        "A data package: tables of claims, entries, disagreements and reports with codebook, for \
         R and Python's frictionless";
    Plover = "plover", File,
        "One event a line by PLOVER's conventions: for use beside event data";
    Polecat = "polecat", File,
        "One event a row in POLECAT's 40 columns (TSV): for scripts that read POLECAT";
    Cameo = "cameo", File,
        "One source, CAMEO code and target a row: for use beside ICEWS, GDELT, Phoenix";
    Ftm = "ftm", File,
        "FollowTheMoney entities (JSONL): for Aleph, OpenAleph and yente";
    FtmStatements = "ftm-statements", File,
        "FollowTheMoney statements (CSV), each value with its outlet: for nomenklatura";
    Annotations = "annotations", File,
        "W3C Web Annotations (JSONL), one for each claim's words: for Hypothesis and other \
         annotation tools";
    SchemaOrg = "schema-org", File,
        "JSON-LD of schema.org: NewsArticle, Claim, Quotation: for web pages and search engines";
    TimelineJs = "timelinejs", File,
        "JSON of TimelineJS 3: for timelines in newsrooms' pages";
    GeoJson = "geojson", File,
        "Entries where they happen (GeoJSON, RFC 7946): for QGIS, geopandas, Leaflet, kepler.gl";
    Gexf = "gexf", File,
        "Who acts on whom as a dynamic network (GEXF 1.3): for Gephi";
    Graphml = "graphml", File,
        "The same network as GraphML: for yEd, igraph, networkx, Cytoscape";
    Markdown = "markdown", Folder,
        "Notes with links, one for each thread and party: for Obsidian, Logseq and wikis";
}

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// Whether this build of the program writes it.
    #[must_use]
    pub const fn is_built(self) -> bool {
        !matches!(self, Self::Parquet) || cfg!(feature = "parquet")
    }

    /// Whether it can be written document by document ([`crate::sheet`]).
    #[must_use]
    pub const fn streams(self) -> bool {
        !matches!(
            self,
            Self::Ftm
                | Self::FtmStatements
                | Self::TimelineJs
                | Self::GeoJson
                | Self::Gexf
                | Self::Graphml
                | Self::Bundle
                | Self::Markdown
        )
    }
}
