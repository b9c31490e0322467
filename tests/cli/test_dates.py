"""Days as people type them: read, or refused, and never guessed."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riskctl.cli.dates import parse_day, parse_moment
from riskctl.errors import UsageError
from riskctl.model.watch import Settings

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
}
REFUSED = [
    "",
    " ",
    "03/04/2026",
    "12.5.2026",
    "2026-2-5",
    "01/02/03",
    "2026",
    "May",
    "10",
    "Feb 2026",
    "May 5",
    "29 Feb 2026",
    "2026-02-30",
    "2026-13-01",
    "2026-02-05T10:00",
    "2026-02-05 10:00",
    "20260205",
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
    assert refusal.value.hint.startswith("2026-02-05, 5 Feb 2026, today")


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
@settings(max_examples=500, deadline=None)
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
    try:
        day = parse_day(text, today=TODAY)
    except UsageError:
        return
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
