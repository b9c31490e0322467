"""Random logs of the small catalogue: events, reviews, retractions, amendments."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from riskctl.model.grade import Grade
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.watch import Watch
from tests.helpers import CATALOGUE, united, watch

START: Final = date(2026, 1, 1)
SPAN_DAYS: Final = 120
LAW: Final = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# For what takes long: fewer, since the quick laws look at the same numbers.
SLOW_LAW: Final = settings(LAW, max_examples=10)
VALUES: Final[dict[str, st.SearchStrategy[str | float]]] = {
    "clash": st.one_of(
        st.sampled_from(["shots", "deaths", "apology"]), st.floats(-1, 1)
    ),
    "treaty": st.one_of(st.sampled_from(["kept", "doubted", "ended"]), st.floats(0, 1)),
    "talks": st.one_of(st.sampled_from(["call", "summit"]), st.floats(0, 1)),
}

days = st.integers(0, SPAN_DAYS).map(lambda it: START + timedelta(days=it))
moments = st.integers(0, SPAN_DAYS * 24 + 2000).map(
    lambda it: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=it)
)
grades = st.builds(Grade, st.sampled_from("ABCDEF"), st.integers(1, 6))
_names = [f"e{it}" for it in range(12)]


@st.composite
def events(
    draw: st.DrawFn, name: str, *, indicator: str | None = None, amends: bool = True
) -> Event:
    """Return an event that may replace one with a lower number."""
    chosen = indicator or draw(st.sampled_from(sorted(VALUES)))
    earlier = _names[: _names.index(name)] if amends and name in _names else []
    return Event(
        id=name,
        date=draw(days),
        indicator=chosen,
        value=draw(VALUES[chosen]),
        title=f"{chosen} {name}",
        sources=("https://example.org/",),
        grade=draw(grades),
        recorded=draw(moments),
        scheduled=draw(st.sampled_from([False, False, True])),
        replaces=draw(st.sampled_from(["", "", *earlier])),
        confirms=draw(st.sampled_from(["", "", "", *earlier])),
    )


@st.composite
def records(draw: st.DrawFn, *, plain: bool = False) -> list[Record]:
    """Return the records of a log, in order of their ids."""
    count = draw(st.integers(1, len(_names)))
    found: list[Record] = [
        draw(events(name, amends=not plain)) for name in _names[:count]
    ]
    if plain:
        return found
    found += [
        Note(
            id=f"n{number}",
            date=draw(days),
            title=f"note {number}",
            recorded=draw(moments),
            replaces=draw(st.sampled_from(["", "", *_names[:count]])),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    others = [it.id for it in found] + ["r0", "r1"]
    found += [
        Retraction(
            id=f"x{number}",
            record=draw(
                st.sampled_from([*others, *(f"x{it}" for it in range(number))])
            ),
            reason="wrong",
            recorded=draw(moments),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    found += [
        Review(
            id=f"r{number}",
            date=max(period),
            since=min(period) if len({*period}) > 1 else None,
            indicators=("clash", "talks"),
            recorded=draw(moments),
        )
        for number in range(draw(st.integers(0, 2)))
        for period in [draw(st.tuples(days, days))]
    ]
    return found


def watch_of(found: Sequence[Record], *, catalogue: str = CATALOGUE) -> Watch:
    """Return a watch with these records, in this order."""
    return watch(*found, catalogue=catalogue)


def log_of(found: Sequence[Record]) -> Log:
    """Return a log with these records, in this order."""
    return united(Log(), found)
