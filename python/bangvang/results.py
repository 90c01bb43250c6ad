"""The fields of `docs/output.md` as types.

They are made of the JSON of an extraction when they are first asked for. What a newer grammar or
library writes beyond them is passed over here and stands in `Extraction.to_dict()`.
"""
from __future__ import annotations

import dataclasses
import functools
import typing

from . import _core
from ._errors import ExtractionError

__all__ = ["Agency", "Article", "Award", "Bloc", "BlocRole", "CitedDocument", "Date", "Decision",
           "Extraction", "Facts", "Finding", "Meeting", "Official", "Place", "Position", "Recipient"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of the article: code points `begin` to `end` of its text, the end not included."""
    text: str
    begin: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has. `also` are further places that say the same, `parts` the places of named
    parts as (begin, end), `inferred` the names of fields that were concluded rather than read,
    `confidence` how sure it is, where the library says so."""
    id: str
    text: str
    begin: int
    end: int
    rule: str
    also: tuple[Place, ...]
    parts: dict[str, tuple[int, int]]
    inferred: tuple[str, ...]
    confidence: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Date(Fact):
    """`value` as in TIMEX3: 2024-03-15, 2024-03, 2024, 2024-Q1, 2024-H1, 2021/2025, XXXX-01-26."""
    value: str
    part_of_day: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Fact):
    """A named organisational unit under its full official name; `place` is the slug of a province."""
    name: str
    place: str | None
    kind: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bloc(Fact):
    """A bloc or cluster of agencies that compete with one another."""
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BlocRole(Fact):
    """Who is `head` or `deputy` of a bloc in a year or, for school years and terms, a period."""
    role: str
    holder: str | None
    person: str | None
    bloc: str | None
    year: int | None
    period: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    title: str
    agency: str | None
    former: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Official(Fact):
    """A person named with an office."""
    name: str
    positions: tuple[Position, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`kind` is agency, person, household or group; a group has `of` and perhaps `count`."""
    kind: str
    name: str | None
    of: str | None
    count: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    number: str | None
    date: str | None
    issuer: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Award(Fact):
    """One award of one recipient. `status` is conferred, proposed or held; `form` an id of
    grammars/award_forms.tsv."""
    form: str
    grade: str | None
    level: str | None
    recipient: Recipient
    granted_by: str | None
    year: int | None
    period: str | None
    status: str
    posthumous: bool
    decision: Decision | None
    reason: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument(Fact):
    """A document the article cites."""
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What took place: pledge_signing, review, launch, role_election, award_ceremony, other."""
    id: str
    activities: tuple[str, ...]
    date: str | None
    part_of_day: str | None
    venue: str | None
    bloc: str | None
    year: int | None
    officials: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the article says of itself. `published` is in Vietnamese time, as exactly as the page has
    it; `text` is there when the extractor was asked for it (`with_text=True`)."""
    id: str
    version: str
    source: str
    url: str | None
    title: str | None
    author: str | None
    published: str | None
    province: str | None
    site: str | None = None
    category: str | None = None
    attachments: tuple[str, ...]
    text: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    dates: tuple[Date, ...]
    agencies: tuple[Agency, ...]
    blocs: tuple[Bloc, ...]
    bloc_roles: tuple[BlocRole, ...]
    officials: tuple[Official, ...]
    awards: tuple[Award, ...]
    documents: tuple[CitedDocument, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What does not fit together in an article: the words that show it, and the numbers `stated` and
    `listed`, where there are such."""
    id: str
    kind: str
    text: str
    begin: int
    end: int
    stated: int | None
    listed: int | None


_EVENTS = {"meeting": Meeting, "bloc_role": BlocRole, "award": Award}

# What becomes of the value of a field, as the extension counts it.
_PLAIN, _TUPLE, _SPANS, _ONE, _MANY = range(5)


@functools.cache
def _plan(kind: type) -> tuple[typing.Any, ...]:
    """How the extension makes an instance: the type and, for each field, its name, form and the plan of
    what it holds. Read off the annotations."""
    hints = typing.get_type_hints(kind)
    return kind, tuple((field.name, *_form(hints[field.name])) for field in dataclasses.fields(kind))


def _form(hint: typing.Any) -> tuple[int, typing.Any]:
    held = [part for part in typing.get_args(hint) or (hint,) if dataclasses.is_dataclass(part)]
    origin = typing.get_origin(hint)
    if origin is dict:
        return _SPANS, None
    if held:
        return (_MANY if origin is tuple else _ONE), _plan(held[0])
    return (_TUPLE if origin is tuple else _PLAIN), None


# The parts of a line of ours in their order, each by what stands before it.
_PARTS = [b'"article":', b',"facts":', b',"events":', b',"findings":']


class Extraction:
    """All that was found in one article.

    Equal to another when both say the same. Cheap to keep and to send between processes: it holds
    the line of JSON and takes it apart when asked.
    """
    __slots__ = ("_json", "_dict")

    def __init__(self, line: bytes | str):
        self._json = line.encode() if isinstance(line, str) else line
        self._dict: dict[str, typing.Any] | None = None

    def to_json(self) -> str:
        """One line of `bangvang extract`, byte for byte, without its line break."""
        return self._json.decode()

    def to_dict(self) -> dict[str, typing.Any]:
        """The object of `docs/output.md`. Changing it changes what this extraction says.

        Raises:
            ExtractionError: when the line this was made of is no JSON.
        """
        if self._dict is None:
            self._dict = _core.parse(self._json)
        return self._dict

    def _part(self, name: str) -> typing.Any:
        """What the object has under a name. As long as it was not asked for as a whole only that part is
        taken apart; within a string its mark would have its quotes escaped."""
        if self._dict is None:
            at = next(i for i, mark in enumerate(_PARTS) if name.encode() in mark)
            begin = self._json.find(_PARTS[at])
            end = self._json.find(_PARTS[at + 1], begin) if at + 1 < len(_PARTS) else -1
            if 0 <= begin < end:
                try:
                    return _core.parse(self._json[begin + len(_PARTS[at]):end])
                except ExtractionError:
                    pass  # a line that is laid out in another way
        return self.to_dict().get(name, [])

    @property
    def article(self) -> Article:
        return _core.made(_plan(Article), self._part("article"))

    @property
    def facts(self) -> Facts:
        """Made anew each time; keep it when you read it more than once."""
        return _core.made(_plan(Facts), self._part("facts"))

    @property
    def events(self) -> tuple[Meeting | BlocRole | Award, ...]:
        """Meetings, then bloc roles, then awards; kinds that a newer library adds are left out."""
        return tuple(_core.made(_plan(_EVENTS[event["type"]]), event)
                     for event in self._part("events") if event["type"] in _EVENTS)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not fit together in the article; told, never put right."""
        return tuple(_core.made(_plan(Finding), found) for found in self._part("findings"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extraction) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self):
        return Extraction, (self._json,)

    def __repr__(self) -> str:
        found = self.to_dict()
        counts = ", ".join(f"{len(found['facts'][kind])} {kind}" for kind in found["facts"]
                           if found["facts"][kind])
        return f"<Extraction of {found['article']['source']}: {counts or 'no facts'}>"
