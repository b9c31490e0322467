"""Rows that `riskctl export events` wrote, read as the records that they are."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from riskctl.model.record import Record

_DAYS: Final = ("date", "from", "until")
# What is said of a record, and is not the record.
_SAID_OF_IT: Final = ("status", "counts")
_KINDS: Final = ("event", "note", "review", "retraction")


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
    found: list[Record] = []
    numbered = [*rows]
    whole = _read([row for _, row in numbered], shown)
    if whole is not None:
        return whole
    # Something is wrong: one by one, for the line of the first that is.
    for line, row in numbered:
        record = _read([row], shown, line)
        found += record or ()
    return found


def _read(
    rows: list[Mapping[str, Any]], shown: str, line: int = 0
) -> list[Record] | None:
    """
    Return the records of rows; None where one is wrong and no line was named.

    Raises:
        UsageError: One is wrong; it stands in that line.
    """
    import tomli_w

    from riskctl.storage.text.log_reader import read_log

    tables: dict[str, list[dict[str, Any]]] = {}
    try:
        for row in rows:
            kind, table = _table(row)
            tables.setdefault(kind, []).append(table)
    except (ValueError, TypeError) as error:
        if not line:
            return None
        raise _fault(shown, line, str(error)) from None
    read = read_log(tomli_w.dumps(tables).encode(), shown)
    wrong = next((it for it in read.problems if it.check != "inline-records"), None)
    if wrong is None and len(read.records) == len(rows):
        return list(read.records)
    if not line:
        return None
    raise _fault(shown, line, wrong.message if wrong else "no record")


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


def _fault(shown: str, line: int, message: str) -> Exception:
    from riskctl.errors import UsageError

    return UsageError(
        f"{shown}:{line}: {message}",
        hint="nothing was written; a file as `riskctl export events` writes it",
    )
