"""The job on a real cluster says what the command says, whatever happens on the way."""
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import bangvang
import bangvang.spark
import pandas
import pyarrow.dataset
import pyspark.sql

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import cluster as clusters  # noqa: E402
import pages  # noqa: E402

PAGES, FILES, EVERY = 20_000, 12, 8
BIN = pathlib.Path(sys.executable).parent
TABLES = "awards,roles,meetings"


def rows(folder):
    return pyarrow.dataset.dataset(folder, format="parquet", partitioning="hive").to_table().to_pylist()


def exported(what, store):
    """The records of a store, without the time at which each came into it."""
    table = subprocess.run([BIN / "bangvang", "export", what, "--format", "jsonl", "--store", store],
                           check=True, capture_output=True, text=True).stdout
    records = [json.loads(line) for line in table.splitlines()]
    for record in records:
        record.pop("changed_at", None)
    return records


def command(*arguments):
    return subprocess.run([BIN / "bangvang", *arguments], capture_output=True, text=True)


class Job(unittest.TestCase):
    """One cluster and two runs over one output. In the first a worker is killed. The second meets what a
    stopped run leaves, a file that is not there, and two that only Hadoop's connectors reach, from a list
    of paths packed by gzip."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.inputs, cls.out, cls.far = (cls.scratch / name for name in ("in", "out", "far"))
        pages.write(cls.inputs, PAGES, FILES, EVERY)
        whole = (cls.inputs / "part-000.warc.gz").read_bytes()
        (cls.inputs / "half.warc.gz").write_bytes(whole[:len(whole) // 2])
        (cls.inputs / "noise.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
        pages.write(cls.far, 60, 2)
        cls.cluster = cls.enterClassContext(clusters.Cluster(cls.scratch / "cluster"))
        cls.first_run()
        cls.lines = cls.scratch / "facts.jsonl"
        with open(cls.lines, "wb") as file:
            subprocess.run([BIN / "bangvang-lines", cls.out], stdout=file, check=True)
        cls.second_run()
        told = command("extract", "--with-text", cls.inputs)
        cls.told = told.stdout.splitlines()
        cls.complaints = {line.rsplit(": ", 1)[1] for line in told.stderr.splitlines()
                          if not line.startswith("bangvang: note:")}
        cls.articles = rows(cls.out / "articles")

    @classmethod
    def start(cls, log, *arguments, spark=()):
        return subprocess.Popen([BIN / "bangvang-spark", *cls.cluster.options(), *spark, "--", "--tables", TABLES,
                                 "--out", cls.out, *arguments], stdout=subprocess.PIPE, stderr=log, text=True,
                                env=clusters.ENVIRONMENT)

    @classmethod
    def counts(cls, job, log):
        """What the job says of itself once it has ended, having met failures."""
        out, _ = job.communicate(timeout=900)
        if job.returncode != 1:
            raise AssertionError(log.read_text()[-4000:])
        return json.loads(out.splitlines()[-1])

    @classmethod
    def first_run(cls):
        """With one of the two workers killed once both have finished pieces of the work."""
        log = cls.scratch / "first.log"
        with open(log, "w") as errors:
            job = cls.start(errors, cls.inputs)
            clusters.wait_for(lambda: log.read_text().count("Finished task") >= 3 or job.poll() is not None,
                              "tasks to finish", 600)
            clusters.kill(cls.cluster.workers[1])
            cls.alive_when_killed = job.poll() is None
            cls.first = cls.counts(job, log)
        cls.driver_log = log.read_text()

    @classmethod
    def second_run(cls):
        [done] = (cls.out / "articles").glob("batch=*")
        shutil.copytree(done, cls.out / "articles/batch=stopped")
        paths = cls.scratch / "warc.paths.gz"
        paths.write_bytes(gzip.compress(b"part-000.warc.gz\npart-001.warc.gz\n"))
        log = cls.scratch / "second.log"
        with open(log, "w") as errors:
            cls.second = cls.counts(cls.start(
                errors, "--paths-under", "viewfs://crawl/pages/", cls.inputs, paths, cls.scratch / "nowhere.warc",
                spark=["--conf", f"spark.hadoop.fs.viewfs.mounttable.crawl.link./pages=file://{cls.far}"]), log)

    def of_inputs(self, table):
        """The rows of what the first run read."""
        return [row for row in table if row["input"].startswith("file:")]

    def test_a_worker_killed_in_the_middle_changes_nothing(self):
        self.assertTrue(self.alive_when_killed)
        self.assertIn("Lost executor", self.driver_log)
        found = [row["extraction"] for row in self.of_inputs(self.articles)]
        self.assertGreater(len(found), PAGES * 9 // 10)
        self.assertEqual(len(found), len(self.told))
        self.assertEqual(set(found), set(self.told))
        self.assertEqual(self.first["articles"], len(found))

    def test_flat_tables_hold_the_events(self):
        lines = [row["extraction"] for row in self.articles]
        events = [(found["article"]["id"], event["type"], event["id"])
                  for found in map(json.loads, lines) for event in found["events"]]
        found = [(row["article_id"], kind, row["id"])
                 for table, kind in (("awards", "award"), ("roles", "bloc_role"), ("meetings", "meeting"))
                 for row in rows(self.out / table)]
        self.assertGreater(len(events), PAGES // EVERY)
        self.assertEqual(sorted(found), sorted(events))

    def test_folders_are_by_year_and_province(self):
        parts = {path.relative_to(self.out / "articles").parts[1:3]
                 for path in (self.out / "articles").rglob("*.parquet")}
        self.assertTrue(any(year == "year=2021" and place == "province=lai-chau" for year, place in parts))

    def test_what_cannot_be_read_is_in_the_table_of_failures(self):
        failures = self.of_inputs(rows(self.out / "failures"))
        self.assertEqual(len(failures), self.first["failures"])
        self.assertEqual({f["message"] for f in failures}, self.complaints)
        of = {name: [f for f in failures if f["input"].endswith(name)] for name in ("half.warc.gz", "noise.txt")}
        self.assertEqual([f["message"] for f in of["noise.txt"]], ["not text but a PNG image"])
        self.assertTrue(any(f["reason"] == "bad-input" for f in of["half.warc.gz"]))
        counts = {pathlib.Path(r["input"]).name: (r["articles"], r["failures"])
                  for r in self.of_inputs(rows(self.out / "inputs"))}
        self.assertEqual(sum(a for a, _ in counts.values()), len(self.told))
        self.assertEqual(counts["noise.txt"], (0, 1))

    def test_started_again_it_reads_only_what_is_new(self):
        self.assertEqual((self.first["inputs"], self.first["skipped"]), (FILES + 2, 0))
        self.assertEqual((self.second["inputs"], self.second["skipped"]), (2, FILES + 2))
        self.assertFalse((self.out / "articles/batch=stopped").exists())
        self.assertIn("does not exist", {f["message"] for f in rows(self.out / "failures")})

    def test_files_beyond_a_connector_are_read_as_those_nearby(self):
        found = [(json.loads(row["extraction"])["article"]["source"], row["article_id"])
                 for row in self.articles if row["input"].startswith("viewfs:")]
        told = [json.loads(line)["article"] for line in command("extract", self.far).stdout.splitlines()]
        self.assertGreater(len(told), 50)
        self.assertEqual(sorted(found), sorted(
            (article["source"].replace(str(self.far), "viewfs://crawl/pages"), article["id"])
            for article in told))

    def test_what_it_found_ingested_is_what_comes_of_ingesting_its_inputs(self):
        stores = {self.scratch / "job.db": self.lines, self.scratch / "direct.db": self.inputs}
        ingests = [subprocess.Popen([BIN / "bangvang", "ingest", "--pages", "none", "--store", store, source],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                   for store, source in stores.items()]
        for ingest in ingests:
            ingest.wait()
        for what in ("awards", "roles", "events", "articles"):
            from_job, direct = (exported(what, store) for store in stores)
            self.assertEqual(from_job, direct)
            self.assertGreater(len(direct), 100)


class Program(unittest.TestCase):
    """A program of Spark's own kind, on this machine alone."""

    @classmethod
    def setUpClass(cls):
        os.environ.update({key: clusters.ENVIRONMENT[key] for key in ("SPARK_LOCAL_IP", "PYSPARK_PYTHON")})
        cls.session = (pyspark.sql.SparkSession.builder.master("local[1]")
                       .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
                       .config("spark.ui.showConsoleProgress", "false")
                       .config("spark.driver.extraJavaOptions", clusters.QUICK).getOrCreate())
        cls.addClassCleanup(cls.session.stop)
        cls.session.sparkContext.setLogLevel("ERROR")
        texts = [path.read_text() for path in sorted((pages.ROOT / "corpus/awards").glob("*.txt"))[:20]]
        cls.frame = pandas.DataFrame({"number": range(22), "body": [*texts, None, " "],
                                      "day": ["2023-03-15", *[None] * 21]})
        cls.expected = bangvang.extract_table(cls.frame, text="body", published="day")

    def test_a_data_frame_gains_what_its_articles_tell(self):
        frame = self.session.createDataFrame(self.frame.astype(object).where(self.frame.notna(), None),
                                             "number long, body string, day string")
        found = bangvang.spark.extract(frame, text="body", published="day").persist()
        rows = sorted(found.collect(), key=lambda row: row.number)
        self.assertEqual([row.extraction for row in rows], self.expected.extraction.tolist())
        self.assertEqual([bool(row.error) for row in rows], [False] * 20 + [True] * 2)
        said = self.expected.extraction.dropna()
        for name, table in bangvang.event_tables(said, ["awards", "roles", "meetings"]).items():
            told = bangvang.spark.events(found)[name].toArrow()
            self.assertEqual(told.schema.names, table.schema.names)
            self.assertEqual(sorted(map(str, told.to_pylist())), sorted(map(str, table.to_pylist())))


if __name__ == "__main__":
    unittest.main()
