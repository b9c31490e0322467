"""Why a level came to be what it is: the rule that decided, and the day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskctl.analysis.change.effect import deciding_floors
from riskctl.analysis.days.day import Day
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.words import counted, long_day

if TYPE_CHECKING:
    from riskctl.analysis.days.floors import HeldFloor
    from riskctl.analysis.days.history import History


def turn_words(history: "History", day: Day) -> str:
    """Say why the level of a day is what it is."""
    turned = history.on(day.since)
    if turned is None:
        return ""
    return rule_words(turned, deciding_floors(history, turned), history.catalogue)


def rule_words(turned: Day, floors: "Sequence[HeldFloor]", catalogue: Catalogue) -> str:
    """
    Say which rule decided on the day on which a level turned.

    Args:
        floors: What held the level on that day.
    """
    on = f"on {long_day(turned.date)}"
    if turned.came_from and turned.came_from.is_worse_than(turned.level):
        dwell = counted(catalogue.descent.dwell_days, "day")
        under = catalogue.eases_under(turned.came_from)
        return f"{dwell} under {under:g} were over {on}"
    reached = catalogue.band(turned.level).from_score
    if turned.score >= reached:
        return f"the score reached {reached:g} {on}"
    names = " and ".join(it.floor.name for it in floors)
    return f"floor {names} {on}" if names else ""
