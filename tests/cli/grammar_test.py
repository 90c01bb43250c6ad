"""bangvang grammar: what its authors see when all is well. Mistakes are in bad_grammar_test.py."""

from command import CORPUS, PROJECT, CommandTest, main, run


class Check(CommandTest):
    def test_ours_are_good(self):
        for call in ([], [PROJECT / "grammars"]):
            self.assertRegex(self.done("grammar", "check", *call).out,
                             r"^\d+ rules, \d+ examples, \d+ lexicons: all good\n$")

    def test_own_ones_are_checked_on_top_of_ours(self):
        own = self.file("own/venue.toml", """
[[rule]]
id = "venue.of_agency"
pattern = 'hội trường (?P<owner>{agency})'
[[rule.accept]]
text = "Lễ trao giải tại hội trường Sở Y tế."
expect = { owner = "Sở Y tế" }
""").parent
        ours = int(self.done("grammar", "check").out.split()[0])
        self.assertEqual(int(self.done("grammar", "check", own).out.split()[0]), ours + 1)

    def test_own_ones_that_stand_alone(self):
        self.assertTrue(self.done("grammar", "check", self.toy_grammars()).out.startswith("1 rules, 1 examples"))


class Try(CommandTest):
    def test_shows_mentions_lines_and_facts(self):
        out = self.done("grammar", "try", "Khối thi đua số 4 họp. Sở Y tế làm Trưởng khối năm 2024.").out
        for part in ("mentions\n", "lines\n", "nearly matched\n", "facts\n"):
            self.assertIn(part, out)
        facts = out.split("facts\n")[1]
        self.assertRegex(facts, r"(?m)^  bloc_roles  head: Sở Y tế .*\[bloc_role\.\w+\]$")

    def test_kind_shows_its_line_also_without_a_match(self):
        out = self.done("grammar", "try", "--kind", "official", "Sở Y tế họp.").out
        self.assertRegex(out, r"(?m)^  official: .*\{stop\}$")

    def test_published(self):
        out = self.done("grammar", "try", "--published", "2024-01-28", "Sáng 26/01, Sở Y tế họp.").out
        self.assertIn("2024-01-26", out)

    def test_own_grammars(self):
        out = self.done("grammar", "try", "--grammars", self.toy_grammars(), "Từ năm 2023.").out
        self.assertIn("[date.year]", out)


class List(CommandTest):
    def rows(self, *args):
        return [line.split("\t") for line in self.done("grammar", "list", *args).out.splitlines()]

    def test_every_rule_with_its_place(self):
        rows = self.rows()
        self.assertEqual(len(rows), int(self.done("grammar", "check").out.split()[0]))
        for row in rows:
            self.assertRegex(row[-1], r"\.toml:\d+$")
            self.assertRegex(row[2], r"^\d+ accept, \d+ reject$")

    def test_one_kind(self):
        rows = self.rows("--kind", "date")
        self.assertGreater(len(rows), 5)
        self.assertEqual({row[1] for row in rows}, {"date"})
        self.assertEqual(self.rows("--kind", "province"), [])  # made by a lexicon alone

    def test_a_kind_nobody_makes_is_a_wrong_call(self):
        for call in (["list", "--kind", "nothing"], ["try", "--kind", "nothing", "Sở Y tế họp."]):
            outcome = run("grammar", *call)
            self.assert_ended(outcome, 2)
            self.assertIn("nothing: no rule and no lexicon makes this kind", outcome.err)
            self.assertEqual(outcome.out, "")

    def test_use_in_the_corpus(self):
        rows = self.rows("--kind", "date", "--corpus", CORPUS)
        use = [int(row[3].removesuffix(" in the corpus")) for row in rows]
        self.assertGreater(sum(use), 100)

    def test_examples(self):
        out = self.done("grammar", "list", "--kind", "date", "--examples").out
        self.assertIn("    accepts ", out)
        self.assertIn("    rejects ", out)


class New(CommandTest):
    def test_the_skeleton_is_good(self):
        for kind in ("venue", "so_phong"):
            skeleton = self.done("grammar", "new", kind).out
            own = self.file(f"{kind}/{kind}.toml", skeleton).parent
            self.done("grammar", "check", own)
            listed = self.done("grammar", "list", "--kind", kind, "--grammars", own).out
            self.assertTrue(listed.startswith(f"{kind}."), listed)


if __name__ == "__main__":
    main()
