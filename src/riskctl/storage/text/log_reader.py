"""One file of the log, read by the quickest way to its records."""

from collections.abc import Iterable
from typing import Final

from riskctl.model.record import Event, Note, Record
from riskctl.storage.text.canonical import read_canonical
from riskctl.storage.text.log_text import LogText

_MARK: Final = b"tlp"


def read_log(data: bytes, file: str) -> LogText:
    """Read one file of the log: the records that are whole, and every problem."""
    found = read_canonical(data, file)
    if found and (found.records or not data) and not _say_marks(data, found.records):
        return LogText(found.records, (), is_canonical=True)
    # The full parser takes longer to load than most files take to be read.
    from riskctl.storage.text.reader import read_any

    return read_any(data, file)


def read_added(data: bytes, file: str, *, line: int) -> tuple[Record, ...]:
    """
    Read what riskctl added to the end of a file.

    Args:
        line: The number of its first line in the file.

    Returns:
        Nothing where any of it is not as riskctl writes it, or its reader has to
        look at it.
    """
    if not data.startswith((b"\n[[", b"\r\n[[")):
        return ()
    found = read_canonical(data, file, line=line)
    return () if not found or _say_marks(data, found.records) else found.records


def read_month(data: bytes, file: str) -> LogText:
    """Read one file of the log as it lies on the disk: an empty one is damaged."""
    if data and not data.isspace():
        return read_log(data, file)
    from riskctl.model.finding import Finding
    from riskctl.model.origin import Origin

    emptied = Finding(
        check="emptied-files",
        message="is empty, as riskctl leaves no month: a sync or a full disk may have "
        "cut it",
        hint="restore it from a backup or from version control; if nothing was in it, "
        "remove it",
        origin=Origin(file),
        blocking=True,
    )
    return LogText((), (emptied,))


def _say_marks(data: bytes, records: Iterable[Record]) -> bool:
    """Say whether a text may say a mark of secrecy, which the reader looks at."""
    if data.isascii() and _MARK not in data.lower():
        return False
    from riskctl.model.marked import may_be_marked

    return any(may_be_marked(it) for it in records if isinstance(it, Event | Note))
