"""
When the user last looked at a watch: kept for each user, and never in the watch.

A watch may be shared, and lie under version control; who read it when is nobody
else's business. It is a convenience: what cannot be read or written is not there.
"""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.storage.disk.cache_folder import make_safe, state_folder
from riskctl.storage.disk.whole import put_whole

_FILE: Final = "looks"
_MOST_BYTES: Final = 4096


class UserLook(NamedTuple):
    """
    A look at the level.

    Attributes:
        day: The day that was judged, in the watch's time zone.
        moment: When; what was recorded later was not seen.
    """

    day: date
    moment: datetime


def last_look(watch: Path, *, today: date) -> UserLook | None:
    """
    Return the last look on a day before today; None without one.

    Whoever looks five times in a morning goes on being told what is new since the
    day before.
    """
    earlier = [it for it in _looks(watch) if it.day < today]
    return max(earlier, default=None)


def note_look(watch: Path, look: UserLook) -> None:
    """Keep a look, and the last one of a day before it."""
    folder = state_folder(watch)
    if folder is None or make_safe(folder):
        return
    before = last_look(watch, today=look.day)
    kept = [it for it in (before, look) if it]
    text = "".join(f"{it.day} {it.moment.isoformat()}\n" for it in kept)
    with suppress(OSError):
        put_whole(folder / _FILE, text.encode("ascii"))


def _looks(watch: Path) -> list[UserLook]:
    """Return the looks that are kept; lines that say nothing are passed over."""
    folder = state_folder(watch)
    if folder is None:
        return []
    try:
        with (folder / _FILE).open("rb") as file:
            text = file.read(_MOST_BYTES).decode("ascii", "replace")
    except OSError:
        return []
    return [it for it in map(_look, text.splitlines()) if it]


def _look(text: str) -> UserLook | None:
    day, _, moment = text.partition(" ")
    try:
        look = UserLook(date.fromisoformat(day), datetime.fromisoformat(moment))
    except ValueError:
        return None
    return look if look.moment.tzinfo else None
