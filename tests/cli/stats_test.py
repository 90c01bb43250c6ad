"""bangvang stats: how much a store holds, of what, and how fresh it is."""

import json

from command import USAGE, main, run
from storing import StoreTest

LINES = [
    {"url": "https://sonla.example.vn/1", "published": "2024-03-02",
     "text": "Khen thưởng\n\nNgày 01/3/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế vì thành tích xuất "
             "sắc năm 2023.\n"},
    {"url": "https://sonla.example.vn/2", "published": "2023-04-05", "text": "Tin vắn\n\nTrời ở Sơn La hôm nay đẹp.\n"},
    {"url": "https://hanoi.example.vn/3", "published": "2023-07-08", "text": "Tin vắn\n\nTrời ở Hà Nội hôm nay đẹp.\n"},
]


class StatsTest(StoreTest):
    def setUp(self):
        super().setUp()
        self.file("news.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES))
        self.ingest(self.dir / "news.jsonl")

    def test_counts(self):
        found = json.loads(self.done("stats", "--store", self.store, "--json").out)
        covered = {(row["kind"], row["value"]): (row["articles"], row["telling"]) for row in found["coverage"]}
        self.assertEqual(covered["site", "sonla.example.vn"], (2, 1))
        self.assertEqual(covered["site", "hanoi.example.vn"], (1, 0))
        self.assertEqual(covered["year", "2023"], (2, 0))
        self.assertEqual(covered["year", "2024"], (1, 1))
        awards = {(row["kind"], row["value"]): (row["records"], row["recipients"]) for row in found["awards"]}
        self.assertEqual(awards["form", "bang_khen"], (1, 1))
        self.assertEqual(awards["status", "conferred"], (1, 1))
        self.assertEqual(found["published"], "2024-03-02")

    def test_what_was_set_aside_counts(self):
        self.file("bad.jsonl", "no JSON\n")
        run("ingest", "--store", self.store, self.dir / "bad.jsonl")
        found = json.loads(self.done("stats", "--store", self.store, "--json").out)
        self.assertEqual(sum(row["failures"] for row in found["coverage"]), 1)

    def test_tables_are_for_people(self):
        shown = self.done("stats", "--store", self.store).out
        for words in ("Bằng khen", "được tặng", "02/03/2024", "sonla.example.vn"):
            self.assertIn(words, shown)

    def test_a_store_that_is_none(self):
        self.assert_ended(run("stats", "--store", self.dir / "none.db"), USAGE)


if __name__ == "__main__":
    main()
