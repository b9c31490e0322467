import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.errors import WriteError
from riskctl.model.record import Record, Retraction, Review
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.storage.text.log_reader import read_log, read_month
from riskctl.storage.text.settings import read_settings
from riskctl.storage.text.writer import appended
from tests.helpers import CATALOGUE, SETTINGS, event, make_watch, run
from tests.trust import rounds, tries


def a_log() -> bytes:
    """Return a log of more than 5 KB with every kind of record."""
    data = b"# November\n"
    records: list[Record] = []
    for number in range(8):
        first = event(f"2026-11-{number + 1:02}", "clash", "shots", note="n" * 40)
        records += [
            first,
            event(f"2026-11-{number + 8:02}", "talks", 0.75, by="hk"),
            event(f"2026-11-{number + 1:02}", "clash", "deaths")._replace(
                replaces=first.id
            ),
            Review(
                id=f"2026-11-1{number}-review",
                date=first.date,
                indicators=("clash", "talks"),
                recorded=first.recorded,
            ),
            Retraction(
                id=f"2026-11-1{number}-retrac",
                record=first.id,
                reason="denied",
                recorded=first.recorded,
            ),
        ]
    for record in records:
        data = appended(data, record, file="f")
    return data


LOG = a_log()
RECORDS = read_log(LOG, "f").records
NUMBER = {
    record.id: number
    for number, record in enumerate(sorted(RECORDS, key=lambda it: it.origin.line))
}


# How often bytes are damaged, and pieces replaced.
BYTES = rounds(1_000, push=15_000, long=300_000)
PIECES = rounds(300, push=5_000, long=100_000)


class TestCut:
    @pytest.mark.trust("R18")
    @pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.slow)])
    def test_every_cut_is_found_or_harmless(
        self, step: int, tried: Callable[[int], None]
    ) -> None:
        """
        A cut leaves a problem, or the first records of the file and nothing else.

        Each of those is as it was; only `by`, the last line of the last one,
        may be gone. What was recorded first is there without what came later,
        as in a copy made earlier.
        """
        assert 5000 < len(LOG) < 9000
        whole = {it.id: it for it in RECORDS}
        undetected = 0
        for length in range(0, len(LOG), step):
            found = read_log(LOG[:length], "f")
            if any(it.blocking for it in found.problems):
                continue
            undetected += 1
            assert found.problems == ()
            numbers = sorted(NUMBER[it.id] for it in found.records)
            assert numbers == list(range(len(numbers)))
            for record in found.records:
                known = whole[record.id]
                last = NUMBER[record.id] == numbers[-1]
                assert record == known or (last and record == known._replace(by=""))
        assert undetected < len(LOG) / step / 10
        tried(len(LOG) // step)

    @pytest.mark.slow
    def test_check_fails_for_every_cut_that_is_found(self, tmp_path: Path) -> None:
        """No level is printed from a log that was cut within a record."""
        folder = make_watch(tmp_path)
        path = folder / "log" / "2026-11.toml"
        # What was cut between two records is missed by who saw more; see below.
        for length in range(0, len(LOG), 61):
            path.write_bytes(LOG[:length])
            broken = any(it.blocking for it in read_month(LOG[:length], "f").problems)

            assert (run("level", "--brief", folder=folder).exit_code == 5) is broken
            assert run("check", folder=folder).exit_code in ({3} if broken else {0, 3})


class TestCutBetweenRecords:
    def test_every_cut_is_missed(self, tmp_path: Path) -> None:
        """Of a file of many records, the first of them are not the log."""
        folder = make_watch(tmp_path)
        path = folder / "log" / "2026-11.toml"
        path.write_bytes(LOG)
        assert run("level", "--brief", folder=folder).exit_code == 0
        places = [it.start() for it in re.finditer(rb"^\[\[", LOG, re.MULTILINE)]
        assert len(places) == len(RECORDS)
        for place in places:
            path.write_bytes(LOG[:place])
            said = run("level", "--brief", folder=folder)
            assert said.exit_code == 5
            assert "log/2026-11.toml: holds " in said.stderr
        path.write_bytes(LOG)
        assert run("level", "--brief", folder=folder).exit_code == 0


class TestMutation:
    @pytest.mark.trust("R17", rounds=BYTES)
    @tries(BYTES)
    @given(
        base=st.sampled_from([LOG[:900], CATALOGUE.encode(), SETTINGS.encode()]),
        edits=st.lists(
            st.tuples(st.integers(0, 4000), st.integers(0, 20), st.binary(max_size=6)),
            min_size=1,
            max_size=4,
        ),
    )
    def test_damaged_bytes_are_problems_and_nothing_else(
        self, base: bytes, edits: list[tuple[int, int, bytes]]
    ) -> None:
        """Every reader takes every damage without another exception."""
        data = base
        for place, length, new in edits:
            at = place % (len(data) + 1)
            data = data[:at] + new + data[at + length :]

        for problem in read_log(data, "f").problems:
            assert problem.hint
        read_settings(data, "f")
        read_catalogue(data, "f")

    @pytest.mark.trust("R17", rounds=PIECES)
    @tries(PIECES)
    @given(
        old=st.sampled_from(
            [b'"', b"1", b"-", b"[[event]]", b"=", b"\n", b"2026", b"event", b"id"]
        ),
        new=st.sampled_from(
            [
                b"",
                b"[",
                b"{}",
                b"0x" + b"f" * 999,
                b"nan",
                b"'''",
                b"\xff",
                b"=",
                b"\x00",
                b"0001-01-01T00:00:00+14:00",
                b"9999-12-31",
                b"[[event]]\n",
                b"\xf0\x9f",
            ]
        ),
        which=st.integers(0, 30),
    )
    def test_a_piece_replaced_is_a_problem_or_another_value(
        self, old: bytes, new: bytes, which: int
    ) -> None:
        """Grammar-shaped damage: what a hand or a bad merge would do."""
        parts = LOG.split(old)
        at = 1 + which % (len(parts) - 1)
        data = old.join(parts[:at]) + new + old.join(parts[at:])

        found = read_log(data, "f")
        with suppress(WriteError):
            appended(data, event("2026-11-30", "clash", "shots"), file="f")

        assert all(str(it).startswith("f") for it in found.problems)
