"""Days as people type them: read, or refused, and never guessed."""

from datetime import UTC, date, datetime
from random import Random
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riskctl.cli.dates import parse_day, parse_days, parse_moment
from riskctl.errors import UsageError
from riskctl.model.period import Period
from riskctl.model.watch import DateOrder, Settings

TODAY = date(2026, 11, 20)  # a Friday
VIENNA = Settings(title="", sides=(), timezone="Europe/Vienna")

READ = {
    "2026-02-05": "2026-02-05",
    " 2026-02-05 ": "2026-02-05",
    "today": "2026-11-20",
    "Today": "2026-11-20",
    "yesterday": "2026-11-19",
    "tomorrow": "2026-11-21",
    "-3d": "2026-11-17",
    "-0d": "2026-11-20",
    "3 days ago": "2026-11-17",
    "1 day ago": "2026-11-19",
    "last monday": "2026-11-16",
    "monday": "2026-11-16",
    "last friday": "2026-11-13",
    "LAST  SUNDAY": "2026-11-15",
    "5 Feb 2026": "2026-02-05",
    "5 february 2026": "2026-02-05",
    "Feb 5, 2026": "2026-02-05",
    "2026 Feb 5": "2026-02-05",
    "13/4/2026": "2026-04-13",
    "4/13/2026": "2026-04-13",
    "5/5/2026": "2026-05-05",
    "29 Feb 2024": "2024-02-29",
    "24 Nov": "2025-11-24",
    "Nov 24": "2025-11-24",
    "20 Nov": "2026-11-20",
    "May 5": "2026-05-05",
    "29 feb": "2024-02-29",
    "5-Feb-2026": "2026-02-05",
    "5. Feb. 2026": "2026-02-05",
    "February 5th, 2026": "2026-02-05",
    "1 sept": "2026-09-01",
    "tue": "2026-11-17",
    "Tues.": "2026-11-17",
    "last tue": "2026-11-17",
    "this monday": "2026-11-16",
    "this fri": "2026-11-20",
    "this sunday": "2026-11-22",
    "3d": "2026-11-17",
    "2w": "2026-11-06",
    "-2w": "2026-11-06",
    "2 weeks ago": "2026-11-06",
    "a week ago": "2026-11-13",
    "1 month ago": "2026-10-20",
    "a year ago": "2025-11-20",
    "+3d": "2026-11-23",
    "in 2 weeks": "2026-12-04",
    "20260205": "2026-02-05",
    "2026/02/05": "2026-02-05",
    "2026-2-5": "2026-02-05",
    "2026.02.05": "2026-02-05",
    "2026 02 05": "2026-02-05",
    "2026-Feb-05": "2026-02-05",
    "Thu 5 Feb 2026": "2026-02-05",
    "Thursday, 5 February": "2026-02-05",
    "5 Feb 2026 (Thu)": "2026-02-05",
    "Fri 3/4/2026": "2026-04-03",
    "24.11.": "2025-11-24",
    "13/4": "2026-04-13",
    "2026\u5e742\u67085\u65e5": "2026-02-05",
    "2026\ub144 2\uc6d4 5\uc77c": "2026-02-05",
}
REFUSED = [
    "",
    " ",
    "03/04/2026",
    "12.5.2026",
    "01/02/03",
    "2026",
    "May",
    "10",
    "Feb 2026",
    "29 Feb 2026",
    "2026-02-30",
    "2026-13-01",
    "2026-02-05T10:00",
    "2026-02-05 10:00",
    "20260230",
    "2026/02-05",
    "Mon 5 Feb 2026",
    "Sunday, 12 May 2026",
    "Mon 5 Feb",
    "5 Feb 26",
    "30 Feb",
    "ja 5",
    "3/4",
    "d",
    "-w",
    "99999 weeks ago",
    "99999 years ago",
    "2026-05",
    "2026-05-03..05",
    "2026-W06",
    "2026-036",
    "-3",
    "-99999d",
    "99999 days ago",
    "+99:99",
    "99999999999999999999",
    "1e5 2026",
    "nan",
    "5 Feb 1812",
    "5 Feb 9999",
    "0001-01-01",
    "٢٠٢٦-٠٢-٠٥",  # noqa: RUF001 digits that are not ours
    "2026-02-05\x00",
    "2026‑02‑05",  # noqa: RUF001 non-breaking hyphens are the point
    "next monday",
    "last someday",
    "5 Feb 2026 IST",
]


