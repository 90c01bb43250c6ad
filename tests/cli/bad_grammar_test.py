"""Mistakes in grammar files: all of them at once, each as FILE:LINE, and nothing half done."""

import re
import shutil

from command import ARTICLE, SOME_FAILED, TOY_RULE, USAGE, CommandTest, main, run

# Each a file of its own: (its content, the line that is wrong, words of the message).
MISTAKES = {
    "broken_toml": ("[[rule]]\nid = 1 2\n", 2, ""),
    "bare_letters": ("\ngiêng = '1'\n", 2, ""),
    "bare_head": ("[đơn vị]\n", 1, ""),
    "cut_head": ("[", 1, ""),
    "bare_value": ("note = à\n", 1, ""),
    "not_utf8": (b"note = '\xff'\n", 1, ""),
    "bad_pattern": ("[[rule]]\nid = 'badp.x'\npattern = '(x'\n", 1, "plain brackets"),
    "open_group": ("[[rule]]\nid = 'open.x'\npattern = '(?P<a>x'\n", 1, "open.x"),
    "unknown_slot": ("[[rule]]\nid = 'slot.x'\npattern = 'x {nobody}'\n", 1, "{nobody}"),
    "duplicate_id": ("[[rule]]\nid = 'twice.x'\npattern = 'p'\n\n[[rule]]\nid = 'twice.x'\npattern = 'q'\n", 5,
                     "twice.x stands already in"),
    "unknown_key": ("[[rule]]\nid = 'key.x'\npattern = 'p'\npatern = 'q'\n", 4, "patern"),
    "unknown_section": ("[rules]\n", 1, "rules"),
    "missing_table": ("[[table]]\nkind = 'k'\nfile = 'none.tsv'\nspelling = 'a'\nvalue = 'a'\n", 1, "none.tsv"),
    "missing_pattern": ("\n[[rule]]\nid = 'no_pattern.x'\n", 2, "pattern"),
    "bad_class": ("[class.half]\nnumber = '['\n", 1, "half"),
    "bad_value": ("[[rule]]\nid = 'value.x'\npattern = 'p'\nvalue = '{q}'\n", 1, "names no capture"),
    "bad_each": ("[[rule]]\nid = 'each.x'\npattern = 'p'\neach = 'q'\n", 1, "names no capture"),
    "bad_yields": ("[[rule]]\nid = 'yields.x'\npattern = 'p'\nyields = 'all'\n", 1, "yields"),
    "nothing_to_match": ("[[rule]]\nid = 'nothing.x'\npattern = 'p?'\n", 1, "nothing"),
}
# Rules are held against one another once every file can be read.
AS_RULES = ["unknown_slot", "bad_value", "bad_each", "nothing_to_match"]
AS_FILES = [name for name in MISTAKES if name not in AS_RULES]
CYCLE = "[[rule]]\nid = 'aa.x'\npattern = 'p {bb}'\n[[rule]]\nid = 'bb.x'\npattern = 'q {aa}'\n"
FAILING = TOY_RULE + """
[[rule.accept]]
text = "năm 1234"
[[rule.reject]]
text = "trong năm 2024"
[[rule.accept]]
text = "năm 2022"
expect = { year = "2020" }
"""


