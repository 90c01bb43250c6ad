"""bangvang explain: on a terminal, in a file, and as a page."""

import html.parser
import os
import pty
import subprocess

from command import ARTICLE, BINARY, SOME_FAILED, CommandTest, main, run, surroundings

ESCAPE = "\033["


def run_on_terminal(*args):
    """What the command writes when its output is a terminal."""
    reader, terminal = pty.openpty()
    with subprocess.Popen([BINARY, *map(str, args)], stdout=terminal, stdin=subprocess.DEVNULL,
                          env=surroundings()) as process:
        os.close(terminal)
        out = b""
        try:
            while chunk := os.read(reader, 65536):
                out += chunk
        except OSError:  # how a terminal says that the other side is gone
            pass
        status = process.wait()
    os.close(reader)
    return status, out.decode()


class Page(html.parser.HTMLParser):
    """Collects tags, and every address a browser would fetch."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action", "data")]

    def handle_data(self, data):
        self.words.append(data)


class Explain(CommandTest):
    def setUp(self):
        super().setUp()
        self.article = self.file("article.txt", ARTICLE)

    def test_facts_stand_under_their_paragraph_with_their_rule(self):
        out = self.done("explain", self.article).out
        self.assertIn("Sở Tư pháp làm Trưởng khối.", out)
        self.assertRegex(out, r"(?m)^  bloc_roles  head: Sở Tư pháp .*\[bloc_role\.\w+\]$")
        self.assertRegex(out, r"(?m)^  dates  .*26/01.*\[date\.\w+\]$")

    def test_colours_only_on_a_terminal(self):
        self.assertNotIn(ESCAPE, self.done("explain", self.article).out)
        self.assertIn(ESCAPE, self.done("explain", "--color", "always", self.article).out)
        status, out = run_on_terminal("explain", self.article)
        self.assertEqual(status, 0)
        self.assertIn(ESCAPE, out)
        _, out = run_on_terminal("explain", "--color", "never", self.article)
        self.assertNotIn(ESCAPE, out)

    def test_more_on_demand(self):
        plain = self.done("explain", self.article).out
        for option, sign in (("--mentions", r"(?m)^    agency  \""), ("--lines", r"(?m)^    agency: "),
                             ("--near", r"(?m)^    nearly: \w+\.\w+$")):
            with self.subTest(option=option):
                out = self.done("explain", option, self.article).out
                self.assertRegex(out, sign)
                self.assertNotRegex(plain, sign)

    def test_published(self):
        self.assertIn("2024-01-26", self.done("explain", "--published", "2024-01-28", self.article).out)

    def test_standard_input(self):
        self.assertIn("bloc_roles", self.done("explain", "-", stdin=ARTICLE).out)

    def test_failures_name_the_file(self):
        outcome = run("explain", self.dir / "none.txt")
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, self.dir / "none.txt", "does not exist")


class Html(CommandTest):
    def page(self, text, *options):
        target = self.dir / "page.html"
        outcome = self.done("explain", "--html", target, *options, self.file("article.txt", text))
        self.assertEqual(outcome.out, "")
        return target.read_text("utf-8")

    def test_needs_nothing_from_elsewhere(self):
        text = self.page(ARTICLE, "--mentions", "--lines", "--near")
        page = Page(text)
        self.assertIn("mark", page.tags)
        self.assertIn("table", page.tags)
        self.assertEqual(page.addresses, [])
        for word in ("<link", "<script", "@import", "url(", "http:", "https:"):
            self.assertNotIn(word, text)

    def test_holds_the_whole_text(self):
        self.assertIn(ARTICLE, "".join(Page(self.page(ARTICLE)).words))

    def test_text_is_inert(self):
        evil = ("Lời mở đầu: <script>alert('Sở Y tế')</script> &amp; \"><img src=x onerror=alert(1)>\n\n"
                + ARTICLE.replace("Sở Tư pháp", "Sở <b>Tư pháp</b>"))
        text = self.page(evil, "--mentions", "--lines")
        page = Page(text)
        self.assertNotIn("<script", text)
        for tag in ("script", "img", "b"):
            self.assertNotIn(tag, page.tags)
        self.assertIn("<script>alert(", "".join(page.words))

    def test_articles_beyond_the_first_are_named(self):
        target = self.dir / "page.html"
        self.file("several/1.txt", ARTICLE)
        second = self.file("several/2.txt", ARTICLE.replace("Sở Tư pháp", "Sở Xây dựng"))
        outcome = run("explain", "--html", target, second.parent)
        self.assert_ended(outcome, SOME_FAILED)
        self.assert_complains(outcome, second, "left out")
        self.assertIn(ARTICLE, "".join(Page(target.read_text("utf-8")).words))

    def test_place_that_cannot_be_written(self):
        article = self.file("article.txt", ARTICLE)
        for target in (self.dir / "none" / "page.html", self.dir, "/dev/full"):
            outcome = run("explain", "--html", target, article)
            self.assert_ended(outcome, SOME_FAILED)
            self.assert_complains(outcome, target, "cannot be written")


if __name__ == "__main__":
    main()
