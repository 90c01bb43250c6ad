"""Extraction: the same as the command's."""
from __future__ import annotations

import collections
import concurrent.futures
import html
import os
import pathlib
import typing
from collections.abc import Iterable, Iterator

from . import _core
from ._core import Document
from ._errors import ExtractionError, GrammarError
from .results import Extraction

__all__ = ["Explanation", "Extractor", "explain_html", "extract", "extract_batch"]

# Documents travel to threads in batches of about this many bytes, so that handing over costs little.
_BATCH_BYTES = 256 << 10
_BATCH_DOCUMENTS = 256

Input = typing.Union[str, bytes, Document]


def grammar_directory() -> str:
    """The folder of our grammars: $BANGVANG_GRAMMARS, else what came with the package."""
    return os.environ.get("BANGVANG_GRAMMARS") or str(pathlib.Path(__file__).with_name("grammars"))


def _fitting(directory: str) -> str:
    """The folder, unless it says that its grammars belong to another version of the library. A folder
    someone works in says nothing, and loading it tells every mistake."""
    try:
        version = pathlib.Path(directory, "VERSION").read_text().strip()
    except OSError:
        return directory
    if version != _core.VERSION:
        raise GrammarError([f"{directory}: these grammars are of bangvang {version}, this library is "
                            f"{_core.VERSION}"])
    return directory


class Explanation(str):
    """A self-contained page of HTML. Jupyter shows it; else write it to a file."""

    def _repr_html_(self) -> str:
        return (f'<iframe srcdoc="{html.escape(self)}" sandbox style="width:100%;height:30em;border:0">'
                "</iframe>")


class Extractor:
    """Grammars, ready to be used. Loading takes a fraction of a second; make one and keep it.

    Immutable. Threads may share one, processes get it by fork or by pickling.

    Args:
        grammars: a folder of grammar files of your own: they replace ours of the same name and add to
            them (docs/grammars.md). None for ours alone.
        with_text: write the article's text too, for spans to point into.
        gate: leave out texts where no rule can fire. Changes the time taken, never the result.

    Raises:
        GrammarError: with every mistake in the grammars, or when they are of another version.
        ExtractionError: when their folder cannot be read.

    >>> extractor = Extractor()
    >>> found = extractor.extract("Khối thi đua số 3 họp. Sở Y tế làm Trưởng khối năm 2024.")
    >>> [(r.role, r.holder, r.year) for r in found.facts.bloc_roles]
    [('head', 'Sở Y tế', 2024)]
    """

    def __init__(self, grammars: str | os.PathLike[str] | None = None, *, with_text: bool = False,
                 gate: bool = True):
        own = os.fspath(grammars) if grammars is not None else None
        self._core = _core.Extractor(_fitting(grammar_directory()), own, gate, with_text)
        self._made_by = (own, with_text, gate)

    def __reduce__(self):
        return _extractor, self._made_by

    @property
    def grammars(self) -> str:
        """The digest of the grammars in use, as `producer.grammars` has it: "sha256:…"."""
        return self._core.grammars

    def extract(self, text_or_html: Input, *, published: str | None = None, url: str | None = None,
                source: str = "-") -> Extraction:
        """What one article tells.

        Args:
            text_or_html: a text, a page, or a Document. The content says which; `bytes` may be in any
                encoding met on Vietnamese pages.
            published: the day of publication, where the page does not say it: "2023-02-22".
            url: the address, where the page does not say it.
            source: the name for `article.source` and messages.

        Raises:
            ExtractionError: when it is not text, holds no article, or is too long.

        >>> Extractor().extract("Sáng 15/3, Sở Y tế họp.", published="2024-03-18").facts.dates[0].value
        '2024-03-15'
        """
        return Extraction(self._core.extract(
            _as_document(text_or_html, published=published, url=url, source=source)))

    def explain_html(self, text_or_html: Input, *, published: str | None = None, url: str | None = None,
                     ) -> Explanation:
        """The article with every fact marked and, in a table below, the rule that read each. Arguments
        and errors as of `extract`.

        >>> page = Extractor().explain_html("Sở Y tế họp ngày 1/2/2023.")
        >>> "agency.core" in page, page.startswith("<!doctype html>")
        (True, True)
        """
        return Explanation(self._core.explain_html(
            _as_document(text_or_html, published=published, url=url)))

    def extract_batch(self, articles: Iterable[Input], *, threads: int | None = None,
                      errors: typing.Literal["raise", "yield"] = "raise",
                      ) -> Iterator[Extraction | ExtractionError]:
        """What many articles tell, in their order, on several threads without the interpreter's lock.

        Takes from `articles` only a few batches ahead, so an endless iterable is fine, and memory
        stays bounded.

        Args:
            articles: texts, pages or Documents, as `documents()` gives them; ExtractionErrors among
                them, from `documents(errors="yield")`, are handed on.
            threads: as many as there are processors, unless given.
            errors: "raise" raises the ExtractionError of the first article that fails, "yield" gives
                it in the article's place and goes on.

        >>> [len(e.facts.dates) for e in Extractor().extract_batch(["Năm 2023.", "Không có gì."])]
        [1, 0]
        """
        if errors not in ("raise", "yield"):
            raise ValueError(f"errors: raise or yield, not {errors!r}")
        for result in self._batches(articles, threads or len(os.sched_getaffinity(0))):
            if isinstance(result, ExtractionError):
                if errors == "raise":
                    raise result
                yield result
            else:
                yield Extraction(result)

    def _batches(self, articles: Iterable[Input], threads: int) -> Iterator[bytes | ExtractionError]:
        if threads == 1:
            for batch in _in_batches(articles):
                yield from self._extract_all(batch)
            return
        pending: collections.deque[concurrent.futures.Future[list[typing.Any]]] = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(threads) as pool:
            try:
                for batch in _in_batches(articles):
                    pending.append(pool.submit(self._extract_all, batch))
                    if len(pending) > 2 * threads:
                        yield from pending.popleft().result()
                while pending:
                    yield from pending.popleft().result()
            finally:  # who stops early waits for what has begun only
                for future in pending:
                    future.cancel()

    def _extract_all(self, batch: list[typing.Any]) -> list[bytes | ExtractionError]:
        wanted = [item for item in batch if not isinstance(item, ExtractionError)]
        results = iter(self._core.extract_many(wanted))
        return [item if isinstance(item, ExtractionError) else next(results) for item in batch]


