"""The identity of a watch, put into settings that were written without one."""

import re
from secrets import token_hex
from typing import Any, Final

from riskctl.storage.text.toml import parse

# Of every watch that was ever made, no two share so many bytes.
IDENTITY_BYTES: Final = 10
# What stands above the first table is a setting of the watch itself.
_TABLE: Final = re.compile(rb"^[ \t]*\[", re.MULTILINE)


def new_identity() -> str:
    """Return what no other watch is called."""
    return token_hex(IDENTITY_BYTES)


def with_identity(data: bytes, identity: str) -> bytes | None:
    r"""
    Return settings with the line that names the watch, and all old bytes around it.

    None where it cannot be put in so that everything else means what it meant.

    >>> with_identity(b'title = "A"\n[more]\n', "0f")
    b'title = "A"\nidentity = "0f"\n[more]\n'
    """
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    added = f'identity = "{identity}"'.encode() + newline
    wanted: dict[str, Any] = {**parse(data, "").tables, "identity": identity}
    # A line that looks like a table may stand inside a text of several lines.
    for place in (*(it.start() for it in _TABLE.finditer(data)), len(data)):
        before = data[:place]
        if before and not before.endswith(b"\n"):
            before += newline
        text = before + added + data[place:]
        if parse(text, "").tables == wanted:
            return text
    return None
