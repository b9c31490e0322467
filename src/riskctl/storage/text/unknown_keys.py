"""Keys and tables that are none of those which are read, and what they may mean."""

from collections.abc import Collection, Container, Iterable
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.near_mark import is_near_mark, nearest_mark
from riskctl.model.origin import Origin
from riskctl.model.similar import SLIP, hint_for, nearest
from riskctl.storage.text.toml import Document

_HEADERS: Final = "[[event]], [[review]], [[note]] and [[retraction]]"
# What else people call an event.
_EVIDENCE: Final = frozenset(
    ("incident", "observation", "evidence", "contact", "status", "entry", "record")
)
# Which keys together nothing has but a record of that kind.
_TELLING: Final = (
    ("event", frozenset(("date", "indicator"))),
    ("review", frozenset(("indicators", "recorded"))),
    ("retraction", frozenset(("record", "reason"))),
    ("retraction", frozenset(("event", "reason"))),
    ("note", frozenset(("date", "title", "recorded"))),
)


def unknown_key(  # noqa: PLR0913 (the key, and what is known of it)
    key: str,
    value: object,
    *,
    what: str,
    known: list[str],
    vital: Container[str],
    origin: Origin,
) -> Finding:
    """
    Say what a key that is none of *known* may be meant for.

    Args:
        what: Whose key it is, like "an event".
        vital: Known keys that a level depends on; what is a slip away from one of
            them must not be passed over.
    """
    message = f"`{key}` is not a key of {what}"
    if is_near_mark(key, value):
        where = "" if "tlp" in known else " in each event and note, and remove it here"
        return _near_mark(message, value, where, origin)
    kind = _record_in(value)
    if kind:
        return _unread(message, kind, origin)
    return Finding(
        check="unknown-keys",
        message=message,
        hint=hint_for(key, known, otherwise=f"known keys: {', '.join(known)}"),
        origin=origin,
        blocking=any(it in vital for it in nearest(key, known, likeness=SLIP)),
    )


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
        where = " in each event and note, and remove it here"
        return _near_mark(message, tables, where, origin)
    meant = _meant(name, tables, known)
    if meant:
        return _unread(message, meant, origin)
    return Finding(
        check="unknown-keys",
        message=message,
        hint=f"riskctl reads {_HEADERS}, and leaves the rest alone",
        origin=origin,
    )


def _near_mark(message: str, value: object, where: str, origin: Origin) -> Finding:
    said = f"{message}, and looks like a mark of secrecy"
    hint = f'type tlp = "{nearest_mark(value).value}"{where}'
    return Finding("near-marks", said, hint, origin, blocking=True)


def _unread(message: str, kind: str, origin: Origin) -> Finding:
    said = f"{message}, and looks like evidence that goes unread"
    hint = f"type [[{kind}]] in its place"
    return Finding("unknown-keys", said, hint, origin, blocking=True)


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
    return _record_in(rows)


def _record_in(value: object) -> str:
    """
    Return the kind of a record that a value is or holds at any depth, "" for none.

    >>> _record_in([{"date": 1, "indicator": "border"}]), _record_in({"date": 1})
    ('event', '')
    """
    if isinstance(value, list):
        return next(filter(None, map(_record_in, value)), "")
    if not isinstance(value, dict):
        return ""
    kind = next((kind for kind, telling in _TELLING if value.keys() >= telling), "")
    return kind or _record_in([*value.values()])
