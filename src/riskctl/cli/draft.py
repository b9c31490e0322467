"""What was typed about an event, and the event that is made from it."""

import sys
from typing import NamedTuple

from riskctl.cli import accept, clock
from riskctl.cli.dates import parse_day
from riskctl.cli.write import read_recorded, refuse_wrong_day
from riskctl.errors import UsageError
from riskctl.model.record import Event
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch


class Draft(NamedTuple):
    """What the command line said about an event; None for what it left out."""

    indicator: str | None
    value: str | None
    title: str | None
    day: str | None
    sources: tuple[str, ...]
    grade: str | None
    note: str
    scheduled: bool
    by: str
    tlp: str | None = None

    @property
    def missing(self) -> list[str]:
        """The arguments without which there is no event."""
        named = {
            "INDICATOR": self.indicator,
            "VALUE": self.value,
            "TITLE": self.title,
        }
        return [name for name, value in named.items() if value is None]


def read_stdin(draft: Draft) -> Draft:
    """
    Take the first line of stdin as the title, and the rest as the note.

    Raises:
        UsageError: It is not UTF-8.
    """
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"stdin: byte {error.start} is not UTF-8", hint="send UTF-8 text"
        ) from None
    title, _, rest = text.strip().partition("\n")
    return draft._replace(title=title, note=draft.note or rest)


def make_event(draft: Draft, watch: Watch, *, recorded: str | None) -> Event:
    """
    Return the event that the draft describes, without an id yet.

    Raises:
        UsageError: Something is missing or wrong.
    """
    if draft.indicator is None or draft.value is None or draft.title is None:
        raise UsageError(
            f"missing: {', '.join(draft.missing)}",
            hint='riskctl log INDICATOR VALUE "TITLE", or run it in a terminal to be '
            "asked",
        )
    indicator = accept.indicator(draft.indicator, watch.catalogue)
    today = clock.today(watch.settings)
    grade = draft.grade
    event = Event(
        id="",
        date=parse_day(draft.day, today=today) if draft.day else today,
        indicator=indicator.id,
        value=accept.value(draft.value, indicator),
        title=accept.plain_line(draft.title, "title"),
        sources=accept.sources(draft.sources),
        grade=accept.grade(grade) if grade else watch.settings.default_grade,
        note=accept.plain_text(draft.note, "note"),
        recorded=read_recorded(recorded, watch),
        by=accept.plain_text(draft.by, "name"),
        scheduled=draft.scheduled,
        tlp=accept.tlp(draft.tlp) if draft.tlp else Tlp.CLEAR,
        backfilled=recorded is not None,
    )
    refuse_wrong_day(event, watch.settings)
    return event
