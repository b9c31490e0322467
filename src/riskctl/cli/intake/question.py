"""One question of triage: the candidate, what it looks like, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from riskctl.analysis.checks.twins import Twin, twins_of
from riskctl.analysis.evidence.candidates import Story
from riskctl.cli.ask.asks import explain
from riskctl.cli.ask.line_editor import Asks
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.record import Event, Retraction
from riskctl.model.watch import Watch
from riskctl.reporting.lines import wrapped

_HELP: Final = {
    "y": "it happened, and counts: you give the grade",
    "e": "change indicator, value, title or day, then be asked again",
    "g": "give the grade, and be asked again",
    "m": "it is the event that it looks like: keep its sources there",
    "n": "it is none, and why: so the mapping is measured",
    "d": "ask me another day",
    "u": "take back the last answer, of an earlier session too",
    "A": "one answer for all that are of this mapping, indicator and value",
    "q": "leave; everything that was answered is written",
}


@dataclass
class Asked:
    """
    One question on its way.

    Attributes:
        record: The candidate, as it was graded or changed so far.
        alike: The stories of the same kind, this one among them.
    """

    story: Story
    record: Event | Retraction
    alike: Sequence[Story]
    watch: Watch
    is_graded: bool = False
    is_settled: bool = False

    @property
    def twins(self) -> list[Twin]:
        """The events of the log that it looks like."""
        return twins_in(self.record, self.watch)


def twins_in(record: Event | Retraction, watch: Watch) -> list[Twin]:
    """Return the events of the log that a candidate looks like."""
    if isinstance(record, Retraction) or record.indicator not in watch.catalogue:
        return []
    return twins_of(record, watch)


def one_of(twins: Sequence[Twin], editor: Asks) -> Event:
    """
    Return the event into which to merge; ask where there are several.

    Raises:
        UsageError: The answer is none of them.
    """
    if len(twins) == 1:
        return twins[0].event
    for number, it in enumerate(twins, start=1):
        output.note(f"  {number:>2}  {it.event.id}  {it.event.title}")
    typed = editor.ask("into which").strip()
    named = [
        it.event
        for number, it in enumerate(twins, start=1)
        if typed == str(number) or (len(typed) > 1 and typed in it.event.id)
    ]
    if len(named) != 1:
        raise UsageError(f"`{typed}` is none of them", hint="type its number")
    return named[0]


def choices(twins: Sequence[Twin], alike: int) -> str:
    """Return the answers that there are, in lines that fit."""
    merge = ["[m]erge" + (f" into {twins[0].event.id}" if len(twins) == 1 else "")]
    every = [f"[A]ll {alike} like this"]
    found = [
        *("[y]es", "[e]dit", "[g]rade"),
        *(merge if twins else ()),
        *("[n]o", "[d]efer", "[u]ndo"),
        *(every if alike > 1 else ()),
        *("[?]", "[q]uit"),
    ]
    return "\n".join(wrapped("  ".join(found), output.width() - 1))


def explain_answers(_asked: Asked) -> None:
    """Say what each answer means."""
    for key, means in _HELP.items():
        explain(f"{key}  {means}")
