"""
The shelf: small files in the user's cache with what was worked out from a watch.

Each says in its first line what it was made from, and is believed only of just that,
and under its own name. None of them is ever needed; all of them can be thrown away at
any time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A link is not followed, and a pipe in the place of a page is not waited for.
_OLD: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
_LONGEST_HEAD: Final = 256


class Shelf:
    """Pages in a folder, each written whole."""

    def __init__(
        self, folder: Path, *, maker: str, notice: Callable[[str], object]
    ) -> None:
        """
        Take over a folder that is safe to write into.

        Args:
            maker: What names the program: a page of another one is not there.
            notice: Is told, once, when something cannot be kept or was damaged.
        """
        self._folder = folder
        self._maker = maker
        self._notice = notice

    def page(self, name: str, made_from: str) -> bytes | None:
        """Return a page if it was made from just this; None otherwise."""
        try:
            descriptor = os.open(self._folder / name, _OLD)
        except OSError:
            return None
        try:
            size = os.fstat(descriptor).st_size
            data = os.read(descriptor, size)
            while len(data) < size and (more := os.read(descriptor, size)):
                data += more
        except OSError:
            return None
        finally:
            os.close(descriptor)
        end = data.find(b"\n", 0, _LONGEST_HEAD)
        head, page = data[:end], data[end + 1 :]
        if head == self._head(name, made_from, page):
            return page
        if head.rpartition(b" ")[0] == f"{self._maker} {made_from}".encode():
            self._notice("a page of the cache was damaged; it is made anew")
        return None

    def put(self, name: str, made_from: str, page: bytes) -> None:
        """Keep a page in the place of the one that was there."""
        # Where nothing is new, nothing is written.
        from riskctl.storage.disk.whole import put_whole

        try:
            head = self._head(name, made_from, page)
            put_whole(self._folder / name, head + b"\n" + page)
        except OSError as error:
            reason = (error.strerror or "").lower()
            self._notice(f"nothing can be kept in {self._folder}: {reason}")

    def drop(self, name: str) -> None:
        """Remove a page of which the file is gone."""
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def _head(self, name: str, made_from: str, page: bytes) -> bytes:
        # Two kinds of page are made from one thing: the sum tells which this is.
        check = crc32(page, crc32(name.encode()))
        return f"{self._maker} {made_from} {check:08x}".encode()
