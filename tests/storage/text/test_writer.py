from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from riskctl.errors import WriteError
from riskctl.model.record import Event, Record
from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import appended, block
from tests.helpers import event, graded
from tests.storage.logs import ANY_TEXT, log_bytes, records
from tests.storage.text.test_reader import EVENT, NOTE, PERIOD, RARE, RETRACTION, REVIEW
from tests.trust import rounds, tries

PLAIN = event("2026-11-20", "clash", "shots")

# How often a log is added to, and a text is read back.
KEPT = rounds(100, push=600, long=15_000)
BACK = rounds(150, push=2500, long=50_000)


class TestBlock:
    def test_writes_an_event_as_the_design_shows_it(self) -> None:
        """Keys in the reference's order, dates unquoted, nothing for what is empty."""
        record = Event(
            id="2026-02-05-7q3kd2",
            date=PLAIN.date.replace(month=2, day=5),
            indicator="new-start",
            value="expired",
            title="New START expires without a successor",
            sources=("https://en.wikipedia.org/wiki/New_START",),
            grade=graded("B1"),
            note="Both sides said they would keep the limits for now.",
            recorded=datetime(2026, 2, 6, 8, 12, 33, tzinfo=UTC),
            by="hk",
        )

        assert block(record) == (
            "[[event]]\n"
            'id = "2026-02-05-7q3kd2"\n'
            "date = 2026-02-05\n"
            'indicator = "new-start"\n'
            'value = "expired"\n'
            'title = "New START expires without a successor"\n'
            'sources = ["https://en.wikipedia.org/wiki/New_START"]\n'
            'grade = "B1"\n'
            'note = "Both sides said they would keep the limits for now."\n'
            "recorded = 2026-02-06T08:12:33Z\n"
            'by = "hk"\n'
        )

    @pytest.mark.parametrize("text", [EVENT, RARE, REVIEW, PERIOD, NOTE, RETRACTION])
    def test_writes_what_was_read(self, text: str) -> None:
        """A record with every key comes out as it went in."""
        (record,) = read_log(text.encode(), "f").records

        written = text.replace("10:12:33+02:00", "08:12:33Z").replace('"b1"', '"B1"')
        assert block(record) == written

    @pytest.mark.parametrize("value", [0.0, -0.5, 1.0, 0])
    def test_a_number_is_written_even_when_it_is_zero(self, value: float) -> None:
        """Nought on a scale is evidence too."""
        assert (
            tomli.loads(block(event("2026-11-20", "clash", value)))["event"][0]["value"]
            == value
        )

    def test_only_optional_keys_follow_the_last_needed_one(self) -> None:
        """A file cut off within a record is seen to be: `recorded` is missing."""
        (record,) = read_log(EVENT.encode(), "f").records
        keys = [it.split(" =")[0] for it in block(record).splitlines()]

        assert keys[-2:] == ["recorded", "by"]


