"""CSV and TSV as rows, in as much memory as one row takes."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, Reader, Row
from riskctl.storage.intake.columns import Columns
from riskctl.storage.intake.source import Source

_MOST_CHARACTERS: Final = 1024 * 1024
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_SEPARATOR_LINE: Final = re.compile(r"sep=.\r?\n?")
_UTF_8: Final = "utf-8"


def delimited_rows(
    source: Source, reader: Reader, needed: Sequence[str]
) -> Iterator[Row | Bad]:
    """
    Yield the rows of a text with a character between its cells.

    Raises:
        UsageError: Its encoding, its quotes or its columns are not what is said.
    """
    lines = _numbered(_lines(source, reader), source)
    texts = csv.reader(
        lines,
        delimiter=reader.separator,
        quoting=csv.QUOTE_MINIMAL if reader.quoted else csv.QUOTE_NONE,
        strict=True,
    )
    columns: Columns | None = None
    try:
        for cells in texts:
            if not any(map(str.strip, cells)):
                continue
            if columns is None:
                columns = Columns.of(
                    cells,
                    reader,
                    needed,
                    shown=f"{source.shown}:{lines.number}",
                )
                if columns.is_header:
                    continue
            yield columns.row(cells, lines.number)
    except csv.Error as error:
        unclosed = "end of data" in str(error) or "field limit" in str(error)
        raise UsageError(
            f"{source.shown}:{lines.number}: not CSV: "
            + ("a quotation mark is never closed" if unclosed else str(error)),
            hint="close it, or double a quotation mark inside of a cell; where they "
            "are characters as any other: reader = { ..., quoted = false }",
        ) from None
    if columns is None:
        raise UsageError(
            f"{source.shown}: there is no row in it", hint="give a file with rows"
        )


class _numbered:  # noqa: N801 (it is used like a function)
    """The lines of a text, and the number of the last one that was taken."""

    def __init__(self, lines: Iterable[str], source: Source) -> None:
        self.number = 0
        self._lines, self._shown = iter(lines), source.shown

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if self.number == 1 and _SEPARATOR_LINE.fullmatch(line):
            return self.__next__()  # a spreadsheet's own note on its separator
        if not line.isascii() and (found := _ESCAPED.search(line)):
            raise UsageError(
                f"{self._shown}:{self.number}: the byte "
                f"0x{ord(found[0]) - 0xDC00:x} is not UTF-8",
                hint="save the file as UTF-8, or say what it is: "
                'reader = { ..., encoding = "cp1252" }',
            )
        return line


def _lines(source: Source, reader: Reader) -> Iterator[str]:
    """Yield the lines of a text, none longer than a row can be."""
    source.refuse_page("a table")
    encoding, errors = _decoding(source, reader.encoding)
    text = io.TextIOWrapper(source.stream, encoding, errors, newline="")
    number = 0
    try:
        while line := text.readline(_MOST_CHARACTERS):
            number += 1
            if len(line) == _MOST_CHARACTERS:
                raise UsageError(
                    f"{source.shown}:{number}: a line of over a million characters",
                    hint="is it a table? mend `form` of the reader",
                )
            yield line
    except UnicodeError:
        raise UsageError(
            f"{source.shown}:{number + 1}: not {reader.encoding}",
            hint="say how it is encoded: reader = { ..., encoding = ... }",
        ) from None
    finally:
        with suppress(
            ValueError
        ):  # whoever opened the file closes it, or has closed it
            text.detach()


def _decoding(source: Source, encoding: str) -> tuple[str, str]:
    """
    Return how a text is decoded, and what becomes of bytes that cannot be.

    Raises:
        UsageError: Its first bytes say that it is something else.
    """
    if source.is_archive:
        raise UsageError(
            f"{source.shown}: this is a ZIP archive, and no text",
            hint='for a spreadsheet: reader = { form = "xlsx" }; else unpack it first',
        )
    marked = source.head.startswith(codecs.BOM_UTF8)
    if "16" not in encoding and "32" not in encoding and source.is_utf_16:
        raise UsageError(
            f"{source.shown}: the file is UTF-16, and the mapping says {encoding}",
            hint='reader = { ..., encoding = "utf-16" }, or save it as UTF-8',
        )
    if marked and encoding != _UTF_8:
        raise UsageError(
            f"{source.shown}: the file says that it is UTF-8, and the mapping "
            f"{encoding}",
            hint='reader = { ..., encoding = "utf-8" }',
        )
    if encoding == _UTF_8:
        # What is not UTF-8 is kept apart, so that its line can be named.
        return "utf-8-sig", "surrogateescape"
    return encoding, "strict"
