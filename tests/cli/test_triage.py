"""`riskctl triage` and `riskctl inbox`: a lead counts when a person says so."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.errors import ExitCode
from riskctl.model.record import Event
from riskctl.storage.inbox import read_inbox
from tests.cli.small import small_watch, tree
from tests.cli.terminal import Terminal
from tests.cli.test_json import valid
from tests.helpers import Outcome, open_folder, run
from tests.mappings import SHEET

HEADER = "Date;Type;Event;Remarks;Source;Grade\n"
# Two stories are alike; one is told by three rows; one looks like a logged event.
LEADS = (
    "04/11/2026;Clash;Shots at a post;;https://example.org/a;\n"
    "05/11/2026;Clash;Shots, another report;;https://example.org/a;\n"
    "06/11/2026;Clash;Shots, a third;;https://example.org/a;\n"
    "08/10/2026;Shooting;A patrol is shot at;;https://example.org/d;\n"
    "06/11/2026;Talks;The envoys speak;;https://example.org/b;\n"
    "10/11/2026;Clash;Shots across the border;;https://example.org/x;\n"
)
TWIN = "2026-11-10-shot01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small watch with some leads in its inbox."""
    watch = small_watch(tmp_path / "watch")
    (watch / "imports").mkdir()
    text = SHEET.replace('to = "log"', 'to = "inbox"')
    (watch / "imports/sheet.toml").write_text(text, encoding="utf-8")
    outcome = run("import", "-", "--as", "sheet", folder=watch, stdin=HEADER + LEADS)
    assert outcome.stdout.endswith("6 candidates in the inbox: riskctl triage\n")
    return watch


def ids(folder: Path) -> dict[str, str]:
    """Return the id of each open candidate by its title."""
    document = valid(run("inbox", "list", "--json", folder=folder), "inbox")
    return {it["title"]: it["id"] for it in document["candidates"]}


def inbox(folder: Path, *arguments: str) -> Outcome:
    """Run `riskctl inbox`."""
    return run("inbox", *arguments, folder=folder)


