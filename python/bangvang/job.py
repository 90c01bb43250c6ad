"""The Spark job: archives, JSON Lines, Parquet or folders in, Parquet out.

usage: bangvang-spark [OPTION OF spark-submit…  --] --out DIR [OPTION…] INPUT…
"""
from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import sys
import typing
from collections.abc import Iterable, Iterator

from bangvang._documents import documents
from bangvang._errors import ExtractionError
from bangvang._inputs import File, Lister, nearby
from bangvang.results import Extraction

# Rows go to Spark in portions of about this size, which bounds what a worker holds.
_PORTION_BYTES = 4 << 20
_PORTION_ROWS = 1000
# Small files are read together, up to so many bytes a task, so that a task is worth its start.
_TASK_BYTES = 64 << 20
_TASK_FILES = 2000
_TASKS_PER_CORE = 4

_COLUMNS = ["input", "source", "url", "fetched_at", "article_id", "article_version", "title",
            "published", "extraction", "place", "reason", "message", "province"]


@dataclasses.dataclass(frozen=True)
class Settings:
    fields: dict[str, str]
    grammars: str | None
    with_text: bool
    max_bytes: int | None
    hadoop: dict[str, str]


# ---- On the workers.

def _documents(path: str, settings: Settings) -> Iterator[typing.Any]:
    if path.endswith(".parquet"):
        from bangvang.tables import parquet_documents
        return parquet_documents(path, settings.fields)
    return documents(path, errors="yield", fields=settings.fields, max_bytes=settings.max_bytes)


def _failure(file: File, error: ExtractionError, near: str = "") -> dict[str, typing.Any]:
    place = error.place
    if not place and near and error.file.startswith(near):
        place = error.file[len(near):].lstrip(":@")  # a record that names itself, as FILE@BYTE
    return {"input": file.uri, "source": file.path or file.uri, "place": place, "reason": error.word,
            "message": error.reason}


def _success(file: File, document: typing.Any, extraction: Extraction) -> dict[str, typing.Any]:
    article = extraction.article
    year = (article.published or "")[:4]
    return {"input": file.uri, "source": article.source, "url": document.url or article.url,
            "fetched_at": document.fetched_at, "article_id": article.id,
            "article_version": article.version, "title": article.title, "published": article.published,
            "extraction": extraction.to_json(), "province": article.province,
            "year": int(year) if year.isdigit() else None}


def _read(file: File, settings: Settings) -> Iterator[dict[str, typing.Any]]:
    """What becomes of each document of a file; bounded by one batch of documents in memory."""
    from bangvang.spark import worker_extractor
    extractor = worker_extractor(settings.grammars, settings.with_text)
    try:
        with nearby(file, settings.hadoop) as near:
            kept: list[typing.Any] = []

            def noted() -> Iterator[typing.Any]:
                for document in _documents(near, settings):
                    if near != file.path and not isinstance(document, ExtractionError):
                        document.source = document.source.replace(near, file.uri, 1)
                    kept.append(document)
                    yield document

            for result in extractor.extract_batch(noted(), threads=1, errors="yield"):
                document = kept.pop(0)
                if isinstance(result, ExtractionError):
                    yield _failure(file, result, near if near == file.path else file.uri)
                else:
                    yield _success(file, document, result)
    except ExtractionError as error:
        yield _failure(file, error)


def _reader(slices: list[list[File]], settings: Settings, schema: typing.Any) -> typing.Any:
    """The function that Spark runs on numbers of slices."""
    def run(batches: Iterable[typing.Any]) -> Iterator[typing.Any]:
        import pyarrow as pa
        rows: list[dict[str, typing.Any]] = []
        size = 0
        for batch in batches:
            for number in batch.column(0).to_pylist():
                for file in slices[number]:
                    for row in _read(file, settings):
                        rows.append(row)
                        size += len(row.get("extraction") or "") + 200
                        if size >= _PORTION_BYTES or len(rows) >= _PORTION_ROWS:
                            yield pa.RecordBatch.from_pylist(rows, schema=schema)
                            rows, size = [], 0
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=schema)
    return run


# ---- On the driver.

