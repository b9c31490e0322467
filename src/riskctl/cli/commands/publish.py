"""`riskctl publish`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from riskctl.analysis.days.history import walk_log
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.cli import accept, clock, options
from riskctl.cli.publish.issue import files_of, issued_report, write_files
from riskctl.cli.spans import chosen_week
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, refuse_faults
from riskctl.errors import UsageError
from riskctl.model.issue import Issue
from riskctl.model.period import Week
from riskctl.model.similar import hint_for
from riskctl.model.watch import Watch
from riskctl.reporting.lines import line
from riskctl.reporting.weekly.formats import FORMATS
from riskctl.reporting.words import long_day, short_level
from riskctl.storage.edit import editing
from riskctl.storage.published import Published

_USUAL = ["html", "text"]


def publish(
    named: Annotated[
        str | None,
        typer.Argument(
            metavar="[last|WEEK]",
            help="2026-W47; the last whole week unless given.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Where to; `report_folder` of the settings unless given.",
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}; repeatable; {' and '.join(_USUAL)} unless "
            "given.",
        ),
    ] = None,
    revise: Annotated[
        bool,
        typer.Option(
            "--revise", help="Each published week that would say something else now."
        ),
    ] = False,
    tlp: Annotated[
        str,
        typer.Option(
            "--tlp",
            metavar="TLP",
            help="Leave out what events marked above it say: clear, green, amber, red.",
        ),
    ] = "clear",
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that exist.")
    ] = False,
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Issue a week's bulletin, and keep what was issued when.

    A week that was issued and says something else now is issued again, as a revision
    that says so. The newest is bulletin.json as well, in the shape of CAAML.

    \b
    $ riskctl publish -o public
    $ riskctl publish 2022-W08 -o public -f html -f eml
    $ riskctl publish --revise -o public
    """
    if revise and named:
        raise UsageError(
            f"--revise is about every published week, and `{named}` is one",
            hint=f"riskctl publish {named} revises that one where it changed",
        )
    opened, target = open_watch(watch), folder_of(watch)
    folder = _folder(out, opened)
    forms, limit = _formats(form or _USUAL), accept.tlp(tlp)
    today = clock.today(opened.settings)
    with editing(target) as editor:
        refuse_faults(editor.watch)
        if not dry_run:
            editor.identify()
        opened, issued = editor.watch, Published(target)
        weeks = [] if revise else [_whole_week(named or "last", opened, today)]
        for week in weeks or sorted({it.week for it in issued.issues}):
            report = issued_report(
                opened, week, issued.issues, limit=limit, now=clock.now()
            )
            if report is None or report.issue is None:
                if not revise:
                    output.note(f"{week} was published, and says the same")
                continue
            if not dry_run:
                newest = max((it.week for it in issued.issues), default=week)
                files = files_of(report, forms, is_newest=week >= newest)
                for path in write_files(files, folder, target, force=force):
                    output.note(f"wrote {path}")
                issued.add(report.issue)
            output.show([line(_told(report, report.issue, dry_run=dry_run))])
        for text in _changed(opened, issued, today):
            output.note(text)


def _folder(out: Path | None, watch: Watch) -> Path:
    """
    Return where the files go: where it was said, else where the settings say.

    Raises:
        UsageError: Neither says it.
    """
    if out is None and not watch.settings.report_folder:
        raise UsageError(
            "no folder to write to", hint="-o DIR, or report_folder in riskctl.toml"
        )
    return out or Path(watch.settings.report_folder)


def _formats(names: list[str]) -> list[str]:
    """
    Return the formats to write, each once.

    Raises:
        UsageError: There is no such format.
    """
    for name in names:
        if name not in FORMATS:
            raise UsageError(
                f"there is no format `{name}`",
                hint=hint_for(name, FORMATS, otherwise="one of: " + ", ".join(FORMATS)),
            )
    return list(dict.fromkeys(names))


def _whole_week(named: str, watch: Watch, today: date) -> Week:
    """
    Return the week that is named, when it is over.

    Raises:
        UsageError: There is no such week, or it still runs.
    """
    week = chosen_week(named, today=today, log=watch.log)
    if week.period.last >= today:
        raise UsageError(
            f"{week} is not over before {long_day(week.period.last)} is",
            hint="how it stands so far: riskctl report this",
        )
    return week


def _told(report: WeeklyReport, issue: Issue, *, dry_run: bool) -> str:
    catalogue, level = report.assessment.catalogue, issue.level
    said = f"level {short_level(catalogue, level)}" if level else "no evidence"
    done = "revised" if issue.replaces else "published"
    before = f"would have {done}" if dry_run else done
    after = f" · replaces {issue.replaces}" if issue.replaces else ""
    return f"{before} {issue.week} · {said} · {issue.id}{after}"


def _changed(watch: Watch, issued: Published, today: date) -> Iterator[str]:
    """Name the published weeks whose level is another one with what is known now."""
    history = walk_log(watch.catalogue, watch.log, until=today)
    last = {it.week: it for it in issued.issues}
    for week, issue in sorted(last.items()):
        day = history.on(week.period.last) if history else None
        if day and day.level is not issue.level:
            then = short_level(watch.catalogue, issue.level) if issue.level else "none"
            now = short_level(watch.catalogue, day.level)
            yield (
                f"{week} was published as level {then}, and is {now} now: "
                f"riskctl publish {week}"
            )
