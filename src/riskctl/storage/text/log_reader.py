"""One file of the log, read by the quickest way to its records."""

from collections.abc import Iterable
from typing import Final

from riskctl.model.record import Event, Note, Record
from riskctl.storage.text.canonical import read_canonical
from riskctl.storage.text.log_text import LogText

# So far into a text a mark may begin it.
_HEAD: Final = 16


def read_log(data: bytes, file: str) -> LogText:
    """Read one file of the log: the records that are whole, and every problem."""
    found = read_canonical(data, file)
    if (
        found
        and (found.records or not data)
        and not (b"tlp" in data.lower() and _mention_marks(found.records))
    ):
        return LogText(found.records, (), is_canonical=True)
    # The full parser takes longer to load than most files take to be read.
    from riskctl.storage.text.reader import read_any

    return read_any(data, file)


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


def _mention_marks(records: Iterable[Record]) -> bool:
    """Say whether a text may begin with a mark of secrecy, which the reader checks."""
    dated = (it for it in records if isinstance(it, Event | Note))
    return any("tlp" in (it.title[:_HEAD] + it.note[:_HEAD]).lower() for it in dated)
