"""What looks like a record that is there already: shown, and asked about."""

import sys
from collections.abc import Iterable
from typing import Final

from riskctl.analysis.checks.twins import Twin, said_distinct, twins_of
from riskctl.cli.find import record_words
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.record import Event
from riskctl.model.watch import Watch

_SHOWN: Final = 5


def settle_twins(
    event: Event, watch: Watch, *, again: bool, known: Iterable[Twin] = ()
) -> Event:
    """
    Return an event that is to be written, and says which ones it is not.

    Args:
        again: It was said that it is another one than those it looks like.
        known: What it looked like before it was amended, which needs no new answer.

    Raises:
        UsageError: It looks like one that counts, and nobody says that it is another.
    """
    settled = {it.event.id for it in known}
    twins = [it for it in twins_of(event, watch) if it.event.id not in settled]
    if not twins:
        return event
    if not again:
        if twins[:-_SHOWN]:
            output.note(f"looks like {len(twins)}, the last of which are:")
        for it in twins[-_SHOWN:]:
            output.note(f"looks like {twin_words(it)}")
        _ask(twins)
    return said_distinct(event, twins)


def _ask(twins: list[Twin]) -> None:
    """Ask whether it is another event all the same."""
    if sys.stdin.isatty():
        from riskctl.cli.ask.asks import confirmed

        if confirmed("is it another event?"):
            return
    names = ", ".join(f"`{it.event.id}`" for it in twins[-_SHOWN:])
    more = f" and {len(twins) - _SHOWN} more" if twins[:-_SHOWN] else ""
    raise UsageError(
        f"nothing was written: it looks like {names}{more}",
        hint="add --again if it is another event; a further source of the same one: "
        f"riskctl amend {twins[-1].event.id} --add-source ...",
    )


def twin_words(twin: Twin) -> str:
    """Say an event that looks like another, and what the two share."""
    event = twin.event
    return f"{event.id} · {record_words(event)} · {event.title} ({twin.why})"
