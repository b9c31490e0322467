"""The inbox of a watch: candidates that count for nothing, and what was decided."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from riskctl.errors import WatchError
from riskctl.model.finding import Finding
from riskctl.model.names import INBOX_FOLDER
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import Seen
from riskctl.storage.disk.files import is_there, list_files, read_bytes
from riskctl.storage.disk.names import SEEN_FILE
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.seen import read_seen


class Inbox(NamedTuple):
    """
    What stands in `inbox/`.

    Attributes:
        candidates: Events that may be written, and retractions, in the order of the
            files.
        seen: The decisions, in the order in which they were made.
        problems: What cannot be read of them.
    """

    candidates: tuple[Event | Retraction, ...] = ()
    seen: tuple[Seen, ...] = ()
    problems: tuple[Finding, ...] = ()


def read_inbox(folder: Path) -> Inbox:
    """
    Read the inbox of a watch, which may have none.

    Raises:
        WatchError: A file cannot be read at all.
    """
    candidates: list[Event | Retraction] = []
    problems: list[Finding] = []
    for path in list_files(folder / INBOX_FOLDER, shown=INBOX_FOLDER):
        file = f"{INBOX_FOLDER}/{path.name}"
        if file != SEEN_FILE:
            text = read_log(read_bytes(path, shown=file), file)
            kept = (it for it in text.records if isinstance(it, Event | Retraction))
            candidates += kept
            problems += text.problems
    seen: tuple[Seen, ...] = ()
    if is_there(folder / SEEN_FILE):
        data = read_bytes(folder / SEEN_FILE, shown=SEEN_FILE)
        seen, noted = read_seen(data, SEEN_FILE)
        problems += noted
    return Inbox(tuple(candidates), seen, tuple(problems))


def open_inbox(folder: Path) -> Inbox:
    """
    Read an inbox for who is going to write there.

    Raises:
        WatchError: Something in it cannot be read, and might be forgotten.
    """
    inbox = read_inbox(folder)
    fault = next((it for it in inbox.problems if it.blocking), None)
    if fault:
        raise WatchError(str(fault), hint=fault.hint)
    return inbox


def by_file(candidates: Sequence[Event | Retraction]) -> dict[str, Sequence[Record]]:
    """Return candidates by their files, in each in the order of their days."""
    found: dict[str, list[Record]] = {}
    for it in sorted(candidates, key=lambda it: (_day_of(it), it.id)):
        file = f"{INBOX_FOLDER}/{_day_of(it).isoformat()[:7]}.toml"
        found.setdefault(file, []).append(it)
    return {file: tuple(records) for file, records in found.items()}


def _day_of(record: Event | Retraction) -> date:
    return record.date if isinstance(record, Event) else record.recorded.date()
