"""What is read: texts, pages and records, one Document each."""
from __future__ import annotations

import os
import typing
from collections.abc import Iterable, Iterator, Mapping

from . import _core
from ._core import Document
from ._errors import ExtractionError

__all__ = ["Document", "documents"]


def documents(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *,
              errors: typing.Literal["raise", "yield", "skip"] = "raise", json_lines: bool = False,
              fields: Mapping[str, str] | None = None, max_bytes: int | None = None,
              ) -> Iterator[Document | ExtractionError]:
    """The documents of files, in their order, one in memory at a time.

    A WARC file is a document for each page, JSON Lines one for each line, any other file (HTML, text)
    one; all may be packed by gzip. Of a folder every such file below it is read. What
    `bangvang extract` wrote before comes as a document that extracts to just that.

    Args:
        paths: a file or folder, or several.
        errors: what becomes of a record that cannot be read: "raise" raises its ExtractionError,
            "yield" gives it in the record's place, "skip" leaves it out. Reading goes on behind it.
        json_lines: named files are JSON Lines, whatever their names.
        fields: how JSON Lines call text, html, url, title, published or fetched_at:
            `{"text": "body"}`.
        max_bytes: longer files, lines and pages are errors (kind "limit").

    >>> [d.media_type for d in documents("corpus/pages/dang-nhap-noi-bo.html")]
    ['text/html']
    """
    if errors not in ("raise", "yield", "skip"):
        raise ValueError(f"errors: raise, yield or skip, not {errors!r}")
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    reader = _core.Reader([os.fspath(path) for path in paths], json_lines, dict(fields or {}),
                          max_bytes)
    while True:
        try:
            document = reader.next()
        except ExtractionError as error:
            if errors == "raise":
                raise
            if errors == "yield":
                yield error
            continue
        if document is None:
            return
        yield document
