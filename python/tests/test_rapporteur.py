"""Reports of our own about an invented conflict, from Arrow to Arrow."""

import json

import pyarrow as pa
import pytest

import rapporteur

TRUCE = ("Oslo, May 3 (AW) -- The League and the government of Ruritania agreed to a truce on Monday, the mediator "
         "said.\n\nAt least 40 people were killed in April.\n")
CAKES = "Beat the butter with the sugar until it is pale, fold in the flour and bake the cake for an hour."


@pytest.fixture(scope="module")
def reader():
    return rapporteur.Reader()


@pytest.fixture(scope="module")
def reports():
    return pa.table({
        "id": ["a", "b", "c", "d"],
        "outlet": ["Andes Wire", "Oslo Post", None, "Andes Wire"],
        "published": ["1931-05-03", "1931-05-03", None, "1931-05-04"],
        "text": [TRUCE, TRUCE + "Nobody spoke to reporters.", "", CAKES],
    })


@pytest.fixture(scope="module")
def reading(reader, reports):
    return rapporteur.read(reports, reader)


def test_claims_lead_back_to_the_words(reading):
    texts = {row["key"]: json.loads(row["json"])["text"].encode() for row in reading.documents.to_pylist()}
    claims = reading.claims.to_pylist()
    assert {claim["kind"] for claim in claims} >= {"figure"}
    for claim in claims:
        assert texts[claim["document"]][claim["span_start"]:claim["span_end"]].decode() == claim["quote"]


def test_rows_without_a_report_are_left_out_and_cakes_are_not_read(reading):
    documents = {row["id"]: row for row in reading.documents.to_pylist()}
    assert sorted(documents) == ["a", "b", "d"]
    assert "R206" in documents["d"]["diagnostics"]


def test_batches_change_nothing(reader, reports, reading):
    small = pa.Table.from_batches(rapporteur.read_batches(reports.to_batches(max_chunksize=1), reader))
    assert [row["json"] for row in small.to_pylist()] == reading.documents["json"].to_pylist()


def test_entries_hold_every_claim_once_and_within_shared_blocks(reading):
    entries = rapporteur.reconcile(reading.documents, reading.claims).to_pylist()
    held = [claim for entry in entries for claim in entry["claims"]]
    assert sorted(held) == sorted(reading.claims["id"].to_pylist())
    blocks = {}
    for row in rapporteur.block_keys(reading.documents, reading.claims).to_pylist():
        blocks.setdefault(row["claim"], set()).add(row["block"])
    shared = [entry for entry in entries if len(entry["claims"]) > 1]
    assert shared, "a reprint tells the same"
    for entry in shared:
        assert all(any(blocks[one] & blocks[other] for other in entry["claims"] if other != one)
                   for one in entry["claims"])
    assert all(entry["independent_reports"] == 1 for entry in shared)


def test_what_is_wrong_is_said():
    with pytest.raises(ValueError):
        rapporteur.Reader(dossier="no = [toml")
    with pytest.raises(ValueError):
        rapporteur._reconcile(["{}"], [])
