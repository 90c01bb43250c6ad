"""bangvang ingest, stopped at any instant: a second run ends in the store an uninterrupted one makes.

BANGVANG_SEED in the environment repeats a run of the kill test.
"""

import os
import random
import resource
import signal
import sqlite3
import time

from command import DONE, SOME_FAILED, TIMEOUT, main, run
from storing import StoreTest, content, page, record, rows, warc, words

KILLS = 50


class Resume(StoreTest):
    def setUp(self):
        super().setUp()
        self.env = self.quick()

    def source(self, pages=60):
        """Every kind of source, with repetitions, versions, aliases and things that fail."""
        for i in range(12):
            self.file(f"in/{i}.txt", f"Tin số {i} năm 2023.\n\n{words(i, 80)}")
        self.file("in/broken.txt", b"\x7fELF" + bytes(range(256)))
        lines = [record(text=f"Năm 2022.\n\n{words(i % 50, 80)}", url=f"https://so{i % 3}.gov.vn/{i % 70}",
                        fetched_at=f"2024-03-{1 + i % 28:02}T01:00:00Z") for i in range(3 * pages)]
        lines[40] = "{\n"
        self.file("in/lines.jsonl", "".join(lines))
        self.file("in/crawl.warc.gz", b"".join(
            warc(f"https://tinh.gov.vn/tin-{i % 45}", page(f"Tin {i % 45}", words(100 + i % 45 + i // 45 % 2, 90)), 1 + i % 28)
            for i in range(pages)))
        return self.dir / "in"

    def command(self, store, source):
        return ["ingest", "--store", store, "--jobs", "2", "--commit-every", "7", source]

    def uninterrupted(self, source):
        store = self.dir / "whole.db"
        began = time.monotonic()
        self.assert_ended(run(*self.command(store, source), env=self.env), SOME_FAILED)
        return content(store), time.monotonic() - began

    def resume(self, store, source):
        """To the end; what cannot be read may have been set aside before."""
        outcome = run(*self.command(store, source), env=self.env)
        self.assertIn(outcome.status, (DONE, SOME_FAILED), outcome.err)
        self.assertEqual(outcome.complaints(), [])

    def started(self, store, source, **how):
        self.store = store
        return self.start(*self.command(store, source)[3:], env=self.env, **how)

    def test_killed_at_any_instant(self):
        source = self.source()
        whole, seconds = self.uninterrupted(source)
        self.assertGreater(len(whole["versions"]), 100)
        self.assertEqual(len(whole["failures"]), 2)
        seed = int(os.environ.get("BANGVANG_SEED") or random.randrange(2**32))
        print(f"BANGVANG_SEED={seed}", flush=True)
        instants = random.Random(seed)
        unfinished = 0
        for i in range(KILLS):
            store = self.dir / f"killed-{i}.db"
            at = instants.uniform(0, seconds)
            process = self.started(store, source)
            time.sleep(at)
            process.kill()
            process.communicate()
            unfinished += process.returncode == -signal.SIGKILL
            with self.subTest(seed=seed, kill=i, at=at):
                self.resume(store, source)
                self.assert_content(whole, store)
        self.assertGreater(unfinished, KILLS // 3)

    def test_killed_again_and_again(self):
        source = self.source()
        whole, seconds = self.uninterrupted(source)
        store = self.dir / "stubborn.db"
        for _ in range(8):
            process = self.started(store, source)
            time.sleep(seconds / 3)
            process.kill()
            process.communicate()
        self.resume(store, source)
        self.assert_content(whole, store)

    def test_a_full_disk(self):
        """A limit on the size of files stands for the disk's: some limits stop it early, some late."""
        source = self.source()
        whole, _ = self.uninterrupted(source)
        size = (self.dir / "whole.db").stat().st_size
        stopped = 0
        for part in (0.02, 0.1, 0.3, 0.6, 0.9):
            store = self.dir / f"full-{part}.db"
            limit = int(size * part)
            process = self.started(
                store, source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            _, err = process.communicate(timeout=TIMEOUT)
            self.assertGreaterEqual(process.returncode, 0, err)  # it ended by itself, by no signal
            if b"cannot be written" in err:
                stopped += 1
                self.assertIn(b"make room", err)
            self.resume(store, source)
            self.assert_content(whole, store)
        self.assertGreater(stopped, 2)

    def test_asked_to_stop(self):
        source = self.source(pages=2000)
        whole, _ = self.uninterrupted(source)
        store = self.dir / "asked.db"
        process = self.started(store, source)
        while not store.exists() or self.versions(store) < 20:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIMEOUT)
        self.assertEqual(process.returncode, SOME_FAILED)
        self.assertIn(b"the same command goes on", err)
        self.assertEqual(rows(store, "SELECT outcome FROM runs"), [("interrupted",)])
        self.assertLess(rows(store, "SELECT sum(done) FROM sources")[0][0], sum(done for _, _, done in whole["read"]))
        self.resume(store, source)
        self.assert_content(whole, store)

    def versions(self, store):
        try:
            return rows(store, "SELECT count(*) FROM versions")[0][0]
        except sqlite3.OperationalError:
            return 0  # its tables are being made

    def test_others_read_while_it_writes(self):
        source = self.source(pages=2000)
        process = self.started(self.dir / "read.db", source)
        seen = []
        while process.poll() is None:
            try:
                connection = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)
            except sqlite3.OperationalError:
                continue
            try:
                # One snapshot: no article without its version, no version without an address.
                row = connection.execute(
                    "SELECT (SELECT count(*) FROM versions), "
                    "(SELECT count(*) FROM articles WHERE version NOT IN (SELECT version FROM versions)), "
                    "(SELECT count(*) FROM versions WHERE version NOT IN (SELECT version FROM captures))").fetchone()
                seen.append(row)
            except sqlite3.OperationalError as error:
                self.assertIn("no such table", str(error))
            connection.close()
            time.sleep(0.02)
        process.communicate()
        self.assertEqual({row[1:] for row in seen}, {(0, 0)})
        counts = [row[0] for row in seen]
        self.assertEqual(counts, sorted(counts))
        self.assertGreater(len(set(counts)), 2, "the reader saw nothing grow")


if __name__ == "__main__":
    main()
