"""The command `bangvang` of this package, with the grammars of this package."""
from __future__ import annotations

import os
import pathlib
import sys

from ._extractor import grammar_directory


def path() -> str:
    """Where the command lies."""
    return str(pathlib.Path(__file__).with_name("bin") / "bangvang")


def environment() -> dict[str, str]:
    """What it runs in."""
    return {**os.environ, "BANGVANG_GRAMMARS": grammar_directory()}


def main() -> None:
    os.execve(path(), ["bangvang", *sys.argv[1:]], environment())
