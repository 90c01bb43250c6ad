#!/usr/bin/env python3
"""What docs_test takes from a document, and what it lets pass."""

import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
loader = importlib.machinery.SourceFileLoader("docs_test", str(HERE / "docs_test"))
docs_test = importlib.util.module_from_spec(importlib.util.spec_from_loader("docs_test", loader))
loader.exec_module(docs_test)


class InFolder(docs_test.Runner):
    """A runner over an empty folder instead of a copy of the project."""

    def reset(self):
        self.copy.mkdir(exist_ok=True)


def run(markdown):
    with tempfile.TemporaryDirectory() as folder:
        runner = InFolder(pathlib.Path(folder, "copy"))
        runner.document("a.md", markdown)
        return runner


class Blocks(unittest.TestCase):
    def test_takes_fences_with_their_line_and_reason(self):
        found = docs_test.blocks_of("a\n<!-- not run: needs the network -->\n```sh\nx\n```\n"
                                    "```text write=b.txt\ny\n```\n")
        self.assertEqual([(b.line, b.language, b.text, b.not_run) for b in found],
                         [(3, "sh", "x\n", "needs the network"), (6, "text", "y\n", "")])
        self.assertEqual(found[1].target("write"), "b.txt")

    def test_a_block_without_end_is_a_mistake(self):
        with self.assertRaises(ValueError):
            docs_test.blocks_of("```sh\nx\n")

    def test_output_must_hold_each_line_in_order(self):
        output = 'one\n two three\n{"a":1,"b":[2,3]}\nfour\n'
        cases = {"one\nfour": None, "…\ntwo three": None, "two…\nfour": None, "": None,
                 '{"a": 1, …\n "b": [2,\n 3]}': None, "one … three": None,
                 "four\none": "one", "three … two": "three … two", "five": "five"}
        for expected, missing in cases.items():
            with self.subTest(expected):
                self.assertEqual(docs_test.missing_line(expected, output), missing)


class Copies(unittest.TestCase):
    def test_a_document_begins_with_the_files_as_they_are(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder, "copy")
            runner = docs_test.Runner(copy)
            runner.reset()
            self.assertTrue((copy / "scripts/build").is_file())
            self.assertFalse((copy / ".git").exists())
            (copy / "build").mkdir()
            (copy / "build/made").touch()
            (copy / "scripts/build").write_text("changed")
            (copy / "corpus/added").touch()
            runner.reset()
            self.assertTrue((copy / "build/made").exists())
            self.assertFalse((copy / "corpus/added").exists())
            self.assertEqual((copy / "scripts/build").read_text(),
                             (docs_test.ROOT / "scripts/build").read_text())


class Running(unittest.TestCase):
    def test_files_and_commands_work_together(self):
        runner = run("```text write=d/a\nx\n```\n```text append=d/a\ny\n```\n"
                     "```sh\ncat d/a\n```\n```text output\nx\ny\n```\n")
        self.assertEqual(runner.ran, 1)

    def test_a_command_left_out_is_counted(self):
        runner = run("<!-- not run: why -->\n```sh\nfalse\n```\n")
        self.assertEqual((runner.ran, runner.left_out), (0, 1))

    def test_an_expected_failure_passes(self):
        run("```sh fails\nfalse\n```\n")

    def test_what_it_refuses(self):
        cases = {"a failing command": "```sh\nfalse\ntrue\n```\n",
                 "a failing member of a pipe": "```sh\nfalse | cat\n```\n",
                 "a success that should fail": "```sh fails\ntrue\n```\n",
                 "other output": "```sh\necho a\n```\n```text output\nb\n```\n"}
        for why, markdown in cases.items():
            with self.subTest(why), self.assertRaises(docs_test.Failure):
                run(markdown)


if __name__ == "__main__":
    unittest.main()