class TestAppended:
    @pytest.mark.trust("R9", rounds=KEPT)
    @tries(KEPT)
    @given(log_bytes(), records())
    def test_keeps_every_old_byte_and_adds_one_record(
        self, old: bytes, record: Record
    ) -> None:
        """Or refuses, and then nothing was written."""
        try:
            new = appended(old, record, file="f")
        except WriteError:
            return
        before, after = read_log(old, "f"), read_log(new, "f")

        assert new.startswith(old)
        assert after.problems == before.problems
        assert Counter(after.records) == Counter((*before.records, record))

    @pytest.mark.trust("R9", rounds=KEPT)
    @tries(KEPT)
    @given(
        st.lists(records(), max_size=3, unique_by=lambda it: it.id),
        records(),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from(["", "\n", "\n\n"]),
    )
    def test_to_a_file_that_is_known_reads_back_what_is_added_alone(
        self, before: list[Record], record: Record, ending: str, end: str
    ) -> None:
        """And gives the same bytes as when both are read whole."""
        text = "\n".join(map(block, before)).rstrip("\n") + end
        old = text.replace("\n", ending).encode() if before else b""
        if not read_log(old, "f").is_canonical:
            return
        whole = appended(old, record, file="f")

        assert appended(old, record, file="f", is_canonical=True) == whole

    @pytest.mark.slow
    def test_to_a_file_that_would_be_too_large_is_refused(self) -> None:
        """However well it is known: it could not be read any more."""
        old = b"#" + b"x" * (MAX_FILE_BYTES - 10) + b"\n"
        assert len(old) <= MAX_FILE_BYTES

        with pytest.raises(WriteError):
            appended(old, PLAIN, file="f", is_canonical=True)

    @pytest.mark.trust("R10", rounds=BACK)
    @tries(BACK)
    @given(records())
    def test_every_text_comes_back(self, record: Record) -> None:
        """Quotes, line breaks, control bytes and every script survive the file."""
        new = appended(b"", record, file="f")

        assert read_log(new, "f").records == (record,)
        assert b"\r" not in new
        assert b"\0" not in new

    @pytest.mark.trust("R10", rounds=BACK)
    @tries(BACK)
    @given(ANY_TEXT, ANY_TEXT, st.sampled_from(["\ud800", "\udcff"]))
    def test_a_surrogate_is_refused(self, left: str, right: str, middle: str) -> None:
        """It has no bytes in UTF-8, and the disk is not touched."""
        with pytest.raises(WriteError) as caught:
            appended(
                b"", PLAIN._replace(title=left + middle + right), file="log/x.toml"
            )

        assert caught.value.message.startswith("log/x.toml: ")
        assert caught.value.exit_code == 6

    @pytest.mark.parametrize(
        "record",
        [
            PLAIN._replace(recorded=PLAIN.recorded.replace(microsecond=5)),
            PLAIN._replace(recorded=PLAIN.recorded.replace(tzinfo=None)),
            PLAIN._replace(
                recorded=PLAIN.recorded.astimezone(
                    timezone(timedelta(hours=1, seconds=7))
                ),
            ),
            PLAIN._replace(value=float("nan")),
            PLAIN._replace(value=float("inf")),
            PLAIN._replace(value=True),
            PLAIN._replace(title=""),
            PLAIN._replace(id=""),
            PLAIN._replace(date=PLAIN.date.replace(year=1812)),
            PLAIN._replace(note="x" * 16_385),
            PLAIN._replace(note="\U0001f54a" * 16_384),
        ],
    )
    def test_what_does_not_read_back_is_refused(self, record: Event) -> None:
        """The proof comes before the write, whatever the cause."""
        with pytest.raises(WriteError, match="cannot be added"):
            appended(b"", record, file="f")

    def test_a_line_is_left_free_between_records(self) -> None:
        """The first has none above it, and the last ends in a newline."""
        one = appended(b"", PLAIN, file="f")
        two = appended(one, PLAIN._replace(id="b"), file="f")

        assert two == one + b"\n" + block(PLAIN._replace(id="b")).encode()

    def test_a_missing_last_newline_is_made_good(self) -> None:
        """The old bytes stay, the header gets a line of its own."""
        new = appended(b"# no newline", PLAIN, file="f")

        assert new == b"# no newline\n\n" + block(PLAIN).encode()

    def test_the_line_endings_of_the_file_are_kept(self) -> None:
        """A file from Windows stays one."""
        new = appended(b"# a\r\n# b\r\n", PLAIN, file="f")

        assert new.count(b"\r\n") == new.count(b"\n")

    @pytest.mark.parametrize(
        "old",
        [
            b"a = = 1\n",
            b"event = []\n",
            b"event = 5\n",
            b"[event]\nid = 1\n",
            b"\x00",
            b'x = """\n',
            b"[[event]]\nid = [",
            b"<<<<<<< HEAD\n",
            b"\xff",
        ],
    )
    def test_a_file_that_cannot_take_it_is_left_alone(self, old: bytes) -> None:
        """A broken file, or one whose list is closed, is not added to."""
        with pytest.raises(WriteError) as caught:
            appended(old, PLAIN, file="log/x.toml")

        assert caught.value.message == (
            "log/x.toml: the entry cannot be added to this file without changing it"
        )

    def test_a_broken_record_in_it_stays_as_it_is(self) -> None:
        """Only what was wrong before is wrong afterwards."""
        old = b"[[event]]\nid = 5\n"

        assert appended(old, PLAIN, file="f").startswith(old + b"\n[[event]]\n")
