"""The steps of a record over Spark's tables: the same functions as the single machine's, over parts.

Nothing here knows what a claim is. Every step hands rows to the `rapporteur` wheel, which asks the record's own code.

| step | over | in |
|---|---|---|
| `read_rows`, `read_files` | a row, a file | `mapInArrow` |
| `first_copies` | copies of a document | a window |
| keys, and what is connected within a document | a document | `mapInArrow` |
| passages | all texts, in one task | `applyInArrow` |
| connections | claims that meet under a share of the keys | cogrouped `applyInArrow` |
| components | all pairs that are connected, in one task | `applyInArrow` |
| entries | whole components, at the home of their first document | cogrouped `applyInArrow` |
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

import rapporteur
from rapporteur import _rapporteur as core

_PASSAGES = pa.list_(pa.struct([("id", pa.int64()), ("carrier", pa.string()), ("family", pa.string())]))
_VOICES = pa.schema([("key", pa.string()), ("version", pa.string()), ("passages", _PASSAGES)])
_KEYED = pa.schema([("claim", pa.string()), ("document", pa.string()), ("stands", pa.list_(pa.int64())),
                    ("looks", pa.list_(pa.int64())), ("first", pa.string())])
_PAIRS = pa.schema([("claim", pa.string()), ("other", pa.string())])
_COMPONENTS = pa.schema([("claim", pa.string()), ("component", pa.string())])


@functools.cache
def _reader(dossier: str | None, triage: float | None, read_all: bool) -> rapporteur.Reader:
    """One reader a Python worker, however many batches it sees."""
    return rapporteur.Reader(dossier, triage, read_all)


def read_rows(reports: DataFrame, dossier: str | None = None, triage: float | None = None,
              read_all: bool = False) -> DataFrame:
    """Readings of a table with `text`, and as far as known `id`, `outlet`, `title`, `published`, `language`, `url`."""
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return rapporteur.read_batches(batches, _reader(dossier, triage, read_all))
    return reports.mapInArrow(run, from_arrow_schema(rapporteur.READINGS))


def read_files(files: DataFrame, dossier: str | None = None, triage: float | None = None,
               read_all: bool = False) -> DataFrame:
    """Readings of files (`path` and `content`, as `binaryFile` gives them) of any kind that the program reads."""
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return rapporteur.read_files(batches, _reader(dossier, triage, read_all))
    return files.select("path", "content").mapInArrow(run, from_arrow_schema(rapporteur.READINGS))


def first_copies(readings: DataFrame) -> DataFrame:
    """One row a document: of copies the one whose hash and path sort first, as `rapporteur build` keeps."""
    origin = [F.get_json_object("json", f"$.origin.{name}") for name in ("sha256", "path")]
    copies = Window.partitionBy("key").orderBy(*origin)
    ranked = readings.where("key is not null").withColumn("_rank", F.row_number().over(copies))
    return ranked.where("_rank = 1").drop("_rank")


def entries(readings: DataFrame, parts: int) -> DataFrame:
    """The entries of distinct documents' readings. `parts`: how many tasks compare claims at a time."""
    documents = readings.select("key", "json", F.col("claims.json").alias("claims"))
    keyed = documents.mapInArrow(_keys, from_arrow_schema(_KEYED)).persist()
    voices = documents.select("key", "json").groupBy().applyInArrow(_voices, from_arrow_schema(_VOICES))
    pairs = _connected(documents, keyed, parts).unionByName(
        keyed.where("first is not null").select("claim", F.col("first").alias("other")))
    components = pairs.groupBy().applyInArrow(_components, from_arrow_schema(_COMPONENTS))
    return _grouped(documents, voices.persist(), keyed, components, parts)


def _connected(documents: DataFrame, keyed: DataFrame, parts: int) -> DataFrame:
    """Pairs above the merge score, of different documents: whoever stands or looks under a key meets in its part."""
    def side(name: str, stands: bool) -> DataFrame:
        return keyed.select("claim", "document", F.explode(name).alias("under"), F.lit(stands).alias("stands"))
    sides = side("stands", True).unionByName(side("looks", False))
    part = F.pmod("under", F.lit(parts)).alias("part")
    meeting = sides.select(part, "*")
    # Keys under which a claim is alone connect nobody, and are most of them.
    alone = F.min("claim") == F.max("claim")
    crowded = meeting.groupBy("under").agg(alone.alias("alone")).where("not alone").select("under")
    meeting = meeting.join(crowded, "under", "left_semi")
    place, key = F.col("part").alias("place"), F.col("document").alias("key")
    present = meeting.select(place, key).distinct().join(documents, "key")
    grouped = meeting.groupBy("part").cogroup(present.groupBy("place"))
    return grouped.applyInArrow(_connections, from_arrow_schema(_PAIRS)).distinct()


