from pathlib import Path

import pytest

from benchmarks.page import PAGE, TABLES, with_tables
from benchmarks.results import Results
from benchmarks.run import LATEST
from tests.benchmarks.small_results import Times, results

TIMES: Times = {
    ("floor", "python -c 'import typer'", None): 0.1,
    ("riskctl", "append one", 1_000): 0.14,
    ("riskctl", "level", 1_000): 0.2,
    ("hledger", "append one", 1_000): 4.2,
}


@pytest.fixture
def measured() -> Results:
    """Return a small benchmark."""
    return results(TIMES, missing={("ledger", "level", 1_000): "> 180 s"})


class TestWithTables:
    def test_writes_between_the_markers_only(self, measured: Results) -> None:
        """What people wrote stays; what was there before goes."""
        page = "# A\n<!-- benchmark: peers -->\nold\n<!-- benchmark: end -->\nB\n"

        assert with_tables(page, measured) == (
            "# A\n<!-- benchmark: peers -->\n"
            "| job | events | riskctl | hledger | ledger |\n"
            "| --- | ---: | ---: | ---: | ---: |\n"
            "| append one | 1,000 | 140 ms | 4.2 s | – |\n"
            "| level | 1,000 | 200 ms | – | > 180 s |\n"
            "<!-- benchmark: end -->\nB\n"
        )

    def test_is_the_same_when_done_again(self, measured: Results) -> None:
        """The page can be written anew from the file of the last run."""
        once = with_tables(PAGE.read_text(), measured)

        assert with_tables(once, measured) == once

    def test_every_table_has_its_place_on_the_page(self) -> None:
        """None is computed for nothing."""
        for name in TABLES:
            assert PAGE.read_text().count(f"<!-- benchmark: {name} -->\n") == 1


class TestTables:
    def test_a_time_stands_with_its_ratio_to_the_floor(self, measured: Results) -> None:
        """The ratio is that of each run to the floor beside it."""
        assert "| append one | 140 ms (1.40) |" in TABLES["riskctl"](measured)

    def test_a_peer_stands_in_riskctl_s_times(self, measured: Results) -> None:
        """30 means: riskctl is thirty times as fast."""
        assert "| append one | 1,000 | 1.00 | 30.0 | – |" in TABLES["peer-ratios"](
            measured
        )

    def test_who_is_left_out_is_named(self, measured: Results) -> None:
        """With the reason."""
        assert "Left out: jrnl (there is no `jrnl`)." in TABLES["machine"](measured)


class TestResults:
    def test_are_read_as_they_were_written(
        self, measured: Results, tmp_path: Path
    ) -> None:
        """Nothing that a table needs is lost."""
        measured.write(tmp_path / "latest.json")

        assert Results.read(tmp_path / "latest.json") == measured

    @pytest.mark.skipif(not LATEST.exists(), reason="no benchmark was kept")
    def test_the_page_shows_the_run_that_is_kept(self) -> None:
        """No figure on it was typed by hand."""
        page = PAGE.read_text()

        assert with_tables(page, Results.read(LATEST)) == page
