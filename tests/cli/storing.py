"""What the tests of stores share: a store of their own, what stands in it, and small sources."""

import gzip
import json
import os
import sqlite3
import subprocess

from command import BINARY, PROJECT, CommandTest, surroundings

DATE_GRAMMARS = ["shared.toml", "date.toml", "parts_of_day.tsv", "weekdays.tsv", "relative_dates.tsv", "month_names.tsv",
                 "lunar_years.tsv"]

# What stands in a store under ids that come from content. Numbers, runs and sources tell of the way
# it came there.
CONTENT = {
    "articles": "SELECT id, version FROM articles",
    "addresses": "SELECT id, article, url, site FROM addresses",
    "urls": "SELECT * FROM urls",
    "captures": "SELECT * FROM captures",
    "versions": "SELECT version, title, author, published, province, url, attachments, text, words, blocks, "
                "site_hint, site, category, encoding, program, grammars, normal_text, reading FROM versions",
    "facts": "SELECT v.version, f.place, f.id, f.kind, f.rule, f.json FROM facts f "
             "JOIN versions v ON v.number = f.version",
    "pages": "SELECT v.version, p.size, p.media_type, p.charset, p.decoded, p.url, p.title, p.published, p.packed "
             "FROM pages p JOIN versions v ON v.number = p.version",
    "near": "SELECT n.key, v.version FROM near_keys n JOIN versions v ON v.number = n.version",
    "failures": "SELECT path, place, url, site, stage, reason, message FROM failures",
    "forgotten": "SELECT digest, reason FROM forgotten",
    "read": "SELECT path, size, done FROM sources",
}


def rows(store, query, *parameters):
    connection = sqlite3.connect(store)
    try:
        return connection.execute(query, parameters).fetchall()
    finally:
        connection.close()


def count(store, table):
    return rows(store, f"SELECT count(*) FROM {table}")[0][0]


def content(store):
    return {name: sorted(rows(store, query), key=repr) for name, query in CONTENT.items()}


def words(seed, number):
    """Text of our own without meaning: `number` syllables that `seed` alone decides."""
    syllables = "bà bình cao chiều dân đông giang hải hòa khánh lan minh nam phong quý sơn tân thu vĩnh xuân".split()
    out, state = [], seed * 2654435761 + 12345
    for _ in range(number):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append(syllables[(state >> 33) % len(syllables)])
    return " ".join(out)


def record(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"


def warc(url, html, day):
    body = html.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-{day:02}T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{day}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n").encode()
    return gzip.compress(head + http + b"\r\n\r\n")


def page(title, text):
    return (f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<p>{text}.</p><p>Bài viết năm 2023.</p></body></html>")


class StoreTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.store = self.dir / "news.db"

    def ingest(self, *args, **how):
        return self.done("ingest", "--store", self.store, *args, **how)

    def quick(self):
        """Surroundings in which the command starts at once: it reads dates and nothing else."""
        for name in DATE_GRAMMARS:
            self.file(f"dates/{name}", (PROJECT / "grammars" / name).read_bytes())
        return surroundings(BANGVANG_GRAMMARS=str(self.dir / "dates"))

    def start(self, *args, env=None, **how):
        """Begins `bangvang ingest` on the store and leaves it running."""
        return subprocess.Popen([BINARY, "ingest", "--store", self.store, *map(os.fsencode, args)],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=env or surroundings(), **how)

    def assert_content(self, expected, store=None):
        found = content(store or self.store)
        for name, table in expected.items():
            self.assertEqual(found[name], table, f"table {name}")