def _extractor(own: str | None, with_text: bool, gate: bool) -> Extractor:
    return Extractor(own, with_text=with_text, gate=gate)


def _as_document(article: Input, *, published: str | None = None, url: str | None = None,
                 source: str = "-") -> Document:
    if isinstance(article, Document):
        if published is not None or url is not None or source != "-":
            raise TypeError("a Document has its own published, url and source")
        return article
    return Document(article, published=published, url=url, source=source)


def _in_batches(articles: Iterable[Input]) -> Iterator[list[typing.Any]]:
    batch: list[typing.Any] = []
    size = 0
    for article in articles:
        if not isinstance(article, ExtractionError):
            article = _as_document(article)
            size += article.size
        batch.append(article)
        if size >= _BATCH_BYTES or len(batch) >= _BATCH_DOCUMENTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_default: Extractor | None = None


def default_extractor() -> Extractor:
    """The extractor of our own grammars that the functions of this module share."""
    global _default
    if _default is None:
        _default = Extractor()
    return _default


def extract(text_or_html: Input, *, published: str | None = None, url: str | None = None,
            ) -> Extraction:
    """`Extractor.extract` with our own grammars.

    >>> extract("Bộ Y tế tặng Bằng khen cho Sở Y tế Lai Châu năm 2023.").facts.awards[0].form
    'bang_khen'
    """
    return default_extractor().extract(text_or_html, published=published, url=url)


def extract_batch(articles: Iterable[Input], *, threads: int | None = None,
                  errors: typing.Literal["raise", "yield"] = "raise",
                  ) -> Iterator[Extraction | ExtractionError]:
    """`Extractor.extract_batch` with our own grammars."""
    return default_extractor().extract_batch(articles, threads=threads, errors=errors)


def explain_html(text_or_html: Input, *, published: str | None = None, url: str | None = None,
                 ) -> Explanation:
    """`Extractor.explain_html` with our own grammars."""
    return default_extractor().explain_html(text_or_html, published=published, url=url)
