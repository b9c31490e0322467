"""A record as TOML text, and the old text of a file with one record more."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import product
from typing import Final

import tomli_w

from riskctl.errors import WriteError
from riskctl.model.grade import Grade
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.keys import LOG_KEYS
from riskctl.storage.text.log_reader import read_log

_TABLES: Final[dict[type[Record], str]] = {
    Event: "event",
    Review: "review",
    Note: "note",
    Retraction: "retraction",
}


def block(record: Record) -> str:
    """
    Return *record* as a `[[...]]` table, keys in the reference's order.

    `tomli_w` writes the values; the header is ours, because it would write a
    short table inline, and two of those in a file are not TOML.
    """
    name = _TABLES[type(record)]
    lines = [f"[[{name}]]"]
    for key in LOG_KEYS[name]:
        value = _held(record, key)
        if value in ("", (), Tlp.CLEAR, None) or value is False:
            continue
        lines.append(f"{key} = {spelled(value)}")
    return "\n".join(lines) + "\n"


def appended(
    old: bytes, *records: Record, file: str, is_canonical: bool = False
) -> bytes:
    """
    Return the bytes of a file with *records* added at its end.

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
    is_windows = b"\r" in old and old.count(b"\r\n") * 2 > old.count(b"\n")
    ending = "\r\n" if is_windows else "\n"
    blocks = "\n".join(map(block, records))
    text = blocks.replace("\n", ending).encode("utf-8", "surrogatepass")
    gap = b"" if not old or old.isspace() else ending.encode()
    if old and not old.endswith(b"\n"):
        gap = ending.encode() * 2
    new = old + gap + text
    if is_canonical and len(new) <= MAX_FILE_BYTES:
        _prove(b"", gap + text, records, file)
    else:
        _prove(old, new, records, file)
    return new


def _prove(old: bytes, new: bytes, records: Sequence[Record], file: str) -> None:
    """Read both texts: the new one must hold the old records and what is added."""
    before, after = read_log(old, file), read_log(new, file)
    expected = sorted((*before.records, *records), key=_by_kind)
    found = sorted(after.records, key=_by_kind)
    if after.problems != before.problems or found != expected:
        names = {_TABLES[type(it)] for it in records}
        inline = [it for it in before.problems if it.check == "inline-records"]
        for it, name in product(inline, sorted(names)):
            if f"`{name} = " in it.message:
                raise WriteError(
                    f"{it.origin}: nothing can be added to {name}s written as a list",
                    hint=f"nothing was written; {it.hint}",
                )
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
    if isinstance(record, Event) and key == "sources" and record.origins:
        return tuple(map(_cited, record.sources, record.origins))
    held: object = getattr(record, key)
    return held


def _cited(source: str, origin: str) -> str | dict[str, str]:
    """Return a source as it is written: a table, where it says whom it follows."""
    return {"url": source, "origin": origin} if origin else source


def spelled(value: object) -> str:
    """Spell a value as riskctl writes it: a moment in UTC, to the second."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Grade):
        return inline(str(value))
    return inline(value.value if isinstance(value, Tlp) else value)


def inline(value: object) -> str:
    """Spell any value of TOML in one line, a table too."""
    if isinstance(value, dict):
        parts = (f"{inline_key(key)} = {inline(it)}" for key, it in value.items())
        return "{ " + ", ".join(parts) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return tomli_w.dumps({"it": value}).removeprefix("it = ").rstrip("\n")


def inline_key(key: str) -> str:
    """Spell a key, in quotation marks where it needs them."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
