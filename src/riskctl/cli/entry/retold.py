"""An entry told back to whoever made it: as lines to read, and as a command to type."""

from pathlib import Path
from shlex import quote

from riskctl.cli.entry.draft import Draft
from riskctl.model.record import Event
from riskctl.model.watch import Watch
from riskctl.reporting.lines import wrapped, wrapped_lines
from riskctl.reporting.words import long_day, value_word

_INDENT = "  "


def entry_lines(event: Event, watch: Watch, *, width: int) -> list[str]:
    """Return the whole entry, as it is about to be written."""
    about = watch.catalogue[event.indicator]
    planned = " · planned" if event.scheduled else ""
    lines = [
        f"{about.id} = {value_word(event.value)} ({about.title})",
        event.title,
        f"{long_day(event.date)}{planned} · grade {event.grade}",
        *(f"source {it}" for it in event.sources or ("none",)),
    ]
    shown = [part for it in lines for part in wrapped(it, width, indent=_INDENT)]
    if event.note:
        shown += wrapped_lines(f"note {event.note}", width, indent=_INDENT)
    return shown


def command_words(draft: Draft, named: Path | None) -> str:
    """
    Return the command that says again what was said so far.

    Args:
        named: The watch, where the command line named it.
    """
    words = ["riskctl", *(["-w", str(named)] if named else []), "log"]
    for it in (draft.indicator, draft.value, draft.title):
        if it is None:
            break
        words.append(it)
    given = [("-d", draft.day), *(("-s", it) for it in draft.sources)]
    given += [("-g", draft.grade), ("--note", draft.note or None)]
    given += [("--tlp", draft.tlp), ("--by", draft.by or None)]
    for option, value in given:
        if value is not None:
            words += [option, value]
    words += ["--scheduled"] * draft.scheduled + ["--old"] * draft.old
    return " ".join(map(quote, words))
