"""The recipe of docs/collecting.md, run with wget against a portal of our own on loopback."""

import gzip
import http.server
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import threading
import unittest

from command import ARTICLE, BINARY, PROJECT, TIMEOUT, CommandTest, main, run, surroundings

loader = importlib.machinery.SourceFileLoader("docs_test", str(PROJECT / "tests/scripts/docs_test"))
docs_test = importlib.util.module_from_spec(importlib.util.spec_from_loader("docs_test", loader))
loader.exec_module(docs_test)

SITE = "https://sonoivu.example.gov.vn"  # as the document calls it


def page(title, body):
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
            f"<h1>{title}</h1>{body}</body></html>").encode()


def article(day):
    title, _, rest = ARTICLE.replace("26/01", f"{day}/01/2024").partition("\n")
    return page(f"{title} ngày {day}", "".join(f"<p>{line}</p>" for line in rest.split("\n") if line))


class Portal(http.server.BaseHTTPRequestHandler):
    """Articles as servers send them: by length, in chunks, packed; and what is no article."""

    protocol_version = "HTTP/1.1"
    articles = 3

    def do_GET(self):
        self.server.asked.append(self.path)
        pages = {f"/tin/bai-{n}.html": article(9 + n) for n in range(1, self.articles + 1)}
        if self.path == "/robots.txt":
            return self.send(b"User-agent: *\nDisallow: /tin/kin\n", "text/plain")
        if self.path == "/tin/":
            links = "".join(f'<li><a href="{path}">Tin</a></li>' for path in pages)
            return self.send(page("Danh sách", f"<ul>{links}<li><a href='/x'>x</a></li>"
                                  '<li><a href="/tin/kin-1.html">Kín</a></li>'
                                  '<li><a href="/tin/cu.html">Cũ</a></li><img src="/tin/a.png">'
                                  '<li><a href="bai-1.html">Lặp</a></li></ul>'))
        if self.path not in pages:
            return self.send(page("Không có", ""), status=404)
        how = {"/tin/bai-2.html": "chunked", "/tin/bai-3.html": "gzip"}.get(self.path, "")
        if how == "gzip" and "gzip" in self.headers.get("Accept-Encoding", ""):
            return self.send(gzip.compress(pages[self.path]), more={"Content-Encoding": "gzip"})
        self.send(pages[self.path], chunked=how == "chunked")

    def send(self, body, media_type="text/html; charset=utf-8", status=200, more=None, chunked=False):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
            pieces = [body[at:at + 100] for at in range(0, len(body), 100)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@unittest.skipUnless(shutil.which("wget"), "wget is not installed")
class Collecting(CommandTest):
    def setUp(self):
        super().setUp()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.server, self.site = server, f"http://127.0.0.1:{server.server_port}"
        self.addCleanup(setattr, Portal, "articles", Portal.articles)
        commands = []
        for block in docs_test.blocks_of((PROJECT / "docs/collecting.md").read_text()):
            text = block.text.replace(SITE, self.site)
            if block.target("write"):
                # The portal is ours, so nobody need wait.
                self.file(block.target("write"), text.replace("wait = 2", "wait = 0"))
            elif block.language == "sh":
                commands.append(text)
        self.once, self.weekly = commands
        links = self.dir / "links.sh"
        links.write_text(links.read_text().replace("sleep 2", ""))
        self.file("bin/.keep", "")
        (self.dir / "bin/bangvang").symlink_to(BINARY)

    def run_block(self, text):
        """Runs it as a user would, day after day; gives what the portal was asked for."""
        self.server.asked.clear()
        path = f"{self.dir / 'bin'}{os.pathsep}{os.environ['PATH']}"
        env = surroundings(PATH=path, no_proxy="127.0.0.1", http_proxy="")
        done = subprocess.run(["bash", "-c", text], cwd=self.dir, env=env, capture_output=True,
                              timeout=TIMEOUT, check=False)
        # 1 says that something was set aside, as lists are.
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        return sorted(self.server.asked)

    def known(self):
        return self.done("export", "urls", "--store", self.dir / "news.db").out.splitlines()

    def articles(self, count):
        return [f"{self.site}/tin/bai-{n}.html" for n in range(1, count + 1)]

    def test_the_recipe(self):
        asked = self.run_block(self.once)
        self.assertIn("/robots.txt", asked)
        self.assertNotIn("/tin/kin-1.html", asked)
        self.assertNotIn("/tin/a.png", asked)
        self.assertEqual([url for url in self.known() if "bai-" in url], self.articles(3))
        archive = next(self.dir.glob("all-*.warc.gz"))

        records = gzip.decompress(archive.read_bytes())
        for sent in (b"Transfer-Encoding: chunked", b"Content-Encoding: gzip"):
            self.assertIn(sent, records)

        # The same pages come out of the archive by extract, however they were sent.
        found = [o for o in run("extract", archive).objects() if "bai-" in o["article"]["url"]]
        self.assertEqual([o["article"]["url"].partition("://")[2] for o in found],
                         [url.partition("://")[2] for url in self.articles(3)])
        for n, extraction in enumerate(found, 10):
            self.assertIn(f"2024-01-{n}", [date["value"] for date in extraction["facts"]["dates"]])
            self.assertTrue(extraction["facts"]["bloc_roles"])

        # A week later there is one more, and nothing else is fetched but the list.
        Portal.articles = 4
        asked = self.run_block(self.weekly)
        self.assertEqual(self.known().count(self.articles(4)[-1]), 1)
        self.assertNotIn("/tin/kin-1.html", asked)
        self.assertEqual([path for path in asked if "bai-" in path], ["/tin/bai-4.html"])

        # With nothing new the archive of the week before stands for itself.
        asked = self.run_block(self.weekly)
        self.assertEqual([path for path in asked if "bai-" in path], [])


if __name__ == "__main__":
    main()
