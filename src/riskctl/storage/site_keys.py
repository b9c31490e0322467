"""What each page of a site is made from, as a name."""

from collections.abc import Iterable
from datetime import datetime

from riskctl.model.log import Log
from riskctl.storage.disk.made import made_from


def page_keys(
    base: str, log: Log, pages: Iterable[tuple[str, datetime, str]]
) -> dict[str, str]:
    """
    Return a key for each page that is made of what was known at a moment.

    Args:
        base: What every page is made of besides.
        pages: Each with its name, its moment (never before the last one's), and
            what else it is made of.
    """
    records = sorted(log.records, key=lambda it: (it.recorded, it.id))
    known, taken = made_from(base), 0
    keys = {}
    for name, known_at, rest in pages:
        came = []
        while taken < len(records) and records[taken].recorded <= known_at:
            record = records[taken]
            # All that it says, but not where it stands.
            came.append((type(record).__name__, *record[:-1]))
            taken += 1
        if came:
            known = made_from(known, came)
        keys[name] = made_from(known, rest)
    return keys