@pytest.mark.parametrize("text", READ)
def test_reads(text: str) -> None:
    """The forms that the hint promises, and their like."""
    assert str(parse_day(text, today=TODAY)) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    """What names no day, or two, or a part of one."""
    with pytest.raises(UsageError) as refusal:
        parse_day(text, today=TODAY)
    assert refusal.value.hint


@pytest.mark.parametrize(
    "text", ["2026-02-05T23:30", "2026-02-05 23:30:00", "2026-02-05T23:30Z"]
)
def test_a_time_is_answered_with_its_day(text: str) -> None:
    """It may be another one where it happened, so it is not taken as it is."""
    with pytest.raises(UsageError, match="is a time") as refusal:
        parse_days(text, today=TODAY)
    assert refusal.value.hint.startswith("2026-02-05, or the day that it was")


class TestOrder:
    """Of day and month, where both are numbers."""

    @pytest.mark.parametrize(
        ("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")]
    )
    def test_is_what_the_settings_say(self, order: DateOrder, day: str) -> None:
        """With a year and without one."""
        assert day == str(parse_day("03/04/2026", today=TODAY, order=order))
        assert day == str(parse_day("3.4.", today=TODAY, order=order))

    def test_is_asked_for_where_they_say_nothing(self) -> None:
        """Both days stand in the hint, ready to be typed."""
        with pytest.raises(UsageError, match="more than one day") as refusal:
            parse_day("03/04/2026", today=TODAY)
        assert refusal.value.hint.startswith("2026-03-04 or 2026-04-03; date_order = ")

    def test_does_not_make_a_day_of_none(self) -> None:
        """There is no thirteenth month, whatever the order."""
        with pytest.raises(UsageError):
            parse_day("13/4/2026", today=TODAY, order="mdy")

    def test_leaves_what_begins_with_the_year_alone(self) -> None:
        """Year, month, day."""
        for order in get_args(DateOrder):
            day = parse_day("2026/02/05", today=TODAY, order=order)
            assert str(day) == "2026-02-05"


def test_a_weekday_that_contradicts_says_which_day_it_is() -> None:
    """5 February 2026 is a Thursday."""
    with pytest.raises(UsageError) as refusal:
        parse_day("Mon 5 Feb 2026", today=TODAY)
    assert refusal.value.message == (
        "`Mon 5 Feb 2026` names two days: 2026-02-05 is a Thursday"
    )


def test_a_plan_without_a_year_is_the_next_one() -> None:
    """A summit on 24 November is four days off."""
    for text, day in {"24 Nov": "2026-11-24", "20 Nov": "2027-11-20"}.items():
        assert day == str(parse_day(text, today=TODAY, coming=True))


