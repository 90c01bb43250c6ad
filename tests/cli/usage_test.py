"""Help, version, and calls that are wrong."""

from command import BINARY, USAGE, CommandTest, main, run, run_to

COMMANDS = [["extract"], ["explain"], ["eval"], ["normalise"], ["grammar", "check"],
            ["grammar", "try"], ["grammar", "list"], ["grammar", "new"]]


class Help(CommandTest):
    def test_overview_names_every_command(self):
        for call in (["--help"], ["-h"], ["help"]):
            out = self.done(*call).out
            for command in COMMANDS:
                self.assertIn("  " + " ".join(command) + " ", out)

    def test_every_command_shows_an_example_of_itself(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                out = self.done(*command, "--help").out
                self.assertTrue(out.startswith("usage: bangvang " + " ".join(command)))
                example = out.split("Example:\n")[1]
                self.assertIn("bangvang " + " ".join(command), example)
                self.assertIn("Exit status: 0", out)

    def test_examples_use_options_that_exist(self):
        for command in COMMANDS:
            out = self.done(*command, "--help").out
            options, example = out.split("Example:\n")
            for word in example.split("Exit status")[0].split():
                if word.startswith("--"):
                    self.assertIn(f"  {word} ", options, command)

    def test_every_option_is_explained(self):
        wanted = {"extract": "--events --published --with-text --pretty --jobs --grammars --no-gate --gold --jsonl",
                  "explain": "--html --mentions --lines --near --color",
                  "eval": "--gold --misses --floors --json --update",
                  "normalise": "--fold"}
        for command, options in wanted.items():
            out = self.done(command, "--help").out
            for option in options.split():
                self.assertIn(option, out)

    def test_version(self):
        self.assertRegex(self.done("--version").out, r"^bangvang \d+\.\d+\.\d+\n$")

    def test_full_disk_is_noticed(self):
        for call in (["--help"], ["--version"], ["extract", "--help"], ["grammar", "new", "venue"]):
            with self.subTest(call=call):
                outcome = run_to("/dev/full", *call)
                self.assert_ended(outcome, 1)
                self.assert_complains(outcome, "standard output", "No space left")


class WrongCalls(CommandTest):
    def refused(self, *args):
        outcome = run(*args)
        self.assert_ended(outcome, USAGE)
        self.assertEqual(outcome.out, "")
        return outcome

    def test_nothing_at_all_shows_the_overview(self):
        self.assertIn("Commands:", self.refused().err)

    def test_unknown_command(self):
        self.assert_complains(self.refused("extrakt"), "there is no command 'extrakt'")
        self.assert_complains(self.refused("grammar", "chek"), "there is no command 'grammar chek'")
        self.refused("grammar")

    def test_unknown_option(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                outcome = self.refused(*command, "--no-such-option")
                self.assert_complains(outcome, "no-such-option")
                self.assertIn("--help", outcome.err)

    def test_wrong_values(self):
        calls = [["extract", "--jobs", "0"], ["extract", "--jobs", "many"], ["extract", "--jobs", "-1"],
                 ["extract", "--published", "gestern"], ["extract", "--published", "2023-02-30"],
                 ["extract", "--gold", "--events"], ["extract", "--grammars"],
                 ["explain", "--color", "pink", "x.txt"], ["explain", "--published", "soon", "x.txt"],
                 ["explain"], ["explain", "a.txt", "b.txt"],
                 ["grammar", "try"], ["grammar", "try", ""], ["grammar", "try", "a", "b"],
                 ["grammar", "try", "--published", "soon", "Năm 2023."],
                 ["grammar", "new"], ["grammar", "new", "Not A Name"], ["grammar", "list", "stray"],
                 ["grammar", "check", "a", "b"], ["eval"]]
        for call in calls:
            with self.subTest(call=call):
                self.assertTrue(self.refused(*call).complaints())

    def test_grammars_that_are_not_there(self):
        for call in (["extract", "--grammars", "/no/such/place"], ["grammar", "check", "/no/such/place"],
                     ["grammar", "list", "--grammars", "/no/such/place"]):
            self.assert_complains(self.refused(*call), "/no/such/place")
        self.assert_complains(self.refused("extract", "--grammars", BINARY), BINARY)

    def test_a_directory_without_grammars(self):
        self.assert_complains(self.refused("extract", "--grammars", self.dir), self.dir, "no grammar file")


if __name__ == "__main__":
    main()
