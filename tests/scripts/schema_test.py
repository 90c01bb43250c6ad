#!/usr/bin/env python3
"""grammars/rule.schema.json accepts every rule file of ours and refuses the usual slips."""

import json
import pathlib
import tomllib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "grammars/rule.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

RULE = """
[[rule]]
id = "date.year"
pattern = 'năm (?P<year>{year})'
[[rule.accept]]
text = "Năm 2023"
[[rule.reject]]
text = "năm người"
why = "five people"
"""


def faults(toml):
    return ["/".join(map(str, error.absolute_path)) + ": " + error.message
            for error in VALIDATOR.iter_errors(tomllib.loads(toml))]


class Schema(unittest.TestCase):
    def test_is_a_schema(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_accepts_our_rule_files(self):
        files = sorted((ROOT / "grammars").glob("*.toml"))
        self.assertTrue(files)
        for path in files:
            with self.subTest(path.name):
                self.assertEqual(faults(path.read_text(encoding="utf-8")), [])

    def test_refuses_slips(self):
        self.assertEqual(faults(RULE), [])
        cases = {
            "an unknown section": '[klass.day]\nnumber = "1"\n',
            "an unknown key": RULE.replace("pattern =", 'patern = "x"\npattern ='),
            "no pattern": RULE.replace("pattern =", "note ="),
            "an id without a shape": RULE.replace("date.year", "date"),
            "nothing refused": RULE[:RULE.index("[[rule.reject]]")],
            "a refusal without a reason": RULE.replace("why =", "#"),
            "an empty class": '[class.day]\nnote = "x"\n',
            "a table of no file": '[[table]]\nkind = "a"\nspelling = "b"\nvalue = "c"\n',
            "a case nobody knows":
                '[[table]]\nkind="a"\nfile="a.tsv"\nspelling="b"\nvalue="c"\ncase="upper"\n',
        }
        for why, toml in cases.items():
            with self.subTest(why):
                self.assertNotEqual(faults(toml), [])


if __name__ == "__main__":
    unittest.main()
