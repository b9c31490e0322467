from datetime import UTC, date, datetime
from textwrap import dedent

import pytest
from hypothesis import given, settings

from riskctl.model.grade import Grade
from riskctl.model.record import Event, Note, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
)
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.log_text import LogText
from riskctl.storage.text.settings import SETTINGS_KEYS, read_settings
from tests.helpers import SETTINGS
from tests.storage.logs import log_bytes

EVENT = """\
[[event]]
id = "2026-02-05-7q3kd2"
date = 2026-02-05
indicator = "new-start"
value = "expired"
title = "New START expires"
sources = ["https://example.org/a", "The Times, p. 3"]
grade = "b1"
note = "Both sides."
scheduled = true
backfilled = true
replaces = "2026-02-04-aaaaaa"
recorded = 2026-02-06T10:12:33+02:00
by = "hk"
"""
REVIEW = """\
[[review]]
id = "2026-02-12-m4t8xz"
date = 2026-02-12
indicators = ["leader-contact", "military-encounter"]
note = "wires"
recorded = 2026-02-12T17:40:02Z
by = "hk"
"""
PERIOD = REVIEW.replace("date = 2026-02-12\n", "from = 2025-12-01\nto = 2026-02-12\n")
NOTE = """\
[[note]]
id = "2026-02-12-k2p9wd"
date = 2026-02-12
title = "A film is the talk of both capitals"
sources = ["https://example.org/film"]
note = "opens in March"
replaces = "2026-02-11-aaaaaa"
tlp = "green"
recorded = 2026-02-12T17:41:00Z
by = "hk"
"""
RARE = EVENT.replace(
    'replaces = "2026-02-04-aaaaaa"\n',
    """\
until = 2026-02-09
forum = "Security Council"
theatre = "Baltic"
via = "feed"
confirms = "2026-01-04-plan01"
distinct = ["2026-02-05-aaaaaa", "2026-02-06-bbbbbb"]
replaces = "2026-02-04-aaaaaa"
""",
).replace(
    '["https://example.org/a", "The Times, p. 3"]',
    '["The Times, p. 3", { url = "https://example.org/a", origin = "TASS" }]',
)
RETRACTION = """\
[[retraction]]
id = "2026-02-13-c9r2aw"
record = "2026-02-05-7q3kd2"
reason = "two accounts"
recorded = 2026-02-13T09:01:10Z
by = "hk"
"""


def read(text: str) -> LogText:
    """Read the text of a log file."""
    return read_log(dedent(text).encode(), "log/2026-02.toml")


def said(text: str) -> list[str]:
    """Return the problems of a log file, each as one line."""
    return [str(it) for it in read(text).problems]


