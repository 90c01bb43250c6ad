#!/usr/bin/env python3
"""The layer check passes our own tree and names each kind of include it must refuse."""

import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def check(root):
    """Runs the check over `root`; its exit status and what it said, on one line."""
    done = subprocess.run(
        ["cmake", "-D", f"ROOT={root}", "-P", ROOT / "cmake/check_layers.cmake"],
        capture_output=True, text=True)
    return done.returncode, " ".join(done.stderr.split())


def check_tree(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, "extractor", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return check(folder)


class Layers(unittest.TestCase):
    def test_our_own_tree_passes(self):
        status, said = check(ROOT)
        self.assertEqual(status, 0, said)

    def test_every_room_is_known(self):
        """A folder that the check does not know would go unchecked for direction."""
        folders = {p.name for p in (ROOT / "extractor").iterdir() if p.is_dir()}
        known = (ROOT / "cmake/includes.cmake").read_text().split("BANGVANG_ROOMS ")[1].split(")")[0]
        self.assertLessEqual(folders, set(known.split()))

    def test_what_it_accepts(self):
        cases = {
            "down the list": {"text/a.cc": '#include "extractor/base/span.h"\n', "base/span.h": ""},
            "within a room": {"text/a.cc": '#include "extractor/text/a.h"\n', "text/a.h": ""},
            "a library at home": {"grammar/a.cc": "#include <re2/re2.h>\n"},
            "a library in a header nobody else sees":
                {"json/tree.h": "#include <nlohmann/json.hpp>\n"},
            "the standard library": {"base/a.h": "#include <vector>\n"},
        }
        for why, files in cases.items():
            with self.subTest(why):
                status, said = check_tree(files)
                self.assertEqual(status, 0, said)

    def test_what_it_refuses(self):
        cases = {
            "a climb": ({"base/a.cc": '#include "extractor/text/fold.h"\n'},
                        "base/a.cc: includes extractor/text/fold.h, but text comes after base"),
            "a climb with odd spacing": ({"page/a.h": '  #  include  "extractor/cli/x.h"\n'},
                                         "page/a.h: includes extractor/cli/x.h"),
            "a library in another room": ({"facts/a.cc": "#include <re2/re2.h>\n"},
                                          "facts/a.cc: includes re2/re2.h"),
            "a library by quotes": ({"facts/a.cc": '#include "simdjson.h"\n'},
                                    "facts/a.cc: includes simdjson.h"),
            "a library in a public header":
                ({"json/tree.h": "#include <nlohmann/json.hpp>\n",
                  "source/a.cc": '#include "extractor/json/tree.h"\n'},
                 "json/tree.h: includes nlohmann/json.hpp, but other rooms see this header"),
            "a library behind a public header":
                ({"json/tree.h": "#include <nlohmann/json.hpp>\n",
                  "json/value.h": '#include "extractor/json/tree.h"\n',
                  "source/a.cc": '#include "extractor/json/value.h"\n'},
                 "json/tree.h: includes nlohmann/json.hpp, but other rooms see this header"),
            "a relative path": ({"text/a.cc": '#include "../base/span.h"\n'},
                                'text/a.cc: includes "../base/span.h"'),
            "a folder that is no room": ({"attic/a.cc": ""}, "attic is not a room"),
            "a header of no room": ({"cli/a.cc": '#include "extractor/attic/a.h"\n'},
                                    "extractor/attic/a.h, which is in no room"),
        }
        for why, (files, message) in cases.items():
            with self.subTest(why):
                status, said = check_tree(files)
                self.assertNotEqual(status, 0)
                self.assertIn(message, said)


if __name__ == "__main__":
    unittest.main()
