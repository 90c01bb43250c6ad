"""bangvang extract: its options, its order, and that nothing around it changes what it writes."""

import gzip
import json

from command import ARTICLE, CORPUS, DONE, SOME_FAILED, USAGE, CommandTest, main, run, surroundings


def sources(outcome):
    return [found["article"]["source"] for found in outcome.objects()]


class CorpusTest(CommandTest):
    def read(self, *args, **how):
        """Output over our corpus, where some pages hold no article and are named for it."""
        outcome = run("extract", *args, **how)
        self.assert_ended(outcome, SOME_FAILED)
        return outcome.out


class Input(CommandTest):
    def test_output_is_in_the_order_of_input(self):
        paths = [self.file(name, ARTICLE.replace("26/01", day)) for name, day in
                 (("b.txt", "25/01"), ("a.txt", "26/01"), ("c.txt", "27/01"))]
        self.file("folder/2.txt", ARTICLE)
        self.file("folder/1.txt", ARTICLE)
        self.file("folder/deep/0.txt", ARTICLE)
        outcome = self.done("extract", *paths, self.dir / "folder", paths[0])
        folder = [self.dir / "folder" / name for name in ("1.txt", "2.txt", "deep/0.txt")]
        self.assertEqual(sources(outcome), [str(path) for path in [*paths, *folder, paths[0]]])

    def test_pages_are_read_and_those_without_an_article_named(self):
        pages = CORPUS / "pages"
        outcome = run("extract", "--with-text", pages / "nukeviet-huan-chuong-truong-hoc.html",
                      pages / "kiem-tra-trinh-duyet.html", pages / "danh-sach-tin-thi-dua.html")
        self.assert_ended(outcome, SOME_FAILED)
        article, = (found["article"] for found in outcome.objects())
        self.assertEqual(article["title"], "Trường THPT Sông Cầu đón nhận Huân chương Lao động hạng Ba")
        self.assertEqual(article["author"], "Võ Hạ Vy")
        self.assertNotIn("Những tin mới hơn", article["text"])
        self.assertIn("kiem-tra-trinh-duyet.html: is a check against robots", outcome.err)
        self.assertIn("danh-sach-tin-thi-dua.html: shows a list of articles", outcome.err)

    def test_standard_input(self):
        by_dash = self.done("extract", "-", stdin=ARTICLE)
        self.assertEqual(sources(by_dash), ["-"])
        self.assertEqual(self.done("extract", stdin=ARTICLE).out, by_dash.out)

    def test_json_lines_by_name_and_by_option(self):
        lines = "".join(json.dumps({"text": ARTICLE, "url": "https://Example.vn/a?utm_source=x", "title": None,
                                    "published": "2024-01-26", "more": [1, {"x": "y"}]}) + "\n\n" for _ in range(2))
        by_name = self.done("extract", self.file("articles.jsonl", lines))
        self.assertEqual([s.rsplit(":", 1)[1] for s in sources(by_name)], ["1", "3"])
        first = by_name.objects()[0]
        self.assertEqual(first["article"]["url"], "https://example.vn/a")
        self.assertEqual(first["facts"]["dates"][0]["value"], "2024-01-26")
        by_option = self.done("extract", "--jsonl", stdin=lines)
        self.assertEqual(sources(by_option), ["-:1", "-:3"])
        self.assertEqual([o["facts"] for o in by_option.objects()], [o["facts"] for o in by_name.objects()])
        self.assertEqual(len(self.done("extract", "--jsonl", "-", stdin=lines).objects()), 2)

    def test_keys_may_have_other_names(self):
        lines = self.file("a.jsonl", json.dumps({"body": ARTICLE, "link": "https://x.vn/1"}) + "\n")
        found = self.done("extract", "--field", "text=body", "--field", "url=link", lines).objects()
        self.assertEqual(found[0]["article"]["url"], "https://x.vn/1")
        self.assertTrue(found[0]["facts"]["bloc_roles"])
        for wrong in ("body", "text", "text=", "words=body", "=body"):
            outcome = run("extract", "--field", wrong, lines)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, "--field", wrong)

    def test_what_it_wrote_before_is_handed_on(self):
        before = self.done("extract", self.file("a.txt", ARTICLE)).out
        path = self.file("before.jsonl", before)
        self.assertEqual(self.done("extract", path).out, before)
        self.assertEqual(json.loads(self.done("extract", "--pretty", path).out), json.loads(before))
        outcome = run("extract", "--events", path)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, "before.jsonl:1", "is extracted already")

    def test_archives(self):
        def record(kind, content, more=""):
            return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.vn/{kind}\r\n{more}"
                    f"Content-Length: {len(content)}\r\n\r\n").encode() + content + b"\r\n\r\n"
        http = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".encode() + ARTICLE.encode()
        response = record("response", http, "Content-Type: application/http\r\n")
        archive = record("request", b"GET / HTTP/1.1\r\n\r\n") + response + record("revisit", b"")
        path = self.file("a.warc.gz", gzip.compress(archive) + gzip.compress(response)[:-20])
        outcome = run("extract", path)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, path, "ends within a gzip member")
        found = outcome.objects()
        self.assertEqual([o["article"]["url"] for o in found], ["https://x.vn/response"])
        self.assertTrue(found[0]["facts"]["bloc_roles"])
        self.assertIn("bangvang: note: passed over 1 records that are no pages, 1 revisits of pages "
                      "stored elsewhere\n", outcome.err)
        self.assertEqual(run("extract", "-", stdin=path.read_bytes()).objects()[0]["facts"], found[0]["facts"])

    def test_corpus_form(self):
        outcome = self.done("extract", CORPUS / "traps")
        self.assertEqual(len(outcome.objects()), len(list((CORPUS / "traps").glob("*.txt"))))

    def test_odd_file_names(self):
        for name in ("hội nghị.txt", "a b\n.txt", "--jobs"):
            path = self.file(name, ARTICLE)
            outcome = self.done("extract", "--", path.name, cwd=self.dir)
            self.assertEqual(sources(outcome), [name])

    def test_a_file_name_that_is_not_utf8(self):
        (self.dir / "x").mkdir()
        path = bytes(self.dir / "x") + b"/h\xf4i.txt"
        with open(path, "wb") as file:
            file.write(ARTICLE.encode())
        for where in (path, self.dir / "x"):
            self.assertEqual(len(self.done("extract", where).objects()), 1)


