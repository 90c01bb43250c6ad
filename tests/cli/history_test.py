"""bangvang history: what a store tells of an agency, a person or a place."""

import csv
import datetime
import io
import json
import zipfile

import openpyxl

from command import DONE, SOME_FAILED, USAGE, CommandTest, main, run

ARTICLES = [
    {"url": "https://laichau.example.vn/1", "published": "2024-02-20",
     "text": "Trao thưởng cho ngành y tế tỉnh Lai Châu\n\n"
             "Ngày 19/02/2024, Chủ tịch UBND tỉnh Lai Châu tặng Bằng khen cho Sở Y tế vì thành tích xuất sắc "
             "năm 2023. Dự lễ có bà Lò Thị Kiều Ngân, Giám đốc Sở Y tế.\n"},
    {"url": "https://bao.example.vn/2", "published": "2024-02-22",
     "text": "Tin vắn tỉnh Lai Châu\n\n"
             "Trong tuần qua, Sở Y tế tỉnh Lai Châu được Chủ tịch UBND tỉnh tặng Bằng khen năm 2023.\n"},
    {"url": "https://sonla.example.vn/3", "published": "2024-03-02",
     "text": "Sơn La khen thưởng\n\n"
             "Ngày 01/3/2024, UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế, Sở Khoa học và Công nghệ vì thành "
             "tích năm 2023.\n"},
]


class HistoryTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.store = self.dir / "news.db"
        lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)
        self.file("news.jsonl", lines)
        self.done("ingest", "--store", self.store, self.dir / "news.jsonl")

    def history(self, *args):
        return self.done("history", "--store", self.store, *args)

    def awards(self, name, *args):
        answer = json.loads(self.history("--json", name, *args).out)
        return [award for year in answer["years"] for award in year["awards"]]


class Telling(HistoryTest):
    def test_of_an_agency_in_any_spelling(self):
        for name in ("Sở Y tế Lai Châu", "so y te lai chau", "SỞ Y TẾ - LAI CHÂU", "Sở Y tế tỉnh Lai Châu"):
            with self.subTest(name):
                awards = self.awards(name)
                self.assertEqual([(a["form"], a["year"], a["status"]) for a in awards],
                                 [("bang_khen", 2023, "conferred")])
                # Told by two articles, and one award.
                self.assertEqual([e["url"] for e in awards[0]["evidence"]],
                                 [ARTICLES[0]["url"], ARTICLES[1]["url"]])

    def test_of_an_agency_by_its_abbreviation(self):
        self.assertEqual([a["recipient"]["name"] for a in self.awards("Sở KH&CN")],
                         ["Sở Khoa học và Công nghệ"])

    def test_quotes_the_sentence_and_its_address(self):
        out = self.history("Sở Y tế Lai Châu").out
        words = " ".join(out.split())
        self.assertIn("“Trong tuần qua, Sở Y tế tỉnh Lai Châu được Chủ tịch UBND tỉnh tặng Bằng khen năm 2023.”",
                      words)
        self.assertIn("https://bao.example.vn/2 (22/02/2024)", words)
        self.assertNotIn("\x1b", out)

    def test_of_a_person(self):
        answer = json.loads(self.history("--json", "Lo Thi Kieu Ngan").out)
        positions = [p for year in answer["years"] for o in year["officials"] for p in o["positions"]]
        self.assertEqual([(p["title"], p["agency"]) for p in positions], [("Giám đốc", "Sở Y tế")])

    def test_of_a_place(self):
        answer = json.loads(self.history("--json", "Sơn La").out)
        self.assertEqual([len(year["awards"]) for year in answer["years"] if year["year"] == 2023], [2])

    def test_of_a_year_without_any(self):
        answer = json.loads(self.history("--json", "Sở Y tế Lai Châu").out)
        states = {year["year"]: year["coverage"]["state"] for year in answer["years"]}
        self.assertEqual(states, {2023: "found", 2024: "none_found"})


class NotGuessing(HistoryTest):
    def test_between_places(self):
        outcome = run("history", "--store", self.store, "Sở Y tế")
        self.assert_ended(outcome, SOME_FAILED)
        self.assertEqual(outcome.out, "")
        self.assertIn("Sở Y tế (Lai Châu)", outcome.err)
        self.assertIn("Sở Y tế (Sơn La)", outcome.err)

    def test_a_misspelt_name(self):
        outcome = run("history", "--store", self.store, "Lò Thị Kiều Nga")
        self.assert_ended(outcome, SOME_FAILED)
        self.assertIn("did you mean: Lò Thị Kiều Ngân", outcome.err)

    def test_marks_that_do_not_match(self):
        outcome = run("history", "--store", self.store, "Lò Thị Kiều Ngạn")
        self.assert_ended(outcome, SOME_FAILED)
        self.assertIn("did you mean: Lò Thị Kiều Ngân", outcome.err)


