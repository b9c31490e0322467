"""What each page of a site is made from, as a name."""

from collections.abc import Iterable
from datetime import date

from riskctl.model.log import Log
from riskctl.model.record import Event, Record, Retraction
from riskctl.storage.disk.made import made_from


def page_keys(
    base: str, log: Log, pages: Iterable[tuple[str, date, str]]
) -> dict[str, str]:
    """
    Return a key for each page that is made of what is known of the days up to one.

    What is scheduled is looked forward to on every page before its day.

    Args:
        base: What every page is made of besides.
        pages: Each with its name, its last day (never before the last one's), and
            what else it is made of.
    """
    dated = sorted((_bears_on(it, log), it.id, it) for it in log.records)
    known, taken = made_from(base), 0
    keys = {}
    for name, last, rest in pages:
        came = []
        while taken < len(dated) and dated[taken][0] <= last:
            record = dated[taken][2]
            # All that it says, but not where it stands.
            came.append((type(record).__name__, *record[:-1]))
            taken += 1
        if came:
            known = made_from(known, came)
        keys[name] = made_from(known, rest)
    return keys


def _bears_on(record: Record, log: Log) -> date:
    """Return the first day of which a record says anything."""
    if isinstance(record, Retraction):
        event = log.event(record.event)
        return _bears_on(event, log) if event else date.min
    if not isinstance(record, Event):
        return record.first_day
    if record.scheduled:
        return date.min
    replaced = log.event(record.replaces)
    return min(record.date, replaced.date) if replaced else record.date
