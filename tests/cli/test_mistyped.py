"""What is said of a command line that cannot be meant: what to type instead."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.cli.terminal import Terminal
from tests.helpers import Outcome, open_folder, run

BRIEF = "level", "--brief"


def said(folder: Path, *words: str, stdin: str = "") -> str:
    """Return what stands on stderr of a command that is refused and writes nothing."""
    before = tree(folder)
    outcome = run(*words, folder=folder, stdin=stdin)
    assert (outcome.stdout, outcome.exit_code) == ("", 2), outcome
    assert before == tree(folder)
    return outcome.stderr


class TestMoreWordsThanACommandTakes:
    @pytest.mark.parametrize(
        ("words", "hint"),
        [
            (
                "log clash shots Shots at night",
                'a text of several words is put in quotes: "Shots at night"',
            ),
            (
                "log clash shots Shots at night -g B2 -d yesterday",
                'a text of several words is put in quotes: "Shots at night"',
            ),
            (
                "note A film",
                'a text of several words is put in quotes: "A film"',
            ),
            (
                "events guard river",
                'a text of several words is put in quotes: "guard river"',
            ),
            ("history 2022", "riskctl history --from DAY --to DAY"),
            ("outlook soon", "riskctl outlook -h says what it takes"),
        ],
    )
    def test_are_put_in_quotes_or_given_by_option(
        self, words: str, hint: str, small: Path
    ) -> None:
        """The text is shown as it is to be typed."""
        assert said(small, *words.split()).endswith(f"\nhint: {hint}\n")

    def test_an_unknown_option_is_offered_what_looks_like_it(self, small: Path) -> None:
        """And nothing that merely shares some letters."""
        assert said(small, "level", "--bref").endswith(
            "Error: No such option: --bref\nhint: did you mean --brief?\n"
        )
        assert said(small, "level", "--nope").endswith(
            "No such option: --nope\nhint: riskctl level -h lists the options\n"
        )


class TestOptionsThatContradict:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("level --brief --full", "--brief and --full are two forms; leave one out"),
            ("level --full --json", "--full and --json are two forms; leave one out"),
            ("report --json -f text", "--json and -f text are two formats"),
            ("events --notes --reviews", "--notes and --reviews are two lists"),
            (
                "events --from 2026-11-12 --to 2026-11-10",
                "2026-11-10 lies before 2026-11-12",
            ),
            (
                "review --all talks",
                "--all is every indicator, and talks is named too\nhint: leave one out",
            ),
            (
                "review --all --from 2026-12-24",
                "is still to come\nhint: a look lies in the past: mend --from",
            ),
        ],
    )
    def test_are_refused(self, words: str, message: str, small: Path) -> None:
        """Neither is passed over in silence."""
        assert message in said(small, *words.split())


class TestDays:
    @pytest.mark.parametrize(
        ("day", "why"),
        [
            ("2025-02-29", "February 2025 has 28 days"),
            ("31 Sep", "September has 30 days"),
            ("April 31, 2026", "April 2026 has 30 days"),
        ],
    )
    def test_that_a_month_does_not_have(self, day: str, why: str, small: Path) -> None:
        """The month is named, with the days that it has."""
        message = said(small, "log", "clash", "shots", "Shots", "-d", day)
        assert message.startswith(f"`{day}` is not a day: {why}\nhint: ")

    def test_a_year_that_was_left_out_is_echoed(self, small: Path) -> None:
        """The last leap day lies years back."""
        words = ("log", "clash", "shots", "S", "-n", "--old")
        told = run(*words, "-d", "29 Feb", folder=small)
        assert "(F6) on Thu 2024-02-29: S" in told.stdout


class TestWeeks:
    @pytest.mark.parametrize(
        ("named", "week"),
        [
            ("2026-W46", "9–15 November 2026"),
            ("2026-w46", "9–15 November 2026"),
            ("w46", "9–15 November 2026"),
            ("2026-11-11", "9–15 November 2026"),
            ("11 Nov", "9–15 November 2026"),
            ("last week", "9–15 November 2026"),
            ("LAST", "9–15 November 2026"),
            ("this week", "16–22 November 2026"),
        ],
    )
    def test_is_named_as_people_do(self, named: str, week: str, small: Path) -> None:
        """By its number, by a day of it, or by where it lies from today."""
        assert f"Week of {week}" in run("report", named, folder=small).stdout

    def test_a_number_of_one_digit(self, small: Path) -> None:
        """The year before is meant where this year's has not come."""
        (small / "log" / "2026-03.toml").write_text(
            (small / "log" / "2026-10.toml").read_text().replace("2026-10-", "2026-02-")
        )
        assert (
            "Week of 23 February – 1 March 2026"
            in run("report", "2026-W9", folder=small).stdout
        )


@pytest.mark.parametrize(
    ("form", "start"),
    [("md", "*Unofficial"), ("txt", "Unofficial"), ("HTML", "<!"), ("Json", "{")],
)
def test_a_format_is_named_by_its_ending_too(
    form: str, start: str, small: Path
) -> None:
    """In capitals as well."""
    outcome = run("report", "-f", form, folder=small)
    assert outcome.stdout.lstrip().startswith(start), outcome.stdout[:80]


