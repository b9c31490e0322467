from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from riskctl.reporting.site.calendar import CalendarDay, calendar
from riskctl.reporting.site.feed import FeedEntry, feed

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
NASTY = st.sampled_from(
    [
        "]]>",
        "<b>",
        "&amp;",
        "a\r\nATTENDEE:x",
        "a;b,c\\n",
        "\x00\x0b",
        "\ud800",
        "é" * 90,
    ]
)
WHEN = datetime(2026, 2, 3, 12, tzinfo=UTC)


def entry(name: str, text: str) -> FeedEntry:
    """Return an entry with *text* wherever there is text."""
    return FeedEntry(name=name, title=text, text=text, when=WHEN, file="a.html")


def feed_of(*entries: FeedEntry) -> str:
    """Return a feed at no address."""
    return feed("t", entries, authority="tag:x,2026:w", address="", began=WHEN)


class TestFeed:
    @given(st.lists(st.one_of(ANY, NASTY), max_size=4))
    def test_has_an_entry_for_each(self, texts: list[str]) -> None:
        """Whatever they say, the feed stays one."""
        found = feedparser.parse(
            feed_of(*(entry(str(index), it) for index, it in enumerate(texts))).encode()
        )

        assert not found.bozo
        assert len(found.entries) == len(texts)

    def test_without_entries_has_a_date(self) -> None:
        """The one that it is given."""
        found = feedparser.parse(feed_of())

        assert found.feed.updated == "2026-02-03T12:00:00Z"

    def test_brings_the_newest_first_and_not_all(self) -> None:
        """Two hundred."""
        found = feedparser.parse(
            feed_of(*(entry(f"{it:03}", "x") for it in range(300)))
        )

        assert len(found.entries) == 200
        assert found.entries[0].id == "tag:x,2026:w/299"


class TestCalendar:
    @given(st.lists(st.one_of(ANY, NASTY), max_size=4))
    def test_has_an_event_for_each(self, texts: list[str]) -> None:
        """Whatever they say, and no line is too long."""
        data = calendar(
            "t",
            (
                CalendarDay(
                    uid=str(index), day=WHEN.date(), title=it, text=it, stamp=WHEN
                )
                for index, it in enumerate(texts)
            ),
        ).encode()
        found = Calendar.from_ical(data).walk("VEVENT")

        assert len(found) == len(texts)
        assert all("ATTENDEE" not in it for it in found)
        assert all(len(it) <= 75 for it in data.split(b"\r\n"))

    @pytest.mark.parametrize("text", ["a, b; c", r"a\b", "日本" * 40, "x" * 200])
    def test_says_what_it_was_given(self, text: str) -> None:
        """Escaped, folded, and back again."""
        data = calendar(
            "t",
            [CalendarDay(uid="u", day=WHEN.date(), title=text, text="", stamp=WHEN)],
        )
        (found,) = Calendar.from_ical(data).walk("VEVENT")

        assert str(found["SUMMARY"]) == text
