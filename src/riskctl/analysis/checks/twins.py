"""Events that look like one event logged twice."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from riskctl.analysis.checks.by_part import PartCheck, finding_at
from riskctl.model.finding import Finding
from riskctl.model.indicator import Indicator
from riskctl.model.known import IN_ORDER
from riskctl.model.log import Log
from riskctl.model.part import Part
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter
from riskctl.model.watch import Watch

# Two sources in two time zones date one night differently.
NEXT_DAY: Final = timedelta(days=1)
SAME_SOURCE: Final = timedelta(days=3)
NEAR: Final = 0.1
_ALIKE: Final = 0.8
# Of a title, so much is compared: whoever pastes a page into it waits no longer.
_LONGEST: Final = 200
_KEYS: Final = 3
_EDGE: Final = 4
_KEPT: Final = 8
# A title is compared with at most so many earlier ones, however many a day has.
MOST_COMPARED: Final = (_KEYS + 2) * _KEPT
# What is 0.1 apart as people count is so after rounding, too.
_NEAR: Final = NEAR + 1e-9


class Twin(NamedTuple):
    """
    An event that another one looks like.

    Attributes:
        why: What the two share, as a message says it.
    """

    event: Event
    why: str


def twins_of(event: Event, watch: Watch) -> list[Twin]:
    """
    Return the events in force that a new one looks like, oldest first.

    They are those of the same indicator that lie a day or less apart and have nearly
    the same value, or three days or less apart and share an address.
    """
    if event.scheduled:
        return []
    log, about = watch.log, watch.catalogue[event.indicator]
    found: dict[str, Twin] = {}
    for address in _addresses(event):
        wanted = EventFilter(
            indicators=(event.indicator,),
            first=event.date - SAME_SOURCE,
            last=event.date + SAME_SOURCE,
            address=address,
        )
        for other in log.select(wanted):
            if address in _addresses(other):
                found[other.id] = Twin(other, _SOURCE)
    near = Period(event.date - NEXT_DAY, event.date + NEXT_DAY)
    for mark in log.marks_between(near, [event.indicator]):
        if mark.date in near and _are_near(
            about.number(mark.value), about.number(event.value)
        ):
            near_one = log.event(mark.id)
            if near_one:
                found[near_one.id] = Twin(near_one, _VALUE)
    return sorted(
        (
            it
            for it in found.values()
            if it.event.id not in (event.id, event.replaces)
            and not are_distinct(event, it.event, log)
        ),
        key=lambda it: it.event.order,
    )


def said_distinct(event: Event, twins: Sequence[Twin]) -> Event:
    """
    Return an event that says that it is another than each of some that it looks like.

    Of very many before it and after it, it names the likeliest and nearest, with which
    `check` would compare it: a day of a thousand alike would else be a log of a million
    names.

    Args:
        twins: Oldest first.
    """
    before = [it for it in twins if it.event.order <= event.order]
    after = twins[len(before) :]
    named = [*_likeliest(event, before[::-1]), *_likeliest(event, after)]
    named.sort(key=lambda it: it.event.order)
    others = dict.fromkeys((*event.distinct, *(it.event.id for it in named)))
    return event._replace(distinct=tuple(others))


def _likeliest(event: Event, twins: Sequence[Twin]) -> Sequence[Twin]:
    """Return as many twins as are compared, of which the nearest come first."""
    if len(twins) <= MOST_COMPARED:
        return twins
    likely: list[Twin] = []
    others: list[Twin] = []
    for it in twins:
        is_likely = it.why == _SOURCE or _are_titled_alike(event.title, it.event.title)
        (likely if is_likely else others).append(it)
    return [*likely, *others][:MOST_COMPARED]


def are_distinct(one: Event, other: Event, log: Log) -> bool:
    """Say whether it was said, of them or of what they correct, that they are two."""
    return not (
        set(one.distinct).isdisjoint(_names(other, log))
        and set(other.distinct).isdisjoint(_names(one, log))
    )


def _names(event: Event, log: Log) -> set[str]:
    """Return the ids of an event and of all that it corrects."""
    names, older = {event.id}, event.replaces
    while older and older not in names:
        names.add(older)
        corrected = log.event(older)
        older = corrected.replaces if corrected else ""
    return names


@PartCheck
def twins(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """No two events in force look like one."""
    mine = {it.id: it for it in watch.log.in_force_of(part, part.events)}
    by_indicator: dict[str, list[Event]] = {}
    for event in sorted((*mine.values(), *_before(watch, part)), key=IN_ORDER):
        if event.indicator in watch.catalogue:
            by_indicator.setdefault(event.indicator, []).append(event)
    for name, events in by_indicator.items():
        for event, twin in _alike(watch.catalogue[name], events):
            # Two that stand in different parts are told where the later one is.
            if event.id in mine and not are_distinct(event, twin.event, watch.log):
                yield finding_at(
                    "twins",
                    event,
                    f"looks like `{twin.event.id}` at {twin.event.origin}: {twin.why}",
                    hint=f"if they are one: riskctl retract {event.id} --reason "
                    f'"logged twice"; if not: riskctl amend {event.id} --distinct '
                    f"{twin.event.id}",
                )


def _alike(about: Indicator, events: list[Event]) -> Iterator[tuple[Event, Twin]]:
    """Yield each event that looks like an earlier one, with that one."""
    told = set()
    numbers = {it.value: about.number(it.value) for it in events}
    for event, others in compared(events):
        number = numbers[event.value]
        for other in others:
            if _are_near(number, numbers[other.value]) and _are_titled_alike(
                event.title, other.title
            ):
                told.add(event.id)
                yield event, Twin(other, f"{_VALUE}, nearly the same title")
                break
    read: dict[str, Event] = {}
    for event in events:
        for address in _addresses(event):
            last = read.get(address)
            if last and event.id not in told and event.date - last.date <= SAME_SOURCE:
                told.add(event.id)
                yield event, Twin(last, _SOURCE)
            read[address] = event


def compared(events: Iterable[Event]) -> Iterator[tuple[Event, Collection[Event]]]:
    """
    Yield each event with the earlier ones whose titles are worth a comparison.

    They lie a day or less apart, and share one of the longest words, or the first or
    last letters; of many that do, the last ones are taken.

    Args:
        events: Oldest first.
    """
    recent: dict[str, list[Event]] = {}
    for event in events:
        title, oldest = _plain(event.title), event.date - NEXT_DAY
        words = sorted(sorted({*title.split()}), key=len, reverse=True)[:_KEYS]
        others: dict[str, Event] = {}
        for key in (*words, f"^{title[:_EDGE]}", f"{title[-_EDGE:]}$"):
            same = recent.get(key)
            if same is None or same[-1].date < oldest:
                recent[key] = [event]
                continue
            for it in same:
                if it.date >= oldest:
                    others[it.id] = it
            same.append(event)
            del same[:-_KEPT]
        yield event, others.values()


def _before(watch: Watch, part: Part) -> Iterator[Event]:
    """Yield the events in force of other parts that an event of this may repeat."""
    days = part.days
    for other in watch.log.parts:
        if other is part or not days or not other.days:
            continue
        near = Period(days.first - SAME_SOURCE, days.last)
        if other.days.first <= near.last and near.first <= other.days.last:
            for event in watch.log.in_force_of(other, other.events):
                if event.date in near:
                    yield event


def _are_near(one: float | None, other: float | None) -> bool:
    """Say whether two numbers of an indicator are nearly the same; None is on none."""
    return one is not None and other is not None and abs(one - other) <= _NEAR


def _are_titled_alike(one: str, other: str) -> bool:
    """
    Say whether two titles are nearly the same: whether they share their letter pairs.

    >>> _are_titled_alike("A patrol boat is hit", "Patrol boat is hit!")
    True
    """
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return left == right
    return 2 * len(left & right) >= _ALIKE * (len(left) + len(right))


# A title is compared with some of those before it, and then with some after it.
@lru_cache(maxsize=4096)
def _pairs(title: str) -> frozenset[tuple[str, str]]:
    plain = _plain(title)
    return frozenset(pairwise(plain))


@lru_cache(maxsize=4096)
def _plain(title: str) -> str:
    from riskctl.model.young import comparable

    return comparable(title[:_LONGEST]).strip()


def _addresses(event: Event) -> list[str]:
    """Return what each web address among the sources of an event says."""
    return [_address(it) for it in event.sources if it.startswith(_WEB)]


def _address(source: str) -> str:
    """
    Return what an address says, however it is spelled.

    >>> _address("https://www.Example.org/a/#top") == _address("http://example.org/a")
    True
    >>> _address("https://example.org/a?p=1&utm_source=feed")
    'example.org/a?p=1'
    """
    plain = source.partition("://")[2].partition("#")[0].casefold()
    if "utm_" in plain:  # by which link the reader came
        page, _, asked = plain.partition("?")
        kept = [it for it in asked.split("&") if not it.startswith("utm_")]
        plain = f"{page}?{'&'.join(kept)}" if kept else page
    return plain.removeprefix("www.").rstrip("/")


_WEB: Final = ("http://", "https://")
_VALUE: Final = "same indicator, nearly the same day and value"
_SOURCE: Final = "same indicator and source, a few days apart at most"
