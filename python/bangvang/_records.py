"""From what articles tell to what was awarded: the award history, resolved as the command does."""
from __future__ import annotations

import json
import os
import pathlib
import subprocess
import tempfile
import typing
from collections.abc import Iterable

from . import _command
from ._errors import Error
from .results import Extraction

__all__ = ["records"]

# Kinds of records, as `bangvang export` calls them.
_KINDS = ("awards", "roles")


def records(extractions: Iterable[Extraction], *, store: str | os.PathLike[str] | None = None,
            ) -> dict[str, list[dict[str, typing.Any]]]:
    """One record for each award and each bloc role, however many of the articles tell of it.

    Args:
        extractions: as they come from a batch.
        store: the file in which to keep articles, facts and records, for `bangvang serve`, `search` and
            the others (docs/store.md); what it holds already counts too. None for none.

    Returns:
        `awards` and `roles`, each a list of the objects that `bangvang export KIND --format jsonl` writes.

    Raises:
        Error: when the store cannot be used, with what the command says.

    >>> from bangvang import extract_batch
    >>> told = ["Bộ Y tế tặng Bằng khen cho Sở Y tế Lai Châu năm 2023.",
    ...         "Năm 2023, Sở Y tế Lai Châu được Bộ Y tế tặng Bằng khen."]
    >>> [(a["recipient"], a["year"], a["articles"]) for a in records(extract_batch(told))["awards"]]
    [('Sở Y tế Lai Châu', 2023, 2)]
    """
    with tempfile.TemporaryDirectory(prefix="bangvang-") as folder:
        lines = pathlib.Path(folder, "facts.jsonl")
        with open(lines, "wb") as file:
            for extraction in extractions:
                file.write(extraction.to_json().encode() + b"\n")
        kept = os.fspath(store) if store is not None else os.path.join(folder, "records.db")
        _run("ingest", "--pages", "none", "--store", kept, str(lines))
        return {kind: [json.loads(line) for line in
                       _run("export", kind, "--format", "jsonl", "--store", kept).splitlines()]
                for kind in _KINDS}


def _run(*arguments: str) -> bytes:
    done = subprocess.run([_command.path(), *arguments], capture_output=True, check=False,
                          env=_command.environment())
    if done.returncode:
        raise Error(done.stderr.decode("utf-8", "replace").strip() or f"{arguments[0]} failed")
    return done.stdout
