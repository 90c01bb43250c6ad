"""Extractions as tables, for pandas and pyarrow. Needs pyarrow: `pip install 'bangvang[tables]'`."""
from __future__ import annotations

import dataclasses
import functools
import pathlib
import typing
from collections.abc import Iterable, Iterator

import pyarrow as pa

from ._core import Document
from ._errors import ExtractionError
from ._extractor import Extractor, default_extractor
from .results import Extraction

__all__ = ["TABLES", "event_tables", "extract_table", "parquet_documents"]

_TEXT, _NUMBER, _TRUTH, _TEXTS = pa.string(), pa.int32(), pa.bool_(), pa.list_(pa.string())

# What every row tells of its article: column, field of the article.
_ARTICLE = [("article_id", "id"), ("article_version", "version"), ("source", "source"), ("url", "url"),
            ("article_title", "title"), ("published", "published"), ("province", "province")]
# What every fact tells of its evidence.
_EVIDENCE = [("id", _TEXT, "id"), ("text", _TEXT, "text"), ("begin", _NUMBER, "begin"),
             ("end", _NUMBER, "end"), ("rule", _TEXT, "rule"), ("inferred", _TEXTS, "inferred"),
             ("confidence", _TEXT, "confidence")]


def _own(*columns: tuple[str, pa.DataType]) -> list[tuple[str, pa.DataType, str]]:
    return [(name, kind, name) for name, kind in columns]


@dataclasses.dataclass(frozen=True)
class Table:
    """How a kind of facts or events becomes rows: where it stands in the JSON, and its columns with
    their types and, dotted where they are nested, fields."""
    part: str
    kind: str
    columns: list[tuple[str, pa.DataType, str]]
    each: str | None = None  # a list of the fact that gives a row for each of its items

    @functools.cached_property
    def schema(self) -> pa.Schema:
        return pa.schema([(name, _TEXT) for name, _ in _ARTICLE] +
                         [(name, kind) for name, kind, _ in self.columns])

    def items(self, extraction: dict[str, typing.Any]) -> Iterator[dict[str, typing.Any]]:
        if self.part == "events":
            found = (e for e in extraction["events"] if e["type"] == self.kind)
        else:
            found = iter(extraction["facts"].get(self.kind, ()))
        for fact in found:
            if self.each is None:
                yield fact
            else:
                for item in fact[self.each]:
                    yield {**fact, self.each: item}


TABLES: dict[str, Table] = {
    "awards": Table("facts", "awards", _EVIDENCE + _own(("form", _TEXT), ("grade", _TEXT),
        ("level", _TEXT)) + [
        ("recipient_kind", _TEXT, "recipient.kind"), ("recipient_name", _TEXT, "recipient.name"),
        ("recipient_of", _TEXT, "recipient.of"), ("recipient_count", _NUMBER, "recipient.count")]
        + _own(("granted_by", _TEXT), ("year", _NUMBER), ("period", _TEXT), ("status", _TEXT),
        ("posthumous", _TRUTH)) + [
        ("decision_number", _TEXT, "decision.number"), ("decision_date", _TEXT, "decision.date"),
        ("decision_issuer", _TEXT, "decision.issuer")] + _own(("reason", _TEXT))),
    "roles": Table("facts", "bloc_roles", _EVIDENCE + _own(("role", _TEXT), ("holder", _TEXT),
        ("person", _TEXT), ("bloc", _TEXT), ("year", _NUMBER), ("period", _TEXT))),
    "officials": Table("facts", "officials", _EVIDENCE + _own(("name", _TEXT)) + [
        ("title", _TEXT, "positions.title"), ("agency", _TEXT, "positions.agency"),
        ("former", _TRUTH, "positions.former")], each="positions"),
    "dates": Table("facts", "dates", _EVIDENCE + _own(("value", _TEXT), ("part_of_day", _TEXT))),
    "agencies": Table("facts", "agencies", _EVIDENCE + _own(("name", _TEXT), ("place", _TEXT),
        ("kind", _TEXT))),
    "blocs": Table("facts", "blocs", _EVIDENCE + _own(("name", _TEXT), ("aliases", _TEXTS),
        ("members", _TEXTS))),
    "documents": Table("facts", "documents", _EVIDENCE + _own(("type", _TEXT), ("number", _TEXT),
        ("date", _TEXT), ("issuer", _TEXT))),
    "meetings": Table("events", "meeting", _own(("id", _TEXT), ("activities", _TEXTS), ("date", _TEXT),
        ("part_of_day", _TEXT), ("venue", _TEXT), ("bloc", _TEXT), ("year", _NUMBER),
        ("officials", _TEXTS))),
}


def _field(item: typing.Any, dotted: str) -> typing.Any:
    for name in dotted.split("."):
        if item is None:
            return None
        item = item.get(name)
    return item


def rows_of(table: Table, extractions: Iterable[dict[str, typing.Any]]) -> pa.Table:
    """The rows that one table has of these extractions."""
    values: list[list[typing.Any]] = [[] for _ in table.schema]
    for extraction in extractions:
        article = [extraction["article"].get(field) for _, field in _ARTICLE]
        for item in table.items(extraction):
            for column, value in zip(values, article):
                column.append(value)
            for column, (_, _, field) in zip(values[len(article):], table.columns):
                column.append(_field(item, field))
    return pa.table([pa.array(column, field.type) for column, field in zip(values, table.schema)],
                    schema=table.schema)


