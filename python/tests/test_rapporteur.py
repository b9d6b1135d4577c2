"""Reports of our own about an invented conflict, from Arrow to Arrow."""

import io
import json

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import rapporteur
from rapporteur import _rapporteur

TRUCE = ("Oslo, May 3 (AW) -- The League and the government of Ruritania agreed to a truce on Monday, the mediator "
         "said.\n\nAt least 40 people were killed in April.\n")
LATER = ("Oslo, May 5 (OP) -- The government of Ruritania rejected a new offer of the League on Tuesday, an envoy "
         "said. At least 45 people were killed in April.\n")
CAKES = ("Beat the butter with the sugar until the mixture is pale, then fold in the flour and bake the cake for an "
         "hour.\n\nLet it cool before you add the icing, and serve it with cream and berries from the garden.\n")


@pytest.fixture(scope="module")
def reader():
    return rapporteur.Reader()


@pytest.fixture(scope="module")
def reports():
    return pa.table({
        "id": ["a", "b", "c", "d", "e"],
        "outlet": ["Andes Wire", "Oslo Post", None, "Andes Wire", "Oslo Post"],
        "published": ["1931-05-03", "1931-05-03", None, "1931-05-04", "1931-05-05"],
        "text": [TRUCE, TRUCE + "Nobody spoke to reporters.", "", CAKES, LATER],
    })


@pytest.fixture(scope="module")
def reading(reader, reports):
    return rapporteur.read(reports, reader)


def test_claims_lead_back_to_the_words(reading):
    texts = {row["key"]: json.loads(row["json"])["text"].encode() for row in reading.documents.to_pylist()}
    claims = reading.claims.to_pylist()
    assert {claim["kind"] for claim in claims} == {"event", "figure"}
    for claim in claims:
        assert texts[claim["document"]][claim["span_start"]:claim["span_end"]].decode() == claim["quote"]


def test_a_row_without_a_report_is_told_and_cakes_are_not_read(reading):
    documents = {row["id"]: row for row in reading.documents.to_pylist()}
    assert sorted(documents) == ["a", "b", "d", "e"]
    assert "R206" in documents["d"]["diagnostics"]
    assert [problem["subject"] for problem in reading.problems.to_pylist()] == ["c:1"]


def test_batches_change_nothing(reader, reports, reading):
    small = rapporteur.read_batches(reports.to_batches(max_chunksize=1), reader)
    readings = [row["json"] for batch in small for row in batch.to_pylist() if row["key"] is not None]
    assert readings == reading.documents["json"].to_pylist()


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb", "dictionary"])
def test_every_engine_gives_the_same_claims(engine, reader, reports, reading):
    rows = {
        "pandas": lambda: reports.to_pandas(),
        "polars": lambda: pl.from_arrow(reports),
        "duckdb": lambda: duckdb.from_arrow(reports),
        "dictionary": lambda: reports.to_pydict(),
    }[engine]()
    assert rapporteur.read(rows, reader).claims.equals(reading.claims)


def test_tables_go_on_into_every_engine(reading):
    claims = reading.claims
    in_pandas = claims.to_pandas()
    assert isinstance(in_pandas, pd.DataFrame)
    in_polars = pl.from_arrow(claims).filter(pl.col("kind") == "figure")
    in_duckdb = duckdb.sql("select * from claims where kind = 'figure'").fetchall()
    assert len(in_polars) == len(in_duckdb) == (in_pandas["kind"] == "figure").sum() > 0
    # What an engine has narrowed down comes back.
    entries = rapporteur.reconcile(pl.from_arrow(reading.documents), in_polars)
    assert sorted(claim for entry in entries["claims"].to_pylist() for claim in entry) == sorted(in_polars["id"])


def test_files_are_read_by_the_ending_of_their_names(reader, reports, reading):
    lines = io.StringIO()
    for row in reports.to_pylist():
        if row["text"]:
            lines.write(json.dumps(row) + "\n")
    batch = pa.RecordBatch.from_pylist([{"path": "file:/news/reports.jsonl", "content": lines.getvalue().encode()}])
    [readings] = rapporteur.read_files([batch], reader)
    found = [claim["json"] for row in readings.to_pylist() for claim in row["claims"]]
    assert found == reading.claims["json"].to_pylist()


def test_a_file_of_another_kind_stops_nobody(reader):
    files = [{"path": "README.xyz", "content": b"?"}, {"path": "broken.jsonl", "content": b"no json\n"}]
    batches = rapporteur.read_files([pa.RecordBatch.from_pylist(files)], reader)
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert [(row["key"], row["diagnostics"]) for row in rows] == [(None, ["R108"]), (None, ["R106"])]


def test_entries_hold_every_claim_once(reading):
    entries = rapporteur.reconcile(reading.documents, reading.claims).to_pylist()
    held = [claim for entry in entries for claim in entry["claims"]]
    assert sorted(held) == sorted(reading.claims["id"].to_pylist())
    shared = [entry for entry in entries if len(entry["claims"]) > 1]
    assert shared, "a reprint tells the same"
    words = {row["id"]: row["quote"] for row in reading.claims.to_pylist()}
    truce = [entry for entry in shared if any("agreed" in words[claim] for claim in entry["claims"])]
    assert [entry["independent_reports"] for entry in truce] == [1]


def test_claims_of_one_entry_share_keys(reading):
    keys = {row["claim"]: (set(row["stands"]), set(row["looks"]))
            for row in rapporteur.block_keys(reading.documents, reading.claims).to_pylist()}
    assert sorted(keys) == sorted(reading.claims["id"].to_pylist())
    entries = rapporteur.reconcile(reading.documents, reading.claims)["claims"].to_pylist()
    pairs = [(a, b) for entry in entries for a in entry for b in entry if a < b]
    assert pairs
    for a, b in pairs:
        assert keys[a][0] & keys[b][1] and keys[b][0] & keys[a][1]


def test_the_parts_of_a_record_give_the_record(reading):
    documents, claims = reading.documents["json"].to_pylist(), reading.claims["json"].to_pylist()
    keys = rapporteur.block_keys(reading.documents, reading.claims).to_pylist()
    stands = [(key, row["claim"]) for row in keys for key in row["stands"]]
    looks = [(key, row["claim"]) for row in keys for key in row["looks"]]
    pairs = _rapporteur.connections(documents, claims, stands, looks)
    assert pairs, "a reprint tells the same"
    carried = _rapporteur.passages(documents)
    rows = [passage for _, _, passages in carried for passage in passages]
    assert _rapporteur.entries(documents, claims, rows, []) == _rapporteur.reconcile(documents, claims)


def test_what_is_wrong_is_said():
    with pytest.raises(ValueError, match="line 1: unclosed array"):
        rapporteur.Reader(dossier="no = [toml")
    with pytest.raises(ValueError, match="document 0"):
        _rapporteur.reconcile(["{}"], [])
