"""bangvang grammar coverage: what the grammars did over a collection."""

from command import ARTICLE, CORPUS, SOME_FAILED, USAGE, CommandTest, main, run


def section(out, heading):
    """The lines below a heading of the report."""
    lines = out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(heading))
    below = []
    for line in lines[at + 1:]:
        if not line.startswith("  "):
            break
        below.append(line.strip())
    return below


class Coverage(CommandTest):
    def test_rules_that_fired_and_those_that_never_did(self):
        out = self.done("grammar", "coverage", "--grammars", self.toy_grammars(),
                        self.file("a.txt", "Hội nghị năm 2023 và năm 2024.\n")).out
        self.assertTrue(out.startswith("1 articles, 1 sentences\n"))
        self.assertEqual(section(out, "rules that fire most"), ["2\tdate.year"])
        self.assertEqual(section(out, "rules that never fired"), [])
        silent = self.done("grammar", "coverage", "--grammars", self.dir / "toy",
                           self.file("b.txt", "Hội nghị bàn việc trồng cây.\n")).out
        self.assertEqual(section(silent, "rules that never fired"), ["date.year"])

    def test_entries_that_never_fired(self):
        grammars = self.toy_grammars(month="""
[lexicon.month_name]
"giêng" = "1"
"chạp" = "12"
[[rule]]
id = "date.month"
pattern = 'tháng {month_name}'
[[rule.accept]]
text = "tháng giêng"
[[rule.reject]]
text = "tháng sau"
why = "no name"
""")
        out = self.done("grammar", "coverage", "--grammars", grammars, self.file("a.txt", "Lễ hội tháng giêng.\n")).out
        self.assertEqual(section(out, "entries of lexicons"), ["month_name\t1 of 2\t12"])

    def test_sentences_that_promise_an_award_and_gave_none(self):
        text = "Tin khen thưởng\n\nSở Y tế được tặng Bằng khen. Mẫu Bằng khen do Sở in.\n"
        out = self.done("grammar", "coverage", self.file("a.txt", text)).out
        misses = section(out, "sentences with words of an award or a role and no such fact: 1")
        self.assertEqual([miss.split("\t")[0] for miss in misses], ["award"])
        self.assertIn("Mẫu Bằng khen do Sở in", misses[0])

    def test_rules_that_read_the_same_words(self):
        together = section(self.done("grammar", "coverage", "--top", "3", CORPUS / "blocs").out,
                           "rules that read the same words")
        self.assertEqual(len(together), 3)
        for line in together:
            times, one, other = line.split("\t")
            self.assertGreater(int(times), 0)
            self.assertNotEqual(one, other)

    def test_what_cannot_be_read_is_named(self):
        outcome = run("grammar", "coverage", self.file("a.txt", ARTICLE), self.dir / "missing.txt")
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, "missing.txt")
        self.assertTrue(outcome.out.startswith("1 articles"))

    def test_a_path_is_wanted(self):
        self.assert_ended(run("grammar", "coverage"), USAGE)


if __name__ == "__main__":
    main()
