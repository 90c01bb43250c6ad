"""Extractions as tables, and tables in."""
import doctest
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import bangvang
import pandas
import pyarrow as pa
import pyarrow.parquet
from bangvang import tables

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/output.schema.json").read_text())
ARTICLE = "Bộ Y tế tặng Bằng khen cho Sở Y tế Lai Châu năm 2023."


class EventTables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = list(bangvang.extract_batch(bangvang.documents(ROOT / "corpus/awards")))
        cls.tables = bangvang.event_tables(cls.found)

    def test_a_row_for_each_fact_with_its_article(self):
        said = [e.to_dict() for e in self.found]
        for name, kind in (("awards", "awards"), ("roles", "bloc_roles"), ("dates", "dates"),
                           ("agencies", "agencies"), ("blocs", "blocs"), ("documents", "documents")):
            expected = [(s["article"]["id"], f["id"], f["text"], f["begin"], f["inferred"])
                        for s in said for f in s["facts"][kind]]
            rows = self.tables[name].select(["article_id", "id", "text", "begin", "inferred"]).to_pylist()
            self.assertEqual([tuple(r.values()) for r in rows], expected, name)
        meetings = [(s["article"]["id"], e["id"], e["activities"])
                    for s in said for e in s["events"] if e["type"] == "meeting"]
        self.assertEqual([tuple(r.values()) for r in self.tables["meetings"].select(
            ["article_id", "id", "activities"]).to_pylist()], meetings)

    def test_nested_fields_have_columns_of_their_own(self):
        awards = [a for e in self.found for a in e.to_dict()["facts"]["awards"]]
        rows = self.tables["awards"].to_pylist()
        for row, award in zip(rows, awards, strict=True):
            decision = award["decision"] or {"number": None, "date": None, "issuer": None}
            self.assertEqual((row["recipient_name"], row["recipient_count"], row["decision_number"]),
                             (award["recipient"]["name"], award["recipient"]["count"], decision["number"]))
        self.assertTrue(any(row["decision_number"] for row in rows))

    def test_officials_have_a_row_for_each_position(self):
        positions = [(o["name"], p["title"], p["agency"]) for e in self.found
                     for o in e.to_dict()["facts"]["officials"] for p in o["positions"]]
        rows = self.tables["officials"].select(["name", "title", "agency"]).to_pylist()
        self.assertEqual([tuple(r.values()) for r in rows], positions)

    def test_tables_have_their_columns_when_nothing_was_found(self):
        for name, table in bangvang.event_tables([]).items():
            self.assertEqual(table.schema, tables.TABLES[name].schema)

    def test_every_documented_field_of_a_fact_has_a_column(self):
        """A field that the schema gains must not be forgotten here."""
        left_out = {"also", "parts", "type"}  # places, and what names the kind
        for name, definition in (("awards", "award"), ("roles", "bloc_role"), ("dates", "date"),
                                 ("agencies", "agency"), ("blocs", "bloc"), ("documents", "document")):
            required = set(SCHEMA["$defs"][definition].get("required", []))
            fields = {field.split(".")[0] for _, _, field in tables.TABLES[name].columns}
            if name == "documents":
                fields.add("type")
            self.assertLessEqual(required - left_out, fields, name)


class TablesIn(unittest.TestCase):
    def test_pandas_and_pyarrow_give_back_what_they_are(self):
        frame = pandas.DataFrame({"body": [ARTICLE, None, " "], "day": ["2023-05-01", None, None],
                                  "extra": [1, 2, 3]}, index=[7, 8, 9])
        found = bangvang.extract_table(frame, text="body", published="day")
        self.assertEqual(list(found.columns), ["body", "day", "extra", "extraction", "error"])
        self.assertEqual(list(found.index), [7, 8, 9])
        self.assertEqual(found["extraction"][7],
                         bangvang.extract(ARTICLE, published="2023-05-01").to_json())
        self.assertEqual(found["error"].tolist(), [None, "row 2: is missing", "row 3: has no text"])
        table = bangvang.extract_table(pa.Table.from_pandas(frame), text="body", published="day")
        self.assertIsInstance(table, pa.Table)
        self.assertEqual(table["extraction"].to_pylist(), found["extraction"].tolist())

    def test_pages_are_read_as_pages(self):
        page = (ROOT / "corpus/pages/nukeviet-huan-chuong-truong-hoc.html").read_bytes()
        table = bangvang.extract_table(pa.table({"page": [page], "address": ["https://a.example/1"]}),
                                       html="page", url="address")
        found = bangvang.Extraction(table["extraction"][0].as_py())
        self.assertEqual(found.facts.awards[0].form, "huan_chuong_lao_dong")

    def test_which_column_holds_the_articles_must_be_said_once(self):
        for named in ({}, {"text": "a", "html": "a"}):
            with self.assertRaises(ValueError):
                bangvang.extract_table(pa.table({"a": [ARTICLE]}), **named)


class Parquet(unittest.TestCase):
    def test_articles_in_parquet(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/in.parquet"
            pa.parquet.write_table(pa.table({"body": [ARTICLE, None], "url": ["https://a.example/1", None]}),
                                   path)
            first, second = tables.parquet_documents(path, {"text": "body"})
            self.assertEqual((first.source, first.url), (f"{path}:1", "https://a.example/1"))
            self.assertEqual(str(second), f"{path}:row 2: is missing")
            pathlib.Path(folder, "bad.parquet").write_bytes(b"PAR1 no more")
            [error] = tables.parquet_documents(f"{folder}/bad.parquet")
            self.assertIn("is no Parquet file", str(error))

    def test_extractions_in_parquet_become_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            line = bangvang.extract(ARTICLE).to_json()
            pa.parquet.write_table(pa.table({"extraction": [line, None, line],
                                             "fetched_at": [None, None, "2024-01-01T00:00:00Z"]}),
                                   f"{folder}/a.parquet")
            told = subprocess.run([pathlib.Path(sys.executable).parent / "bangvang-lines", folder, "/none"],
                                  capture_output=True, text=True)
            lines = told.stdout.splitlines()
            self.assertEqual(lines[0], line)
            self.assertEqual(json.loads(lines[1])["article"]["fetched_at"], "2024-01-01T00:00:00Z")
            self.assertEqual((told.returncode, told.stderr), (1, "bangvang-lines: /none: does not exist\n"))


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(tables))
    return tests


if __name__ == "__main__":
    unittest.main()
