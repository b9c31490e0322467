"""
When the user last looked at a watch: kept for each user, and never in the watch.

A watch may be shared, and lie under version control; who read it when is nobody
else's business. It is a convenience: what cannot be read or written is not there.
"""

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.storage.disk.cache_folder import folder_for, make_safe
from riskctl.storage.disk.whole import put_whole

VARIABLE: Final = "RISKCTL_STATE"
_OFF: Final = frozenset({"", "off"})
_FILE: Final = "looks"
_MOST_BYTES: Final = 4096


class Look(NamedTuple):
    """
    A look at the level.

    Attributes:
        day: The day that was judged, in the watch's time zone.
        moment: When; what was recorded later was not seen.
    """

    day: date
    moment: datetime


def last_look(watch: Path, *, today: date) -> Look | None:
    """
    Return the last look on a day before today; None without one.

    Whoever looks five times in a morning goes on being told what is new since the
    day before.
    """
    earlier = [it for it in _looks(watch) if it.day < today]
    return max(earlier, default=None)


def note_look(watch: Path, look: Look) -> None:
    """Keep a look, and the last one of a day before it."""
    folder = state_folder(watch)
    if folder is None or make_safe(folder):
        return
    before = last_look(watch, today=look.day)
    kept = [it for it in (before, look) if it]
    text = "".join(f"{it.day} {it.moment.isoformat()}\n" for it in kept)
    with suppress(OSError):
        put_whole(folder / _FILE, text.encode("ascii"))


def _looks(watch: Path) -> list[Look]:
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


def _look(text: str) -> Look | None:
    day, _, moment = text.partition(" ")
    try:
        look = Look(date.fromisoformat(day), datetime.fromisoformat(moment))
    except ValueError:
        return None
    return look if look.moment.tzinfo else None


def state_folder(watch: Path) -> Path | None:
    """Return where what concerns one watch is kept; None for nothing."""
    root = state_root()
    return folder_for(root, watch) if root else None


def state_root() -> Path | None:
    """
    Return the folder of what riskctl remembers of a user; None for nothing.

    It is the user's state folder, or what `RISKCTL_STATE` names; `RISKCTL_STATE=off`,
    or empty, means that nothing is remembered.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen in _OFF:
        return None
    return Path(chosen) if chosen else _user_state()


def _user_state() -> Path | None:
    """Return the state folder as `platformdirs` does, which costs 5 ms to import."""
    if os.uname().sysname == "Linux":
        named = os.environ.get("XDG_STATE_HOME", "").strip()
        if named:
            return Path(named) / "riskctl"
        home = os.environ.get("HOME", "").strip()
        return Path(home) / ".local" / "state" / "riskctl" if home else None
    from platformdirs import user_state_path

    return user_state_path("riskctl", appauthor=False)
