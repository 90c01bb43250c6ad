"""The output of the Spark job as JSON Lines, for `bangvang ingest`. Needs pyarrow.

usage: bangvang-lines PATH… > facts.jsonl

PATH is the folder a job wrote to, or Parquet files with a column `extraction`. Of a job's folder only
what finished is read.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections.abc import Iterator

__all__ = ["lines"]


def _finished(folder: pathlib.Path) -> set[str]:
    return {done.parent.name for done in folder.glob("inputs/batch=*/_SUCCESS")}


def _files(path: pathlib.Path) -> list[pathlib.Path]:
    if path.is_file():
        return [path]
    if (path / "inputs").is_dir():
        done = _finished(path)
        return sorted(file for batch in path.glob("articles/batch=*") if batch.name in done
                      for file in batch.rglob("*.parquet"))
    return sorted(path.rglob("*.parquet"))


def _with_fetched(line: str, fetched_at: str | None) -> str:
    if fetched_at is None:
        return line
    said = json.loads(line)
    said["article"]["fetched_at"] = fetched_at
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def lines(path: str) -> Iterator[str]:
    """The extractions below a path, a line of JSON each, with the time of fetching as
    `article.fetched_at`, by which a store orders the versions of an article."""
    import pyarrow.parquet

    for name in _files(pathlib.Path(path)):
        with pyarrow.parquet.ParquetFile(name) as file:
            wanted = [c for c in ("extraction", "fetched_at") if c in file.schema_arrow.names]
            if "extraction" not in wanted:
                raise ValueError(f"{name}: has no column extraction")
            for batch in file.iter_batches(batch_size=512, columns=wanted):
                found = batch.column("extraction").to_pylist()
                fetched = (batch.column("fetched_at").to_pylist() if "fetched_at" in wanted
                           else [None] * len(found))
                for line, time in zip(found, fetched):
                    if line is not None:
                        yield _with_fetched(line, time)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bangvang-lines", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", metavar="PATH", nargs="+")
    status = 0
    for path in parser.parse_args().paths:
        try:
            if not pathlib.Path(path).exists():
                raise OSError(f"{path}: does not exist")
            for line in lines(path):
                sys.stdout.buffer.write(line.encode() + b"\n")
        except BrokenPipeError:
            return 0
        except (OSError, ValueError) as error:
            print(f"bangvang-lines: {error}", file=sys.stderr)
            status = 1
    sys.stdout.flush()
    return status
