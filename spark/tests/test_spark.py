"""What a cluster makes of reports is what one machine makes of them, claim for claim and entry for entry."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
import steps
from conftest import ROOT, contents

SAMPLE = ROOT / "samples/havana"
SEEDS = Path(os.environ.get("RAPPORTEUR_SEEDS", ROOT.parent / "shared/seeds"))

# An invented conflict, told by three outlets over a month: reprints, versions, a contradiction.
TRUCE = "The League and the government of Ruritania agreed to a truce on Monday, the mediator said."
REPORTS = [
    ("a1", "Andes Wire", "1931-05-05", f"{TRUCE} At least 40 people were killed in the fighting since April."),
    ("a2", "Oslo Post", "1931-05-06", f"{TRUCE} At least 40 people were killed in the fighting since April."),
    ("a3", "Coast Daily", "1931-05-06", "The League rejected the truce with the government of Ruritania on Tuesday, "
                                        "an envoy said. At least 65 people were killed in the fighting since April."),
    ("b1", "Andes Wire", "1931-05-20", "The government of Ruritania and the League met in Oslo on Tuesday."),
    ("b2", "Oslo Post", "1931-05-20", "Delegates of the League met the government of Ruritania in Oslo on Tuesday."),
]


def inputs(name):
    if name == "seeds" and not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here")
    return {"sample": SAMPLE, "seeds": SEEDS}[name]


def on_cluster(spark, readings, parts=3):
    """Claims and entries of readings, by identifier."""
    readings = steps.first_copies(readings).persist()
    claims = [json.loads(claim) for row in readings.select("claims.json").collect() for claim in row[0] or []]
    entries = [json.loads(row[0]) for row in steps.entries(readings, parts).select("json").collect()]
    assert len({entry["id"] for entry in entries}) == len(entries), "no entry twice"
    return {claim["id"]: claim for claim in claims}, {entry["id"]: entry for entry in entries}


def files(spark, path):
    return spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(str(path)).repartition(4)


@pytest.mark.parametrize("name", ["sample", "seeds"])
def test_files_give_the_single_machines_record(name, spark, single):
    path = inputs(name)
    claims, entries = single(path)
    found, grouped = on_cluster(spark, steps.read_files(files(spark, path)))
    assert found == claims
    assert grouped == entries


def test_rows_give_the_single_machines_record(spark, single, tmp_path):
    table = tmp_path / "reports.jsonl"
    rows = [dict(zip(("id", "outlet", "published", "text"), report, strict=True)) for report in REPORTS]
    # A copy that came twice, a version of the same address, and a row without a report.
    rows += [rows[0], {**rows[3], "id": "b3", "url": "https://andes.example/oslo", "text": rows[3]["text"] + " More."}]
    rows[3]["url"] = "https://andes.example/oslo"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    claims, entries = single(table, options=["--read-all"])
    reports = spark.createDataFrame([*rows, {"id": "empty", "text": ""}]).repartition(3)
    readings = steps.read_rows(reports, read_all=True).persist()
    assert [row["id"] for row in readings.where("key is null").collect()] == [None]
    for parts in (1, 5):
        assert on_cluster(spark, readings, parts) == (claims, entries)
    assert max(len(entry["claims"]) for entry in entries.values()) > 1


def test_the_program_opens_what_the_cluster_wrote(spark, single, rapporteur, tmp_path):
    table = tmp_path / "reports.jsonl"
    rows = [dict(zip(("id", "outlet", "published", "text"), report, strict=True)) for report in REPORTS]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    readings = steps.first_copies(steps.read_rows(spark.createDataFrame(rows)))
    readings.coalesce(1).write.json(str(tmp_path / "readings"))
    [part] = (tmp_path / "readings").glob("part-*.json")
    lines = tmp_path / "readings.jsonl"
    part.rename(lines)
    record = tmp_path / "talks.record"
    subprocess.run([rapporteur, "build", "--readings", lines, "-o", record], check=True)
    assert contents(rapporteur, record) == single(table)


def executors():
    """The processes of this cluster's executors."""
    found = []
    for folder in filter(lambda folder: folder.name.isdigit(), Path("/proc").iterdir()):
        try:
            command = (folder / "cmdline").read_bytes()
            if b"CoarseGrainedExecutorBackend" in command and os.getpid() in above(int(folder.name)):
                found.append(int(folder.name))
        except OSError:
            continue  # it has ended meanwhile
    return sorted(found)


def above(pid):
    """A process and those that started it."""
    chain = []
    while pid > 1:
        chain.append(pid)
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return chain


def test_a_worker_that_is_killed_loses_nothing(spark, single, tmp_path):
    path = inputs("sample")
    claims, entries = single(path)
    spark.range(100, numPartitions=4).count()  # starts the executors, where that has not been done
    before = executors()
    assert before
    killed = []

    def kill():
        """Kills an executor once some tasks are done and others are not."""
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            for stage in filter(None, map(tracker.getStageInfo, tracker.getActiveStageIds())):
                if 0 < stage.numCompletedTasks < stage.numTasks:
                    os.kill(before[0], signal.SIGKILL)
                    killed.append((stage.numCompletedTasks, stage.numTasks))
                    return
            time.sleep(0.05)

    watcher = threading.Thread(target=kill, daemon=True)
    watcher.start()
    found, grouped = on_cluster(spark, steps.read_files(files(spark, path).repartition(16)))
    watcher.join(timeout=1)
    assert killed, "an executor was killed in the middle"
    assert before[0] not in executors()
    assert found == claims
    assert grouped == entries
