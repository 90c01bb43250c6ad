"""bangvang review: what people say about facts, laid over what the rules read."""

import json
import sqlite3

from command import SOME_FAILED, USAGE, main, run
from storing import StoreTest

HEAD = "Sơn La khen thưởng\n\nNgày 01/3/2024, UBND tỉnh Sơn La "
ARTICLES = [
    {"url": "https://sonla.example.vn/1", "title": "Khen thưởng", "published": "2024-03-02",
     "text": HEAD + "tặng Bằng khen cho Sở Y tế vì thành tích năm 2023. Chi bộ thôn Mường Bú cũng được biểu dương.\n"},
    {"url": "https://sonla.example.vn/2", "title": "Khen thưởng muộn", "published": "2024-09-02",
     "text": "Tin vắn Sơn La\n\nNgày 01/9/2024, UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế vì thành tích năm 2022.\n"},
]


class ReviewTest(StoreTest):
    def setUp(self):
        super().setUp()
        self.ingest(self.file("news.jsonl", self.lines(ARTICLES)))

    @staticmethod
    def lines(articles):
        return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)

    def review(self, *args):
        return self.done("review", "--store", self.store, "--by", "Lan", *args)

    def awards(self):
        answer = json.loads(self.done("history", "--store", self.store, "--json", "Sở Y tế Sơn La").out)
        return [award for year in answer["years"] for award in year["awards"]]

    def fact_of(self, year):
        return next(award["evidence"][0]["id"] for award in self.awards() if award["year"] == year)

    def years(self):
        return sorted(award["year"] for award in self.awards())

    def log(self):
        return json.loads(self.done("review", "--store", self.store, "--json", "log").out)["corrections"]


class Judging(ReviewTest):
    def test_what_is_rejected_goes_and_comes_back_when_that_is_undone(self):
        self.assertEqual(self.years(), [2022, 2023])
        self.review("reject", self.fact_of(2022), "--reason", "bài viết nhầm")
        self.assertEqual(self.years(), [2023])
        entry = self.log()[0]
        self.assertEqual((entry["action"], entry["by"], entry["reason"], entry["undone_by"]),
                         ("reject", "Lan", "bài viết nhầm", None))
        self.done("review", "--store", self.store, "--by", "Minh", "undo", str(entry["number"]))
        self.assertEqual(self.years(), [2022, 2023])
        self.assertEqual(self.log()[0]["undone_by"], "Minh")

    def test_outlives_rules_that_read_again_and_records_that_are_made_again(self):
        self.review("reject", self.fact_of(2022))
        self.review("edit", self.fact_of(2023), "--fields", '{"grade":"hạng Nhất","recipient":{"name":"Sở Y tế"}}')
        self.done("reextract", "--store", self.store)
        self.done("resolve", "--store", self.store, "--full")
        self.assertEqual([(a["year"], a["grade"]) for a in self.awards()], [(2023, "hạng Nhất")])

    def test_outlives_a_page_that_changes_around_the_words(self):
        self.review("edit", self.fact_of(2023), "--fields", '{"grade":"hạng Nhất"}')
        changed = dict(ARTICLES[0], text=ARTICLES[0]["text"] + "\nTin: Hoàng Thị Sen.\n", fetched_at="2025-01-01T00:00:00Z")
        self.ingest(self.file("later.jsonl", self.lines([changed])))
        self.assertEqual({a["year"]: a["grade"] for a in self.awards()}, {2022: None, 2023: "hạng Nhất"})

    def test_edits_only_fields_that_are_there(self):
        fact = self.fact_of(2023)
        for fields, said in (('{"colour":"red"}', "no field 'colour'"), ('{"year":"2023"}', "'year' cannot be"),
                             ('{"status":"given"}', "'status' cannot be"), ("[]", "no JSON object"), ("{", "")):
            with self.subTest(fields):
                ended = run("review", "--store", self.store, "--by", "Lan", "edit", fact, "--fields", fields)
                self.assert_ended(ended, SOME_FAILED)
                self.assertIn(said, ended.err)
        self.assertEqual(self.log(), [])

    def test_a_missed_fact_is_added_by_marking_its_words(self):
        fields = {"form": "giay_khen", "status": "conferred", "year": 2023,
                  "recipient": {"kind": "agency", "name": "Sở Y tế"}}
        add = ["add", ARTICLES[0]["url"], "--fields", json.dumps(fields)]
        ended = run("review", "--store", self.store, "--by", "Lan", *add, "--words", "không có trong bài")
        self.assert_ended(ended, SOME_FAILED)
        self.assertIn("do not stand in the article", ended.err)
        self.review(*add, "--words", "cũng được biểu dương")
        added = next(award for award in self.awards() if award["form"] == "giay_khen")
        self.assertEqual((added["year"], added["body"]["place"]), (2023, "son-la"))
        self.assertIn("cũng được biểu dương", added["evidence"][0]["text"])
        # It can be judged as any other.
        self.review("reject", added["evidence"][0]["id"])
        self.assertNotIn("giay_khen", {award["form"] for award in self.awards()})


