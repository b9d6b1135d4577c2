"""Processor time of a document on a cluster of this machine, beside the program's on one thread.

    measure.py RAPPORTEUR REPORTS.jsonl SMALL LARGE

Reads the first SMALL and the first LARGE reports with both, record included, and prints the difference divided by the
number of further reports, so that what starting costs (four JVMs, the networks) does not count. All processes of the
cluster are added up. Linux only.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

import steps

TICKS = os.sysconf("SC_CLK_TCK")


def on_one_machine(program: str, lines: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports.jsonl")
        reports.write_text("".join(lines))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [program, "build", reports, "-o", Path(folder, "talks.record"), "--threads", "1"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def on_cluster(spark: SparkSession, lines: list[str]) -> float:
    rows = [{name: str(value) for name, value in json.loads(line).items() if value is not None} for line in lines]
    before = of_descendants()
    reports = spark.createDataFrame(rows).repartition(max(2, len(rows) // 25))
    with tempfile.TemporaryDirectory() as folder:
        # As `read.py` and `record.py` do.
        steps.read_rows(reports).write.parquet(f"{folder}/read")
        steps.first_copies(spark.read.parquet(f"{folder}/read")).write.parquet(f"{folder}/readings")
        steps.entries(spark.read.parquet(f"{folder}/readings"), 2).write.parquet(f"{folder}/entries")
        assert spark.read.parquet(f"{folder}/entries").count() > 0
    return of_descendants() - before


def of_descendants() -> float:
    """Seconds of this process and all below it, those included that have ended."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(folder.name))
            seconds[int(folder.name)] = sum(map(int, fields[11:15])) / TICKS
    total, waiting = 0.0, [os.getpid()]
    while waiting:
        pid = waiting.pop()
        total += seconds.get(pid, 0.0)
        waiting += children.get(pid, [])
    return total


def main() -> None:
    program, reports, *sizes = sys.argv[1:]
    lines = Path(reports).read_text().splitlines(keepends=True)
    small, large = map(int, sizes)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    here = str(Path(__file__).resolve().parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    builder = SparkSession.builder.master("local-cluster[2,1,2048]").config("spark.ui.enabled", "false")
    for name, value in {"driver.bindAddress": "127.0.0.1", "driver.host": "127.0.0.1", "executor.memory": "2048m",
                        "sql.shuffle.partitions": "2", "executorEnv.PYTHONPATH": os.environ["PYTHONPATH"]}.items():
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    on_cluster(spark, lines[:4])  # starts the workers
    cluster = [on_cluster(spark, lines[:size]) for size in (small, large)]
    single = [on_one_machine(program, lines[:size]) for size in (small, large)]
    spark.stop()
    for name, (less, more) in (("one machine", single), ("cluster", cluster)):
        each = (more - less) / (large - small)
        print(f"{name:12} {less:8.1f} s, {more:8.1f} s: {1000 * each:.1f} ms a document")
    print(f"ratio        {(cluster[1] - cluster[0]) / (single[1] - single[0]):.2f}")


if __name__ == "__main__":
    main()
