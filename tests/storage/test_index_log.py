from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.record import Event, Record, Retraction
from riskctl.model.selection import EventFilter
from riskctl.storage.index import entry as index
from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.search import FEWEST_EVENTS
from tests.helpers import EXAMPLE, event, open_folder
from tests.laws.strategies import LAW, records
from tests.storage.indexes import assert_same, indexed_watch, plain, stored

ODD = [
    event("2026-01-05", "clash", -0.0, title="Straße", note="im\nWald"),
    event("2026-01-05", "clash", 0.0, title="STRASSE", by="a\x00b"),
    event("2026-01-06", "talks", "call", sources=("",), title="İstanbul \x00 x"),
    event("2026-01-06", "talks", 0.5, sources=("a\nb", "c"), scheduled=True),
    event("2026-02-01", "treaty", "kept", sources=(), id="ÄRGER-1"),
]


class TestStoredLog:
    def test_the_example_answers_as_its_files_do(self) -> None:
        """Every question, now and at ten moments of its history."""
        log, files = stored(EXAMPLE), plain(EXAMPLE)
        catalogue = open_folder(EXAMPLE).catalogue

        assert_same(log, files, catalogue)
        moments = sorted(it.recorded for it in files.events)
        for moment in moments[:: len(moments) // 10]:
            assert_same(log.as_known(moment), files.as_known(moment), catalogue)
            assert log.revised(moment, None) == files.revised(moment, None)

    @pytest.mark.slow
    @LAW
    @given(records(), st.data())
    def test_any_log_answers_as_its_files_do(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Amended, retracted, scheduled, at any moment and between any two."""
        with TemporaryDirectory() as temporary:
            folder = indexed_watch(Path(temporary), found)
            log, files = stored(folder), plain(folder)
            catalogue = open_folder(folder).catalogue
            moments = sorted({it.recorded for it in found})
            one, other = (data.draw(st.sampled_from(moments)) for _ in range(2))
            late = data.draw(st.sampled_from(moments)) - timedelta(microseconds=1)

            assert_same(log, files, catalogue)
            for moment in (one, late):
                then, known = log.as_known(moment), files.as_known(moment)
                assert_same(then, known, catalogue)
                assert then.revised(one, other) == known.revised(one, other)
                assert then.as_known(other) == known.as_known(other)
            assert log.revised(one, other) == files.revised(one, other)
            assert log.revised(one, None) == files.revised(one, None)

    def test_odd_texts_and_numbers_come_back(self, tmp_path: Path) -> None:
        """Empty sources, line feeds, NULs, a minus before zero, capital umlauts."""
        folder = indexed_watch(tmp_path, ODD)
        log = stored(folder)

        assert_same(log, plain(folder), open_folder(folder).catalogue)
        assert log.select(EventFilter(text="ärger")) == (ODD[4],)
        assert [it.value for it in log.events if it.value == 0] == [-0.0, 0.0]

    def test_a_record_more_is_foreseen(self, tmp_path: Path) -> None:
        """The ledger with a retraction is that of the log with it."""
        found = [event("2026-01-05", "clash", "shots"), event("2026-01-05", "talks", 1)]
        folder = indexed_watch(tmp_path, found)
        catalogue = open_folder(folder).catalogue
        gone = Retraction(
            id="r1", event=found[0].id, reason="", recorded=found[0].recorded
        )
        more = event("2026-01-05", "talks", "call")

        for record in (gone, more):
            month = 2026 * 12
            ahead = stored(folder).ledger_with(record, catalogue).sheet(month)
            after = plain(folder).with_record(record).ledger(catalogue).sheet(month)
            assert {name: list(it) for name, it in ahead.items()} == {
                name: list(it) for name, it in after.items()
            }

    def test_a_log_that_is_asked_in_the_middle_of_a_change_stays(
        self, tmp_path: Path
    ) -> None:
        """What is known when it is opened is known until the end."""
        folder = indexed_watch(tmp_path, [event("2026-01-05", "clash", "shots")])
        log = stored(folder)
        newest = log.newest_first(until=date(2026, 2, 1))

        assert next(newest).value == "shots"
        (folder / "log" / "2026-01.toml").unlink()
        assert len(stored(folder)) == 0
        assert len(log) == len(log.events) == 1
        assert list(newest) == []

    def test_a_broken_index_is_passed_over_in_the_middle(self, tmp_path: Path) -> None:
        """The files answer the rest."""
        found = [event(f"2026-01-{day:02}", "clash", "shots") for day in range(1, 9)]
        folder = indexed_watch(tmp_path, found)
        catalogue = open_folder(folder).catalogue
        log = stored(folder)
        known = log.as_known(datetime.fromisoformat("2026-01-05T13:00:00Z"))
        newest = log.newest_first(until=date(2026, 2, 1))
        ledger = log.ledger(catalogue)

        assert next(newest).date == date(2026, 1, 8)
        assert isinstance(log, StoredLog)
        log.index.connection.close()
        assert [it.date.day for it in newest] == [7, 6, 5, 4, 3, 2, 1]
        assert (ledger.first, ledger.last) == (date(2026, 1, 1), date(2026, 1, 8))
        assert ledger.recall("x", 2026 * 12) is None
        files = plain(folder)
        assert_same(log, files, catalogue)
        assert len(known) == len(known.in_force) == 5

    def test_a_log_without_a_digest_is_added_up_in_memory(self, tmp_path: Path) -> None:
        """A catalogue that is tried out leaves nothing behind."""
        folder = indexed_watch(tmp_path, [event("2026-01-05", "clash", "shots")])
        catalogue = open_folder(folder).catalogue
        tried = type(catalogue)(
            **{
                it: getattr(catalogue, it)
                for it in catalogue.__dataclass_fields__
                if it != "digest"
            },
            digest="",
        )
        log = stored(folder)

        assert log.ledger(tried).first == date(2026, 1, 5)
        assert not log.index.drafts.size


class TestSearch:
    @pytest.mark.slow
    def test_it_finds_what_a_look_at_every_event_finds(self, tmp_path: Path) -> None:
        """Also after events came and went, and for parts of ids."""
        words = ("missile", "Straße", "İzmir", "talks", "ﬁre", "naval drill")
        found: list[Event] = [
            event(
                f"{2010 + it % 9}-0{1 + it % 8}-11",
                "clash",
                "shots",
                id=f"2010-{it:06}",
                title=f"{words[it % 6]} {words[it % 5]} {it}",
                note=words[it % 4] if it % 7 == 0 else "",
            )
            for it in range(FEWEST_EVENTS + 10)
        ]
        folder = indexed_watch(tmp_path, found)

        for _ in range(2):
            log, files = stored(folder), plain(folder)
            for text in (
                "missile",
                "STRASSE",
                "i̇zmir",
                "FIRE",
                "drill naval",
                "-00499",
            ):
                for withdrawn in (False, True):
                    wanted = EventFilter(text=text, withdrawn=withdrawn)
                    assert log.select(wanted) == files.select(wanted)
            assert log.index.state["search"] == 1
            index.finish()
            path = folder / "log" / "2010-01.toml"
            path.write_text(
                path.read_text().replace("naval drill", "missile", 3)
                + "\n[[event]]"
                + path.read_text().split("[[event]]")[-1].replace("2010-", "2099-")
            )
