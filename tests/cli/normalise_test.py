"""bangvang normalise: text as the grammars read it."""

import unicodedata

from command import SOME_FAILED, CommandTest, main, run


class Normalise(CommandTest):
    def test_one_spelling(self):
        self.assertEqual(self.done("normalise", stdin="Uỷ  ban\u00a0nhân dân – thị xã\u200b Hoà\n").out.strip(),
                         "Ủy ban nhân dân - thị xã Hòa")

    def test_composed(self):
        text = unicodedata.normalize("NFD", "Trưởng khối thi đua")
        self.assertEqual(self.done("normalise", "-", stdin=text).out.strip(), "Trưởng khối thi đua")

    def test_fold(self):
        self.assertEqual(self.done("normalise", "--fold", stdin="Đồng chí Lò Thị Kiều Ngân").out.strip(),
                         "dong chi lo thi kieu ngan")

    def test_twice_is_once(self):
        once = self.done("normalise", stdin="Quí  vị “đại biểu” – họp\r\n\r\ntại Hoà Bình…").out
        self.assertEqual(self.done("normalise", stdin=once).out, once)

    def test_files(self):
        path = self.file("a.txt", "Uỷ ban".encode("utf-16"))
        self.assertEqual(self.done("normalise", path).out.strip(), "Ủy ban")

    def test_what_cannot_be_read(self):
        good = self.file("good.txt", "Hoà")
        outcome = run("normalise", self.dir / "none.txt", good)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, self.dir / "none.txt", "does not exist")
        self.assertEqual(outcome.out.strip(), "Hòa")


if __name__ == "__main__":
    main()