class TestParseDays:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2026-05", "2026-05-01", "2026-05-31"),
            ("May 2026", "2026-05-01", "2026-05-31"),
            ("2026-11", "2026-11-01", "2026-11-20"),
            ("2026-05-03..05", "2026-05-03", "2026-05-05"),
            ("2026-05-03..5", "2026-05-03", "2026-05-05"),
            ("2026-05-28..06-02", "2026-05-28", "2026-06-02"),
            ("5 May 2026 .. 9 May 2026", "2026-05-05", "2026-05-09"),
            ("2026-05-03 to 2026-05-05", "2026-05-03", "2026-05-05"),
            ("5 May 2026 until 9 May 2026", "2026-05-05", "2026-05-09"),
            ("2026-05-03 – 2026-05-05", "2026-05-03", "2026-05-05"),
            ("2026-05-03–05", "2026-05-03", "2026-05-05"),
            ("2026-05-03…2026-05-05", "2026-05-03", "2026-05-05"),
            ("1 October 2026 TO 3 October 2026", "2026-10-01", "2026-10-03"),
            ("tue", "2026-11-17", "2026-11-17"),
            ("12-14 May 2026", "2026-05-12", "2026-05-14"),
            ("12 \u2013 14 May 2026", "2026-05-12", "2026-05-14"),
            ("12\u201314 May", "2026-05-12", "2026-05-14"),
            ("May 12-14, 2026", "2026-05-12", "2026-05-14"),
            ("May 12 - June 2, 2026", "2026-05-12", "2026-06-02"),
            ("28 April - 2 May 2025", "2025-04-28", "2025-05-02"),
            ("30 Dec 2025 - 2 Jan 2026", "2025-12-30", "2026-01-02"),
            ("from 2026-05-12 to 2026-05-14", "2026-05-12", "2026-05-14"),
            ("between 12 and 14 May 2026", "2026-05-12", "2026-05-14"),
            ("2026-05-12/2026-05-14", "2026-05-12", "2026-05-14"),
            ("2026-05-12/14", "2026-05-12", "2026-05-14"),
            ("02/2026", "2026-02-01", "2026-02-28"),
            ("March to May 2026", "2026-03-01", "2026-05-31"),
            ("2026-09..2026-11", "2026-09-01", "2026-11-20"),
            ("5-Feb-2026", "2026-02-05", "2026-02-05"),
        ],
    )
    def test_reads_what_is_not_known_to_the_day(
        self, text: str, first: str, last: str
    ) -> None:
        """A month, up to today while it lasts; the days from one to another."""
        days = parse_days(text, today=TODAY)
        assert (first, last) == (str(days.first), str(days.last))

    @pytest.mark.parametrize(
        "text", ["2026-13", "2026-05-05..03", "2026-05-03..", "..05", "1812-05", "2026"]
    )
    def test_refuses(self, text: str) -> None:
        """What ends before it begins, or names no month of ours."""
        with pytest.raises(UsageError):
            parse_days(text, today=TODAY)


WORDS = """
    2026 26 05 5 13 feb may mon monday last -3d 3 days ago . / - : T 10:00 am utc
    +99:99 z , 0 99999 1e9
"""
words = st.sampled_from(WORDS.split())


@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(words, max_size=6).map(" ".join),
        st.lists(words, max_size=6).map("".join),
        st.from_regex(r"\d{1,4}[-/. ]\w{1,3}[-/. ]\d{1,4}", fullmatch=True),
    )
)
@example("5 feb 2026 +99:99")
@settings(max_examples=100, deadline=None)
def test_anything_is_a_day_or_refused(text: str) -> None:
    """A day of our calendar, or a usage error."""
    assert_read_or_refused(text)


@pytest.mark.slow
def test_each_of_10_000_random_texts_is_a_day_or_refused() -> None:
    """Texts of letters, of words in dates and of numbers; the same at every run."""
    chance = Random(1)  # noqa: S311 repeatable, not secret
    vocabulary = WORDS.split()
    for number in range(10_000):
        several = chance.choices(vocabulary, k=chance.randint(0, 6))
        numbers = [str(chance.randint(0, 10 ** chance.randint(1, 4))) for _ in "dmy"]
        letters = [chr(chance.randint(0, 0xD7FF)) for _ in range(chance.randint(0, 30))]
        texts = [
            "".join(letters),
            " ".join(several),
            "".join(several),
            chance.choice("-/. ").join(numbers),
        ]
        assert_read_or_refused(texts[number % len(texts)])


def assert_read_or_refused(text: str) -> None:
    """Read a text that may say anything."""
    for read in (parse_day, parse_days):
        try:
            found = read(text, today=TODAY)
        except UsageError:
            continue
        for day in found if isinstance(found, Period) else [found]:
            assert date(1900, 1, 1) <= day <= date(2200, 12, 31)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_iso_is_read_as_it_is_written(day: date) -> None:
    """Whatever today is."""
    assert parse_day(day.isoformat(), today=TODAY) == day


@given(st.text(max_size=30))
@example("T:")
@example("2026-02-06T08:12:33+24:00")
@example("0001-01-01T00:00:00+14:00")
@example("9999-12-31T23:59:59-14:00")
def test_any_moment_is_one_or_refused(text: str) -> None:
    """Nothing else comes out of it."""
    try:
        moment = parse_moment(text, settings=VIENNA, today=TODAY)
    except UsageError:
        return
    assert moment.tzinfo is UTC


def test_a_day_means_its_end_in_the_zone_of_the_watch() -> None:
    """In Vienna it ends an hour before it does in UTC, in winter."""
    moment = parse_moment("2026-02-05", settings=VIENNA, today=TODAY)
    assert moment == datetime(2026, 2, 5, 22, 59, 59, tzinfo=UTC)
