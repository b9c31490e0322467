"""The same event in the form of each tool."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Final, NamedTuple

from benchmarks.invented import FIRST_DAY, Event, Retraction, Review
from benchmarks.scales import Gauge

# Of a day, so that an interval can be added in its last hour.
_USED_SECONDS: Final = 82_800
_LONGEST_SLOT_SECONDS: Final = 600


class Form(NamedTuple):
    """
    How a tool keeps events in files.

    Attributes:
        file: Where the events of a month stand, `{month}` being that month.
        head: What comes before the first event.
        entry: One event as text.
    """

    file: str
    head: Callable[[list[Gauge]], str]
    entry: Callable[[Event, int], str]


def riskctl(record: Event | Review | Retraction) -> str:
    """Return a record as `storage/text/writer.py` writes it."""
    if isinstance(record, Event):
        note = f'note = "{record.note}"\n' if record.note else ""
        replaces = f'replaces = "{record.replaces}"\n' if record.replaces else ""
        return (
            f'[[event]]\nid = "{record.id}"\ndate = {record.day}\n'
            f'indicator = "{record.indicator}"\nvalue = "{record.value}"\n'
            f'title = "{record.title}"\n'
            f'sources = ["https://example.org/invented/{record.number}"]\n'
            f'grade = "{record.grade}"\n{note}{replaces}recorded = {record.recorded}Z\n'
        )
    if isinstance(record, Review):
        names = ", ".join(f'"{it}"' for it in record.indicators)
        return (
            f'[[review]]\nid = "{record.id}"\ndate = {record.day}\n'
            f'indicators = [{names}]\nnote = "Invented: nothing new."\n'
            f"recorded = {record.recorded}Z\n"
        )
    return (
        f'[[retraction]]\nid = "{record.id}"\nrecord = "{record.event.id}"\n'
        f'reason = "Invented: it did not happen."\nrecorded = {record.recorded}Z\n'
    )


def points(hundredths: int) -> str:
    """
    Return points with two decimals.

    >>> points(-5)
    '-0.05'
    """
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02}"


def seconds(hundredths: int) -> int:
    """Return the length of an event's interval: 20 s for a point, at most 240 s."""
    return min(240, max(1, abs(hundredths) // 5))


def slot_seconds(events_a_day: int) -> int:
    """Return the time between two events of a day."""
    return min(_LONGEST_SLOT_SECONDS, _USED_SECONDS // events_a_day)


@cache
def account(indicator: str) -> str:
    """
    Return an indicator as beancount spells accounts.

    >>> account("nato-russia-forum")
    'Assets:NatoRussiaForum'
    """
    return "Assets:" + "".join(it.capitalize() for it in indicator.split("-"))


@cache
def _midnight(day: str) -> int:
    at = date.fromisoformat(day)
    return int(datetime(at.year, at.month, at.day, tzinfo=UTC).timestamp())


def _clock(seconds_of_day: int) -> tuple[int, int, int]:
    minutes, second = divmod(seconds_of_day, 60)
    hour, minute = divmod(minutes, 60)
    return hour, minute, second


def _journal(event: Event, _slot_seconds: int) -> str:
    return (
        f"{event.day} {event.title}\n"
        f"    risk:{event.indicator}    {points(event.hundredths)} P\n"
        "    equity:watch\n\n"
    )


def _beancount(event: Event, _slot_seconds: int) -> str:
    return (
        f'{event.day} * "{event.title}"\n'
        f"  {account(event.indicator)}  {points(event.hundredths)} PT\n"
        "  Equity:Watch\n\n"
    )


def _beancount_head(gauges: list[Gauge]) -> str:
    accounts = ["Equity:Watch", *(account(it.id) for it in gauges)]
    opened = "".join(f"{FIRST_DAY} open {it} PT\n" for it in accounts)
    return f'option "title" "Invented"\n{opened}\n'


def _taskwarrior(event: Event, slot_seconds: int) -> str:
    at = _midnight(event.day) + event.slot * slot_seconds
    return (
        f'[description:"{event.title}" end:"{at}" entry:"{at}" modified:"{at}" '
        f'points:"{event.hundredths / 100:.6f}" project:"{event.indicator}" '
        f'status:"completed" uuid:"{event.number:08x}-0000-4000-8000-{0:012x}"]\n'
    )


def _timewarrior(event: Event, slot_seconds: int) -> str:
    start = event.slot * slot_seconds
    day = event.day.replace("-", "")
    opened = "{:02}{:02}{:02}".format(*_clock(start))
    closed = "{:02}{:02}{:02}".format(*_clock(start + seconds(event.hundredths)))
    return (
        f'inc {day}T{opened}Z - {day}T{closed}Z # "{event.indicator}" '
        f'# "{event.title}"\n'
    )


def _jrnl(event: Event, slot_seconds: int) -> str:
    hour, minute, _ = _clock(event.slot * slot_seconds)
    return (
        f"[{event.day} {hour:02}:{minute:02}] {event.title}.\n"
        f"@{event.indicator} {points(event.hundredths)}\n\n"
    )


def _no_head(_gauges: list[Gauge]) -> str:
    return ""


# hledger and ledger read the same journal.
FORMS: Final = {
    "journal": Form("points.journal", _no_head, _journal),
    "beancount": Form("points.beancount", _beancount_head, _beancount),
    "taskwarrior": Form("completed.data", _no_head, _taskwarrior),
    "timewarrior": Form("data/{month}.data", _no_head, _timewarrior),
    "jrnl": Form("journal.txt", _no_head, _jrnl),
}
