"""A stream of invented records over ten years: the same for every tool."""

from bisect import bisect
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate, count
from math import exp, sin
from random import Random
from typing import Final, NamedTuple

from benchmarks.scales import CREDENCE, KINDS_WEIGHTED, Gauge

FIRST_DAY: Final = date(2016, 11, 21)
LAST_DAY: Final = date(2026, 11, 20)
SPAN_DAYS: Final = (LAST_DAY - FIRST_DAY).days + 1
# Nothing is recorded later; the measured commands are told that it is 18:00.
LAST_RECORDED: Final = datetime(2026, 11, 20, 17)  # noqa: DTZ001 (UTC throughout)

# Names of places that are on no map, so that no title can be taken for news.
_PLACES: Final = (
    "Arden Brell Corvane Dunmar Eskeld Farrow Gellin Hathmoor Ilvane Jorrick Kessim "
    "Lorrend Maravel Nessing Orlund Pellam Quarrin Rusk Sellowe Tamber Ulmere Vostry "
    "Wexmoor Yarrel"
).split()
_ACTORS: Final = (
    "envoys|a frigate|the harbour office|two ministers|border guards|a survey plane|"
    "the ferry company|engineers|the upper house|a newspaper|pilots|the coast radio|"
    "negotiators|customs officers|a weather ship|the rail board|observers|the academy|"
    "a trade mission|the signals branch"
).split("|")
_VERBS: Final = (
    "argues over|withdraws from|announces|postpones|inspects|repairs|objects to|"
    "welcomes|loses contact with|circles|reopens|leaves|renames|delays|guards|counts"
).split("|")
_THINGS: Final = (
    "the grain corridor|a lighthouse|the fishing line|a joint drill|the old bridge|"
    "the mail route|a buoy|the north channel|a treaty annex|the border market|"
    "a radar mast|the night train|an island school|the salt works|a cable|the regatta|"
    "a hydrographic chart|the winter harbour|a pilot station|the timber quota"
).split("|")
_TITLES: Final = len(_ACTORS) * len(_PLACES) ** 2 * len(_VERBS) * len(_THINGS)
_NOTES_TAKEN: Final = (
    "Invented for a benchmark; nothing of this happened.",
    "Invented: the second account differs in the hour and not in the place.",
    "Invented: seen from the shore, confirmed by nobody.",
    "Invented: both offices were asked, one answered.",
)
# One event in four has a note.
_NOTES: Final = (*_NOTES_TAKEN, *[""] * 12)
# Each as often as it is in a log: most information is possibly or probably true.
_GRADES: Final = [
    letter + digit
    for letter in "AABBBBBBBCCCCCCDDDEFF"
    for digit in "1112222222333334456"
]
_DELAYS_DAYS: Final = (0, 0, 0, 0, 1, 1, 2, 5)

_REPLACEMENT_ODDS: Final = 1 / 300
_RETRACTION_ODDS: Final = 1 / 500
_MOODS: Final = 12
# Crockford's base 32, as in riskctl's own ids; the multiplier is odd, so that no
# number below 2^30 gives the letters of another.
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_MULTIPLIER: Final = 0x2545F491


class Event(NamedTuple):
    """
    One invented event.

    Attributes:
        number: Its place in the stream, from 0.
        slot: Its place among the events of its day, from 0.
        day: Its date as ISO text.
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
    recorded: datetime
    replaces: str
    hundredths: int


class Review(NamedTuple):
    """One invented look at the sources."""

    id: str
    day: str
    indicators: tuple[str, ...]
    recorded: datetime


class Retraction(NamedTuple):
    """One invented event is withdrawn."""

    id: str
    event: Event
    recorded: datetime


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
    shares = list(accumulate(KINDS_WEIGHTED[it.kind] for it in gauges))
    drawn = random.choices(gauges, cum_weights=shares, k=events)
    odds = {it.id: [_odds(it, mood) for mood in range(_MOODS)] for it in gauges}
    further = count(events)
    earlier: dict[str, Event] = {}
    day_number, slot, day, mood = -1, 0, FIRST_DAY, 0
    for number, gauge in enumerate(drawn):
        place = number * (SPAN_DAYS - 1) // max(events - 1, 1)
        if place != day_number:
            for passed in range(day_number + 1, place + 1):
                day = FIRST_DAY + timedelta(passed)
                if day.day == 1:
                    earlier.clear()
                if day.weekday() == 0:
                    yield _review(random, gauges, day, next(further))
            day_number, slot, mood = place, 0, _mood(place)
        replaced = ""
        recorded = _recorded(random, day)
        known = earlier.get(gauge.id)
        if known is not None and random.random() < _REPLACEMENT_ODDS:
            replaced, recorded = known.id, max(recorded, known.recorded)
            del earlier[gauge.id]
        elif known is not None and random.random() < _RETRACTION_ODDS:
            moment = max(recorded, known.recorded)
            yield Retraction(_id(day.isoformat(), next(further)), known, moment)
            del earlier[gauge.id]
        likely = odds[gauge.id][mood]
        value = bisect(likely, random.random() * likely[-1])
        grade = _GRADES[int(random.random() * len(_GRADES))]
        event = Event(
            number=number,
            slot=slot,
            id=_id(day.isoformat(), number),
            day=day.isoformat(),
            indicator=gauge.id,
            value=gauge.values[value],
            title=_title(random),
            grade=grade,
            note=_NOTES[int(random.random() * len(_NOTES))],
            recorded=recorded,
            replaces=replaced,
            hundredths=round(gauge.hundredths[value] * CREDENCE[grade[1]]),
        )
        yield event
        earlier[gauge.id] = event
        slot += 1


def _odds(gauge: Gauge, mood: int) -> list[float]:
    """Return the cumulative odds of a gauge's values: those near the mood are likely."""
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


def _recorded(random: Random, day: date) -> datetime:
    """Return when an event of *day* became known: that day or soon after."""
    days = _DELAYS_DAYS[int(random.random() * len(_DELAYS_DAYS))]
    moment = _noon(day) + timedelta(days, int(random.random() * 43_200))
    return min(moment, LAST_RECORDED)


def _review(random: Random, gauges: list[Gauge], day: date, number: int) -> Review:
    looked_at = random.sample(gauges, k=min(len(gauges), 6))
    names = tuple(sorted(it.id for it in looked_at))
    return Review(_id(day.isoformat(), number), day.isoformat(), names, _noon(day))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 (UTC throughout)


def _title(random: Random) -> str:
    # One draw for all five parts: this is most of what the generator does.
    rest = int(random.random() * _TITLES)
    rest, actor = divmod(rest, len(_ACTORS))
    rest, home = divmod(rest, len(_PLACES))
    rest, verb = divmod(rest, len(_VERBS))
    there, thing = divmod(rest, len(_THINGS))
    return (
        f"Invented: {_ACTORS[actor]} of {_PLACES[home]} {_VERBS[verb]} "
        f"{_THINGS[thing]} near {_PLACES[there]}"
    )


def _id(day: str, number: int) -> str:
    """
    Return an id in riskctl's form, another one for each number below 2^30.

    >>> _id("2026-11-20", 1)
    '2026-11-20-s4q87b'
    """
    rest = number * _MULTIPLIER % (1 << 30)
    letters = ""
    for _ in range(6):
        rest, letter = divmod(rest, 32)
        letters += _ALPHABET[letter]
    return f"{day}-{letters}"
