"""A store in a file, opened by Datasette with our metadata: what its users browse and facet.

Called as: datasette_test.py BINARY PROJECT_DIR DATASETTE
"""

import json
import pathlib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

DATASETTE = pathlib.Path(sys.argv.pop(3)).absolute()

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from command import CORPUS, PROJECT, CommandTest, main  # noqa: E402

METADATA = PROJECT / "docs/datasette.json"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class DatasetteTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.store = self.dir / "news.db"
        found = self.file("found.jsonl", json.dumps({"url": "https://sonla.example.vn/1", "text": "Tin vắn\n\nTrời đẹp."}))
        self.done("ingest", "--store", self.store, CORPUS / "awards", CORPUS / "blocs", found)
        self.port = free_port()
        self.server = subprocess.Popen(
            [DATASETTE, "serve", self.store, "--metadata", METADATA, "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.stop)
        self.wait()

    def stop(self):
        self.server.terminate()
        self.server.wait()

    def wait(self):
        for _ in range(300):
            try:
                return self.ask("/-/versions.json")
            except (urllib.error.URLError, ConnectionError):
                self.assertIsNone(self.server.poll(), "Datasette ended")
                time.sleep(0.1)
        self.fail("Datasette does not answer")

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            text = answer.read().decode()
        return json.loads(text) if ".json" in path else text

    def here(self, sql):
        connection = sqlite3.connect(self.store)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def test_facets_count_what_the_store_holds(self):
        described = json.loads(METADATA.read_text())["databases"]["news"]["tables"]
        views = [name for name, table in described.items() if "facets" in table]
        for view in views:
            answer = self.ask(f"/news/{view}.json?_size=1&_shape=objects")
            for facet in described[view]["facets"]:
                found = {row["value"]: row["count"] for row in answer["facet_results"][facet]["results"]}
                held = dict(self.here(f"SELECT {facet}, count(*) FROM {view} GROUP BY 1"))
                self.assertTrue(found or view in ("corrections", "failures"), (view, facet))
                for value, count in found.items():
                    self.assertEqual(held[value], count, (view, facet, value))

    def test_a_filter_gives_the_rows(self):
        wanted = self.here("SELECT id FROM award_records WHERE form_vi = 'Bằng khen' AND status = 'conferred'")
        query = urllib.parse.urlencode({"form_vi": "Bằng khen", "status": "conferred", "_shape": "arrays",
                                        "_size": "max", "_col": "id"})
        answer = self.ask(f"/news/award_records.json?{query}")
        at = answer["columns"].index("id")
        self.assertEqual(sorted(row[at] for row in answer["rows"]), sorted(row[0] for row in wanted))
        self.assertGreater(len(wanted), 3)

    def test_pages_are_for_people(self):
        front = self.ask("/news")
        for words in ("award_records", "bloc_heads", "choose conferred unless you mean the others"):
            self.assertIn(words, front)
        page = self.ask("/news/award_records")
        for words in ("One row for each award", "Bằng khen", "được tặng"):
            self.assertIn(words, page)

    def test_what_is_not_for_people_is_hidden_and_the_rest_opens(self):
        tables = self.ask("/news.json")["tables"]
        shown = {table["name"] for table in tables if not table["hidden"]}
        self.assertFalse(shown & {"blocks", "told", "untold", "present", "search", "search_data", "near_keys"})
        self.assertLessEqual({"articles", "awards", "versions", "facts", "evidence", "roles", "persons"}, shown)
        for name in sorted(shown):
            self.assertIn(name, self.ask(f"/news/{name}?_size=5"))


if __name__ == "__main__":
    main()
