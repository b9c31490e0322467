"""Tables and keys of a log file that are no part of it."""

from collections.abc import Collection, Iterable
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.near_mark import is_near_mark, nearest_mark
from riskctl.model.origin import Origin
from riskctl.model.similar import SLIP, nearest
from riskctl.storage.text.toml import Document
from riskctl.storage.text.unread_tables import record_in


def note_foreign_tables(document: Document, known: Collection[str]) -> None:
    """Note what is no part of a log; what looks like evidence must not go unread."""
    headers = {it.name.split(".")[0]: it.line for it in reversed(document.places)}
    for name, tables in document.tables.items():
        if name in known:
            continue
        line = headers.get(name) or document.places[0].keys.get(name, 0)
        origin = Origin(document.file, line)
        document.problems.append(_foreign(name, tables, known, origin))


def _foreign(
    name: str, tables: object, known: Iterable[str], origin: Origin
) -> Finding:
    """Name something that is no part of a log."""
    message = f"`{name}` is no part of a log"
    if is_near_mark(name, tables):
        return Finding(
            check="near-marks",
            message=f"{message}, and looks like a mark of secrecy",
            hint=f'type tlp = "{nearest_mark(tables).value}" in each event and note, '
            "and remove it here",
            origin=origin,
            blocking=True,
        )
    meant = _meant(name, tables, known)
    return Finding(
        check="unknown-keys",
        message=message + (", and looks like evidence that goes unread" * bool(meant)),
        hint=f"type [[{meant}]] in its place"
        if meant
        else f"riskctl reads {_HEADERS}, and leaves the rest alone",
        origin=origin,
        blocking=bool(meant),
    )


def _meant(name: str, tables: object, known: Iterable[str]) -> str:
    """Return the kind of record that an unknown table may be; empty for none."""
    plain = name.casefold().removesuffix("s")
    near = nearest(plain, known, likeness=SLIP)
    if near:
        return near[0]
    listed = tables if isinstance(tables, list) else [tables]
    rows = [it for it in listed if isinstance(it, dict)]
    if rows and plain in _EVIDENCE:
        return "event"
    return record_in(rows)


_HEADERS: Final = "[[event]], [[review]], [[note]] and [[retraction]]"
# What else people call an event.
_EVIDENCE: Final = frozenset(
    ("incident", "observation", "evidence", "contact", "status", "entry", "record")
)
