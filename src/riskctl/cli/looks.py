"""What is new since the user last looked; where nobody did, over seven days."""

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from riskctl.cli import clock
from riskctl.storage.disk.looks import UserLook, last_look, note_look

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from riskctl.analysis.change.change import Moment
    from riskctl.model.watch import Watch

_DAYS = 7


class LookBack(NamedTuple):
    """
    What a level is compared with.

    Attributes:
        moment: The day, and what was known of it.
        look: The look that it was; None where it is some days back.
    """

    moment: "Moment"
    look: UserLook | None


def look_back(folder: "Path", *, as_of: "date", by_look: bool) -> LookBack:
    """
    Return what a day is compared with.

    Args:
        by_look: With the user's last look before that day, if there was one.
    """
    from riskctl.analysis.change.change import Moment

    look = last_look(folder, today=as_of) if by_look else None
    if look:
        return LookBack(Moment(as_of=look.day, known_at=look.moment), look)
    return LookBack(Moment(as_of=as_of - timedelta(days=_DAYS)), None)


def remember(folder: "Path", watch: "Watch") -> None:
    """Keep that the user has looked, today and now."""
    note_look(folder, UserLook(clock.today(watch.settings), clock.now()))