class TestReadLog:
    def test_reads_every_key_of_an_event(self) -> None:
        """What the reference lists is what a record gets."""
        text = read(EVENT)

        assert text.problems == ()
        assert text.records == (
            Event(
                id="2026-02-05-7q3kd2",
                date=date(2026, 2, 5),
                indicator="new-start",
                value="expired",
                title="New START expires",
                sources=("https://example.org/a", "The Times, p. 3"),
                grade=Grade("B", 1),
                note="Both sides.",
                scheduled=True,
                backfilled=True,
                replaces="2026-02-04-aaaaaa",
                recorded=datetime(2026, 2, 6, 8, 12, 33, tzinfo=UTC),
                by="hk",
            ),
        )
        assert str(text.records[0].origin) == "log/2026-02.toml:1"

    def test_reads_every_key_of_a_review_and_a_retraction(self) -> None:
        """The other two kinds of record, at their lines."""
        text = read(REVIEW + "\n" + RETRACTION)

        assert text.problems == ()
        assert text.records == (
            Review(
                id="2026-02-12-m4t8xz",
                date=date(2026, 2, 12),
                indicators=("leader-contact", "military-encounter"),
                note="wires",
                recorded=datetime(2026, 2, 12, 17, 40, 2, tzinfo=UTC),
                by="hk",
            ),
            Retraction(
                id="2026-02-13-c9r2aw",
                record="2026-02-05-7q3kd2",
                reason="two accounts",
                recorded=datetime(2026, 2, 13, 9, 1, 10, tzinfo=UTC),
                by="hk",
            ),
        )
        assert [1, 9] == [it.origin.line for it in text.records]

    def test_reads_a_review_of_a_period(self) -> None:
        """Its last day is its date."""
        text = read(PERIOD)
        (review,) = text.records

        assert text.problems == ()
        assert isinstance(review, Review)
        assert (review.since, review.date) == (date(2025, 12, 1), date(2026, 2, 12))

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("to = 2026-02-12", "to = 2025-11-30", "`to` of a review must be a day"),
            ("to = 2026-02-12", 'to = "2026-02-12"', "`to` of a review must be a pl"),
            ("to = 2026-02-12", "date = 2026-02-12", "a review has no `to`"),
            ("note =", "date = 2026-02-12\nnote =", "`date` of a review must be left"),
        ],
    )
    def test_says_what_is_wrong_with_a_period(
        self, old: str, new: str, message: str
    ) -> None:
        """It is no review then."""
        text = read(PERIOD.replace(old, new, 1))

        assert text.records == ()
        assert message in str(text.problems[0])
        assert text.problems[0].blocking

    @pytest.mark.parametrize(
        ("text", "keys", "optional"),
        [
            (
                EVENT,
                EVENT_KEYS,
                {"sources", "grade", "note", "by"}
                | {"scheduled", "backfilled", "replaces", "tlp", "until", "forum"}
                | {"theatre", "via", "confirms", "distinct"},
            ),
            (REVIEW, REVIEW_KEYS, {"from", "to", "note", "by"}),
            (PERIOD, REVIEW_KEYS, {"date", "note", "by"}),
            (
                NOTE,
                NOTE_KEYS,
                {"sources", "note", "replaces", "tlp", "by", "bulletin"},
            ),
            (RETRACTION, RETRACTION_KEYS, {"reason", "by"}),
        ],
    )
    def test_says_which_key_is_missing(
        self, text: str, keys: dict[str, str], optional: set[str]
    ) -> None:
        """Without a key it needs there is no record; the others have a default."""
        for key in keys:
            without = "".join(
                line
                for line in text.splitlines(keepends=True)
                if not line.startswith(f"{key} =")
            )
            found = read(without)

            if key in optional:
                assert (len(found.records), found.problems) == (1, ())
            else:
                (problem,) = found.problems
                assert found.records == ()
                assert problem.check == "missing-keys"
                assert str(problem).startswith("log/2026-02.toml:1: a")
                assert str(problem).endswith(f" has no `{key}`")
                assert problem.blocking

    @pytest.mark.parametrize(
        ("key", "value", "line", "message"),
        [
            ("id", "7", 2, "`id` of an event must be text"),
            ("date", '"2026-02-05"', 3, "`date` of an event must be a plain date"),
            ("date", "1812-06-24", 3, "`date` of an event must be a date from 1900 to"),
            ("indicator", "[]", 4, "`indicator` of an event must be text"),
            ("value", "true", 5, "`value` of an event must be a name on the scale"),
            ("value", "nan", 5, "`value` of an event must be a name on the scale"),
            ("value", "1e400", 5, "`value` of an event must be a name on the scale"),
            ("value", "9" * 400, 5, "`value` of an event must be a name on the scale"),
            ("title", "1.5", 6, "`title` of an event must be text"),
            ("sources", '"one"', 7, "`sources` of an event must be a list of texts"),
            ("grade", '"Z9"', 8, "`Z9` is not a grade"),
            ("grade", "2", 8, "`grade` of an event must be text"),
            ("grade", '"B\uff12"', 8, "`B\uff12` is not a grade"),
            ("note", "{}", 9, "`note` of an event must be text"),
            ("scheduled", '"yes"', 10, "`scheduled` of an event must be true or false"),
            ("backfilled", "1", 11, "`backfilled` of an event must be true or false"),
            ("replaces", "1", 12, "`replaces` of an event must be text"),
            ("recorded", "2026-02-06", 13, "`recorded` of an event must be a date and"),
            ("by", "[]", 14, "`by` of an event must be text"),
        ],
    )
    def test_says_which_value_is_wrong(
        self, key: str, value: str, line: int, message: str
    ) -> None:
        """The line is the key's own, and the event is not used."""
        text = "\n".join(
            f"{key} = {value}" if it.startswith(f"{key} =") else it
            for it in EVENT.splitlines()
        )
        found = read(text)

        (problem,) = found.problems
        assert found.records == ()
        assert problem.blocking
        assert str(problem).startswith(f"log/2026-02.toml:{line}: {message}")
        assert problem.hint

    def test_keeps_the_whole_records_beside_a_broken_one(self) -> None:
        """One bad record hides no other."""
        found = read('[[event]]\nid = "x"\n\n' + REVIEW)

        assert ["2026-02-12-m4t8xz"] == [it.id for it in found.records]
        assert len(found.problems) == 5

    def test_an_unknown_key_gets_the_nearest_and_stops_nothing(self) -> None:
        """The event counts all the same."""
        found = read(EVENT + 'sorces = ["x"]\nmood = "grim"\n')

        assert len(found.records) == 1
        assert [(str(it), it.blocking) for it in found.problems] == [
            ("log/2026-02.toml:15: `sorces` is not a key of an event", False),
            ("log/2026-02.toml:16: `mood` is not a key of an event", False),
        ]
        assert found.problems[0].hint == "did you mean `sources`?"
        assert found.problems[1].hint == "known keys: " + ", ".join(EVENT_KEYS)

    @pytest.mark.parametrize(
        "name", ["events", "even", "Event", "reviews", "retractoin", "evnt"]
    )
    def test_a_mistyped_table_stops_the_level(self, name: str) -> None:
        """It holds evidence that would be missing without a word."""
        found = read("# a comment\n" + EVENT.replace("event]]", f"{name}]]", 1))

        (problem,) = found.problems
        assert str(problem) == (
            f"log/2026-02.toml:2: `{name}` is no part of a log, and looks like "
            "evidence that goes unread"
        )
        assert problem.hint.startswith("type [[")
        assert problem.blocking

    @pytest.mark.parametrize(
        "name", ["incident", "Observation", "entries2", "sichtung"]
    )
    def test_what_looks_like_evidence_stops_the_level(self, name: str) -> None:
        """By what people call an event, or by what nothing but an event holds."""
        (problem,) = read(EVENT.replace("event]]", f"{name}]]", 1)).problems

        assert problem.blocking
        assert problem.hint == "type [[event]] in its place"

    @pytest.mark.parametrize(
        "table",
        [
            '[[todo]]\ndate = 2026-02-05\ntitle = "call the desk"\n',
            '[status]\nlist = [1, 2]\n[[contact-list]]\nname = "hk"\n',
        ],
    )
    def test_other_tables_of_the_user_stop_nothing(self, table: str) -> None:
        """They are mentioned, and left alone."""
        problems = read(table.replace("[status]", "[state]") + EVENT).problems

        assert problems
        assert not any(it.blocking for it in problems)

    def test_reads_every_key_of_a_note(self) -> None:
        """It fits no indicator and has no grade."""
        text = read(NOTE)

        assert text.problems == ()
        assert text.is_canonical
        assert text.records == (
            Note(
                id="2026-02-12-k2p9wd",
                date=date(2026, 2, 12),
                title="A film is the talk of both capitals",
                sources=("https://example.org/film",),
                note="opens in March",
                replaces="2026-02-11-aaaaaa",
                tlp=Tlp.GREEN,
                recorded=datetime(2026, 2, 12, 17, 41, tzinfo=UTC),
                by="hk",
            ),
        )

    def test_reads_the_rare_keys_of_an_event(self) -> None:
        """Of a source in a table, whom it took the news from."""
        (event,) = read(RARE).records

        assert isinstance(event, Event)
        assert event.until == date(2026, 2, 9)
        assert (event.forum, event.theatre) == ("Security Council", "Baltic")
        assert (event.via, event.confirms) == ("feed", "2026-01-04-plan01")
        assert event.distinct == ("2026-02-05-aaaaaa", "2026-02-06-bbbbbb")
        assert event.sources == ("The Times, p. 3", "https://example.org/a")
        assert event.origins == ("", "TASS")

    def test_a_month_is_its_days_of_which_the_first_counts(self) -> None:
        """Of a day that nobody knows."""
        (event,) = read(EVENT.replace("date = 2026-02-05", 'date = "2024-02"')).records

        assert isinstance(event, Event)
        assert (event.date, event.until) == (date(2024, 2, 1), date(2024, 2, 29))

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("until = 2026-02-09", "until = 2026-02-04", "`until` of an event must"),
            ("until = 2026-02-09", 'until = "2026-02"', "`until` of an event must"),
            ("date = 2026-02-05", 'date = "2026-13"', "`date` of an event must"),
            ("date = 2026-02-05", 'date = "2026-02"', "`until` of an event must"),
            ('"TASS"', "5", "`sources` of an event must be a list of texts, or"),
            ("url =", "uri =", "`sources` of an event must be a list of texts, or"),
        ],
    )
    def test_says_what_is_wrong_with_rare_keys(
        self, old: str, new: str, message: str
    ) -> None:
        """It is no event then."""
        text = read(RARE.replace(old, new, 1))

        assert text.records == ()
        assert any(message in str(it) for it in text.problems)

    def test_the_old_key_of_a_retraction_is_read(self) -> None:
        """Its meaning is what it was; both at once are one too many."""
        old = RETRACTION.replace("record =", "event =")

        assert read(old).records == read(RETRACTION).records
        assert read(old).is_canonical
        assert read(old.replace("reason", 'record = "x"\nreason')).records == ()

    def test_records_in_a_list_are_read_and_named(self) -> None:
        """No command can add to them, whatever it does."""
        listed = 'event = [{ id = "2026-02-05-7q3kd2", date = 2026-02-05, '
        listed += 'indicator = "new-start", value = "expired", title = "It expires", '
        listed += "recorded = 2026-02-06T08:12:33Z }]\n"
        found = read(f"# by hand\n{listed}")

        assert len(found.records) == 1
        assert [str(it) for it in found.problems] == [
            "log/2026-02.toml:2: `event = [...]` is a list to which no command can add"
        ]
        assert not found.problems[0].blocking

    def test_a_foreign_table_is_the_users_own(self) -> None:
        """It is mentioned and left alone."""
        found = read('title = "x"\n[tool.other]\nkey = 1\n' + EVENT)

        assert len(found.records) == 1
        assert [(str(it), it.blocking) for it in found.problems] == [
            ("log/2026-02.toml:1: `title` is no part of a log", False),
            ("log/2026-02.toml:2: `tool` is no part of a log", False),
        ]

    def test_one_bracket_too_few_is_said(self) -> None:
        """A single [event] is not a list of events."""
        assert said("\n[event]\nid = 1\n") == [
            "log/2026-02.toml:2: `event` must be written as [[event]] tables"
        ]
        assert said("\nevent = 5\n") == [
            "log/2026-02.toml:2: `event` must be written as [[event]] tables"
        ]
        assert said("event = [1]\n") == [
            "log/2026-02.toml:1: `event` must be written as [[event]] tables"
        ]

    def test_records_written_inline_have_the_line_of_their_key(self) -> None:
        """There is no header to point at."""
        assert "log/2026-02.toml:2: an event has no `id`" in said("\nevent = [{}]\n")

    def test_headers_may_be_spelled_oddly(self) -> None:
        """Lines stay right when one of two headers is quoted."""
        text = EVENT.replace("[[event]]", '[[ "event" ]]')

        found = read(text + "\n" + EVENT)

        assert [1, 16] == [it.origin.line for it in found.records]

    @settings(max_examples=40, deadline=None)
    @given(log_bytes())
    def test_reads_whatever_is_valid(self, data: bytes) -> None:
        """Comments, odd headers and foreign tables never block."""
        assert not [it for it in read_log(data, "f").problems if it.blocking]

    @settings(max_examples=40, deadline=None)
    @given(log_bytes())
    def test_line_endings_change_nothing(self, data: bytes) -> None:
        """A file from Windows gives the same records at the same lines."""
        plain = data.replace(b"\r\n", b"\n")

        left, right = read_log(plain, "f"), read_log(plain.replace(b"\n", b"\r\n"), "f")

        assert left.problems == right.problems
        assert [it.origin for it in left.records] == [it.origin for it in right.records]


