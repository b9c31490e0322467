"""A difference in named events: the few that moved most, and the rest in one sum."""

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from riskctl.analysis.change.change import Change
from riskctl.model.record import Event

# Points are told with one decimal, and what is told has to add up as it stands.
_DECIMALS = 1


class Move(NamedTuple):
    """
    What one event, with others of its indicator, did to the score.

    Attributes:
        event: The last of them that is shown.
        others: How many more there are.
    """

    points: float
    event: Event
    others: int


class News(NamedTuple):
    """
    What moved the score; the moves and the rest add up to the difference.

    Attributes:
        moves: The largest, the largest first.
        rest: Fading, silence, and what is too small to be named.
    """

    difference: float
    moves: tuple[Move, ...]
    rest: float

    def shortened(self, most: int) -> "News":
        """Return the same with fewer moves; those left out are in the rest."""
        out = fsum(it.points for it in self.moves[most:])
        return News(
            self.difference, self.moves[:most], round(self.rest + out, _DECIMALS)
        )


def news_of(change: Change, *, most: int) -> News:
    """
    Return a change in named events.

    Args:
        most: How many may be named.
    """
    difference = round(change.difference, _DECIMALS)
    moves = tuple(_moves(change, most))
    rest = round(difference - fsum(it.points for it in moves), _DECIMALS)
    return News(difference, moves, rest)


def _moves(change: Change, most: int) -> Iterator[Move]:
    """Yield the moves of events that are large enough to be told."""
    for part in change.largest:
        points = round(part.points, _DECIMALS)
        if not points or not most:
            return
        if events := part.events:
            most -= 1
            yield Move(points, events[-1], len(events) - 1)
