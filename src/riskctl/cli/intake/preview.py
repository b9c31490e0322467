"""An import before it is written: what became of the rows, and what they would do."""

from typing import Final

from riskctl.analysis.checks.twins import twins_of
from riskctl.analysis.evidence.gather import Gathered
from riskctl.analysis.evidence.plan import Plan
from riskctl.cli.intake.rows_in import WantedImport, shown_name
from riskctl.cli.terminal import output
from riskctl.cli.writing.again import twin_words
from riskctl.cli.writing.write import effect_parts
from riskctl.errors import UsageError
from riskctl.model.mapping import Destination, Mapping
from riskctl.model.watch import Watch
from riskctl.reporting.lines import line, plain_text
from riskctl.reporting.screens.intake import event_words, intake_screen
from riskctl.reporting.words import counted

# So many new events are compared with the log, and so many that look alike shown.
_MOST_TWINS: Final = 5000
_SHOWN: Final = 5


def preview(plan: Plan, mapping: Mapping, watch: Watch, wanted: WantedImport) -> None:
    """Show what would be written; above the log text of a dry run as comments."""
    name = shown_name(wanted.file)
    lines = [*intake_screen(plan, mapping, shown=name, width=output.width() - 2)]
    if mapping.to is Destination.LOG and plan.new and not wanted.catchup:
        lines += map(line, effect_parts(watch, plan.new))
    if wanted.dry_run:
        text = plain_text(lines)
        output.write("".join(f"# {it}\n" for it in text.splitlines()))
    else:
        output.show(lines)


def say_twins(plan: Plan, watch: Watch) -> None:
    """
    Say which of the new events look like ones in the log; all are written.

    Two that look alike are two, unless a person says that they are one.
    """
    if not plan.new or not watch.log.span:
        return
    found = [(it, twins_of(it, watch)) for it in plan.new[:_MOST_TWINS]]
    alike = [(it, twins) for it, twins in found if twins]
    if not alike:
        return
    output.note(
        f"{counted(len(alike), 'new event')} may be in the log already, "
        "and will be written all the same:"
    )
    for event, twins in alike[:_SHOWN]:
        output.note(f"  {event_words(event)}\n    looks like {twin_words(twins[0])}")


def refuse_bad(gathered: Gathered, shown: str) -> None:
    """
    Refuse a file of which a part would be missing in the log.

    Raises:
        UsageError: With the first bad row; some others are named before it.
    """
    if gathered.bad:
        first = gathered.bad[0]
        for it in gathered.bad[1:_SHOWN]:
            output.note(f"{shown}:{it.line}: {it.fault}")
        more = gathered.bad_rows - 1
        others = f" (and {more} more)" if more else ""
        raise UsageError(
            f"{shown}:{first.line}: {first.fault}{others}",
            hint=f"{first.hint}; to write the rest without: --skip-bad",
        )
