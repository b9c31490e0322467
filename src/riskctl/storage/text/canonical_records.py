"""The records of blocks in canonical form, as the full parser would make them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from riskctl.model.grade import GRADES, UNGRADED
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.bounds import EARLIEST, LATEST

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
        self.retractions: list[Retraction] = []

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them in the full parser's order: events, reviews, retractions."""
        return (*self.events, *self.reviews, *self.retractions)

    def extend(self, other: "Blocks") -> None:
        """Add the records of the text that follows."""
        self.events += other.events
        self.reviews += other.reviews
        self.retractions += other.retractions


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
_TLPS: Final = {"": Tlp.CLEAR, **{it.value: it for it in Tlp}}
_GRADES: Final = {"": UNGRADED, **GRADES}


def events_of(found: Found, in_lines: InLines, file: str) -> list[Event]:
    """
    Return the events that blocks spell.

    Raises:
        ValueError: A day or a moment is none, or is the full parser's business.
    """
    return [
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
            Origin(file, line),
        )
        for (
            name,
            day,
            indicator,
            value,
            number,
            title,
            sources,
            grade,
            note,
            scheduled,
            backfilled,
            replaces,
            tlp,
            recorded,
            by,
            _,
        ), line in found
    ]


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


def retractions_of(found: Found, file: str) -> list[Retraction]:
    """
    Return the retractions that blocks spell.

    Raises:
        ValueError: A moment is none, or is the full parser's business.
    """
    return [
        Retraction(
            id=name,
            event=event,
            reason=reason,
            recorded=_moment(recorded),
            by=by,
            origin=Origin(file, line),
        )
        for (name, event, reason, recorded, by, _), line in found
    ]


def _moment(text: str) -> datetime:
    _ = _DAYS[text[:10]]
    return datetime.fromisoformat(text)


def _items(listed: str, in_lines: InLines) -> tuple[str, ...]:
    return tuple((in_lines(listed) if '"' in listed else listed).split("\n"))
