"""A question about a log is answered from as few of its parts as will do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskctl.model.log import Log
from riskctl.model.record import Note, Review
from riskctl.model.selection import EventFilter
from tests.helpers import event
from tests.model.asked import Asked


def at(month: int, day: int) -> datetime:
    """Return noon of a day of 2026."""
    return datetime(2026, month, day, 12, tzinfo=UTC)


def look(month: int, indicator: str) -> Review:
    """Return a look at an indicator, on the 9th of a month."""
    day = date(2026, month, 9)
    return Review(
        id=f"v{month}", date=day, indicators=(indicator,), recorded=at(month, 9)
    )


def parts() -> list[Any]:
    """Return the months from January to March; only February has talks."""
    return [
        Asked(
            "1",
            event("2026-01-05", "clash", "shots", id="2026-01-05-a"),
            event("2026-01-25", "clash", "deaths", id="2026-01-25-b"),
            look(1, "clash"),
        ),
        Asked(
            "2",
            event("2026-02-05", "talks", "call", id="2026-02-05-c"),
            event("2026-02-25", "clash", "shots", id="2026-02-25-d"),
            Note(id="n2", date=date(2026, 2, 7), title="a film", recorded=at(2, 7)),
        ),
        Asked(
            "3",
            event("2026-03-05", "clash", "shots", id="2026-03-05-e"),
            event("2026-03-25", "clash", "deaths", id="2026-03-25-f"),
            look(3, "talks"),
        ),
    ]


LAST, FILM = date(2026, 12, 31), date(2026, 2, 7)
TALKS = EventFilter(indicators=("talks", "treaty"))
SHOTS = EventFilter(
    indicators=("clash",), first=date(2026, 1, 20), last=date(2026, 3, 1)
)
RECENT = EventFilter(recorded_since=at(3, 1))
OLD = EventFilter(recorded_until=at(1, 31))

Question = Callable[[Log], object]
QUESTIONS: list[tuple[str, str, Question, object]] = [
    ("the number of records", "", len, 9),
    ("what values there are", "", lambda it: len(it.used), 3),
    ("the span", "", lambda it: it.span, (date(2026, 1, 5), date(2026, 3, 25))),
    ("the first day in force", "1", lambda it: it.begins, date(2026, 1, 5)),
    ("whether an id is there", "", lambda it: "n2" in it, True),
    ("an id that is not", "", lambda it: "zz" in it, False),
    ("the plans", "", lambda it: it.plans, ()),
    ("what may not be read by all", "", lambda it: it.marked(), ()),
    (
        "how many there are of all",
        "",
        lambda it: it.count(until=LAST, indicator="clash"),
        5,
    ),
    (
        "how many by the middle of a month",
        "2",
        lambda it: it.count(until=date(2026, 2, 24), indicator="clash"),
        2,
    ),
    (
        "the newest one",
        "3",
        lambda it: next(it.newest_first(until=LAST)).id,
        "2026-03-25-f",
    ),
    (
        "the newest one by a day",
        "2",
        lambda it: next(it.newest_first(until=date(2026, 2, 28))).id,
        "2026-02-25-d",
    ),
    (
        "all of an indicator",
        "2",
        lambda it: [e.id for e in it.newest_first(until=LAST, indicator="talks")],
        ["2026-02-05-c"],
    ),
    (
        "what an indicator's events weigh",
        "2",
        lambda it: [e.id for e in it.marks(until=LAST, indicator="talks")],
        ["2026-02-05-c"],
    ),
    (
        "the newest that is meant",
        "3",
        lambda it: [e.id for e in it.select(EventFilter(newest=1))],
        ["2026-03-25-f"],
    ),
    (
        "three of the newest",
        "2 3",
        lambda it: [e.id for e in it.select(EventFilter(newest=3))],
        ["2026-02-25-d", "2026-03-05-e", "2026-03-25-f"],
    ),
    (
        "those of some days",
        "2",
        lambda it: len(
            it.select(EventFilter(first=date(2026, 2, 1), last=date(2026, 3, 4)))
        ),
        2,
    ),
    ("those of an indicator", "2", lambda it: len(it.select(TALKS)), 1),
    (
        "those of an indicator on some days",
        "1 2",
        lambda it: [e.id for e in it.select(SHOTS)],
        ["2026-01-25-b", "2026-02-25-d"],
    ),
    ("those recorded lately", "3", lambda it: len(it.select(RECENT)), 2),
    ("those recorded long ago", "1", lambda it: len(it.select(OLD)), 2),
    (
        "those dated after a day",
        "3",
        lambda it: [
            e.id for e in it.dated_after(date(2026, 3, 1), recorded_by=at(12, 31))
        ],
        ["2026-03-05-e", "2026-03-25-f"],
    ),
    (
        "those dated after a day, by what was known",
        "",
        lambda it: [*it.dated_after(date(2026, 3, 1), recorded_by=at(2, 1))],
        [],
    ),
    (
        "when the last one was recorded",
        "3",
        lambda it: it.last_recorded(until=at(12, 31)),
        at(3, 25),
    ),
    (
        "when the last one by a moment was",
        "2",
        lambda it: it.last_recorded(until=at(2, 26)),
        at(2, 25),
    ),
    (
        "when the last one by its own moment was",
        "2",
        lambda it: it.last_recorded(until=at(2, 25)),
        at(2, 25),
    ),
    (
        "the last looks",
        "",
        lambda it: it.last_reviews(until=LAST),
        {"clash": date(2026, 1, 9), "talks": date(2026, 3, 9)},
    ),
    (
        "the last looks by a day",
        "3",
        lambda it: it.last_reviews(until=date(2026, 3, 1)),
        {"clash": date(2026, 1, 9)},
    ),
    (
        "the first looks",
        "",
        lambda it: it.first_reviews(),
        {"clash": date(2026, 1, 9), "talks": date(2026, 3, 9)},
    ),
    ("nothing of a title", "", lambda it: it.titled(""), ()),
    ("what one person wrote last", "1 2 3", lambda it: it.last_by("hk"), None),
    (
        "how many were known then",
        "",
        lambda it: len(it.as_known(at(1, 31))),
        3,
    ),
    (
        "what was in a title then",
        "1",
        lambda it: len(it.as_known(at(1, 31)).titled("clash")),
        2,
    ),
    (
        "the notes of one day",
        "2",
        lambda it: [n.id for n in it.standing_notes_from(FILM, FILM)],
        ["n2"],
    ),
    (
        "the notes of the days around it",
        "",
        lambda it: [
            *it.standing_notes_from(date.min, date(2026, 2, 6)),
            *it.standing_notes_from(date(2026, 2, 8), date.max),
        ],
        [],
    ),
    (
        "the notes that stood then",
        "",
        lambda it: [n.id for n in it.as_known(at(1, 31)).standing_notes],
        [],
    ),
    (
        "the looks of then",
        "",
        lambda it: it.as_known(at(1, 31)).first_reviews(),
        {"clash": date(2026, 1, 9)},
    ),
    (
        "when the last one was recorded then",
        "1",
        lambda it: it.as_known(at(1, 31)).last_recorded(until=at(12, 31)),
        at(1, 25),
    ),
]


@pytest.mark.parametrize(
    ("read", "question", "answer"),
    [it[1:] for it in QUESTIONS],
    ids=[it[0] for it in QUESTIONS],
)
def test_only_what_is_needed_is_read(
    read: str, question: Question, answer: object
) -> None:
    """And the answer is right."""
    asked = parts()
    assert question(Log(asked)) == answer
    assert [it.name for it in asked if it.asked] == read.split()
