"""`riskctl import`: counts that add up, all or nothing, and twice is once."""

import json
from datetime import date
from pathlib import Path

import pytest

from riskctl.errors import ExitCode
from riskctl.model.record import Event
from riskctl.storage.text.log_reader import read_log
from tests.cli.small import small_watch, tree
from tests.cli.terminal import Terminal
from tests.cli.test_json import valid
from tests.helpers import Outcome, open_folder, run
from tests.made_sheets import xlsx
from tests.mappings import SHEET
from tests.reporting.test_extras import without

HEADER = "Date;Type;Event;Remarks;Source;Grade\n"
ROWS = (
    "05/11/2026;Clash;Shots at a post;At night.;https://example.org/a;A1\n"
    "06/11/2026;Talks;The envoys speak;;Gazette, p. 2;\n"
    "07/11/2026;Op-ed;Why it matters;;https://example.org/c;\n"
    "08/10/2026;Shooting;A patrol is shot at;;https://example.org/d;C3\n"
    "09/11/2026;Parade;Tanks in the square;;https://example.org/e;\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small watch with the mapping of a sheet."""
    watch = small_watch(tmp_path / "watch")
    (watch / "imports").mkdir()
    (watch / "imports/sheet.toml").write_text(SHEET, encoding="utf-8")
    return watch


def sheet(folder: Path, rows: str = ROWS, header: str = HEADER) -> str:
    """Write a file with rows; return its name."""
    path = folder.parent / "events.csv"
    path.write_text(header + rows, encoding="utf-8")
    return str(path)


def imported(folder: Path, rows: str = ROWS, *more: str) -> Outcome:
    """Import some rows."""
    return run("import", sheet(folder, rows), "--as", "sheet", *more, folder=folder)


def change(folder: Path, *changes: tuple[str, str]) -> None:
    """Change the mapping."""
    path = folder / "imports/sheet.toml"
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def score(folder: Path) -> float:
    """Return the score."""
    found: float = json.loads(run("level", "--json", folder=folder).stdout)["score"]
    return found


class TestRows:
    def test_are_counted_shown_and_written(self, folder: Path) -> None:
        """Every row has its line, and the level is told before and after."""
        outcome = imported(folder)
        name = folder.parent / "events.csv"
        assert outcome.stdout.splitlines()[1:] == [
            "  new             3",
            "  dropped         1  opinion, not an event: 1",
            "  unmapped        1  Parade: 1",
            "  known           0",
            "the first 3:",
            "  2026-11-05  clash = shots (B2)  Shots at a post",
            "  2026-11-06  talks = call (B2)  The envoys speak",
            "  2026-10-08  clash = shots (C3)  A patrol is shot at",
            (
                "today: score 45.1 → 41.5, level 2 (severe) → 3 (tense), eased: "
                "so since Tue 2026-10-20"
            ),
            "wrote 3 events into the log",
        ]
        assert outcome.stdout.startswith(f"{name}"[:40])
        assert outcome.stderr == (
            "import 2026-11-20-1; to take it back: riskctl import --undo 2026-11-20-1\n"
        )
        log = open_folder(folder).log
        (event,) = log.titled("Shots at a post")
        assert (str(event.date), event.note) == ("2026-11-05", "At night.")
        assert event.sources == ("https://example.org/a",)

    def test_remember_how_they_came_in(self, folder: Path) -> None:
        """The mapping with its digest, the import and the row; marked as backfilled."""
        imported(folder)
        text = (folder / "log/2026-10.toml").read_text()
        assert "backfilled = true\n" in text
        assert 'via = "sheet@' in text
        assert "/2026-11-20-1#" in text

    def test_add_nothing_a_second_time(self, folder: Path) -> None:
        """Not a byte."""
        imported(folder)
        before = tree(folder)
        outcome = imported(folder)
        assert "  new             0\n" in outcome.stdout
        assert "  known           3\n" in outcome.stdout
        assert outcome.stdout.endswith("nothing new\n")
        assert tree(folder) == before

    @pytest.mark.parametrize("batch", ["2026-11-20-1", "last"])
    def test_are_taken_back_as_one(self, batch: str, folder: Path) -> None:
        """The level is what it was, nothing is erased, and the rows may come again."""
        before = score(folder)
        imported(folder)
        assert score(folder) != before
        outcome = run("import", "--undo", batch, folder=folder)
        assert outcome.stdout.splitlines()[0] == "withdrawn 3 events"
        assert score(folder) == before
        assert open_folder(folder).log.titled("Shots at a post")
        assert "  new             3\n" in imported(folder).stdout

    def test_are_not_taken_back_one_by_one(self, folder: Path) -> None:
        """`undo` is for an entry, and names what is for an import."""
        imported(folder)
        outcome = run("undo", "--yes", folder=folder)
        assert outcome.exit_code == ExitCode.USAGE
        assert outcome.stderr.startswith(
            "the last entry came with others, by import 2026-11-20-1\n"
            "hint: all of them: riskctl import --undo 2026-11-20-1; this one: "
        )

    def test_are_log_text_in_a_dry_run(self, folder: Path) -> None:
        """What is shown above it are comments."""
        before = tree(folder)
        outcome = imported(folder, ROWS, "--dry-run")
        text = read_log(outcome.stdout.encode(), "log/x.toml")
        assert [it.title for it in text.records if isinstance(it, Event)] == [
            "Shots at a post",
            "The envoys speak",
            "A patrol is shot at",
        ]
        assert text.problems == ()
        assert tree(folder) == before

    def test_are_passed_over_for_good(self, folder: Path) -> None:
        """`--catchup` writes no event, and later none of them is new."""
        outcome = imported(folder, ROWS, "--catchup")
        assert outcome.stdout.endswith("3 rows marked as seen\n")
        again = imported(folder, ROWS + "10/11/2026;Clash;One more;;;\n")
        assert "  new             1\n" in again.stdout
        assert "  known           3\n" in again.stdout

    def test_are_read_from_a_spreadsheet(self, folder: Path) -> None:
        """A date cell is a day, whatever form the texts have."""
        change(folder, ('form = "csv", separator = ";"', 'form = "xlsx"'))
        path = folder.parent / "events.xlsx"
        header = HEADER.strip().split(";")
        path.write_bytes(
            xlsx([header, [date(2026, 11, 5), "Clash", "Shots", "", "Gazette", ""]])
        )
        outcome = run("import", str(path), "--as", "sheet", folder=folder)
        assert "  2026-11-05  clash = shots (C3)  Shots\n" in outcome.stdout

    def test_are_read_from_stdin(self, folder: Path) -> None:
        """As a script pipes them."""
        outcome = run(
            "import", "-", "--as", "sheet", folder=folder, stdin=HEADER + ROWS
        )
        assert outcome.stdout.startswith("stdin as sheet: 5 rows\n")
        assert outcome.exit_code == 0

    def test_that_look_like_logged_ones_are_shown_and_written(
        self, folder: Path
    ) -> None:
        """Nothing is dropped because it looks like something else."""
        rows = "10/11/2026;Clash;Shots across the border;;https://example.org/x;\n"
        outcome = imported(folder, rows)
        assert "1 new event may be in the log already" in outcome.stderr
        assert "looks like 2026-11-10-shot01" in outcome.stderr
        assert "  new             1\n" in outcome.stdout

    def test_are_a_document(self, folder: Path) -> None:
        """The counts add up to the rows."""
        outcome = imported(folder, ROWS + "cut off\n", "--skip-bad", "--json")
        document = valid(outcome, "import")
        assert document["written"]
        assert document["rows"] == 6 == sum(document["counts"].values())
        assert (document["before"]["level"], document["after"]["level"]) == (2, 3)
        assert document["unmapped"] == [{"code": "Parade", "rows": 1}]
        assert document["bad"][0]["line"] == 7
        dry = valid(imported(folder, ROWS, "--json", "--dry-run"), "import")
        assert not dry["written"]
        assert dry["counts"]["known"] == 3


class TestChanges:
    def test_are_proposed_and_no_more(self, folder: Path) -> None:
        """A row that says something else does not change the log by itself."""
        change(folder, ('["Date", "Event"]', '["Source"]'))
        imported(folder)
        before = tree(folder / "log")
        rows = ROWS.replace("Shots at a post", "Shots at two posts")
        outcome = imported(folder, rows)
        assert "  changed         1  proposed in the inbox\n" in outcome.stdout
        assert outcome.stdout.endswith("1 candidate in the inbox: riskctl triage\n")
        assert tree(folder / "log") == before
        listed = valid(run("inbox", "list", "--json", folder=folder), "inbox")
        (candidate,) = listed["candidates"]
        assert candidate["title"] == "Shots at two posts"
        assert candidate["corrects"].startswith("2026-11-05-")
        again = imported(folder, rows)
        assert again.stdout.endswith("nothing new\n")

    def test_amend_when_they_are_accepted(self, folder: Path) -> None:
        """The judged grade stands, and the row is known by what it says now."""
        change(folder, ('["Date", "Event"]', '["Source"]'))
        imported(folder)
        rows = ROWS.replace("Shots at a post", "Shots at two posts")
        imported(folder, rows)
        assert run("inbox", "accept", "2026-11-05", folder=folder).exit_code == 0
        log = open_folder(folder).log
        (event,) = (it for it in log.titled("Shots at two posts") if log.stands(it))
        assert event.replaces
        assert imported(folder, rows).stdout.endswith("nothing new\n")
        assert "  changed         1" in imported(folder).stdout

    def test_are_taken_back_to_what_was_before(self, folder: Path) -> None:
        """Undoing the import of a change leaves the event as its first import said."""
        change(folder, ('["Date", "Event"]', '["Source"]'))
        imported(folder)
        before = score(folder)
        imported(folder, ROWS.replace("05/11/2026;Clash", "05/11/2026;Talks"))
        run("inbox", "accept", "2026-11-05", "-g", "B2", folder=folder)
        assert score(folder) != before
        outcome = run("import", "--undo", "2026-11-20-2", folder=folder)
        assert outcome.stdout.splitlines()[0] == "withdrawn 1 event"
        assert score(folder) == before
        assert run("import", "--undo", "2026-11-20-2", folder=folder).stderr == (
            "nothing of import 2026-11-20-2 stands any more\n"
            "hint: it was taken back already, or each of its events was\n"
        )
        assert "the last ones: 2026-11-20-2, 2026-11-20-1" in (
            run("import", "--undo", "2026-11-20-9", folder=folder).stderr
        )

    def test_of_what_was_withdrawn_bring_nothing_back(self, folder: Path) -> None:
        """Who retracts an imported event has answered for its row."""
        change(folder, ('["Date", "Event"]', '["Source"]'))
        imported(folder)
        (event,) = open_folder(folder).log.titled("Shots at a post")
        run("retract", event.id, "--reason", "denied", folder=folder)
        rows = ROWS.replace("Shots at a post", "Shots at two posts")
        assert imported(folder, rows).stdout.endswith("nothing new\n")

    def test_of_leads_take_the_place_of_the_lead(self, folder: Path) -> None:
        """What is still open says what its row says now; what is gone is gone."""
        change(
            folder,
            ('to = "log"', 'to = "inbox"\nrevises = true'),
            ('["Date", "Event"]', '["Source"]'),
        )
        imported(folder)
        rows = ROWS.replace("Shots at a post", "Shots at two posts")
        rows = "".join(it for it in rows.splitlines(True) if "envoys" not in it)
        imported(folder, rows)
        document = valid(run("inbox", "list", "--json", folder=folder), "inbox")
        titles = {it["title"] for it in document["candidates"]}
        assert titles == {"Shots at two posts", "A patrol is shot at"}
        imported(folder, ROWS)
        document = valid(run("inbox", "list", "--json", folder=folder), "inbox")
        titles = {it["title"] for it in document["candidates"]}
        assert titles == {"Shots at a post", "A patrol is shot at", "The envoys speak"}

    def test_of_a_hand_are_not_undone_by_a_row(self, folder: Path) -> None:
        """Who amends an imported event is not asked about its row again."""
        imported(folder)
        (event,) = open_folder(folder).log.titled("Shots at a post")
        run("amend", event.id, "--grade", "A1", folder=folder)
        assert imported(folder).stdout.endswith("nothing new\n")

    def test_that_leave_the_data_are_proposed_retractions(self, folder: Path) -> None:
        """A data set that revises itself withdraws what it no longer has."""
        change(folder, ("title =", "revises = true\ntitle ="))
        imported(folder)
        rows = "".join(it for it in ROWS.splitlines(True) if "envoys" not in it)
        outcome = imported(folder, rows)
        assert outcome.stdout.endswith("1 candidate in the inbox: riskctl triage\n")
        listed = run("inbox", "list", folder=folder).stdout
        assert "retract 2026-11-06-" in listed
        name = listed.split()[0]
        run("inbox", "accept", name, folder=folder)
        (event,) = open_folder(folder).log.titled("The envoys speak")
        assert open_folder(folder).log.retraction_of(event.id)


class TestBadRows:
    def test_are_all_named_and_nothing_is_written(self, folder: Path) -> None:
        """With the line, what is wrong and what to change."""
        before = tree(folder)
        rows = "31/02/2026;Clash;A;;;\n" + ROWS + "05/11/2026;Clash;;;;\n1;2\n"
        outcome = imported(folder, rows)
        shown = folder.parent / "events.csv"
        assert outcome.exit_code == ExitCode.USAGE
        assert outcome.stderr == (
            f"{shown}:8: its title is empty\n"
            f"{shown}:9: 2 cells, and there are 6 columns\n"
            f"{shown}:2: `Date` is `31/02/2026`, and not a day as `%d/%m/%Y` spells it "
            "(and 2 more)\n"
            "hint: mend the cell, or the `form` of `Date` in the mapping; to write the "
            "rest without: --skip-bad\n"
        )
        assert "  bad             3\n" in outcome.stdout
        assert tree(folder) == before

    def test_may_be_left_out(self, folder: Path) -> None:
        """When it is said."""
        outcome = imported(folder, ROWS + "1;2\n", "--skip-bad")
        assert outcome.exit_code == 0
        assert "  bad             1\n" in outcome.stdout

    def test_of_one_identity_are_told_apart(self, folder: Path) -> None:
        """Two rows that nothing tells apart are no reason to guess."""
        change(folder, ('["Date", "Event"]', '["Date"]'))
        rows = "05/11/2026;Clash;A;;;\n05/11/2026;Clash;B;;;\n"
        outcome = imported(folder, rows)
        assert "says something else than line 2" in outcome.stderr
        assert outcome.exit_code == ExitCode.USAGE


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "message", "hint"),
        [
            (
                ["x.csv", "--as", "shet"],
                "there is no mapping `shet` in imports/",
                "did you mean `sheet`?",
            ),
            (
                ["x.csv", "--as", "gdelt2"],
                "there is no mapping `gdelt2` in imports/",
                "begin with the shipped one: riskctl import --template gdelt2",
            ),
            (
                ["nowhere.csv", "--as", "sheet"],
                "nowhere.csv: there is no such file",
                "mend the name, or `-` for stdin",
            ),
            (
                ["--undo", "2026-11-20-7"],
                "there was no import 2026-11-20-7",
                "nothing was ever imported here",
            ),
            (
                ["--template", "gdlet2"],
                "there is no template `gdlet2`",
                "did you mean `gdelt2` or `gdelt1`?",
            ),
            (
                ["--template", "csv"],
                "the template csv looks at a table, and needs a name",
                "riskctl import events.csv --template csv --as sheet",
            ),
        ],
    )
    def test_say_what_to_type(
        self, arguments: list[str], message: str, hint: str, folder: Path
    ) -> None:
        """One error of two lines."""
        outcome = run("import", *arguments, folder=folder)
        assert outcome.stderr == f"{message}\nhint: {hint}\n"
        assert outcome.exit_code == ExitCode.USAGE

    def test_of_a_mapping_name_its_line(self, folder: Path) -> None:
        """What the catalogue does not have is found before a row is read."""
        change(folder, ('value = "shots"', 'value = "shot"'))
        outcome = imported(folder)
        assert outcome.stderr == (
            "imports/sheet.toml:15: `shot` is not on the scale of `clash`\n"
            "hint: did you mean `shots`?\n"
        )
        assert outcome.exit_code == ExitCode.WATCH

    def test_of_a_broken_mapping_name_its_line(self, folder: Path) -> None:
        """As `check` does."""
        change(folder, ("identity =", "identty ="))
        outcome = imported(folder)
        assert outcome.stderr == (
            "imports/sheet.toml:1: the mapping has no `identity`\n"
            "hint: add a line `identity = ...`\n"
        )
        assert outcome.exit_code == ExitCode.WATCH


