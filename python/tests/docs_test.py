"""What the Python sessions in our documents print is what they print here."""
import doctest
import os
import pathlib
import re
import shutil
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load_tests(loader, tests, pattern):
    scratch = tempfile.mkdtemp()  # what the sessions write
    unittest.addModuleCleanup(shutil.rmtree, scratch)
    os.chdir(scratch)
    os.symlink(ROOT / "corpus", "corpus")
    for document in sorted(ROOT.glob("docs/*.md")):
        text = document.read_text()
        sessions = re.findall(r"^```pycon\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        if sessions:
            example = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, document.name,
                                                          str(document), 0)
            tests.addTest(doctest.DocTestCase(example, optionflags=doctest.ELLIPSIS))
    return tests


if __name__ == "__main__":
    unittest.main()
