"""`riskctl level`."""

from typing import Annotated

import typer

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.cli import options, output
from riskctl.cli.watches import open_watch, read_judged_day, read_moment
from riskctl.errors import ExitCode
from riskctl.model.alert import AlertLevel
from riskctl.model.watch import Watch
from riskctl.reporting.marks import NO_EVIDENCE, expired_words
from riskctl.reporting.screens.headline import level_line


def level(
    brief: Annotated[bool, typer.Option("--brief", help="One line.")] = False,
    fail_at: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=5,
            help="Exit with 4 when the level is N or worse, with 8 when none is "
            "current.",
        ),
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Print the alert level and why it is that.

    \b
    $ riskctl level
    $ riskctl level --as-of 2022-02-28 --brief
    """
    opened = open_watch(watch)
    assessment = assess(
        opened,
        as_of=read_judged_day(as_of, opened),
        known_at=read_moment(known_at, opened),
    )
    if brief and not json:
        output.show([level_line(assessment)])
    else:
        _show_whole(opened, assessment, json=json)
    if fail_at:
        _fail_at(AlertLevel(fail_at), assessment)


def _fail_at(worst: AlertLevel, assessment: Assessment) -> None:
    """End with a code of its own where the level is bad, or where none is current."""
    # A level that nobody has looked after is no answer, neither good nor bad.
    if assessment.level is None or assessment.is_expired:
        output.note(f"no current level: {expired_words(assessment) or NO_EVIDENCE}")
        raise typer.Exit(ExitCode.NOT_CURRENT)
    if assessment.level.is_at_least(worst):
        raise typer.Exit(ExitCode.ALERT)


def _show_whole(watch: Watch, assessment: Assessment, *, json: bool) -> None:
    # What only the whole screen needs is not loaded for the one line.
    from riskctl.analysis.judgement.trust import trust_in

    if json:
        from riskctl.reporting.json.documents import level_document
        from riskctl.reporting.json.frame import as_text

        document = level_document(assessment, trust_in(assessment), watch.settings)
        output.write(as_text(document))
        return
    from riskctl.reporting.screens.level import level_screen

    output.show(
        level_screen(
            assessment,
            trust_in(assessment),
            title=watch.settings.title,
            width=output.width(),
        )
    )
