"""Exports a record in every format and opens each with the tool that it is for.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python check.py talks.record [--rapporteur path/to/rapporteur]
    venv/bin/python check.py --files FOLDER        # exports that are there already

Prints one line for each check and exits with 1 where one fails. A format whose tool is not
installed, or that the program was built without, is told to be skipped.
"""

import argparse
import csv
import importlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CHECKS = []

# Claims that a record holds at least; none with `--empty`.
LEAST = 1


def check(formats, *modules):
    """Registers a check of some formats that needs some modules."""

    def register(function):
        CHECKS.append((formats, modules, function))
        return function

    return register


@check(["csv"], "pandas")
def pandas_reads_the_table(files):
    import pandas

    table = pandas.read_csv(files["csv"])
    with open(files["csv"], newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(table) == len(rows) >= LEAST
    assert table["claim"].is_unique
    assert all(row["permalink"].startswith("http") for row in rows)
    return f"{len(table)} rows, {len(table.columns)} columns"


@check(["xlsx", "csv"], "openpyxl")
def openpyxl_reads_the_workbook(files):
    import openpyxl

    sheet = openpyxl.load_workbook(files["xlsx"], read_only=True)["claims"]
    rows = list(sheet.iter_rows(values_only=True))
    with open(files["csv"], newline="", encoding="utf-8") as lines:
        table = list(csv.reader(lines))
    assert list(rows[0]) == table[0]
    assert len(rows) == len(table)
    quote = table[0].index("quote")
    assert [row[quote] for row in rows] == [row[quote] for row in table]
    return f"{len(rows) - 1} rows, the same quotes as the CSV"


@check(["parquet", "csv"], "pyarrow", "duckdb", "pandas")
def columns_are_read_by_arrow_pandas_and_duckdb(files):
    import duckdb
    import pandas
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(files["parquet"])
    frame = pandas.read_parquet(files["parquet"])
    rows = pandas.read_csv(files["csv"])
    assert list(table.column_names) == list(rows.columns)
    assert table.num_rows == len(frame) == len(rows)
    assert list(frame["quote"]) == list(rows["quote"])
    path = str(files["parquet"])
    counted = duckdb.sql(f"select count(*), sum(independent_reports) from '{path}'").fetchall()[0]
    assert counted[0] == len(rows) and counted[1] == rows["independent_reports"].sum()
    return f"{counted[0]} rows in {table.num_columns} columns"


@check(["bundle"], "frictionless")
def frictionless_validates_the_package(files):
    import frictionless

    report = frictionless.validate(str(files["bundle"] / "datapackage.json"))
    problems = report.flatten(["type", "title", "note"])
    assert report.valid, problems[:5]
    return f"{len(report.tasks)} resources valid, hashes and keys included"


@check(["ftm"], "followthemoney")
def followthemoney_reads_the_entities(files):
    from followthemoney import model

    schemata = {}
    entities = {}
    with open(files["ftm"], encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            entity = model.get_proxy(data, cleaned=False)
            entity.schema.validate(entity.to_dict())
            for name, values in data["properties"].items():
                kept = entity.get(name, quiet=False)
                assert kept, (entity.id, name, values)
            entities[entity.id] = entity
            schemata[entity.schema.name] = schemata.get(entity.schema.name, 0) + 1
    missing = [
        (entity.id, prop.name, value)
        for entity in entities.values()
        for prop, value in entity.itervalues()
        if prop.type.name == "entity" and value not in entities
    ]
    assert not missing, missing[:5]
    return ", ".join(f"{name} {count}" for name, count in sorted(schemata.items()))


@check(["ftm-statements", "ftm"], "followthemoney")
def followthemoney_reads_the_statements(files):
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import CSV, read_path_statements

    statements = list(read_path_statements(files["ftm-statements"], format=CSV))
    for statement in statements:
        key = statement.make_key(
            statement.dataset,
            statement.entity_id,
            statement.prop,
            statement.value,
            statement.external,
        )
        assert statement.id == key, (statement.id, key)
    with open(files["ftm"], encoding="utf-8") as lines:
        entities = {json.loads(line)["id"] for line in lines}
    assert {statement.entity_id for statement in statements} == entities
    del StatementEntity
    return f"{len(statements)} statements about {len(entities)} entities, each with its own key"


@check(["gexf", "graphml"], "networkx")
def networkx_reads_both_networks(files):
    import networkx

    graphml = networkx.read_graphml(files["graphml"])
    gexf = networkx.read_gexf(files["gexf"], version="1.3" if has_13() else "1.2draft")
    assert graphml.number_of_nodes() == gexf.number_of_nodes() >= LEAST
    assert graphml.number_of_edges() == gexf.number_of_edges() >= LEAST
    dated = [data for _, _, data in gexf.edges(data=True) if data.get("start") or data.get("spells")]
    return (
        f"{gexf.number_of_nodes()} parties, {gexf.number_of_edges()} edges, "
        f"{len(dated)} of them dated"
    )


def has_13():
    from networkx.readwrite.gexf import GEXF

    return "1.3" in GEXF.versions


@check(["annotations", "csv"])
def annotations_find_their_words(files):
    with open(files["csv"], newline="", encoding="utf-8") as lines:
        quotes = {row["claim"]: row["quote"] for row in csv.DictReader(lines)}
    count = 0
    with open(files["annotations"], encoding="utf-8") as lines:
        for line in lines:
            annotation = json.loads(line)
            assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
            assert annotation["type"] == "Annotation" and annotation["motivation"] == "classifying"
            quote, position = annotation["target"]["selector"]
            assert quote["type"] == "TextQuoteSelector"
            assert position["type"] == "TextPositionSelector"
            assert position["end"] - position["start"] == len(quote["exact"])
            described = next(b for b in annotation["body"] if b["purpose"] == "describing")
            assert quotes[json.loads(described["value"])["id"]] == quote["exact"]
            count += 1
    assert count == len(quotes)
    return f"{count} annotations, positions in code points"


@check(["polecat"])
def polecat_has_its_columns_however_it_is_split(files):
    text = files["polecat"].read_text(encoding="utf-8")
    naive = [line.split("\t") for line in text.splitlines()]
    assert {len(row) for row in naive} == {40}
    parsed = list(csv.reader(text.splitlines(), delimiter="\t"))
    assert naive == parsed
    assert naive[0][:4] == ["Event ID", "Event Date", "Event Type", "Event Mode"]
    assert naive[0][-1] == "Version"
    return f"{len(naive) - 1} events in 40 columns"


@check(["geojson"], "geojson", "shapely")
def geojson_is_valid_and_stands_on_earth(files):
    import geojson
    import shapely.geometry

    collection = geojson.loads(files["geojson"].read_text(encoding="utf-8"))
    assert collection.is_valid, collection.errors()
    placed = [feature for feature in collection["features"] if feature["geometry"]]
    for feature in placed:
        west, south, east, north = shapely.geometry.shape(feature["geometry"]).bounds
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90, feature["id"]
        assert feature["properties"]["position"] in {"city", "area"}
        assert feature["properties"]["places"]
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids)) >= LEAST
    return f"{len(ids)} entries, {len(placed)} of them placed"