OWN = """\
date_order = "dmy"
default_source = "Gazette"
by = "hk"
report_folder = "reports"
report_format = "markdown"
not_evidence = ["README.md", "*.bak"]
"""


class TestReadSettings:
    def test_reads_every_key(self) -> None:
        """What the reference lists is what the settings get."""
        text = SETTINGS.replace('"UTC"', '"Europe/Vienna"') + OWN
        settings, problems = read_settings(text.encode(), "riskctl.toml")

        assert problems == []
        assert settings.date_order == "dmy"
        assert settings.title == "North – South"
        assert settings.sides == ("North", "South")
        assert settings.timezone == "Europe/Vienna"
        assert str(settings.default_grade) == "F6"
        assert settings.not_evidence == ("README.md", "*.bak")
        assert set(SETTINGS_KEYS) == {
            it.split(" =")[0] for it in text.splitlines() if it
        }

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("format = 1\n", "", "1: the settings has no `format`"),
            ("format = 1", "format = 0", "1: `format` of the settings must be a whole"),
            ("format = 1", "format = 0x" + "f" * 5000, "1: `format` of the settings"),
            ("format = 1", 'format = 1\ndate_order = "ymd"', "2: `date_order` of"),
            ("format = 1", "format = 1\ndate_order = 1", "2: `date_order` of the set"),
            ("format = 1", "format = 2", "1: the watch is in format 2, and this risk"),
            ('"North – South"', "5", "2: `title` of the settings must be text"),
            ('["North", "South"]', '"North"', "3: `sides` of the settings must be"),
            ('"UTC"', '"Mars/Base"', "4: `Mars/Base` is not a time zone that this"),
            ('"UTC"', '"../../etc/passwd"', "4: `../../etc/passwd` is not a time z"),
            ('"UTC"', '"Europe"', "4: `Europe` is not a time zone that this"),
            ('"UTC"', '"\\u0000"', "4: `\0` is not a time zone that this"),
            ('"F6"', '"AA"', "7: `AA` is not a grade"),
            ("format = 1", 'format = 1\nnot_evidence = ["*"]', "2: `*` in `not_ev"),
            ("format = 1", 'format = 1\nnot_evidence = "a"', "2: `not_evidence` of"),
            ("format = 1", "format = = 1", "1: not TOML: invalid value"),
        ],
    )
    def test_says_what_is_wrong_and_where(
        self, old: str, new: str, message: str
    ) -> None:
        """Every fault of the settings forbids a level."""
        _, problems = read_settings(SETTINGS.replace(old, new).encode(), "riskctl.toml")

        assert ["riskctl.toml:" + message] == [
            str(it)[: len("riskctl.toml:" + message)] for it in problems
        ]
        assert all(it.blocking for it in problems)

    @pytest.mark.trust("R21")
    def test_a_newer_format_is_refused_with_the_way_out(self) -> None:
        """It may mean what this riskctl would misread."""
        _, problems = read_settings(b"format = 2\n" + SETTINGS[11:].encode(), "s")

        assert problems[0].hint == "upgrade riskctl: a newer one wrote this watch"

    def test_an_unknown_setting_gets_the_nearest(self) -> None:
        """A slip in a name would otherwise leave the default in place."""
        _, problems = read_settings(
            SETTINGS.replace("timezone", "time_zone").encode(), "riskctl.toml"
        )

        assert [str(it) for it in problems] == [
            "riskctl.toml:4: `time_zone` is not a key of the settings"
        ]
        assert problems[0].hint == "did you mean `timezone`?"
