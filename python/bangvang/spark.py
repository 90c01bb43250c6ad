"""Extraction on a Spark cluster. Needs pyspark and pyarrow: `pip install 'bangvang[spark]'`, on the
workers too.

`extract` adds to a DataFrame what each of its articles tells, `events` makes flat tables of that. The
job over files is `bangvang-spark` (`bangvang.job`).
"""
from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StringType, StructField, StructType

from ._extractor import Extractor
from .results import Extraction
from .tables import TABLES, Columns, rows_of, with_extractions

__all__ = ["events", "extract"]

Batches = Iterable[pa.RecordBatch]


@functools.lru_cache(maxsize=2)
def worker_extractor(grammars: str | None, with_text: bool) -> Extractor:
    """The one extractor of a Python worker, which lives as long as it does."""
    return Extractor(grammars, with_text=with_text)


def extract(df: DataFrame, *, text: str | None = None, html: str | None = None, url: str | None = None,
            title: str | None = None, published: str | None = None, source: str | None = None,
            grammars: str | None = None, with_text: bool = False) -> DataFrame:
    """The rows of a DataFrame with what each article tells.

    Args:
        text, html: the column of the articles: texts or pages. One of the two.
        url, title, published, source: columns with what the record says of it, where there are such.
        grammars: a folder of grammar files of your own, there on every worker.
        with_text: `article.text` too.

    Returns:
        `df` with two more columns: `extraction`, the JSON of `docs/output.md`, and `error`, the reason
        where there is none.
    """
    columns = Columns(text=text, html=html, url=url, title=title, published=published, source=source)

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        extractor = worker_extractor(grammars, with_text)
        for batch in batches:
            yield with_extractions(batch, extractor.extract_batch(columns.documents(batch), threads=1,
                                                                  errors="yield"))

    added = [StructField("extraction", StringType()), StructField("error", StringType())]
    return df.mapInArrow(run, StructType(list(df.schema.fields) + added))


def _rows(name: str) -> Callable[[Batches], Iterator[pa.RecordBatch]]:
    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            said = [Extraction(line).to_dict() for line in batch.column(0).to_pylist()]
            yield from rows_of(TABLES[name], said).to_batches()
    return run


def events(df: DataFrame, column: str = "extraction") -> dict[str, DataFrame]:
    """Flat tables of what the extractions in a column tell, by name: awards, roles, officials, dates,
    agencies, blocs, documents, meetings, with the schemas of `bangvang.tables.TABLES`. Each reads the
    column for itself when it is used; persist `df` when you use several."""
    found: typing.Any = df.select(column).where(df[column].isNotNull())
    return {name: found.mapInArrow(_rows(name), from_arrow_schema(table.schema))
            for name, table in TABLES.items()}