class TestTemplate:
    def test_fits_the_table_that_it_looked_at(self, folder: Path) -> None:
        """Columns, separator and form of the days: what no guess is needed for."""
        rows = ROWS + "25/10/2026;Clash;Late;;;\n"
        file = sheet(folder, rows)
        outcome = run(
            "import", file, "--template", "csv", "--as", "mine", folder=folder
        )
        assert outcome.stdout == (
            "wrote imports/mine.toml: look at it before you use it\n"
        )
        text = (folder / "imports/mine.toml").read_text()
        for line in (
            'reader = { form = "csv", separator = ";" }',
            'identity = ["Date", "Event"]',
            'date = { field = "Date", form = "%d/%m/%Y" }',
            'title = "{Event}"',
            'note = "{Remarks}"',
            'sources = ["{Source}"]',
            'grade = { default = "C3", most = "B2", field = "Grade" }',
            'ask = "Type"',
        ):
            assert line in text
        assert "  unmapped        6" in (
            run("import", file, "--as", "mine", folder=folder).stdout
        )

    def test_leaves_open_what_no_row_tells(self, folder: Path) -> None:
        """Two orders of day and month: a person decides, and until then nothing."""
        file = sheet(folder, "05/11/2026;Clash;A;;;\n06/11/2026;Clash;B;;;\n")
        outcome = run(
            "import", file, "--template", "csv", "--as", "mine", folder=folder
        )
        text = (folder / "imports/mine.toml").read_text()
        assert 'form = "" }    # "%d/%m/%Y" or "%m/%d/%Y": no row tells' in text
        assert "imports/mine.toml:6: `form` of `date` must be" in outcome.stderr
        refused = run("import", file, "--as", "mine", folder=folder)
        assert refused.exit_code == ExitCode.WATCH

    def test_takes_the_order_that_the_watch_says(self, folder: Path) -> None:
        """`date_order` was asked for once."""
        path = folder / "riskctl.toml"
        path.write_text(path.read_text() + 'date_order = "mdy"\n')
        file = sheet(folder, "05/11/2026;Clash;A;;;\n")
        run("import", file, "--template", "csv", "--as", "mine", folder=folder)
        text = (folder / "imports/mine.toml").read_text()
        assert 'form = "%m/%d/%Y"' in text

    def test_is_never_written_over_another(self, folder: Path) -> None:
        """The user's file is the user's."""
        outcome = run("import", "--template", "feed", "--as", "sheet", folder=folder)
        assert outcome.stderr.startswith("imports/sheet.toml: exists already\n")
        assert (folder / "imports/sheet.toml").read_text() == SHEET