class Joining(ReviewTest):
    def test_records_are_made_one_and_parted_again(self):
        one, other = [award["id"] for award in sorted(self.awards(), key=lambda award: award["year"])]
        self.review("merge", one, other, "--reason", "cùng một quyết định")
        self.assertEqual(self.years(), [2023])
        merged = self.awards()[0]
        self.assertEqual(len(merged["evidence"]), 2)
        self.review("split", next(e["id"] for e in merged["evidence"] if e["url"] == ARTICLES[1]["url"]))
        self.assertEqual(len(self.awards()), 2)
        for entry in self.log():
            self.review("undo", str(entry["number"]))
        self.assertEqual(self.years(), [2022, 2023])


class Listing(ReviewTest):
    def test_what_waits_is_listed_until_it_is_judged(self):
        fact = self.fact_of(2023)
        connection = sqlite3.connect(self.store)
        connection.execute("UPDATE facts SET json = json_set(json, '$.confidence', 'doubtful') WHERE id = ?", (fact,))
        connection.commit()
        connection.close()
        waiting = lambda: json.loads(self.review("--json", "list").out)["doubts"]
        self.assertEqual([(d["why"], d["kind"], d["id"]) for d in waiting()], [("doubtful", "award", fact)])
        self.assertIn("chưa chắc", self.review("list").out)
        self.review("accept", fact)
        self.assertEqual(waiting(), [])

    def test_records_wait_until_all_that_tells_them_is_judged(self):
        told = "Tin\n\nTheo Quyết định số 321/QĐ-UBND ngày %d/4/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Công Thương vì thành tích năm 2023.\n"
        self.ingest(self.file("more.jsonl", self.lines(
            {"url": f"https://sonla.example.vn/2{day}", "published": "2024-05-02", "text": told % day} for day in (28, 29))))
        waiting = lambda: json.loads(self.review("--json", "list").out)["doubts"]
        [doubt] = waiting()
        self.assertEqual((doubt["why"], doubt["text"]), ("conflict", "Sở Công Thương"))
        answer = json.loads(self.done("history", "--store", self.store, "--json", "Sở Công Thương Sơn La").out)
        [award] = [award for year in answer["years"] for award in year["awards"]]
        one, other = (quote["id"] for quote in award["evidence"])
        self.review("accept", one)
        self.assertEqual(len(waiting()), 1)
        self.review("accept", other)
        self.assertEqual(waiting(), [])

    def test_gold_is_what_eval_reads(self):
        self.review("accept", self.fact_of(2022))
        self.review("edit", self.fact_of(2023), "--fields", '{"grade":"hạng Nhất"}')
        gold = self.dir / "gold"
        self.review("--gold", gold)
        files = sorted(path.suffix for path in gold.iterdir())
        self.assertEqual(files, [".toml", ".txt", ".txt"])
        text = "".join(path.read_text() for path in gold.glob("*.txt"))
        self.assertIn("\naward     bang_khen | hạng Nhất | conferred | agency:Sở Y tế", text)
        examples = (gold / "examples.toml").read_text()
        self.assertIn("[[rule.accept]]", examples)
        # The rules read no grade there: one of two awards is found.
        scores = self.done("eval", "--gold", gold).out
        self.assertRegex(scores, r"awards\b.*0\.50?")

    def test_forgetting_an_article_takes_what_was_said_of_it(self):
        self.review("reject", self.fact_of(2022), "--reason", "nhầm")
        self.done("forget", "--store", self.store, "--reason", "asked for", ARTICLES[1]["url"])
        self.assertEqual(self.log(), [])


class Refusing(ReviewTest):
    def test_what_it_cannot_use(self):
        for args, status in ((["praise", "x"], USAGE), (["accept"], USAGE), (["merge", "x"], USAGE),
                             (["accept", "0" * 32], SOME_FAILED), (["undo", "77"], SOME_FAILED)):
            with self.subTest(args):
                self.assert_ended(run("review", "--store", self.store, "--by", "Lan", *args), status)


if __name__ == "__main__":
    main()
