"""
What the log held when riskctl last looked: a small file in the watch.

It makes a loss visible that leaves no other trace: a month that is gone, or a file that
was cut between two records. Each line is a claim that so many records were there. So
the lines of two copies may stand together, a line that is none is passed over, and
without the file nothing is missed.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.storage.disk.names import INVENTORY_FILE
from riskctl.storage.disk.whole import (
    TEMPORARY_SUFFIX,
    put_whole,
    read_whole,
)

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.model.log import Log

_HEAD: Final = """\
# What the log held when riskctl last looked: month, records, and the sum of their ids.
# A month that holds fewer forbids a level, until: riskctl check --accept
"""
# What nobody wrote who meant an inventory.
_MOST_BYTES: Final = 1024 * 1024


class Inventory(NamedTuple):
    """
    What the file says.

    Attributes:
        fault: Why it cannot be read; empty when it can.
    """

    data: bytes = b""
    fault: str = ""

    def is_of(self, log: Log) -> bool:
        """Say whether it tells just what a log holds."""
        return self.data == told_of(log)


def told_of(log: Log) -> bytes:
    """Return the inventory of a log, as the file says it."""
    held = sorted(log.held.items())
    lines = (f"{month} {it.records} {it.ids:08x}\n" for month, it in held)
    return (_HEAD + "".join(lines)).encode("ascii")


def read_inventory(folder: Path) -> Inventory:
    """
    Read the inventory of a watch; of one that is missing nothing is known.

    It is read before the log: whoever writes adds to the log first.
    """
    try:
        return Inventory(read_whole(folder / INVENTORY_FILE, at_most=_MOST_BYTES))
    except FileNotFoundError:
        return Inventory()
    except OSError as error:
        return Inventory(fault=f"cannot be read: {(error.strerror or '').lower()}")


def note_inventory(folder: Path, log: Log) -> None:
    """
    Write down what the log holds now, where that is something new.

    It is a help and no part of the log: that it cannot be written is no failure.
    """
    known = read_inventory(folder)
    if not known.fault and not known.is_of(log):
        with suppress(OSError):
            write_inventory(folder, log)


def write_inventory(folder: Path, log: Log) -> None:
    """
    Put the inventory of a log in the place of what was there.

    Raises:
        OSError: The disk refused.
    """
    for leftover in folder.glob(f".{INVENTORY_FILE}.*{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)
    put_whole(folder / INVENTORY_FILE, told_of(log), mode=0o666)
