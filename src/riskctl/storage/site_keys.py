"""What each page of a site is made from, as a name."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter

from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Review
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
    by_id = {it.id: it for it in log.records}
    found = ((_bears_on(it, by_id), it.id, it) for it in by_id.values())
    dated = sorted(found, key=itemgetter(0, 1))
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


def _bears_on(record: Record, known: Mapping[str, Record]) -> date:
    """
    Return the first day of which a record says anything.

    Args:
        known: Every record by its id.
    """
    days = []
    seen: set[str] = set()
    while record.id not in seen:
        seen.add(record.id)
        if isinstance(record, Event | Note):
            # A plan is announced on every page, until an event answers it.
            is_of_plan = isinstance(record, Event) and (
                record.scheduled or record.confirms
            )
            days.append(date.min if is_of_plan else record.date)
            about = record.replaces
        elif isinstance(record, Review):
            days.append(record.first_day)
            break
        else:
            about = record.record
        record = known.get(about, record)
    return min(days, default=date.min)
