"""What was typed about an event, and the event that is made from it."""

import sys
from datetime import timedelta
from typing import Final, NamedTuple

from riskctl.cli import accept, clock
from riskctl.cli.dates import parse_days
from riskctl.cli.writing.moments import read_recorded, refuse_to_come, refuse_wrong_day
from riskctl.errors import UsageError
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.words import long_day

_LONG: Final = timedelta(days=366)


class Draft(NamedTuple):
    """What the command line said about an event; None for what it left out."""

    indicator: str | None = None
    value: str | None = None
    title: str | None = None
    day: str | None = None
    sources: tuple[str, ...] = ()
    grade: str | None = None
    note: str = ""
    scheduled: bool = False
    by: str = ""
    tlp: str | None = None
    old: bool = False

    @property
    def missing(self) -> list[str]:
        """The arguments without which there is no event."""
        named = {
            "INDICATOR": self.indicator,
            "VALUE": self.value,
            "TITLE": self.title,
        }
        return [name for name, value in named.items() if value is None]

    def next_one(self) -> "Draft":
        """Return a draft for another event, by the same person and marked alike."""
        return Draft(by=self.by, tlp=self.tlp)


def read_stdin(draft: Draft) -> Draft:
    """
    Take the first line of stdin as the title, and the rest as the note.

    Raises:
        UsageError: It is not UTF-8.
    """
    title, rest = read_title_and_text()
    return draft._replace(title=title, note=draft.note or rest)


def read_title_and_text() -> tuple[str, str]:
    """
    Return the first line of stdin, and the rest.

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
    return title, rest


def is_open(draft: Draft, watch: Watch) -> bool:
    """
    Say whether a person has to be asked: something is missing, or may mean several.

    Raises:
        UsageError: A word means nothing.
    """
    return bool(draft.missing or named_parts(draft, watch).missing)


def named_parts(draft: Draft, watch: Watch) -> Draft:
    """
    Return the draft with the names that its words mean; None for what may be several.

    Raises:
        UsageError: A word means nothing.
    """
    if draft.indicator is None:
        return draft
    from riskctl.model.naming import indicators_named, values_named

    if len(indicators_named(draft.indicator, watch.catalogue)) > 1:
        return draft._replace(indicator=None)
    about = accept.indicator(draft.indicator, watch.catalogue)
    value = draft.value
    if value is not None:
        is_open = len(values_named(value, about)) > 1
        value = None if is_open else str(accept.value(value, about))
    return draft._replace(indicator=about.id, value=value)


def refuse_wrong_parts(draft: Draft, watch: Watch, *, recorded: str | None) -> None:
    """
    Refuse what can be seen to be wrong before the rest is asked for.

    Raises:
        UsageError: A day, a text, a source or a mark cannot be taken.
    """
    read_days(draft, watch)
    read_recorded(recorded, watch)
    accept.sources(draft.sources)
    if draft.title is not None:
        accept.plain_line(draft.title, "title")
    if draft.grade:
        accept.grade(draft.grade)
    if draft.tlp:
        accept.tlp(draft.tlp)
    accept.plain_text(draft.note, "note")
    accept.plain_text(draft.by, "name")


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
    days = read_days(draft, watch)
    grade = draft.grade
    sources, origins = accept.cited_sources(
        draft.sources or filter(None, [watch.settings.default_source])
    )
    event = Event(
        id="",
        date=days.first,
        indicator=indicator.id,
        value=accept.value(draft.value, indicator),
        title=accept.plain_line(draft.title, "title"),
        sources=sources,
        origins=origins,
        grade=accept.grade(grade) if grade else watch.settings.default_grade,
        note=accept.plain_text(draft.note, "note"),
        recorded=read_recorded(recorded, watch),
        by=accept.plain_text(draft.by, "name"),
        scheduled=draft.scheduled,
        tlp=accept.tlp(draft.tlp) if draft.tlp else Tlp.CLEAR,
        backfilled=recorded is not None,
    )
    refuse_wrong_day(event, watch.settings)
    return spanning(event, days)


def read_days(draft: Draft, watch: Watch) -> Period:
    """
    Return the days within which it happened; the first one counts.

    Raises:
        UsageError: They cannot be read, the last is still to come, or the first lies
            long before the log, where a slip of the pen is likelier than news.
    """
    settings, today = watch.settings, clock.today(watch.settings)
    if draft.day is None:
        return Period(today, today)
    days = parse_days(
        draft.day, today=today, order=settings.date_order, coming=draft.scheduled
    )
    if days.first <= today < days.last and not draft.scheduled:
        refuse_to_come(days.last, settings)
    logged = watch.log.span
    if logged and not draft.old and days.first < logged.first - _LONG:
        raise UsageError(
            f"{long_day(days.first)} lies long before the log, which begins on "
            f"{long_day(logged.first)}",
            hint="mend --date, or add --old when it is meant",
        )
    return days


def spanning(event: Event, days: Period) -> Event:
    """Return *event* with the days within which it happened, where they are several."""
    if days.first == days.last:
        return event
    return event._replace(until=days.last)
