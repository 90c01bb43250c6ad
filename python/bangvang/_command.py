"""The command `bangvang` of this package, with the grammars of this package."""
from __future__ import annotations

import os
import pathlib
import sys

from ._extractor import grammar_directory


def path() -> str:
    """Where the command lies."""
    return str(pathlib.Path(__file__).with_name("bin") / "bangvang")


def main() -> None:
    os.environ.setdefault("BANGVANG_GRAMMARS", grammar_directory())
    os.execv(path(), ["bangvang", *sys.argv[1:]])