@check(["geojson"], "jsonschema")
def geojson_has_the_shape_of_rfc_7946(files):
    import jsonschema

    position = {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
    }
    kinds = {"Point": position, "MultiPoint": {"type": "array", "items": position}}
    geometries = [
        {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {"type": {"const": name}, "coordinates": coordinates},
            "additionalProperties": False,
        }
        for name, coordinates in kinds.items()
    ]
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"oneOf": [{"type": "null"}, *geometries]},
            "properties": {"type": "object"},
        },
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": feature},
        },
        "additionalProperties": False,
    }
    collection = json.loads(files["geojson"].read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(collection)
    return f"{len(collection['features'])} features"


@check(["timelinejs"], "jsonschema")
def the_timeline_fits_its_schema(files):
    import jsonschema

    date = {
        "type": "object",
        "required": ["year"],
        "properties": {
            "year": {"type": "integer"},
            "month": {"type": "integer", "minimum": 1, "maximum": 12},
            "day": {"type": "integer", "minimum": 1, "maximum": 31},
        },
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "required": ["events"],
        "properties": {
            "events": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["start_date", "display_date", "text", "unique_id"],
                    "properties": {
                        "start_date": date,
                        "end_date": date,
                        "display_date": {"type": "string"},
                        "text": {
                            "type": "object",
                            "required": ["headline", "text"],
                            "properties": {
                                "headline": {"type": "string"},
                                "text": {"type": "string"},
                            },
                        },
                        "group": {"type": "string"},
                        "unique_id": {"type": "string"},
                        "autolink": {"type": "boolean"},
                    },
                    "additionalProperties": False,
                },
            }
        },
    }
    timeline = json.loads(files["timelinejs"].read_text(encoding="utf-8"))
    jsonschema.validate(timeline, schema)
    ids = [event["unique_id"] for event in timeline["events"]]
    assert len(ids) == len(set(ids)) >= LEAST
    return f"{len(ids)} events"


