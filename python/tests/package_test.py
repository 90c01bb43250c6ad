"""The package says what the command says."""
import dataclasses
import doctest
import importlib.metadata
import itertools
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import tempfile
import unittest

import bangvang
from bangvang import _command, _core, _documents, _extractor, _records, _text, results

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARTICLE = "Khối thi đua số 3 họp. Sở Y tế làm Trưởng khối năm 2024."


def command(*arguments, **named):
    environment = {**os.environ, "BANGVANG_GRAMMARS": _extractor.grammar_directory()}
    return subprocess.run([_command.path(), *arguments], capture_output=True, text=True,
                          env=environment, cwd=ROOT, **named)


class EqualToTheCommand(unittest.TestCase):
    def test_the_corpus_with_its_errors_on_any_number_of_threads(self):
        told = command("extract", "corpus")
        self.assertGreater(len(told.stdout.splitlines()), 100)
        for threads in (1, 3):
            results = list(bangvang.extract_batch(bangvang.documents("corpus", errors="yield"),
                                                  threads=threads, errors="yield"))
            found = [r.to_json() for r in results if isinstance(r, bangvang.Extraction)]
            failed = [f"bangvang: {r}" for r in results if isinstance(r, Exception)]
            self.assertEqual(found, told.stdout.splitlines())
            self.assertEqual(failed, [line for line in told.stderr.splitlines()
                                      if not line.startswith("bangvang: note:")])
            self.assertGreater(len(failed), 5)

    def test_publication_and_address_given_beside_the_text(self):
        article = "Sáng 15/3, Sở Y tế họp."
        with tempfile.TemporaryDirectory() as folder:
            lines = pathlib.Path(folder, "in.jsonl")
            record = {"text": article, "url": "https://soyte.example/1", "published": "2024-03-18"}
            lines.write_text(json.dumps(record))
            told = json.loads(command("extract", str(lines)).stdout)
        found = bangvang.extract(article, url=record["url"], published=record["published"]).to_dict()
        for said in (told, found):
            said["article"].pop("source")
        self.assertEqual(found, told)

    def test_what_was_extracted_before_is_handed_on(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = pathlib.Path(folder, "before.jsonl")
            lines.write_text(command("extract", "corpus/blocs").stdout)
            again = bangvang.extract_batch(bangvang.documents(lines))
            self.assertEqual("".join(e.to_json() + "\n" for e in again), lines.read_text())

    def test_the_installed_command_has_its_grammars(self):
        told = subprocess.run(["bangvang", "extract", "-"], input=ARTICLE, capture_output=True,
                              text=True, cwd="/", check=True,
                              env={"PATH": f"{pathlib.Path(sys.executable).parent}:/usr/bin:/bin"})
        self.assertEqual(told.stdout.strip(), bangvang.extract(ARTICLE).to_json())

    def test_normal_forms(self):
        text = "Uỷ  ban nhân dân Tỉnh – Đắk Lắk"
        self.assertEqual(bangvang.normalise(text), command("normalise", input=text).stdout)
        self.assertEqual(bangvang.fold(text), command("normalise", "--fold", input=text).stdout)


def as_typed(value):
    """What stands in the JSON, as dataclasses.asdict tells it of the types."""
    if isinstance(value, list):
        return tuple(as_typed(item) for item in value)
    if isinstance(value, dict):
        return {name: {part: (place["begin"], place["end"]) for part, place in item.items()}
                if name == "parts" else as_typed(item)
                for name, item in value.items() if name != "type" or "number" in value}
    return value


class Results(unittest.TestCase):
    def test_types_hold_all_that_the_json_holds(self):
        for extraction in bangvang.Extractor(with_text=True).extract_batch(
                bangvang.documents(ROOT / "corpus", errors="skip"), errors="yield"):
            if isinstance(extraction, bangvang.ExtractionError):
                continue
            said = json.loads(extraction.to_json())
            self.assertEqual(extraction.to_dict(), said)
            self.assertEqual(dataclasses.asdict(extraction.article), as_typed(said["article"]))
            self.assertEqual(dataclasses.asdict(extraction.facts), as_typed(said["facts"]))
            for part in ("events", "findings"):
                self.assertEqual(tuple(map(dataclasses.asdict, getattr(extraction, part))),
                                 as_typed(said.get(part, [])))

    def test_types_have_every_documented_field(self):
        schema = json.loads((ROOT / "docs/output.schema.json").read_text())
        documented = {**schema["$defs"], "article": schema["properties"]["article"],
                      "facts": schema["properties"]["facts"]}
        for name, kind in (("date", results.Date), ("agency", results.Agency), ("bloc", results.Bloc),
                           ("bloc_role", results.BlocRole), ("official", results.Official),
                           ("award", results.Award), ("document", results.CitedDocument),
                           ("place", results.Place), ("position", results.Position),
                           ("recipient", results.Recipient), ("decision", results.Decision),
                           ("meeting_event", results.Meeting), ("finding", results.Finding),
                           ("article", results.Article), ("facts", results.Facts)):
            fields = set(documented[name]["properties"]) - ({"type"} if name == "meeting_event" else set())
            self.assertEqual({field.name for field in dataclasses.fields(kind)}, fields, name)

    def test_a_contradiction_is_a_finding(self):
        [finding] = bangvang.extract("Ủy ban nhân dân tỉnh tặng Bằng khen cho 03 tập thể, gồm: Sở Y tế; "
                                     "Sở Tài chính.").findings
        self.assertEqual((finding.kind, finding.stated, finding.listed), ("count_differs", 3, 2))

    def test_dictionaries_are_those_of_pythons_own_reader(self):
        for line in ('{"a": [1, -2, 3.5, 1e300, true, false, null, {}, []], "": {"a": {"b": "c"}}}',
                     '{"a": 1, "b": 2, "a": 3}', '{"name": "\\u1ee6y ban \\ud83c\\udfc5 \\n\\"", "n": "Ủy"}'):
            read, told = bangvang.Extraction(line).to_dict(), json.loads(line)
            self.assertEqual(read, told)
            self.assertEqual(repr(read), repr(told))
        for line in ("", "{", '{"a": 1} {}', b'{"a": "\xff"}', "[" * 2000 + "]" * 2000):
            with self.assertRaises(bangvang.ExtractionError):
                bangvang.Extraction(line).to_dict()

    def test_lines_laid_out_in_another_way_say_the_same(self):
        line = bangvang.extract("«,\"facts\":{}» " + ARTICLE).to_json()
        said = json.loads(line)
        for other in (json.dumps(said), json.dumps(dict(reversed(said.items())), separators=(",", ":")),
                      line.replace(',"facts":', ',"more":{"events":1},"facts":')):
            for part in ("article", "facts", "events", "findings"):
                self.assertEqual(getattr(bangvang.Extraction(other), part),
                                 getattr(bangvang.Extraction(line), part))

    def test_what_an_older_library_did_not_write_is_none(self):
        said = bangvang.extract(ARTICLE).to_dict()
        del said["facts"]["bloc_roles"][0]["confidence"], said["article"]["province"]
        older = bangvang.Extraction(json.dumps(said))
        self.assertIsNone(older.facts.bloc_roles[0].confidence)
        self.assertIsNone(older.article.province)
        self.assertEqual(older.findings, ())

    def test_spans_point_into_the_text(self):
        extraction = bangvang.Extractor(with_text=True).extract(ARTICLE)
        role = extraction.facts.bloc_roles[0]
        self.assertEqual(extraction.article.text[role.begin:role.end], role.text)
        begin, end = role.parts["holder"]
        self.assertEqual(extraction.article.text[begin:end], "Sở Y tế")

    def test_fields_of_a_newer_library_do_no_harm(self):
        said = bangvang.extract(ARTICLE).to_dict()
        said["facts"]["bloc_roles"][0]["mood"] = "calm"
        said["events"].append({"type": "parade", "id": "1"})
        newer = bangvang.Extraction(json.dumps(said))
        self.assertEqual(newer.facts.bloc_roles[0].holder, "Sở Y tế")
        self.assertEqual([type(e).__name__ for e in newer.events], ["BlocRole"])
        self.assertEqual(newer.to_dict()["facts"]["bloc_roles"][0]["mood"], "calm")

    def test_values_travel_between_processes(self):
        document = bangvang.Document(b"\xa7\xb5n v\xde", url="u", published="2023", charset="tcvn3")
        copy = pickle.loads(pickle.dumps(document))
        for name in ("content", "decoded", "source", "url", "title", "published", "charset"):
            self.assertEqual(getattr(copy, name), getattr(document, name))
        extractor = pickle.loads(pickle.dumps(bangvang.Extractor(with_text=True)))
        found = extractor.extract(ARTICLE)
        self.assertEqual(found.article.text, ARTICLE)
        self.assertEqual(pickle.loads(pickle.dumps(found)), found)


class Records(unittest.TestCase):
    def test_they_are_those_of_an_ingest_of_the_articles(self):
        with tempfile.TemporaryDirectory() as folder:
            store, direct = f"{folder}/kept.db", f"{folder}/direct.db"
            found = bangvang.records(bangvang.extract_batch(bangvang.documents(ROOT / "corpus/awards")),
                                     store=store)
            command("ingest", "--store", direct, "corpus/awards")
            for kind, of_kind in found.items():
                told = [json.loads(line) for line in command(
                    "export", kind, "--format", "jsonl", "--store", direct).stdout.splitlines()]
                for record in [*of_kind, *told]:
                    record.pop("changed_at")
                self.assertEqual(of_kind, told)
            self.assertGreater(len(found["awards"]), 20)
            kept = command("export", "awards", "--format", "jsonl", "--store", store).stdout
            self.assertEqual(len(kept.splitlines()), len(found["awards"]))

    def test_a_store_that_cannot_be_used_is_an_error(self):
        with self.assertRaisesRegex(bangvang.Error, "/nowhere/a.db"):
            bangvang.records([bangvang.extract(ARTICLE)], store="/nowhere/a.db")


class Explanations(unittest.TestCase):
    def test_a_page_equals_the_commands(self):
        page = ROOT / "corpus/pages/nukeviet-huan-chuong-truong-hoc.html"
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "out.html")
            command("explain", "--html", str(out), str(page))
            told = out.read_text()
        self.assertEqual(bangvang.explain_html(page.read_bytes()), told)

    def test_notebooks_show_it_apart_from_their_own_page(self):
        shown = bangvang.explain_html("Sở Y tế <b> \"họp\" ngày 1/2/2023.")._repr_html_()
        self.assertTrue(shown.startswith("<iframe srcdoc=\"&lt;!doctype html&gt;"))
        self.assertEqual(shown.count("<"), 2)


