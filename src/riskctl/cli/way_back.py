"""The command that takes back what was just written, and nothing else."""

import os
from collections.abc import Sequence

from riskctl.model.record import Event, Note, Record
from riskctl.model.watch import Watch
from riskctl.storage.edit import Editor


def way_back(editor: Editor, records: Sequence[Record], *, before: Watch) -> str:
    """
    Return the command that takes back records that were written together.

    It is `undo` where that means this record. Of several it would take the last one,
    and of history that is entered late (`--recorded`) what was written at another
    time: those are named.

    Args:
        before: The watch without them.
    """
    start = "riskctl"
    if editor.named and str(editor.named) != os.environ.get("RISKCTL_WATCH"):
        start += f" -w {_quoted(str(editor.named))}"
    last = records[-1]
    latest = (it.latest for it in before.log.parts)
    if len(records) == 1 and all(not it or it <= last.recorded for it in latest):
        usual = os.environ.get("RISKCTL_BY") or before.settings.by
        whose = f" --by {_quoted(last.by)}" if last.by != usual else ""
        return f"{start} undo{whose}"
    if isinstance(last, Event | Note) and last.replaces:
        return f"{start} amend {last.id}"  # what it replaced would not come back
    return f"{start} retract {' '.join(it.id for it in records)} --reason ..."


def _quoted(word: str) -> str:
    """Return a word as a shell takes it."""
    if word.isalnum():
        return word
    from shlex import quote

    return quote(word)