@check(["schema-org", "jsonl", "plover"])
def json_is_json(files):
    graph = json.loads(files["schema-org"].read_text(encoding="utf-8"))["@graph"]
    kinds = {node["@type"] for node in graph}
    assert kinds == ({"NewsArticle", "Claim"} if LEAST else set()), kinds
    lines = 0
    for name in ["jsonl", "plover"]:
        for line in files[name].read_text(encoding="utf-8").splitlines():
            json.loads(line)
            lines += 1
    return f"{len(graph)} nodes, {lines} lines"


@check(["markdown"])
def every_link_of_a_note_leads_to_a_note(files):
    root = files["markdown"]
    notes = {str(path.relative_to(root).with_suffix("")) for path in root.rglob("*.md")}
    links = 0
    for path in root.rglob("*.md"):
        for target in re.findall(r"\[\[([^|\]]+)\|", path.read_text(encoding="utf-8")):
            assert target in notes, (path.name, target)
            links += 1
    return f"{len(notes)} notes, {links} links"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=pathlib.Path, nargs="?")
    parser.add_argument("--rapporteur", default="rapporteur", help="the program")
    parser.add_argument("--files", type=pathlib.Path, help="a folder of exports: export.FORMAT")
    parser.add_argument("--empty", action="store_true", help="the record may be empty")
    args = parser.parse_args()
    if args.empty:
        global LEAST
        LEAST = 0
    if args.files:
        return run(exports(args.files))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, path in places(folder):
            command = [args.rapporteur, "export", args.record, "--to", name, "-o", path, "--exact"]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                print(f"skipped  {name}: {done.stderr.strip().splitlines()[0]}")
        return run(exports(folder))


def places(folder):
    for name in sorted({name for formats, _, _ in CHECKS for name in formats}):
        # followthemoney tells formats apart by the ending.
        yield name, folder / ("statements.csv" if name == "ftm-statements" else f"export.{name}")


def exports(folder):
    return {name: path for name, path in places(folder) if path.exists()}


def run(files):
    failed = False
    for formats, modules, function in CHECKS:
        name = function.__name__.replace("_", " ")
        absent = [module for module in modules if not installed(module)]
        if absent or not all(format in files for format in formats):
            print(f"skipped  {name}: {', '.join(absent) or 'no export'}")
            continue
        try:
            print(f"ok       {name}: {function(files)}")
        except Exception as error:  # every consumer has its own errors
            failed = True
            print(f"FAILED   {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


def installed(module):
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
