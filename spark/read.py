"""Reads reports on a cluster: WARC and other files, or a Parquet table, to Parquet with their claims.

    spark-submit --py-files steps.py read.py INPUT OUTPUT [--dossier FILE] [--triage P] [--read-all]

INPUT: a Parquet table of reports (its name ends in `.parquet`), else files or a folder of them; patterns as Spark
takes them. OUTPUT: readings, one document a row, with what could not be read (rows without `key`). The wheel
`rapporteur` is installed on every worker.
"""

import argparse
from pathlib import Path

from pyspark.sql import SparkSession

import steps


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("input")
    arguments.add_argument("output")
    arguments.add_argument("--dossier", type=Path)
    arguments.add_argument("--triage", type=float)
    arguments.add_argument("--read-all", action="store_true")
    options = arguments.parse_args()
    spark = SparkSession.builder.appName("rapporteur: read").getOrCreate()
    dossier = options.dossier.read_text() if options.dossier else None
    how = (dossier, options.triage, options.read_all)
    if options.input.rstrip("/").endswith(".parquet"):
        readings = steps.read_rows(spark.read.parquet(options.input), *how)
    else:
        files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(options.input)
        readings = steps.read_files(files, *how)
    readings.write.mode("errorifexists").parquet(options.output)
    unread = spark.read.parquet(options.output).where("key is null").count()
    if unread:
        print(f"{unread} inputs could not be read; see the rows without `key` in {options.output}")


if __name__ == "__main__":
    main()
