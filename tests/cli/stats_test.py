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

    def test_nobody_counts_twice_and_what_was_proposed_stands_apart(self):
        more = [{"url": "https://laichau.example.vn/4", "published": "2024-02-20",
                 "text": "Lai Châu trao thưởng\n\nNgày 19/02/2024, UBND tỉnh Lai Châu tặng Bằng khen cho 07 tập thể vì "
                         "thành tích năm 2023.\n\nDịp này, Sở Y tế tỉnh Lai Châu được UBND tỉnh tặng Bằng khen năm "
                         "2023.\n"},
                {"url": "https://laichau.example.vn/5", "published": "2024-02-21",
                 "text": "Lai Châu bình xét\n\nHội nghị đề nghị Chính phủ tặng Cờ thi đua năm 2023 cho Sở Nội vụ "
                         "tỉnh Lai Châu.\n"}]
        self.ingest(self.file("more.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in more)))
        found = json.loads(self.done("stats", "--store", self.store, "--json").out)["awards"]
        rows = {(row["kind"], row["value"]): (row["records"], row["named"], row["recipients"]) for row in found}
        # Two departments by name; one of them may be among the seven.
        self.assertEqual(rows["form", "bang_khen"], (3, 2, 8))
        self.assertNotIn(("form", "co_thi_dua"), rows)
        self.assertEqual(rows["status", "proposed"], (1, 1, 1))
        place = json.loads(self.done("history", "--store", self.store, "--json", "Lai Châu").out)
        awards = [award for year in place["years"] for award in year["awards"]]
        group = next(award for award in awards if award["recipient"]["kind"] == "group")
        named = next(award for award in awards if award["recipient"]["name"] and award["form"] == "bang_khen")
        self.assertEqual(group["may_include"], [named["id"]])
        self.assertIn("có thể gồm: Sở Y tế", self.done("history", "--store", self.store, "Lai Châu").out)

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
