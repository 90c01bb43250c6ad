"""bangvang ingest: what it keeps, that it keeps it once, and that it leaves other files alone."""

import gzip
import json
import os
import sqlite3


from command import ARTICLE, CORPUS, DONE, SOME_FAILED, TIMEOUT, USAGE, main, run
from storing import StoreTest, content, count, page, record, rows, warc, words

ARTICLES = [CORPUS / part for part in ("awards", "blocs", "business", "traps")]
LONG = "Sở Y tế họp năm 2023.\n\n" + words(1, 120)


class Keeping(StoreTest):
    def test_all_that_extract_finds(self):
        self.ingest(*ARTICLES)
        expected = set()
        for article in self.done("extract", *ARTICLES).objects():
            for facts in article["facts"].values():
                expected |= {fact["id"] for fact in facts}
            expected |= {event["id"] for event in article["events"]}
            expected |= {finding["id"] for finding in article["findings"]}
        self.assertGreater(len(expected), 1000)
        self.assertEqual({id for id, in rows(self.store, "SELECT id FROM facts")}, expected)

    def test_twice_is_once(self):
        self.ingest(CORPUS / "blocs")
        before = content(self.store)
        self.ingest(CORPUS / "blocs")
        self.assert_content(before)

    def test_the_same_page_from_another_source(self):
        self.ingest(self.file("a.txt", LONG))
        before = content(self.store)
        self.ingest(self.file("b/c.txt", LONG), self.file("d.jsonl", record(text=LONG)))
        before.pop("read")
        self.assert_content(before)

    def test_threads_change_nothing(self):
        self.ingest("--jobs", "1", *ARTICLES)
        other = self.dir / "other.db"
        self.done("ingest", "--store", other, "--jobs", "4", "--commit-every", "3", *ARTICLES)
        self.assert_content(content(self.store), other)

    def test_order_changes_nothing(self):
        lines = [record(text=LONG + f" Lần {i % 3}.", url=f"https://so{i % 4}.gov.vn/tin-{i % 5}",
                        published=f"2023-0{1 + i % 7}-11") for i in range(24)]
        self.ingest(self.file("a.jsonl", "".join(lines)))
        other = self.dir / "other.db"
        self.done("ingest", "--store", other, "--commit-every", "5", self.file("b.jsonl", "".join(reversed(lines))))
        expected = content(self.store)
        expected.pop("read")
        self.assert_content(expected, other)

    def test_only_what_is_about_emulation(self):
        self.file("in/on.txt", ARTICLE)
        self.file("in/off.txt", "Ngày 3/4/2023 trời mưa ở nhiều nơi trong tỉnh.")
        outcome = self.ingest("--topic", "emulation", self.dir / "in")
        self.assertIn("1 left out", outcome.out)
        self.assertEqual(count(self.store, "articles"), 1)
        self.ingest(self.dir / "in")
        self.assertEqual(count(self.store, "articles"), 2)

    def test_what_is_off_topic_is_told_unread(self):
        """As it is told with all of it read: bad captures are set aside, lists and the rest are left out."""
        wall = "<title>Just a moment...</title><h1>Checking your browser</h1>" + "<li><a href=/>Tin mới</a>" * 90
        teasers = "".join(f"<h3><a href=/{i}>{words(i, 9)}</a></h3><p>{words(i, 30)}</p>" for i in range(12))
        weather = "".join(f"<p>{words(i, 60)}.</p>" for i in range(9))
        crawl = self.file("crawl.warc.gz", warc("https://so.gov.vn/1", wall, 1) + warc("https://so.gov.vn/2", teasers, 2) +
                          warc("https://so.gov.vn/3", page("Tin", weather), 3))
        sources = [crawl, CORPUS / "pages", CORPUS / "blocs"]
        outcomes, whole = [], self.dir / "whole.db"
        for store, how in ((self.store, []), (whole, ["--no-gate"])):
            outcomes.append(run("ingest", "--store", store, "--topic", "emulation", *how, *sources))
            self.assert_ended(outcomes[-1], SOME_FAILED)
        self.assertEqual(*(o.out.split(" a second; ")[1] for o in outcomes))
        self.assert_content(content(self.store), whole)
        self.assertEqual(rows(self.store, "SELECT url, reason FROM failures WHERE path = ?", str(crawl)),
                         [("https://so.gov.vn/1", "challenge")])
        self.assertEqual(rows(self.store, "SELECT url FROM urls WHERE kept = 0 AND url LIKE 'https://so.gov.vn/%'"),
                         [("https://so.gov.vn/2",), ("https://so.gov.vn/3",)])
        lines = [run("extract", "--topic", "emulation", *how, *sources) for how in ([], ["--no-gate"])]
        self.assertEqual(lines[0].out, lines[1].out)
        self.assertEqual(lines[0].err, lines[1].err)
        self.assertEqual(len(lines[0].objects()), count(self.store, "captures"))

    def test_paths_on_standard_input(self):
        paths = [self.file(f"{i}.txt", f"{LONG} {i}") for i in range(3)]
        self.ingest("-", stdin="".join(f"{path}\n" for path in paths))
        self.assertEqual(count(self.store, "articles"), 3)

    def test_what_extract_wrote(self):
        """Stored as it is: ids and facts are those of the line, not of another extraction."""
        lines = self.done("extract", CORPUS / "awards").out
        objects = [json.loads(line) for line in lines.splitlines()]
        objects[0]["facts"]["awards"] = []
        self.file("out.jsonl", "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects))
        self.ingest(self.dir / "out.jsonl")
        first = objects[0]["article"]["version"]
        kinds = {kind for kind, in rows(self.store, "SELECT f.kind FROM facts f JOIN versions v ON v.number = f.version "
                                        "WHERE v.version = ?", first)}
        self.assertNotIn("award", kinds)
        self.assertEqual(count(self.store, "versions"), len(objects))

    def test_kept_pages(self):
        path = self.file("a.txt", LONG)
        for how, kept in (("keep", True), ("reference", False)):
            store = self.dir / f"{how}.db"
            self.done("ingest", "--store", store, "--pages", how, path)
            (packed, where), = rows(store, "SELECT p.packed, v.path FROM pages p JOIN versions v ON v.number = p.version")
            self.assertEqual(packed is not None, kept)
            self.assertEqual(where, str(path))
        self.done("ingest", "--store", self.store, "--pages", "none", path)
        self.assertEqual(count(self.store, "pages"), 0)


class Identity(StoreTest):
    URL = "https://sonoivu.gov.vn/tin-1"

    def test_a_changed_page_is_a_new_version(self):
        self.ingest(self.file("1.jsonl", record(url=self.URL, text=LONG, fetched_at="2024-01-05T00:00:00Z")))
        self.ingest(self.file("2.jsonl", record(url=self.URL, text=LONG + " Sửa.", fetched_at="2024-02-05T00:00:00Z")))
        self.assertEqual(count(self.store, "articles"), 1)
        self.assertEqual(count(self.store, "versions"), 2)

    def test_one_article_at_several_addresses(self):
        lines = [record(url=self.URL, text=LONG), record(url="https://tinhuy.vn/b", text=LONG.replace(" ", "  ")),
                 record(text=LONG), record(url="http://www.SoNoiVu.gov.vn/tin-1/?utm_source=x#a", text=LONG)]
        self.ingest(self.file("a.jsonl", "".join(lines)))
        self.assertEqual(count(self.store, "articles"), 1)
        self.assertEqual(rows(self.store, "SELECT count(*), count(url) FROM addresses")[0], (3, 2))

    def test_pages_that_say_little_stay_apart(self):
        lines = [record(url=f"https://a.gov.vn/{i}", text="Nội dung đang được cập nhật.") for i in range(3)]
        self.ingest(self.file("a.jsonl", "".join(lines)))
        self.assertEqual(count(self.store, "articles"), 3)

    def test_a_reprint_under_another_header(self):
        self.ingest(self.file("a.txt", LONG), self.file("b.txt", "Báo Tỉnh đăng lại theo nguồn của Sở.\n\n" + LONG),
                    self.file("c.txt", words(7, 130)))
        self.assertEqual(count(self.store, "articles"), 3)
        pairs = rows(self.store, "SELECT v.path, w.path FROM near_copies n "
                     "JOIN current a ON a.article = n.article JOIN versions v ON v.number = a.number "
                     "JOIN current b ON b.article = n.other JOIN versions w ON w.number = b.number")
        self.assertEqual({tuple(os.path.basename(p) for p in pair) for pair in pairs},
                         {("a.txt", "b.txt"), ("b.txt", "a.txt")})


class SetAside(StoreTest):
    def test_the_rest_is_complete(self):
        lines = [record(text=LONG), "{\"text\": \n", "\x00\x01\n", record(url="https://x.gov.vn/1"), record(text="Năm 2023.")]
        good = self.file("in/good.txt", ARTICLE)
        self.file("in/mixed.jsonl", "".join(lines))
        self.file("in/binary.txt", b"\x7fELF" + bytes(range(256)) * 20)
        self.file("in/long.txt", "Sở Y tế. " * 3000)
        outcome = run("ingest", "--store", self.store, "--max-bytes", "20000", self.dir / "in", self.dir / "gone.txt")
        self.assert_ended(outcome, SOME_FAILED)
        self.assertEqual(count(self.store, "articles"), 3)
        listed = self.done("ingest", "--store", self.store, "--failed").out.splitlines()
        self.assertEqual(len(listed), 6)
        for words_of_line in (("mixed.jsonl:line 2", "bad-input"), ("mixed.jsonl:line 3",), ("mixed.jsonl:line 4",),
                              ("binary.txt", "bad-input"), ("long.txt", "limit"), ("gone.txt", "unreadable")):
            self.assertTrue(any(all(w in line for w in words_of_line) for line in listed), (words_of_line, listed))
        self.assertTrue(good.exists())

    def test_every_kind_of_damage(self):
        """Each costs what it is in and nothing beside it, in an archive as in a folder."""
        good = [warc(f"https://so.gov.vn/{i}", page(f"Tin {i}", words(i, 90)), 1 + i) for i in range(5)]
        plain = [gzip.decompress(member) for member in good]
        bomb = warc("https://so.gov.vn/bomb", "<p>" + "a" * (20 << 20), 9)
        head, _, _ = plain[1].partition(b"\r\n\r\n")
        chunks = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                  b"5\r\n<html\r\nzz\r\n>\r\n0\r\n\r\n")
        chunks = head[:head.rindex(b" ")] + b" %d\r\n\r\n" % len(chunks) + chunks + b"\r\n\r\n"
        damaged = {
            "cut.warc.gz": good[0] + good[1][:-40],
            "bomb.warc.gz": good[0] + bomb + good[2],
            "chunks.warc": plain[0] + chunks + plain[2],
            "length.warc": plain[0] + plain[1].replace(b"Content-Length: ", b"Content-Length: 9") + plain[2],
            "headless.warc": plain[0] + b"<p>no record at all</p>\r\n\r\n" + plain[2],
            "deep.html": "<html><body>" + "<div>" * 100_000 + LONG,
            "lines.jsonl": record(text=LONG) + "{\n" + record(text=words(7, 60)),
        }
        for name, content_ in damaged.items():
            self.file(f"in/{name}", content_)
        with open(self.dir / "in/large.html", "wb") as large:
            large.write(b"<html><body><p>")
            large.truncate(200 << 20)
        (self.dir / "in/loop").symlink_to(self.dir / "in")
        (self.dir / "in/self.txt").symlink_to(self.dir / "in/self.txt")
        secret = self.file("in/secret.txt", ARTICLE)
        secret.chmod(0)
        outcome = run("ingest", "--store", self.store, self.dir / "in")
        self.assert_ended(outcome, SOME_FAILED)
        failed = {os.path.basename(path): reason for path, reason in rows(self.store, "SELECT path, reason FROM failures")}
        expected = {**dict.fromkeys(("cut.warc.gz", "chunks.warc", "length.warc", "headless.warc", "lines.jsonl"), "bad-input"),
                    "bomb.warc.gz": "limit", "deep.html": "too-deep", "large.html": "limit", "self.txt": "unreadable"}
        if not os.access(secret, os.R_OK):
            expected["secret.txt"] = "unreadable"
        self.assertEqual(failed, expected)
        kept = {url for url, in rows(self.store, "SELECT url FROM urls")}
        self.assertEqual(kept, {"https://so.gov.vn/0", "https://so.gov.vn/2"})

    def test_retry_reads_what_was_mended(self):
        path = self.file("in/a.jsonl", record(text=LONG) + "{\n")
        self.file("in/b.txt", b"\x7fELF" + bytes(range(256)))
        self.assert_ended(run("ingest", "--store", self.store, self.dir / "in"), SOME_FAILED)
        path.write_text(record(text=LONG) + record(text="Năm 2021."))
        self.assert_ended(run("ingest", "--store", self.store, "--retry"), SOME_FAILED)
        self.assertEqual([os.path.basename(p) for p, in rows(self.store, "SELECT path FROM failures")], ["b.txt"])
        self.assertEqual(count(self.store, "articles"), 2)

    def test_retry_knows_how_a_file_was_read(self):
        path = self.file("in/lines.json", record(body=LONG) + "{\n")
        self.assert_ended(run("ingest", "--store", self.store, "--jsonl", "--field", "text=body", path), SOME_FAILED)
        path.write_text(record(text=LONG) + record(text="Năm 2021."))
        self.ingest("--retry")
        self.assertEqual((count(self.store, "failures"), count(self.store, "articles")), (0, 2))

    def test_a_longer_limit_for_what_was_too_long(self):
        self.file("in/long.txt", "Sở Y tế. " * 3000)
        self.assert_ended(run("ingest", "--store", self.store, "--max-bytes", "20000", self.dir / "in"), SOME_FAILED)
        self.ingest("--retry")
        self.assertEqual((count(self.store, "failures"), count(self.store, "articles")), (0, 1))

    def test_what_takes_too_long(self):
        outcome = run("ingest", "--store", self.store, "--max-seconds", "0", self.file("a.txt", ARTICLE))
        self.assert_ended(outcome, SOME_FAILED)
        self.assertEqual(rows(self.store, "SELECT stage, reason FROM failures"), [("extract", "time")])
        self.assertEqual(count(self.store, "articles"), 0)
        self.ingest("--retry")
        self.assertEqual((count(self.store, "failures"), count(self.store, "articles")), (0, 1))

    def test_a_deeper_page(self):
        deep = "<div>" * 1500
        path = self.file("deep.html", page("Tin", words(1, 90)).replace("<body>", "<body>" + deep))
        self.assert_ended(run("ingest", "--store", self.store, path), SOME_FAILED)
        self.assertEqual(rows(self.store, "SELECT stage, reason FROM failures"), [("page", "too-deep")])
        self.ingest("--retry", "--max-depth", "2000")
        self.assertEqual((count(self.store, "failures"), count(self.store, "articles")), (0, 1))

    def test_a_damaged_archive(self):
        """What stands before and behind the damage comes in, and the damage is set aside."""
        members = [warc(f"https://so.gov.vn/{i}", page(f"Tin {i}", words(i, 90)), 1 + i) for i in range(6)]
        members[2] = members[2][:40] + bytes(40) + members[2][80:]
        whole = b"".join(members)
        self.file("in/crawl.warc.gz", whole[:-30])
        self.file("in/good.txt", LONG)
        self.assert_ended(run("ingest", "--store", self.store, self.dir / "in"), SOME_FAILED)
        urls = {url for url, in rows(self.store, "SELECT url FROM addresses WHERE url IS NOT NULL")}
        self.assertEqual(urls, {f"https://so.gov.vn/{i}" for i in (0, 1, 3, 4)})
        self.assertEqual(count(self.store, "articles"), 5)
        self.assertEqual({path for path, in rows(self.store, "SELECT path FROM failures")},
                         {str(self.dir / "in/crawl.warc.gz")})

    def test_pages_without_an_article_are_counted_by_site(self):
        wall = "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>"
        self.file("in/crawl.warc.gz", b"".join(
            [warc(f"https://tuong.gov.vn/{i}", wall, 1 + i) for i in range(3)] +
            [warc("https://so.gov.vn/1", page("Tin", words(1, 90)), 9)]))
        outcome = run("ingest", "--store", self.store, self.dir / "in")
        self.assert_ended(outcome, SOME_FAILED)
        (site, stage, _, failures), = rows(self.store, "SELECT * FROM failures_by_site")
        self.assertEqual((site, stage, failures), ("tuong.gov.vn", "page", 3))
        self.assertIn("tuong.gov.vn", outcome.out)

    def test_summary(self):
        self.file("in/a.txt", ARTICLE)
        self.file("in/b.txt", b"\x7fELF" + bytes(range(256)))
        run("ingest", "--store", self.store, "--summary", self.dir / "sum.json", self.dir / "in")
        summary = json.loads((self.dir / "sum.json").read_text())
        self.assertEqual((summary["outcome"], summary["documents"], summary["on_topic"], summary["failures"]),
                         ("done", 2, 1, 1))
        self.assertEqual(summary["set_aside"], [{"site": "", "stage": "page", "reason": "bad-input", "count": 1}])
        self.assertEqual(json.loads(rows(self.store, "SELECT summary FROM runs")[0][0]), summary)