class Options(CorpusTest):
    def setUp(self):
        super().setUp()
        self.article = self.file("article.txt", ARTICLE)

    def test_one_object_per_article(self):
        found = self.done("extract", self.article).objects()[0]
        self.assertEqual(found["schema_version"], 1)
        self.assertRegex(found["producer"]["grammars"], r"^sha256:[0-9a-f]{64}$")
        self.assertEqual(found["facts"]["bloc_roles"][0]["holder"], "Sở Tư pháp")
        self.assertNotIn("text", found["article"])

    def test_published_tells_the_year(self):
        def dates(*more):
            facts = self.done("extract", *more, self.article).objects()[0]["facts"]
            return [date["value"] for date in facts["dates"]]
        self.assertIn("XXXX-01-26", dates())
        self.assertIn("2024-01-26", dates("--published", "2024-01-28"))
        self.assertIn("2023-01-26", dates("--published", "2023-02-01"))

    def test_with_text_quotes_it_all(self):
        found = self.done("extract", "--with-text", self.article).objects()[0]
        self.assertEqual(found["article"]["text"], ARTICLE)
        for facts in found["facts"].values():
            for fact in facts:
                self.assertEqual(ARTICLE[fact["begin"]:fact["end"]], fact["text"])

    def test_pretty_says_the_same(self):
        pretty = self.done("extract", "--pretty", self.article).out
        self.assertGreater(len(pretty.splitlines()), 20)
        self.assertEqual(json.loads(pretty), self.done("extract", self.article).objects()[0])

    def test_events_are_a_line_each(self):
        events = self.done("extract", "--events", self.article).objects()
        whole = self.done("extract", self.article).objects()[0]
        self.assertEqual([e["type"] for e in events], [e["type"] for e in whole["events"]])
        self.assertIn("bloc_role", [e["type"] for e in events])
        for event, same in zip(events, whole["events"]):
            self.assertEqual(event["schema_version"], 1)
            self.assertEqual(event["article"]["id"], whole["article"]["id"])
            self.assertEqual(event["id"], same["id"])

    def test_gold_is_a_draft_without_places(self):
        draft = json.loads(self.done("extract", "--gold", self.article).out)
        for kind in ("article", "dates", "agencies", "blocs", "bloc_roles", "officials", "awards",
                     "documents", "meetings", "optional"):
            self.assertIn(kind, draft)
        self.assertEqual(draft["officials"][0]["name"], "Lò Thị Kiều Ngân")
        self.assertNotIn("begin", json.dumps(draft))

    def test_no_gate_changes_nothing(self):
        self.assertEqual(self.read("--no-gate", CORPUS), self.read(CORPUS))

    def test_grammars_of_ones_own(self):
        ours = self.done("extract", self.article).objects()[0]
        own = self.file("own/meeting.toml", """
[[rule]]
id = "meeting_event.rehearsal"
pattern = 'tổng duyệt'
""").parent
        # The rules for meetings are gone; those of other kinds are still there.
        theirs = run("extract", "--grammars", own, self.article)
        self.assert_ended(theirs, DONE)
        theirs = theirs.objects()[0]
        self.assertIn("meeting", [event["type"] for event in ours["events"]])
        self.assertNotIn("meeting", [event["type"] for event in theirs["events"]])
        self.assertNotEqual(theirs["producer"]["grammars"], ours["producer"]["grammars"])
        self.assertEqual([a["name"] for a in theirs["facts"]["agencies"]],
                         [a["name"] for a in ours["facts"]["agencies"]])

    def test_grammars_that_add(self):
        own = self.file("own/venue.toml", """
[lexicon.venue_word]
"hội trường lớn" = "hall"
""").parent
        ours, theirs = self.done("extract", self.article), self.done("extract", "--grammars", own, self.article)
        self.assertEqual(ours.objects()[0]["facts"], theirs.objects()[0]["facts"])
        self.assertNotEqual(ours.objects()[0]["producer"], theirs.objects()[0]["producer"])


