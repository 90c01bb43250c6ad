"""The usual attacks on a local server, over real sockets."""

import os
import json
import pathlib
import re
import socket
import time

from serving import PATIENCE, TOKEN, Server, ServerTest, main, run

SEARCH = "/api/v1/search?q=khen"
TEXT = "Khen thưởng\n\nNgày 05/3/2024, UBND tỉnh Sơn La tặng Bằng khen cho Sở Công Thương.\n".encode()


def guarded(server):
    """All that is described as asking for a token: method, path, media type of its body."""
    for path, methods in server.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            if "security" in operation:
                types = list(operation.get("requestBody", {}).get("content", {"": {}}))
                yield method.upper(), path, types[0]


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer else None


def request(target="/healthz", *, host="127.0.0.1", method="GET", more=""):
    return f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n".encode()


class ReadingTest(ServerTest):
    def test_every_answer_is_safe_in_a_browser(self):
        for path in ("/", "/healthz", SEARCH, "/api/v1/none", "/metrics", "/api/v1/search?limit=0"):
            headers = self.server.get(path).headers
            policy = headers["content-security-policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertNotIn("access-control-allow-origin", headers)

    def test_other_names_of_this_machine_are_refused(self):
        for host in ("evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::2]"):
            self.assertEqual(status_of(self.server.raw(request(host=host))), 421, host)
        for host in ("localhost", "LOCALHOST:1", "127.0.0.1:99", "[::1]:5"):
            self.assertEqual(status_of(self.server.raw(request(host=host))), 200, host)

    def test_no_path_leads_out_of_the_dashboard(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd",
                     "/%5c..%5cetc%5cpasswd.x", "/etc/passwd.txt", "/api/v1/articles/..%2f..%2fetc%2fpasswd"):
            answer = self.server.raw(request(path))
            self.assertNotIn(b"root:", answer, path)
            self.assertIn(status_of(answer), (200, 400, 404), path)

    def test_what_is_no_request_is_refused(self):
        for data in (b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                     request("/%00"), request("/%zz"), request("/%ff%fe"), request("/?q=%c3"),
                     b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"):
            answer = self.server.raw(data)
            self.assertEqual(status_of(answer), 400, (data, answer))

    def test_a_request_that_contradicts_itself_is_refused(self):
        for more in ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
                     "Content-Length: -1\r\n", "Content-Length: 99999999999999999999999\r\n"):
            answer = self.server.raw(request("/api/v1/extract", method="POST", more=more + "Content-Type: text/plain\r\n")
                                     + b"0\r\n\r\n")
            self.assertIn(status_of(answer), (400, 413), more)

    def test_what_is_too_large_is_refused(self):
        self.assertEqual(status_of(self.server.raw(request(more="X: " + "a" * 20000 + "\r\n"))), 431)
        self.assertEqual(status_of(self.server.raw(request("/?q=" + "a" * 9000))), 414)
        self.assertEqual(status_of(self.server.raw(request(SEARCH + "a" * 600))), 400)
        huge = request("/api/v1/extract", method="POST", more="Content-Type: text/plain\r\nContent-Length: 99000000\r\n")
        self.assertEqual(status_of(self.server.raw(huge)), 413)

    def test_nothing_sent_becomes_a_header(self):
        answer = self.server.raw(request("/api/v1/search?q=a%0d%0aX-Evil:%201&format=atom"))
        head = answer.split(b"\r\n\r\n", 1)[0]
        self.assertNotIn(b"X-Evil", head)
        answer = self.server.raw(request("/healthz", more="Origin: http://a\rX-Evil: 1\r\n"))
        self.assertNotIn(b"X-Evil", answer)

    def test_a_hostile_query_is_text(self):
        for text in ("'; DROP TABLE awards; --", '"unclosed', "khen OR 1=1", "\u202e", "a" * 499, "% _ * ? NEAR(", "{}[]"):
            self.assertEqual(self.server.get("/api/v1/search", {"q": text}).status, 200, text)
            self.assertEqual(self.server.get("/api/v1/awards", {"q": text, "recipient": text[:199]}).status, 200, text)
            self.assertEqual(self.server.get("/api/v1/suggestions", {"q": text[:199]}).status, 200, text)

    def test_pages_of_other_sites_cannot_post(self):
        for headers in ({"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Origin": "null"},
                        {"Sec_Fetch_Site": "same-site"}):
            answer = self.server.ask("POST", "/api/v1/extract", body=TEXT, Content_Type="text/plain", **headers)
            self.assert_refused(answer, 403, "cross_site")
        own = {"Origin": f"http://127.0.0.1:{self.server.port}", "Sec_Fetch_Site": "same-origin"}
        answer = self.server.ask("POST", "/api/v1/extract", body=TEXT, Content_Type="text/plain", **own)
        self.assertEqual(answer.status, 200)

    def test_without_tokens_nobody_writes(self):
        before = pathlib.Path(self.store).read_bytes()
        for method, path, kind in guarded(self.server):
            answer = self.server.ask(method, path, body=b"{}", Content_Type=kind, Authorization="Bearer " + TOKEN)
            self.assert_refused(answer, 403, "read_only")
        self.assertEqual(pathlib.Path(self.store).read_bytes(), before)

    def test_requests_in_a_row_are_answered_in_order(self):
        data = request(SEARCH).replace(b"Connection: close\r\n", b"") + request("/api/v1/none") + request()
        answer = self.server.raw(data)
        self.assertEqual(re.findall(rb"HTTP/1.1 (\d+)", answer), [b"200", b"404"])  # and then it closes


class SlowClientTest(ServerTest):
    def test_slow_clients_keep_nobody_waiting(self):
        slow = []
        try:
            for number in range(600):  # more than the server has places for
                connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE)
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX" if number % 2 else
                                   request("/api/v1/extract", method="POST",
                                           more="Content-Type: text/plain\r\nContent-Length: 100\r\n") + b"a")
                slow.append(connection)
                if number % 100 == 0:
                    self.assertEqual(self.server.get(SEARCH).status, 200)
            self.assertEqual(self.server.get(SEARCH).status, 200)
            # Whoever does not come to an end is sent away, by room or by time.
            self.assertIn(slow[0].recv(1), (b"",))
            self.assertIn(slow[-2].recv(1), (b"",))
        finally:
            for connection in slow:
                connection.close()

    def test_who_does_not_read_the_answer_keeps_nobody_waiting(self):
        deaf = [socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE) for _ in range(40)]
        try:
            for connection in deaf:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
                connection.sendall(request("/openapi.json").replace(b"close", b"keep-alive") * 20)
            self.assertEqual(self.server.get(SEARCH).status, 200)
        finally:
            for connection in deaf:
                connection.close()