class Together(StoreTest):
    def test_two_at_once(self):
        """Both wait for one another, and what they bring comes together."""
        for name in "ab":
            self.file(f"{name}.jsonl", "".join(
                record(text=f"{words(i, 60)} {name}", url=f"https://{name}.gov.vn/{i}") for i in range(200)))
        running = [self.start("--commit-every", "5", self.dir / f"{name}.jsonl", env=self.quick()) for name in "ab"]
        for process in running:
            _, err = process.communicate(timeout=TIMEOUT)
            self.assertEqual(process.returncode, DONE, err)
        self.assertEqual(count(self.store, "articles"), 400)
        self.assertEqual(rows(self.store, "PRAGMA integrity_check"), [("ok",)])


class Refusing(StoreTest):
    def test_files_of_others(self):
        connection = sqlite3.connect(self.dir / "other.db")
        connection.execute("CREATE TABLE recipes (name)")
        connection.commit()
        connection.close()
        self.file("notes.txt", "Không phải kho.")
        self.file("short.db", b"SQLite format 3\0" + b"\0" * 20)
        for name, said in (("other.db", "another program"), ("notes.txt", "no store"), ("short.db", "damaged")):
            with self.subTest(name):
                path = self.dir / name
                before = path.read_bytes()
                for command in (["ingest", "--store", path, CORPUS], ["migrate", "--store", path],
                                ["forget", "--store", path, "--reason", "x", "y"],
                                ["export", "urls", "--store", path], ["reextract", "--store", path]):
                    outcome = run(*command)
                    self.assert_ended(outcome, USAGE)
                    self.assert_complains(outcome, path, said)
                    self.assertEqual(path.read_bytes(), before)

    def test_a_damaged_store(self):
        self.ingest(CORPUS / "traps")
        damaged = bytearray(self.store.read_bytes())
        for at in range(3 * 8192, len(damaged), 8192):
            damaged[at:at + 64] = b"\xff" * 64
        self.store.write_bytes(damaged)
        outcome = run("ingest", "--store", self.store, CORPUS)
        self.assert_ended(outcome, USAGE)
        self.assert_complains(outcome, self.store, "damaged")
        self.assertEqual(self.store.read_bytes(), damaged)

    def test_a_store_of_tomorrow(self):
        self.ingest(CORPUS / "traps")
        connection = sqlite3.connect(self.store)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        before = content(self.store)
        for command in ("migrate", "reextract"):
            outcome = run(command, "--store", self.store)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, "newer bangvang")
        self.assert_content(before)

    def test_wrong_usage(self):
        for args in ([], ["--store", self.store], ["--store", self.store, "--retry", CORPUS],
                     ["--store", self.store, "--topic", "weather", CORPUS],
                     ["--store", self.store, "--pages", "some", CORPUS]):
            self.assert_ended(run("ingest", *args), USAGE)
        self.assertFalse(self.store.exists())


if __name__ == "__main__":
    main()
