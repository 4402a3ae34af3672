"""Themes for a corpus that lies in Spark: `fit` finds them in a sample, `assign` puts every paper into one.

The work is done by the program thememap, one process for each task; Spark brings the papers and takes
the rows. See README.md beside this file.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile
import threading

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

FIELDS = ["id", "title", "abstract", "year"]
ROWS = (
    "id string, year int, theme int, label string, score float, margin float, "
    "second_theme int, status string, reason string, summary string"
)


def main() -> None:
    arguments = parse()
    spark = SparkSession.builder.appName(f"thememap {arguments.step}").getOrCreate()
    try:
        work(spark, arguments)
    finally:
        spark.stop()


def work(spark: SparkSession, arguments: argparse.Namespace) -> None:
    papers = read(spark, arguments)
    if arguments.step == "fit":
        fit(papers, arguments)
    else:
        assign(spark, papers, arguments)


def parse(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    steps = parser.add_subparsers(dest="step", required=True)
    for name in ["fit", "assign"]:
        step = steps.add_parser(name)
        step.add_argument("input", nargs="+", help="Parquet or JSON Lines, on any file system that Spark knows")
        step.add_argument("--input-format", choices=["parquet", "json"], help="default: by the name of the input")
        step.add_argument("--column", action="append", default=[], metavar="FIELD=NAME",
                          help="column that holds id, title, abstract or year")
        step.add_argument("--thememap", metavar="FILE", help="the program on this machine; default: the one "
                          "shipped with --files, or else that of the PATH")
    fit_step, assign_step = steps.choices["fit"], steps.choices["assign"]
    fit_step.add_argument("--sample", type=int, default=50_000, metavar="N", help="papers to find themes in (%(default)s)")
    fit_step.add_argument("--out", required=True, metavar="DIR", help="directory on this machine for the report and model.json")
    fit_step.add_argument("--options", type=shlex.split, default=[], metavar="TEXT", help="options of `thememap report`")
    assign_step.add_argument("--model", required=True, metavar="DIR", help="directory that `fit` wrote, or its model.json")
    assign_step.add_argument("--out", required=True, metavar="PATH", help="where Spark writes the rows, as Parquet")
    assign_step.add_argument("--report", metavar="DIR", help="directory on this machine for a report on all papers")
    assign_step.add_argument("--partitions", type=int, metavar="N", help="default: those of the input")
    assign_step.add_argument("--keep-going", action="store_true", help="give a paper that cannot be placed a row with a reason")
    return parser.parse_args(words)


def read(spark: SparkSession, arguments: argparse.Namespace) -> DataFrame:
    """The papers with the columns that are needed; ids as strings."""
    is_json = any(ending in arguments.input[0] for ending in [".json", ".ndjson"])
    kind = arguments.input_format or ("json" if is_json else "parquet")
    papers = spark.read.format(kind).load(arguments.input)
    names = {field: field for field in FIELDS} | dict(mapping.split("=", 1) for mapping in arguments.column)
    for field in ["id", "title"]:
        if names[field] not in papers.columns:
            raise SystemExit(f"no column {names[field]} for the {field}; there are {', '.join(papers.columns)}. "
                             f"Say which it is with --column {field}=NAME")
    found = [field for field in FIELDS if names[field] in papers.columns]
    return papers.select(*(F.col(f"`{names[field]}`").cast("string").alias(field) for field in found))


# Step 1: a sample on the driver.


def fit(papers: DataFrame, arguments: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as directory:
        sample = os.path.join(directory, "sample.jsonl")
        count = write_sample(papers, arguments.sample, sample)
        print(f"{count} papers in the sample")
        run(program(arguments), "report", sample, "--out", arguments.out, *arguments.options)


def write_sample(papers: DataFrame, size: int, path: str) -> int:
    """The papers whose ids have the smallest MD5, in that order: the same for any partitions, and
    nearly the same when papers are added. Only ids are read until the largest of those is known."""
    key = F.md5(F.coalesce("id", F.lit("")))
    smallest = papers.select(key.alias("key")).orderBy("key").limit(size)
    largest = smallest.agg(F.max("key")).first()[0]
    chosen = papers.withColumn("key", key).where(F.col("key") <= F.lit(largest))
    chosen = chosen.orderBy("key", *papers.columns).limit(size).drop("key")
    count = 0
    with open(path, "w", encoding="utf-8") as file:
        for row in chosen.toLocalIterator():
            file.write(json.dumps(row.asDict(), ensure_ascii=False) + "\n")
            count += 1
    return count


# Step 2: every paper, where it lies.


def assign(spark: SparkSession, papers: DataFrame, arguments: argparse.Namespace) -> None:
    model = pathlib.Path(arguments.model)
    model = model / "model.json" if model.is_dir() else model
    ship(spark, arguments, model)
    if arguments.partitions:
        papers = papers.repartition(arguments.partitions)
    rows = papers.mapInArrow(placer(model.name, arguments.keep_going), ROWS)
    part = F.when(F.col("summary").isNull(), "documents").otherwise("summary")
    # Two files at a time for each task, instead of sorting rows by the part that they belong to.
    spark.conf.set("spark.sql.maxConcurrentOutputFileWriters", "2")
    rows.withColumn("part", part).write.partitionBy("part").parquet(arguments.out)
    if arguments.report:
        report(spark, arguments, model)


def ship(spark: SparkSession, arguments: argparse.Namespace, model: pathlib.Path) -> None:
    spark.sparkContext.addFile(str(model))
    if not os.path.exists(SparkFiles.get("thememap")):
        spark.sparkContext.addFile(program(arguments))


def program(arguments: argparse.Namespace) -> str:
    shipped = SparkFiles.get("thememap")
    found = arguments.thememap or (shipped if os.path.exists(shipped) else shutil.which("thememap"))
    if not found or not os.path.exists(found):
        raise SystemExit("there is no program thememap; name it with --thememap FILE, or ship it with --files FILE")
    return os.path.abspath(found)


def placer(model: str, keep_going: bool):
    """A function from the batches of a partition to their rows, and behind them one that holds the
    summary of the partition: it is written when the task is committed, once, as the rows are."""

    def place(batches):
        first = next(batches, None)
        if first is None:
            return
        with contextlib.ExitStack() as stack:
            directory = stack.enter_context(tempfile.TemporaryDirectory())
            messages = stack.enter_context(tempfile.TemporaryFile())
            summary = os.path.join(directory, "summary.json")
            command = [SparkFiles.get("thememap"), "assign", "--model", SparkFiles.get(model), "-", "--format", "arrow",
                       "--output-format", "arrow", "--summary", summary, "--threads", "1", "--quiet"]
            command += ["--keep-going"] if keep_going else []
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages)
            stack.callback(process.stdout.close)
            stack.callback(process.wait)
            stack.callback(process.kill)
            feeder = Feeder(process.stdin, first, batches)
            feeder.start()
            came = 0
            with contextlib.suppress(pa.ArrowInvalid, OSError):  # it ended too soon; its exit code tells
                for batch in pa.ipc.open_stream(process.stdout):
                    came += batch.num_rows
                    yield with_summary(batch, [None] * batch.num_rows)
            code = process.wait()
            if code == 0:
                feeder.join()
            if code == 0 and feeder.fault:
                raise feeder.fault
            if code != 0 or came != feeder.sent:
                messages.seek(0)
                said = messages.read().decode(errors="replace").strip() or "thememap said nothing"
                raise RuntimeError(f"{said} (exit code {code}; {feeder.sent} papers in, {came} rows out)")
            with open(summary, encoding="utf-8") as file:
                yield summary_row(batch.schema, file.read())

    return place


class Feeder(threading.Thread):
    """Writes batches to a process while another thread reads what comes out of it: one that did both
    in turn would wait for a process that waits for it."""

    def __init__(self, stdin, first, batches):
        super().__init__(daemon=True)
        self.stdin, self.first, self.batches = stdin, first, batches
        self.sent, self.fault = 0, None

    def run(self):
        try:
            with self.stdin, pa.ipc.new_stream(self.stdin, self.first.schema) as stream:
                for batch in self.all():
                    stream.write_batch(batch)
                    self.sent += batch.num_rows
        except Exception as fault:  # the task tells it, unless the process has gone and its exit code says why
            self.fault = fault

    def all(self):
        yield self.first
        yield from self.batches


def with_summary(batch: pa.RecordBatch, summaries: list) -> pa.RecordBatch:
    columns = [*batch.columns, pa.array(summaries, pa.string())]
    # By names alone, so that every column may be empty: that of a summary is in all but one.
    return pa.RecordBatch.from_arrays(columns, names=[*batch.schema.names, "summary"])


def summary_row(schema: pa.Schema, summary: str) -> pa.RecordBatch:
    empty = pa.RecordBatch.from_arrays([pa.nulls(1, field.type) for field in schema], names=schema.names)
    return with_summary(empty, [summary])


def report(spark: SparkSession, arguments: argparse.Namespace, model: pathlib.Path) -> None:
    """Adds the summaries of all partitions up."""
    rows = spark.read.parquet(os.path.join(arguments.out, "part=summary"))
    with tempfile.TemporaryDirectory() as directory:
        files = []
        for number, row in enumerate(rows.select("summary").toLocalIterator()):
            files.append(os.path.join(directory, f"{number:06}.json"))
            pathlib.Path(files[-1]).write_text(row["summary"], encoding="utf-8")
        run(program(arguments), "report", "--from-summary", directory, "--model", model, "--out", arguments.report)


def run(*command) -> None:
    code = subprocess.run([str(part) for part in command]).returncode
    if code != 0:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
