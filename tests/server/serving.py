"""A running server for tests: on a port of its own, over a store made of articles whose content is known."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from command import BINARY, PROJECT, run, surroundings  # noqa: E402

# Longer than any answer here takes on a busy machine under a sanitizer.
PATIENCE = 120

TOKEN = "a-token-of-more-than-twenty-letters"

ARTICLES = [
    {"url": "https://sonla.example.vn/1", "published": "2024-03-02",
     "text": "Khen thưởng ngành y tế Sơn La\n\nNgày 01/3/2024, Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho Sở Y tế "
             "tỉnh Sơn La vì thành tích xuất sắc năm 2023.\n"},
    {"url": "https://sonla.example.vn/2", "published": "2024-01-20",
     "text": "Khối thi đua Văn hóa - Xã hội tỉnh Sơn La ký kết giao ước\n\nSáng 19/01/2024, Khối thi đua Văn hóa - Xã hội "
             "tỉnh Sơn La ký kết giao ước thi đua năm 2024. Sở Y tế làm Trưởng khối năm 2024. Dự lễ có bà Lò Thị Kiều "
             "Ngân - Phó Giám đốc Sở Nội vụ.\n"},
    {"url": "https://hanoi.example.vn/3", "published": "2023-07-08",
     "text": "Tin vắn\n\nTrời ở Hà Nội hôm nay đẹp.\n"},
    {"url": "https://hanoi.example.vn/4", "published": "2023-08-08",
     "title": "Tin <script>alert(1)</script> & \u202e vắn",
     "text": "Tin <script>alert(1)</script> & \u202e vắn\n\nNgày 01/8/2023, Chủ tịch UBND thành phố Hà Nội tặng Bằng "
             "khen cho Trường THPT Nguyễn Hiền vì thành tích năm 2022.\n"},
]


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Server:
    """`bangvang serve` over `store` until close()."""

    def __init__(self, store, *options):
        self.process = subprocess.Popen(
            [BINARY, "serve", "--store", store, "--port", "0", *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=surroundings(), text=True)
        self.notes = []
        while True:
            line = self.process.stderr.readline()
            if not line:
                raise RuntimeError(f"the server did not start: {self.notes}")
            self.notes.append(line)
            if "serving at http://" in line:
                break
        self.port = int(line.rsplit(":", 1)[1].strip().rstrip("/"))

    def close(self):
        """Asks it to stop; gives exit status and log."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        out, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, params=None, **headers):
        if params:
            path += "?" + urllib.parse.urlencode(params)
        return self.ask("GET", path, **headers)

    def raw(self, data, patience=PATIENCE):
        """What comes back for these bytes, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            connection.sendall(data)
            out = b""
            try:
                while piece := connection.recv(65536):
                    out += piece
            except ConnectionResetError:
                pass
            return out


class ServerTest(unittest.TestCase):
    """All tests of a class share one server over one store; `options` are those of the command."""

    options = ()

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="bangvang-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.dir = pathlib.Path(cls.temporary.name)
        lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)
        (cls.dir / "news.jsonl").write_text(lines, encoding="utf-8")
        cls.store = cls.dir / "store.db"
        made = run("ingest", "--store", cls.store, cls.dir / "news.jsonl")
        if made.status != 0:
            raise RuntimeError(made.err)
        tokens = cls.dir / "tokens"
        tokens.touch(mode=0o600)
        tokens.write_text(f"# who may write\nLò Thị Kiều Ngân  {TOKEN}\n", encoding="utf-8")
        options = [str(tokens) if option == "TOKENS" else option for option in cls.options]
        cls.server = Server(cls.store, *options)
        cls.addClassCleanup(cls.server.close)

    def found(self, path, **params):
        answer = self.server.get(path, params)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def assert_refused(self, answer, status, code):
        self.assertEqual(answer.status, status, answer.body)
        error = answer.json()["error"]
        self.assertEqual(error["code"], code)
        self.assertTrue(error["message"])


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], module="__main__")


__all__ = ["ARTICLES", "Answer", "BINARY", "PATIENCE", "PROJECT", "Server", "ServerTest", "TOKEN", "main", "os", "run"]
