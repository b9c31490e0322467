"""What each page of a site is made from, as a digest."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from riskctl.model.log import Log
from riskctl.model.record import Record


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
    running, taken = sha256(base.encode()), 0
    keys = {}
    for name, known_at, rest in pages:
        while taken < len(records) and records[taken].recorded <= known_at:
            running.update(_told(records[taken]))
            taken += 1
        own = running.copy()
        own.update(rest.encode())
        keys[name] = own.hexdigest()[:32]
    return keys


def _told(record: Record) -> bytes:
    """Return everything that a record says, but not where it stands."""
    told = record[:-1]
    return f"{type(record).__name__} {told!r}\n".encode("utf-8", "surrogatepass")
