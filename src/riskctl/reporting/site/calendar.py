"""Whole days as an iCalendar file (RFC 5545), lines folded and text escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from riskctl.analysis.reports.agenda import Agenda
from riskctl.model.watch import Settings
from riskctl.reporting.safe import safe

_LINE_BYTES: Final = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """
    Something that falls on a day.

    Attributes:
        uid: Permanent.
        stamp: When it last changed.
        sequence: How often it was revised.
    """

    uid: str
    day: date
    title: str
    text: str
    stamp: datetime
    sequence: int = 0


def calendar(title: str, days: Iterable[CalendarDay]) -> str:
    """Return the days as a calendar, in their order."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//riskctl//riskctl//EN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for it in sorted(days, key=lambda it: (it.day, it.uid)):
        lines += _event(it)
    return "".join(_folded(it) for it in [*lines, "END:VCALENDAR"])


def _event(it: CalendarDay) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(it.uid)}"
    yield f"DTSTAMP:{it.stamp:%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{it.stamp:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{it.sequence}"
    yield f"DTSTART;VALUE=DATE:{it.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{it.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(it.title)}"
    yield f"DESCRIPTION:{_text(it.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    r"""
    Escape a text; a line end in it makes no line of its own.

    >>> _text("a; b, c\nATTENDEE:x")
    'a\\; b\\, c\\\\x0aATTENDEE:x'
    """
    plain = safe(text).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return the line in pieces of at most 75 bytes, none cut within a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return "\r\n".join([*pieces, piece]) + "\r\n"


def agenda_calendar(agenda: Agenda, settings: Settings, *, stamp: datetime) -> str:
    """
    Return the days of an agenda; what is overdue stands on the day of the agenda.

    Args:
        stamp: When it was worked out.
    """
    whose = settings.identity or settings.title
    days = [
        CalendarDay(
            uid=f"agenda-{it.why.name.lower()}-{it.about or 'all'}@{whose}",
            day=max(it.day or agenda.as_of, agenda.as_of),
            title=it.words,
            text=f"{it.command} (unofficial)",
            stamp=stamp,
        )
        for it in (*agenda.today, *agenda.later)
    ]
    return calendar(f"{settings.title}: agenda (unofficial)", days)
