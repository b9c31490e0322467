"""Any sequence of commands comes to what a few lines of Python say it comes to."""

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from riskctl.storage.text.writer import block
from tests.helpers import Outcome, event, make_watch, open_folder, run
from tests.trust import rounds, tries

MACHINES = rounds(8, push=300, long=5_000)
STEPS = rounds(15, push=30, long=50)
START = datetime(2026, 11, 20, 12, tzinfo=UTC)

days = st.integers(1, 70).map(lambda it: f"{START.date() - timedelta(days=it)}")
values = st.sampled_from(
    [("clash", "shots"), ("clash", "deaths"), ("treaty", "ended"), ("talks", "call")]
)
# What stands: day, indicator, value and title of each event; and the notes' titles.
Standing = Counter[tuple[str, ...]]


class Commands(RuleBasedStateMachine):
    """A watch, and what stands in it after each command."""

    @initialize()
    def begin(self) -> None:
        """Start with an empty log."""
        self.folder = make_watch(Path(mkdtemp()) / "w")
        self.number = self.titles = 0
        self.stands: Standing = Counter()
        self.stood: Standing | None = None
        self.bytes: dict[str, bytes] = {}

    def teardown(self) -> None:
        """Remove the watch."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder.parent)

    def run(self, *words: str) -> Outcome:
        """Run a command, each a minute after the one before."""
        self.number += 1
        moment = START + timedelta(minutes=self.number)
        done = run(*words, folder=self.folder, now=f"{moment:%Y-%m-%dT%H:%M:%SZ}")
        assert done.exit_code == 0, done
        return done

    def becomes(self, more: tuple[str, ...] = (), less: tuple[str, ...] = ()) -> None:
        """Say what the last command changed."""
        self.stood = self.stands.copy()
        self.stands += Counter([more] if more else [])
        self.stands -= Counter([less] if less else [])

    def title(self) -> str:
        """Return words that nothing else is called by."""
        self.titles += 1
        return f"Title {self.titles:04}"

    def chosen(self, data: st.DataObject) -> tuple[tuple[str, ...], str]:
        """Return one of the events that stand, and its id."""
        found = {it.title: it.id for it in open_folder(self.folder).log.in_force}
        stand = sorted(it for it in self.stands if len(it) > 1)
        what = data.draw(st.sampled_from(stand))
        return what, found[what[-1]]

    def has_events(self) -> bool:
        """Say whether any event stands."""
        return any(len(it) > 1 for it in self.stands)

    @rule(day=days, value=values)
    def log(self, day: str, value: tuple[str, str]) -> None:
        """One more event."""
        title = self.title()
        self.run("log", *value, title, "-d", day, "--again")
        self.becomes((day, *value, title))

    @rule()
    def note(self) -> None:
        """One more note."""
        title = self.title()
        self.run("note", title)
        self.becomes((title,))

    @rule()
    def review(self) -> None:
        """A look changes nothing of that."""
        self.run("review", "--all")
        self.becomes()

    @precondition(has_events)
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        """One less."""
        what, its_id = self.chosen(data)
        self.run("retract", its_id, "--reason", "denied")
        self.becomes(less=what)

    @precondition(has_events)
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        """Another title in the place of one."""
        what, its_id = self.chosen(data)
        title = self.title()
        self.run("amend", its_id, "--title", title, "--again")
        self.becomes((*what[:-1], title), less=what)

    @precondition(lambda self: self.stood is not None)
    @rule()
    def undo(self) -> None:
        """As before the last command; then, as after it."""
        self.run("undo", "--yes")
        assert self.stood is not None
        self.stands, self.stood = self.stood, self.stands

    @rule(day=days)
    def merge(self, day: str) -> None:
        """A colleague's entry comes in with their copy of the month."""
        self.number += 1
        title = self.title()
        moment = START + timedelta(minutes=self.number)
        theirs = event(day, "clash", "shots", title=title, recorded=moment)
        path = self.folder / "log" / f"{day[:7]}.toml"
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" + block(theirs))
        self.becomes((day, "clash", "shots", title))

    @precondition(lambda self: self.bytes)
    @rule(data=st.data(), text=st.sampled_from(["\n", "# seen\n", "\n\n# ü\n", "\t\n"]))
    def edit_by_hand(self, data: st.DataObject, text: str) -> None:
        """A comment, a blank line: no change to what stands."""
        name = data.draw(st.sampled_from(sorted(self.bytes)))
        with (self.folder / "log" / name).open("a", encoding="utf-8") as file:
            file.write(text)

    @invariant()
    def comes_to_what_it_should(self) -> None:
        """The log on the disk says the same as the model, and keeps every byte."""
        if not hasattr(self, "folder"):
            return
        watch = open_folder(self.folder)
        assert watch.problems == ()
        log = watch.log
        found: Standing = Counter(
            (f"{it.date}", it.indicator, str(it.value), it.title) for it in log.in_force
        )
        found += Counter((it.title,) for it in log.standing_notes)
        assert found == self.stands
        now = {it.name: it.read_bytes() for it in (self.folder / "log").iterdir()}
        assert all(now[it].startswith(old) for it, old in self.bytes.items())
        self.bytes = now


@pytest.mark.slow
@pytest.mark.trust("R11", rounds=MACHINES)
class TestCommands(Commands.TestCase):  # type: ignore[misc, valid-type]
    """Hypothesis looks for a sequence that comes to something else."""

    settings = settings(tries(MACHINES), stateful_step_count=STEPS)
