"""The state of a walk at the end of a day: all that the days to come need to know."""

from array import array
from collections.abc import Mapping
from datetime import date
from typing import Final

from riskctl.analysis.days.rules import Rules
from riskctl.model.indicator import Kind
from riskctl.model.tally import NONE, Tally

NEVER_ENDS: Final = date.max.toordinal()
# How floors are tripped: by reports of credibility 1 and 2, and by any report.
FIRM, WEAK = 0, 1


class State:
    """
    Where everything stands at the end of a day; days are ordinals, 0 for none.

    Attributes:
        forces: Each indicator's `Sums.force`.
        squares: Each indicator's `Sums.squares`.
        set_on: The day from which each indicator is set, which may be to come; 0
            while it is not known.
        until: For both ways of tripping, the day until which each condition of a
            floor is met, as far as it is known by now.
        since: For both ways, the day since which each floor holds; 0 where it
            does not.
        level: The number of the level; 0 before the first day.
        calm: Consecutive days that have earned a calmer level.
        level_since: The day on which the level came to be what it is.
        came_from: The number of the level before that; 0 on the first stretch.
    """

    # No dataclass: every level is walked, and to make one takes longer than the walk.
    __slots__ = (
        "calm",
        "came_from",
        "forces",
        "level",
        "level_since",
        "set_on",
        "since",
        "squares",
        "until",
    )

    def __init__(  # noqa: PLR0913, PLR0917 (all that follows days need)
        self,
        forces: list[float],
        squares: list[float],
        set_on: list[int],
        until: tuple[list[int], list[int]],
        since: tuple[list[int], list[int]],
        level: int = 0,
        calm: int = 0,
        level_since: int = 0,
        came_from: int = 0,
    ) -> None:
        """Take over where everything stands; see the attributes."""
        self.forces = forces
        self.squares = squares
        self.set_on = set_on
        self.until = until
        self.since = since
        self.level = level
        self.calm = calm
        self.level_since = level_since
        self.came_from = came_from

    @classmethod
    def before_all(
        cls, rules: Rules, reviewed: Mapping[str, date] | None = None
    ) -> "State":
        """
        Return the state before the first event.

        Args:
            reviewed: The first day of each indicator that a review covers. It sets
                what a look can find to be quiet; where a status stands, it does
                not say.
        """
        looked = reviewed or {}
        wires, floors = len(rules.wires), len(rules.floors)
        return cls(
            forces=[it.initial for it in rules.lines],
            squares=[0.0] * len(rules.lines),
            set_on=[
                looked[it.name].toordinal()
                if it.name in looked and it.kind is not Kind.STATUS
                else 0
                for it in rules.lines
            ],
            until=([0] * wires, [0] * wires),
            since=([0] * floors, [0] * floors),
        )

    def copy(self) -> "State":
        """Return a state that may be carried on apart from this one."""
        return State(
            list(self.forces),
            list(self.squares),
            list(self.set_on),
            (list(self.until[FIRM]), list(self.until[WEAK])),
            (list(self.since[FIRM]), list(self.since[WEAK])),
            self.level,
            self.calm,
            self.level_since,
            self.came_from,
        )

    def numbers(self) -> "array[float]":
        """Return the state as numbers, which `from_numbers` reads."""
        numbers = array("d", self.forces)
        for row in (self.squares, self.set_on, *self.until, *self.since):
            numbers.extend(row)
        numbers.extend((self.level, self.calm, self.level_since, self.came_from))
        return numbers

    @classmethod
    def from_numbers(cls, rules: Rules, numbers: "array[float]") -> "State":
        """Read what `numbers` returned."""
        names, wires, floors = len(rules.lines), len(rules.wires), len(rules.floors)
        whole = list(map(int, numbers[2 * names :]))
        set_on, rest = whole[:names], whole[names:]
        rows, rest = rest[: 2 * (wires + floors)], rest[2 * (wires + floors) :]
        return cls(
            list(numbers[:names]),
            list(numbers[names : 2 * names]),
            set_on,
            (rows[:wires], rows[wires : 2 * wires]),
            (rows[2 * wires : 2 * wires + floors], rows[2 * wires + floors :]),
            *rest,
        )

    def trip(self, rules: Rules, day: int, news: dict[str, Tally]) -> None:
        """Let a day's events trip the floors, and say which hold on that day."""
        for number, wire in enumerate(rules.wires):
            happened = news.get(wire.name)
            if happened is None:
                continue
            for way, height in ((FIRM, happened.firm), (WEAK, happened.weak)):
                if height == NONE:
                    continue
                if wire.holds_on:
                    met = NEVER_ENDS if height >= wire.at_least else 0
                    self.until[way][number] = met
                elif height >= wire.at_least:
                    end = min(day + wire.hold_days - 1, NEVER_ENDS)
                    self.until[way][number] = max(self.until[way][number], end)
        self.hold(rules, day)

    def hold(self, rules: Rules, day: int) -> None:
        """Say which floors hold on a day."""
        for way in (FIRM, WEAK):
            ends = self.ends(rules, way)
            since = self.since[way]
            for number, end in enumerate(ends):
                if end < day:
                    since[number] = 0
                elif not since[number]:
                    since[number] = day

    def ends(self, rules: Rules, way: int) -> list[int]:
        """Return the day until which each floor holds as far as it is known."""
        ends = [NEVER_ENDS] * len(rules.floors)
        for wire, until in zip(rules.wires, self.until[way], strict=True):
            ends[wire.floor] = min(ends[wire.floor], until)
        return ends
