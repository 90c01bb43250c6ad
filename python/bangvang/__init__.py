"""Bảng Vàng: news pages of Vietnamese departments read into award history, with evidence.

>>> import bangvang
>>> found = bangvang.extract("Bộ Y tế tặng Bằng khen cho Sở Y tế Lai Châu năm 2023.")
>>> [(a.form, a.recipient.name, a.granted_by) for a in found.facts.awards]
[('bang_khen', 'Sở Y tế Lai Châu', 'Bộ Y tế')]

`docs/python.md` walks from a folder of pages to a chart; `docs/output.md` says what fields mean.
"""
from __future__ import annotations

import importlib.metadata as _metadata

from . import _core
from ._documents import Document, documents
from ._errors import Error, ExtractionError, GrammarError
from ._extractor import Explanation, Extractor, explain_html, extract, extract_batch
from ._records import records
from ._text import fold, normalise
from .results import Extraction

__version__: str = _core.VERSION
if _metadata.version("bangvang") != __version__:
    raise ImportError(f"the parts of bangvang do not fit together: the package is version "
                      f"{_metadata.version('bangvang')}, its library {__version__}; install it anew")

__all__ = ["Document", "Error", "Explanation", "Extraction", "ExtractionError", "Extractor", "GrammarError",
           "documents", "explain_html", "extract", "extract_batch", "extract_table", "event_tables",
           "fold", "normalise", "records"]


def __getattr__(name: str):  # pyarrow is loaded by those who want tables
    if name in ("extract_table", "event_tables"):
        from . import tables
        return getattr(tables, name)
    raise AttributeError(f"module 'bangvang' has no attribute {name!r}")
