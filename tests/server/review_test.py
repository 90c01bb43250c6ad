"""Review over HTTP: the queue, what people say, and what becomes of records."""

import json

from serving import TOKEN, ServerTest, main

MORE = [
    # Two articles of one decision that give it different days.
    {"url": "https://sonla.example.vn/21", "published": "2024-05-02",
     "text": "Tuyên dương\n\nTheo Quyết định số 321/QĐ-UBND ngày 28/4/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Công "
             "Thương vì thành tích năm 2023.\n"},
    {"url": "https://sonla.example.vn/22", "published": "2024-05-03",
     "text": "Tin ngành\n\nTheo Quyết định số 321/QĐ-UBND ngày 29/4/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Công "
             "Thương vì thành tích năm 2023.\n"},
    # A head line that counts otherwise than its list.
    {"url": "https://sonla.example.vn/23", "published": "2024-06-02",
     "text": "Khen thưởng\n\nNgày 01/6/2024, UBND tỉnh Sơn La tặng Bằng khen cho 03 tập thể, gồm: Sở Tài chính và Sở Tư pháp. "
             "Chi bộ thôn Mường Bú cũng được biểu dương.\n"},
]
OURS = {"Authorization": "Bearer " + TOKEN}


class ReviewTest(ServerTest):
    options = ("--token-file", "TOKENS", "--no-log")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for article in MORE:
            made = cls.server.ask("POST", f"/api/v1/ingest?url={article['url']}&published={article['published']}",
                                  body=article["text"].encode(), Content_Type="text/plain", **OURS)
            assert made.json()["outcome"] == "new", made.body

    def say(self, action, **body):
        return self.server.ask("POST", "/api/v1/review/" + action, body=json.dumps(body).encode(),
                               Content_Type="application/json", **OURS)

    def said(self, action, **body):
        answer = self.say(action, **body)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertFalse(answer.json()["records_due"])
        return answer.json()

    def undo(self, said):
        self.said("undo", corrections=said["corrections"])

    def queue(self, **params):
        answer = self.server.get("/api/v1/review/queue", params, **OURS)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def awards(self, **params):
        return self.found("/api/v1/awards", **params)["items"]

    def facts_of(self, **params):
        [award] = self.awards(**params)
        return [quote["id"] for quote in self.found("/api/v1/awards/" + award["id"])["evidence"]]


