"""bangvang copy: backups of a store in use, and the way to PostgreSQL and back."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time

from command import BINARY, CORPUS, DONE, USAGE, main, run, surroundings
from postgres_test import PostgresTest, address, psql
from storing import content, rows

# Derived by each database from the rest.
DERIVED = {"search", "search_config", "search_content", "search_data", "search_docsize", "search_idx", "search_words",
           "search_basis", "search_names"}
ANSWERS = [("history", "--json", "so y te"), ("blocs", "--json"), ("stats", "--json"), ("review", "log", "--json"),
           ("search", "--json", "--limit", "1000", "UBND tỉnh"), ("export", "awards", "--format", "jsonl"),
           ("export", "awards", "--format", "jsonl", "--since", "2020-01-01"), ("export", "urls")]


def tables(store):
    """Every row of every table that is not derived."""
    names = [name for name, in rows(store, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                           "'sqlite_%'") if name not in DERIVED]
    return {name: sorted(rows(store, f"SELECT * FROM {name}"), key=repr) for name in names}


def answers(store):
    out = {}
    for command in ANSWERS:
        at = 1 if command[0] not in ("export", "review") or command[1].startswith("-") else 2
        out[command] = run(*command[:at], "--store", store, *command[at:]).out
    # The best hits first: that order is each database's own.
    found = ("search", "--json", "--limit", "1000", "UBND tỉnh")
    out[found] = sorted(article["id"] for article in json.loads(out[found])["articles"])
    return out


class CopyTest(PostgresTest):
    def setUp(self):
        super().setUp()
        self.file_store = self.dir / "news.db"

    def fill(self):
        """Articles, what people said, what was forgotten."""
        store = self.file_store
        self.done("ingest", "--store", store, CORPUS / "awards", CORPUS / "blocs")
        fact = rows(store, "SELECT fact FROM evidence WHERE kind = 'award' AND record IS NOT NULL ORDER BY fact")[0][0]
        self.done("review", "--store", store, "accept", fact, "--by", "Lò Thị Kiều Ngân")
        gone = rows(store, "SELECT id FROM articles ORDER BY id")[3][0]
        self.done("forget", "--store", store, "--reason", "thử", gone)
        return store

    def test_to_postgres_and_back(self):
        store = self.fill()
        said = self.done("copy", store, self.store).out
        self.assertIn(f"copied: {len(rows(store, 'SELECT 1 FROM articles'))} articles", said)
        back = self.dir / "back.db"
        self.done("copy", self.store, back)
        before, after = tables(store), tables(back)
        self.assertEqual(before.keys(), after.keys())
        for name in before:
            self.assertEqual(before[name], after[name], name)
        for name in ("awards", "corrections", "forgotten", "removed", "evidence", "roles", "persons", "versions"):
            self.assertTrue(before[name], name)
        there, here = answers(self.store), answers(back)
        for command, answer in answers(store).items():
            self.assertEqual(answer, there[command], command)
            self.assertEqual(answer, here[command], command)

    def test_what_was_copied_goes_on(self):
        """Both take the same articles in afterwards and hold the same."""
        store = self.fill()
        self.done("copy", store, self.store)
        for place in (store, self.store):
            self.done("ingest", "--store", place, CORPUS / "traps", CORPUS / "history")
        there = answers(self.store)
        for command, answer in answers(store).items():
            if "--since" in command or command[0] in ("review", "stats"):
                continue
            clean = [re.sub(r'"(changed_at|written)": ?"[^"]*"', "", text) if isinstance(text, str) else text
                     for text in (answer, there[command])]
            self.assertEqual(clean[0], clean[1], command)

    def test_a_backup_of_a_store_in_use(self):
        """Copies that are made while somebody writes are each of one moment, and whole."""
        store = self.file_store
        files = sorted((CORPUS / "awards").glob("*.txt"))
        self.done("ingest", "--store", store, files[0])
        outcomes = []
        writer = threading.Thread(target=lambda: outcomes.append(
            run("ingest", "--store", store, "--commit-every", "1", *files)))
        writer.start()
        copies = []
        while writer.is_alive() and len(copies) < 5:
            copies.append(self.dir / f"copy-{len(copies)}.db")
            self.done("copy", store, copies[-1])
        writer.join()
        self.assert_ended(outcomes[0], DONE)
        for copy in copies:
            self.assertEqual(rows(copy, "PRAGMA integrity_check"), [("ok",)])
            self.done("ingest", "--store", copy, *files)
            self.assertEqual(content(copy), content(store))
        self.assertIn(str(copies[0]), [path for path, in rows(store, "SELECT path FROM backups")])

    def test_a_place_that_is_taken(self):
        store = self.fill()
        other = self.file("other.db", "not ours")
        outcome = run("copy", store, other)
        self.assert_ended(outcome, USAGE)
        self.assertIn("is there already; it was left as it is", outcome.err)
        self.assertEqual(other.read_text(), "not ours")
        psql(f"CREATE SCHEMA {self.schema}")
        psql("CREATE TABLE customers (name text)", self.schema)
        outcome = run("copy", store, self.store)
        self.assert_ended(outcome, USAGE)
        self.assertIn("is not empty; it was left as it is", outcome.err)
        outcome = run("copy", self.dir / "none.db", self.dir / "copy.db")
        self.assert_ended(outcome, USAGE)
        self.assertIn("does not exist", outcome.err)
        self.assertFalse((self.dir / "copy.db").exists())

    def test_a_copy_that_is_killed_leaves_no_half_store(self):
        store = self.fill()
        whole = answers(store)
        source = address(self.schema)
        self.done("copy", store, source)
        other = self.schema + "_b"
        self.addCleanup(psql, f"DROP SCHEMA IF EXISTS {other} CASCADE")
        for start, target in ((store, address(other)), (source, self.dir / "copy.db")):
            for milliseconds in (20, 60, 120, 200):
                copying = subprocess.Popen([BINARY, "copy", os.fspath(start), os.fspath(target)],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings())
                time.sleep(milliseconds / 1000)
                copying.send_signal(signal.SIGKILL)
                if copying.wait() == 0:
                    break
                outcome = run("stats", "--store", target)
                if outcome.status == DONE:  # killed when all was there
                    self.assertEqual(answers(target), whole)
                    break
                self.assert_ended(outcome, USAGE)
            # What was left behind is in nobody's way.
            run("copy", start, target)
            self.done("stats", "--store", target)
        self.assertFalse((self.dir / "copy.db.part").exists())


# They are run from here as what they were made for, not once more as they are.
del PostgresTest

if __name__ == "__main__":
    main()
