"""The records of blocks in canonical form, as the full parser would make them."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Final, Self

from riskctl.model.grade import GRADES, UNGRADED
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.bounds import EARLIEST, LATEST
from riskctl.storage.text.canonical_blocks import RAW

# The groups that a block's expression found, and the line of the block.
Found = Iterable[tuple[tuple[str, ...], int]]
# Puts the items of a list on a line each.
InLines = Callable[[str], str]


class Blocks:
    """The records of a text, each kind in the order of the text."""

    def __init__(self) -> None:
        """Begin without any."""
        self.events: list[Event] = []
        self.reviews: list[Review] = []
        self.notes: list[Note] = []
        self.retractions: list[Retraction] = []

    def __iadd__(self, other: "Blocks") -> Self:
        """Take over the records of a later text."""
        self.events += other.events
        self.reviews += other.reviews
        self.notes += other.notes
        self.retractions += other.retractions
        return self

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them in the full parser's order, kind by kind."""
        return (*self.events, *self.reviews, *self.notes, *self.retractions)


class _Days(dict[str, date]):
    """The days that texts spell: a file has few, and they come again and again."""

    def __missing__(self, text: str) -> date:
        day = date.fromisoformat(text)
        # The first and the last day are the full parser's business.
        if not EARLIEST < day < LATEST:
            raise ValueError
        self[text] = day
        return day


_DAYS: Final = _Days()
_CITED, _RARE = RAW["event"]
# Ids, of which alone most that look like others speak.
_DISTINCT: Final = re.compile(r'distinct = \["([\w-]+(?:", "[\w-]+)*)"\]\n', re.ASCII)
_TLPS: Final = {"": Tlp.CLEAR, **{it.value: it for it in Tlp}}
_GRADES: Final = {"": UNGRADED, **GRADES}


def events_of(found: Found, in_lines: InLines, file: str) -> list[Event]:
    """
    Return the events that blocks spell.

    Raises:
        ValueError: A day or a moment is none, or is the full parser's business.
    """
    blocks = [*found]
    events = [
        Event(
            name,
            _DAYS[day],
            indicator,
            value or float(number),
            title,
            _moment(recorded),
            _items(sources, in_lines) if sources else (),
            _GRADES[grade],
            note,
            by,
            scheduled != "",
            backfilled != "",
            replaces,
            _TLPS[tlp],
            origin=Origin(file, line),
        )
        for (
            name,
            day,
            indicator,
            value,
            number,
            title,
            sources,
            _cited,
            grade,
            note,
            scheduled,
            backfilled,
            _rare,
            replaces,
            tlp,
            recorded,
            by,
            _,
        ), line in blocks
    ]
    for place, (groups, _) in enumerate(blocks):
        if groups[_CITED] or groups[_RARE]:
            events[place] = _with_rest(events[place], groups[_CITED], groups[_RARE])
    return events


def _with_rest(event: Event, cited: str, rare: str) -> Event:
    """
    Return an event with what tables among its sources and rare keys say.

    Raises:
        ValueError: It is no TOML, or is the full parser's business.
    """
    only = _DISTINCT.fullmatch(rare) if not cited else None
    if only:  # no parser need be loaded
        return event._replace(distinct=tuple(only[1].split('", "')))
    import tomli

    found = tomli.loads(rare)
    until, distinct = found.get("until"), found.get("distinct", [])
    if until is not None:
        if not isinstance(until, date) or isinstance(until, datetime):
            raise ValueError
        if not event.date <= until < LATEST:
            raise ValueError
    texts = [found.get(it, "") for it in ("forum", "theatre", "via", "confirms")]
    is_listed = isinstance(distinct, list)
    if not is_listed or not all(isinstance(it, str) for it in (*texts, *distinct)):
        raise ValueError
    found["distinct"] = tuple(distinct)
    if cited:
        found |= _cited(tomli.loads(f"sources = [{cited}]")["sources"])
    return event._replace(**found)


def _cited(listed: list[Any]) -> dict[str, Any]:
    """Return what a list of texts and tables says of sources."""
    tables = [{"url": it} if isinstance(it, str) else it for it in listed]
    if not all(
        isinstance(it, dict)
        and {"url"} <= it.keys() <= {"url", "origin"}
        and all(isinstance(text, str) for text in it.values())
        for it in tables
    ):
        raise ValueError
    origins = tuple(it.get("origin", "") for it in tables)
    return {
        "sources": tuple(it["url"] for it in tables),
        "origins": origins if any(origins) else (),
    }


def reviews_of(found: Found, in_lines: InLines, file: str) -> list[Review]:
    """
    Return the reviews that blocks spell.

    Raises:
        ValueError: A day or a moment is none, or is the full parser's business.
    """
    return [
        Review(
            id=name,
            date=_DAYS[day],
            since=_since(first, day),
            indicators=_items(indicators, in_lines),
            recorded=_moment(recorded),
            note=note,
            by=by,
            origin=Origin(file, line),
        )
        for (name, first, day, indicators, note, recorded, by, _), line in found
    ]


def _since(first: str, last: str) -> date | None:
    """Return the first day of a period; None where there is none."""
    if not first:
        return None
    if first > last:
        raise ValueError
    return _DAYS[first]


def notes_of(found: Found, in_lines: InLines, file: str) -> list[Note]:
    """
    Return the notes that blocks spell.

    Raises:
        ValueError: A day or a moment is none, or is the full parser's business.
    """
    return [
        Note(
            id=name,
            date=_DAYS[day],
            title=title,
            recorded=_moment(recorded),
            sources=_items(sources, in_lines) if sources else (),
            note=note,
            by=by,
            replaces=replaces,
            tlp=_TLPS[tlp],
            bulletin=bulletin != "",
            origin=Origin(file, line),
        )
        for (
            name,
            day,
            title,
            sources,
            note,
            bulletin,
            replaces,
            tlp,
            recorded,
            by,
            _,
        ), line in found
    ]


def retractions_of(found: Found, file: str) -> list[Retraction]:
    """
    Return the retractions that blocks spell.

    Raises:
        ValueError: A moment is none, or is the full parser's business.
    """
    return [
        Retraction(
            id=name,
            record=record,
            reason=reason,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )
        for (name, record, reason, recorded, by, _), line in found
    ]


def _moment(text: str) -> datetime:
    _ = _DAYS[text[:10]]
    return datetime.fromisoformat(text)


def _items(listed: str, in_lines: InLines) -> tuple[str, ...]:
    return tuple((in_lines(listed) if '"' in listed else listed).split("\n"))