def _said(extraction: Extraction | str | bytes | dict[str, typing.Any]) -> dict[str, typing.Any]:
    if isinstance(extraction, dict):
        return extraction
    return (extraction if isinstance(extraction, Extraction) else Extraction(extraction)).to_dict()


def event_tables(extractions: Iterable[Extraction | str | bytes | dict[str, typing.Any]],
                 tables: Iterable[str] | None = None) -> dict[str, pa.Table]:
    """What extractions tell, as flat tables with the schemas of `TABLES`.

    Args:
        extractions: as they come from a batch, or their JSON, as `extract_table` writes it.
        tables: awards, roles, officials, dates, agencies, blocs, documents, meetings; all unless given.
            `officials` has a row for each position.

    >>> found = default_extractor().extract("Bộ Y tế tặng Bằng khen cho Sở Y tế Lai Châu năm 2023.")
    >>> event_tables([found])["awards"].select(["form", "recipient_name", "year"]).to_pylist()
    [{'form': 'bang_khen', 'recipient_name': 'Sở Y tế Lai Châu', 'year': 2023}]
    """
    said = [_said(extraction) for extraction in extractions]
    return {name: rows_of(TABLES[name], said) for name in tables or TABLES}


@dataclasses.dataclass(frozen=True)
class Columns:
    """Which columns hold what; `text` or `html`, the others as far as there are such."""
    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    fetched_at: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.html is None):
            raise ValueError("one of text and html names the column of the articles")

    def documents(self, rows: pa.RecordBatch | pa.Table) -> Iterator[Document | ExtractionError]:
        """A document for each row, in order; an error where it has none."""
        given = {part: rows.column(name).to_pylist()
                 for part, name in vars(self).items() if name is not None}
        html = self.html is not None
        contents = given.pop("html" if html else "text")
        for index, content in enumerate(contents):
            named = {part: values[index] for part, values in given.items() if values[index] is not None}
            if not content or not content.strip():
                yield ExtractionError("bad-input", named.get("source", ""), f"row {index + 1}",
                                      "is missing" if content is None else "has no text")
                continue
            yield Document(content, media_type="text/html" if html else "", **named)


def with_extractions(rows: typing.Any, results: Iterable[Extraction | ExtractionError]) -> typing.Any:
    """The rows with the columns `extraction` and `error`, of which each row has one."""
    found, errors = [], []
    for result in results:
        failed = isinstance(result, ExtractionError)
        found.append(None if failed else result.to_json())
        errors.append(str(result) if failed else None)
    names = [*rows.schema.names, "extraction", "error"]
    columns = [*rows.columns, pa.array(found, _TEXT), pa.array(errors, _TEXT)]
    return type(rows).from_arrays(columns, names=names)


def extract_table(table: typing.Any, *, text: str | None = None, html: str | None = None,
                  url: str | None = None, title: str | None = None, published: str | None = None,
                  source: str | None = None, extractor: Extractor | None = None,
                  threads: int | None = None) -> typing.Any:
    """A table of articles with what each tells.

    Args:
        table: a pandas DataFrame or a pyarrow Table or RecordBatch, a row for each article.
        text, html: the column of the articles: texts or pages. One of the two.
        url, title, published, source: columns with what the record says of it, where there are such.
        extractor: with grammars or options of your own.
        threads: as for `extract_batch`.

    Returns:
        The same kind of table with two more columns: `extraction`, the JSON of `docs/output.md`, and
        `error`, the reason where there is none.

    >>> import pandas
    >>> frame = pandas.DataFrame({"body": ["Sở Y tế họp ngày 1/2/2023.", ""]})
    >>> extract_table(frame, text="body")["error"].tolist()
    [None, 'row 2: has no text']
    """
    columns = Columns(text=text, html=html, url=url, title=title, published=published, source=source)
    rows = table if isinstance(table, (pa.Table, pa.RecordBatch)) else pa.Table.from_pandas(
        table[[name for name in vars(columns).values() if name is not None]], preserve_index=False)
    results = (extractor or default_extractor()).extract_batch(
        columns.documents(rows), threads=threads, errors="yield")
    full = with_extractions(rows, results)
    if rows is table:
        return full
    return table.assign(extraction=full.column("extraction").to_pylist(),
                        error=full.column("error").to_pylist())


def parquet_documents(path: str, fields: dict[str, str] | None = None,
                      ) -> Iterator[Document | ExtractionError]:
    """The documents of a Parquet file with the columns of our JSON Lines: text or html, and perhaps
    url, title, published, fetched_at; `fields` says how they are called. A row group is in memory at
    a time; a file that is none of this gives one error."""
    import pyarrow.parquet

    named = {part: (fields or {}).get(part, part)
             for part in ("text", "html", "url", "title", "published", "fetched_at")}
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            there = {part: name for part, name in named.items() if name in file.schema_arrow.names}
            if "html" in there:  # as a record of JSON Lines that has both
                there.pop("text", None)
            columns = Columns(**there)
            number = 0
            for batch in file.iter_batches(batch_size=1024, columns=list(there.values())):
                for document in columns.documents(batch):
                    number += 1
                    if isinstance(document, ExtractionError):
                        yield ExtractionError(document.kind, path, f"row {number}", document.reason)
                        continue
                    document.source = f"{path}:{number}"
                    yield document
    except (pa.ArrowInvalid, ValueError, OSError) as error:
        if not pathlib.Path(path).exists():
            yield ExtractionError("unreadable", path, "", "does not exist")
        else:
            yield ExtractionError("bad-input", path, "", f"is no Parquet file of articles: {error}")
