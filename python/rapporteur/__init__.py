"""Reads news reports about a conflict: what is claimed, by whom, and which claims tell the same.

    >>> import pyarrow as pa, rapporteur
    >>> reports = pa.table({"id": ["a"], "published": ["2024-05-03"],
    ...                     "text": ["The League and the government agreed to a truce on Monday."]})
    >>> reading = rapporteur.read(reports)
    >>> reading.documents, reading.claims
    >>> rapporteur.reconcile(reading.documents, reading.claims)

Everything that speaks the Arrow C stream goes in: pyarrow, pandas, Polars, DuckDB. `read_batches` has the shape of
PySpark's `mapInArrow`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from ._rapporteur import Reader
from ._rapporteur import block_keys as _block_keys
from ._rapporteur import reconcile as _reconcile

__all__ = ["CLAIMS", "DOCUMENTS", "ENTRIES", "READINGS", "Reader", "Reading", "block_keys", "read", "read_batches",
           "reconcile"]

#: A document a row. `json` has every field of docs/claim-json.md's document; the columns repeat some of them.
DOCUMENTS = pa.schema([
    pa.field("key", pa.string(), nullable=False),
    pa.field("id", pa.string()),
    pa.field("outlet", pa.string()),
    pa.field("title", pa.string()),
    pa.field("published", pa.string()),
    pa.field("language", pa.string()),
    pa.field("url", pa.string()),
    pa.field("diagnostics", pa.list_(pa.string())),
    pa.field("json", pa.string(), nullable=False),
])

#: A claim a row. Spans are bytes into the document's text; `json` has every field.
CLAIMS = pa.schema([
    pa.field("id", pa.string(), nullable=False),
    pa.field("document", pa.string(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("type", pa.string()),
    pa.field("measure", pa.string()),
    pa.field("value", pa.float64()),
    pa.field("actors", pa.list_(pa.string())),
    pa.field("recipients", pa.list_(pa.string())),
    pa.field("mediators", pa.list_(pa.string())),
    pa.field("said_by", pa.list_(pa.string())),
    pa.field("realis", pa.string()),
    pa.field("start", pa.string()),
    pa.field("end", pa.string()),
    pa.field("place", pa.string()),
    pa.field("quote", pa.string(), nullable=False),
    pa.field("span_start", pa.int64(), nullable=False),
    pa.field("span_end", pa.int64(), nullable=False),
    pa.field("confidence", pa.float64()),
    pa.field("json", pa.string(), nullable=False),
])

#: A document with its claims nested: one schema for `mapInArrow`.
READINGS = pa.schema([*DOCUMENTS, pa.field("claims", pa.list_(pa.struct(list(CLAIMS))))])

#: An entry a row.
ENTRIES = pa.schema([
    pa.field("id", pa.string(), nullable=False),
    pa.field("claims", pa.list_(pa.string()), nullable=False),
    pa.field("independent_reports", pa.int64(), nullable=False),
    pa.field("json", pa.string(), nullable=False),
])

_BLOCK_KEYS = pa.schema([pa.field("claim", pa.string(), nullable=False), pa.field("block", pa.string(), nullable=False)])


class Reading(NamedTuple):
    """The documents that were read, and their claims."""

    documents: pa.Table
    claims: pa.Table


def read(reports: Any, reader: Reader | None = None) -> Reading:
    """Reads reports: rows with `text`, and as far as known `id`, `outlet`, `title`, `published`, `language`, `url`.

    A row that holds no report is left out. The same row gives the same claims as `rapporteur build`.
    """
    readings = [row for batch in read_batches(_table(reports).to_batches(), reader) for row in batch.to_pylist()]
    claims = [claim for row in readings for claim in row.pop("claims")]
    return Reading(pa.Table.from_pylist(readings, DOCUMENTS), pa.Table.from_pylist(claims, CLAIMS))


def read_batches(batches: Iterable[pa.RecordBatch], reader: Reader | None = None) -> Iterator[pa.RecordBatch]:
    """Reads record batches one by one, in the memory of one: `df.mapInArrow(rapporteur.read_batches, ...)`."""
    reader = reader or Reader()
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            line = json.dumps({name: value for name, value in row.items() if value is not None}, default=str)
            answer = json.loads(reader.read(line))
            if answer["document"] is not None:
                rows.append(_reading(**answer))
        yield pa.RecordBatch.from_pylist(rows, READINGS)


def block_keys(documents: Any, claims: Any) -> pa.Table:
    """The blocks in which each claim is compared with others: claims that share none are never one entry."""
    found = _block_keys(_json(documents), _json(claims))
    rows = [{"claim": claim, "block": block} for claim, blocks in found for block in blocks]
    return pa.Table.from_pylist(rows, _BLOCK_KEYS)


def reconcile(documents: Any, claims: Any) -> pa.Table:
    """The entries of some claims: which of them tell the same, and how many voices stand behind it."""
    rows = []
    for line in _reconcile(_json(documents), _json(claims)):
        entry = json.loads(line)
        rows.append({"json": line, **{name: entry[name] for name in ("id", "claims", "independent_reports")}})
    return pa.Table.from_pylist(rows, ENTRIES)


def _reading(document: dict, claims: list[dict], diagnostics: list[dict]) -> dict:
    row = {name: document.get(name) for name in ("key", "id", "outlet", "title", "published", "language", "url")}
    row["diagnostics"] = [one["code"] for one in diagnostics]
    row["json"] = json.dumps(document, ensure_ascii=False)
    row["claims"] = [_claim(claim) for claim in claims]
    return row


def _claim(claim: dict) -> dict:
    row = {name: claim.get(name) for name in ("id", "document", "kind", "type", "measure", "value", "realis", "place",
                                              "quote", "confidence")}
    for role in ("actors", "recipients", "mediators"):
        row[role] = [actor["name"] for actor in claim.get(role, [])]
    row["said_by"] = [link["speaker"] for link in claim["said_by"]]
    time = claim.get("time") or {}
    row["start"], row["end"] = time.get("start"), time.get("end")
    row["span_start"], row["span_end"] = claim["span"]["start"], claim["span"]["end"]
    row["json"] = json.dumps(claim, ensure_ascii=False)
    return row


def _json(rows: Any) -> list[str]:
    return _table(rows)["json"].to_pylist()


def _table(rows: Any) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows
    if isinstance(rows, pa.RecordBatch):
        return pa.Table.from_batches([rows])
    return pa.table(rows)
