"""bangvang forget, reextract, export urls and migrate."""

import re
import sqlite3

from command import ARTICLE, CORPUS, PROJECT, SOME_FAILED, USAGE, main, run
from storing import StoreTest, content, count, page, record, rows, words

URL = "https://sonoivu.gov.vn/tin-1"
NAME = "Lò Thị Kiều Ngân"
TEXT = ARTICLE + "\n" + words(3, 100)


class Forget(StoreTest):
    def setUp(self):
        super().setUp()
        self.lines = [record(url=URL, text=TEXT, fetched_at="2024-01-05T00:00:00Z"),
                      record(url=URL, text=TEXT + " Sửa.", fetched_at="2024-02-05T00:00:00Z"),
                      record(url="https://tinhuy.vn/b", text=TEXT),
                      record(url="https://khac.gov.vn/c", text="Tin khác.\n\n" + words(4, 100))]
        self.source = self.file("a.jsonl", "".join(self.lines))
        self.ingest(self.source)
        self.before = content(self.store)

    def forget(self, what):
        return self.done("forget", "--store", self.store, "--reason", "người được nêu yêu cầu", what)

    def bytes_of_store(self):
        return b"".join(path.read_bytes() for path in self.dir.glob("news.db*"))

    def test_by_any_name_of_it(self):
        (article, version), = rows(self.store, "SELECT article, version FROM role_facts")
        for what in (URL, "http://www.sonoivu.gov.vn/tin-1/", "https://tinhuy.vn/b", article, version):
            with self.subTest(what):
                store = self.dir / "copy.db"
                store.write_bytes(self.store.read_bytes())
                self.done("forget", "--store", store, "--reason", "x", what)
                self.assertEqual(rows(store, "SELECT url FROM addresses"), [("https://khac.gov.vn/c",)])
                store.unlink()

    def test_nothing_of_it_is_left(self):
        self.assertIn(NAME.encode(), self.bytes_of_store())
        outcome = self.forget(URL)
        self.assertIn("a.jsonl", outcome.out)
        self.assertNotIn(NAME.encode(), self.bytes_of_store())
        self.assertNotIn(b"tin-1", self.bytes_of_store())
        self.assertEqual([count(self.store, t) for t in ("articles", "versions", "pages", "captures")], [1] * 4)
        self.assertEqual(rows(self.store, "SELECT DISTINCT reason FROM forgotten"), [("người được nêu yêu cầu",)])
        self.assertEqual(rows(self.store, "PRAGMA integrity_check"), [("ok",)])

    def test_it_stays_away(self):
        self.forget(URL)
        gone = content(self.store)
        gone.pop("read")
        outcome = self.ingest(self.file("again.jsonl", "".join(self.lines)),
                              self.file("page.jsonl", record(url=URL, text="Bản mới. " + words(9, 60))),
                              self.file("copy.jsonl", record(url="https://la.vn/x", text=TEXT.replace(" ", "  "))))
        self.assertIn("5 stay away", outcome.out)
        self.assert_content(gone)

    def test_backups_that_hold_it(self):
        backup = self.dir / "old.backup"
        backup.write_bytes(self.store.read_bytes())
        connection = sqlite3.connect(self.store)
        connection.execute("INSERT INTO backups VALUES (?, '2024-01-01T00:00:00Z')", (str(backup),))
        connection.commit()
        connection.close()
        self.assertIn(str(backup), self.forget(URL).out)
        self.assertNotIn(str(backup), self.forget("https://khac.gov.vn/c").out.split("these files")[0])

    def test_what_is_not_there(self):
        outcome = run("forget", "--store", self.store, "--reason", "x", "https://khong.co/1")
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, "no such article")
        self.assert_content(self.before)
        self.assert_ended(run("forget", "--store", self.store, URL), USAGE)


