"""The tables that go in and out, as Arrow schemas."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

#: A document a row. `json` has every field of docs/claim-json.md's document; the columns repeat some of them.
#: `reader` names what its claims depend on, `diagnostics` holds codes, and `notes` the same with words, as JSON.
DOCUMENTS = pa.schema([
    pa.field("key", pa.string(), nullable=False),
    pa.field("id", pa.string()),
    pa.field("outlet", pa.string()),
    pa.field("title", pa.string()),
    pa.field("published", pa.string()),
    pa.field("language", pa.string()),
    pa.field("url", pa.string()),
    pa.field("reader", pa.string(), nullable=False),
    pa.field("diagnostics", pa.list_(pa.string())),
    pa.field("notes", pa.list_(pa.string())),
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

#: A document with its claims nested: one schema for `mapInArrow`. A row without `key` is an input that could not be
#: read; its `notes` say why.
READINGS = pa.schema([pa.field("key", pa.string()),
                      *[pa.field(field.name, field.type) for field in list(DOCUMENTS)[1:]],
                      pa.field("claims", pa.list_(pa.struct(list(CLAIMS))))])

#: What could not be read.
PROBLEMS = pa.schema([
    pa.field("subject", pa.string(), nullable=False),
    pa.field("code", pa.string(), nullable=False),
    pa.field("message", pa.string(), nullable=False),
])

#: An entry a row.
ENTRIES = pa.schema([
    pa.field("id", pa.string(), nullable=False),
    pa.field("claims", pa.list_(pa.string()), nullable=False),
    pa.field("independent_reports", pa.int64(), nullable=False),
    pa.field("json", pa.string(), nullable=False),
])

#: A claim a row: hashes under which others find it, and under which it finds others.
BLOCK_KEYS = pa.schema([
    pa.field("claim", pa.string(), nullable=False),
    pa.field("stands", pa.list_(pa.int64()), nullable=False),
    pa.field("looks", pa.list_(pa.int64()), nullable=False),
])


def table(rows: Any) -> pa.Table:
    """A pyarrow table of whatever speaks Arrow: pyarrow, pandas, Polars, DuckDB, a dictionary of columns."""
    if isinstance(rows, pa.Table):
        return rows
    if isinstance(rows, pa.RecordBatch):
        return pa.Table.from_batches([rows])
    if hasattr(rows, "__arrow_c_stream__") or isinstance(rows, dict):
        return pa.table(rows)
    if hasattr(rows, "fetch_arrow_table"):  # a DuckDB relation before it spoke Arrow's C stream
        return rows.fetch_arrow_table()
    return pa.Table.from_pandas(rows, preserve_index=False)