class WritingTest(ServerTest):
    options = ("--token-file", "TOKENS")

    def ingest(self, body=TEXT, token=TOKEN, url="https://sonla.example.vn/9", **headers):
        return self.server.ask("POST", "/api/v1/ingest?url=" + url, body=body, Content_Type="text/plain",
                               Authorization="Bearer " + token, **headers)

    def test_wrong_tokens(self):
        for token in ("", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\u00e9" * 30):
            answer = self.ingest(token=token)
            self.assert_refused(answer, 401, "no_token")
            self.assertEqual(answer.headers["www-authenticate"], "Bearer")
        self.assert_refused(self.server.ask("POST", "/api/v1/ingest", body=TEXT, Content_Type="text/plain",
                                            Authorization="Basic " + TOKEN), 401, "no_token")

    def test_other_sites_cannot_write_even_with_a_token(self):
        self.assert_refused(self.ingest(Origin="http://evil.example"), 403, "cross_site")

    def test_nothing_that_asks_for_a_token_is_had_without_one_or_from_elsewhere(self):
        asked = list(guarded(self.server))
        self.assertGreater(len(asked), 9)
        for method, path, kind in asked:
            with self.subTest(path):
                for token in ("", "x" * 40):
                    answer = self.server.ask(method, path, body=b"{}", Content_Type=kind, Authorization="Bearer " + token)
                    self.assert_refused(answer, 401, "no_token")
                if method == "GET":
                    continue
                own = {"Authorization": "Bearer " + TOKEN}
                self.assert_refused(self.server.ask(method, path, body=b"{}", Content_Type=kind, Origin="http://evil.example",
                                                    **own), 403, "cross_site")
                # What a form of another site can send without being asked about.
                for plain in ("application/x-www-form-urlencoded", "multipart/form-data"):
                    self.assert_refused(self.server.ask(method, path, body=b"{}", Content_Type=plain, **own),
                                        415, "unsupported_type")

    def test_what_reviewers_see_is_kept_by_no_cache(self):
        answer = self.server.get("/api/v1/review/queue", Authorization="Bearer " + TOKEN)
        self.assertEqual((answer.status, answer.headers["cache-control"]), (200, "no-store"))

    def test_a_body_that_is_too_large_is_not_read_as_json(self):
        body = json.dumps({"facts": ["a" * 70000]}).encode()
        answer = self.server.ask("POST", "/api/v1/review/accept", body=body, Content_Type="application/json",
                                 Authorization="Bearer " + TOKEN)
        self.assert_refused(answer, 413, "body_too_large")

    def test_the_session_knows_the_reviewer(self):
        session = self.server.get("/api/v1/session", Authorization="Bearer " + TOKEN).json()
        self.assertEqual((session["reviewer"], session["review"]), ("Lò Thị Kiều Ngân", True))

    def test_what_is_put_in_is_found_at_once(self):
        before = self.server.get("/api/v1/awards?recipient=cong+thuong")
        self.assertEqual(before.json()["count"], 0)
        made = self.ingest().json()
        self.assertEqual(made["outcome"], "new")
        after = self.server.get("/api/v1/awards?recipient=cong+thuong", If_None_Match=before.headers["etag"])
        self.assertEqual((after.status, after.json()["count"]), (200, 1))
        self.assertEqual(self.server.get("/api/v1/articles/" + made["article"]).status, 200)
        self.assertEqual(self.ingest().json()["outcome"], "known")
        changed = self.ingest(TEXT + b"\nT\xc3\xa1c gi\xe1\xba\xa3\n")
        self.assertEqual(changed.json()["outcome"], "new_version")

    def test_what_cannot_be_read_is_set_aside(self):
        answer = self.ingest(b"\x00\x01\x02\x03" * 100, url="https://sonla.example.vn/10").json()
        self.assertEqual((answer["outcome"], answer["article"]), ("set_aside", None))
        self.assertTrue(answer["reason"])


class StartTest(ServerTest):
    def start(self, *options):
        return run("serve", "--store", self.store, "--port", "0", *options)

    def test_a_token_file_that_is_no_secret_is_refused(self):
        path = self.dir / "open"
        path.write_text("Reviewer " + TOKEN)
        os.chmod(path, 0o644)
        outcome = self.start("--token-file", path)
        self.assertEqual(outcome.status, 2)
        self.assertIn("others may read it", outcome.err)

    def test_short_tokens_are_refused_by_line(self):
        path = self.dir / "short"
        path.touch(mode=0o600)
        path.write_text("# names\nReviewer short\n")
        outcome = self.start("--token-file", path)
        self.assertEqual(outcome.status, 2)
        self.assertIn("short:line 2: ", outcome.err)

    def test_what_is_missing_is_named(self):
        outcome = run("serve", "--store", self.dir / "none.db", "--port", "0")
        self.assertEqual(outcome.status, 2)
        self.assertIn("does not exist", outcome.err)
        self.assertIn("is no IP address", self.start("--listen", "nowhere").err)
        self.assertIn("cannot be read", self.start("--dashboard", self.dir / "none").err)

    def test_others_are_told_of(self):
        server = Server(self.store, "--listen", "0.0.0.0", "--no-log")
        server.close()
        self.assertTrue(any("can read the whole store" in line for line in server.notes))

    def test_it_stops_gracefully_and_has_logged(self):
        server = Server(self.store)
        server.get(SEARCH)
        held = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        status, log = server.close()
        held.close()
        self.assertEqual(status, 0)
        lines = [json.loads(line) for line in log.splitlines()]
        self.assertEqual([(line["method"], line["target"], line["status"]) for line in lines], [("GET", SEARCH, 200)])

    def test_the_store_is_only_read(self):
        before = pathlib.Path(self.store).read_bytes()
        server = Server(self.store, "--no-log")
        server.get(SEARCH)
        server.ask("POST", "/api/v1/extract", body=TEXT, Content_Type="text/plain")
        server.close()
        self.assertEqual(pathlib.Path(self.store).read_bytes(), before)

    def test_a_folder_of_pages(self):
        folder = self.dir / "pages"
        folder.mkdir()
        (folder / "index.html").write_text("<!doctype html><title>x</title>")
        (folder / "app.js").write_text("1")
        server = Server(self.store, "--dashboard", folder, "--no-log")
        self.addCleanup(server.close)
        self.assertEqual(server.get("/").body, b"<!doctype html><title>x</title>")
        self.assertEqual(server.get("/agencies/any").status, 200)
        self.assertEqual(server.get("/app.js").headers["content-type"], "text/javascript; charset=utf-8")
        self.assertEqual(server.get("/none.js").status, 404)


class GrammarsTest(ServerTest):
    def test_saved_grammars_are_loaded_and_mistakes_named(self):
        folder = self.dir / "grammars"
        folder.mkdir()
        rule = '[[rule]]\nid = "%s"\npattern = "xin chào"\n[[rule.accept]]\ntext = "xin chào"\n'
        (folder / "greeting.toml").write_text(rule % "greeting.hello")
        server = Server(self.store, "--grammars", folder, "--no-log")
        self.addCleanup(server.close)

        def state_when(fits):
            for _ in range(PATIENCE * 5):
                state = server.get("/api/v1/grammars").json()
                if fits(state):
                    return state
                time.sleep(0.2)
            self.fail(f"the server did not notice: {state}")

        (folder / "greeting.toml").write_text("[[rule]]\nid = ")
        broken = state_when(lambda state: state["errors"])
        self.assertTrue(broken["errors"][0]["file"].endswith("greeting.toml"))
        self.assertEqual(broken["errors"][0]["place"], "2")
        (folder / "greeting.toml").write_text(rule % "greeting.welcome")
        mended = state_when(lambda state: not state["errors"] and state["added"])
        self.assertEqual((mended["added"], mended["removed"]), (["greeting.welcome"], ["greeting.hello"]))


if __name__ == "__main__":
    main()
