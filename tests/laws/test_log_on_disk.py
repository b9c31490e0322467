"""What is kept of a log changes no answer: it is that of a reading of all files."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event as event_of_run
from hypothesis import given, settings
from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.record import Event, Record, Retraction
from riskctl.storage.edit import editing
from riskctl.storage.months.file import LEAST_BYTES
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import CATALOGUE, EXAMPLE, event, open_folder
from tests.laws.naive_log import NaiveLog
from tests.laws.parts import cuts, dressed, home_of, more_records
from tests.laws.questions import assert_same
from tests.laws.strategies import LAW, SLOW_LAW
from tests.storage.kept import (
    LONG_NOTE,
    as_read,
    cache,
    is_kept,
    large_watch,
    looked_at,
    shelf_of,
    swapped_in,
)

# How a file is spelled, from the text that riskctl writes.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "canonical": lambda it: it,
    "crlf": lambda it: it.replace("\n", "\r\n"),
    "comments": lambda it: f"# by hand\n\n{it}# the end\n",
    "odd": lambda it: it.replace("[[event]]", "  [[ event ]] # so"),
    "open end": lambda it: it.rstrip("\n"),
}


@st.composite
def files(draw: st.DrawFn, found: list[Record]) -> dict[str, str]:
    """Return a log's files: its records in some parts, each spelled in some way."""
    long = draw(st.booleans(), label="long")
    texts = {}
    for number, part in enumerate(draw(cuts(found), label="parts")):
        text = "\n".join(block(_lengthened(it) if long else it) for it in part)
        spelled = SPELLINGS[draw(st.sampled_from(sorted(SPELLINGS)))](text)
        # By the month where there is one; else, some of them begin like months.
        months = {f"{home_of(it):%Y-%m}" for it in part}
        name = f"{min(months)}.toml" if len(months) == 1 else f"part-{number}.toml"
        if name in texts or draw(st.sampled_from([False, False, True])):
            name = f"2026-{number}.toml"
        texts[name] = spelled
    return texts


def _lengthened(record: Record) -> Record:
    if isinstance(record, Event):
        return record._replace(note=record.note + LONG_NOTE)
    return record


