"""What tells a row from every other of its mapping, for ever."""

import re
from hashlib import sha256
from typing import Final

from riskctl.model.cells import Row
from riskctl.model.mapping import Mapping

_PLAIN: Final = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_DIGITS: Final = 16


def identity_of(row: Row, mapping: Mapping) -> str:
    """Return what tells a row from others; empty where its fields all are."""
    texts = [row.cells.get(it, "") for it in mapping.identity]
    if not any(texts):
        return ""
    if len(texts) == 1 and _PLAIN.fullmatch(texts[0]):
        return texts[0]
    spelled = _joined(texts).encode("utf-8", "surrogatepass")
    return sha256(spelled).hexdigest()[:_DIGITS]


def _joined(texts: list[str]) -> str:
    """Return texts as one, so that no two lists give the same."""
    return "\n".join(f"{len(it)}:{it}" for it in texts)
