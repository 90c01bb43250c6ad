#!/usr/bin/env python3
"""Our page reader beside trafilatura, on the pages of corpus/pages: how much of each article's
words they find and how many pages a second of CPU time they read. Run by `scripts/bench --pages`,
in the environment that script makes.

usage: pages_table.py COMMAND RATE FOLDER
  COMMAND   bangvang, for the answers
  RATE      bangvang_page_rate, for the speed
  FOLDER    pages with what is expected of them (docs/corpus.md)
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import time
import unicodedata

import trafilatura

SECONDS = 8  # of CPU time for each reader


def words(text):
    return collections.Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def f1(expected, found):
    """Of the words of two texts, order aside."""
    want, got = words(expected), words(found)
    count = sum(want.values()) + sum(got.values())
    return 2 * sum((want & got).values()) / count if count else 1.0


class Page:
    def __init__(self, path):
        head, _, self.body = path.with_suffix(".expected").read_text().partition("\n\n")
        self.path = path
        self.bytes = path.read_bytes()
        self.captions = re.findall(r"^:caption (.*)$", head, re.M)
        self.title = "".join(re.findall(r"^:title (.*)$", head, re.M))
        self.article = not re.search(r"^:failure", head, re.M)
        self.blind = bool(re.search(r"^:blind", head, re.M))

    def f1(self, text):
        """Title and captions count neither for nor against a reader."""
        left_out = {self.title, *self.captions}
        return f1(self.body, "\n".join(x for x in text.split("\n") if x.strip() not in left_out))


def ours(command, pages):
    done = subprocess.run([command, "extract", "--with-text", *(p.path for p in pages)],
                          capture_output=True, text=True, check=False)
    articles = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    texts = {a["source"]: a["text"] for a in articles}
    return [texts.get(str(p.path), "") for p in pages]


def theirs(pages):
    return [trafilatura.extract(p.bytes, include_comments=False) or "" for p in pages]


def their_rate(pages):
    begin, count = time.process_time(), 0
    while time.process_time() - begin < SECONDS:
        count += len(theirs(pages))
    return count / (time.process_time() - begin)


def mean(pages, texts, wanted):
    scores = [p.f1(t) for p, t in zip(pages, texts) if p.article and wanted(p)]
    return sum(scores) / len(scores)


def main(command, rate, folder):
    pages = [Page(p) for p in sorted(pathlib.Path(folder).glob("*.html"))]
    utf8 = {p.path for p in pages if not re.search(rb"[\x80-\xff]", p.bytes) or is_utf8(p.bytes)}
    our_rate = float(subprocess.run([rate, folder, str(SECONDS)], capture_output=True, text=True,
                                    check=True).stdout.split()[0])
    rows = [("bangvang", ours(command, pages), our_rate),
            (f"trafilatura {trafilatura.__version__}", theirs(pages), their_rate(pages))]
    print(f"{sum(p.article for p in pages)} articles on {len(pages)} pages of "
          f"{sum(len(p.bytes) for p in pages) // len(pages)} bytes in the mean\n")
    print("| reader | word F1 | of pages in UTF-8 | of pages written before | pages/s, one core |")
    print("|---|---|---|---|---|")
    for name, texts, speed in rows:
        print(f"| {name} | {mean(pages, texts, lambda p: True):.4f} "
              f"| {mean(pages, texts, lambda p: p.path in utf8):.4f} "
              f"| {mean(pages, texts, lambda p: p.blind):.4f} | {speed:,.0f} |")
    times = rows[0][2] / rows[1][2]
    print(f"\n{times:.1f} times as many pages a second")
    better = mean(pages, rows[0][1], lambda p: True) >= mean(pages, rows[1][1], lambda p: True)
    return 0 if better and times >= 12 else 1


def is_utf8(data):
    try:
        data.decode()
        return True
    except UnicodeDecodeError:
        return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