def slices_of(files: list[File], cores: int) -> list[list[File]]:
    """Files in tasks: a large one by itself, small ones together, but so that every core gets some of
    them; the largest first, so that none of these is begun last."""
    most = min(_TASK_BYTES, sum(file.bytes for file in files) // (_TASKS_PER_CORE * cores) + 1)
    slices: list[list[File]] = []
    room = count = 0
    for file in sorted(files, key=lambda f: (-f.bytes, f.uri)):
        if not slices or file.bytes > room or count >= _TASK_FILES:
            slices.append([])
            room, count = most, 0
        slices[-1].append(file)
        room -= file.bytes
        count += 1
    return slices


class Job:
    """One folder of output. Each batch of inputs has a folder `batch=…` in every table and counts once
    its row in `inputs` is written, which comes last: what a stopped run left is taken away by the next."""

    def __init__(self, spark: typing.Any, out: str, settings: Settings, tables: list[str]):
        import pyarrow as pa
        from pyspark.sql.pandas.types import from_arrow_schema
        self._spark, self._out, self._settings, self._tables = spark, out.rstrip("/"), settings, tables
        self._arrow = pa.schema([(name, pa.string()) for name in _COLUMNS] + [("year", pa.int32())])
        self._schema = from_arrow_schema(self._arrow)
        java = spark._jvm.org.apache.hadoop.fs
        self._path = java.Path
        self._system = java.Path(self._out).getFileSystem(spark._jsc.hadoopConfiguration())

    def finished(self) -> set[File]:
        done = [s.getPath().getParent().toString() for s in
                self._system.globStatus(self._path(f"{self._out}/inputs/batch=*/_SUCCESS")) or []]
        if not done:
            return set()
        rows = self._spark.read.parquet(*done).where("again = false")
        return {File(r.input, r.bytes, r.modified) for r in rows.collect()}

    def tidy(self) -> None:
        """Takes away what runs that were stopped left behind."""
        done = {s.getPath().getParent().getName() for s in
                self._system.globStatus(self._path(f"{self._out}/inputs/batch=*/_SUCCESS")) or []}
        for status in self._system.globStatus(self._path(f"{self._out}/*/batch=*")) or []:
            if status.getPath().getName() not in done:
                self._system.delete(status.getPath(), True)

    def run(self, files: list[File], unlisted: list[ExtractionError]) -> dict[str, int]:
        """One batch; the counts of its metrics."""
        from pyspark import StorageLevel
        from pyspark.sql import Observation, functions as f
        name = hashlib.sha256(json.dumps([dataclasses.astuple(x) for x in files] +
                                         [str(e) for e in unlisted]).encode()).hexdigest()[:16]
        slices = slices_of(files, self._spark.sparkContext.defaultParallelism)
        read = self._spark.range(0, len(slices), 1, max(len(slices), 1)).mapInArrow(
            _reader(slices, self._settings, self._arrow), self._schema).persist(StorageLevel.DISK_ONLY)
        try:
            metrics = Observation("bangvang articles"), Observation("bangvang failures")
            articles = read.where("reason IS NULL").drop("place", "reason", "message")
            self._write(articles.observe(metrics[0], f.count(f.lit(1)).alias("articles"),
                                         f.sum(f.length("extraction")).alias("characters")),
                        "articles", name)
            self._write_tables(articles, name)
            failures = read.where("reason IS NOT NULL").select("input", "source", "place", "reason",
                                                               "message")
            if unlisted:
                failures = failures.unionByName(self._spark.createDataFrame(
                    [(e.file, e.file, e.place, e.word, e.reason) for e in unlisted], failures.schema))
            failures.observe(metrics[1], f.count(f.lit(1)).alias("failures")).coalesce(1) \
                .write.mode("overwrite").parquet(self._folder("failures", name))
            self._write_inputs(files, read, name)
            return {key: value or 0 for metric in metrics for key, value in metric.get.items()}
        finally:
            read.unpersist()

    def _folder(self, table: str, name: str) -> str:
        return f"{self._out}/{table}/batch={name}"

    def _write(self, rows: typing.Any, table: str, name: str) -> None:
        """Few files in each partition, and none too large: Spark may split what is heavy. No extraction
        stands twice, so a dictionary of them would only be made to be thrown away."""
        rows.hint("rebalance", "year", "province").write.mode("overwrite") \
            .option("parquet.enable.dictionary#extraction", "false") \
            .partitionBy("year", "province").parquet(self._folder(table, name))

    def _write_tables(self, articles: typing.Any, name: str) -> None:
        if not self._tables:
            return
        from bangvang.spark import events
        found = events(articles)
        for table in self._tables:
            rows = found[table]
            # A table's own year is that of the award or role; folders go by that of publication.
            if "year" in rows.columns:
                rows = rows.withColumnRenamed("year", "for_year")
            self._write(rows.selectExpr("*", "try_cast(substr(published, 1, 4) AS INT) AS year"), table,
                        name)

    def _write_inputs(self, files: list[File], read: typing.Any, name: str) -> None:
        from pyspark.sql import functions as f
        counts = read.groupBy("input").agg(
            f.count_if(f.col("reason").isNull()).alias("articles"),
            f.count_if(f.col("reason").isNotNull()).alias("failures"),
            # What could not be opened may be there another time.
            f.max((f.col("reason") == "unreadable") & (f.col("place") == "")).alias("again"))
        listed = self._spark.createDataFrame([dataclasses.astuple(x) for x in files],
                                             "input string, bytes long, modified long")
        listed.join(counts, "input", "left") \
            .fillna({"articles": 0, "failures": 0}).fillna({"again": False}).coalesce(1) \
            .write.mode("overwrite").parquet(self._folder("inputs", name))


def _arguments(words: list[str]) -> argparse.Namespace:
    from bangvang.tables import TABLES
    parser = argparse.ArgumentParser(
        prog="bangvang-spark", formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="bangvang-spark [OPTION OF spark-submit… --] --out DIR [OPTION…] INPUT…",
        description="Extracts archives and pages on a Spark cluster.",
        epilog="""INPUT is a file, a pattern or a folder of WARC, JSON Lines, Parquet (columns as JSON Lines have keys), HTML or
text, packed by gzip or not, or a list of paths (*.paths, *.paths.gz), wherever Hadoop's connectors
reach. Below DIR the job writes articles/, failures/, inputs/ and the tables asked for, as Parquet.
The same command again skips what is finished.

example:
  bangvang-spark --master spark://host:7077 --executor-memory 2g -- --out out week12.warc.gz""")
    parser.add_argument("inputs", metavar="INPUT", nargs="+")
    parser.add_argument("--out", metavar="DIR", required=True)
    parser.add_argument("--tables", metavar="NAME,…", default="",
                        help="flat tables too: " + ", ".join(TABLES) + ", or all")
    parser.add_argument("--without-text", action="store_true",
                        help="leave article.text out; a store that ingests it cannot search words then")
    parser.add_argument("--grammars", metavar="DIR", help="grammar files of your own, on every worker")
    parser.add_argument("--field", metavar="PART=KEY", action="append", default=[],
                        help="how records call text, html, url, title, published or fetched_at")
    parser.add_argument("--paths-under", metavar="URI", default="",
                        help="what stands before the entries of lists: s3a://commoncrawl/")
    parser.add_argument("--max-bytes", metavar="N", type=int, default=16 << 20,
                        help="longer documents are set aside (%(default)s)")
    parser.add_argument("--batch-files", metavar="N", type=int, default=2000,
                        help="files that count as finished together (%(default)s)")
    chosen = parser.parse_args(words)
    chosen.tables = list(TABLES) if chosen.tables == "all" else [t for t in chosen.tables.split(",") if t]
    for table in chosen.tables:
        if table not in TABLES:
            parser.error(f"--tables: there is no table {table!r}")
    for pair in chosen.field:
        part, equals, key = pair.partition("=")
        if part not in ("text", "html", "url", "title", "published", "fetched_at") or not key:
            parser.error(f"--field: PART=KEY, where PART is text, html, url, title, published or "
                         f"fetched_at, not {pair!r}")
    chosen.fields = dict(pair.split("=", 1) for pair in chosen.field)
    return chosen


def _hadoop_settings(spark: typing.Any) -> dict[str, str]:
    prefix = "spark.hadoop."
    return {key[len(prefix):]: value for key, value in spark.sparkContext.getConf().getAll()
            if key.startswith(prefix)}


def main(words: list[str]) -> int:
    """The driver: runs under spark-submit."""
    chosen = _arguments(words)
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.appName("bangvang").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
    # What is kept until it is written is read a few times only; the disk takes it as it is.
    spark.conf.set("spark.sql.inMemoryColumnarStorage.compressed", "false")
    settings = Settings(chosen.fields, chosen.grammars, not chosen.without_text, chosen.max_bytes,
                        _hadoop_settings(spark))
    job = Job(spark, chosen.out, settings, chosen.tables)
    job.tidy()
    finished = job.finished()
    files, unlisted = Lister(spark).files(chosen.inputs, chosen.paths_under)
    todo = [file for file in files if file not in finished]
    total = {"inputs": len(todo), "skipped": len(files) - len(todo), "articles": 0, "failures": 0}
    for begin in range(0, len(todo), chosen.batch_files):
        for key, value in job.run(todo[begin:begin + chosen.batch_files], unlisted).items():
            total[key] = total.get(key, 0) + value
        unlisted = []
    if unlisted:
        total["failures"] += job.run([], unlisted)["failures"]
    spark.stop()
    print(json.dumps(total), flush=True)
    return 1 if total["failures"] else 0


def submit() -> None:
    """The command `bangvang-spark`: this job, given to spark-submit."""
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else -1
    spark, own = words[:max(split, 0)], words[split + 1:]
    _arguments(own)  # help and wrong usage need no cluster
    import pyspark
    home = os.environ.get("SPARK_HOME") or os.path.dirname(pyspark.__file__)
    program = os.path.join(home, "bin", "spark-submit")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.execv(program, [program, *spark, str(pathlib.Path(__file__).resolve()), *own])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
