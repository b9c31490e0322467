import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.of_time import WINDOWS, assert_fits, assert_screen, document
from tests.cli.small import small_watch
from tests.helpers import EXAMPLE, make_watch, run

COMMANDS = {
    "backtest": "backtest windows.csv",
    "backtest-at-2": "backtest windows.csv --at 2",
    "backtest-as-known": "backtest windows.csv --as-known",
    "backtest-csv": "backtest windows.csv --csv",
    "backtest-json": "backtest windows.csv --json",
    "backtest-nothing-known": "backtest windows.csv --known-at 2026-10-01",
    "backtest-at-5": "backtest windows.csv --at 5",
}
BAD = """\
start,end,label,kind
24 Feb,2022-03-31,a,peak
2022-02-24,2022-03-31,b,peak
2022-02-24,2022-01-01,c,peak
2022-02-24,2022-03-31,d,war
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """Stdout, stderr and exit code."""
    assert_screen(name, COMMANDS[name], tmp_path)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_fits_the_terminal(columns: int, tmp_path: Path) -> None:
    """The labels give way."""
    assert_fits("backtest windows.csv", columns, tmp_path)


class TestBadWindows:
    @pytest.mark.parametrize("options", [(), ("--json",), ("--csv",)])
    def test_are_all_named_and_nothing_is_computed(
        self, options: tuple[str, ...], tmp_path: Path
    ) -> None:
        """Each with its line; exit 2, in every format."""
        path = tmp_path / "bad.csv"
        path.write_text(BAD, encoding="utf-8")
        outcome = run("backtest", str(path), *options, folder=EXAMPLE)

        assert ("", 2) == (outcome.stdout, outcome.exit_code)
        assert outcome.stderr == (
            f"{path}:2: `24 Feb` is not a date like 2022-02-24\n"
            f"{path}:4: it ends on 2022-01-01, before it starts on 2022-02-24\n"
            f"{path}:5: there is no kind `war`: peak, calm or thaw\n"
            "hint: 2022-02-24,2022-03-31,Invasion of Ukraine,peak\n"
        )

    def test_cannot_send_control_bytes(self, tmp_path: Path) -> None:
        """What the file holds is shown, not obeyed."""
        path = tmp_path / "bad.csv"
        path.write_text("start,end,label,kind\n\x1b[2J,2022-03-31,a,peak\n")
        outcome = run("backtest", str(path), folder=EXAMPLE)

        assert "\x1b" not in outcome.stderr
        assert 2 == outcome.exit_code

    def test_may_be_missing(self, tmp_path: Path) -> None:
        """A name that is no file."""
        outcome = run("backtest", str(tmp_path / "no.csv"), folder=EXAMPLE)

        assert 2 == outcome.exit_code
        assert "there is no such file" in outcome.stderr


@pytest.mark.slow
class TestExample:
    @pytest.mark.parametrize("options", [(), ("--as-known",)])
    def test_compares_the_score_with_three_rules(
        self, options: tuple[str, ...]
    ) -> None:
        """The shipped windows: each rule has an area within its band."""
        outcome = run(
            *("backtest", str(EXAMPLE / "windows.csv"), "--json", *options),
            folder=EXAMPLE,
        )
        found = document("backtest", outcome)

        assert 18 == len(found["windows"])
        assert 12 == found["peaks"]
        assert 4 == len(found["discrimination"])
        for it in found["discrimination"]:
            assert 0.4 < it["low"] < it["auc"] < it["high"] < 1.0
        assert bool(options) is found["as_known"]

    def test_windows_are_sourced(self) -> None:
        """Each row has an address, and its label is its own."""
        text = (EXAMPLE / "windows.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(StringIO(text)))

        assert 18 == len(rows) == len({row["label"] for row in rows})
        for row in rows:
            assert all(
                it.startswith(("https://", "http://")) for it in row["source"].split()
            )
            assert row["source"]


class TestFormats:
    def test_a_label_is_no_formula(self, tmp_path: Path) -> None:
        """Nor what a spreadsheet would take for one."""
        path = tmp_path / "w.csv"
        path.write_text(WINDOWS, encoding="utf-8")
        small = small_watch(tmp_path / "small")
        outcome = run("backtest", str(path), "--csv", folder=small)
        labels = [row["label"] for row in csv.DictReader(StringIO(outcome.stdout))]

        assert "'=1+1" == labels[-1]

    def test_is_a_document_where_nothing_was_known(self, tmp_path: Path) -> None:
        """Windows without days, no hits, no areas."""
        path = tmp_path / "w.csv"
        path.write_text(WINDOWS, encoding="utf-8")
        outcome = run(
            "backtest", str(path), "--json", folder=make_watch(tmp_path / "empty")
        )
        found = document("backtest", outcome)

        assert {0} == {it["days"] for it in found["windows"]}
        assert {None} == {it["auc"] for it in found["discrimination"]}
        assert (0, 0) == (found["hits"], found["peaks"])
