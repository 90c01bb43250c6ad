"""What the API answers, asked as its users ask."""

import csv
import gzip
import io
import json
import xml.etree.ElementTree
import zipfile

from serving import ServerTest, main

API = "/api/v1"
ATOM = "{http://www.w3.org/2005/Atom}"


class SearchTest(ServerTest):
    def test_words_without_marks(self):
        page = self.found(API + "/search", q="y te son la")
        self.assertEqual(page["items"][0]["url"], "https://sonla.example.vn/1")
        self.assertTrue(any(piece["found"] for piece in page["items"][0]["snippet"]))

    def test_filters_narrow(self):
        self.assertEqual(self.found(API + "/search", province="ha-noi")["count"], 2)
        self.assertEqual(self.found(API + "/search", q="bằng khen", province="Hà Nội")["count"], 1)
        self.assertEqual(self.found(API + "/search", form="bang_khen", year="2023")["count"], 1)

    def test_near_words_where_nothing_is_found(self):
        page = self.found(API + "/search", q="thuongg")
        self.assertEqual(page["count"], 0)
        self.assertIn("thuong", page["suggestions"][0]["near"])

    def test_pages_follow_each_other(self):
        seen, cursor = [], None
        while True:
            page = self.found(API + "/articles", limit=1, **({"cursor": cursor} if cursor else {}))
            seen += [item["url"] for item in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
        self.assertEqual(seen, ["https://sonla.example.vn/1", "https://sonla.example.vn/2",
                                "https://hanoi.example.vn/4", "https://hanoi.example.vn/3"])

    def test_facets(self):
        facets = {(one["kind"], one["value"]): one["count"] for one in self.found(API + "/facets", q="bằng khen")["facets"]}
        self.assertEqual(facets["form", "bang_khen"], 2)
        self.assertEqual(facets["province", "son-la"], 1)

    def test_suggestions(self):
        items = self.found(API + "/suggestions", q="so y")["items"]
        self.assertIn(("agency", "Sở Y tế"), [(item["kind"], item["name"]) for item in items])

    def test_what_cannot_be_asked_is_named(self):
        self.assert_refused(self.server.get(API + "/search?nonsense=1"), 400, "unknown_parameter")
        self.assert_refused(self.server.get(API + "/search?limit=0"), 400, "bad_parameter")
        self.assert_refused(self.server.get(API + "/search?limit=many"), 400, "bad_parameter")
        self.assert_refused(self.server.get(API + "/search?province=nowhere"), 400, "bad_parameter")
        self.assert_refused(self.server.get(API + "/awards?year=last"), 400, "bad_parameter")
        self.assert_refused(self.server.get(API + "/awards?cursor=%21"), 400, "bad_parameter")
        self.assert_refused(self.server.get(API + "/nothing"), 404, "not_found")
        self.assert_refused(self.server.get(API + "/awards/none"), 404, "not_found")
        self.assert_refused(self.server.ask("POST", API + "/search"), 405, "method_not_allowed")


class RecordTest(ServerTest):
    def test_an_award_with_its_evidence(self):
        row, = self.found(API + "/awards", province="son-la")["items"]
        self.assertEqual((row["form"], row["year"], row["status"]), ("bang_khen", 2023, "conferred"))
        award = self.found(API + "/awards/" + row["id"])
        self.assertIn("tặng Bằng khen cho Sở Y tế", award["evidence"][0]["text"])
        self.assertEqual(award["evidence"][0]["url"], "https://sonla.example.vn/1")

    def test_award_filters(self):
        count = lambda **params: self.found(API + "/awards", **params)["count"]  # noqa: E731
        self.assertEqual(count(), 2)
        self.assertEqual(count(recipient="nguyen hien"), 1)
        self.assertEqual(count(year="2020..2022"), 1)
        self.assertEqual(count(form="bang_khen,giay_khen"), 2)
        self.assertEqual(count(level="grassroots"), 0)
        self.assertEqual(count(announced="2024"), 1)
        self.assertEqual(count(q="so y te"), 1)
        self.assertEqual(count(since="2999-01-01"), 0)

    def test_award_facets(self):
        facets = {(one["kind"], one["value"]): one["count"] for one in self.found(API + "/awards/facets")["facets"]}
        self.assertEqual(facets["form", "bang_khen"], 2)
        self.assertEqual(facets["year", "2022"], 1)

    def agency(self):
        items = self.found(API + "/agencies", q="sở y tế")["items"]
        return next(item for item in items if item["place"] == "son-la")

    def test_an_agency_and_its_timeline(self):
        item = self.agency()
        self.assertEqual((item["name"], item["awards"], item["last_award"]), ("Sở Y tế", 1, 2023))
        agency = self.found(API + "/agencies/" + self.quoted(item["id"]))
        years = {year["year"]: year for year in agency["years"]}
        self.assertEqual([award["form"] for award in years[2023]["awards"]], ["bang_khen"])
        self.assertEqual([role["role"] for role in years[2024]["bloc_roles"]], ["head"])

    def test_lists_of_an_agency(self):
        self.assertEqual(self.found(API + "/awards", agency=self.agency()["id"])["count"], 1)
        self.assertEqual(self.found(API + "/roles", agency=self.agency()["id"])["count"], 1)

    def test_agencies_not_honoured(self):
        names = [item["name"] for item in self.found(API + "/agencies", without_award_since=2023)["items"]]
        self.assertIn("Sở Nội vụ", names)
        self.assertNotIn("Sở Y tế", names)

    def test_a_bloc(self):
        item, = self.found(API + "/blocs", q="van hoa")["items"]
        self.assertEqual([head["holder"]["name"] for head in item["heads"]], ["Sở Y tế"])
        bloc = self.found(API + "/blocs/" + self.quoted(item["id"]))
        self.assertEqual(bloc["name"], "Khối thi đua Văn hóa - Xã hội tỉnh Sơn La")
        self.assertEqual([year["year"] for year in bloc["years"]], [2024])
        role, = self.found(API + "/roles", year="2024")["items"]
        self.assertEqual(role["bloc_id"], item["id"])
        self.assertIn("làm Trưởng khối", self.found(API + "/roles/" + role["id"])["evidence"][0]["text"])

    def test_an_official(self):
        item, = self.found(API + "/officials", q="kieu ngan")["items"]
        official = self.found(API + "/officials/" + item["id"])
        self.assertEqual(official["name"], "Lò Thị Kiều Ngân")
        self.assertEqual([(post["title"], post["agency"]) for post in official["positions"]],
                         [("Phó Giám đốc", "Sở Nội vụ")])

    def test_an_article_with_its_facts(self):
        hit = self.found(API + "/search", q="khen thưởng ngành y tế")["items"][0]
        article = self.found(API + "/articles/" + hit["id"])
        award, = article["facts"]["awards"]
        self.assertEqual(article["text"][award["begin"]:award["end"]], award["text"])
        self.assertEqual(award["record"], self.found(API + "/awards", province="son-la")["items"][0]["id"])
        copy = self.server.get(API + "/articles/" + hit["id"] + "/copy")
        self.assertTrue(copy.headers["content-type"].startswith("text/plain"))
        self.assertIn("Khen thưởng ngành y tế", copy.body.decode())

    @staticmethod
    def quoted(text):
        import urllib.parse
        return urllib.parse.quote(text, safe="")


class OverviewTest(ServerTest):
    def test_stats(self):
        stats = self.found(API + "/stats")
        self.assertEqual(stats["totals"]["articles"], 4)
        self.assertEqual(stats["totals"]["awards"], 2)
        self.assertEqual(self.found(API + "/stats", province="son-la")["totals"]["awards"], 1)
        change = {line["measure"]: line for line in stats["change"]}
        self.assertEqual((change["articles"]["value"], change["articles"]["before"]), (2, 2))

    def test_names(self):
        names = self.found(API + "/names")
        forms = {form["id"]: form for form in names["forms"]}
        self.assertEqual(forms["bang_khen"]["vi"], "Bằng khen")
        self.assertEqual(sum(province["current"] for province in names["provinces"]), 34)

    def test_changes(self):
        page = self.found(API + "/changes")
        self.assertEqual({item["kind"] for item in page["items"]}, {"award", "role", "official"})
        self.assertEqual(self.found(API + "/changes", since="2999-01-01")["items"], [])

    def test_session_without_token(self):
        session = self.found(API + "/session")
        self.assertEqual((session["reviewer"], session["review"], session["records_due"]), (None, False, False))

    def test_metrics(self):
        self.found(API + "/names")
        text = self.server.get("/metrics").body.decode()
        self.assertRegex(text, r'bangvang_requests_total\{operation="names",status="200"\} [1-9]')


class FormsTest(ServerTest):
    def test_csv_is_what_the_list_shows(self):
        answer = self.server.get(API + "/awards?province=son-la&format=csv")
        rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
        self.assertEqual(len(rows), 1)
        self.assertIn("Sở Y tế tỉnh Sơn La", rows[0].values())
        self.assertIn("awards.csv", answer.headers["content-disposition"])

    def test_json_lines_of_articles(self):
        answer = self.server.get(API + "/articles?format=jsonl&site=hanoi.example.vn")
        urls = [json.loads(line)["url"] for line in answer.body.decode().splitlines()]
        self.assertEqual(urls, ["https://hanoi.example.vn/4", "https://hanoi.example.vn/3"])

    def test_a_workbook_opens(self):
        answer = self.server.get(API + "/roles?format=xlsx")
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            self.assertIn("xl/worksheets/sheet1.xml", book.namelist())
            self.assertIsNone(book.testzip())

    def test_a_search_is_a_feed(self):
        answer = self.server.get(API + "/search?q=tin&format=atom")
        feed = xml.etree.ElementTree.fromstring(answer.body)
        titles = [entry.findtext(ATOM + "title") for entry in feed.iter(ATOM + "entry")]
        self.assertTrue(any("<script>alert(1)</script>" in title for title in titles), titles)
        self.assertNotIn(b"<script>", answer.body)

    def test_awards_are_a_feed(self):
        feed = xml.etree.ElementTree.fromstring(self.server.get(API + "/awards?format=atom").body)
        entries = list(feed.iter(ATOM + "entry"))
        self.assertEqual(len(entries), 2)
        self.assertTrue(all(entry.find(ATOM + "link").get("href").startswith("https://") for entry in entries))

    def test_packed_and_known(self):
        plain = self.server.get(API + "/names")
        packed = self.server.get(API + "/names", Accept_Encoding="gzip")
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        for answer in (plain, packed):
            again = self.server.get(API + "/names", If_None_Match=answer.headers["etag"])
            self.assertEqual((again.status, again.body), (304, b""))
        other = self.server.get(API + "/names", If_None_Match='"another"')
        self.assertEqual(other.status, 200)

    def test_head_is_a_get_without_body(self):
        answer = self.server.ask("HEAD", API + "/names")
        self.assertEqual((answer.status, answer.body), (200, b""))
        self.assertEqual(int(answer.headers["content-length"]), len(self.server.get(API + "/names").body))


class TryTest(ServerTest):
    TEXT = "Khen thưởng\n\nNgày 01/3/2024, UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế.\n"

    def extract(self, body, kind, **params):
        query = "?" + "&".join(f"{name}={value}" for name, value in params.items()) if params else ""
        return self.server.ask("POST", API + "/extract" + query, body=body.encode(), Content_Type=kind)

    def test_text_is_read(self):
        found = self.extract(self.TEXT, "text/plain; charset=utf-8").json()
        award, = found["extraction"]["facts"]["awards"]
        self.assertEqual(award["form"], "bang_khen")
        text = found["extraction"]["article"]["text"]
        for mention in found["mentions"]:
            self.assertEqual(text[mention["begin"]:mention["end"]], mention["text"])

    def test_a_page_is_read(self):
        page = "<html><body><h1>Khen thưởng</h1><p>Ngày 01/3, UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế.</p></body></html>"
        found = self.extract(page, "text/html", published="2024-03-02").json()
        self.assertEqual(found["extraction"]["facts"]["dates"][0]["value"], "2024-03-01")

    def test_what_is_no_text_is_refused(self):
        self.assert_refused(self.extract("", "text/plain"), 400, "not_readable")
        self.assert_refused(self.extract("{}", "application/json"), 415, "unsupported_type")

    def test_grammars(self):
        state = self.found(API + "/grammars")
        self.assertEqual((state["errors"], state["directory"]), ([], None))


class LookupTest(ServerTest):
    LIST = "Họ tên,Cơ quan\nSở Y tế Sơn La,\nKhông có ai,\n"

    def look_up(self, form):
        return self.server.ask("POST", API + "/lookup?format=" + form, body=self.LIST.encode(), Content_Type="text/csv")

    def test_answers_stand_beside_the_names(self):
        table = self.look_up("json").json()
        self.assertEqual(table["header"][:2], ["Họ tên", "Cơ quan"])
        self.assertEqual(len(table["rows"]), 2)
        self.assertTrue(any("Bằng khen" in cell for cell in table["rows"][0]))
        rows = list(csv.reader(io.StringIO(self.look_up("csv").body.decode())))
        self.assertEqual(rows[1:], table["rows"])
        with zipfile.ZipFile(io.BytesIO(self.look_up("xlsx").body)) as book:
            self.assertIsNone(book.testzip())


class ReconcileTest(ServerTest):
    """Requests as OpenRefine makes them."""

    def test_manifest(self):
        manifest = self.found("/reconcile")
        self.assertIn("0.2", manifest["versions"])
        self.assertIn("agency", [kind["id"] for kind in manifest["defaultTypes"]])

    def test_queries_of_a_form(self):
        import urllib.parse
        queries = {"q0": {"query": "Sở Y tế tỉnh Sơn La", "limit": 3, "type": "agency"},
                   "q1": {"query": "lò thị kiều ngân"}, "q2": {"query": "không có"}}
        answer = self.server.ask("POST", "/reconcile", body=urllib.parse.urlencode({"queries": json.dumps(queries)}),
                                 Content_Type="application/x-www-form-urlencoded").json()
        best = answer["q0"]["result"][0]
        self.assertEqual((best["name"], best["match"], best["type"][0]["id"]), ("Sở Y tế", True, "agency"))
        self.assertEqual(answer["q1"]["result"][0]["type"][0]["id"], "official")
        self.assertEqual(answer["q2"]["result"], [])
        path = "/api/v1/agencies/" + urllib.parse.quote(best["id"].split("/", 1)[1], safe="")
        self.assertEqual(self.server.get(path).status, 200)

    def test_completing(self):
        result = self.found("/reconcile/suggest/entity", prefix="so y")["result"]
        self.assertIn("Sở Y tế", [one["name"] for one in result])

    def test_broken_queries(self):
        self.assert_refused(self.server.get("/reconcile", {"queries": "{"}), 400, "bad_parameter")


if __name__ == "__main__":
    main()
