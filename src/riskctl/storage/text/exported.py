"""Rows that `riskctl export events` wrote, read as the records that they are."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from riskctl.errors import UsageError
from riskctl.model.record import Record

_DAYS: Final = ("date", "from", "until")
# What is said of a record, and is not the record.
_SAID_OF_IT: Final = ("status", "counts")
_KINDS: Final = ("event", "note", "review", "retraction")


class _NoRecordError(Exception):
    """A row is no record; the text says why."""


def records_in(
    rows: Iterable[tuple[int, Mapping[str, Any]]], shown: str
) -> list[Record]:
    """
    Return the records of some rows.

    Args:
        rows: Each with its line; a key without a value may be left out.

    Raises:
        UsageError: A row is no record of an export.
    """
    numbered = [*rows]
    with suppress(_NoRecordError):
        return _read([row for _, row in numbered], shown)
    # Something is wrong: one by one, for the line of the first that is.
    found: list[Record] = []
    for line, row in numbered:
        try:
            found += _read([row], shown)
        except _NoRecordError as error:
            raise UsageError(
                f"{shown}:{line}: {error}",
                hint="nothing was written; a file as `riskctl export events` writes it",
            ) from None
    return found


def _read(rows: list[Mapping[str, Any]], shown: str) -> list[Record]:
    """
    Return the records of rows.

    Raises:
        _NoRecordError: One of them is none.
    """
    import tomli_w

    from riskctl.storage.text.log_reader import read_log

    tables: dict[str, list[dict[str, Any]]] = {}
    try:
        for row in rows:
            kind, table = _table(row)
            tables.setdefault(kind, []).append(table)
    except (ValueError, TypeError) as error:
        raise _NoRecordError(error) from None
    read = read_log(tomli_w.dumps(tables).encode(), shown)
    wrong = [it.message for it in read.problems if it.check != "inline-records"]
    if wrong or len(read.records) != len(rows):
        raise _NoRecordError(wrong[0] if wrong else "no record")
    return list(read.records)


def _table(row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """
    Return the kind of a record, and its keys as a log has them.

    Raises:
        ValueError: There is no such kind, or a day or a moment is none.
    """
    keys = {name: it for name, it in row.items() if not _is_absent(it)}
    kind = keys.pop("kind", "")
    if kind not in _KINDS:
        raise ValueError(f"`{kind}` is no kind of record: {', '.join(_KINDS)}")
    for name in _SAID_OF_IT:
        keys.pop(name, None)
    for name in _DAYS:
        if isinstance(keys.get(name), str):
            keys[name] = date.fromisoformat(keys[name])
    if isinstance(keys.get("recorded"), str):
        keys["recorded"] = datetime.fromisoformat(keys["recorded"])
    if "from" in keys:
        keys["to"] = keys.pop("date", None)
    if kind in {"event", "note"}:
        keys.setdefault("title", "")
    if origins := keys.pop("origins", None):
        pairs = zip(keys.get("sources", ()), origins, strict=True)
        keys["sources"] = [{"url": url, "origin": it} for url, it in pairs]
    return kind, keys


def _is_absent(value: object) -> bool:
    return value is False or value in (None, "", [])
