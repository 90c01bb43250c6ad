"""Runs the built command as a user does and looks at what comes back.

Each test program is called as: NAME_test.py BINARY PROJECT_DIR [unittest arguments]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BINARY = pathlib.Path(sys.argv[1]).resolve()
PROJECT = pathlib.Path(sys.argv[2]).resolve()
CORPUS = PROJECT / "corpus"

DONE, SOME_FAILED, USAGE = 0, 1, 2

# Longer than any of these commands takes on a busy machine under a sanitizer.
TIMEOUT = 600

ARTICLE = """Khối thi đua các cơ quan Nội chính ký kết giao ước thi đua

Sáng 26/01, Khối thi đua các cơ quan Nội chính tổ chức ký kết giao ước thi đua. Sở Tư pháp làm Trưởng khối.

Dự hội nghị có bà Lò Thị Kiều Ngân - Phó Giám đốc Sở Nội vụ.
"""

# Grammars that load at once and know one rule; with a shared.toml of their own they stand alone.
TOY_SHARED = """
[class.year]
number = '(?:19|20)[0-9][0-9]'
[coordination]
words = [",", ";", "và"]
[gate]
kinds = ["date"]
"""
TOY_RULE = """
[[rule]]
id = "date.year"
pattern = 'năm (?P<year>{year})'
[[rule.accept]]
text = "năm 2023"
expect = { year = "2023" }
"""


class Outcome:
    """Exit status, standard output and standard error of one run."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def complaints(self):
        """Messages about what failed; notes on what was mended are none."""
        lines = self.err.splitlines()
        return [line for line in lines if not line.startswith("bangvang: note: ")]


def surroundings(**changes):
    env = {key: value for key, value in os.environ.items() if key != "BANGVANG_GRAMMARS"}
    env["BANGVANG_GRAMMARS"] = str(PROJECT / "grammars")
    env.update(changes)
    return env


def run(*args, stdin=b"", env=None, cwd=None):
    """Runs `bangvang ARGS…`; `stdin` is bytes, or text to be written as UTF-8."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    done = subprocess.run([BINARY, *map(os.fsencode, args)], input=stdin, capture_output=True,
                          env=env or surroundings(), cwd=cwd, timeout=TIMEOUT, check=False)
    return Outcome(done.returncode, done.stdout.decode("utf-8"),
                   done.stderr.decode("utf-8", "backslashreplace"))


def run_to(target, *args):
    """Runs with standard output on the file `target`, such as /dev/full."""
    with open(target, "wb") as out:
        done = subprocess.run([BINARY, *map(os.fsencode, args)], stdin=subprocess.DEVNULL, stdout=out,
                              stderr=subprocess.PIPE, env=surroundings(), timeout=TIMEOUT, check=False)
    return Outcome(done.returncode, "", done.stderr.decode())


class CommandTest(unittest.TestCase):
    """Has a directory of its own for each test, `self.dir`."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="bangvang-")
        self.addCleanup(temporary.cleanup)
        self.dir = pathlib.Path(temporary.name)

    def file(self, name, content):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def toy_grammars(self, **files):
        """A directory of grammars that stand alone; `files` are more of them, by stem."""
        folder = self.dir / "toy"
        self.file("toy/shared.toml", TOY_SHARED)
        for stem, content in (files or {"date": TOY_RULE}).items():
            self.file(f"toy/{stem}.toml", content)
        return folder

    def assert_ended(self, outcome, status):
        self.assertEqual(outcome.status, status, f"\n{outcome.err}\n{outcome.out[:2000]}")

    def done(self, *args, **how):
        """Runs what must succeed without a word of complaint."""
        outcome = run(*args, **how)
        self.assert_ended(outcome, DONE)
        self.assertEqual(outcome.complaints(), [])
        return outcome

    def assert_complains(self, outcome, *words):
        """One line of complaint holds all the words."""
        fitting = [line for line in outcome.complaints()
                   if line.startswith("bangvang: ") and all(str(word) in line for word in words)]
        self.assertTrue(fitting, f"no complaint with {words} in\n{outcome.err}")


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], module="__main__")
