"""bangvang export: what a store holds, as sheets and as objects for other programs."""

import csv
import datetime
import io
import json
import subprocess

import openpyxl

from command import BINARY, USAGE, main, run, surroundings
from storing import StoreTest

HEADINGS = ["STT", "Tên tập thể/cá nhân", "Chức vụ/đơn vị", "Danh hiệu/hình thức", "Hạng", "Cấp", "Cơ quan quyết định",
            "Số QĐ", "Ngày QĐ", "Năm", "Trạng thái", "Độ tin cậy", "Câu trích", "Liên kết"]

ARTICLES = [
    {"url": "https://sonla.example.vn/1", "title": "=HYPERLINK(\"x\";\"y\")", "published": "2024-03-02",
     "text": "Khen thưởng ở Sơn La\n\nNgày 01/3/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế vì "
             "thành tích xuất sắc năm 2023.\n"},
    {"url": "https://sonla.example.vn/2", "title": "Huân chương, cờ và \"hoa\"", "published": "2024-04-02",
     "text": "Huân chương\n\nChủ tịch nước tặng Huân chương Lao động hạng Nhì cho Sở Nội vụ tỉnh Sơn La.\n"},
]


class ExportTest(StoreTest):
    def setUp(self):
        super().setUp()
        self.file("news.jsonl", "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES))
        self.ingest(self.dir / "news.jsonl")

    def export(self, *args):
        return self.done("export", args[0], "--store", self.store, *args[1:]).out

    def sheet(self, *args):
        return list(csv.DictReader(io.StringIO(self.export(*args), newline="")))

    def objects(self, *args):
        return [json.loads(line) for line in self.export(*args, "--format", "jsonl").splitlines()]

    def test_a_sheet_of_awards_has_vietnamese_headings_and_labels(self):
        head = next(csv.reader([self.export("awards").splitlines()[0]]))
        self.assertEqual(head[:len(HEADINGS)], HEADINGS)
        rows = {row["Liên kết"]: row for row in self.sheet("awards")}
        merit = rows["https://sonla.example.vn/1"]
        self.assertEqual(merit["Tên tập thể/cá nhân"], "Sở Y tế")
        self.assertEqual(merit["Danh hiệu/hình thức"], "Bằng khen")
        self.assertEqual(merit["Năm"], "2023")
        self.assertEqual(merit["Trạng thái"], "được tặng")
        self.assertIn(merit["Câu trích"], ARTICLES[0]["text"])
        order = rows["https://sonla.example.vn/2"]
        self.assertEqual(order["Hạng"], "hạng Nhì")
        self.assertEqual(order["Cấp"], "Nhà nước")
        self.assertEqual(sorted(row["STT"] for row in rows.values()), ["1", "2"])

    def test_ids_and_english_when_asked(self):
        row = self.sheet("awards", "--labels", "id")[0]
        self.assertIn("recipient", row)
        self.assertIn(row["form"], ("bang_khen", "huan_chuong_lao_dong"))
        self.assertIn("Granted by", self.sheet("awards", "--labels", "en")[0])

    def test_objects_have_ids_numbers_and_nulls(self):
        awards = {award["url"]: award for award in self.objects("awards")}
        merit = awards["https://sonla.example.vn/1"]
        self.assertEqual((merit["form"], merit["year"], merit["status"]), ("bang_khen", 2023, "conferred"))
        self.assertIsNone(merit["grade"])

    def test_no_cell_is_a_formula(self):
        titles = [row["Tiêu đề"] for row in self.sheet("articles")]
        self.assertIn("'=HYPERLINK(\"x\";\"y\")", titles)
        self.assertIn("Huân chương, cờ và \"hoa\"", titles)
        for row in self.sheet("articles"):
            for cell in row.values():
                self.assertNotIn(cell[:1], ("=", "+", "-", "@", "\t"))
        # Programs get what stands there.
        self.assertIn(ARTICLES[0]["title"], [article["title"] for article in self.objects("articles")])

    def test_a_byte_order_mark_when_asked(self):
        self.assertFalse(self.export("awards").startswith("\ufeff"))
        self.assertEqual(self.export("awards", "--bom"), "\ufeff" + self.export("awards"))

    def test_since_leaves_out_what_did_not_change(self):
        for what in ("awards", "articles"):
            self.assertEqual(len(self.objects(what, "--since", "2020-01-01")), 2, what)
            self.assertEqual(self.objects(what, "--since", "2999-01-01"), [], what)

    def test_since_tells_what_went(self):
        gone = {award["url"]: award["id"] for award in self.objects("awards")}[ARTICLES[0]["url"]]
        article = {one["url"]: one["id"] for one in self.objects("articles")}[ARTICLES[0]["url"]]
        self.done("forget", "--store", self.store, "--reason", "asked for", ARTICLES[0]["url"])
        for what, id_ in (("awards", gone), ("articles", article)):
            lines = self.objects(what, "--since", "2020-01-01")
            self.assertEqual([line["id"] for line in lines if line.get("deleted")], [id_], what)
            self.assertEqual(len(lines), 2, what)
            self.assertEqual([line for line in self.objects(what) if line.get("deleted")], [], what)
            self.assertEqual(self.objects(what, "--since", "2999-01-01"), [], what)
        rows = self.sheet("awards", "--since", "2020-01-01")
        self.assertEqual([(row["Mã"], row["Đã gỡ"]) for row in rows if row["Đã gỡ"]], [(gone, "Đã gỡ")])

    def workbook(self, *args):
        path = self.dir / "out.xlsx"
        self.done("export", "--store", self.store, *args, "-o", path)
        return openpyxl.load_workbook(path).active

    def test_a_spreadsheet_has_days_a_frozen_head_with_filters_and_no_formula(self):
        sheet = self.workbook("awards")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.assertEqual(rows[0][:len(HEADINGS)], HEADINGS)
        self.assertEqual(len(rows), 3)
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertEqual(sheet.auto_filter.ref, f"A1:{sheet.cell(3, len(rows[0])).coordinate}")
        merit = next(row for row in rows if ARTICLES[0]["url"] in row)
        self.assertEqual((merit[0] in (1, 2), merit[HEADINGS.index("Năm")]), (True, 2023))
        announced = rows[0].index("Ngày công bố")
        self.assertEqual(merit[announced], datetime.datetime(2024, 3, 2))
        self.assertEqual(sheet.cell(2, announced + 1).number_format, "dd/mm/yyyy")
        titles = self.workbook("articles")
        self.assertNotIn("f", {cell.data_type for row in titles.iter_rows() for cell in row})
        formula = next(cell for row in titles.iter_rows() for cell in row if cell.value == ARTICLES[0]["title"])
        self.assertEqual(formula.number_format, "@")

    def test_a_spreadsheet_on_standard_output_is_the_same(self):
        piped = subprocess.run([BINARY, "export", "awards", "--store", self.store, "--format", "xlsx"],
                               stdout=subprocess.PIPE, env=surroundings(), check=True).stdout
        sheet = openpyxl.load_workbook(io.BytesIO(piped)).active
        self.assertEqual([[cell.value for cell in row] for row in sheet.iter_rows()],
                         [[cell.value for cell in row] for row in self.workbook("awards").iter_rows()])

    def test_the_listing_may_stand_behind_options(self):
        self.assertEqual(self.done("export", "--store", self.store, "awards", "--format", "jsonl").out,
                         self.export("awards", "--format", "jsonl"))

    def test_roles_and_meetings(self):
        self.file("bloc.jsonl", json.dumps({
            "url": "https://sonla.example.vn/3", "published": "2024-01-27",
            "text": "Khối thi đua các cơ quan Nội chính ký kết giao ước thi đua\n\nSáng 26/01/2024, Khối thi đua các cơ "
                    "quan Nội chính tỉnh Sơn La tổ chức ký kết giao ước thi đua năm 2024. Sở Tư pháp làm Trưởng "
                    "khối năm 2024.\n"}, ensure_ascii=False))
        self.ingest(self.dir / "bloc.jsonl")
        role = self.sheet("roles")[0]
        self.assertEqual((role["Vai trò"], role["Đơn vị"], role["Năm"]), ("Trưởng khối", "Sở Tư pháp", "2024"))
        meeting = self.objects("events")[0]
        self.assertEqual(meeting["date"], "2024-01-26")
        self.assertIn("pledge_signing", meeting["activities"])

    def test_wrong_use_is_named(self):
        self.assert_complains(run("export", "awards", "--store", self.store, "--format", "xml"), "--format")
        self.assert_complains(run("export", "awards", "--store", self.store, "--since", "gestern"), "--since")
        foreign = self.file("foreign.db", "no store")
        self.assert_ended(run("export", "awards", "--store", foreign), USAGE)
        self.assertEqual(foreign.read_bytes(), b"no store")


if __name__ == "__main__":
    main()
