"""A record as TOML text, and the old text of a file with one record more."""

from datetime import date, datetime
from typing import Final

import tomli_w

from riskctl.errors import WriteError
from riskctl.model.grade import Grade
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.bounds import MAX_FILE_BYTES
from riskctl.storage.text.keys import EVENT_KEYS, RETRACTION_KEYS, REVIEW_KEYS
from riskctl.storage.text.log_reader import read_log

_KEYS: Final[dict[type[Record], tuple[str, dict[str, str]]]] = {
    Event: ("event", EVENT_KEYS),
    Review: ("review", REVIEW_KEYS),
    Retraction: ("retraction", RETRACTION_KEYS),
}


def block(record: Record) -> str:
    """
    Return *record* as a `[[...]]` table, keys in the reference's order.

    `tomli_w` writes the values; the header is ours, because it would write a
    short table inline, and two of those in a file are not TOML.
    """
    name, keys = _KEYS[type(record)]
    lines = [f"[[{name}]]"]
    for key in keys:
        value = _held(record, key)
        if value in ("", (), Tlp.CLEAR, None) or value is False:
            continue
        lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def appended(
    old: bytes, record: Record, *, file: str, is_canonical: bool = False
) -> bytes:
    """
    Return the bytes of a file with *record* added at its end.

    Every old byte stays where it is; the file's line endings are used. The new
    text is read back and compared before anything is written anywhere.

    Args:
        is_canonical: *old* is known to be as riskctl writes it, to the last
            character. Then its last table ends at the next header, and the arrays
            may be added to: the old tables mean in the new text what they meant, and
            what is added means what it means alone. So it is read back alone.

    Raises:
        WriteError: What would be written does not read back as what was meant.
    """
    ending = "\r\n" if old.count(b"\r\n") * 2 > old.count(b"\n") else "\n"
    text = block(record).replace("\n", ending).encode("utf-8", "surrogatepass")
    gap = ending.encode() if old.strip() else b""
    if old and not old.endswith(b"\n"):
        gap = ending.encode() * 2
    new = old + gap + text
    if is_canonical and len(new) <= MAX_FILE_BYTES:
        _prove(b"", gap + text, record, file)
    else:
        _prove(old, new, record, file)
    return new


def _prove(old: bytes, new: bytes, record: Record, file: str) -> None:
    """Read both texts: the new one must hold the old records and the one more."""
    before, after = read_log(old, file), read_log(new, file)
    expected = sorted((*before.records, record), key=_by_kind)
    found = sorted(after.records, key=_by_kind)
    if after.problems != before.problems or found != expected:
        raise WriteError(
            f"{file}: the entry cannot be added to this file without changing it",
            hint="nothing was written; `riskctl check` says what is unusual there",
        )


def _by_kind(record: Record) -> tuple[str, str]:
    return (type(record).__name__, record.id)


def _held(record: Record, key: str) -> object:
    """Return what stands under *key*; a review's period has keys of its own."""
    if isinstance(record, Review) and key in ("date", "from", "to"):
        if record.since is None:
            return record.date if key == "date" else None
        return {"from": record.since, "to": record.date}.get(key)
    held: object = getattr(record, key)
    return held


def _value(value: object) -> str:
    if isinstance(value, Grade):
        return _value(str(value))
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(it) for it in value) + "]"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Tlp):
        return _value(value.value)
    return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")
