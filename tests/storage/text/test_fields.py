from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskctl.storage.text.fields import MAX_TEXT, MAX_WHOLE, Fields
from riskctl.storage.text.locate import Place
from riskctl.storage.text.toml import Document

ANYTHING = st.one_of(
    st.integers(),
    st.integers().map(lambda it: 16**400 + it),
    st.floats(),
    st.booleans(),
    st.text(max_size=5),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


class Read:
    """A table with one key, `k`, at line 7 of a table at line 5."""

    def __init__(self, *values: Any) -> None:
        """Take the value of `k`, or none."""
        document = Document("f.toml")
        self.problems = document.problems
        self.fields = Fields(
            dict.fromkeys("k", *values) if values else {},
            document,
            Place("event", 5, {"k": 7}),
            what="an event",
        )

    @property
    def said(self) -> list[str]:
        """The problems, each as one line."""
        return [str(it) for it in self.problems]


class TestFields:
    @pytest.mark.parametrize(
        ("quoted", "offered"),
        [("2026-11-20", "2026-11-20"), ("20 November", "2026-02-05")],
    )
    def test_a_quoted_date_is_offered_without_its_quotes(
        self, quoted: str, offered: str
    ) -> None:
        """The user's own day where it is one."""
        read = Read(quoted)
        read.fields.day("k")

        assert [f"write it unquoted: k = {offered}"] == [
            it.hint for it in read.problems
        ]

    @settings(max_examples=40, deadline=None)
    @given(ANYTHING)
    def test_whatever_stands_there_nothing_is_raised(self, value: Any) -> None:
        """A value is of its type, or a problem is noted and a blank one stands in."""
        for method, kind in (
            ("text", str),
            ("texts", tuple),
            ("flag", bool),
            ("number", float),
            ("value", str | float),
            ("day", date),
            ("moment", datetime),
        ):
            read = Read(value)

            assert isinstance(getattr(read.fields, method)("k"), kind)
            assert read.fields.is_broken is bool(read.problems)

    @pytest.mark.parametrize(
        "method", ["text", "number", "value", "day", "moment", "whole"]
    )
    def test_a_missing_key_is_said_once_at_the_header(self, method: str) -> None:
        """The line is the table's, since the key has none."""
        read = Read()
        bounds = {"at_least": 1} if method == "whole" else {}

        getattr(read.fields, method)("k", **bounds)

        assert ["f.toml:5: an event has no `k`"] == read.said
        assert read.fields.is_broken

    def test_optional_keys_have_a_default(self) -> None:
        """A flag is false, a list is empty, and the others are what is asked for."""
        read = Read()

        assert read.fields.text("k", default="x") == "x"
        assert read.fields.texts("k") == ()
        assert read.fields.flag("k") is False
        assert read.fields.number("k", default=2) == 2
        assert read.fields.whole("k", at_least=1, default=3) == 3
        assert not read.fields.is_broken


class TestText:
    def test_has_a_bound(self) -> None:
        """A text may be as long as the bound and not longer."""
        assert Read("x" * MAX_TEXT).fields.text("k") == "x" * MAX_TEXT
        read = Read("x" * (MAX_TEXT + 1))

        assert read.fields.text("k") == ""
        assert read.said == [
            "f.toml:7: `k` of an event must be text of at most 16384 characters"
        ]


class TestTexts:
    def test_one_number_among_texts_is_wrong(self) -> None:
        """The whole list is refused, not the one item."""
        read = Read(["a", 1])

        assert read.fields.texts("k") == ()
        assert read.said == ["f.toml:7: `k` of an event must be a list of texts"]


class TestNumber:
    @pytest.mark.parametrize(
        "value", [True, "1", float("nan"), float("inf"), 10**400, 16**3000, -1, 101]
    )
    def test_must_be_finite_and_within_its_bounds(self, value: Any) -> None:
        """Neither true nor an integer too large for a float is a number here."""
        read = Read(value)

        assert read.fields.number("k", at_least=0, at_most=100) == 0
        (said,) = read.said
        assert said == (
            "f.toml:7: `k` of an event must be a number of at least 0 and "
            "of at most 100"
        )

    def test_above_leaves_the_bound_itself_out(self) -> None:
        """A half-life of zero days would divide by zero."""
        read = Read(0)

        read.fields.number("k", above=0)

        assert read.said == ["f.toml:7: `k` of an event must be a number above 0"]


class TestWhole:
    @pytest.mark.parametrize(
        "value", [True, 0, 1.5, 1e300, "1", MAX_WHOLE + 1, 16**3000]
    )
    def test_must_be_a_count_of_days(self, value: Any) -> None:
        """More days than any calendar has would overflow it later."""
        read = Read(value)

        assert read.fields.whole("k", at_least=1) == 1
        assert read.said == [
            f"f.toml:7: `k` of an event must be a whole number from 1 to {MAX_WHOLE}"
        ]

    def test_may_be_written_with_a_point(self) -> None:
        """What an editor of tables makes of 14."""
        assert Read(14.0).fields.whole("k", at_least=1) == 14


class TestValue:
    def test_is_a_name_or_a_number(self) -> None:
        """Zero is a number like any other."""
        assert Read("shots").fields.value("k") == "shots"
        assert Read(0).fields.value("k") == 0.0
        assert Read(-0.5).fields.value("k") == -0.5


class TestDay:
    @pytest.mark.parametrize(
        ("value", "day"),
        [
            (datetime(2026, 5, 20, 21, 30, tzinfo=UTC), "2026-05-20"),
            ("1 January", "2026-02-05"),
            ("5.6.2026", "2026-02-05"),
            (20260101, "2026-01-01"),
            ("2026-01-01T10:00:00Z", "2026-01-01"),
            ("2026/1/1", "2026-01-01"),
            ("1 January 2026", "2026-01-01"),
            ("Jan. 1, 2026", "2026-01-01"),
            ("31.1.2026", "2026-01-31"),
        ],
    )
    def test_must_be_a_plain_date(self, value: Any, day: str) -> None:
        """A time or a text is no day; the hint shows the one that is meant, or one."""
        read = Read(value)
        read.fields.day("k")

        assert read.said == ["f.toml:7: `k` of an event must be a plain date"]
        assert read.problems[0].hint == f"write it unquoted: k = {day}"

    @pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
    def test_must_lie_between_1900_and_2200(self, year: int) -> None:
        """Date arithmetic never meets the ends of the calendar."""
        read = Read(date(year, 6, 1))
        read.fields.day("k")

        assert read.said == [
            "f.toml:7: `k` of an event must be a date from 1900 to 2200"
        ]


class TestMoment:
    @pytest.mark.parametrize(
        ("value", "offered"),
        [
            (datetime(2026, 1, 1), "2026-01-01T00:00:00Z"),  # noqa: DTZ001
            (date(2026, 1, 1), "2026-01-01T12:00:00Z"),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
            ("2026-01-01 01:00+02:00", "2026-01-01T01:00:00+02:00"),
            ("noon", "2026-02-06T08:12:33Z"),
        ],
    )
    def test_must_have_an_offset(self, value: Any, offered: str) -> None:
        """
        A time without its zone could be any of a day's hours.

        The hint keeps what is there.
        """
        read = Read(value)
        read.fields.moment("k")

        assert read.said == [
            "f.toml:7: `k` of an event must be a date and time with its offset"
        ]
        assert read.problems[0].hint == f"write it unquoted: k = {offered}"

    def test_is_given_in_utc(self) -> None:
        """Whatever offset it was written with."""
        value = datetime.fromisoformat("2026-01-01T01:00:00+02:00")

        assert Read(value).fields.moment("k") == datetime(2025, 12, 31, 23, tzinfo=UTC)


class TestAllow:
    def test_offers_the_key_that_was_meant(self) -> None:
        """An unknown key is said with its line, and does not break the record."""
        read = Read("x")
        read.fields.allow(["key", "date"])

        assert read.said == ["f.toml:7: `k` is not a key of an event"]
        assert read.problems[0].hint == "did you mean `key`?"
        assert not read.fields.is_broken