def _grouped(documents: DataFrame, voices: DataFrame, keyed: DataFrame, components: DataFrame,
             parts: int) -> DataFrame:
    """Entries, each made in the part of the first document of its component."""
    component = F.coalesce("component", "claim").alias("component")
    home = F.pmod(F.xxhash64(_document_of(component)), F.lit(parts)).alias("part")
    wanted = keyed.join(components, "claim", "left").select("claim", "document", home)
    versions = documents.select(F.col("key").alias("version"), F.col("json").alias("version_json"))
    told = documents.join(voices, "key").join(versions, "version", "left")
    place, key = F.col("part").alias("place"), F.col("document").alias("key")
    present = wanted.select(place, key).distinct().join(told, "key")
    return (wanted.groupBy("part").cogroup(present.groupBy("place"))
            .applyInArrow(_entries, from_arrow_schema(rapporteur.ENTRIES)))


def _document_of(claim: Column) -> Column:
    """The key of a claim's document: what stands before the last dot."""
    return F.regexp_replace(claim, r"\.[^.]*$", "")


def _keys(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = [{"claim": claim, "document": claim.rpartition(".")[0], "stands": stands, "looks": looks, "first": first}
                for claim, stands, looks, first in core.keys(batch["json"].to_pylist(), _claims_of(batch))]
        yield pa.RecordBatch.from_pylist(rows, _KEYED)


def _voices(documents: pa.Table) -> pa.Table:
    rows = [{"key": key, "version": version,
             "passages": [dict(zip(("id", "carrier", "family"), passage, strict=True)) for passage in passages]}
            for key, version, passages in core.passages(documents["json"].to_pylist())]
    return pa.Table.from_pylist(rows, _VOICES)


def _connections(meeting: pa.Table, documents: pa.Table) -> pa.Table:
    rows = meeting.to_pylist()
    stands = [(row["under"], row["claim"]) for row in rows if row["stands"]]
    looks = [(row["under"], row["claim"]) for row in rows if not row["stands"]]
    pairs = core.connections(documents["json"].to_pylist(), _claims_of(documents), stands, looks)
    return pa.Table.from_pylist([{"claim": claim, "other": other} for claim, other in pairs], _PAIRS)


def _components(pairs: pa.Table) -> pa.Table:
    """Each claim that is connected with any, and the first of all those that it reaches."""
    root: dict[str, str] = {}

    def find(claim: str) -> str:
        while root.setdefault(claim, claim) != claim:
            root[claim] = root[root[claim]]
            claim = root[claim]
        return claim

    for claim, other in zip(pairs["claim"].to_pylist(), pairs["other"].to_pylist(), strict=True):
        one, two = sorted((find(claim), find(other)))
        root[two] = one
    return pa.Table.from_pylist([{"claim": claim, "component": find(claim)} for claim in root], _COMPONENTS)


def _entries(wanted: pa.Table, documents: pa.Table) -> pa.Table:
    own = set(wanted["claim"].to_pylist())
    passages = {(one["id"], one["carrier"], one["family"])
                for told in documents["passages"].to_pylist() for one in told}
    texts = documents["json"].to_pylist()
    known = set(documents["key"].to_pylist())
    pairs = zip(documents["version"].to_pylist(), documents["version_json"].to_pylist(), strict=True)
    versions = {version: told for version, told in pairs if version is not None and version not in known}
    # Claims of these documents that belong to other parts group among themselves, and are left to those.
    lines = core.entries(texts, _claims_of(documents), sorted(passages), sorted(versions.values()))
    return rapporteur.entries_table([line for line in lines if own.issuperset(json.loads(line)["claims"])])


def _claims_of(documents: pa.Table | pa.RecordBatch) -> list[str]:
    return [claim for claims in documents["claims"].to_pylist() for claim in claims or []]
