"""Checks of the records' days and moments: facts about a healthy log."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from riskctl.analysis.checks.by_part import PartCheck, finding_at, records_of
from riskctl.model.finding import Finding
from riskctl.model.names import month_file, month_in
from riskctl.model.origin import Origin
from riskctl.model.part import Part
from riskctl.model.record import Event, Note, Review
from riskctl.model.watch import Watch
from riskctl.model.zone import zone

# A file of so many is read in about a tenth of a second.
MOST_IN_A_FILE: Final = 20_000
# Nobody keeps a watch and has nothing to say of it for so long.
LONGEST_SILENCE: Final = timedelta(days=30 * 365)


@PartCheck
def month_files(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every event, review and note stands in the file of its month."""
    dated: list[Event | Review | Note] = [*part.events, *part.reviews, *part.notes]
    for record in dated:
        file = month_file(record.date)
        if file == record.origin.file:
            continue
        if month := month_in(record.origin.file):
            yield finding_at(
                "month-files",
                record,
                f"dated {record.date}, which is not in {month}",
                hint=f"move the record to {file}, or mend its date",
            )


@PartCheck
def large_files(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """No file of several months holds so many records that each command waits."""
    if part.size <= MOST_IN_A_FILE:
        return
    # Where nothing is kept, all files are one part.
    counts = Counter(it.origin.file for it in records_of(part))
    months: dict[str, set[str]] = {}
    for event in part.events:
        months.setdefault(event.origin.file, set()).add(month_file(event.date))
    for file, count in counts.items():
        if count > MOST_IN_A_FILE and len(months.get(file, ())) > 1:
            yield Finding(
                check="large-files",
                message=f"the file holds {count} records of several months",
                hint="split it by months, as riskctl does: then a command reads only "
                "the months that it needs",
                origin=Origin(file),
            )


@PartCheck
def scheduled_dates(_watch: Watch, part: Part, today: date) -> Iterator[Finding]:
    """An event dated in the future says `scheduled = true`; no note is dated so."""
    dated: list[Event | Note] = [*part.events, *part.notes]
    for record in dated:
        is_event = isinstance(record, Event)
        planned = isinstance(record, Event) and record.scheduled
        if record.date > today and not planned:
            yield finding_at(
                "scheduled-dates",
                record,
                f"dated {record.date}, which is still to come",
                hint="mend the date"
                + (", or add `scheduled = true`" if is_event else ""),
            )


@PartCheck
def recorded_dates(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Nothing but a scheduled event was recorded before it happened."""
    local = zone(watch.settings.timezone)
    dated: list[Event | Review | Note] = [*part.events, *part.reviews, *part.notes]
    for record in dated:
        scheduled = isinstance(record, Event) and record.scheduled
        recorded = record.recorded.astimezone(local).date()
        if recorded < record.date and not scheduled:
            yield finding_at(
                "recorded-dates",
                record,
                f"recorded on {recorded}, before it happened on {record.date}",
                hint="mend `date` or `recorded`"
                + (", or add `scheduled = true`" if isinstance(record, Event) else ""),
            )


@PartCheck
def future_records(watch: Watch, part: Part, today: date) -> Iterator[Finding]:
    """Nothing was recorded in the future."""
    local = zone(watch.settings.timezone)
    for record in records_of(part):
        recorded = record.recorded.astimezone(local).date()
        if recorded > today:
            yield finding_at(
                "future-records",
                record,
                f"recorded on {recorded}, which is still to come",
                hint="mend `recorded`, or the clock of this machine",
            )


def lone_dates(watch: Watch, _today: date) -> Iterator[Finding]:
    """No event lies decades before all that came after it: a year is soon mistyped."""
    log = watch.log
    if not log.span or log.span.last - log.span.first <= LONGEST_SILENCE:
        return
    until: date | None = None
    for first, last in sorted(it for part in log.parts for it in _stretches(part)):
        if until and first - until > LONGEST_SILENCE:
            alone = (it for part in log.parts for it in _dated(watch, part, until))
            for event in alone:
                years = round((first - until) / timedelta(days=365.25))
                yield finding_at(
                    "lone-dates",
                    event,
                    f"dated {until}, {years} years before the next event",
                    hint="if the year is mistyped: "
                    f"riskctl amend {event.id} --date ...",
                )
        until = max(until or last, last)


def _stretches(part: Part) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of events with no long silence between them."""
    if not part.days:
        return
    if part.days.last - part.days.first <= LONGEST_SILENCE:
        yield part.days.first, part.days.last
    else:
        yield from ((it.date, it.date) for it in part.events)


def _dated(watch: Watch, part: Part, day: date) -> Iterator[Event]:
    """Yield the events of a day that stand."""
    if part.days and part.days.first <= day <= part.days.last:
        on_day = [it for it in part.events if it.date == day]
        yield from watch.log.in_force_of(part, on_day)