class TestInbox:
    def test_counts_for_nothing(self, folder: Path, tmp_path: Path) -> None:
        """With it and without it the level is the same, to the byte."""
        bare = copytree(folder, tmp_path / "bare")
        for path in (bare / "inbox").iterdir():
            path.unlink()
        for command in (["level"], ["level", "--json"], ["explain"], ["events"]):
            assert run(*command, folder=folder) == run(*command, folder=bare)

    def test_is_not_opened_for_a_level(self, folder: Path) -> None:
        """Not even if it cannot be read."""
        (folder / "inbox/2026-11.toml").write_bytes(b"\xff[[event")
        assert run("level", folder=folder).exit_code == 0
        outcome = inbox(folder, "list")
        assert outcome.exit_code == ExitCode.WATCH
        assert outcome.stderr.startswith("inbox/2026-11.toml:1: ")

    def test_stands_on_the_agenda(self, folder: Path) -> None:
        """Counted as `triage` asks about them, and with what to type."""
        shown = run("agenda", folder=folder).stdout
        assert "Leads to triage\n  4 stories wait in the inbox " in shown
        assert "riskctl triage\n" in shown
        valid(run("agenda", "--json", folder=folder), "agenda")

    def test_lists_what_moves_the_score_most_first(self, folder: Path) -> None:
        """Rows that tell one story are one candidate."""
        document = valid(inbox(folder, "list", "--json"), "inbox")
        moved = [
            abs(it["score_after"] - it["score_before"]) for it in document["candidates"]
        ]
        assert moved == sorted(moved, reverse=True)
        assert [len(it["rows"]) for it in document["candidates"]].count(3) == 1
        lines = inbox(folder, "list").stdout.splitlines()
        assert lines[-1] == "4 candidates"
        assert any("Shots at a post (3 rows)" in it for it in lines)

    def test_tells_the_effect_that_it_then_has(self, folder: Path) -> None:
        """What is promised is what `level` says afterwards, to the last digit."""
        document = valid(inbox(folder, "list", "--json"), "inbox")
        (meant,) = (
            it for it in document["candidates"] if it["title"] == "The envoys speak"
        )
        inbox(folder, "accept", meant["id"], "--grade", meant["grade_at_most"])
        level = run("level", "--json", folder=folder).stdout
        assert f'"score": {round(meant["score_after"], 6)}'[:14] in level

    def test_writes_what_is_accepted_with_the_grade_of_a_person(
        self, folder: Path
    ) -> None:
        """Also a better one than any rule may give; known since now."""
        name = ids(folder)["The envoys speak"]
        outcome = inbox(folder, "accept", name, "--grade", "A1", "--by", "hk")
        first, second, third = outcome.stdout.splitlines()
        assert first == f"logged {name} · talks = call (A1) on Fri 2026-11-06"
        assert second.startswith("  on Fri 2026-11-06: score ")
        assert third.startswith("  today: score ")
        event = open_folder(folder).log.event(name)
        assert event
        assert (event.by, event.backfilled) == ("hk", False)
        assert event.recorded.isoformat() == "2026-11-20T12:00:00+00:00"
        assert name not in ids(folder).values()

    def test_asks_for_a_grade_and_a_reason(self, folder: Path) -> None:
        """Neither is made up."""
        before = tree(folder)
        name = ids(folder)["The envoys speak"]
        assert inbox(folder, "accept", name).stderr == (
            "a lead has no grade until somebody judges it\n"
            "hint: add --grade, a letter A to F and a digit 1 to 6, like B2\n"
        )
        assert inbox(folder, "reject", name).stderr == (
            "why? the reason is what the mapping is measured by\n"
            "hint: add --reason: off-topic, opinion, old-news, false, twin\n"
        )
        assert inbox(folder, "accept").exit_code == ExitCode.USAGE
        assert inbox(folder, "accept", "nothing", "-g", "B2").stderr == (
            "no open candidate has `nothing` in its id\n"
            "hint: `riskctl inbox list` shows their ids\n"
        )
        assert tree(folder) == before

    def test_never_asks_again_about_what_was_refused(self, folder: Path) -> None:
        """The same rows again bring nothing back, nor do others of their story."""
        name = ids(folder)["Shots at a post"]
        inbox(folder, "reject", name, "--reason", "opinion")
        outcome = run(
            "import", "-", "--as", "sheet", folder=folder, stdin=HEADER + LEADS
        )
        assert outcome.stdout.endswith("nothing new\n")
        assert "Shots at a post" not in ids(folder)
        measured = inbox(folder, "list").stdout.splitlines()[-1]
        assert measured == "sheet: 0 % accepted of 3, mostly opinion (too few to tell)"

    def test_takes_back_the_last_decision(self, folder: Path) -> None:
        """Of an accepted one, what was written too; then the one before."""
        before, score = ids(folder), run("level", "--json", folder=folder)
        names = list(before.values())
        inbox(folder, "reject", names[0], "--reason", "false")
        inbox(folder, "accept", names[1], "-g", "B2")
        assert inbox(folder, "undo").stdout == (f"taken back: accepted {names[1]}\n")
        assert inbox(folder, "undo").stdout.startswith("taken back: refused ")
        assert ids(folder) == before
        after = run("level", "--json", folder=folder)
        assert (
            after.stdout.partition('"score"')[2][:12]
            == (score.stdout.partition('"score"')[2][:12])
        )
        assert inbox(folder, "undo").stderr == (
            "there is no decision to take back\nhint: decide on a candidate first\n"
        )

    def test_goes_with_the_import_that_is_taken_back(self, folder: Path) -> None:
        """What was accepted of it is withdrawn, what was open is open no more."""
        name = ids(folder)["The envoys speak"]
        inbox(folder, "accept", name, "-g", "B2")
        outcome = run("import", "--undo", "2026-11-20-1", folder=folder)
        assert outcome.stdout.splitlines()[0] == "withdrawn 1 event"
        assert outcome.stdout.endswith("taken 5 candidates out of the inbox\n")
        assert ids(folder) == {}

    def test_may_be_decided_by_two_at_once(self, folder: Path) -> None:
        """The second is told, and writes nothing."""
        name = ids(folder)["The envoys speak"]
        inbox(folder, "accept", name, "-g", "B2")
        outcome = inbox(folder, "accept", name, "-g", "B2")
        assert outcome.exit_code == ExitCode.USAGE
        assert "no open candidate" in outcome.stderr


def talk(folder: Path, term: str = "xterm") -> Terminal:
    """Start a dialogue."""
    return Terminal(["triage", "--by", "hk"], watch=folder, term=term, columns=80)


