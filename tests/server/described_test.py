"""openapi.json is true: Schemathesis asks all it describes, rightly and wrongly, and looks at each answer.

Called as: described_test.py BINARY PROJECT_DIR SCHEMATHESIS
"""

import pathlib
import subprocess
import sys

SCHEMATHESIS = pathlib.Path(sys.argv.pop(3)).absolute()

from serving import PROJECT, TOKEN, ServerTest, main  # noqa: E402

# Only what the description cannot say is left out: which provinces and cursors there are, and that a
# method nobody describes is refused before its token is looked at.
LEFT_OUT = "positive_data_acceptance,missing_required_header,unsupported_method,ignored_auth"


class DescribedTest(ServerTest):
    options = ("--token-file", "TOKENS", "--no-log")

    def test_all_that_is_described(self):
        done = subprocess.run(
            [SCHEMATHESIS, "--config-file", PROJECT / "tests/server/schemathesis.toml", "run", f"http://127.0.0.1:{self.server.port}/openapi.json", "--phases",
             "examples,coverage,fuzzing", "--max-examples", "5", "--seed", "1", "--generation-deterministic",
             "--no-shrink", "--no-color", "--header", f"Authorization: Bearer {TOKEN}",
             "--exclude-checks", LEFT_OUT, "--suppress-health-check", "all", "--max-time", "90"],
            capture_output=True, text=True, timeout=600, check=False, cwd=self.dir)
        self.assertEqual(done.returncode, 0, done.stdout[-20000:] + done.stderr[-2000:])


if __name__ == "__main__":
    main()