class TestSources:
    @pytest.mark.parametrize(
        ("source", "why"),
        [
            ("B9", "`B9` looks like a grade, which is given with -g"),
            ("b2", "`b2` looks like a grade, which is given with -g"),
            ("htp:/x", "`htp:/x` looks like a mistyped address: http://"),
            ("https/x.org", "`https/x.org` looks like a mistyped address: https://"),
        ],
    )
    def test_a_slip_is_refused(self, source: str, why: str, small: Path) -> None:
        """It is no evidence that anybody could look up."""
        message = said(small, "log", "clash", "shots", "Shots", "-s", source)
        assert message.startswith(f"source: {why}\nhint: ")

    @pytest.mark.parametrize("source", ["TASS, 5 May", "doi:10.1000/182", "AP/Reuters"])
    def test_a_reference_is_taken(self, source: str, small: Path) -> None:
        """Not everything worth citing is on the web."""
        told = run("log", "clash", "shots", "S", "-n", "-s", source, folder=small)
        assert f'sources = ["{source}"]' in told.stdout


class TestNames:
    @pytest.mark.parametrize(
        "words", ["note Film", "review --all", "undo --yes", "log clash shots Shots"]
    )
    def test_is_one_line(self, words: str, small: Path) -> None:
        """A line break in a signature is no name."""
        assert said(small, *words.split(), "--by", "a\nb") == (
            "the name holds a line break\nhint: one line of plain text\n"
        )

    def test_may_be_left_out(self, small: Path) -> None:
        """An empty variable is no name, and no fault."""
        outcome = run("note", "Film", folder=small, env={"RISKCTL_BY": " "})
        assert outcome.exit_code == 0
        assert {it.by for it in open_folder(small).log.notes} == {""}


def test_a_note_comes_from_stdin(small: Path) -> None:
    """As an event does: the first line is the title."""
    run("note", "-", folder=small, stdin="A film\nIt is long.\nAnd loud.\n")
    (note,) = open_folder(small).log.notes
    assert (note.title, note.note) == ("A film", "It is long.\nAnd loud.")


def test_a_plan_is_confirmed_once(small: Path) -> None:
    """The event that answers it is named."""
    plan = next(it for it in open_folder(small).log.events if it.scheduled)
    words = ("confirm", plan.id, "-s", "https://example.org/a", "-g", "B2")
    later = "2026-12-31T12:00:00Z"
    assert run(*words, folder=small, now=later).exit_code == 0
    done = open_folder(small).log.confirmation_of(plan.id)
    assert done
    for part in (plan.id, done.id):
        again = run("confirm", part, *words[2:], folder=small, now=later)
        assert again == Outcome(
            "",
            f"`{plan.id}` was confirmed already, by `{done.id}`\n"
            f"hint: see it: riskctl show {done.id}\n",
            2,
        )


class TestFilesThatAreNot:
    def test_a_catalogue_that_is_gone_is_restored(self, small: Path) -> None:
        """Nobody's permissions are wrong."""
        (small / "indicators.toml").unlink()
        assert run(*BRIEF, folder=small).stderr == (
            "indicators.toml: cannot be read: no such file or directory\n"
            "hint: restore it from a copy\n"
        )

    def test_an_empty_catalogue_is_no_reason_to_init_here(self, small: Path) -> None:
        """Where the watch is, `init` would refuse; a new one has what is missing."""
        (small / "indicators.toml").write_text("")
        assert run(*BRIEF, folder=small).stderr.endswith(
            "has no [[indicator]]\nhint: restore it, or take one from a new watch: "
            "riskctl init DIR\n"
        )

    def test_a_name_that_no_watch_has(self) -> None:
        """It may be a slip of a name, or a folder to make."""
        assert run(*BRIEF, folder=Path("nope")).stderr == (
            "nope: not a watch: there is no riskctl.toml in it\n"
            "hint: make one: riskctl init nope; riskctl watches lists those with a "
            "name\n"
        )

    def test_a_file_is_no_folder_for_a_watch(self, tmp_path: Path) -> None:
        """It is said so, and left as it is."""
        (tmp_path / "file").write_text("mine")
        outcome = run("init", str(tmp_path / "file"))
        assert outcome == Outcome(
            "",
            f"{tmp_path / 'file'}: is a file, and a watch is a folder\n"
            "hint: choose another name\n",
            6,
        )
        assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("columns", [40, 60])
def test_on_a_terminal_no_word_is_broken(
    columns: int, small: Path, terminals: list[Terminal]
) -> None:
    """Neither a day nor an id; a command stays one line, which can be copied."""
    words = ("log", "clash", "shots", "Shots", "-d", "2026-11-24")
    terminal = Terminal(["-w", str(small), *words], columns=columns)
    terminals.append(terminal)
    assert terminal.end() == 2
    whole = said(small, *words)
    assert " ".join(terminal.shown.split()) == " ".join(whole.split())
    assert len(whole.splitlines()) == 2
