"""Where rows come from: a file or a stream, looked at before it is read."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.errors import UsageError
from riskctl.storage.disk.files import is_there, reason

_PEEK: Final = 4096
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGES: Final = (b"<!doctype html", b"<html")


class Source(NamedTuple):
    """
    What rows are read from.

    Attributes:
        stream: Read once, from its beginning to its end.
        shown: What messages call it.
    """

    stream: io.BufferedReader
    shown: str

    @property
    def head(self) -> bytes:
        """The first bytes, which are still to be read."""
        return self.stream.peek(_PEEK)[:_PEEK]

    @property
    def is_utf_16(self) -> bool:
        """Whether its mark says so, or every other byte of its beginning is none."""
        return self.head.startswith(_UTF_16) or b"\0" in self.head

    @property
    def is_archive(self) -> bool:
        """Whether it is a ZIP archive, as XLSX and ODS are."""
        return self.head.startswith(b"PK\x03\x04")

    def whole(self, *, most: int) -> bytes:
        """
        Return all of its bytes.

        Raises:
            UsageError: They are more than so many.
        """
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise UsageError(
                f"{self.shown}: larger than {most // 2**20} MB",
                hint="split it, or give it as CSV or JSON Lines, which may be any size",
            )
        return data

    def refuse_page(self, wanted: str) -> None:
        """
        Refuse a web page, which many a server sends for what is missing.

        Raises:
            UsageError: It is one.
        """
        if self.head.lstrip().lower().startswith(_PAGES):
            raise UsageError(
                f"{self.shown}: this is a web page, not {wanted}",
                hint="look at its address in a browser: a feed or a file is mostly "
                "behind a link on it",
            )


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """
    Open a file for the block.

    Raises:
        UsageError: There is none, or it cannot be read.
    """
    if not is_there(path):
        raise UsageError(
            f"{path}: there is no such file", hint="mend the name, or `-` for stdin"
        )
    try:
        stream = path.open("rb")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {reason(error)}", hint="a file with rows"
        ) from None
    with stream:
        yield Source(stream, str(path))
