"""What users really have: each bad input is named with its place, and the rest is done.

The largest inputs are made only with BANGVANG_LARGE=1 in the environment.
"""

import json
import os
import resource
import subprocess
import unittest

from command import (ARTICLE, BINARY, CORPUS, SOME_FAILED, CommandTest, main, run, run_to,
                     surroundings)

# Four times the input costs four times the work; 16 would be quadratic. What it costs to begin makes it less.
FACTOR = 8
MEGABYTES = 4096
# Sanitizers cost ten times the time and several times the memory.
SANITIZED = b"__asan_init" in BINARY.read_bytes()


def measured(*args):
    """Runs and gives (exit status, what it complained of, seconds of a processor, megabytes at most)."""
    with subprocess.Popen([BINARY, *map(str, args)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, env=surroundings()) as process:
        err = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, err, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class OneBadAmongGood(CommandTest):
    def setUp(self):
        super().setUp()
        self.before, self.after = self.file("before.txt", ARTICLE), self.file("after.txt", ARTICLE)

    def refused(self, bad, *words):
        """`bad` is complained of by name and reason, and its neighbours are extracted."""
        outcome = run("extract", self.before, bad, self.after)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, bad, *words)
        self.assertEqual(len(outcome.complaints()), 1, outcome.err)
        self.assertEqual([found["article"]["source"] for found in outcome.objects()],
                         [str(self.before), str(self.after)])

    def accepted(self, odd, *notes):
        """`odd` is extracted like its neighbours, with `notes` on what was mended."""
        outcome = run("extract", "--with-text", self.before, odd, self.after)
        self.assert_ended(outcome, 0)
        for note in notes:
            self.assertIn(note, outcome.err)
        self.assertEqual(len(outcome.objects()), 3)
        return outcome.objects()[1]

    def test_missing_file(self):
        self.refused(self.dir / "none.txt", "does not exist")

    def test_unreadable_file(self):
        path = self.file("secret.txt", ARTICLE)
        path.chmod(0)
        if os.access(path, os.R_OK):
            self.skipTest("root reads everything")
        self.refused(path, "may not be read")

    def test_file_below_a_file(self):
        self.refused(self.before / "child.txt", "cannot be read")

    def test_link_that_leads_nowhere(self):
        link = self.dir / "link.txt"
        link.symlink_to(self.dir / "none.txt")
        self.refused(link, "does not exist")

    def test_link_to_itself(self):
        link = self.dir / "loop.txt"
        link.symlink_to(link)
        self.refused(link, "cannot be read")

    def test_empty_file(self):
        self.refused(self.file("empty.txt", b""), "is empty")
        self.refused(self.file("blank.txt", b" \r\n\t\n"), "is empty")

    def test_binary_files(self):
        picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
        self.refused(self.file("picture.txt", picture), "PNG")
        self.refused(self.file("random.txt", bytes((i * 7919 >> 3) % 251 for i in range(20000))))
        self.refused(self.file("zeros.txt", bytes(5000)))

    def test_directory_where_a_file_is_expected(self):
        folder = self.dir / "lines.jsonl"
        folder.mkdir()
        self.file("lines.jsonl/one.txt", ARTICLE)
        self.assertEqual(len(self.done("extract", folder).objects()), 1)
        outcome = run("eval", "--gold", self.before)
        self.assert_ended(outcome, 2)
        self.assert_complains(outcome, self.before)

    def test_truncated_utf8(self):
        found = self.accepted(self.file("cut.txt", ARTICLE.encode()[:-1] + "ế".encode()[:2]), "cut.txt", "byte")
        self.assertTrue(found["article"]["text"].endswith("\ufffd"))
        self.assertTrue(found["facts"]["bloc_roles"])

    def test_nul_bytes(self):
        text = ARTICLE.replace("Dự hội nghị", "Dự\0hội nghị")
        found = self.accepted(self.file("nul.txt", text))
        self.assertIn("Dự\ufffdhội nghị", found["article"]["text"])
        self.assertEqual(found["facts"]["officials"][0]["name"], "Lò Thị Kiều Ngân")

    def test_carriage_returns_and_byte_order_mark(self):
        found = self.accepted(self.file("crlf.txt", b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()))
        self.assertTrue(found["facts"]["bloc_roles"])


