"""What goes wrong, with the message the command would print."""
from __future__ import annotations


class Error(ValueError):
    """What every error of this package is."""


class ExtractionError(Error):
    """A document that cannot be read; the others of its batch are.

    Attributes:
        kind: `bad-input` (the bytes are not what they claim to be), `unreadable` (the file cannot be
            opened or read), `unsupported` (a form that is not read) or `limit` (larger than a named
            limit allows).
        file: the path or name the document came with; "" when it had none.
        place: where in it, as "line 3" or "byte 120"; "" when it is all of it.
        reason: one sentence.
        code: a stable name of the reason, as "list" or "login" for pages without an article; "" when
            it has none.
    """

    def __init__(self, kind: str, file: str, place: str, reason: str, code: str = ""):
        super().__init__(kind, file, place, reason, code)
        self.kind, self.file, self.place, self.reason, self.code = kind, file, place, reason, code

    @property
    def word(self) -> str:
        """What failures are counted by: the code, and where there is none the kind."""
        return self.code or self.kind

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, self.place) if part)
        return f"{where}: {self.reason}" if where else self.reason


class GrammarError(Error):
    """Grammars that cannot be used.

    Attributes:
        mistakes: every one of them, as "FILE:LINE: what is wrong".
    """

    def __init__(self, mistakes: list[str]):
        super().__init__(mistakes)
        self.mistakes = list(mistakes)

    def __str__(self) -> str:
        return "the grammars cannot be used:\n  " + "\n  ".join(self.mistakes)
