"""bangvang search: articles by words, in any spelling, and by what they tell."""

import json
import sqlite3

from command import CORPUS, DONE, SOME_FAILED, USAGE, main, run
from storing import StoreTest

ARTICLES = [
    {"url": "https://sonla.example.vn/1", "title": "Sở Y tế nhận Bằng khen", "published": "2024-03-02",
     "text": "Sở Y tế nhận Bằng khen\n\nNgày 01/3/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế vì "
             "thành tích xuất sắc năm 2023. Dự lễ có bà Lò Thị Kiều Ngân, Giám đốc Sở Y tế.\n"},
    {"url": "https://laichau.example.vn/2", "title": "Tin ở Lai Châu", "published": "2022-05-06",
     "text": "Tin ở Lai Châu\n\nỦy ban nhân dân tỉnh Lai Châu họp bàn việc làm đường ở vùng cao. Ông Nam nêu ý kiến.\n"},
    {"url": "https://hanoi.example.vn/3", "title": "Ngành khoa học", "published": "2023-07-08",
     "text": "Ngành khoa học\n\nSở KH&CN thành phố Hà Nội mở lớp học cho cán bộ. Lớp kéo dài một năm.\n"},
]


class SearchTest(StoreTest):
    def setUp(self):
        super().setUp()
        self.file("news.jsonl", "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES))
        self.ingest(self.dir / "news.jsonl")

    def search(self, *args):
        return self.done("search", "--store", self.store, *args)

    def found(self, *args):
        """The numbers of the articles that fit, sorted."""
        outcome = run("search", "--store", self.store, "--json", *args)
        self.assertIn(outcome.status, (DONE, SOME_FAILED), outcome.err)
        answer = json.loads(outcome.out)
        self.assertEqual(answer["count"], len(answer["articles"]))
        return sorted(int(article["url"][-1]) for article in answer["articles"])

    def test_words_with_marks_match_them_and_others_match_any(self):
        self.assertEqual(self.found("năm"), [1, 3])
        self.assertEqual(self.found("Nam"), [1, 2, 3])
        self.assertEqual(self.found("duong"), [2])
        self.assertEqual(self.found("đường"), [2])
        self.assertEqual(self.found("dường"), [])

    def test_all_words_must_be_there_and_phrases_in_their_order(self):
        self.assertEqual(self.found("sở năm"), [1, 3])
        self.assertEqual(self.found('"lớp học"'), [3])
        self.assertEqual(self.found('"hoc lop"'), [])

    def test_abbreviations_find_what_is_written_out_and_the_other_way(self):
        self.assertEqual(self.found("UBND"), [1, 2])
        self.assertEqual(self.found("ủy ban nhân dân"), [1, 2])
        self.assertEqual(self.found("uy ban nhan dan tỉnh"), [1, 2])
        self.assertEqual(self.found("khoa học và công nghệ"), [3])

    def test_filters(self):
        self.assertEqual(self.found('province:"Sơn La"'), [1])
        self.assertEqual(self.found("form:bang_khen"), [1])
        self.assertEqual(self.found('form:"Bằng khen"', "status:conferred", "year:2023"), [1])
        self.assertEqual(self.found("form:bang_khen", "year:2020..2022"), [])
        self.assertEqual(self.found("announced:2022..2023"), [2, 3])
        self.assertEqual(self.found('recipient:"so y te"'), [1])
        self.assertEqual(self.found('official:"Kiều Ngân"'), [1])
        self.assertEqual(self.found('official:"Kiêu Ngân"'), [])

    def test_what_looks_like_a_language_of_queries_is_text(self):
        for query in ["'; DROP TABLE articles; --", 'text_folded : nam', "nam*", "NEAR(nam nam)", '"', "^năm", "a:b"]:
            outcome = run("search", "--store", self.store, query)
            self.assertIn(outcome.status, (DONE, SOME_FAILED, USAGE), query)
            self.assertNotIn("syntax", outcome.err)
            self.assertNotIn("SQL", outcome.err)
        self.assertEqual(self.found("năm"), [1, 3])
        self.assertEqual(self.found("nam OR xyz"), [])

    def test_pages_follow_each_other(self):
        every = [hit["id"] for hit in json.loads(self.search("--json", "nam").out)["articles"]]
        paged = []
        for after in range(3):
            answer = json.loads(self.search("--json", "--limit", "1", "--after", str(after), "nam").out)
            self.assertEqual(answer["count"], 3)
            paged += [hit["id"] for hit in answer["articles"]]
        self.assertEqual(paged, every)

    def test_the_snippet_shows_what_was_found(self):
        hit = json.loads(self.search("--json", "y tế", "form:bang_khen").out)["articles"][0]
        found = [piece["text"] for piece in hit["snippet"] if piece["found"]]
        self.assertEqual({text.lower() for text in found}, {"y tế"})
        shown = self.search("y tế").out
        for word in ("Sở Y tế nhận Bằng khen", "02/03/2024", "Sơn La", "https://sonla.example.vn/1", "«Y tế»"):
            self.assertIn(word, shown)
        self.assertNotIn("\x1b", shown)

    def test_facets_count_articles(self):
        facets = json.loads(self.search("--json", "--facets", "nam").out)["facets"]
        counts = {(facet["kind"], facet["value"]): facet["articles"] for facet in facets}
        self.assertEqual(counts["year", "2024"], 1)
        self.assertEqual(counts["form", "bang_khen"], 1)

    def test_a_misspelt_word_gets_suggestions(self):
        outcome = run("search", "--store", self.store, "truonng")
        self.assert_ended(outcome, SOME_FAILED)
        outcome = run("search", "--store", self.store, "duonng")
        self.assertIn("duong", outcome.err)
        answer = json.loads(run("search", "--store", self.store, "--json", "duonng").out)
        self.assertEqual([(one["word"], "duong" in one["near"]) for one in answer["suggestions"]], [("duonng", True)])

    def test_the_answer_says_which_years_were_meant(self):
        for query, year, announced, said in (("year:2023", [2023, 2023], None, "các năm đạt thành tích: 2023–2023"),
                                             ("announced:2022..2024", None, [2022, 2024], "các năm công bố: 2022–2024")):
            answer = json.loads(self.search("--json", query).out)
            self.assertEqual((answer["year"], answer["announced"]), (year, announced))
            self.assertIn(said, self.search(query).out)

    def test_what_was_forgotten_is_not_found_nor_in_the_file(self):
        self.file("secret.jsonl", json.dumps({"url": "https://x.example.vn/9", "text": "Tin\n\nChuyện qwertzuiop riêng."}))
        self.ingest(self.dir / "secret.jsonl")
        self.assertEqual(self.found("qwertzuiop"), [9])
        self.done("forget", "--store", self.store, "--reason", "test", "https://x.example.vn/9")
        self.assertEqual(self.found("qwertzuiop"), [])
        self.assertNotIn(b"wertzuiop", self.store.read_bytes())

    def test_a_changed_article_is_found_by_its_new_words_only(self):
        changed = dict(ARTICLES[1], text=ARTICLES[1]["text"].replace("vùng cao", "biên giới"), fetched_at="2025-01-01T00:00:00Z")
        self.file("again.jsonl", json.dumps(changed, ensure_ascii=False))
        self.ingest(self.dir / "again.jsonl")
        self.assertEqual(self.found('"biên giới"'), [2])
        self.assertEqual(self.found('"vùng cao"'), [])

    def test_an_older_index_is_made_anew_by_migrate(self):
        connection = sqlite3.connect(self.store)
        connection.execute("UPDATE search_basis SET words = 0")
        connection.commit()
        connection.close()
        outcome = run("search", "--store", self.store, "năm")
        self.assert_ended(outcome, USAGE)
        self.assert_complains(outcome, self.store, "bangvang migrate")
        self.done("migrate", "--store", self.store)
        self.assertEqual(self.found("năm"), [1, 3])

    def test_wrong_use_is_named(self):
        for query, word in [("year:abc", "year"), ("province:Atlantis", "Atlantis"), ("--limit=0 x", "limit"), ("...", "word")]:
            self.assert_complains(run("search", "--store", self.store, *query.split()), word)
        foreign = self.file("foreign.db", "no store")
        self.assert_ended(run("search", "--store", foreign, "x"), USAGE)
        self.assertEqual(foreign.read_bytes(), b"no store")
        self.assert_ended(run("search", "--store", self.dir / "none.db", "x"), USAGE)
        self.assertFalse((self.dir / "none.db").exists())


if __name__ == "__main__":
    main()