class Blocs(HistoryTest):
    def setUp(self):
        super().setUp()
        texts = ["Khối thi đua Nội chính tỉnh Lai Châu ký kết giao ước thi đua năm 2022\n\n"
                 "Ngày 10/02/2022, Khối thi đua Nội chính tỉnh Lai Châu ký kết giao ước thi đua năm 2022. "
                 "Sở Tư pháp làm Trưởng khối năm 2022, Thanh tra tỉnh làm Phó Trưởng khối.\n",
                 "Tin vắn tỉnh Lai Châu\n\nSở Ngoại vụ làm Trưởng khối Khối thi đua Nội chính năm 2024.\n",
                 "Tin Lai Châu\n\nSở Tư pháp làm Trưởng khối Khối thi đua Nội chính tỉnh Lai Châu năm 2024.\n"]
        lines = "".join(json.dumps({"url": f"https://khoi.example.vn/{i}", "text": text}, ensure_ascii=False) + "\n"
                        for i, text in enumerate(texts))
        self.done("ingest", "--store", self.store, self.file("blocs.jsonl", lines))

    def test_say_who_led_when_and_what_is_missing(self):
        lines = self.done("blocs", "--store", self.store, "noi chinh lai chau").out.splitlines()
        self.assertIn("Khối thi đua Nội chính tỉnh Lai Châu", lines[0])
        table = [line.split() for line in lines[2:]]
        self.assertEqual(table[0], "2022 Sở Tư pháp Thanh tra tỉnh".split())
        self.assertEqual(table[1], "2023 không rõ".split())
        self.assertEqual(table[2][0], "2024")
        self.assertEqual(table[3][0], "!")

    def test_as_json(self):
        blocs = json.loads(self.done("blocs", "--store", self.store, "--json", "Nội chính").out)["blocs"]
        self.assertEqual(len(blocs), 1)
        self.assertEqual([(year["year"], year["contradiction"]) for year in blocs[0]["years"]],
                         [(2022, False), (2024, True)])

    def test_of_another_name(self):
        self.assert_ended(run("blocs", "--store", self.store, "Kinh tế"), SOME_FAILED)


