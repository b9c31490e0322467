import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from riskctl.errors import ExitCode, LockedError
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.records import Records
from riskctl.model.search import plain
from riskctl.model.selection import EventFilter
from riskctl.storage.months.file import LEAST_BYTES, LogFile
from riskctl.storage.months.shelf import Shelf
from riskctl.storage.text import log_reader
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import block
from tests.helpers import event
from tests.laws.questions import TEXTS, mark
from tests.storage.kept import LONG_NOTE, large_watch, looked_at, swapped_in

MOMENT = event("2026-01-30", "talks", "call").recorded
FOUND: list[Record] = [
    event("2026-01-05", "clash", "shots", id="2026-01-05-aaaaaa", title="A raid"),
    event("2026-01-06", "clash", 0.5, id="2026-01-06-bbbbbb", note="at the RAID's end"),
    Review(
        id="2026-01-07-r", date=MOMENT.date(), indicators=("talks",), recorded=MOMENT
    ),
    event(
        "2026-01-08", "talks", "call", id="2026-01-08-aaaaaa", title='"so" \\ it goes'
    ),
    event(
        "2026-01-09",
        "treaty",
        "doubted",
        id="stray",
        replaces="2026-01-05-aaaaaa",
        note=LONG_NOTE,
    ),
    event("2026-01-09", "clash", "deaths", id="2026-01-09-cc", note=LONG_NOTE),
    event("2026-01-09", "clash", "deaths", id="2026-01-09-dd", note=LONG_NOTE),
    Note(
        id="2026-01-30-n",
        date=MOMENT.date(),
        title="[[review]] is no review",
        recorded=MOMENT,
    ),
    Retraction(id="2026-01-31-x", record="2026-01-09-cc", reason="", recorded=MOMENT),
    Retraction(id="2026-01-31-y", record="elsewhere", reason="", recorded=MOMENT),
]
UMLAUT = event("2026-01-10", "clash", "shots", title="Straßenraid", id="2026-01-10-u")


def text_of(*records: Record) -> str:
    """Return a file with these records, as riskctl writes it."""
    return "\n".join(map(block, records))


@dataclass
class Made:
    """A watch with one file that matters, and how it looked."""

    folder: Path
    shelf: Shelf

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / "log" / "2026-01.toml"

    def look(self) -> LogFile:
        """Look at the file, and read nothing of it yet."""
        (file,) = (
            it
            for it in looked_at(self.folder, self.shelf).files
            if it.path == self.path
        )
        return file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return a watch with a large file in January."""
    (tmp_path / "shelf").mkdir()
    shelf = Shelf(tmp_path / "shelf", maker="one", notice=lambda _: None)
    return Made(large_watch(tmp_path / "w", {"2026-01.toml": text_of(*FOUND)}), shelf)


# What a file may be like: every way to it must give the same records.
SPELLINGS = {
    "as riskctl writes it": text_of(*FOUND),
    "with umlauts": text_of(*FOUND, UMLAUT),
    "with a comment": "# by hand\n" + text_of(*FOUND),
    "with other line endings": text_of(*FOUND).replace("\n", "\r\n"),
    "small": text_of(*FOUND[:4]),
    "empty": "",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
class TestPart:
    def test_says_of_itself_what_its_records_say(
        self, spelling: str, made: Made
    ) -> None:
        """From what is kept of it, and from a reading of the whole."""
        made.path.write_text(SPELLINGS[spelling], newline="")
        made.look()
        cold, whole = made.look(), records_of(made)

        for question in (
            "size",
            "days",
            "latest",
            "has_marked",
            "counts",
            "used",
        ):
            assert getattr(cold, question) == getattr(whole, question), question
        looks = {name: tuple(days) for name, days in cold.looks.items()}
        assert looks == whole.looks
        assert list(cold.foreign) == list(whole.foreign)
        assert list(cold.corrections) == list(whole.corrections)
        assert weights(cold) == weights(whole)
        assert not is_read(cold) or len(SPELLINGS[spelling]) < LEAST_BYTES
        assert cold.events == whole.events
        assert weights(cold) == weights(whole)
        assert (cold.reviews, cold.retractions) == (whole.reviews, whole.retractions)
        assert cold.by_indicator == whole.by_indicator

    def test_gives_what_is_no_event_without_parsing_the_events(
        self, spelling: str, made: Made, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the file is as riskctl writes it; elsewhere all of it is read."""
        made.path.write_text(SPELLINGS[spelling], newline="")
        made.look()
        cold, whole = made.look(), records_of(made)
        if cold.facts.is_canonical:
            monkeypatch.setattr(log_reader, "read_log", None)

        for kind in ("reviews", "notes", "retractions"):
            found, expected = getattr(cold, kind), getattr(whole, kind)
            assert list(map(repr, found)) == list(map(repr, expected)), kind
        assert cold.noted == whole.noted

    def test_gives_an_event_by_its_id(self, spelling: str, made: Made) -> None:
        """With the line on which it stands; and none that it does not hold."""
        made.path.write_text(SPELLINGS[spelling], newline="")
        whole = records_of(made)
        ids = [
            *(it.id for it in FOUND),
            UMLAUT.id,
            "2026-01",
            "nobody",
            "",
            "2026-01\n",
        ]

        for one in ids:
            found, expected = made.look().event(one), whole.event(one)
            assert found == expected
            assert origin(found) == origin(expected)
            assert made.look().holds(one) == whole.holds(one)

    def test_gives_the_ids_with_a_part(self, spelling: str, made: Made) -> None:
        """And no id of a review or a retraction."""
        made.path.write_text(SPELLINGS[spelling], newline="")
        whole = records_of(made)

        for text in ("aaaaaa", "2026-01-09", "stray", "id", "A raid", "x", '"', "é"):
            assert list(made.look().ids_like(text)) == whole.ids_like(text)

    def test_gives_at_least_the_events_with_a_text(
        self, spelling: str, made: Made
    ) -> None:
        """Each of them once, and where it stands."""
        made.path.write_text(SPELLINGS[spelling], newline="")
        whole = records_of(made)
        texts = (
            *TEXTS,
            "so it goes",
            "event",
            "[[event",
            "clash",
            "ssen",
            "\n",
            "\u017f",
            "e\u0301",
            "\ufb01",
        )

        for text in map(plain, texts):
            found = list(made.look().events_with(text))
            with_it = [it for it in whole.events if says(it, text)]
            assert len(found) == len({it.id for it in found})
            assert {*with_it} <= {*found} <= {*whole.events}
            lines = {it.id: it.origin for it in whole.events}
            assert all(it.origin == lines[it.id] for it in found)


