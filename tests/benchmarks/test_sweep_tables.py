"""The tables about sweeps say what was measured, and the page shows them."""

from pathlib import Path

import pytest

from benchmarks.page import PAGE
from benchmarks.sweep.results import Found, Phase, Results, Sweep
from benchmarks.sweep.run import LATEST
from benchmarks.sweep.tables import TABLES, goals, with_sweep_tables
from riskctl.sweep.steps import CHECKING, COUNTING, JUDGING, LOOKING

GIB = 1 << 30


def sweep(rows: int, pairs: int, *seconds: float, is_more: bool = False) -> Sweep:
    """Return a run with what its four phases took."""
    names = (LOOKING, CHECKING, COUNTING, JUDGING)
    return Sweep(
        is_more=is_more,
        rows=rows,
        pairs=pairs,
        years=40,
        input_bytes=GIB,
        output_bytes=GIB,
        peak_bytes=GIB,
        files_written=9,
        digest="d",
        phases=tuple(
            Phase(name, it, 2 * it) for name, it in zip(names, seconds, strict=True)
        ),
    )


@pytest.fixture
def measured() -> Results:
    """Return a small benchmark in which every goal is met but one."""
    return Results(
        machine={
            "processor": "a processor",
            "cores": "2",
            "memory": "8 GB",
            "kernel": "Linux",
            "Python": "3.11",
        },
        versions={"riskctl": "1"},
        workers=2,
        address_space_bytes=8 * GIB,
        load=0.1,
        sweeps=(
            sweep(1_000_000, 400, 0.1, 0.3, 0.1, 9.5),
            sweep(10_000_000, 4000, 1.0, 8.0, 6.0, 85.0),
            sweep(25_000, 4000, 0.1, 0.1, 0.1, 1.7, is_more=True),
        ),
        found=(Found("a world", 10, 9, 1),),
    )


class TestGoals:
    def test_follow_from_the_whole(self, measured: Results) -> None:
        """Rows by what comes before judging, a day more by the whole."""
        assert [
            ("666,667", "missed"),
            ("47.1", "met"),
            ("1.00", "met"),
            ("2.0", "met"),
            ("1,024 MB", "met"),
        ] == [it.row[2:] for it in goals(measured)]

    def test_counts_of_another_run_stand_in_their_place(
        self, measured: Results
    ) -> None:
        """The median of several, and the page says so; judging stays as it is."""
        rounds = [sweep(0, 0, 1.0, it, 1.0, 0.0).phases[:3] for it in (9.0, 2.0, 3.0)]
        again = measured.with_counts(rounds)
        assert "2,000,000" == next(goals(again)).row[2]
        assert 90.0 == again.whole.seconds
        assert measured.sweeps[0] == again.sweeps[0]
        assert "the median of 3 stands here" in TABLES["machine"](again)


class TestPage:
    def test_has_a_place_for_every_table(self) -> None:
        """None is computed for nothing."""
        for name in TABLES:
            assert PAGE.read_text().count(f"<!-- sweep-benchmark: {name} -->\n") == 1

    @pytest.mark.skipif(not LATEST.exists(), reason="no benchmark was kept")
    def test_shows_the_run_that_is_kept(self) -> None:
        """No figure on it was typed by hand."""
        page = PAGE.read_text()
        assert with_sweep_tables(page, Results.read(LATEST)) == page

    def test_is_read_as_it_was_written(self, measured: Results, tmp_path: Path) -> None:
        """Nothing that a table needs is lost."""
        measured.write(tmp_path / "sweep.json")
        assert Results.read(tmp_path / "sweep.json") == measured
