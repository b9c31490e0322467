"""Random logs with all that tells records apart, cut into parts at random."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.records import Records
from riskctl.model.tlp import Tlp
from tests.laws.strategies import days, records

MOST_PARTS: Final = 4
# Titles and notes in which a search finds something, or nearly.
WORDS: Final = (
    "raid",
    "Raid at dawn",
    "Straße",
    "İzmir",
    'he said "raid"',
    "back\\slash",
    "two\nlines",
    "\x00 null",
    "",
)


def home_of(record: Record) -> date:
    """Return a day of the month in whose file a record belongs."""
    return date(2026, 1, 1) if isinstance(record, Retraction) else record.date


@st.composite
def dressed(draw: st.DrawFn) -> list[Record]:
    """Return the records of a log, with ids as riskctl gives them or others."""
    found = draw(records())
    plain = draw(st.sets(st.sampled_from([it.id for it in found])))
    names = {
        it.id: it.id if it.id in plain else f"{home_of(it)}-{it.id}" for it in found
    }
    return [draw(_dressed(it)) for it in (_renamed(it, names) for it in found)]


def _renamed(record: Record, names: dict[str, str]) -> Record:
    name = names[record.id]
    if isinstance(record, Event):
        replaces = names.get(record.replaces, record.replaces)
        confirms = names.get(record.confirms, record.confirms)
        return record._replace(id=name, replaces=replaces, confirms=confirms)
    if isinstance(record, Note):
        replaces = names.get(record.replaces, record.replaces)
        return record._replace(id=name, replaces=replaces)
    if isinstance(record, Retraction):
        return record._replace(id=name, record=names.get(record.record, record.record))
    return record._replace(id=name)


def _dressed(record: Record) -> st.SearchStrategy[Record]:
    if isinstance(record, Event):
        return st.builds(
            record._replace,
            title=st.sampled_from(WORDS).map(lambda it: it or record.title),
            note=st.sampled_from(WORDS),
            tlp=st.sampled_from([Tlp.CLEAR, Tlp.CLEAR, *Tlp]),
            backfilled=st.booleans(),
        )
    if isinstance(record, Review):
        looked = st.sets(st.sampled_from(["clash", "talks", "treaty", "unheard-of"]))
        return st.builds(record._replace, indicators=looked.map(sorted).map(tuple))
    if isinstance(record, Note):
        return st.builds(record._replace, title=st.sampled_from(["", *WORDS]))
    # A correction may come before what it corrects, and name what is not there.
    stray = st.sampled_from([record.record, record.record, "elsewhere"])
    return st.builds(record._replace, record=stray)


@st.composite
def cuts(draw: st.DrawFn, found: Sequence[Record]) -> list[list[Record]]:
    """
    Return the records of a log in some parts, in their order.

    In one; by months, as riskctl writes them; or anyhow, so that corrections reach
    from one part into another, months are shared, and parts are empty.
    """
    way = draw(st.sampled_from(["one", "months", "anyhow"]))
    if way == "one":
        return [list(found)]
    if way == "months":
        months = sorted({home_of(it).replace(day=1) for it in found})
        return [
            [it for it in found if home_of(it).replace(day=1) == month]
            for month in months
        ]
    parts: list[list[Record]] = [[] for _ in range(MOST_PARTS)]
    for record in found:
        parts[draw(st.integers(0, MOST_PARTS - 1))].append(record)
    return parts


def placed(parts: Sequence[Sequence[Record]]) -> list[list[Record]]:
    """Say of every record where it stands."""
    return [
        [
            record._replace(origin=Origin(f"log/{number}.toml", line))
            for line, record in enumerate(part, 1)
        ]
        for number, part in enumerate(parts)
    ]


def log_of_parts(parts: Sequence[Sequence[Record]]) -> Log:
    """Return a log of some parts."""
    return Log(map(Records, parts))


@st.composite
def more_records(draw: st.DrawFn, found: Sequence[Record]) -> Record:
    """Return a record that a log does not have yet; it may correct one that it has."""
    recorded = max(it.recorded for it in found) + timedelta(hours=1)
    ids = [it.id for it in found if isinstance(it, Event)]
    day = draw(days)
    replaces = draw(st.sampled_from(["", *ids]))
    event = Event(
        id=f"{day}-new",
        date=day,
        indicator=draw(st.sampled_from(["clash", "talks"])),
        value=draw(st.sampled_from([0.25, 0.5])),
        title="new raid",
        recorded=recorded,
        replaces=replaces,
        confirms=draw(st.sampled_from(["", *ids])),
        scheduled=draw(st.booleans()),
    )
    note = Note(id=f"{day}-new", date=day, title="new raid", recorded=recorded)
    retraction = Retraction(
        id="2026-05-01-new",
        record=draw(st.sampled_from([it.id for it in found])),
        reason="wrong",
        recorded=recorded,
    )
    review = Review(
        id=f"{day}-new", date=day, indicators=("treaty",), recorded=recorded
    )
    choices: list[Record] = [event, retraction, review, note]
    return draw(st.sampled_from(choices))
