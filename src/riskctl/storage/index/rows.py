"""What stands in the columns of the index: moments, places, lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from riskctl.model.month import first_of
from riskctl.storage.index.schema import DAY_BITS

# A row as SQLite gives it: the columns below, in their order.
Row = tuple[Any, ...]
EVENT: Final = (
    "place, id, indicator, value, title, sources, grade, note, recorded, by, "
    "file, line, scheduled, backfilled, replaces, tlp"
)
REVIEW: Final = "number, id, day, indicators, note, recorded, by, file, line"
RETRACTION: Final = "number, id, event, reason, recorded, by, file, line"
# What an event adds to a tally, and where: as `index_sheets.Mark`.
MARK: Final = f"indicator, place >> {DAY_BITS}, recorded, id, value, grade"
MICROSECONDS: Final = 1_000_000

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """
    Return a moment as microseconds since 1970.

    >>> micros(datetime(1970, 1, 1, 0, 0, 1, 5, UTC))
    1000005
    """
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(count: int) -> datetime:
    """Return the moment of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=count)


def day_of(place: int) -> date:
    """Return the day of an event by its place."""
    return date.fromordinal(place >> DAY_BITS)


def start_of(day: date) -> int:
    """Return the place before which everything is earlier than *day*."""
    return day.toordinal() << DAY_BITS


def end_of(day: date) -> int:
    """Return the place from which on everything is later than *day*."""
    return (day.toordinal() + 1) << DAY_BITS


def start_of_month(month: int) -> int:
    """Return the place where a month begins, by its number."""
    return start_of(first_of(month))


def packed(items: tuple[str, ...]) -> str | bytes:
    r"""
    Return texts as one column: on lines where that is plain, else as JSON.

    >>> packed(("a", "b")), packed(()), packed(("",)), packed(("a\nb",))
    ('a\nb', '', b'[""]', b'["a\\nb"]')
    """
    if items == ("",) or any("\n" in it for it in items):
        import json

        return json.dumps(items).encode()
    return "\n".join(items)


def unpacked(column: str | bytes) -> tuple[str, ...]:
    r"""
    Return the texts of a column.

    >>> unpacked("a\nb"), unpacked(""), unpacked(b'[""]')
    (('a', 'b'), (), ('',))
    """
    if isinstance(column, bytes):
        import json

        return tuple(json.loads(column))
    return tuple(column.split("\n")) if column else ()
