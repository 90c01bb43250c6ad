"""Texts as the grammars and the search read them."""
from __future__ import annotations

from . import _core


def normalise(text: str) -> str:
    """One spelling: NFC, one style of tone marks, one kind of dash, quote and space.

    >>> normalise("Uỷ  ban nhân dân – Hoà Bình")
    'Ủy ban nhân dân - Hòa Bình'
    """
    return _core.normalise(text.encode("utf-8", "replace"))


def fold(text: str) -> str:
    """The search form: normalised, lower case, without marks, đ as d.

    >>> fold("Đảng bộ Sở Y tế")
    'dang bo so y te'
    """
    return _core.fold(text.encode("utf-8", "replace"))
