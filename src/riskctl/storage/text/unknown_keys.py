"""What is said of a key that is none of those which are read."""

from collections.abc import Container
from typing import NamedTuple

from riskctl.model.near_mark import is_near_mark, nearest_mark
from riskctl.model.similar import SLIP, hint_for, nearest
from riskctl.storage.text.unread_tables import record_in


class UnknownKey(NamedTuple):
    """A check, and what it says."""

    check: str
    message: str
    hint: str
    blocking: bool


def unknown_key(
    key: str, value: object, *, what: str, known: list[str], vital: Container[str] = ()
) -> UnknownKey:
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
        return UnknownKey(
            "near-marks",
            f"{message}, and looks like a mark of secrecy",
            f'type tlp = "{nearest_mark(value).value}"{where}',
            blocking=True,
        )
    kind = record_in(value)
    if kind:
        return UnknownKey(
            "unknown-keys",
            f"{message}, and looks like evidence that goes unread",
            f"type [[{kind}]] in its place",
            blocking=True,
        )
    return UnknownKey(
        "unknown-keys",
        message,
        hint_for(key, known, otherwise=f"known keys: {', '.join(known)}"),
        blocking=any(it in vital for it in nearest(key, known, likeness=SLIP)),
    )
