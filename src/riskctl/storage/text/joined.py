"""One text of a table from two: the comments and foreign keys of both."""

from typing import Final

from riskctl.storage.text.blocks import Block
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
)
from riskctl.storage.text.writer import inline, inline_key

# The keys that riskctl reads, by the table in which they stand; what else is there
# is foreign.
KNOWN: Final = {
    "event": EVENT_KEYS,
    "review": REVIEW_KEYS,
    "note": NOTE_KEYS,
    "retraction": {**RETRACTION_KEYS, "event": ""},
}


def joined(kept: Block, other: Block, old: Block | None) -> str:
    """Return the text of a block, with the foreign keys and comments of another."""
    gone = old.comments if old else ()
    comments = [
        it
        for it in dict.fromkeys(other.comments)
        if it not in kept.comments and it not in gone
    ]
    known = {*KNOWN.get(kept.name, ()), *kept.table, *(old.table if old else ())}
    keys = [
        f"{inline_key(key)} = {inline(value)}"
        for key, value in other.table.items()
        if key not in known
    ]
    ending = "\r\n" if "\r\n" in kept.text + other.text else "\n"
    above = "".join(f"{it}{ending}" for it in comments)
    below = "".join(f"{it}{ending}" for it in keys)
    if not kept.name:
        gap = ending if above and not kept.text.strip() else ""
        return below + above + gap + kept.text
    head, rest = kept.text[: kept.header], kept.text[kept.header :]
    header, line_end, body = rest.partition("\n")
    return (
        head + above + header + (line_end or (ending if below else "")) + below + body
    )