def thousand() -> str:
    """Return 1,000 rows of seven types, of which two are unknown."""
    types = ("Clash", "Shooting", "Talks", "Talk", "Op-ed", "Parade", "Speech")
    rows = []
    for number in range(1000):
        day = date.fromordinal(date(2023, 11, 1).toordinal() + number)
        kind = types[number % len(types)]
        source = f"https://example.org/{number}"
        rows.append(f"{day:%d/%m/%Y};{kind};Event {number};;{source};\n")
    return "".join(rows)


class TestInATerminal:
    def test_a_thousand_rows_are_in_the_log_in_a_few_answers(
        self, folder: Path
    ) -> None:
        """Two unknown types are asked about once, and stand in the mapping then."""
        file = sheet(folder, thousand())
        terminal = Terminal(["import", file, "--as", "sheet"], watch=folder)
        try:
            terminal.expect("`Type` is `Parade` in 143 rows")
            terminal.answer("  indicator", "clash")
            terminal.answer("  value", "shots")
            terminal.expect("`Type` is `Speech` in 142 rows")
            terminal.answer("  indicator", "drop")
            terminal.answer("  why", "words, and no act")
            terminal.answer("write 715 events into the log?", "y")
            terminal.expect("import 2026-11-20-1")
            assert terminal.end() == 0
            assert terminal.keys < 120
        finally:
            terminal.close()
        text = (folder / "imports/sheet.toml").read_text()
        assert text.startswith(SHEET)
        assert text.endswith(
            "\n[[rule]]\n"
            'when = { "Type" = { is = "Parade" } }\n'
            'give = { indicator = "clash", value = "shots" }\n'
            "\n[[rule]]\n"
            'when = { "Type" = { is = "Speech" } }\n'
            'drop = "words, and no act"\n'
        )
        again = imported(folder, thousand())
        assert "  known         715\n" in again.stdout
        assert again.stdout.endswith("nothing new\n")

    def test_who_says_no_has_written_nothing(self, folder: Path) -> None:
        """The question comes before the write."""
        before = tree(folder / "log")
        terminal = Terminal(
            [
                "import",
                sheet(folder, ROWS[:200].rpartition("\n")[0] + "\n"),
                "--as",
                "sheet",
            ],
            watch=folder,
            term="dumb",
        )
        try:
            terminal.answer("write 2 events into the log?", "n")
            assert terminal.end() == ExitCode.INTERRUPTED
        finally:
            terminal.close()
        assert tree(folder / "log") == before


@pytest.mark.parametrize(
    ("form", "package", "module"),
    [
        ("feed", "feedparser", "feedparser"),
        ("xlsx", "python-calamine", "python_calamine"),
        ("ods", "python-calamine", "python_calamine"),
    ],
)
def test_what_the_extra_reads_says_what_to_install(
    form: str, package: str, module: str, folder: Path
) -> None:
    """One line and a hint, and nothing written."""
    change(folder, ('form = "csv", separator = ";"', f'form = "{form}"'))
    done = without(
        module, "--watch", str(folder), "import", sheet(folder), "--as", "sheet"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"this needs {package}, which is not installed\n"
        "hint: pip install 'riskctl[data]'\n"
    )