class Queue(ReviewTest):
    def test_a_conflict_shows_what_each_article_says_and_goes_when_all_is_judged(self):
        [doubt] = self.queue(why="conflict")["items"]
        self.assertEqual(doubt["award"]["recipient"]["name"], "Sở Công Thương")
        self.assertEqual({quote["fact"]["decision"]["date"] for quote in doubt["evidence"]}, {"2024-04-28", "2024-04-29"})
        self.assertTrue(all("321/QĐ-UBND" in quote["text"] for quote in doubt["evidence"]))
        one, other = (quote["id"] for quote in doubt["evidence"])
        first = self.said("accept", facts=[one])
        self.assertEqual(len(self.queue(why="conflict")["items"]), 1)
        both = self.said("accept", facts=[one, other])
        self.assertEqual(self.queue(why="conflict")["items"], [])
        self.undo(both)
        self.undo(first)
        self.assertEqual(len(self.queue(why="conflict")["items"]), 1)

    def test_an_edit_settles_a_conflict(self):
        [doubt] = self.queue(why="conflict")["items"]
        wrong = next(quote for quote in doubt["evidence"] if quote["fact"]["decision"]["date"] == "2024-04-29")
        said = self.said("edit", fact=wrong["id"], fields={"decision": {"date": "2024-04-28"}}, reason="gõ nhầm ngày")
        self.assertEqual(self.queue(why="conflict")["items"], [])
        self.assertEqual(self.awards(recipient="cong thuong")[0]["decision"]["date"], "2024-04-28")
        self.undo(said)

    def test_what_is_odd_in_an_article_waits_until_it_is_seen(self):
        [doubt] = self.queue(why="finding")["items"]
        [quote] = doubt["evidence"]
        self.assertEqual((quote["fact"]["kind"], quote["fact"]["stated"], quote["fact"]["listed"]), ("count_differs", 3, 2))
        said = self.said("accept", facts=[doubt["id"]])
        self.assertEqual(self.queue(why="finding")["items"], [])
        self.undo(said)

    def test_page_by_page_it_is_the_same(self):
        whole = [doubt["id"] for doubt in self.queue()["items"]]
        self.assertGreaterEqual(len(whole), 2)
        pages, cursor = [], None
        while True:
            page = self.queue(limit=1, **({"cursor": cursor} if cursor else {}))
            pages += [doubt["id"] for doubt in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
        self.assertEqual(pages, whole)


class Saying(ReviewTest):
    def test_what_is_rejected_goes_at_once_and_undo_brings_it_back(self):
        before = self.server.get("/api/v1/awards?recipient=nguyen+hien")
        self.assertEqual(before.json()["count"], 1)
        said = self.said("reject", facts=self.facts_of(recipient="nguyen hien"), reason="bài viết nhầm")
        after = self.server.get("/api/v1/awards?recipient=nguyen+hien", If_None_Match=before.headers["etag"])
        self.assertEqual((after.status, after.json()["count"]), (200, 0))
        log = self.server.get("/api/v1/review/corrections", {"limit": 1}, **OURS).json()["items"]
        self.assertEqual([(c["action"], c["by"], c["reason"], c["undone_by"]) for c in log],
                         [("reject", "Lò Thị Kiều Ngân", "bài viết nhầm", None)])
        self.undo(said)
        [was], [now] = before.json()["items"], self.awards(recipient="nguyen hien")
        self.assertEqual({**now, "changed_at": None}, {**was, "changed_at": None})
        log = self.server.get("/api/v1/review/corrections", {"limit": 1}, **OURS).json()["items"]
        self.assertEqual(log[0]["undone_by"], "Lò Thị Kiều Ngân")
        self.assert_refused(self.say("undo", corrections=said["corrections"]), 404, "not_found")

    def test_a_missed_fact_stands_in_its_article_and_has_a_record(self):
        article = self.found("/api/v1/articles", province="son-la")["items"]
        article = next(a["id"] for a in article if a["url"] == MORE[2]["url"])
        fields = {"form": "giay_khen", "status": "conferred", "year": 2023, "recipient": {"kind": "agency", "name": "Sở Nội vụ"}}
        refused = self.say("add", article=article, kind="award", words="không có trong bài", fields=fields)
        self.assert_refused(refused, 400, "bad_parameter")
        said = self.said("add", article=article, kind="award", words="cũng được biểu dương", fields=fields)
        facts = self.found("/api/v1/articles/" + article)["facts"]["awards"]
        [added] = [fact for fact in facts if fact["form"] == "giay_khen"]
        self.assertEqual((added["text"], added["reviewed"], added["rule"]), ("cũng được biểu dương", True, "review"))
        record = self.found("/api/v1/awards/" + added["record"])
        self.assertIn("cũng được biểu dương", record["evidence"][0]["text"])
        self.undo(said)
        facts = self.found("/api/v1/articles/" + article)["facts"]["awards"]
        self.assertNotIn("giay_khen", {fact["form"] for fact in facts})

    def test_records_become_one_and_two_again(self):
        [one], [other] = ([a["id"] for a in self.awards(recipient=name)] for name in ("y te", "cong thuong"))
        merged = self.said("merge", kind="award", record=one, into=other)
        self.assertEqual(len(merged["records"]), 1)
        facts = [quote["id"] for quote in self.found("/api/v1/awards/" + merged["records"][0])["evidence"]]
        self.assertEqual(len(facts), 3)
        split = self.said("split", kind="award", facts=[one])
        self.assertNotEqual(self.found("/api/v1/awards/" + one)["id"], self.found("/api/v1/awards/" + other)["id"])
        self.undo(split)
        self.undo(merged)

    def test_all_is_kept_or_nothing(self):
        facts = self.facts_of(recipient="nguyen hien")
        self.assert_refused(self.say("reject", facts=[*facts, "0" * 32]), 404, "not_found")
        self.assertEqual(len(self.awards(recipient="nguyen hien")), 1)

    def test_what_cannot_be_said(self):
        fact = self.facts_of(recipient="nguyen hien")[0]
        for action, body, code in (
                ("accept", {}, "bad_body"), ("accept", {"facts": []}, "bad_body"), ("accept", {"facts": [1]}, "bad_body"),
                ("accept", {"facts": "all"}, "bad_body"), ("accept", {"facts": [fact], "by": "Ai đó"}, "bad_body"),
                ("accept", {"facts": [fact], "reason": "x" * 1001}, "bad_body"), ("accept", {"facts": ["\0"]}, "bad_body"),
                ("edit", {"fact": fact, "fields": []}, "bad_body"), ("edit", {"fact": fact, "fields": {"colour": 1}}, "bad_parameter"),
                ("merge", {"kind": "bloc", "record": "a", "into": "b"}, "bad_body"), ("undo", {"corrections": [0]}, "bad_body")):
            with self.subTest(action=action, body=body):
                self.assert_refused(self.say(action, **body), 400, code)
        for body in (b"", b"{", b"[]", b"\xff"):
            self.assert_refused(self.server.ask("POST", "/api/v1/review/accept", body=body, Content_Type="application/json",
                                                **OURS), 400, "bad_body")


if __name__ == "__main__":
    main()
