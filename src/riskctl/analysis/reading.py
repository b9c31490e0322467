"""
Readings: an indicator's state on a day, and each event's exact share in it.

With the value `v`, the credence `c`, the age `a` in days and the half-life `h`:

- incident: `x = clamp(sum of v·c·2^(-a/h), 0, 1)`
- contact: `x = 1 - clamp(sum of v·c·2^(-a/h), 0, 1)`
- status: each event in turn sets `x = c·v + (1 - c)·x_before`
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp2, fsum

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.record import Event


@dataclass(frozen=True, slots=True)
class Share:
    """
    What one event does to its indicator's reading; shares sum to the reading.

    Attributes:
        event: Nothing stands for where the indicator starts from: silence for a
            contact, the initial state for a status.
        amount: Signed, in units of the reading.
    """

    event: Event | None
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    An indicator's state on a day.

    Attributes:
        value: 0 (no concern) to 1.
        latest: The last event in force by that day.
    """

    indicator: Indicator
    value: float
    shares: tuple[Share, ...]
    latest: Event | None


def faded(value: float, *, age_days: int, half_life_days: float) -> float:
    """
    Return what is left of *value* after *age_days*.

    Args:
        value: Its size on the day itself, -1 to 1.
        age_days: Whole days since then, 0 or more.
        half_life_days: The time in which it halves; positive.

    Examples:
        >>> faded(0.8, age_days=28, half_life_days=14)
        0.2
    """
    return value * exp2(-age_days / half_life_days)


def clamped(value: float) -> float:
    """
    Return *value*, held between 0 and 1.

    >>> clamped(-0.25), clamped(0.25), clamped(1.25)
    (0.0, 0.25, 1.0)
    """
    return min(max(0.0, value), 1.0)


def by_indicator(
    events: Iterable[Event], *, as_of: date | None = None
) -> dict[str, list[Event]]:
    """Return the events of each indicator that happened on or before *as_of*."""
    grouped: dict[str, list[Event]] = {}
    for event in events:
        if as_of is None or event.date <= as_of:
            grouped.setdefault(event.indicator, []).append(event)
    return grouped


def read_all(
    catalogue: Catalogue, events: Mapping[str, Sequence[Event]], *, as_of: date
) -> tuple[Reading, ...]:
    """Return the reading of every indicator, in the catalogue's order."""
    return tuple(read(it, events.get(it.id, ()), as_of=as_of) for it in catalogue)


def read(indicator: Indicator, events: Sequence[Event], *, as_of: date) -> Reading:
    """
    Return the reading of one indicator on *as_of*.

    Args:
        events: Those of this indicator that are in force and happened on or
            before *as_of*, oldest first.
    """
    if indicator.kind is Kind.STATUS:
        shares = _status_shares(indicator, events)
    else:
        shares = _fading_shares(indicator, events, as_of=as_of)
    return Reading(
        indicator=indicator,
        value=clamped(fsum(share.amount for share in shares)),
        shares=shares,
        latest=events[-1] if events else None,
    )


def force(indicator: Indicator, event: Event) -> float:
    """Return an event's value times its credence: its size on the day itself."""
    number = indicator.number(event.value)
    if number is None:
        raise KeyError(event.value)
    return number * event.grade.credence


def _status_shares(indicator: Indicator, events: Sequence[Event]) -> tuple[Share, ...]:
    left = 1.0
    newest_first = []
    for event in reversed(events):
        newest_first.append(Share(event, left * force(indicator, event)))
        left *= 1.0 - event.grade.credence
        if not left:
            break
    newest_first.append(Share(None, left * indicator.initial))
    return tuple(reversed(newest_first))


def _fading_shares(
    indicator: Indicator, events: Sequence[Event], *, as_of: date
) -> tuple[Share, ...]:
    forces = [
        faded(
            force(indicator, event),
            age_days=(as_of - event.date).days,
            half_life_days=indicator.half_life_days,
        )
        for event in events
    ]
    total = fsum(forces)
    # Past a clamp the shares shrink in proportion, so that they still add up.
    scale = clamped(total) / total if total else 0.0
    if indicator.kind is Kind.INCIDENT:
        return tuple(
            Share(event, scale * size)
            for event, size in zip(events, forces, strict=True)
        )
    return (
        Share(None, 1.0),
        *(
            Share(event, -scale * size)
            for event, size in zip(events, forces, strict=True)
        ),
    )
