"""Decisions on candidates: which are still to be made, and how they are kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from riskctl.analysis.evidence.candidates import Candidate, Story, open_candidates
from riskctl.cli import clock
from riskctl.cli.watches import folder_of
from riskctl.errors import LockedError
from riskctl.model.identity import new_id
from riskctl.model.seen import Decision, Seen
from riskctl.model.watch import Watch
from riskctl.storage.inbox import Inbox, open_inbox


class Decider(NamedTuple):
    """
    Where decisions are written, and by whom.

    Attributes:
        named: The watch, where the command line named it.
    """

    named: Path | None
    by: str = ""

    def inbox(self) -> Inbox:
        """Return the inbox as it is now."""
        return open_inbox(folder_of(self.named).path)


def story_id(story: Story) -> str:
    """Return the id by which a story is named."""
    return story.first.id


def decisions_on(
    candidates: Sequence[Candidate],
    decision: Decision,
    inbox: Inbox,
    by: str,
    *,
    reason: str = "",
    record: str = "",
) -> list[Seen]:
    """Return one decision for each row, all of one answer."""
    now = clock.now()
    answers = {it.answer for it in inbox.seen}
    content = f"{now} {decision} {candidates[0].id}"
    answer = new_id(now.date(), content, taken=answers)
    return [
        Seen(
            mapping=it.came.mapping,
            row=it.came.row,
            decision=decision
            if at == 0 or decision is not Decision.ACCEPTED
            else Decision.MERGED,
            at=now,
            candidate=it.id,
            batch=it.came.batch,
            reason=reason,
            record=record,
            by=by,
            answer=answer,
        )
        for at, it in enumerate(candidates)
    ]


def inbox_with(
    candidates: Sequence[Candidate], watch: Watch, decider: Decider
) -> Inbox:
    """
    Return the inbox, in which candidates must still be open.

    Raises:
        LockedError: Somebody else decided on it.
    """
    inbox = decider.inbox()
    still = open_candidates(inbox.candidates, inbox.seen, watch.log)
    names = {it.id for it in still}
    gone = next((it.id for it in candidates if it.id not in names), "")
    if gone:
        raise LockedError(
            f"`{gone}` was decided on meanwhile", hint="run the command again"
        )
    return inbox
