"""`riskctl sweep`, and what reads a sweep: `board`, `history`, `site`."""

from pathlib import Path

import pytest

from tests.cli.test_json import valid
from tests.helpers import Outcome, run
from tests.reporting.test_extras import without
from tests.sweep.files import row, write

FEW = [row(it, f"202001{it:02}", code="190") for it in range(1, 21)]
OTHER = [row(99, "20200103", pair=("CCC", "AAA"), code="040")]
MACHINE = (
    "Machine-coded: programs read the news and nobody has looked; not comparable with\n"
    "the level of a curated log."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """Return the folder of a sweep of two pairs, and what its command said."""
    folder = tmp_path_factory.mktemp("made")
    path = write(folder / "events.csv", FEW + OTHER)
    out = folder / "out"
    return out, run("sweep", str(path), "-o", str(out), "--workers", "1")


class TestSweep:
    def test_says_what_became_of_every_row(self, made: tuple[Path, Outcome]) -> None:
        """On stderr; on stdout the board."""
        out, done = made
        assert 0 == done.exit_code
        assert "checking rows\ncounting\njudging\n" in done.stderr
        assert (
            f"{out}: 21 rows, 21 counted, 2 pairs, 38 days up to 2020-01-20\ndigest "
        ) in done.stderr
        assert done.stdout == run("board", str(out)).stdout
        assert MACHINE in done.stdout
        (line,) = [it for it in done.stdout.splitlines() if it.startswith("AAA-BBB")]
        assert line.split()[1] in "12345"

    def test_verifies_a_pair(self, made: tuple[Path, Outcome]) -> None:
        """In either case; a fault in a table is told by another code."""
        done = run("sweep", "-o", str(made[0]), "--verify", "aaa-bbb")
        assert (0, "") == (done.exit_code, done.stderr)
        assert done.stdout.startswith(
            "AAA-BBB: 20 events, 20 days, the same event by event\n"
        )

    def test_an_input_that_changed_is_not_verified(self, tmp_path: Path) -> None:
        """What was swept is not there any more."""
        path = write(tmp_path / "a.csv", FEW)
        run("sweep", str(path), "-o", str(tmp_path / "out"), "--workers", "1")
        write(path, FEW[:-1])
        done = run("sweep", "-o", str(tmp_path / "out"), "--verify", "AAA-BBB")
        assert 5 == done.exit_code
        assert "is another file than the one that was swept" in done.stderr

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            ((), 2, "no event files are named"),
            (("nowhere.csv",), 5, "nowhere.csv: cannot be read: no such file"),
            (("events.csv", "--as", "gdelt3"), 2, "no layout is called `gdelt3`"),
            (
                ("events.csv", "--from", "2020-02-01", "--to", "2020-01-01"),
                2,
                "--to 2020-01-01 lies before --from 2020-02-01",
            ),
            (("--verify", "AAA-BBB"), 5, "there is no finished sweep in it"),
            (("events.csv", "--catalogue", "none.toml"), 5, "none.toml: cannot be"),
        ],
    )
    def test_a_wrong_command_line(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        arguments: tuple[str, ...],
        code: int,
        said: str,
    ) -> None:
        """One line what is wrong, one what to type, and no folder of a sweep."""
        monkeypatch.chdir(tmp_path)
        write(tmp_path / "events.csv", FEW)
        done = run("sweep", *arguments, "-o", "new")
        assert code == done.exit_code
        assert said in done.stderr
        assert "hint: " in done.stderr
        assert not (tmp_path / "new" / "manifest.json").exists()

    def test_a_code_on_two_scales_is_refused(self, tmp_path: Path) -> None:
        """It would have two weights."""
        path = write(tmp_path / "events.csv", FEW)
        shipped = (Path("data") / "machine.toml").read_text(encoding="utf-8")
        twice = shipped.replace("\n041 = {", "\n190 = {", 1)
        own = write(tmp_path / "own.toml", [twice])
        done = run("sweep", str(path), "--catalogue", str(own), "-o", "new")
        assert 5 == done.exit_code
        assert "the code 190 stands on two scales, `consult` and `fight`" in done.stderr


class TestReadBack:
    def test_the_board_is_a_document(self, made: tuple[Path, Outcome]) -> None:
        """The pair with twenty events is ranked, the other has too few."""
        document = valid(run("board", str(made[0]), "--json"), "pairs")
        assert (2, 1) == (document["pairs"], document["ranked"])
        assert ["AAA-BBB", "AAA-CCC"] == document["by_count"]
        (first,) = document["rows"]
        assert ("AAA-BBB", 20) == (first["pair"], first["events"])

    def test_the_board_is_a_page(
        self, made: tuple[Path, Outcome], tmp_path: Path
    ) -> None:
        """With a picture of each pair, and what it is not."""
        out = tmp_path / "public"
        done = run("site", str(out), str(made[0]))
        page = (out / "index.html").read_text(encoding="utf-8")
        assert f"{out}: 3 files, 3 written\n" == done.stderr
        assert "<polyline" in page
        assert "Machine-coded" in page
        assert "Unofficial" in page
        again = run("site", str(out), str(made[0]))
        assert f"{out}: 3 files, 0 written\n" == again.stderr

    def test_the_history_of_a_pair(self, made: tuple[Path, Outcome]) -> None:
        """As a chart, as rows, as a document."""
        asked = ("history", "--from-sweep", str(made[0]), "--pair", "AAA-BBB")
        screen = run(*asked)
        assert screen.stdout.startswith("Unofficial: ")
        assert MACHINE in screen.stdout
        assert "AAA-BBB" in screen.stdout
        rows = run(*asked, "--csv", "--step", "day", "--from", "2020-01-19").stdout
        assert 3 == len(rows.splitlines())
        document = valid(run(*asked, "--json", "--step", "day"), "pair-history")
        assert 20 == len(document["days"])
        assert document["days"][-1]["score"] > document["days"][0]["score"] > 0

    def test_what_is_not_there(self, made: tuple[Path, Outcome]) -> None:
        """A pair that is none, and half a question."""
        asked = ("history", "--from-sweep", str(made[0]))
        assert 2 == run(*asked).exit_code
        done = run(*asked, "--pair", "AAA-BBC")
        assert 2 == done.exit_code
        assert "the sweep has no pair `AAA-BBC`\nhint: " in done.stderr


class TestWithoutTheExtra:
    @pytest.mark.parametrize(
        ("hidden", "said"),
        [
            ("duckdb", "this needs DuckDB, which is not installed"),
            ("pyarrow", "this needs pyarrow, which is not installed"),
        ],
    )
    def test_says_what_to_install(self, tmp_path: Path, hidden: str, said: str) -> None:
        """Exit code 2, and nothing is made of it."""
        path = write(tmp_path / "events.csv", FEW)
        out = str(tmp_path / "out")
        done = without(hidden, "sweep", str(path), "-o", out)
        assert 2 == done.returncode
        assert f"{said}\nhint: pip install 'riskctl[sweep]'\n" in done.stderr

    def test_spark_has_an_extra_of_its_own(self, tmp_path: Path) -> None:
        """DuckDB alone needs neither Java nor pandas."""
        path = write(tmp_path / "events.csv", FEW)
        out = str(tmp_path / "out")
        line = ("sweep", str(path), "-o", out, "--engine", "spark")
        done = without("pandas,pyspark,pyspark.sql", *line)
        assert 2 == done.returncode
        assert "hint: pip install 'riskctl[spark]'\n" in done.stderr
