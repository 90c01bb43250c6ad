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

import pyarrow.dataset

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import cluster as clusters  # noqa: E402
import pages  # noqa: E402

PAGES, FILES = 20_000, 12
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


class Job(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.inputs, cls.out = cls.scratch / "in", cls.scratch / "out"
        pages.write(cls.inputs, PAGES, FILES)
        whole = (cls.inputs / "part-000.warc.gz").read_bytes()
        (cls.inputs / "half.warc.gz").write_bytes(whole[:len(whole) // 2])
        (cls.inputs / "noise.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
        cls.cluster = cls.enterClassContext(clusters.Cluster(cls.scratch / "cluster"))
        cls.killed = cls.first_run()
        told = subprocess.run([BIN / "bangvang", "extract", "--with-text", cls.inputs],
                              capture_output=True, text=True)
        cls.told = told.stdout.splitlines()
        cls.complaints = {line.removeprefix("bangvang: ") for line in told.stderr.splitlines()
                          if not line.startswith("bangvang: note:")}

    @classmethod
    def start(cls, *arguments, spark=()):
        return subprocess.Popen([BIN / "bangvang-spark", *cls.cluster.options(), *spark, "--", *arguments],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=clusters.ENVIRONMENT)

    @classmethod
    def run_job(cls, *arguments, spark=()):
        done = cls.start(*arguments, spark=spark)
        out, errors = done.communicate(timeout=400)
        if done.returncode not in (0, 1):
            raise AssertionError(errors[-4000:])
        return json.loads(out.splitlines()[-1])

    @classmethod
    def first_run(cls):
        """With one of the two workers killed once both have finished pieces of the work."""
        log = cls.scratch / "driver.log"
        with open(log, "w") as errors:
            job = subprocess.Popen([BIN / "bangvang-spark", *cls.cluster.options(), "--", "--tables", TABLES,
                                    "--out", cls.out, cls.inputs], stdout=subprocess.PIPE, stderr=errors,
                                   text=True, env=clusters.ENVIRONMENT)
            finished = "Finished task"
            clusters.wait_for(lambda: log.read_text().count(finished) >= 3 or job.poll() is not None,
                              "tasks to finish", 300)
            clusters.kill(cls.cluster.workers[1])
            cls.alive_when_killed = job.poll() is None
            out, _ = job.communicate(timeout=400)
        cls.driver_log = log.read_text()
        if job.returncode != 1:
            raise AssertionError(cls.driver_log[-4000:])
        return json.loads(out.splitlines()[-1])

    def test_a_worker_killed_in_the_middle_changes_nothing(self):
        self.assertTrue(self.alive_when_killed)
        self.assertIn("Lost executor", self.driver_log)
        found = [row["extraction"] for row in rows(self.out / "articles")]
        self.assertGreater(len(found), PAGES // 2)
        self.assertEqual(len(found), len(self.told))
        self.assertEqual(set(found), set(self.told))
        self.assertEqual(self.killed["articles"], len(found))

    def test_flat_tables_hold_the_events(self):
        events = [(json.loads(line)["article"]["id"], event["type"], event["id"])
                  for line in self.told for event in json.loads(line)["events"]]
        found = [(row["article_id"], kind, row["id"])
                 for table, kind in (("awards", "award"), ("roles", "bloc_role"), ("meetings", "meeting"))
                 for row in rows(self.out / table)]
        self.assertGreater(len(events), 10_000)
        self.assertEqual(sorted(found), sorted(events))

    def test_folders_are_by_year_and_province(self):
        parts = {path.relative_to(self.out / "articles").parts[1:3]
                 for path in (self.out / "articles").rglob("*.parquet")}
        self.assertTrue(any(year == "year=2021" and place == "province=lai-chau" for year, place in parts))

    def test_what_cannot_be_read_is_in_the_table_of_failures(self):
        failures = rows(self.out / "failures")
        self.assertEqual(len(failures), self.killed["failures"])
        self.assertEqual({f["message"] for f in failures},
                         {line.rsplit(": ", 1)[1] for line in self.complaints})
        of = {name: [f for f in failures if f["input"].endswith(name)] for name in ("half.warc.gz", "noise.txt")}
        self.assertEqual([f["message"] for f in of["noise.txt"]], ["not text but a PNG image"])
        self.assertTrue(any(f["reason"] == "bad-input" for f in of["half.warc.gz"]))
        counts = {pathlib.Path(r["input"]).name: (r["articles"], r["failures"])
                  for r in rows(self.out / "inputs")}
        self.assertEqual(sum(a for a, _ in counts.values()), len(self.told))
        self.assertEqual(counts["noise.txt"], (0, 1))

    def test_started_again_it_reads_only_what_is_new(self):
        """The second run meets what a stopped one leaves, a file that is not there, and two that only
        Hadoop's connectors reach, from a list of paths packed by gzip."""
        again, small, far = (self.scratch / name for name in ("again", "small", "far"))
        pages.write(small, 1000, 3)
        first = self.run_job("--out", again, "--batch-files", "2", small)
        self.assertEqual((first["inputs"], first["skipped"]), (3, 0))
        self.check_ingested(again, small)

        [done, *_] = (again / "articles").glob("batch=*")
        shutil.copytree(done, again / "articles/batch=stopped")
        pages.write(far, 60, 2)
        paths = self.scratch / "warc.paths.gz"
        paths.write_bytes(gzip.compress(b"part-000.warc.gz\npart-001.warc.gz\n"))
        second = self.run_job(
            "--out", again, "--paths-under", "viewfs://crawl/pages/", small, paths,
            self.scratch / "nowhere.warc",
            spark=["--conf", f"spark.hadoop.fs.viewfs.mounttable.crawl.link./pages=file://{far}"])
        self.assertEqual((second["inputs"], second["skipped"]), (2, 3))
        self.assertFalse((again / "articles/batch=stopped").exists())
        self.assertIn("does not exist", {f["message"] for f in rows(again / "failures")})
        found = [(json.loads(row["extraction"])["article"]["source"], row["article_id"])
                 for row in rows(again / "articles")]
        told = [json.loads(line)["article"] for line in subprocess.run(
            [BIN / "bangvang", "extract", small, far], capture_output=True, text=True).stdout.splitlines()]
        self.assertEqual(sorted(found), sorted(
            (article["source"].replace(str(far), "viewfs://crawl/pages"), article["id"])
            for article in told))

    def check_ingested(self, out, inputs):
        """What the job found, brought into a store, is what comes of ingesting its inputs."""
        lines = self.scratch / "facts.jsonl"
        with open(lines, "wb") as file:
            subprocess.run([BIN / "bangvang-lines", out], stdout=file, check=True)
        exports = []
        for name, source in (("job", lines), ("direct", inputs)):
            store = self.scratch / f"{name}.db"
            subprocess.run([BIN / "bangvang", "ingest", "--pages", "none", "--store", store, source],
                           capture_output=True)
            exports.append([exported(what, store) for what in ("awards", "roles", "events", "articles")])
        self.assertEqual(exports[0], exports[1])
        self.assertGreater(len(exports[0][0]), 100)


if __name__ == "__main__":
    unittest.main()
