"""`riskctl level`."""

from typing import TYPE_CHECKING, Annotated

import typer

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.cli import options
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import ExitCode, UsageError
from riskctl.model.alert import AlertLevel
from riskctl.model.watch import Watch
from riskctl.reporting.marks import NO_EVIDENCE, expired_words
from riskctl.reporting.screens.headline import level_line

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.reporting.screens.level import Since


def level(
    day: Annotated[
        str | None,
        typer.Argument(metavar="[DAY]", help="The day to judge, as with --as-of."),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="One line.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Everything, however long.")
    ] = False,
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
    on_change: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="Run it once when the level is another one than the last time; - is "
            "the one in your own settings.",
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
    $ riskctl level 2022-02-28 --brief
    """
    output.refuse_both("forms", {"--brief": brief, "--full": full, "--json": json})
    if day and as_of:
        raise UsageError(
            f"the day is named twice: {day}, and --as-of {as_of}",
            hint=f"riskctl level {day}",
        )
    if on_change is not None and (day or as_of or known_at):
        raise UsageError(
            "--on-change is about the level of today", hint="leave the other day out"
        )
    opened = open_watch(watch)
    assessment = assess(
        opened,
        as_of=read_judged_day(day or as_of, opened),
        known_at=read_moment(known_at, opened),
    )
    if json:
        _print_json(opened, assessment)
    elif brief:
        output.show([level_line(assessment)])
    elif full:
        _show_everything(opened, assessment)
    else:
        is_now = not (day or as_of or known_at)
        _show_screen(opened, assessment, folder_of(watch).path, is_now=is_now)
    if on_change is not None:
        from riskctl.cli.on_change import run_on_change

        run_on_change(on_change, assessment, folder_of(watch).path)
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


# What only a whole screen needs is not loaded for the one line.


def _print_json(watch: Watch, assessment: Assessment) -> None:
    from riskctl.analysis.judgement.trust import trust_in
    from riskctl.reporting.json.documents import level_document
    from riskctl.reporting.json.frame import as_text

    document = level_document(assessment, trust_in(assessment), watch.settings)
    output.write(as_text(document))


def _show_everything(watch: Watch, assessment: Assessment) -> None:
    from riskctl.analysis.judgement.trust import trust_in
    from riskctl.reporting.screens.level_full import full_level_screen

    trust, title = trust_in(assessment), watch.settings.title
    output.show(full_level_screen(assessment, trust, title=title, width=output.width()))


def _show_screen(
    watch: Watch, assessment: Assessment, folder: "Path", *, is_now: bool
) -> None:
    from riskctl.analysis.judgement.trust import trust_in
    from riskctl.cli.looks import remember
    from riskctl.reporting.screens.level import level_screen

    # Cron and pipes do not look: only what a person sees is a look.
    is_look = is_now and output.is_terminal()
    output.show(
        level_screen(
            assessment,
            trust_in(assessment),
            _since(watch, assessment, folder, by_look=is_look),
            title=watch.settings.title,
            width=output.width(),
        )
    )
    if is_look:
        remember(folder, watch)


def _since(
    watch: Watch, assessment: Assessment, folder: "Path", *, by_look: bool
) -> "Since | None":
    """Return what changed since the last look, or over seven days."""
    if assessment.day is None:
        return None
    from riskctl.analysis.change.change import change_between
    from riskctl.analysis.change.news import news_of
    from riskctl.cli.looks import look_back
    from riskctl.reporting.screens.level import MOST_NAMED, Since

    start, look = look_back(folder, as_of=assessment.as_of, by_look=by_look)
    known_at = start.known_at or assessment.known_at
    before = assess(watch, as_of=start.as_of, known_at=known_at)
    news = None
    if before.day is not None:
        news = news_of(change_between(watch.log, before, assessment), most=MOST_NAMED)
    return Since(
        is_look=look is not None, day=start.as_of, before=before.level, news=news
    )
