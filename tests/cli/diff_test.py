"""bangvang diff: what two runs over one collection say differently."""

from command import ARTICLE, DONE, SOME_FAILED, USAGE, CommandTest, main, run

OTHER = ARTICLE.replace("26/01", "27/01").replace("Sở Tư pháp", "Sở Nội vụ")


class Diff(CommandTest):
    def extracted(self, name, *paths, grammars=()):
        return self.file(name, self.done("extract", *grammars, *paths).out)

    def rows(self, outcome):
        """Rule and signs of each row of the table."""
        return {line.split()[0]: line.split()[1:] for line in outcome.out.splitlines()
                if line.startswith("  ")}

    def test_equal_runs_differ_in_nothing(self):
        article = self.file("a.txt", ARTICLE)
        old, new = (self.extracted(name, article) for name in ("old.jsonl", "new.jsonl"))
        self.assertEqual(self.done("diff", old, new).out,
                         "1 articles in both, 0 with another text, 0 only in the first, 0 only in the second\n")

    def test_an_edit_of_the_grammars_shows_by_its_rule(self):
        article = self.file("a.txt", ARTICLE.replace("làm Trưởng khối", "được gọi tên làm Trưởng khối"))
        own = self.file("own/more.toml", '[lexicon.bloc_takes]\n"được gọi tên làm" = "elected"\n').parent
        old = self.extracted("old.jsonl", article)
        new = self.extracted("new.jsonl", article, grammars=("--grammars", own))
        self.assertEqual(self.rows(self.done("diff", old, new)), {"bloc_role.takes": ["+1", "-0", "~0"]})
        self.assertEqual(self.rows(self.done("diff", new, old)), {"bloc_role.takes": ["+0", "-1", "~0"]})
        listed = self.done("diff", "--facts", old, new).out.splitlines()[0].split("\t")
        self.assertEqual(listed[:3], ["+", "bloc_role.takes", "bloc_role"])
        self.assertIn("Sở Tư pháp được gọi tên làm Trưởng khối", listed[4])

    def test_another_value_is_a_change(self):
        article = self.file("a.txt", ARTICLE)
        old = self.extracted("old.jsonl", article)
        new = self.file("new.jsonl", old.read_text().replace('"title":"Phó Giám đốc"', '"title":"Giám đốc"'))
        self.assertEqual([signs for signs in self.rows(self.done("diff", old, new)).values()],
                         [["+0", "-0", "~1"]])

    def test_articles_that_only_one_has(self):
        first, second = self.file("a.txt", ARTICLE), self.file("b.txt", OTHER)
        old = self.extracted("old.jsonl", first)
        new = self.extracted("new.jsonl", second)
        self.assertEqual(self.done("diff", old, new).out,
                         "0 articles in both, 0 with another text, 1 only in the first, 1 only in the second\n")

    def test_what_is_no_output_is_named_and_the_rest_compared(self):
        good = self.extracted("good.jsonl", self.file("a.txt", ARTICLE))
        bad = self.file("bad.jsonl", '{"text": "no output"}\n' + good.read_text())
        outcome = run("diff", bad, good)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, "bad.jsonl:1: is no line of bangvang extract")
        self.assertTrue(outcome.out.startswith("1 articles in both"))

    def test_wrong_usage(self):
        good = self.extracted("good.jsonl", self.file("a.txt", ARTICLE))
        for call in ([], [good], [good, self.dir / "missing.jsonl"]):
            self.assert_ended(run("diff", *call), USAGE)


if __name__ == "__main__":
    main()