class JsonLines(CommandTest):
    def test_invalid_lines_are_named_and_the_others_go_on(self):
        good = json.dumps({"text": ARTICLE})
        bad = {"{broken": "line 2", '["text"]': "line 3", '{"title": "x"}': "line 4", '{"text": 5}': "line 5",
               '{"text": ""}': "line 6", good + "}": "line 7", '{"text": "\\ud800"}': "line 8"}
        lines = self.file("lines.jsonl", "\n".join([good, *bad, good]) + "\n")
        outcome = run("extract", lines)
        self.assert_ended(outcome, SOME_FAILED)
        for place in bad.values():
            self.assert_complains(outcome, f"{lines}:{place}")
        self.assertEqual(len(outcome.complaints()), len(bad))
        self.assertEqual([o["article"]["source"] for o in outcome.objects()], [f"{lines}:1", f"{lines}:9"])

    def test_line_that_is_not_utf8(self):
        good = json.dumps({"text": ARTICLE}).encode()
        lines = self.file("lines.jsonl", good + b'\n{"text": "S\xf4 Y t\xea"}\n' + good)
        outcome = run("extract", lines)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, f"{lines}:line 2")
        self.assertEqual(len(outcome.objects()), 2)

    def test_nesting_without_end(self):
        lines = self.file("deep.jsonl", '{"x": ' + "[" * 1000000 + "\n" + json.dumps({"text": ARTICLE}))
        outcome = run("extract", lines)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, f"{lines}:line 1")
        self.assertEqual(len(outcome.objects()), 1)

    def test_threads_complain_in_order_too(self):
        bad = "\n".join(json.dumps({"text": ARTICLE}) if i % 3 else "{" for i in range(300))
        lines = self.file("lines.jsonl", bad)
        one, two = run("extract", lines), run("extract", "--jobs", "2", lines)
        self.assertEqual((one.status, one.out, one.err), (two.status, two.out, two.err))


class Output(CommandTest):
    def test_closed_pipe_ends_quietly(self):
        many = self.file("many.jsonl", (json.dumps({"text": ARTICLE}) + "\n") * 3000)
        for args in (["extract", many], ["extract", "--jobs", "2", many], ["grammar", "list", "--examples"],
                     ["normalise", many], ["explain", CORPUS / "awards"]):
            with self.subTest(args=args):
                with subprocess.Popen([BINARY, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      stdin=subprocess.DEVNULL, env=surroundings()) as process:
                    self.assertTrue(process.stdout.readline())
                    process.stdout.close()
                    err = process.stderr.read().decode()
                    self.assertIn(process.wait(), (0, 1), err)
                self.assertEqual([x for x in err.splitlines() if "note: " not in x], [])

    def test_full_disk_is_an_error(self):
        for args in (["extract", CORPUS], ["extract", "--jobs", "2", CORPUS], ["explain", CORPUS],
                     ["normalise", CORPUS], ["grammar", "list"], ["grammar", "check"],
                     ["grammar", "try", "Sở Y tế họp."], ["eval", "--gold", CORPUS]):
            with self.subTest(args=args):
                outcome = run_to("/dev/full", *args)
                self.assert_ended(outcome, SOME_FAILED)
                self.assert_complains(outcome, "standard output: No space left on device")

    def test_closed_output(self):
        path = self.file("article.txt", ARTICLE)
        done = subprocess.run(["sh", "-c", f'"{BINARY}" extract "{path}" >&-'], env=surroundings(),
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, SOME_FAILED)
        self.assertIn(b"standard output: ", done.stderr)


class Large(CommandTest):
    def bounded(self, path, status=0):
        """Gives the complaints and the seconds."""
        ended, err, seconds, megabytes = measured("extract", path)
        self.assertEqual(ended, status, err)
        self.assertLess(megabytes, MEGABYTES * (10 if SANITIZED else 1))
        return err, seconds

    def fill(self, size, piece):
        path = self.dir / "large.txt"
        with open(path, "wb") as file:
            block = piece.encode() * (1 + (1 << 16) // len(piece.encode()))
            while file.tell() + len(block) < size:
                file.write(block)
        return path

    def linear(self, piece, megabytes):
        """`piece` over and over costs in proportion to its length."""
        size = (megabytes << 20) // (8 if SANITIZED else 1)
        _, fourth = self.bounded(self.fill(size // 4, piece))
        _, whole = self.bounded(self.fill(size, piece))
        self.assertLess(whole, FACTOR * fourth)

    def test_line_breaks(self):
        self.linear("Ba" + "\n" * 100 + "\r\n \t" * 100, 8)

    def test_ten_million_line_breaks(self):
        self.bounded(self.file("breaks.txt", ARTICLE + "\n" * 10_000_000 + ARTICLE))

    def test_many_short_lines(self):
        self.linear("Ba\n", 8)

    def test_a_single_line_without_facts(self):
        self.linear("trời xanh và gió nhẹ, ", 48)

    def test_a_single_line_without_spaces(self):
        self.linear("ạbc", 48)

    def test_a_single_line_full_of_facts(self):
        self.linear("Sở Y tế làm Trưởng khối năm 2024. ", 24)

    def test_more_than_a_file_may_have(self):
        path = self.dir / "sparse.txt"
        with open(path, "wb") as file:
            file.truncate(65 << 20)
        self.assertIn(f"{path}: is larger than", self.bounded(path, SOME_FAILED)[0])

    @unittest.skipUnless(os.environ.get("BANGVANG_LARGE"), "set BANGVANG_LARGE=1 for the largest inputs")
    def test_a_line_of_a_gigabyte(self):
        path = self.fill(1 << 30, "Sở Y tế làm Trưởng khối năm 2024. ")
        self.assertIn(f"{path}: is larger than", self.bounded(path, SOME_FAILED)[0])
        lines = path.rename(self.dir / "large.jsonl")
        self.assertIn(f"{lines}:line 1: is longer than", self.bounded(lines, SOME_FAILED)[0])


if __name__ == "__main__":
    main()
