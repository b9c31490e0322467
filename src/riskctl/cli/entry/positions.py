"""Positions: where a status stands, or when the last contact was, as an event."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from riskctl.cli import accept, clock
from riskctl.cli.dates import parse_day
from riskctl.cli.writing.moments import refuse_wrong_day
from riskctl.errors import UsageError
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator
from riskctl.model.origin import Origin
from riskctl.model.record import Event
from riskctl.model.watch import Watch
from riskctl.storage.text.positions import PositionRow

_SHOWN = 10


class Position(NamedTuple):
    """Where a status stands since a day, or which contact was the last, and when."""

    indicator: Indicator
    value: str | float
    since: date
    sources: tuple[str, ...]
    grade: Grade

    def event(self, watch: Watch, *, by: str) -> Event:
        """
        Return the event that says so, without an id yet.

        Raises:
            UsageError: Its day is still to come.
        """
        titles = {it.name: it.title for it in self.indicator.scale}
        where = titles.get(str(self.value), str(self.value))
        event = Event(
            id="",
            date=self.since,
            indicator=self.indicator.id,
            value=self.value,
            title=f"{self.indicator.title}: {where}",
            sources=self.sources,
            grade=self.grade,
            recorded=clock.now(),
            by=accept.plain_text(by, "name"),
        )
        refuse_wrong_day(event, watch.settings)
        return event


def events_in(
    rows: Sequence[PositionRow], faults: Sequence[str], watch: Watch, *, by: str
) -> list[Event]:
    """
    Return the events that a file of positions asks for, without ids.

    What stands in the log already is passed over, so that a file may be read twice.

    Args:
        faults: What was wrong with other rows of the file.

    Raises:
        UsageError: With every fault, each with its line; then nothing is to be written.
    """
    found, wrong = [], list(faults)
    first: dict[str, Origin] = {}
    for row in rows:
        try:
            event = _understood(row, watch).event(watch, by=by)
        except UsageError as fault:
            hint = f" ({fault.hint})" if fault.hint else ""
            wrong.append(f"{row.origin}: {fault.message}{hint}")
            continue
        if event.indicator in first:
            wrong.append(
                f"{row.origin}: `{event.indicator}` stands at "
                f"{first[event.indicator]} already"
            )
            continue
        first[event.indicator] = row.origin
        found.append(event)
    if wrong:
        more = len(wrong) - _SHOWN
        others = [f"and {more} more"] if more > 0 else []
        raise UsageError(
            "\n".join([*wrong[:_SHOWN], *others]),
            hint="nothing was written; mend the file and read it again",
        )
    return [it for it in found if not _is_logged(it, watch)]


def missing_from(watch: Watch, *, every: bool) -> Iterator[Indicator]:
    """
    Yield the statuses and contacts that are not set, the heaviest first.

    Args:
        every: Those that are set as well.
    """
    from riskctl.analysis.judgement.assessment import assess

    assessment = assess(watch, as_of=clock.today(watch.settings))
    ground = assessment.known_ground
    yield from ground.by_weight if every else ground.missing


def _understood(row: PositionRow, watch: Watch) -> Position:
    indicator = accept.indicator(row.indicator, watch.catalogue)
    if not indicator.kind.is_ground:
        raise UsageError(
            f"`{indicator.id}` is an incident, which stands nowhere",
            hint="log what happened: riskctl log",
        )
    today = clock.today(watch.settings)
    return Position(
        indicator=indicator,
        value=accept.value(row.value, indicator),
        since=parse_day(row.since, today=today, order=watch.settings.date_order)
        if row.since
        else today,
        sources=accept.sources(row.sources),
        grade=accept.grade(row.grade) if row.grade else watch.settings.default_grade,
    )


def _is_logged(event: Event, watch: Watch) -> bool:
    """Say whether the last event of the indicator says the same of the same day."""
    last = next(
        watch.log.newest_first(until=event.date, indicator=event.indicator), None
    )
    return last is not None and (last.date, last.value) == (event.date, event.value)