class Faults(unittest.TestCase):
    def test_an_error_names_file_and_reason(self):
        with self.assertRaises(bangvang.ExtractionError) as raised:
            bangvang.Extractor().extract(b"\x89PNG\r\n\x1a\n" + bytes(40), source="bia.png")
        self.assertEqual(str(raised.exception), "bia.png: not text but a PNG image")
        self.assertEqual(raised.exception.kind, "bad-input")

    def test_a_page_without_an_article_says_why(self):
        with self.assertRaises(bangvang.ExtractionError) as raised:
            bangvang.extract((ROOT / "corpus/pages/dang-nhap-noi-bo.html").read_bytes())
        self.assertEqual(raised.exception.word, raised.exception.code)
        self.assertTrue(raised.exception.code)

    def test_one_bad_document_does_not_stop_a_batch(self):
        batch = [ARTICLE, b"\x89PNG\r\n\x1a\n", ARTICLE]
        kinds = [type(r).__name__ for r in bangvang.extract_batch(batch, errors="yield")]
        self.assertEqual(kinds, ["Extraction", "ExtractionError", "Extraction"])
        with self.assertRaises(bangvang.ExtractionError):
            list(bangvang.extract_batch(batch))

    def test_a_damaged_line_is_passed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "in.jsonl")
            path.write_text('{"text": "Năm 2023."}\n{"text": \n{"text": "Năm 2024."}\n')
            kinds = [type(d).__name__ for d in bangvang.documents(path, errors="yield")]
            self.assertEqual(kinds, ["Document", "ExtractionError", "Document"])
            self.assertEqual(len(list(bangvang.documents(path, errors="skip"))), 2)
            with self.assertRaisesRegex(bangvang.ExtractionError, "line 2"):
                list(bangvang.documents(path))

    def test_every_mistake_in_own_grammars_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "venue.toml").write_text("[lexicon\nx = ")
            pathlib.Path(folder, "hall.toml").write_text("[[rule]]\nid = 'hall.x'\npatern = 'x'\n")
            with self.assertRaises(bangvang.GrammarError) as raised:
                bangvang.Extractor(folder)
        self.assertTrue(any("venue.toml:1" in m for m in raised.exception.mistakes))
        self.assertTrue(any("hall.toml:3" in m and "patern" in m for m in raised.exception.mistakes))

    def test_strange_texts_are_read_or_refused_but_break_nothing(self):
        for text in ("", "\0", "a\0b", "\ud800", "x" * 100_000, "<" * 10_000, "\u0300" * 1000):
            with self.subTest(text[:8]):
                try:
                    bangvang.extract(text)
                except bangvang.ExtractionError as error:
                    self.assertTrue(error.reason)
        with self.assertRaises(TypeError):
            bangvang.extract(12)


