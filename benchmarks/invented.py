"""A stream of invented records over ten years: the same for every tool."""

from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, count, product
from math import exp, sin
from random import Random
from typing import Final, NamedTuple

from benchmarks import words
from benchmarks.scales import CREDENCE, Gauge

FIRST_DAY: Final = date(2016, 11, 21)
LAST_DAY: Final = date(2026, 11, 20)
SPAN_DAYS: Final = (LAST_DAY - FIRST_DAY).days + 1
# Nothing is recorded later; the measured commands are told that it is 18:00.
LAST_RECORDED: Final = f"{LAST_DAY}T17:00:00"

# How often an indicator of each kind is in the news.
_SHARES: Final = {"incident": 4, "contact": 3, "status": 1}
# Each as often as it is in a log: most information is probably or possibly true.
_GRADES: Final = [
    f"{letter}{digit}"
    for letter, digit in product("AABBBBBBBCCCCCCDDDEFF", "1112222222333334456")
]
_DELAYS_DAYS: Final = (0, 0, 0, 0, 1, 1, 2, 5)
_REPLACEMENT_ODDS: Final = 1 / 300
_RETRACTION_ODDS: Final = 1 / 500
_MOODS: Final = 12

_DAYS: Final = [
    (FIRST_DAY + timedelta(it)).isoformat()
    for it in range(SPAN_DAYS + max(_DELAYS_DAYS))
]
# Crockford's base 32, as in riskctl's own ids, two letters at a time.
_PAIRS: Final = [
    a + b for a, b in product("0123456789abcdefghjkmnpqrstvwxyz", repeat=2)
]
# Odd, so that no two numbers below 2^30 give the same letters.
_MULTIPLIER: Final = 0x2545F491


class Event(NamedTuple):
    """
    One invented event.

    Attributes:
        number: Its place in the stream, from 0.
        slot: Its place among the events of its day, from 0.
        day: Its date, as ISO text like every date and moment here.
        hundredths: What it weighs on its day, in hundredths of a point.
    """

    number: int
    slot: int
    id: str
    day: str
    indicator: str
    value: str
    title: str
    grade: str
    note: str
    recorded: str
    replaces: str
    hundredths: int


class Review(NamedTuple):
    """One invented look at the sources."""

    id: str
    day: str
    indicators: tuple[str, ...]
    recorded: str


class Retraction(NamedTuple):
    """One invented event is withdrawn."""

    id: str
    event: Event
    recorded: str


def invent(
    events: int, gauges: list[Gauge], *, seed: int
) -> Iterator[Event | Review | Retraction]:
    """
    Yield *events* events in the order of their days, and what a watch-keeper adds.

    A slow wave of moods makes some months calmer than others, so that the level
    moves at every size. A replacement is an event like any other, dated on its own
    day; what is corrected is an event of the same month.
    """
    random = Random(seed)  # noqa: S311 (made-up news is no secret)
    shares = list(accumulate(_SHARES[it.kind] for it in gauges))
    odds = {it.id: [_odds(it, mood) for mood in range(_MOODS)] for it in gauges}
    further = count(events)
    latest: dict[str, Event] = {}
    place, slot, day, mood = -1, 0, "", 0
    for number in range(events):
        now = number * (SPAN_DAYS - 1) // max(events - 1, 1)
        while place < now:
            place, slot = place + 1, 0
            day, mood = _DAYS[place], _mood(place)
            if day.endswith("-01"):
                latest.clear()
            if place % 7 == 0:
                yield _review(random, gauges, day, next(further))
        gauge = gauges[bisect(shares, random.random() * shares[-1])]
        likely = odds[gauge.id][mood]
        value = bisect(likely, random.random() * likely[-1])
        grade = _GRADES[int(random.random() * len(_GRADES))]
        recorded, replaces = _recorded(random, place), ""
        if gauge.id in latest:
            lot = random.random()
            if lot < _REPLACEMENT_ODDS + _RETRACTION_ODDS:
                wrong = latest.pop(gauge.id)
                recorded = max(recorded, wrong.recorded)
                if lot < _REPLACEMENT_ODDS:
                    replaces = wrong.id
                else:
                    yield Retraction(_id(day, next(further)), wrong, recorded)
        event = Event(
            number=number,
            slot=slot,
            id=_id(day, number),
            day=day,
            indicator=gauge.id,
            value=gauge.values[value],
            title=words.title(random),
            grade=grade,
            note=words.note(random),
            recorded=recorded,
            replaces=replaces,
            hundredths=round(gauge.hundredths[value] * CREDENCE[grade[1]]),
        )
        yield event
        latest[gauge.id] = event
        slot += 1


def _odds(gauge: Gauge, mood: int) -> list[float]:
    """Return the cumulative odds of a scale's values: what suits the mood is likely."""
    low, high = min(gauge.numbers), max(gauge.numbers)
    centre = low + (high - low) * mood / (_MOODS - 1)
    width = (high - low) / 4
    return list(
        accumulate(exp(-(((it - centre) / width) ** 2)) for it in gauge.numbers)
    )


def _mood(place: int) -> int:
    """Return the mood of a day, 0 (calm) to the last one."""
    wave = 0.5 + 0.3 * sin(place / 97) + 0.2 * sin(place / 31)
    return min(_MOODS - 1, max(0, round(wave * (_MOODS - 1))))


def _recorded(random: Random, place: int) -> str:
    """Return when an event of a day became known: in its afternoon or soon after."""
    day = _DAYS[place + _DELAYS_DAYS[int(random.random() * len(_DELAYS_DAYS))]]
    minute, second = divmod(int(random.random() * 3600), 60)
    hour = 12 + int(random.random() * 12)
    return min(f"{day}T{hour}:{minute:02}:{second:02}", LAST_RECORDED)


def _review(random: Random, gauges: list[Gauge], day: str, number: int) -> Review:
    looked_at = random.sample(gauges, k=min(len(gauges), 6))
    names = tuple(sorted(it.id for it in looked_at))
    return Review(_id(day, number), day, names, f"{day}T12:00:00")


def _id(day: str, number: int) -> str:
    """
    Return an id in riskctl's form, another one for each number below 2^30.

    >>> _id("2026-11-20", 1)
    '2026-11-20-jmbx4h'
    """
    letters = number * _MULTIPLIER
    return (
        f"{day}-{_PAIRS[letters >> 20 & 1023]}"
        f"{_PAIRS[letters >> 10 & 1023]}{_PAIRS[letters & 1023]}"
    )