@pytest.fixture(params=["xterm", pytest.param("dumb", marks=pytest.mark.slow)])
def dialogue(folder: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """Return a dialogue in a terminal that moves its cursor, and in one that cannot."""
    terminal = talk(folder, request.param)
    yield terminal
    terminal.close()


def _keep(terminal: Terminal, question: str, text: str) -> None:
    """Take what is known: it stands at the question, or in brackets before it."""
    if terminal.term == "xterm":
        terminal.accept(f"{question}: {text}")
    else:
        terminal.answer(f"{question} [{text}]", "")


class TestTriage:
    def test_goes_through_every_answer(self, dialogue: Terminal, folder: Path) -> None:
        """Accept with a grade, edit, merge, refuse, defer: each on the disk at once."""
        terminal, answered = dialogue, 0
        titles = {
            "Shots at a post": self._refuse,
            "Shots across the border": self._merge,
            "A patrol is shot at": self._edit,
            "The envoys speak": self._defer,
        }
        while titles:
            answered += 1
            terminal.expect(f"{answered} of 4 · would move")
            terminal.wait_for("answer")
            shown = terminal.shown.rpartition(f"{answered} of 4 · ")[2]
            title = next(it for it in titles if it in shown)
            titles.pop(title)(terminal)
            assert len(read_inbox(folder).seen) >= answered
        terminal.expect("1 candidate for another day")
        assert terminal.end() == 0
        log = open_folder(folder).log
        (twin,) = (it for it in log.titled("Shots at the river") if log.stands(it))
        assert "https://example.org/x" in twin.sources
        (edited,) = log.titled("A patrol is fired at")
        assert isinstance(edited, Event)
        assert (str(edited.grade), edited.by) == ("B3", "hk")
        assert ids(folder).keys() == {"The envoys speak"}
        assert all(len(it) <= 80 for it in terminal.shown.split("\n"))

    @staticmethod
    def _refuse(terminal: Terminal) -> None:
        terminal.answer("answer", "n")
        terminal.answer("why", "opi")
        terminal.expect("refused")

    @staticmethod
    def _merge(terminal: Terminal) -> None:
        terminal.expect(f"looks like  {TWIN}")
        terminal.answer("answer", "m")
        terminal.expect(f"merged into {TWIN}")

    @staticmethod
    def _edit(terminal: Terminal) -> None:
        terminal.answer("answer", "g")
        terminal.answer("grade", "B3")
        terminal.answer("answer", "e")
        _keep(terminal, "indicator", "clash")
        _keep(terminal, "value", "shots")
        if terminal.term == "xterm":
            terminal.see("title: A patrol is shot at")
            terminal.type("\x15")  # what stands there is wiped out
        terminal.answer("title", "A patrol is fired at")
        _keep(terminal, "day", "2026-10-08")
        terminal.answer("answer", "y")
        terminal.expect("logged")

    @staticmethod
    def _defer(terminal: Terminal) -> None:
        terminal.answer("answer", "d")
        terminal.expect("deferred")

    def test_takes_back_in_a_later_session(self, folder: Path) -> None:
        """And gives one answer to all that are alike."""
        terminal = talk(folder)
        try:
            while "[A]ll" not in terminal.shown.rpartition(" of 4 · ")[2]:
                terminal.wait_for("answer")
                if "[A]ll" in terminal.shown.rpartition(" of ")[2]:
                    break
                terminal.answer("answer", "d")
            terminal.answer("answer", "A")
            terminal.answer("all", "n")
            terminal.answer("why", "false")
            terminal.expect("for another day")
            assert terminal.end() == 0
        finally:
            terminal.close()
        left = ids(folder)
        later = talk(folder)
        try:
            later.answer("answer", "u")
            later.expect("taken back: refused")
            later.answer("answer", "q")
            assert later.end() == 0
        finally:
            later.close()
        assert len(ids(folder)) > len(left)

    def test_is_killed_without_a_loss(self, folder: Path) -> None:
        """At most the question on the screen is lost."""
        terminal = talk(folder)
        try:
            terminal.answer("answer", "n")
            terminal.answer("why", "false")
            terminal.wait_for("answer")
        finally:
            terminal.close()  # which kills it
        assert len(ids(folder)) == 3

    def test_needs_somebody_to_ask(self, folder: Path) -> None:
        """A script is told what is for scripts."""
        outcome = run("triage", folder=folder)
        assert outcome.stderr == (
            "nobody is there to be asked\n"
            "hint: for scripts: riskctl inbox list, accept and reject\n"
        )