class LookingUp(HistoryTest):
    def look_up(self, text, *args):
        out = self.dir / "out.csv"
        self.done("lookup", "--store", self.store, "-o", out, self.file("list.csv", text), *args)
        return list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))

    def test_adds_what_is_known_to_each_row(self):
        rows = self.look_up('STT;Họ tên;Ghi chú\n1;Sở Y tế Lai Châu;"a;b"\n2;Sở Y tế;\n3;Nguyễn Văn Không;\n')
        self.assertEqual(rows[0][:3], ["STT", "Họ tên", "Ghi chú"])
        self.assertEqual(rows[1][:3], ["1", "Sở Y tế Lai Châu", "a;b"])
        self.assertEqual(rows[1][3], "có: 1 hồ sơ được tặng – Sở Y tế (Lai Châu)")
        self.assertEqual(rows[1][4], "Bằng khen, 2023, được tặng")
        self.assertEqual(rows[1][7], ARTICLES[0]["url"])
        self.assertEqual(rows[2][3], "nhiều kết quả: Sở Y tế (Lai Châu); Sở Y tế (Sơn La)")
        self.assertTrue(rows[3][3].startswith("không có trong kho"))

    def workbook(self, *rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        path = self.dir / "list.xlsx"
        book.save(path)
        return path

    def test_takes_and_gives_spreadsheets(self):
        day = datetime.datetime(2024, 2, 19)
        listed = self.workbook(["STT", "Họ tên", "Ngày nộp"], [1, "Sở Y tế Lai Châu", day], [2, "=1+1", None])
        out = self.dir / "out.xlsx"
        self.done("lookup", "--store", self.store, "-o", out, listed)
        sheet = openpyxl.load_workbook(out).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.assertEqual(rows[0], ["STT", "Họ tên", "Ngày nộp", "Kết quả", "Danh hiệu, hình thức", "Số QĐ", "Câu trích",
                                   "Liên kết"])
        self.assertEqual(rows[1][:5], [1, "Sở Y tế Lai Châu", day, "có: 1 hồ sơ được tặng – Sở Y tế (Lai Châu)",
                                       "Bằng khen, 2023, được tặng"])
        self.assertEqual(rows[1][7], ARTICLES[0]["url"])
        self.assertNotIn("f", {cell.data_type for row in sheet.iter_rows() for cell in row})

    def test_refuses_spreadsheets_that_are_broken_or_too_large(self):
        whole = self.workbook(["Tên"], ["Sở Y tế"]).read_bytes()
        with zipfile.ZipFile(self.dir / "list.xlsx") as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml")
        doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet[sheet.index(b"<worksheet"):]
        shared = sheet.replace(b't="inlineStr"', b't="s"').replace(b"<is><t>T&#234;n</t></is>", b"<v>0</v>")
        for why, content, said in (
                ("cut off", whole[:len(whole) // 2], "no spreadsheet"),
                ("a text it lacks", self.repacked(shared), "text 0"),
                ("broken XML", self.repacked(sheet[:-20]), "sheet1.xml line"),
                ("entities", self.repacked(doctype), "document type"),
                ("a bomb", self.repacked(sheet + b" " * (300 << 20)), "unpacks to more than"),
                ("a sheet of nothing", self.repacked(sheet.replace(b'r="A2"', b'r="XFE2"')), "no cell XFE2"),
                ("an old file", b"\xd0\xcf\x11\xe0" + bytes(600), "save it as XLSX")):
            with self.subTest(why):
                path = self.dir / "bad.xlsx"
                path.write_bytes(content)
                ended = run("lookup", "--store", self.store, "-o", self.dir / "x.csv", path)
                self.assert_ended(ended, USAGE)
                self.assertIn("bad.xlsx", ended.err)
                self.assertIn(said, ended.err)

    def test_texts_that_cells_share(self):
        self.workbook(["Tên"], ["Sở Y tế Lai Châu"])
        with zipfile.ZipFile(self.dir / "list.xlsx") as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml")
        begin, end = sheet.index(b"<sheetData>"), sheet.index(b"</sheetData>")
        rows = b'<row><c t="s"><v>1</v></c></row><row/><row><c t="s"><v>0</v></c></row>'
        strings = ("<sst><si><r><t>Sở Y tế </t></r><r><t>Lai Châu</t></r><rPh><t>x</t></rPh></si><si><t>Tên</t></si>"
                   "</sst>")
        path = self.dir / "shared.xlsx"
        path.write_bytes(self.repacked(sheet[:begin] + b"<sheetData>" + rows + sheet[end:], strings.encode()))
        out = self.dir / "out.csv"
        self.done("lookup", "--store", self.store, "-o", out, path)
        rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
        self.assertEqual([row[0] for row in rows], ["Tên", "Sở Y tế Lai Châu"])

    def repacked(self, sheet, strings=None):
        """The list with another sheet in it, and texts for its cells to share."""
        out = io.BytesIO()
        with zipfile.ZipFile(self.dir / "list.xlsx") as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
            for name in parts.namelist():
                if name == "xl/sharedStrings.xml":
                    continue
                to.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else parts.read(name))
            if strings is not None:
                to.writestr("xl/sharedStrings.xml", strings)
        return out.getvalue()

    def test_writes_no_formula(self):
        rows = self.look_up("Tên\n=1+1\n@x\n")
        self.assertEqual([row[0] for row in rows[1:]], ["'=1+1", "'@x"])

    def test_refuses_what_it_cannot_use(self):
        for args in (["lookup", "--store", self.store, "-o", "x.csv"],
                     ["lookup", "--store", self.store, self.file("a.csv", "Tên\nA\n")],
                     ["lookup", "--store", self.store, "-o", "x.csv", "--name", "B", self.file("a.csv", "Tên\nA\n")],
                     ["lookup", "--store", self.store, "-o", "x.csv", self.file("empty.csv", "")]):
            self.assert_ended(run(*args), USAGE)


class Forgetting(HistoryTest):
    def test_takes_what_only_that_article_told(self):
        self.done("forget", "--store", self.store, "--reason", "asked for", ARTICLES[0]["url"])
        self.assertEqual([len(a["evidence"]) for a in self.awards("Sở Y tế Lai Châu")], [1])
        self.assert_ended(run("history", "--store", self.store, "Lò Thị Kiều Ngân"), SOME_FAILED)


class Refusing(HistoryTest):
    def test_what_it_cannot_use(self):
        self.assert_ended(run("history", "--store", self.store), USAGE)
        self.assert_ended(run("history", "Sở Y tế"), USAGE)
        self.assert_ended(run("history", "--store", self.dir / "none.db", "Sở Y tế"), USAGE)
        self.assert_ended(run("history", "--store", self.store, "--labels", "fr", "Sở Y tế"), USAGE)


if __name__ == "__main__":
    main()
