"""bangvang eval: scores, misses, floors, and writing the corpus anew."""

import json
import shutil

from command import ARTICLE, CORPUS, DONE, SOME_FAILED, USAGE, CommandTest, main, run

KINDS = ["dates", "agencies", "bloc_roles", "officials", "awards", "positions", "blocs", "bloc_members",
         "role_blocs", "award_granters", "award_years", "documents", "meetings", "core",
         "doubtful", "likely", "certain"]

CORPUS_FILE = f"""# A remark above all.
==== mot-bai
:published 2024-01-28

{ARTICLE.strip()}
----
# A remark that stays.
date 2024-01-26
agency Sở Y tế
role head | Sở Tư pháp | 2024 | Khối thi đua các cơ quan Nội chính
? agency Sở Nội vụ
"""


def floors(**values):
    return json.dumps({kind: {"f1": value} for kind, value in values.items()})


class RoundTrip(CommandTest):
    def setUp(self):
        super().setUp()
        self.gold, self.out = self.dir / "gold", self.dir / "out.jsonl"
        self.gold.mkdir()
        lines = []
        for path in sorted((CORPUS / "blocs").glob("*.txt"))[:4] + sorted((CORPUS / "awards").glob("*.txt"))[:4]:
            draft = self.done("extract", "--gold", path).out
            (self.gold / f"{path.stem}.json").write_text(draft, "utf-8")
            lines.append(self.done("extract", path).out)
        self.out.write_text("".join(lines), "utf-8")

    def test_an_extraction_fits_its_own_draft(self):
        scores = json.loads(self.done("eval", "--gold", self.gold, "--json", self.out).out)
        self.assertEqual(list(scores), KINDS)
        for kind in KINDS:
            self.assertEqual((scores[kind]["f1"], scores[kind]["wrong"], scores[kind]["missed"]), (1, 0, 0), kind)
        self.assertGreater(scores["core"]["right"], 50)

    def test_nothing_is_missed(self):
        out = self.done("eval", "--gold", self.gold, "--misses", self.out).out
        self.assertTrue(out.startswith("kind "))
        self.assertIn("articles 8", out)

    def test_what_is_left_out_is_missed(self):
        lines = self.out.read_text("utf-8").splitlines(keepends=True)
        self.out.write_text("".join(lines[1:]), "utf-8")
        scores = json.loads(self.done("eval", "--gold", self.gold, "--json", self.out).out)
        self.assertEqual(scores["core"]["precision"], 1)
        self.assertLess(scores["core"]["recall"], 1)

    def test_a_bad_line_does_not_stop_the_others(self):
        with open(self.out, "a", encoding="utf-8") as out:
            out.write("{broken\n")
        outcome = run("eval", "--gold", self.gold, "--json", self.out)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, self.out, "9")
        self.assertEqual(json.loads(outcome.out)["core"]["f1"], 1)

    def test_a_broken_gold_file_does_not_stop_the_others(self):
        (self.gold / "broken.json").write_text("{", "utf-8")
        outcome = run("eval", "--gold", self.gold, self.out)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, "broken.json")
        self.assertIn("articles 8", outcome.out)


class CorpusForm(CommandTest):
    def setUp(self):
        super().setUp()
        self.gold = self.file("corpus/mot.txt", CORPUS_FILE).parent

    def test_articles_are_extracted_where_they_stand(self):
        scores = json.loads(self.done("eval", "--gold", self.gold, "--json").out)
        self.assertEqual(scores["agencies"]["missed"], 1)
        self.assertEqual(scores["dates"]["recall"], 1)

    def test_misses_come_with_their_sentence(self):
        out = self.done("eval", "--gold", self.gold, "--misses").out
        self.assertRegex(out, r"(?m)^mot-bai\tagencies\tmissed\tsở y tế$")
        self.assertRegex(out, r"(?m)^mot-bai\tofficials\twrong certain\tlò thị kiều ngân\tDự hội nghị có bà Lò Thị Kiều Ngân")
        self.assertNotRegex(out, "sở nội vụ\n")

    def test_floors(self):
        held = self.file("held.json", floors(dates=0.1))
        self.assert_ended(run("eval", "--gold", self.gold, "--floors", held), DONE)
        broken = self.file("broken.json", floors(dates=0.1, agencies=0.99, core=1.0))
        outcome = run("eval", "--gold", self.gold, "--floors", broken)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, broken, "f1 of agencies", "below its floor 0.9900")
        self.assert_complains(outcome, "core")
        self.assertEqual(len(outcome.complaints()), 2)

    def test_floors_that_cannot_be_read(self):
        for content, words in (("{", "byte"), (floors(prizes=1), "prizes"), ("[]", "object")):
            path = self.file("floors.json", content)
            outcome = run("eval", "--gold", self.gold, "--floors", path)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, path, words)
        for path in (self.dir / "none.json", self.dir):
            outcome = run("eval", "--gold", self.gold, "--floors", path)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, path)

    def test_gold_that_is_not_there(self):
        for path in (self.dir / "none", self.file("empty/x.md", "").parent):
            outcome = run("eval", "--gold", path)
            self.assert_ended(outcome, USAGE)
            self.assert_complains(outcome, path)

    def test_articles_that_are_not_there(self):
        outcome = run("eval", "--gold", self.gold, self.dir / "none.txt", self.gold)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, self.dir / "none.txt", "does not exist")
        self.assertIn("articles 1", outcome.out)


class Update(CommandTest):
    def test_writes_what_is_found_and_keeps_remarks(self):
        path = self.file("corpus/mot.txt", CORPUS_FILE)
        self.done("eval", "--gold", path.parent, "--update")
        text = path.read_text("utf-8")
        for kept in ("# A remark above all.", "# A remark that stays.", "? agency Sở Nội vụ", ":published 2024-01-28",
                     ARTICLE.strip()):
            self.assertIn(kept, text)
        self.assertIn("official  Lò Thị Kiều Ngân | Phó Giám đốc | Sở Nội vụ", text.replace("official L", "official  L"))
        self.assertNotIn("Sở Y tế", text)
        scores = json.loads(self.done("eval", "--gold", path.parent, "--json").out)
        self.assertEqual(scores["core"]["f1"], 1)

    def test_replaces_the_file_with_its_permissions(self):
        path = self.file("corpus/mot.txt", CORPUS_FILE)
        path.chmod(0o640)
        (self.dir / "linked").mkdir()
        link = self.dir / "linked" / "hai.txt"
        link.symlink_to(path)
        with path.open("rb") as before:
            self.done("eval", "--gold", link.parent, "--update")
            self.assertEqual(before.read(), CORPUS_FILE.encode())
        self.assertTrue(link.is_symlink())
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)
        self.assertNotEqual(path.read_text("utf-8"), CORPUS_FILE)
        self.assertEqual([child.name for child in path.parent.iterdir()], ["mot.txt"])

    def test_of_the_whole_corpus_scores_one_and_is_stable(self):
        copy = self.dir / "corpus"
        shutil.copytree(CORPUS, copy)
        self.done("eval", "--gold", copy, "--update")
        scores = json.loads(self.done("eval", "--gold", copy, "--json").out)
        for kind in KINDS:
            self.assertEqual(scores[kind]["f1"], 1, kind)
        once = {path: path.read_bytes() for path in copy.rglob("*.txt")}
        self.done("eval", "--gold", copy, "--update")
        self.assertEqual({path: path.read_bytes() for path in copy.rglob("*.txt")}, once)


if __name__ == "__main__":
    main()
