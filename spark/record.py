"""Groups the claims of readings into entries on a cluster.

    spark-submit --py-files steps.py record.py READINGS OUTPUT [--parts N]

READINGS: what `read.py` wrote. OUTPUT/readings is one row a document, copies removed (`rapporteur build --readings`
opens it as a record), OUTPUT/entries the entries. N: how many tasks compare claims; twice the cores where it is not
given.
"""

import argparse

from pyspark.sql import SparkSession

import steps


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("readings")
    arguments.add_argument("output")
    arguments.add_argument("--parts", type=int)
    options = arguments.parse_args()
    spark = SparkSession.builder.appName("rapporteur: record").getOrCreate()
    parts = options.parts or 2 * spark.sparkContext.defaultParallelism
    steps.first_copies(spark.read.parquet(options.readings)).write.parquet(f"{options.output}/readings")
    readings = spark.read.parquet(f"{options.output}/readings")
    steps.entries(readings, parts).write.parquet(f"{options.output}/entries")


if __name__ == "__main__":
    main()
