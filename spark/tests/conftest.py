"""A cluster of two workers on this machine, and the single machine to compare it with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "spark"))


@pytest.fixture(scope="session")
def rapporteur():
    """The program on one machine: `RAPPORTEUR` names it, else a build in `target/`."""
    built = [ROOT / "target" / profile / "rapporteur" for profile in ("release", "debug")]
    candidates = [os.environ.get("RAPPORTEUR", ""), *built]
    for candidate in map(Path, filter(None, candidates)):
        if candidate.is_file():
            return candidate
    pytest.skip("no `rapporteur` was built; `cargo build -p rapporteur`, or name it in RAPPORTEUR")


@pytest.fixture(scope="session")
def spark():
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    # Where the workers find `steps`.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT / "spark"), os.environ.get("PYTHONPATH")]))
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "2048m",
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
        "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,2048]").appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def single(rapporteur, tmp_path_factory):
    """What the single machine makes of inputs: claims and entries, each by its identifier."""
    def build(*inputs, options=()):
        record = tmp_path_factory.mktemp("single") / "talks.record"
        built = subprocess.run([rapporteur, "build", *inputs, "-o", record, *options], capture_output=True, text=True)
        assert built.returncode in (0, 1), built.stderr
        return contents(rapporteur, record)
    return build


def contents(rapporteur, record):
    """The claims and entries in a record's SQLite file, as they are stored."""
    import sqlite3
    with sqlite3.connect(record) as connection:
        claims = {one["id"]: one for one in map(json.loads, column(connection, "select json from claims"))}
        entries = {one["id"]: one for one in map(json.loads, column(connection, "select json from entries"))}
    return claims, entries


def column(connection, sql):
    return (row[0] for row in connection.execute(sql))
