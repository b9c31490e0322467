"""Copies of a file of the log, cut into tables, and two of their tables as one."""

from collections.abc import Container
from functools import cached_property
from typing import Any, Final, NamedTuple

from riskctl.errors import WatchError
from riskctl.model.record import Record
from riskctl.storage.text.blocks import Block, cut
from riskctl.storage.text.keys import LOG_KEYS
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import inline, inline_key

# The keys that riskctl reads, by the table in which they stand; what else is there
# is foreign.
_KNOWN: Final = LOG_KEYS | {"retraction": {**LOG_KEYS["retraction"], "event": ""}}


class Said(NamedTuple):
    """
    What a table says.

    Attributes:
        record: The record that it makes; None for a table that is no record.
        others: The keys that riskctl does not know, and the keys of a foreign table.
    """

    record: Record | None
    others: dict[str, Any]


class Copy:
    """One copy of a file, read."""

    def __init__(self, data: bytes, file: str, *, ending: str = "") -> None:
        """
        Read a copy.

        Args:
            ending: How its lines are to end; empty leaves them as they are.

        Raises:
            WatchError: It cannot be read whole, or cut into tables.
        """
        read = read_log(data, file)
        for it in read.problems:
            if it.blocking or it.check == "inline-records":
                raise WatchError(f"{it}", hint=it.hint)
        text = data.decode("utf-8")
        if ending:
            text = text.replace("\r\n", "\n").replace("\n", ending)
        self.records: dict[str, Record] = {}
        for record in read.records:
            if self.records.setdefault(record.id, record) != record:
                raise WatchError(
                    f"{record.origin}: `{record.id}` stands in this file already, with "
                    "other content",
                    hint="give one of the two another id, or keep one",
                )
        self.blocks = cut(text)
        self._file = file

    @cached_property
    def texts(self) -> frozenset[str]:
        """What its tables look like; most of two copies' look the same."""
        return frozenset(it.text.strip() for it in self.blocks)

    def index(self, *, without: Container[str]) -> dict[tuple[str, str], Block]:
        """
        Return its tables by what tells them apart.

        Args:
            without: The texts of those that are not asked for.

        Raises:
            WatchError: The file cannot be cut into its tables.
        """
        found: dict[tuple[str, str], Block] = {}
        try:
            for block in self.blocks:
                if block.text.strip() not in without:
                    found.setdefault(block.key, block)
        except ValueError:
            raise WatchError(
                f"{self._file}: cannot be cut into its tables",
                hint="write each record as one [[...]] table, its keys together",
            ) from None
        return found

    def said(self, block: Block) -> Said:
        """Return what a block of this copy says."""
        known = _KNOWN.get(block.name, {})
        others = {key: it for key, it in block.table.items() if key not in known}
        return Said(self.records.get(block.key[1]), others)


def read_base(base: bytes, file: str) -> Copy | None:
    """Return what both had; None where it is not known or cannot be read."""
    try:
        return Copy(base, file) if base else None
    except WatchError:
        return None


def joined_block(kept: Block, other: Block, old: Block | None) -> str:
    """Return the text of a block, with the foreign keys and comments of another."""
    gone = old.comments if old else ()
    comments = [
        it
        for it in dict.fromkeys(other.comments)
        if it not in kept.comments and it not in gone
    ]
    known = {*_KNOWN.get(kept.name, ()), *kept.table, *(old.table if old else ())}
    keys = [
        f"{inline_key(key)} = {inline(value)}"
        for key, value in other.table.items()
        if key not in known
    ]
    ending = "\r\n" if "\r\n" in kept.text + other.text else "\n"
    above = "".join(f"{it}{ending}" for it in comments)
    below = "".join(f"{it}{ending}" for it in keys)
    if not kept.name:
        gap = ending if above and not kept.text.strip() else ""
        return below + above + gap + kept.text
    head, rest = kept.text[: kept.header], kept.text[kept.header :]
    header, line_end, body = rest.partition("\n")
    return (
        head + above + header + (line_end or (ending if below else "")) + below + body
    )
