"""Checks of the records' days and moments: facts about a healthy log."""

from collections.abc import Iterator
from datetime import date

from riskctl.analysis.checks.by_part import PartCheck, finding_at, records_of
from riskctl.analysis.checks.of_log import references
from riskctl.model.finding import Finding
from riskctl.model.names import month_file, month_in
from riskctl.model.part import Part
from riskctl.model.record import Event, Review
from riskctl.model.watch import Watch
from riskctl.model.zone import zone


@PartCheck
def month_files(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every event and review stands in the file of its month."""
    dated: list[Event | Review] = [*part.events, *part.reviews]
    for record in dated:
        month, file = month_in(record.origin.file), month_file(record.date)
        if month and file != record.origin.file:
            yield finding_at(
                "month-files",
                record,
                f"dated {record.date}, which is not in {month}",
                hint=f"move the record to {file}, or mend its date",
            )


@PartCheck
def scheduled_dates(_watch: Watch, part: Part, today: date) -> Iterator[Finding]:
    """An event dated in the future says `scheduled = true`."""
    for event in part.events:
        if event.date > today and not event.scheduled:
            yield finding_at(
                "scheduled-dates",
                event,
                f"dated {event.date}, which is still to come",
                hint="mend the date, or add `scheduled = true`",
            )


@PartCheck
def recorded_dates(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Nothing but a scheduled event was recorded before it happened."""
    local = zone(watch.settings.timezone)
    dated: list[Event | Review] = [*part.events, *part.reviews]
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


@PartCheck
def correction_dates(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """No retraction or replacement was recorded before the event that it names."""
    for record, _verb, event_id in references(part):
        event = watch.log.event(event_id)
        if event and record.recorded < event.recorded:
            yield finding_at(
                "correction-dates",
                record,
                f"recorded at {record.recorded:%Y-%m-%dT%H:%M:%SZ}, before "
                f"`{event_id}`, which it corrects, at "
                f"{event.recorded:%Y-%m-%dT%H:%M:%SZ}",
                hint="mend `recorded` of one of the two",
            )
