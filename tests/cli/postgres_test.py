"""The commands on a PostgreSQL store: the same answers as from a file, several writers, what is refused."""

import json
import os
import pathlib
import re
import sqlite3
import subprocess
import threading

import search_test
import stats_test
from command import CORPUS, DONE, USAGE, CommandTest, main, run
from storing import StoreTest

SERVER = pathlib.Path(os.environ["BANGVANG_POSTGRES"]).read_text().strip()


def address(schema):
    return f"{SERVER}&options=-csearch_path%3D{schema}"


def psql(sql, schema="public"):
    done = subprocess.run(["psql", "-XAtqv", "ON_ERROR_STOP=1", SERVER, "-c", f"SET search_path TO {schema}", "-c", sql],
                          capture_output=True, text=True, check=True)
    return done.stdout.strip()


class PostgresTest(CommandTest):
    """`self.store` is a schema of its own; `ingest` makes it."""

    def setUp(self):
        super().setUp()
        self.schema = re.sub(r"\W", "_", "t" + self.dir.name).lower()
        self.store = address(self.schema)
        self.addCleanup(psql, f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")

    def answers(self, store, *queries):
        out = {}
        for query in queries or QUERIES:
            outcome = run(*query[:1], "--store", store, *query[1:]) if query[0] != "export" else \
                run("export", query[1], "--store", store, *query[2:])
            out[query] = re.sub(r'"(changed_at|written)": ?"[^"]*"', "", outcome.out)
        return out


class InPlaceOfAFile:
    """Runs tests that were written for a file, without those that look into it."""

    def setUp(self):
        schema = re.sub(r"\W", "_", f"t_{self.id()}").lower()[-60:]
        psql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        self.place = address(schema)
        super().setUp()

    @property
    def store(self):
        return self.place

    @store.setter
    def store(self, path):
        pass


class Searching(InPlaceOfAFile, search_test.SearchTest):
    test_what_was_forgotten_is_not_found_nor_in_the_file = None
    test_an_older_index_is_made_anew_by_migrate = None

    def test_what_was_forgotten_is_not_found(self):
        self.file("secret.jsonl", json.dumps({"url": "https://x.example.vn/9", "text": "Tin\n\nChuyện qwertzuiop riêng."}))
        self.ingest(self.dir / "secret.jsonl")
        self.assertEqual(self.found("qwertzuiop"), [9])
        self.done("forget", "--store", self.store, "--reason", "test", "https://x.example.vn/9")
        self.assertEqual(self.found("qwertzuiop"), [])
        self.assertNotIn("qwertzuiop", run("search", "--store", self.store, "qwertzuio").err, "no longer suggested")

    def test_long_words_and_long_texts_are_found(self):
        long_word = "a" * 3000
        many = " ".join(f"từ{i}" for i in range(60_000))
        self.file("long.jsonl", json.dumps({"url": "https://x.example.vn/7", "text": f"Tin\n\n{long_word} kết thúc."}) + "\n" +
                  json.dumps({"url": "https://x.example.vn/8", "text": f"Tin\n\n{many} đoạn cuối."}) + "\n")
        self.ingest(self.dir / "long.jsonl")
        self.assertEqual(self.found('"kết thúc"'), [7])
        self.assertEqual(self.found('"từ59999 đoạn cuối"'), [8])
        self.assertEqual(self.found("tu59998"), [8])


class Statistics(InPlaceOfAFile, stats_test.StatsTest):
    pass


# What both stores answer alike. A hit's rank is each database's own, so that searches by words are compared
# as sets.
QUERIES = [
    ("history", "--json", "so y te"), ("history", "--json", "Bắc Kạn"), ("blocs", "--json"), ("stats", "--json"),
    ("search", "--json", "--facets", "form:bang_khen"), ("search", "--json", "recipient:\"sở y tế\""),
    ("search", "--json", "bloc:\"van hoa\"", "year:2020..2024"),
    ("export", "awards", "--format", "jsonl"), ("export", "roles", "--format", "jsonl"),
    ("export", "events", "--format", "jsonl"), ("export", "articles", "--format", "jsonl"), ("export", "urls"),
]
WORDS = ["năm", "nam", '"uỷ ban nhân dân"', "UBND tỉnh", "khối thi đua sở", '"bang khen cua"', "KH&CN năm"]


class SameAnswers(PostgresTest):
    def test_as_from_a_file(self):
        files = [CORPUS / "awards", CORPUS / "blocs"]
        file = self.dir / "news.db"
        for store in (file, self.store):
            self.done("ingest", "--store", store, *files)
        ours, theirs = self.answers(self.store), self.answers(file)
        for query in QUERIES:
            self.assertEqual(ours[query], theirs[query], query)
            self.assertGreater(len(ours[query]), 100 if query[1] != "urls" else -1, query)
        for words in WORDS:
            found = []
            for store in (file, self.store):
                answer = json.loads(run("search", "--store", store, "--json", "--facets", "--limit", "1000", words).out)
                found.append((answer["count"], sorted(a["id"] for a in answer["articles"]), answer["facets"]))
            self.assertEqual(found[0], found[1], words)
            self.assertGreater(found[0][0], 0, words)


VIEWS = ["award_records", "awards_by_year", "awards_by_province", "awards_by_level", "awards_by_form",
         "awards_by_agency", "bloc_heads", "coverage"]


class Dashboards(PostgresTest):
    def test_views_are_the_same_in_both(self):
        """Ordered by all columns; numbers that tell of the way articles came are left out."""
        file = self.dir / "news.db"
        for store in (file, self.store):
            self.done("ingest", "--store", store, CORPUS / "blocs")
        for view in VIEWS:
            connection = sqlite3.connect(file)
            cursor = connection.execute(f"SELECT * FROM {view}")
            names = [column[0] for column in cursor.description]
            ours = [dict(zip(names, row)) for row in cursor.fetchall()]
            connection.close()
            theirs = [json.loads(line) for line in
                      psql(f"SELECT row_to_json(v) FROM {view} v", self.schema).splitlines()]
            for row in ours + theirs:
                row.pop("changed_at", None)
                if view == "bloc_heads":
                    row.pop("bloc")
            self.assertEqual(sorted(map(repr, ours)), sorted(map(repr, theirs)), view)
            self.assertTrue(ours, view)

    def test_codes_and_labels(self):
        self.done("ingest", "--store", self.store, CORPUS / "blocs")
        self.assertEqual(psql("SELECT DISTINCT province_code, new_province, new_province_code, province_en "
                              "FROM bloc_heads WHERE province = 'bac-kan'", self.schema), "06|thai-nguyen|19|Bac Kan")
        self.assertEqual(psql("SELECT DISTINCT role_vi, role_en FROM bloc_heads WHERE role = 'head'", self.schema),
                         "Trưởng khối|head")
        self.assertEqual(psql("SELECT pg_typeof(date) FROM coverage LIMIT 1", self.schema), "date")


class SeveralAtOnce(PostgresTest):
    def test_two_ingests_and_a_reader(self):
        """Both write articles of the same blocs; the end is that of one ingest of all."""
        files = sorted((CORPUS / "blocs").glob("*.txt")) + sorted((CORPUS / "awards").glob("*.txt"))
        halves = [files[::2], files[1::2]]
        expected = self.dir / "one.db"
        self.done("ingest", "--store", expected, *files)
        self.done("ingest", "--store", self.store, files[0])
        outcomes, torn, over = [], [], threading.Event()

        def write(half):
            outcomes.append(run("ingest", "--store", self.store, "--commit-every", "2", *half))

        def read():
            while not over.is_set():
                outcome = run("history", "--json", "--store", self.store, "Bắc Kạn")
                if outcome.status not in (DONE, 1) or not outcome.out.startswith("{"):
                    torn.append(outcome.err)
                for line in run("export", "awards", "--format", "jsonl", "--store", self.store).out.splitlines():
                    award = json.loads(line)
                    if not award["text"]:
                        torn.append(line)
        writers = [threading.Thread(target=write, args=(half,)) for half in halves]
        reader = threading.Thread(target=read)
        for thread in (*writers, reader):
            thread.start()
        for thread in writers:
            thread.join()
        over.set()
        reader.join()
        for outcome in outcomes:
            self.assert_ended(outcome, DONE)
        self.assertEqual(torn, [])
        for query in QUERIES[3:]:
            ours, theirs = self.answers(self.store, query)[query], self.answers(expected, query)[query]
            self.assertEqual(ours, theirs, query)


class Refusing(PostgresTest):
    def test_where_nothing_is(self):
        outcome = run("stats", "--store", self.store)
        self.assert_ended(outcome, USAGE)
        self.assertIn("holds no store; `bangvang ingest` makes one", outcome.err)

    def test_a_database_of_another_program(self):
        psql(f"CREATE SCHEMA {self.schema}")
        psql("CREATE TABLE customers (name text)", self.schema)
        article = self.file("a.txt", "Tin\n\nMột bài.\n")
        for command in (["ingest", "--store", self.store, article], ["stats", "--store", self.store],
                        ["migrate", "--store", self.store]):
            outcome = run(*command)
            self.assert_ended(outcome, USAGE)
            self.assertIn("it was left as it is", outcome.err)
        self.assertEqual(psql("SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                              f"'{self.schema}'::regnamespace"), "customers")

    def test_a_damaged_store(self):
        self.done("ingest", "--store", self.store, CORPUS / "blocs")
        psql("DROP TABLE search", self.schema)
        outcome = run("search", "--store", self.store, "năm")
        self.assert_ended(outcome, USAGE)
        self.assertIn("is damaged: its table search is missing", outcome.err)

    def test_a_newer_store(self):
        self.done("ingest", "--store", self.store, CORPUS / "blocs")
        psql("UPDATE bangvang_store SET schema = 99", self.schema)
        for command in ("stats", "migrate"):
            outcome = run(command, "--store", self.store)
            self.assert_ended(outcome, USAGE)
            self.assertIn("newer bangvang", outcome.err)

    def test_an_older_schema(self):
        self.done("ingest", "--store", self.store, CORPUS / "blocs")
        before = run("search", "--store", self.store, "--json", "official:nam").out
        newest = int(psql("SELECT schema FROM bangvang_store", self.schema))
        self.make_older()
        outcome = run("stats", "--store", self.store)
        self.assert_ended(outcome, USAGE)
        self.assertIn("has schema 9", outcome.err)
        self.assertIn(f"schema 9 is now {newest}", self.done("migrate", "--store", self.store).out)
        self.assertEqual(run("search", "--store", self.store, "--json", "official:nam").out, before)
        self.assertIn("nothing to do", self.done("migrate", "--store", self.store).out)

    def make_older(self):
        """Takes back what the steps behind the ninth have made."""
        psql("DROP TABLE labels, provinces, present, told_awards CASCADE; "
             "DROP INDEX awards_announced, awards_form, awards_changed, roles_changed, persons_changed, "
             "facts_doubtful, awards_unsettled, roles_unsettled, awards_status; "
             "DROP FUNCTION show_article, show_version CASCADE; ALTER TABLE awards DROP COLUMN confidence; "
             "UPDATE bangvang_store SET schema = 9", self.schema)

    def test_a_server_that_is_not_there(self):
        outcome = run("stats", "--store", "postgresql://an:bi-mat@127.0.0.1:1/news")
        self.assert_ended(outcome, USAGE)
        self.assertIn("postgresql://an@127.0.0.1:1/news", outcome.err)
        self.assertNotIn("bi-mat", outcome.err)

    def test_one_who_may_only_read(self):
        self.done("ingest", "--store", self.store, CORPUS / "blocs")
        role = "reader_" + self.schema
        psql(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA {self.schema} TO {role};"
             f"GRANT SELECT ON ALL TABLES IN SCHEMA {self.schema} TO {role}")
        self.addCleanup(psql, f"DROP OWNED BY {role}; DROP ROLE {role}")
        reader = self.store.replace("user=bangvang", f"user={role}")
        self.done("stats", "--store", reader)
        outcome = run("ingest", "--store", reader, CORPUS / "blocs")
        self.assertNotEqual(outcome.status, DONE)
        self.assertIn("permission denied", outcome.err)


# They are run from here as what they were made for, not once more as they are.
del StoreTest

if __name__ == "__main__":
    main()