def assert_as_read(folder: Path, log: Log, *, beside: list[Record]) -> None:
    """Make sure that a log answers as its files do, now and at some moments."""
    watch = as_read(folder)
    naive = NaiveLog(watch.log.records)
    assert_same(log, naive, watch.catalogue, beside=beside)
    moments = sorted({it.recorded for it in naive.records})
    some = moments[:: max(1, len(moments) // 2)]
    for moment in (it - timedelta(seconds=1) for it in some):
        then, known = log.as_known(moment), naive.as_known(moment)
        assert_same(then, known, watch.catalogue, beside=naive.records)
        assert log.revised(moment, None) == naive.revised(moment, None)


class TestAnswers:
    @pytest.mark.slow
    @pytest.mark.long
    @settings(LAW, max_examples=20)
    @given(dressed(), st.data())
    def test_are_those_of_the_files_cold_and_warm(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """In any files, spelled anyhow: first look, the next, and with what is kept."""
        texts = data.draw(files(found))
        with TemporaryDirectory() as temporary, cache(Path(temporary) / "cache"):
            folder = large_watch(Path(temporary) / "watch", texts)
            for _ in range(2):
                watch, plain = open_folder(folder), as_read(folder)
                assert (watch.settings, watch.problems) == (
                    plain.settings,
                    plain.problems,
                )
                assert_as_read(folder, watch.log, beside=found)
            if is_kept(watch.log):
                look = looked_at(folder, shelf_of(folder))
                assert_as_read(folder, look.log, beside=found)
                look = looked_at(folder, shelf_of(folder))
                assert_as_read(folder, look.log, beside=found)

    @pytest.mark.slow
    @SLOW_LAW
    @given(dressed(), st.data())
    def test_are_those_of_the_files_after_each_change(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """A record more, an edit by hand, a file that is gone, what stands twice."""
        texts = data.draw(files(found))
        with TemporaryDirectory() as temporary, cache(Path(temporary) / "cache"):
            folder = large_watch(Path(temporary) / "watch", texts)
            open_folder(folder).log.ledger(open_folder(folder).catalogue)
            for change in data.draw(
                st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)
            ):
                change(folder, data.draw)
                watch, plain = open_folder(folder), as_read(folder)
                assert watch.problems == plain.problems
                assert_as_read(folder, watch.log, beside=found)

    @pytest.mark.slow
    @pytest.mark.long
    @SLOW_LAW
    @given(dressed(), st.data())
    def test_are_those_of_the_files_to_who_writes_again_and_again(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Of a month that only grew, what was known of it holds, and is not read."""
        with TemporaryDirectory() as temporary, cache(Path(temporary) / "cache"):
            records = [_lengthened(it) for it in found]
            folder = large_watch(Path(temporary) / "watch", records)
            watch = open_folder(folder)
            assert_as_read(folder, watch.log, beside=found)
            looked_at(folder, shelf_of(folder))
            for _ in range(data.draw(st.integers(1, 4))):
                record = _lengthened(data.draw(more_records(records)))
                with editing(WatchFolder(folder)) as editor:
                    if record.id not in editor.watch.log:
                        editor.add(record)
                        records.append(record)
                look = looked_at(folder, shelf_of(folder), before_change=True)
                event_of_run("grown" if look.added else "read")
                assert_as_read(folder, look.log, beside=[record])

    def test_the_example_answers_as_its_files_do(self) -> None:
        """It is large enough to be kept, and has not been touched lately."""
        watch, plain = open_folder(EXAMPLE), as_read(EXAMPLE)
        assert is_kept(watch.log)
        naive = NaiveLog(plain.log.records)
        moments = sorted(it.recorded for it in naive.events)

        assert (watch.settings, watch.catalogue, watch.problems) == (
            plain.settings,
            plain.catalogue,
            plain.problems,
        )
        assert watch.log == plain.log
        assert watch.log.in_force == naive.in_force
        assert watch.log.used == naive.used
        for moment in moments[:: len(moments) // 3]:
            assert watch.log.revised(moment, None) == naive.revised(moment, None)
            then = watch.log.as_known(moment)
            assert then.in_force == naive.as_known(moment).in_force

    def test_odd_texts_and_numbers_come_back(self, tmp_path: Path) -> None:
        """Empty sources, line feeds, NULs, a minus before zero, capital umlauts."""
        moment = datetime(2026, 1, 5, 1, 2, 3, tzinfo=UTC)
        found: list[Record] = [
            event("2026-01-05", "clash", -0.0, title="Straße", note="im\nWald"),
            event("2026-01-05", "clash", 0.0, title="STRASSE", by="a\x00b"),
            event("2026-01-06", "talks", "call", sources=("",), title="İstanbul \x00"),
            event("2026-01-06", "talks", 0.5, sources=("a\nb", "c"), scheduled=True),
            event("2026-02-01", "treaty", "kept", sources=(), id="ÄRGER-1"),
            Retraction(id="r", record="ÄRGER-1", reason="ß", recorded=moment),
        ]
        for records in (found, [_lengthened(it) for it in found]):
            folder = large_watch(tmp_path / str(records is found), records)
            for _ in range(2):
                log = open_folder(folder).log
                assert is_kept(log)
                assert_as_read(folder, log, beside=found)

    @pytest.mark.slow
    def test_a_file_of_many_months_is_sorted_out(self, tmp_path: Path) -> None:
        """One file for all, and one more in the middle of it."""
        found = [
            event(f"{2020 + it // 12}-{1 + it % 12:02}-05", "clash", "shots")
            for it in range(70)
        ]
        text = "\n".join(block(_lengthened(it)) for it in found)
        assert len(text) > LEAST_BYTES
        folder = large_watch(tmp_path, {"all.toml": text})
        for _ in range(2):
            assert_as_read(folder, open_folder(folder).log, beside=[])
        more = event("2022-05-05", "clash", "deaths", replaces=found[3].id)
        (folder / "log" / "2022-05.toml").write_text(block(more))

        for _ in range(2):
            assert is_kept(open_folder(folder).log)
            assert_as_read(folder, open_folder(folder).log, beside=[more])


def _log_files(folder: Path) -> list[Path]:
    return sorted(it for it in (folder / "log").iterdir() if it.name != "filler.toml")


def _add(folder: Path, draw: Callable[..., Record]) -> None:
    """Add a record as the commands do."""
    records = list(as_read(folder).log.records)
    if not any(isinstance(it, Event) for it in records):
        return
    record = draw(more_records(records))
    with editing(WatchFolder(folder)) as editor:
        if record.id not in editor.watch.log:
            editor.add(record)


def _edit(folder: Path, _draw: object) -> None:
    """Change a value by hand, and put a comment above all."""
    for path in _log_files(folder)[:1]:
        text = path.read_bytes()
        swapped_in(path, b"# mine\n" + text.replace(b'"shots"', b'"deaths"', 1))


def _delete(folder: Path, _draw: object) -> None:
    """Remove a file."""
    for path in _log_files(folder)[-1:]:
        path.unlink()


def _twice(folder: Path, _draw: object) -> None:
    """Let every record of a file stand in another one as well."""
    for path in _log_files(folder)[:1]:
        swapped_in(path.with_name("twice.toml"), path.read_bytes())


def _twice_with_other_content(folder: Path, _draw: object) -> None:
    """Let an id stand for two events."""
    for path in _log_files(folder)[:1]:
        data = path.read_bytes().replace(b"title = ", b'by = "x"\ntitle = ')
        swapped_in(path.with_name("other.toml"), data)


def _mend(folder: Path, _draw: object) -> None:
    """Remove what stands twice."""
    for name in ("twice.toml", "other.toml"):
        (folder / "log" / name).unlink(missing_ok=True)


def _reweigh(folder: Path, _draw: object) -> None:
    """Change a number of the catalogue."""
    text = CATALOGUE.replace("number = 0.4", "number = 0.35")
    swapped_in(folder / "indicators.toml", text)


CHANGES: list[Callable[..., None]] = [
    _add,
    _add,
    _edit,
    _delete,
    _twice,
    _twice_with_other_content,
    _mend,
    _reweigh,
]
