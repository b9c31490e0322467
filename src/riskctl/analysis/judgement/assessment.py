"""The judgement for one day. Its parts are worked out, and loaded, when asked for."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from riskctl.analysis.days.day import Day
from riskctl.analysis.days.history import History, walk_log
from riskctl.model.alert import AlertLevel, LevelBand

# One line of text needs none of these: it is not to wait for them.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskctl.analysis.days.floors import HeldFloor
    from riskctl.analysis.days.sums import Carried
    from riskctl.analysis.judgement.confidence import Coverage
    from riskctl.analysis.judgement.contribution import Breakdown, Contribution
    from riskctl.analysis.judgement.currency import Currency
    from riskctl.analysis.judgement.ground import KnownGround
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.fates import Conflict
    from riskctl.model.indicator import Indicator
    from riskctl.model.log import Log
    from riskctl.model.record import Event
    from riskctl.model.watch import Settings, Watch

WEEK: Final = timedelta(days=7)


class Assessment:
    """
    The judgement for one day.

    Attributes:
        known_at: The moment whose knowledge was used; None for all of it.
        settings: The watch's: how long a level is current, and when provisional.
        log: What was known then.
        history: Every day from the first event's on; None before it.
        hidden: The ids of events that count and are not shown.
        shown: The log without those events.
    """

    def __init__(  # noqa: PLR0913 (what the judgement rests on, and what it shows)
        self,
        *,
        as_of: date,
        known_at: datetime | None,
        settings: "Settings",
        catalogue: "Catalogue",
        log: "Log",
        history: History | None,
        hidden: frozenset[str] = frozenset(),
        shown: "Log | None" = None,
    ) -> None:
        """Take over what the judgement rests on."""
        self.as_of = as_of
        self.known_at = known_at
        self.settings = settings
        self.catalogue = catalogue
        self.log = log
        self.history = history
        self.hidden = hidden
        self.shown = log if shown is None else shown

    @cached_property
    def day(self) -> Day | None:
        """Score and level of the day; None before the first event."""
        return self.history.on(self.as_of) if self.history else None

    @property
    def level(self) -> AlertLevel | None:
        """The alert level; None when there is no evidence."""
        return self.day.level if self.day else None

    @property
    def band(self) -> LevelBand | None:
        """The level's row in the level table; None when there is no evidence."""
        return self.catalogue.band(self.day.level) if self.day else None

    @cached_property
    def currency(self) -> "Currency":
        """When somebody last looked, and until when the level is current."""
        from riskctl.analysis.judgement.currency import Currency

        return Currency(
            self.log,
            self.history,
            as_of=self.as_of,
            timezone=self.settings.timezone,
            valid_days=self.settings.valid_days,
            shown=self.shown,
        )

    @property
    def is_expired(self) -> bool:
        """Whether there is a level, and nobody has looked lately."""
        return self.day is not None and not self.currency.is_current

    @cached_property
    def known_ground(self) -> "KnownGround":
        """Which statuses and contacts are set, and whether they are enough."""
        from riskctl.analysis.judgement.ground import known_ground

        return known_ground(
            self.catalogue,
            self.history.is_set(self.as_of)
            if self.history
            else [it.reading.is_set for it in self.contributions],
            minimum=self.settings.minimum_ground,
        )

    @property
    def is_provisional(self) -> bool:
        """Whether there is a level, and too little of its ground is set."""
        return self.day is not None and not self.known_ground.is_enough

    @cached_property
    def score(self) -> float:
        """Points out of 100, as the walk gives them; the contributions sum to it."""
        return self.day.score if self.day else self.breakdown.score

    @property
    def score_week_ago(self) -> float | None:
        """The score seven days before, with the same knowledge; None without one."""
        before = self.history.on(self.as_of - WEEK) if self.history else None
        return before.score if before else None

    @property
    def week_change(self) -> float | None:
        """Points gained or lost in seven days; None when there was no score."""
        return None if self.score_week_ago is None else self.score - self.score_week_ago

    @cached_property
    def breakdown(self) -> "Breakdown":
        """The score, taken apart."""
        from riskctl.analysis.judgement.contribution import breakdown_of

        return breakdown_of(
            self.catalogue, self.log, self.history, as_of=self.as_of, hidden=self.hidden
        )

    @property
    def contributions(self) -> "tuple[Contribution, ...]":
        """Every indicator's contribution, in the catalogue's order."""
        return self.breakdown.contributions

    @property
    def largest(self) -> "tuple[Contribution, ...]":
        """The contributions, the largest first."""
        return tuple(
            sorted(
                self.contributions, key=lambda it: (-it.points, it.reading.indicator.id)
            )
        )

    @property
    def unset(self) -> "tuple[Indicator, ...]":
        """What was never logged, nor found quiet: it adds nothing to the score."""
        return tuple(it.reading.indicator for it in self.breakdown.unset)

    @cached_property
    def carried(self) -> "dict[str, Carried]":
        """Every indicator's sums, for saying how far to trust the level."""
        from riskctl.analysis.days.sums import carried

        history = self.history
        ledger = history.ledger if history else self.log.ledger(self.catalogue)
        return carried(self.catalogue, ledger, as_of=self.as_of)

    @cached_property
    def floors(self) -> "tuple[HeldFloor, ...]":
        """The floors that hold on the day, and those that provisionally would."""
        if self.history is None:
            return ()
        from riskctl.analysis.days.floors import floors_on

        return floors_on(self.history, self.as_of)

    @property
    def active_floors(self) -> "tuple[HeldFloor, ...]":
        """The floors that hold on the day."""
        return tuple(it for it in self.floors if not it.provisional)

    @property
    def holding_floors(self) -> "tuple[HeldFloor, ...]":
        """The floors that forbid the level of the day to ease."""
        return self.floors_holding(self.level) if self.level else ()

    def floors_holding(self, level: AlertLevel) -> "tuple[HeldFloor, ...]":
        """Return the floors that hold on the day at *level* or worse."""
        return tuple(it for it in self.floors if it.keeps(level))

    @property
    def provisional_floors(self) -> "tuple[HeldFloor, ...]":
        """The floors that would hold on the day if weaker reports were believed."""
        return tuple(it for it in self.floors if it.provisional)

    @cached_property
    def coverage(self) -> "Coverage":
        """What was looked at lately; of what is stale, the looks that are shown."""
        from riskctl.analysis.judgement.confidence import cover

        coverage = cover(self.catalogue, self.log, as_of=self.as_of)
        if not self.hidden:
            return coverage
        return coverage.showing(cover(self.catalogue, self.shown, as_of=self.as_of))

    @cached_property
    def coming_up(self) -> "tuple[Event, ...]":
        """The open plans for days to come that are shown, the next one first."""
        plans = self.log.scheduled_after(self.as_of)
        return tuple(it for it in plans if it.id not in self.hidden)

    @cached_property
    def due(self) -> "tuple[Event, ...]":
        """The plans whose day has come and that nobody answered, as far as shown."""
        plans = self.log.due_by(self.as_of)
        return tuple(it for it in plans if it.id not in self.hidden)

    @property
    def conflicts(self) -> "tuple[Conflict, ...]":
        """The events that were amended in several ways; the latest recorded counts."""
        hidden = self.hidden
        return tuple(
            it
            for it in self.log.conflicts
            if hidden.isdisjoint((it.counts, *it.passed_over))
        )

    @cached_property
    def happened(self) -> "Mapping[str, Sequence[Event]]":
        """All the events in force by the day, by indicator, oldest first."""
        from riskctl.analysis.days.events import by_indicator

        return by_indicator(self.log.in_force, as_of=self.as_of)

    @property
    def records(self) -> int:
        """How many records of any kind were known."""
        return len(self.log)


def assess(
    watch: "Watch",
    *,
    as_of: date,
    known_at: datetime | None = None,
    history: History | None = None,
) -> Assessment:
    """
    Judge one day.

    Args:
        watch: One without blocking problems.
        known_at: Use only what was recorded by then; None means all of it.
        history: The walk up to that day with that knowledge, where it is at hand.
    """
    log, catalogue = watch.log.as_known(known_at), watch.catalogue
    if history is None:
        history = walk_log(catalogue, log, until=as_of)
    return Assessment(
        as_of=as_of,
        known_at=known_at,
        settings=watch.settings,
        catalogue=catalogue,
        log=log,
        history=history,
    )
