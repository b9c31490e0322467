import json
from datetime import UTC, datetime

from hypothesis import given

from riskctl.model.record import Correction, Event, Record, Retraction, Verb
from riskctl.model.records import Records
from riskctl.storage.disk.stamps import Stamp
from riskctl.storage.months.facts import (
    Details,
    Facts,
    MarksPage,
    correction_of,
    marks_page,
    told,
)
from tests.helpers import event
from tests.laws.parts import dressed
from tests.laws.questions import mark
from tests.laws.strategies import SLOW_LAW

ODD = [
    event("2026-01-05", "clash", -0.0),
    event("2026-01-05", "clash", 0.0, id="ÄRGER-1"),
    event("1901-01-05", "clash", "shots", recorded=datetime(1901, 1, 5, tzinfo=UTC)),
    event(
        "2026-01-05",
        "a.b c",
        "x",
        recorded=datetime(2026, 1, 5, 1, 2, 3, 4, tzinfo=UTC),
    ),
]


class TestFacts:
    def test_come_back_from_json(self) -> None:
        """The list that JSON makes of them is read as they were."""
        correction = Correction(
            "e", "x", datetime(2026, 1, 2, tzinfo=UTC), Verb.RETRACTS
        )
        facts = Facts(
            stamp=Stamp(1, 2, 3, 4),
            is_settled=True,
            digest="d",
            size=5,
            first=6,
            last=7,
            happened=7,
            noted=[6, 7],
            earliest="2026-01-01T00:00:00+00:00",
            latest="2026-01-02T00:00:00+00:00",
            has_marked=False,
            is_canonical=True,
            looks={"clash": [8, 9]},
            foreign=[told(correction)],
            strays=["Ä"],
            problems=[["unknown-keys", "what", "hint", 3, False]],
            plans=["e"],
            corrected="c",
            held={"2026-01": [5, 11]},
        )

        back = Facts.from_json(json.loads(json.dumps(facts)))
        assert back == facts
        assert isinstance(back.stamp, Stamp)
        assert [correction_of(it) for it in back.foreign] == [correction]


class TestDetails:
    @SLOW_LAW
    @given(dressed())
    def test_of_any_records_come_back(self, found: list[Record]) -> None:
        """What a page tells is what the records tell."""
        records = Records(found)
        back = Details.from_page(Details.of(records).page())

        assert back.counts == records.counts
        assert back.corrections == records.corrections
        assert back.used == records.used

    def test_a_moment_keeps_its_fraction_of_a_second(self) -> None:
        """By hand one can write it, and --known-at compares with it."""
        moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
        for found in (
            Correction("e", "x", moment, Verb.RETRACTS),
            Correction("e", "y", moment, Verb.REPLACES),
        ):
            assert correction_of(json.loads(json.dumps(told(found)))) == found

    def test_a_correction_of_nothing_is_one(self) -> None:
        """Half a merge."""
        gone = Retraction(
            id="x", record="elsewhere", reason="", recorded=ODD[0].recorded
        )
        back = Details.from_page(Details.of(Records([gone])).page())

        assert back.corrections == [
            Correction("elsewhere", "x", gone.recorded, Verb.RETRACTS)
        ]


class TestMarks:
    @SLOW_LAW
    @given(dressed())
    def test_of_any_events_come_back(self, found: list[Record]) -> None:
        """In their order, and each with all that it weighs."""
        assert_back(Records(found))

    def test_of_odd_events_come_back(self) -> None:
        """A minus before zero, a moment before 1970, a fraction of a second."""
        assert_back(Records(ODD))


def assert_back(records: Records) -> None:
    """Make sure that what events weigh is read as it was written."""
    back = MarksPage(marks_page(records.marks))
    events: dict[str, list[Event]] = records.marks
    assert back.keys() == events.keys()
    for name, marks in back.items():
        assert [mark(it) for it in marks] == [mark(it) for it in events[name]]
        assert [it.order for it in marks] == [it.order for it in events[name]]
