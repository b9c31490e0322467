"""The verdict on a day: its level and its score, and nothing of why."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from riskctl.analysis.history import History, walk
from riskctl.analysis.standing import Standing
from riskctl.model.alert import AlertLevel, LevelBand

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.log import Log
    from riskctl.model.watch import Watch

WEEK: Final = timedelta(days=7)


class Verdict:
    """
    Where the level stands on one day.

    Attributes:
        known_at: The moment whose knowledge was used; nothing means all of it.
        log: What was known then.
        history: Every day from the first event's on; nothing before it.
    """

    def __init__(
        self,
        *,
        as_of: date,
        known_at: datetime | None,
        catalogue: "Catalogue",
        log: "Log",
        history: History | None,
    ) -> None:
        """Take over what the verdict rests on."""
        self.as_of = as_of
        self.known_at = known_at
        self.catalogue = catalogue
        self.log = log
        self.history = history

    @cached_property
    def standing(self) -> Standing | None:
        """Where the level stands; nothing before the first event."""
        return self.history.on(self.as_of) if self.history else None

    @property
    def score(self) -> float:
        """Points out of 100; none where nothing is known."""
        return self.standing.score if self.standing else 0.0

    @property
    def score_week_ago(self) -> float | None:
        """The score seven days before, with the same knowledge."""
        before = self.history.on(self.as_of - WEEK) if self.history else None
        return before.score if before else None

    @property
    def week_change(self) -> float | None:
        """Points gained or lost in seven days; nothing when there was no score."""
        return None if self.score_week_ago is None else self.score - self.score_week_ago

    @property
    def level(self) -> AlertLevel | None:
        """The alert level; nothing when there is no evidence."""
        return self.standing.level if self.standing else None

    @property
    def band(self) -> LevelBand | None:
        """The level's row in the level table."""
        return self.catalogue.band(self.standing.level) if self.standing else None


def judge(
    watch: "Watch",
    *,
    as_of: date,
    known_at: datetime | None = None,
    history: History | None = None,
) -> Verdict:
    """
    Return where the level stands on one day.

    Args:
        watch: One without blocking problems.
        known_at: Use only what was recorded by then; nothing means all of it.
        history: The walk up to that day with that knowledge, where it is at hand.
    """
    log, catalogue = watch.log.as_known(known_at), watch.catalogue
    if history is None:
        history = walk(catalogue, log.ledger(catalogue), until=as_of)
    return Verdict(
        as_of=as_of, known_at=known_at, catalogue=catalogue, log=log, history=history
    )
