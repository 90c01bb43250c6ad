"""The fields of `docs/output.md` as types.

They are made of the JSON of an extraction when they are first asked for. What a newer grammar or
library writes beyond them is passed over here and stands in `Extraction.to_dict()`.
"""
from __future__ import annotations

import dataclasses
import functools
import json
import typing

__all__ = ["Agency", "Article", "Award", "Bloc", "BlocRole", "CitedDocument", "Date", "Decision",
           "Extraction", "Facts", "Meeting", "Official", "Place", "Position", "Recipient"]


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


_NESTED = {"recipient": Recipient, "decision": Decision}
_LISTED = {"also": Place, "positions": Position}
_KINDS = {"dates": Date, "agencies": Agency, "blocs": Bloc, "bloc_roles": BlocRole,
          "officials": Official, "awards": Award, "documents": CitedDocument}
_EVENTS = {"meeting": Meeting, "bloc_role": BlocRole, "award": Award}


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _value(name: str, value: typing.Any) -> typing.Any:
    if value is None:
        return None
    if name in _NESTED:
        return _made(_NESTED[name], value)
    if name == "parts":
        return {part: (span["begin"], span["end"]) for part, span in value.items()}
    if isinstance(value, list):
        kind = _LISTED.get(name)
        return tuple(_made(kind, item) for item in value) if kind else tuple(value)
    return value


def _made(kind: type, values: dict[str, typing.Any]) -> typing.Any:
    return kind(**{name: _value(name, values[name]) for name in _names(kind) if name in values})

_DECODER = json.JSONDecoder()


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
        """The object of `docs/output.md`. Changing it changes what this extraction says."""
        if self._dict is None:
            self._dict = json.loads(self._json)
        return self._dict

    @property
    def article(self) -> Article:
        """Does not take apart the facts that stand behind it."""
        if self._dict is None:
            line = self._json.decode()
            begin = line.find('"article":{')
            if begin >= 0:
                return _made(Article, _DECODER.raw_decode(line, begin + len('"article":'))[0])
        return _made(Article, self.to_dict()["article"])

    @property
    def facts(self) -> Facts:
        facts = self.to_dict()["facts"]
        return Facts(**{name: tuple(_made(kind, fact) for fact in facts[name])
                        for name, kind in _KINDS.items()})

    @property
    def events(self) -> tuple[Meeting | BlocRole | Award, ...]:
        """Meetings, then bloc roles, then awards; kinds that a newer library adds are left out."""
        return tuple(_made(_EVENTS[event["type"]], event) for event in self.to_dict()["events"]
                     if event["type"] in _EVENTS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extraction) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self):
        return Extraction, (self._json,)

    def __repr__(self) -> str:
        found = self.to_dict()
        counts = ", ".join(f"{len(found['facts'][kind])} {kind}" for kind in _KINDS
                           if found["facts"][kind])
        return f"<Extraction of {found['article']['source']}: {counts or 'no facts'}>"