class Check(CommandTest):
    def check(self, folder):
        outcome = run("grammar", "check", folder)
        self.assert_ended(outcome, SOME_FAILED)
        self.assertEqual(outcome.out, "")
        return outcome

    def test_each_mistake_alone(self):
        for name, (content, line, words) in MISTAKES.items():
            with self.subTest(mistake=name):
                folder = self.dir / name
                self.file(f"{name}/shared.toml", "")
                path = self.file(f"{name}/{name}.toml", content)
                self.assert_complains(self.check(folder), f"{path}:{line}: ", words)

    def test_all_mistakes_at_once(self):
        for stage in (AS_FILES, AS_RULES):
            shutil.rmtree(self.dir / "all", ignore_errors=True)
            self.file("all/shared.toml", "")
            for name in stage:
                self.file(f"all/{name}.toml", MISTAKES[name][0])
            outcome = self.check(self.dir / "all")
            for name in stage:
                _, line, words = MISTAKES[name]
                self.assert_complains(outcome, f"/{name}.toml:{line}: ", words)

    def test_complaints_are_in_the_order_of_files_and_lines(self):
        self.file("all/shared.toml", "")
        for name, (content, _, _) in MISTAKES.items():
            self.file(f"all/{name}.toml", content)
        places = re.findall(r"(?m)^bangvang: (\S+\.toml):(\d+): ", self.check(self.dir / "all").err)
        places = [(file, int(line)) for file, line in places]
        self.assertEqual(places, sorted(places))

    def test_on_top_of_ours(self):
        path = self.file("own/more.toml", MISTAKES["unknown_slot"][0])
        self.assert_complains(self.check(path.parent), f"{path}:1: ", "{nobody}")

    def test_circle(self):
        folder = self.toy_grammars(circle=CYCLE)
        self.assert_complains(self.check(folder), f"{folder}/circle.toml:1: ", "aa uses bb uses aa")

    def test_failing_examples(self):
        folder = self.toy_grammars(date=FAILING)
        outcome = self.check(folder)
        for line, words in ((9, "does not accept"), (11, "does not reject"), (13, 'year is "2022"')):
            self.assert_complains(outcome, f"{folder}/date.toml:{line}: ", words)
        self.assertEqual(len(outcome.complaints()), 3)

    def test_tables(self):
        folder = self.toy_grammars(table="""
[[table]]
kind = "k"
file = "t.tsv"
spelling = ["name", "other"]
value = "value"
""")
        for content, line, words in (("name\tvalue\na\tb\n", None, "other"), ("name\tother\tvalue\na\tb\tc\td\n", 2, "4 cells"),
                                     ("name\tother\tvalue\n\t\tb\n", 2, "spelling"), ("", None, "")):
            path = self.file("toy/t.tsv", content)
            with self.subTest(content=content):
                self.assert_complains(self.check(folder), f"{path}:{line}: " if line else "t.tsv", words)

    def test_table_that_is_not_utf8(self):
        folder = self.toy_grammars(table="[[table]]\nkind = 'k'\nfile = 't.tsv'\nspelling = ['name']\nvalue = 'name'\n")
        path = self.file("toy/t.tsv", b"name\nS\xf4 Y t\xea\n")
        self.assert_complains(self.check(folder), f"{path}:2: ")


class Use(CommandTest):
    def test_other_commands_refuse_what_does_not_load(self):
        folder = self.toy_grammars(wrong=MISTAKES["unknown_slot"][0])
        article = self.file("article.txt", ARTICLE)
        gold = self.file("gold/a.json", "{}").parent
        for args in (["extract", article], ["explain", article], ["eval", "--gold", gold], ["grammar", "list"],
                     ["grammar", "try", "Sở Y tế họp."]):
            with self.subTest(args=args):
                outcome = run(*args, "--grammars", folder)
                self.assert_ended(outcome, USAGE)
                self.assertEqual(outcome.out, "")
                self.assert_complains(outcome, f"{folder}/wrong.toml:1: ", "{nobody}")

    def test_failing_examples_are_no_reason_to_refuse(self):
        folder = self.toy_grammars(date=FAILING)
        self.done("extract", "--grammars", folder, self.file("article.txt", ARTICLE))

    def test_a_grammar_file_that_is_a_directory(self):
        folder = self.toy_grammars()
        (folder / "odd.toml").mkdir()
        outcome = run("grammar", "check", folder)
        self.assert_ended(outcome, USAGE)
        self.assert_complains(outcome, folder / "odd.toml")


if __name__ == "__main__":
    main()
