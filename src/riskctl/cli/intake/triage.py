"""The inbox as a dialogue: one question, one answer on the disk, the next question."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.analysis.evidence.candidates import (
    Story,
    open_candidates,
    precisions,
    stories,
)
from riskctl.analysis.evidence.effects import Effects
from riskctl.cli import clock
from riskctl.cli.ask.line_editor import Asks, line_editor
from riskctl.cli.intake import verdicts
from riskctl.cli.intake.answers import ask_grade, ask_reason, changed
from riskctl.cli.intake.decisions import Decider
from riskctl.cli.intake.question import (
    Asked,
    choices,
    explain_answers,
    one_of,
    twins_in,
)
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch
from riskctl.errors import UsageError
from riskctl.model.grade import Grade
from riskctl.model.record import Event
from riskctl.model.seen import Decision
from riskctl.model.watch import Watch
from riskctl.reporting.lines import plain_text, wrapped
from riskctl.reporting.screens.triage import card, effect_of, precision_lines
from riskctl.reporting.words import counted

QUESTION: Final = "answer"


class _Quit(Exception):  # noqa: N818 (an answer, and no error)
    """The dialogue is to end."""


def go_through(named: Path | None, *, by: str) -> None:
    """Ask about every open candidate, those that would move the score most first."""
    dialogue = _Dialogue(Decider(named, by), line_editor())
    try:
        while dialogue.ask_next():
            pass
        later = counted(len(dialogue.later), "candidate")
        output.note(
            f"{later} for another day" if dialogue.later else "the inbox is empty"
        )
    except (_Quit, EOFError, KeyboardInterrupt):
        output.note(f"\n{counted(dialogue.left, 'candidate')} left: riskctl triage")
    output.show(precision_lines(precisions(Decider(named).inbox().seen)))


class _Found(NamedTuple):
    """What is open, in the order of the questions."""

    watch: Watch
    effects: Effects
    stories: list[Story]


class _Dialogue:
    """
    The questions of one session.

    Attributes:
        later: The ids of the stories that were deferred in it.
        left: How many stories are still open.
    """

    def __init__(self, decider: Decider, editor: Asks) -> None:
        self.later: set[str] = set()
        self.left = 0
        self._decider, self._editor = decider, editor
        self._answered = 0
        self._found: _Found | None = None

    def ask_next(self) -> bool:
        """
        Ask one question; say whether there was one.

        Raises:
            _Quit: It is enough.
        """
        found = self._found or self._read()
        self.left = len(found.stories)
        waiting = [it for it in found.stories if it.first.id not in self.later]
        if not waiting:
            return False
        story = waiting[0]
        alike = [it for it in waiting if it.kind == story.kind]
        asked = Asked(story, story.record, alike, found.watch)
        self._about(asked, found.effects, of=len(waiting))
        self._answered += 1
        return True

    def _read(self) -> _Found:
        """Read what is open; what goes into the log changes what the rest does."""
        watch = open_watch(self._decider.named)
        inbox = self._decider.inbox()
        still = open_candidates(inbox.candidates, inbox.seen, watch.log)
        effects = Effects(watch, clock.today(watch.settings))
        ordered = sorted(stories(still), key=lambda it: _order(it, effects))
        self._found = _Found(watch, effects, ordered)
        return self._found

    def _about(self, asked: Asked, effects: Effects, *, of: int) -> None:
        """Ask about a story until there is an answer that settles it."""
        while not asked.is_settled:
            self._show(asked, effects, of=of)
            output.note(choices(asked.twins, len(asked.alike)))
            typed = self._editor.ask(QUESTION).strip()[:1]
            answer = self._answers.get(typed if typed == "A" else typed.casefold())
            try:
                (answer or explain_answers)(asked)
            except UsageError as fault:
                output.print_error(fault)

    @property
    def _answers(self) -> dict[str, Callable[[Asked], None]]:
        return {
            "y": self._accept,
            "e": self._edit,
            "g": self._grade,
            "m": self._merge,
            "n": self._refuse,
            "d": self._defer,
            "u": self._undo,
            "A": self._all,
            "q": self._quit,
        }

    def _accept(self, asked: Asked) -> None:
        if not asked.is_graded:
            self._grade(asked)
        self._say(verdicts.accept(asked.story, asked.record, self._decider))
        self._found = None
        asked.is_settled = True

    def _edit(self, asked: Asked) -> None:
        if not isinstance(asked.record, Event):
            raise UsageError("there is nothing to edit", hint="y, n or d")
        asked.record = changed(self._editor, asked.record, asked.watch)

    def _grade(self, asked: Asked) -> None:
        if isinstance(asked.record, Event):
            asked.record = ask_grade(self._editor, asked.record)
        asked.is_graded = True

    def _merge(self, asked: Asked) -> None:
        if not asked.twins:
            raise UsageError("it looks like no event of the log", hint="y, n or d")
        twin = one_of(asked.twins, self._editor)
        self._say(verdicts.merge(asked.story, twin, self._decider))
        self._found = None
        asked.is_settled = True

    def _refuse(self, asked: Asked) -> None:
        self._refuse_all([asked.story])
        asked.is_settled = True

    def _defer(self, asked: Asked) -> None:
        self._defer_all([asked.story])
        asked.is_settled = True

    def _undo(self, asked: Asked) -> None:
        self._say(verdicts.undo_last(self._decider))
        self._found = None
        self.later.clear()
        self._answered -= 2 if self._answered else 1
        asked.is_settled = True

    def _quit(self, _asked: Asked) -> None:
        raise _Quit

    def _show(self, asked: Asked, effects: Effects, *, of: int) -> None:
        record, watch = asked.record, asked.watch
        older = record.replaces if isinstance(record, Event) else record.record
        lines = card(
            asked.story,
            record,
            place=f"{self._answered + 1} of {self._answered + of}",
            effect=effect_of(effects.of(record), watch.catalogue),
            twins=asked.twins,
            corrected=watch.log.event(older) if older else None,
            width=output.width() - 1,
        )
        output.note(f"\n{plain_text(lines)}".rstrip("\n"))

    def _refuse_all(self, refused: Sequence[Story]) -> None:
        reason = ask_reason(self._editor)
        done = verdicts.decide(refused, Decision.REFUSED, self._decider, reason=reason)
        self._say(done)
        self._forget(refused)

    def _defer_all(self, deferred: Sequence[Story]) -> None:
        self._say(verdicts.decide(deferred, Decision.DEFERRED, self._decider))
        self.later |= {it.first.id for it in deferred}

    def _forget(self, settled: Sequence[Story]) -> None:
        """Leave out what was settled without a change of the log."""
        if self._found:
            gone = {it.first.id for it in settled}
            kept = [it for it in self._found.stories if it.first.id not in gone]
            self._found = self._found._replace(stories=kept)

    def _all(self, asked: Asked) -> None:
        """Give one answer to all stories of a kind; each is written by itself."""
        alike = asked.alike
        question = f"all {len(alike)}: [y]es, [n]o or [d]efer"
        typed = self._editor.ask(question).strip().casefold()[:1]
        if typed == "n":
            self._refuse_all(alike)
        elif typed == "d":
            self._defer_all(alike)
        elif typed == "y":
            self._accept_all(alike, asked.watch)
        else:
            raise UsageError("that is none of the three", hint="y, n or d")
        asked.is_settled = True

    def _accept_all(self, alike: Sequence[Story], watch: Watch) -> None:
        """Accept stories with one grade; what looks like a logged event is left."""
        plain = [it for it in alike if not twins_in(it.record, watch)]
        grade: Grade | None = None
        for story in plain:
            record = story.record
            if isinstance(record, Event):
                grade = grade or ask_grade(self._editor, record).grade
                record = record._replace(grade=grade)
            self._say(verdicts.accept(story, record, self._decider))
        self._found = None
        if len(plain) < len(alike):
            output.note(
                f"{len(alike) - len(plain)} look like logged events: one by one"
            )

    @staticmethod
    def _say(done: str) -> None:
        first, *rest = done.split("\n")
        for it in wrapped(first, output.width() - 1):
            output.note(it)
        for part in rest:
            for it in wrapped(part, output.width() - 1, indent="  "):
                output.note(it)


def _order(story: Story, effects: Effects) -> tuple[object, ...]:
    """Return what puts the question that matters most first, the deferred ones last."""
    effect = effects.of(story.record)
    size = effect.size if effect else 0.0
    return (story.first.is_deferred, -round(size, 9), story.first.id)
