"""`riskctl setup`: where things stand, from a file or one question after the other."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.cli.terminal import Terminal
from tests.helpers import make_watch, open_folder, run

TOML = """\
[[position]]
indicator = "treaty"
value = "doubted"
since = 2026-10-05
source = ["https://example.org/void", "Gazette, 6 October, p. 2"]
grade = "A1"

[[position]]
indicator = "talks"
value = 0.5
since = "2 Nov 2026"
"""
CSV = """\
indicator,value,since,source,grade
treaty,doubted,2026-10-05,https://example.org/void,A1
talks,0.5,2026-11-02,,
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return the folder of a watch without a record."""
    return make_watch(tmp_path / "fresh")


def file(folder: Path, text: str, name: str = "positions.toml") -> str:
    """Write a file beside the watch; return its path."""
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return str(path)


class TestFrom:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            (TOML, "positions.toml"),
            (CSV, "positions.csv"),
            (CSV.replace(",", ";"), "POSITIONS.CSV"),
        ],
    )
    def test_makes_an_event_of_every_row(
        self, text: str, name: str, fresh: Path
    ) -> None:
        """Titled by the scale, dated by the day since when, recorded now."""
        outcome = run("setup", "--from", file(fresh, text, name), folder=fresh)

        assert outcome.stdout == "set 2 statuses and contacts\n"
        assert outcome.exit_code == 0
        treaty, talks = sorted(open_folder(fresh).log.events, key=lambda it: it.date)
        assert (treaty.indicator, treaty.value) == ("treaty", "doubted")
        assert treaty.title == "The border treaty: doubted"
        assert str(treaty.date) == "2026-10-05"
        assert treaty.sources[0] == "https://example.org/void"
        assert str(treaty.grade) == "A1"
        assert str(treaty.recorded) == "2026-11-20 12:00:00+00:00"
        assert (talks.value, str(talks.date), str(talks.grade)) == (
            0.5,
            "2026-11-02",
            "F6",
        )

    def test_passes_over_what_stands_in_the_log(self, fresh: Path) -> None:
        """So that a file may be read again, with more in it."""
        first = file(fresh, TOML.split("\n\n", maxsplit=1)[0])
        run("setup", "--from", first, folder=fresh)

        again = run("setup", "--from", file(fresh, TOML), folder=fresh)

        assert again.stdout == (
            "set 1 status or contact; 1 said what the log says already\n"
        )
        assert len(open_folder(fresh).log) == 2

    @pytest.mark.parametrize("separator", [";", "\t"])
    @pytest.mark.parametrize("named", [True, False])
    def test_takes_a_table_as_spreadsheets_write_it(
        self, separator: str, named: bool, fresh: Path
    ) -> None:
        """As a table of windows is; some say first what separates the cells."""
        first = f"sep={separator}\r\n" if named else ""
        text = first + CSV.replace(",", separator)
        path = file(fresh, text, "p.csv")
        run("setup", "--from", path, folder=fresh)
        assert len(open_folder(fresh).log) == 2

    def test_takes_a_number_to_its_last_digit(self, fresh: Path) -> None:
        """As it stands in the file."""
        text = TOML.replace("= 0.5", "= 0.123456789012")
        run("setup", "--from", file(fresh, text), folder=fresh)
        assert 0.123456789012 in {it.value for it in open_folder(fresh).log.events}

    def test_leaves_out_what_has_no_value(self, fresh: Path) -> None:
        """As the template has it before it is filled in."""
        template = run("setup", "--template", folder=fresh).stdout
        outcome = run("setup", "--from", file(fresh, template), folder=fresh)

        assert outcome.stdout == "set 0 statuses and contacts\n"

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('"treaty"', '"treety"', "1: there is no indicator `treety` (did you"),
            ('"doubted"', '"dubted"', "1: `dubted` is not on the scale of `treaty`"),
            ("= 0.5", "= 7", "8: 7 is out of range for `talks`"),
            ("2 Nov 2026", "2 Dec 2026", "8: Wed 2026-12-02 is still to come"),
            ("2 Nov 2026", "soon", "8: `soon` is not a day that riskctl reads"),
            ('"A1"', '"Z1"', "1: `Z1` is not a grade"),
            ('"talks"', '"treaty"', "8: `treaty` stands at "),
            ('"talks"', '"clash"', "8: `clash` is an incident, which stands nowhere"),
            ("grade", "grad", "6: `grad` is not a key of a position"),
            ("= 0.5", "= ", "10: `value` has no value"),
            ("[[position]]", "[position]", "8: not TOML"),
            ("https://", "javascript:", "1: source: the scheme `javascript`"),
        ],
    )
    def test_writes_nothing_where_a_row_is_wrong(
        self, old: str, new: str, message: str, fresh: Path
    ) -> None:
        """All or nothing, each fault with its line."""
        before, path = tree(fresh), file(fresh, TOML.replace(old, new, 1))

        outcome = run("setup", "--from", path, folder=fresh)

        assert outcome.exit_code == 2
        assert outcome.stdout == ""
        assert outcome.stderr.startswith(f"{path}:{message}")
        assert outcome.stderr.endswith(
            "hint: nothing was written; mend the file and read it again\n"
        )
        assert tree(fresh) == before

    def test_names_every_row_that_is_wrong(self, fresh: Path) -> None:
        """Of a table as well."""
        path = file(fresh, CSV.replace("doubted", "x").replace("0.5", "y"), "p.csv")

        faults = run("setup", "--from", path, folder=fresh).stderr.splitlines()

        assert faults[0].startswith(f"{path}:2: `x` is not on the scale")
        assert faults[1].startswith(f"{path}:3: `y` is not on the scale")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("indicator,since\n", "1: no column `value`"),
            (
                "indicator,value,colour\n",
                "1: unknown column `colour`: the columns are indicator, value, ",
            ),
            (
                "indicator,value,date\n",
                "1: unknown column `date`: did you mean `since`? the columns are ",
            ),
            ("indicator,value\ntreaty\n", "2: the row has not as many cells"),
        ],
    )
    def test_refuses_another_table(self, text: str, message: str, fresh: Path) -> None:
        """The first line names the columns."""
        path = file(fresh, text, "positions.csv")

        outcome = run("setup", "--from", path, folder=fresh)

        assert outcome.exit_code == 2
        assert outcome.stderr.startswith(f"{path}:{message}")

    def test_shows_what_it_would_write(self, fresh: Path) -> None:
        """And writes nothing."""
        before = tree(fresh)

        outcome = run("setup", "-n", "--from", file(fresh, TOML), folder=fresh)

        assert outcome.stdout.count("[[event]]") == 2
        assert outcome.stdout.endswith("would have set 2 statuses and contacts\n")
        assert tree(fresh) == before

    def test_needs_a_file_that_is_there(self, fresh: Path) -> None:
        """The hint says how one is made."""
        outcome = run("setup", "--from", "nowhere.toml", folder=fresh)

        assert outcome.exit_code == 2
        assert outcome.stderr == (
            "nowhere.toml: there is no such file\n"
            "hint: riskctl setup --template > positions.toml makes one to fill in\n"
        )


class TestTemplate:
    def test_asks_for_what_is_not_set_the_heaviest_first(self, fresh: Path) -> None:
        """With the scale and its sentences beside each."""
        whole = run("setup", "--template", folder=fresh).stdout

        assert whole.index('indicator = "treaty"') < whole.index('indicator = "talks"')
        assert "#   doubted: One side says that the other breaks it." in whole
        run(
            "setup",
            "--from",
            file(fresh, TOML.split("\n\n", maxsplit=1)[0]),
            folder=fresh,
        )
        rest = run("setup", "--template", folder=fresh).stdout
        assert '"treaty"' not in rest
        assert rest != run("setup", "--template", "--all", folder=fresh).stdout == whole


class TestWithoutATerminal:
    def test_says_how_a_script_answers(self, fresh: Path) -> None:
        """Nobody is there to be asked."""
        outcome = run("setup", folder=fresh)

        assert outcome.exit_code == 2
        assert outcome.stderr.startswith("nobody is there to be asked\nhint: riskctl ")


class TestAsking:
    def test_keeps_each_answer(self, fresh: Path, terminals: list[Terminal]) -> None:
        """By number or name; a wrong one again; Enter for today and no source."""
        terminal = Terminal(["--watch", str(fresh), "setup"])
        terminals.append(terminal)
        terminal.expect("2 statuses and contacts to set")
        terminal.expect("1 of 2  treaty: The border treaty")
        terminal.expect("   2  doubted (0.5)")
        terminal.answer("where does it stand", "void")
        terminal.expect("`void` is not on the scale of `treaty`")
        terminal.answer("where does it stand", "2")
        terminal.answer("since when", "tomorrow")
        terminal.answer("since when", "2026-12-01")
        terminal.expect("2026-12-01 is still to come")
        terminal.answer("since when", "2026-10-05")
        terminal.expect("      Mon 2026-10-05")
        terminal.answer("source", "https://example.org/void")
        terminal.answer("another source", "")
        terminal.answer("grade", "A1")
        terminal.expect("2 of 2  talks: Talks between the capitals")
        terminal.answer("what was the last contact", "")
        assert terminal.end() == 0, terminal.shown
        assert "treaty = doubted (A1) on Mon 2026-10-05: The border" in terminal.shown
        assert "today: score 15.0, level 4 (watchful), the first" in terminal.shown
        assert "1 set: treaty = doubted" in terminal.shown
        (event,) = open_folder(fresh).log.events
        assert event.title == "The border treaty: doubted"

    def test_explains_and_goes_back(
        self, fresh: Path, terminals: list[Terminal]
    ) -> None:
        """As `log` does; to the one before as well, as long as it is not written."""
        terminal = Terminal(["--watch", str(fresh), "setup"])
        terminals.append(terminal)
        terminal.answer("where does it stand", "")
        terminal.answer("what was the last contact", "<")
        terminal.expect("1 of 2  treaty")
        terminal.answer("where does it stand", "?")
        terminal.expect("   2  doubted (0.5)")
        terminal.answer("where does it stand", "kept")
        terminal.answer("since when", "?")
        terminal.expect("2026-05-03..05")
        terminal.answer("since when", "<")
        terminal.answer("where does it stand", "doubted")
        terminal.answer("since when", "yesterday")
        terminal.answer("source", "?")
        terminal.expect("doi:")
        terminal.answer("source", "")
        terminal.answer("grade", "?")
        terminal.expect("A  completely reliable")
        terminal.answer("grade", "B2")
        terminal.answer("what was the last contact", "<")
        terminal.expect("treaty is written; riskctl undo takes it back")
        terminal.answer("what was the last contact", "q")
        assert terminal.end() == 0, terminal.shown
        assert "1 set: treaty = doubted" in terminal.shown

    def test_stops_when_told(self, fresh: Path, terminals: list[Terminal]) -> None:
        """Nothing was answered, and nothing is written."""
        before = tree(fresh)
        terminal = Terminal(["--watch", str(fresh), "setup"])
        terminals.append(terminal)
        terminal.answer("where does it stand", "q")
        assert terminal.end() == 0
        assert "nothing was set" in terminal.shown
        assert tree(fresh) == before

    def test_an_interrupt_keeps_what_was_answered(
        self,
        fresh: Path,
        terminals: list[Terminal],
    ) -> None:
        """And says it; the answer that was half given is not written."""
        terminal = Terminal(["--watch", str(fresh), "setup"])
        terminals.append(terminal)
        terminal.answer("where does it stand", "kept")
        terminal.answer("since when", "")
        terminal.answer("source", "")
        terminal.answer("grade", "")
        terminal.answer("what was the last contact", "call")
        assert terminal.leave("since when", b"\x03") == 130
        assert "interrupted; 1 set: treaty = kept" in terminal.shown
        assert ["treaty"] == [it.indicator for it in open_folder(fresh).log.events]

    def test_follows_init(self, tmp_path: Path, terminals: list[Terminal]) -> None:
        """In a terminal; the watch is made whatever is answered."""
        folder = tmp_path / "new"
        terminal = Terminal(["init", "--pair", "A", "B", str(folder)])
        terminals.append(terminal)
        terminal.answer("wh", "q")
        assert terminal.end() == 0
        assert f"made a watch in {folder}" in terminal.shown
        assert len(open_folder(folder).log) == 0