class TestBlocks:
    def test_one_event_is_read_and_no_other(self, made: Made) -> None:
        """By its id, or by a text that stands in it."""
        file = made.look()

        assert file.event("2026-01-06-bbbbbb") == FOUND[1]
        assert list(file.events_with("raid's")) == [FOUND[1]]
        assert list(file.events_with("nowhere")) == []
        assert list(file.ids_like("nowhere")) == []
        assert not is_read(file)

    def test_an_id_of_another_month_is_not_looked_for(self, made: Made) -> None:
        """Only one that begins as the file is called, or is known as a stray."""
        file = made.look()

        assert file.event("2026-02-05-aaaaaa") is None
        assert not file.holds("2026-02-05-aaaaaa")
        assert "data" not in vars(file)
        assert file.event("stray") == FOUND[4]

    def test_what_was_read_can_be_let_go(self, made: Made) -> None:
        """It is read again when it is asked for."""
        file = made.look()
        before = list(file.events)
        file.forget()

        assert not is_read(file)
        assert "data" not in vars(file)
        assert file.events == before


class TestData:
    def test_what_was_added_since_the_look_is_left_out(self, made: Made) -> None:
        """A command answers for one moment."""
        before = records_of(made)
        file = made.look()
        with made.path.open("a") as more:
            more.write("\n" + block(UMLAUT))

        assert file.events == before.events
        assert file.event(UMLAUT.id) is None
        assert made.look().event(UMLAUT.id) == UMLAUT

    @pytest.mark.parametrize("way", ["edit", "cut", "delete", "replace by a folder"])
    def test_what_was_changed_since_the_look_ends_the_command(
        self, way: str, made: Made
    ) -> None:
        """With 7: no answer from two moments at once."""
        file = made.look()
        text = made.path.read_text()
        if way == "edit":
            swapped_in(made.path, text.replace("A raid", "A riot"))
        elif way == "cut":
            os.truncate(made.path, len(text) // 2)
        else:
            made.path.unlink()
        if way == "replace by a folder":
            made.path.mkdir()

        with pytest.raises(LockedError, match=r"log/2026-01\.toml: changed") as caught:
            _ = file.events
        assert caught.value.exit_code is ExitCode.LOCKED
        assert caught.value.hint == "run the command again"

    def test_what_was_written_anew_without_a_change_is_the_same(
        self, made: Made
    ) -> None:
        """An editor that saves what it has opened disturbs nobody."""
        file = made.look()
        swapped_in(made.path, made.path.read_bytes())

        assert file.event("2026-01-05-aaaaaa") == FOUND[0]

    def test_of_few_events_of_an_indicator_only_the_blocks_are_read(
        self, made: Made
    ) -> None:
        """However many days are asked for, where they are not all of the file's."""
        made.look()
        file, first, last = made.look(), date(2026, 1, 6), date(2026, 1, 30)
        wanted = EventFilter(indicators=("clash", "treaty"), first=first, last=last)
        found = Log([file]).select(wanted)

        assert Log([records_of(made)]).select(wanted) == found
        assert ["2026-01-06-bbbbbb", "2026-01-09-dd", "stray"] == [
            it.id for it in found
        ]
        assert not is_read(file)
        wanted = wanted._replace(first=date(2026, 1, 1))
        assert len(Log([file]).select(wanted)) == len(found)
        assert is_read(file)

    def test_what_is_kept_outlives_the_file(self, made: Made) -> None:
        """What a file weighs was looked up for the content that was looked at."""
        made.look()
        file = made.look()
        expected = weights(records_of(made))
        made.path.unlink()

        assert weights(file) == expected


def records_of(made: Made) -> Records:
    """Read the whole of the file."""
    return Records(read_log(made.path.read_bytes(), "log/2026-01.toml").records)


def weights(part: LogFile | Records) -> object:
    """Return what the events of a part weigh."""
    return {name: [mark(it) for it in marks] for name, marks in part.marks.items()}


def says(event_: Event, text: str) -> bool:
    """Say whether a search for a folded text finds an event."""
    return any(text in plain(it) for it in (event_.title, event_.note, event_.id))


def is_read(file: LogFile) -> bool:
    """Say whether the whole of a file was read."""
    return "_records" in vars(file)


def origin(event_: Event | None) -> object:
    """Return where an event stands."""
    return event_ and event_.origin
