"""What `inbox` does: the decisions of triage, for scripts."""

from collections.abc import Sequence

from riskctl.analysis.evidence.candidates import (
    Story,
    open_candidates,
    precisions,
    stories,
)
from riskctl.analysis.evidence.effects import Effects
from riskctl.cli import accept, clock
from riskctl.cli.intake import verdicts
from riskctl.cli.intake.decisions import Decider
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch
from riskctl.errors import UsageError
from riskctl.model.record import Event
from riskctl.model.seen import Decision, Refusal
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.intake import inbox_document
from riskctl.reporting.lines import line
from riskctl.reporting.screens.triage import precision_lines, story_line
from riskctl.reporting.words import counted

_SHOWN = 5


def show_list(decider: Decider, *, json: bool) -> None:
    """Print the open stories, those that would move the score most first."""
    watch, inbox = open_watch(decider.named), decider.inbox()
    effects = Effects(watch, clock.today(watch.settings))
    still = open_candidates(inbox.candidates, inbox.seen, watch.log)
    judged = [(it, effects.of(it.record)) for it in stories(still)]
    judged.sort(key=lambda it: (-(it[1].size if it[1] else 0.0), it[0].first.id))
    measured = precisions(inbox.seen)
    if json:
        document = inbox_document(judged, measured, watch.settings)
        output.write(as_text(document))
        return
    width = output.width() - 1
    output.show(story_line(story, effect, width) for story, effect in judged)
    output.show([line(counted(len(judged), "candidate"))])
    output.show(precision_lines(measured))


def accept_named(names: Sequence[str], decider: Decider, *, grade: str | None) -> None:
    """
    Write the named candidates into the log, with the grade that a person gives.

    Raises:
        UsageError: One is not there, or there is no grade.
    """
    found = _named(names, decider)
    for story in found:
        record = story.record
        if isinstance(record, Event):
            if grade is None and not record.replaces:
                raise UsageError(
                    "a lead has no grade until somebody judges it",
                    hint="add --grade, a letter A to F and a digit 1 to 6, like B2",
                )
            if grade is not None:
                record = record._replace(grade=accept.grade(grade))
        first, *rest = verdicts.accept(story, record, decider).split("\n")
        output.show([line(first), *(line(f"  {it}") for it in rest)])


def reject_named(
    names: Sequence[str], decider: Decider, *, reason: Refusal | None
) -> None:
    """
    Refuse the named candidates for good.

    Raises:
        UsageError: One is not there, or there is no reason.
    """
    if reason is None:
        raise UsageError(
            "why? the reason is what the mapping is measured by",
            hint="add --reason: " + ", ".join(Refusal),
        )
    found = _named(names, decider)
    done = verdicts.decide(found, Decision.REFUSED, decider, reason=reason.value)
    output.show([line(done)])


def undo(decider: Decider) -> None:
    """
    Take back the last decision.

    Raises:
        UsageError: There is none.
    """
    output.show([line(verdicts.undo_last(decider))])


def _named(names: Sequence[str], decider: Decider) -> list[Story]:
    """
    Return the open stories of which each name is a part of a candidate's id.

    Raises:
        UsageError: One is none, or several.
    """
    if not names:
        raise UsageError(
            "which candidates?", hint="`riskctl inbox list` shows their ids"
        )
    inbox, watch = decider.inbox(), open_watch(decider.named)
    still = stories(open_candidates(inbox.candidates, inbox.seen, watch.log))
    found = []
    for name in names:
        meant = [
            story for story in still if any(name in it.id for it in story.candidates)
        ]
        if len(meant) != 1:
            ids = ", ".join(it.first.id for it in meant[:_SHOWN])
            raise UsageError(
                f"`{name}` is part of {len(meant)} ids"
                if meant
                else f"no open candidate has `{name}` in its id",
                hint=f"type more of one: {ids}"
                if meant
                else "`riskctl inbox list` shows their ids",
            )
        found.append(meant[0])
    return list(dict.fromkeys(found))