class Batches(unittest.TestCase):
    def test_an_endless_source_is_read_only_a_little_ahead(self):
        taken = itertools.count()

        def endless():
            while True:
                next(taken)
                yield ARTICLE

        results = bangvang.extract_batch(endless(), threads=2)
        first = list(itertools.islice(results, 3))
        results.close()
        self.assertEqual(len(first), 3)
        self.assertLess(next(taken), 5000)


class Package(unittest.TestCase):
    def test_one_version(self):
        of_project = (ROOT / "CMakeLists.txt").read_text().split("project(bangvang VERSION ")[1].split()[0]
        self.assertEqual(bangvang.__version__, of_project)
        self.assertEqual(importlib.metadata.version("bangvang"), of_project)
        self.assertEqual(command("--version").stdout.split()[1], of_project)

    def test_grammars_of_another_version_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            other = pathlib.Path(folder, "grammars")
            shutil.copytree(_extractor.grammar_directory(), other)
            (other / "VERSION").write_text("9.8.7\n")
            done = subprocess.run([sys.executable, "-c", "import bangvang; bangvang.Extractor()"],
                                  env={**os.environ, "BANGVANG_GRAMMARS": str(other)},
                                  capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{other}: these grammars are of bangvang 9.8.7, this library is "
                      f"{bangvang.__version__}", done.stderr)

    def test_parts_of_two_versions_do_not_load(self):
        with tempfile.TemporaryDirectory() as folder:
            info = pathlib.Path(folder, "bangvang-9.8.7.dist-info")
            info.mkdir()
            (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bangvang\nVersion: 9.8.7\n")
            done = subprocess.run([sys.executable, "-c", "import bangvang"], capture_output=True, text=True,
                                  env={**os.environ, "PYTHONPATH": folder})
        self.assertEqual(done.returncode, 1)
        self.assertIn("ImportError: the parts of bangvang do not fit together", done.stderr)

    def test_types_are_told(self):
        folder = pathlib.Path(bangvang.__file__).parent
        self.assertTrue((folder / "py.typed").exists())
        self.assertIn("def url(self) -> str | None", (folder / "_core.pyi").read_text())


def load_tests(loader, tests, pattern):
    for module in (bangvang, _documents, _extractor, _records, _text):
        tests.addTests(doctest.DocTestSuite(module))
    tests.addTests(doctest.DocTestSuite(_core, extraglobs={"Document": bangvang.Document}))
    return tests


if __name__ == "__main__":
    os.chdir(ROOT)
    unittest.main()
