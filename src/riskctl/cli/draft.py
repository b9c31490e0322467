"""From what was typed to an event; in a terminal, asking for what is missing."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from riskctl.cli import accept, clock, watches
from riskctl.cli.dates import parse_day
from riskctl.cli.editing import read_or_start
from riskctl.cli.write import recorded_moment, right_day
from riskctl.errors import UsageError
from riskctl.model.record import Event
from riskctl.model.tlp import Tlp


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the command line said of an event; nothing for what it left out."""

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


def complete(draft: Draft, *, named_watch: Path | None, recorded: str | None) -> Event:
    """
    Return the event, without an id yet; ask in a terminal, refuse elsewhere.

    The watch is read without its lock, so that nobody waits while a person types.

    Raises:
        UsageError: Something is missing or wrong.
    """
    watch = read_or_start(watches.folder_of(named_watch))
    watches.refuse_faults(watch)
    if draft.title == "-":
        draft = _from_stdin(draft)
    if draft.missing and sys.stdin.isatty():
        from riskctl.cli.prompts import ask

        draft = ask(draft, watch)
    if draft.indicator is None or draft.value is None or draft.title is None:
        raise UsageError(
            f"missing: {', '.join(draft.missing)}",
            hint='riskctl log INDICATOR VALUE "TITLE", or run it in a terminal to be '
            "asked",
        )
    indicator = accept.known_indicator(draft.indicator, watch.catalogue)
    today = clock.today(watch.settings)
    grade = draft.grade
    event = Event(
        id="",
        date=parse_day(draft.day, today=today) if draft.day else today,
        indicator=indicator.id,
        value=accept.known_value(draft.value, indicator),
        title=accept.plain_line(draft.title, "title"),
        sources=accept.safe_sources(draft.sources),
        grade=accept.known_grade(grade) if grade else watch.settings.default_grade,
        note=accept.plain_text(draft.note, "note"),
        recorded=recorded_moment(recorded, watch),
        by=accept.plain_text(draft.by, "name"),
        scheduled=draft.scheduled,
        tlp=accept.known_tlp(draft.tlp) if draft.tlp else Tlp.CLEAR,
        backfilled=recorded is not None,
    )
    return right_day(event, watch.settings)


def _from_stdin(draft: Draft) -> Draft:
    """Take the first line of stdin as the title, and the rest as the note."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"stdin: byte {error.start} is not UTF-8", hint="send UTF-8 text"
        ) from None
    title, _, rest = text.strip().partition("\n")
    return replace(draft, title=title, note=draft.note or rest)
