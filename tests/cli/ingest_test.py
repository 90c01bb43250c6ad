"""bangvang ingest: what it keeps, that it keeps it once, and that it leaves other files alone."""

import json
import sqlite3

from command import ARTICLE, CORPUS, DONE, SOME_FAILED, USAGE, CommandTest, main, run

# What stands in a store under ids that come from content. Numbers, runs and sources tell of the way
# it came there.
CONTENT = {
    "articles": "SELECT id, version FROM articles",
    "addresses": "SELECT id, article, url, site FROM addresses",
    "captures": "SELECT * FROM captures",
    "versions": "SELECT version, title, author, published, province, url, text, reading FROM versions",
    "facts": "SELECT v.version, f.place, f.id, f.kind, f.json FROM facts f JOIN versions v ON v.number = f.version",
    "pages": "SELECT v.version, p.size, p.media_type, p.packed FROM pages p JOIN versions v ON v.number = p.version",
    "near": "SELECT n.key, v.version FROM near_keys n JOIN versions v ON v.number = n.version",
    "failures": "SELECT path, place, url, stage, reason, message FROM failures",
    "forgotten": "SELECT digest, reason FROM forgotten",
}


def rows(store, query, *parameters):
    connection = sqlite3.connect(store)
    try:
        return connection.execute(query, parameters).fetchall()
    finally:
        connection.close()


def content(store):
    return {name: sorted(rows(store, query), key=repr) for name, query in CONTENT.items()}


class IngestTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.store = self.dir / "news.db"

    def ingest(self, *args, **how):
        return self.done("ingest", "--store", self.store, *args, **how)


class Keeping(IngestTest):
    def test_all_that_extract_finds(self):
        self.ingest(CORPUS)
        expected = set()
        for article in self.done("extract", CORPUS).objects():
            for facts in article["facts"].values():
                expected |= {fact["id"] for fact in facts}
            expected |= {event["id"] for event in article["events"]}
        self.assertGreater(len(expected), 1000)
        self.assertEqual({id for id, in rows(self.store, "SELECT id FROM facts")}, expected)

    def test_twice_is_once(self):
        self.ingest(CORPUS / "blocs")
        before = content(self.store)
        self.ingest(CORPUS / "blocs")
        self.assertEqual(content(self.store), before)
        # Read again, since their times differ, and still nothing new.
        self.file("again/a.txt", next((CORPUS / "blocs").glob("*.txt")).read_bytes())
        self.ingest(self.dir / "again")
        self.assertEqual(content(self.store), before)


class Refusing(IngestTest):
    def test_files_of_others(self):
        def database(path):
            connection = sqlite3.connect(path)
            connection.execute("CREATE TABLE recipes (name)")
            connection.commit()
            connection.close()
        database(self.dir / "other.db")
        self.file("notes.txt", "Không phải kho.")
        self.file("short.db", b"SQLite format 3\0" + b"\0" * 20)
        for name, words in (("other.db", "another program"), ("notes.txt", "no store"), ("short.db", "damaged")):
            with self.subTest(name):
                path = self.dir / name
                before = path.read_bytes()
                outcome = run("ingest", "--store", path, CORPUS)
                self.assert_ended(outcome, USAGE)
                self.assert_complains(outcome, path, words)
                self.assertEqual(path.read_bytes(), before)


if __name__ == "__main__":
    main()
