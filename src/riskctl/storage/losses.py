"""What a log no longer holds, by the inventory of what was there."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from riskctl.model.finding import Finding
from riskctl.model.held import OTHERS, Held, held_of
from riskctl.model.log import Log
from riskctl.model.names import LOG_FOLDER
from riskctl.model.origin import Origin
from riskctl.model.part import Part
from riskctl.model.record import Record
from riskctl.storage.disk.names import INVENTORY_FILE
from riskctl.storage.inventory import Inventory

LOST_RECORDS: Final = "lost-records"
_CLAIM: Final = re.compile(
    rb"^(\d{4}-\d{2}|other)[ \t]+(\d{1,9})(?:[ \t]+([0-9a-f]{8}))?"
    rb"(?:[ \t]+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ))?[ \t]*\r?$",
    re.MULTILINE,
)
_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)
# So many months are named one by one.
_MOST: Final = 20
_NONE: Final = Held(0, 0)
_RESTORE: Final = (
    "restore it from a backup or from version control; if it was meant: "
    "riskctl check --accept"
)
_REMAKE: Final = f"remove it; the next entry makes a new {INVENTORY_FILE}"


class _Claim(NamedTuple):
    """
    That a month held so many records.

    Attributes:
        ids: As of `Held`; None where the line does not say it.
        until: When the last of them was written down, or later; None as above.
    """

    records: int
    ids: int | None
    until: datetime | None

    def denies(self, held: Held) -> bool:
        """Say whether as many records are others; of more it is not known."""
        return self.records == held.records and self.ids not in (None, held.ids)


def lost_records(
    inventory: Inventory,
    log: Log,
    names: Collection[str],
    problems: Iterable[Finding],
) -> Iterator[Finding]:
    """
    Name each month that holds fewer records than were there, or others.

    Args:
        names: Those of the files of the log.
        problems: Where one of them forbids a level already, records may be missing
            for that very reason.
    """
    if inventory.fault:
        yield _finding(INVENTORY_FILE, inventory.fault, _REMAKE, blocking=False)
    claims = _claims(inventory.written + b"\n" + inventory.seen)
    if claims and not log.held and not names:
        count = sum(max(it.records for it in claimed) for claimed in claims.values())
        yield _finding(LOG_FOLDER, f"is gone, with its {_records(count)}", _RESTORE)
        return
    broken = {it.origin.file for it in problems if it.blocking and _is_log(it)}
    if not all(map(_MONTH.search, broken)):
        return
    explained = {found[0] for it in broken if (found := _MONTH.search(it))}
    missed = _lost(claims, log, names)
    lost = ((month, what) for month, what in missed if month not in explained)
    for month, message in islice(lost, _MOST):
        file = LOG_FOLDER if month == OTHERS else f"{LOG_FOLDER}/{month}.toml"
        yield _finding(file, message, _RESTORE)
    more = sum(1 for _ in lost)
    if more:
        yield _finding(LOG_FOLDER, f"{more} more months lost records", _RESTORE)


def _lost(
    claims: Mapping[str, list[_Claim]], log: Log, names: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield each month of which something is missing, and what."""
    for month, claimed in sorted(claims.items()):
        most = max(it.records for it in claimed)
        have = log.held.get(month, _NONE)
        if have.records < most:
            is_gone = not have.records and f"{month}.toml" not in names
            yield (
                month,
                f"is gone, with its {_records(most)}"
                if is_gone and month != OTHERS
                else f"holds {have.records} of the {_records(most)} that were there",
            )
        elif any(it.denies(have) for it in claimed):
            yield month, f"holds other records than the {most} that were there"
        elif lost := max(_hidden(it, have, log, month) for it in claimed):
            yield month, f"lost {_records(lost)}, though it holds more than before"


def _hidden(claim: _Claim, have: Held, log: Log, month: str) -> int:
    """
    Return how many records of a claim are missing among more that came since.

    What came since was written down later. Where somebody set an earlier moment by
    hand, that hides a loss.
    """
    if claim.until is None or have.records == claim.records:
        return 0
    ids = (
        it.id
        for part in log.parts
        if month in part.held
        for it in _records_of(part)
        if it.recorded <= claim.until
    )
    known = held_of(ids).get(month, _NONE)
    return max(claim.records - known.records, int(claim.denies(known)))


def _records_of(part: Part) -> Iterator[Record]:
    yield from part.events
    yield from part.reviews
    yield from part.notes
    yield from part.retractions


def _claims(data: bytes) -> dict[str, list[_Claim]]:
    """Return what the lines of an inventory say, by month."""
    found: dict[str, list[_Claim]] = {}
    for month, count, sum_, until in _CLAIM.findall(data):
        claim = _Claim(int(count), int(sum_, 16) if sum_ else None, _moment(until))
        found.setdefault(month.decode("ascii"), []).append(claim)
    return found


def _moment(text: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(text.decode("ascii"))
    except ValueError:  # no moment is claimed, or none that there is
        return None


def _is_log(problem: Finding) -> bool:
    return problem.origin.file.startswith(LOG_FOLDER)


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"


def _finding(file: str, message: str, hint: str, *, blocking: bool = True) -> Finding:
    return Finding(LOST_RECORDS, message, hint, Origin(file), blocking)
