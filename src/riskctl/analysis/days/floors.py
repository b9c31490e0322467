"""Floors: which of them hold the level on a day, and since and until when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from riskctl.analysis.days.events import lines_of
from riskctl.analysis.days.history import History
from riskctl.analysis.days.rules import Rules
from riskctl.analysis.days.state import FIRM, NEVER_ENDS, WEAK, State
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue
from riskctl.model.floor import Floor
from riskctl.model.month import month_of
from riskctl.model.record import Event
from riskctl.model.sheet import Sheet
from riskctl.model.tally import Tally


class HeldFloor(NamedTuple):
    """
    A floor that holds on a day.

    Attributes:
        since: The first day of the stretch on which it holds.
        until: The last day, by what is known; None while a status holds it.
        provisional: It would hold only if weaker reports (credibility 3, 4 or
            6) were believed; it is shown and does not move the level.
    """

    floor: Floor
    since: date
    until: date | None
    provisional: bool

    def keeps(self, level: AlertLevel) -> bool:
        """Say whether it holds, and at *level* or worse: then nothing calmer comes."""
        return not self.provisional and self.floor.level.is_at_least(level)


def floors_on(history: History, day: date) -> tuple[HeldFloor, ...]:
    """Return the floors that hold on *day*, and those that would provisionally."""
    month = month_of(day)
    state, sheet = history.eve(month), history.ledger.sheet(month)
    return _held(history.catalogue, history.rules, state, sheet, day)


def floors_after(
    catalogue: Catalogue, events: Mapping[str, Sequence[Event]], *, day: date
) -> tuple[HeldFloor, ...]:
    """
    Return the same from each of the events, without a walk.

    Args:
        events: Those in force by the day, by indicator, oldest first.
    """
    rules = Rules(catalogue)
    sheet = {
        name: lines_of(catalogue[name], events.get(name, ()))
        for name in {it.name for it in rules.wires}
    }
    return _held(catalogue, rules, State.before_all(rules), sheet, day)


def _held(
    catalogue: Catalogue, rules: Rules, state: State, sheet: Sheet, day: date
) -> tuple[HeldFloor, ...]:
    """Let what a sheet holds up to a day trip the floors, and say which hold then."""
    last = day.toordinal()
    news: dict[int, dict[str, Tally]] = {}
    for name in {it.name for it in rules.wires} & sheet.keys():
        for ordinal, happened in sheet[name]:
            if ordinal <= last:
                news.setdefault(ordinal, {})[name] = happened
    for ordinal in sorted(news):
        # What ended since the news before must not count as held until now.
        state.hold(rules, ordinal - 1)
        state.trip(rules, ordinal, news[ordinal])
    state.hold(rules, last)
    held = []
    for number, floor in enumerate(catalogue.floors):
        way = next((it for it in (FIRM, WEAK) if state.since[it][number]), None)
        if way is not None:
            end = state.ends(rules, way)[number]
            held.append(
                HeldFloor(
                    floor=floor,
                    since=date.fromordinal(state.since[way][number]),
                    until=None if end == NEVER_ENDS else date.fromordinal(end),
                    provisional=way == WEAK,
                )
            )
    return tuple(held)