class Determinism(CorpusTest):
    def test_surroundings_and_threads_do_not_matter(self):
        articles = "".join(json.dumps({"text": path.read_text("utf-8"), "title": path.stem}) + "\n"
                           for path in sorted(CORPUS.rglob("*.txt"))) * 4
        lines = self.file("articles.jsonl", articles)
        first = self.read("--jobs", "1", CORPUS, lines)
        for env in ({"TZ": "America/Lima"}, {"LC_ALL": "C"}, {"LC_ALL": "vi_VN.UTF-8"},
                    {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "vi_VN.UTF-8"}):
            for jobs in ("1", "2"):
                with self.subTest(env=env, jobs=jobs):
                    out = self.read("--jobs", jobs, CORPUS, lines, env=surroundings(**env))
                    self.assertTrue(out == first, "output differs")
        self.assertTrue(self.read("--jobs", "7", CORPUS, lines) == first, "output differs")

    def test_what_stands_around_an_article_does_not_matter(self):
        one = self.file("one.txt", ARTICLE)
        alone = self.done("extract", one).out
        among = self.read(CORPUS, one, CORPUS).splitlines(keepends=True)
        self.assertIn(alone, among)



class Confidence(CommandTest):
    TEXT = ("Khối thi đua Kinh tế tổng kết năm 2021\n\nChiều 29/12/2021, Khối thi đua Kinh tế tổng kết năm 2021. "
            "Sở Tài chính được suy tôn và đề xuất xét tặng Cờ thi đua. "
            "Tiếp sau đó là Sở Công Thương được tặng Bằng khen.\n")

    def awards(self, *args):
        found, = self.done("extract", *args, self.file("a.txt", self.TEXT)).objects()
        return {a["recipient"]["name"]: a for a in found["facts"]["awards"]}, found

    def test_a_conferred_award_behind_proposals_is_doubtful(self):
        awards, _ = self.awards()
        self.assertEqual(awards["Sở Công Thương"]["status"], "conferred")
        self.assertEqual(awards["Sở Công Thương"]["confidence"], "doubtful")
        self.assertNotEqual(awards["Sở Tài chính"]["confidence"], "doubtful")

    def test_min_confidence_leaves_out_what_is_less_sure(self):
        all_awards, _ = self.awards("--min-confidence", "doubtful")
        likely, found = self.awards("--min-confidence", "likely")
        self.assertEqual(set(all_awards) - set(likely), {"Sở Công Thương"})
        self.assertEqual(likely["Sở Tài chính"], all_awards["Sở Tài chính"])
        self.assertEqual([e["recipient"]["name"] for e in found["events"] if e["type"] == "award"], ["Sở Tài chính"])
        _, found = self.awards("--min-confidence", "certain")
        facts = [fact for kind in found["facts"].values() for fact in kind]
        self.assertEqual({fact["confidence"] for fact in facts}, {"certain"})

    def test_wrong_usage(self):
        for call in (["--min-confidence", "sure"], ["--gold", "--min-confidence", "likely"]):
            outcome = run("extract", *call, stdin=ARTICLE)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, "--min-confidence")


class Findings(CommandTest):
    def findings(self, text, *args):
        found, = self.done("extract", *args, self.file("a.txt", text)).objects()
        return [(f["kind"], f["stated"], f["listed"]) for f in found["findings"]]

    def test_a_number_that_differs_from_the_names(self):
        text = "Tin khen thưởng\n\nUBND tỉnh tặng Bằng khen cho 03 tập thể gồm: Sở Y tế, Sở Tư pháp.\n"
        self.assertEqual(self.findings(text), [("count_differs", 3, 2)])
        self.assertEqual(self.findings(text.replace("03", "02")), [])

    def test_an_award_of_a_year_to_come(self):
        text = "Tin khen thưởng\n\nSở Y tế được UBND tỉnh tặng Bằng khen năm 2024.\n"
        self.assertEqual(self.findings(text, "--published", "2023-05-06"), [("award_after_announcement", None, None)])
        self.assertEqual(self.findings(text, "--published", "2024-12-30"), [])

    def test_two_heads_of_one_bloc(self):
        text = ("Khối thi đua số 1 ký giao ước\n\nKhối thi đua số 1 ký giao ước thi đua năm 2024. "
                "Sở Y tế làm Trưởng khối năm 2024. Sở Tư pháp là Trưởng khối năm 2024.\n")
        self.assertEqual(self.findings(text), [("two_heads", None, None)])


if __name__ == "__main__":
    main()