class Reextract(StoreTest):
    

    def test_nothing_changes_under_the_same_grammars(self):
        for i, options in enumerate(([], ["--from-pages"])):
            store = self.dir / f"{i}.db"
            self.done("ingest", "--store", store, CORPUS / "awards", CORPUS / "blocs", self.file("a.html", page("Tin", words(8, 90))))
            before = content(store)
            outcome = self.done("reextract", "--store", store, *options)
            self.assertIn(" 0 changed, 0 with another text, 0 kept", outcome.out)
            self.assert_content(before, store)

    def test_other_grammars(self):
        env = self.quick()
        path = self.file("a.txt", "Họp ngày 12/3/2023 tại Huế.\n\nMừng năm 2021.\n\n" + words(5, 50))
        self.ingest(path, self.file("b.txt", words(6, 50)), env=env)
        self.assertEqual(count(self.store, "facts"), 2)
        # A grammar without the rule for years, and with another name for the one for days.
        rules = (self.dir / "dates/date.toml").read_text().split("[[rule]]")
        kept = [rule for rule in rules if '"date.year"' not in rule]
        self.assertEqual(len(kept), len(rules) - 1)
        (self.dir / "dates/date.toml").write_text(
            "[[rule]]".join(kept).replace('"date.day_month_year"', '"date.whole_day"'))
        fresh = self.dir / "fresh.db"
        self.done("ingest", "--store", fresh, path, self.dir / "b.txt", env=env)
        outcome = self.done("reextract", "--store", self.store, env=env)
        self.assertIn("2 versions, 1 changed", outcome.out)
        self.assertRegex(outcome.out, r"date\.year +\+0 -1 ~0")
        self.assertRegex(outcome.out, r"date\.whole_day +\+0 -0 ~1")
        self.assert_content(content(fresh))

    def test_pages_kept_by_reference(self):
        self.ingest("--pages", "reference", CORPUS / "blocs")
        outcome = self.done("reextract", "--store", self.store, "--from-pages")
        self.assertIn(" 0 kept", outcome.out)


class Urls(StoreTest):
    def test_as_they_were_asked_for(self):
        lines = [record(url="http://www.sonoivu.gov.vn/b/?utm_source=x", text=words(1, 50)),
                 record(url="https://tinhuy.vn/a", text=words(2, 50)), record(text=words(3, 50))]
        self.ingest("--topic", "emulation", self.file("a.jsonl", "".join(lines)))
        self.assertEqual(self.done("export", "urls", "--store", self.store).out.split(),
                         ["http://www.sonoivu.gov.vn/b/?utm_source=x", "https://tinhuy.vn/a"])
        self.ingest(self.source_again(lines))
        self.assertEqual(self.done("export", "urls", "--store", self.store, "--site", "tinhuy.vn").out.split(),
                         ["https://tinhuy.vn/a"])

    def source_again(self, lines):
        return self.file("b.jsonl", "".join(lines))


class Migrate(StoreTest):
    def old_store(self):
        """A store of the first schema, with an article of its own."""
        connection = sqlite3.connect(self.store)
        step = (PROJECT / "extractor/store/migrations/0001_articles.sql").read_text()
        connection.executescript(re.sub(r"-- in PostgreSQL.*?-- in both\n", "", step, flags=re.S))
        connection.executescript("PRAGMA application_id = 0x42566E67; PRAGMA user_version = 1;")
        connection.execute("INSERT INTO articles (id, version) VALUES ('a', 'v')")
        connection.commit()
        connection.close()

    def test_an_older_schema(self):
        self.old_store()
        before = self.store.read_bytes()
        outcome = run("ingest", "--store", self.store, CORPUS)
        self.assert_ended(outcome, USAGE)
        self.assert_complains(outcome, "bangvang migrate")
        self.assertEqual(self.store.read_bytes(), before)
        self.done("migrate", "--store", self.store)
        backup = self.dir / "news.db.schema-1.backup"
        self.assertEqual(rows(backup, "PRAGMA user_version"), [(1,)])
        self.assertEqual(rows(backup, "SELECT id FROM articles"), [("a",)])
        self.assertEqual(rows(self.store, "SELECT id FROM articles"), [("a",)])
        self.assertEqual(rows(self.store, "SELECT path FROM backups"), [(str(backup),)])
        self.assertEqual(count(self.store, "award_facts"), 0)
        self.assertIn("nothing to do", self.done("migrate", "--store", self.store).out)


if __name__ == "__main__":
    main()
