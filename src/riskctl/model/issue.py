"""A bulletin that was issued: its week, its level, and what it replaces."""

import datetime as dt
from typing import NamedTuple

from riskctl.model.alert import AlertLevel
from riskctl.model.period import Week


class Issue(NamedTuple):
    """
    One bulletin of one week, as it left the house.

    Attributes:
        id: Permanent: the watch's identity and the week, and for a revision its number.
        level: None where there was no evidence.
        digest: Of all that it said; the same words have the same digest.
        issued: The moment.
        replaces: The id of the bulletin of the same week that it revises; empty for
            the first.
    """

    id: str
    week: Week
    level: AlertLevel | None
    digest: str
    issued: dt.datetime
    replaces: str = ""


def next_issue(earlier: "list[Issue]", made: Issue) -> Issue | None:
    """
    Return a bulletin as it is to be issued; None where the last one said the same.

    Args:
        earlier: What was issued before, of any week.
        made: The bulletin of its week as if it were the first.
    """
    before = [it for it in earlier if it.week == made.week]
    if not before:
        return made
    if before[-1].digest == made.digest:
        return None
    number = len(before) + 1
    return made._replace(id=f"{made.id}-r{number}", replaces=before[-1].id)
