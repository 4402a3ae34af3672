"""What examples/spark/README.md promises, on the cluster that SPARK_MASTER_URL names."""

import csv
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq

PROJECT = pathlib.Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples/spark/thememap_spark.py"
sys.path.insert(0, str(EXAMPLE.parent))
import thememap_spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

SUBJECTS = [
    "soil compost mulch roots seedlings pruning orchard harvest drainage greenhouse",
    "galaxy telescope redshift quasar stellar nebula orbit spectrum supernova dust",
    "dough yeast oven simmer broth seasoning butter caramel roasting marinade",
]
BAD = {"id": "bad-7", "title": None, "abstract": None, "year": 2001}


def main(program: str, work: pathlib.Path) -> None:
    papers = make_papers(2000)
    write(papers, work / "papers")
    write(papers[:900] + [BAD] + papers[900:], work / "with-bad")
    fitted = submit_fit(program, work)
    assert fitted == sorted(fitted) and len(fitted) == 600, "the sample is that of the smallest hashes"
    expected = alone(program, work)

    # Half a second for each task, so that there is a middle to kill a worker in.
    slow = work / "slow" / "thememap"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\nsleep 0.5\nexec '{program}' \"$@\"\n")
    slow.chmod(0o755)
    spark = SparkSession.builder.master(os.environ["SPARK_MASTER_URL"]).config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.addPyFile(str(EXAMPLE))
    step = Step(spark, str(slow), work)

    reports = []
    for partitions in [1, 4]:
        rows, report = step.assign("papers", partitions)
        same(rows, expected, f"{partitions} partitions")
        reports.append(report)
    timeline_is_that_of_spark(spark, work, reports[0])

    message = ""
    try:
        step.assign("with-bad", 4)
    except Exception as error:
        message = str(error)
    assert "(id bad-7)" in message and "neither title nor abstract" in message, message
    rows, _ = step.assign("with-bad", 4, "--keep-going")
    bad = rows.pop("bad-7")
    assert bad["reason"] == "neither title nor abstract" and bad["theme"] is None, bad
    same(rows, expected, "--keep-going")
    print("ok: a bad record fails with its id, or has a row with a reason")

    killer = threading.Thread(target=kill_a_worker, args=[spark])
    killer.start()
    rows, report = step.assign("papers", 16)
    killer.join()
    assert killed, "the worker was killed before all was done"
    same(rows, expected, "16 partitions, and a worker killed in the middle")
    reports.append(report)
    assert reports[0] == reports[1] == reports[2], "the report depends on the partitions"
    print("ok: the same report for 1, 4 and 16 partitions")
    spark.stop()


def make_papers(count: int) -> list[dict]:
    chance = random.Random(1)
    words = [subject.split() for subject in SUBJECTS]
    texts = [" ".join(chance.choices(words[number % 3], k=25)) for number in range(count)]
    return [
        {"id": f"p{number}", "title": text.split()[0], "abstract": f"{text}.", "year": 1990 + chance.randrange(20)}
        for number, text in enumerate(texts)
    ]


def write(papers: list[dict], path: pathlib.Path) -> None:
    with open(f"{path}.jsonl", "w") as file:
        file.writelines(json.dumps(paper) + "\n" for paper in papers)
    pq.write_table(pa.Table.from_pylist(papers), f"{path}.parquet")


def submit_fit(program: str, work: pathlib.Path) -> list[str]:
    """Fits as the README says; the hashes of the papers of the sample, in their order."""
    spark = pathlib.Path(os.environ["SPARK_HOME"]) / "bin/spark-submit"
    quick = ["--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=WARN"]
    submit = [spark, "--master", os.environ["SPARK_MASTER_URL"], *quick, "--files", program, EXAMPLE]
    fit = ["fit", work / "papers.jsonl", "--sample", "600", "--out", work / "model", "--options", "--themes 3 --quiet"]
    subprocess.run([str(word) for word in submit + fit], check=True, stderr=(work / "submit.log").open("w"))
    from hashlib import md5

    return [md5(row["id"].encode()).hexdigest() for row in table(work / "model/documents.csv")]


def alone(program: str, work: pathlib.Path) -> dict[str, dict]:
    """The rows of one process on this machine."""
    out = work / "alone.csv"
    assign = [program, "assign", "--model", work / "model", work / "papers.jsonl", "--out", out, "--quiet"]
    subprocess.run(assign, check=True)
    return {row["id"]: row for row in table(out)}


class Step:
    """The example's second step, again and again in one session."""

    def __init__(self, spark: SparkSession, program: str, work: pathlib.Path):
        self.spark, self.program, self.work, self.runs = spark, program, work, 0

    def assign(self, name: str, partitions: int, *options: str) -> tuple[dict[str, dict], dict[str, bytes]]:
        self.runs += 1
        out, report = self.work / f"out{self.runs}", self.work / f"report{self.runs}"
        words = ["assign", self.work / f"{name}.parquet", "--model", self.work / "model", "--out", out]
        words += ["--report", report, "--partitions", partitions, "--thememap", self.program, *options]
        thememap_spark.work(self.spark, thememap_spark.parse([str(word) for word in words]))
        rows = pq.read_table(out / "part=documents").to_pylist()
        assert len({row["id"] for row in rows}) == len(rows), "a paper has two rows"
        files = {path.name: path.read_bytes() for path in sorted(report.iterdir())}
        return {row["id"]: row for row in rows}, files


def same(rows: dict[str, dict], expected: dict[str, dict], what: str) -> None:
    assert rows.keys() == expected.keys(), f"{what}: {len(rows)} rows for {len(expected)} papers"
    for id, row in rows.items():
        for column in ["year", "theme", "label", "score", "margin", "second_theme", "status"]:
            value = row[column]
            text = f"{value:.4f}" if isinstance(value, float) else "" if value is None else str(value)
            # A score of nothing is written without a sign.
            assert text.replace("-0.0000", "0.0000") == expected[id][column], f"{what}: {column} of {id}"
    print(f"ok: {what}: the rows of one machine")


def timeline_is_that_of_spark(spark: SparkSession, work: pathlib.Path, report: dict[str, bytes]) -> None:
    rows = spark.read.parquet(str(work / "out1/part=documents")).where("theme is not null")
    counted = {(row["year"], row["theme"]): row["count"] for row in rows.groupBy("year", "theme").count().collect()}
    lines = csv.DictReader(report["timeline.csv"].decode().splitlines())
    written = {(int(row["year"]), int(row["theme"])): int(row["documents"]) for row in lines}
    assert counted == written, "timeline.csv is not what Spark counts"
    print("ok: the timeline is what Spark counts")


killed = []


def kill_a_worker(spark: SparkSession) -> None:
    tracker = spark.sparkContext.statusTracker()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numTasks == 16 and 3 <= stage.numCompletedTasks <= 10 for stage in stages):
            os.kill(int(os.environ["WORKER_PROCESS"]), signal.SIGKILL)
            killed.append(True)
            return
        time.sleep(0.05)


def table(path: pathlib.Path) -> list[dict]:
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
