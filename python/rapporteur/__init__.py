"""Reads news reports about a conflict: what is claimed, by whom, and which claims tell the same.

    >>> import pyarrow as pa, rapporteur
    >>> reports = pa.table({"id": ["a"], "published": ["2024-05-03"],
    ...                     "text": ["The League and the government agreed to a truce on Monday."]})
    >>> reading = rapporteur.read(reports)
    >>> reading.documents, reading.claims
    >>> rapporteur.reconcile(reading.documents, reading.claims)

Everything that speaks Arrow goes in: pyarrow, pandas, Polars, DuckDB. `read_batches` has the shape of PySpark's
`mapInArrow`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from ._rapporteur import Reader
from ._rapporteur import keys as _keys
from ._rapporteur import reconcile as _reconcile
from .tables import BLOCK_KEYS, CLAIMS, DOCUMENTS, ENTRIES, PROBLEMS, READINGS, table

__all__ = ["BLOCK_KEYS", "CLAIMS", "DOCUMENTS", "ENTRIES", "PROBLEMS", "READINGS", "Reader", "Reading", "block_keys",
           "read", "read_batches", "read_files", "reconcile"]


class Reading(NamedTuple):
    """The documents that were read, their claims, and what could not be read."""

    documents: pa.Table
    claims: pa.Table
    problems: pa.Table


def read(reports: Any, reader: Reader | None = None) -> Reading:
    """Reads reports: rows with `text`, and as far as known `id`, `outlet`, `title`, `published`, `language`, `url`.

    The same row gives the same claims as `rapporteur build`. A row that holds no report is among the problems.
    """
    readings = [row for batch in read_batches(table(reports).to_batches(), reader) for row in batch.to_pylist()]
    claims = [claim for row in readings for claim in row.pop("claims")]
    problems = [json.loads(note) for row in readings if row["key"] is None for note in row["notes"]]
    documents = [row for row in readings if row["key"] is not None]
    return Reading(pa.Table.from_pylist(documents, DOCUMENTS), pa.Table.from_pylist(claims, CLAIMS),
                   pa.Table.from_pylist(problems, PROBLEMS))


def read_batches(batches: Iterable[pa.RecordBatch], reader: Reader | None = None) -> Iterator[pa.RecordBatch]:
    """Reads rows as `read` does, batch by batch, in the memory of one: `df.mapInArrow(rapporteur.read_batches, ...)`.

    Gives batches of `READINGS`.
    """
    reader = reader or Reader()
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            line = json.dumps({name: value for name, value in row.items() if value is not None}, default=str)
            name = str(row.get("id") or "row")
            rows.append(_reading(reader, json.loads(reader.read(line, name))))
        yield pa.RecordBatch.from_pylist(rows, READINGS)


def read_files(batches: Iterable[pa.RecordBatch], reader: Reader | None = None) -> Iterator[pa.RecordBatch]:
    """Reads the reports in files, rows of `path` and `content` as Spark's `binaryFile` has them.

    Every kind of file that `rapporteur build` reads, web archives too, told by the ending of its name. Gives batches
    of `READINGS`, one a file.
    """
    reader = reader or Reader()
    for batch in batches:
        for row in batch.to_pylist():
            answers = reader.read_file(row["path"], row["content"])
            yield pa.RecordBatch.from_pylist([_reading(reader, json.loads(answer)) for answer in answers], READINGS)


def block_keys(documents: Any, claims: Any) -> pa.Table:
    """The keys by which claims are found: those that share no key of `stands` and `looks` are never compared."""
    rows = [{"claim": claim, "stands": stands, "looks": looks}
            for claim, stands, looks, _ in _keys(_json(documents), _json(claims))]
    return pa.Table.from_pylist(rows, BLOCK_KEYS)


def reconcile(documents: Any, claims: Any) -> pa.Table:
    """The entries of some claims: which of them tell the same, and how many voices stand behind it."""
    return entries_table(_reconcile(_json(documents), _json(claims)))


def entries_table(lines: list[str]) -> pa.Table:
    """Entries as JSON, as a table."""
    rows = []
    for line in lines:
        entry = json.loads(line)
        rows.append({"json": line, **{name: entry[name] for name in ("id", "claims", "independent_reports")}})
    return pa.Table.from_pylist(rows, ENTRIES)


def _reading(reader: Reader, answer: dict[str, Any]) -> dict[str, Any]:
    document = answer["document"] or {}
    row = {name: document.get(name) for name in ("key", "id", "outlet", "title", "published", "language", "url")}
    row["reader"] = reader.fingerprint
    row["diagnostics"] = [note["code"] for note in answer["diagnostics"]]
    row["notes"] = [json.dumps(note, ensure_ascii=False) for note in answer["diagnostics"]]
    row["json"] = json.dumps(document, ensure_ascii=False) if document else None
    row["claims"] = [_claim(claim) for claim in answer["claims"]]
    return row


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
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
    lines: list[str] = table(rows)["json"].to_pylist()
    return lines
