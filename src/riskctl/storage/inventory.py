"""
What the log held when riskctl last looked, so that a loss can be seen.

A month that is gone, or a file that was cut between two records, leaves no other trace.
Whoever writes puts an inventory into the watch; whoever reads remembers, for this user
only, what was added by hand since. Each line claims that so many records were there. So
the lines of two copies may stand together, a line that is none is passed over, and
without the files nothing is missed.

A line says as well when the last record of the log was written down: who counts those
of the month that were written down by then counts nothing that came since, so that what
is added by hand hides no loss.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from riskctl.storage.disk.cache_folder import make_safe, state_folder
from riskctl.storage.disk.names import INVENTORY_FILE, SETTINGS_FILE
from riskctl.storage.disk.stamps import stamp_at
from riskctl.storage.disk.whole import leftovers_in, put_whole, read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.model.log import Log

_HEAD: Final = b"""\
# What the log held when riskctl last wrote: month, records, the sum of their ids, and
# by when all of them were recorded.
# A month that holds fewer forbids a level, until: riskctl check --accept
"""
_LINE: Final = re.compile(
    rb"^((?:\d{4}-\d{2}|other) \d+ [0-9a-f]{8})( [-0-9T:]+Z)?$", re.MULTILINE
)
_COMMENT: Final = re.compile(rb"^#.*\n", re.MULTILINE)
# What nobody wrote who meant an inventory.
_MOST_BYTES: Final = 1024 * 1024


class Inventory(NamedTuple):
    """
    What is known of the records that were there.

    Attributes:
        written: What the file in the watch says.
        seen: What this user saw since it was written.
        fault: Why the file cannot be read; empty when it can.
    """

    written: bytes = b""
    seen: bytes = b""
    fault: str = ""

    def is_of(self, log: Log) -> bool:
        """
        Say whether what was known last is just what a log holds.

        Who saw something has missed nothing then of what was written before.
        """
        known = _COMMENT.sub(b"", _LINE.sub(rb"\1", self.seen or self.written))
        return known == _claims_of(log) and not self.fault


def told_of(log: Log, known: bytes = b"") -> bytes:
    """
    Return the inventory of a log, as a file says it.

    Args:
        known: An earlier one; of a month that holds the same the line stays.
    """
    before = {it[1]: it[0] for it in _LINE.finditer(known)}
    since = _last_recorded(log)
    claims = _LINE.sub(lambda it: before.get(it[1]) or it[1] + since, _claims_of(log))
    return _HEAD + claims


def _claims_of(log: Log) -> bytes:
    held = sorted(log.held.items())
    lines = (f"{month} {it.records} {it.ids:08x}\n" for month, it in held)
    return "".join(lines).encode("ascii")


def _last_recorded(log: Log) -> bytes:
    """Return the second by which every record of a log was written down."""
    latest = max((it.latest for it in log.parts if it.latest), default=None)
    if latest is None:
        return b""
    if latest.microsecond:
        latest += timedelta(seconds=1)
    return latest.strftime(" %Y-%m-%dT%H:%M:%SZ").encode("ascii")


def read_inventory(folder: Path) -> Inventory:
    """
    Read the inventory of a watch; of one that is missing nothing is known.

    It is read before the log: whoever writes adds to the log first.
    """
    try:
        written = read_whole(folder / INVENTORY_FILE, at_most=_MOST_BYTES)
    except FileNotFoundError:
        written = b""
    except OSError as error:
        return Inventory(fault=f"cannot be read: {(error.strerror or '').lower()}")
    return Inventory(written, _seen(folder, written))


def write_inventory(folder: Path, log: Log) -> None:
    """
    Write down what the log holds now, for everybody.

    Raises:
        OSError: The disk refused.
    """
    for leftover in leftovers_in(folder, of=INVENTORY_FILE):
        leftover.unlink(missing_ok=True)
    known = read_inventory(folder).written
    put_whole(folder / INVENTORY_FILE, told_of(log, known), mode=0o666)
    state = state_folder(folder)
    if state:
        (state / INVENTORY_FILE).unlink(missing_ok=True)


def note_seen(folder: Path, log: Log) -> None:
    """Remember what a log holds, where that is something new; nothing in the watch."""
    known, state = read_inventory(folder), state_folder(folder)
    if not known.is_of(log) and state and not make_safe(state):
        with suppress(OSError):
            told = told_of(log, known.seen or known.written)
            put_whole(state / INVENTORY_FILE, _mark(folder, known.written) + told)


def _seen(folder: Path, written: bytes) -> bytes:
    """Return what this user saw since an inventory was written."""
    state = state_folder(folder)
    if state is None:
        return b""
    try:
        seen = read_whole(state / INVENTORY_FILE, at_most=_MOST_BYTES)
    except OSError:
        return b""
    mark = _mark(folder, written)
    return seen.removeprefix(mark) if seen.startswith(mark) else b""


def _mark(folder: Path, written: bytes) -> bytes:
    """
    Name what was written when something was seen, and the watch in which it was.

    Another watch in the same place has settings of another time.
    """
    settings = stamp_at(folder / SETTINGS_FILE)
    time = settings.modified if settings else 0
    return b"%08x %x\n" % (crc32(written), time)
