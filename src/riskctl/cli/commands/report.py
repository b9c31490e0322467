"""`riskctl report`."""

from pathlib import Path, PurePath
from typing import Annotated

import typer

from riskctl import __version__
from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.weekly import weekly_report
from riskctl.cli import options, output
from riskctl.cli.spans import chosen_week
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.model.period import end_of
from riskctl.model.similar import hint_for
from riskctl.reporting.weekly.formats import FORMATS, SUFFIXES, rendered
from riskctl.reporting.weekly.text import TEXT_WIDTH, report_lines
from riskctl.storage.export import export


def report(
    week: Annotated[
        str, typer.Option(metavar="WEEK", help="2026-W47, last or this.")
    ] = "last",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}; by the output's ending unless given.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR|-",
            help="Where to; - is stdout, which is meant unless given or settled.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that exists.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Report on a week, as it was known at the week's end.

    \b
    $ riskctl report
    $ riskctl report --week 2022-W08 -f markdown -o report.md
    """
    opened = open_watch(watch)
    today = read_judged_day(as_of, opened)
    chosen = chosen_week(week, today=today, log=opened.log)
    last = min(chosen.period.last, today)
    over = last == chosen.period.last
    known = read_moment(known_at, opened)
    if known_at is None and over:
        known = end_of(last, opened.settings.timezone)
    value = weekly_report(
        opened,
        chosen,
        Moment(as_of=last, known_at=known),
        with_hindsight=known_at is not None,
        version=__version__,
    )
    settled = opened.settings
    out = out or ("" if json else settled.report_folder) or "-"
    name = _chosen_format("json" if json else form, out, usual=settled.report_format)
    if out != "-":
        path = export(
            rendered(name, value),
            Path(out),
            file_name=f"riskctl-{chosen}{SUFFIXES[name]}",
            watch=folder_of(watch),
            force=force,
        )
        output.note(f"wrote {path}")
    elif name == "text":
        output.show(report_lines(value, width=min(output.width(), TEXT_WIDTH)))
    else:
        output.write_data(rendered(name, value))


def _chosen_format(name: str | None, out: str, *, usual: str) -> str:
    """
    Return the format: the one that was named, that of the output's ending, the usual.

    Raises:
        UsageError: There is no such format.
    """
    if name is None:
        by_suffix = {suffix: form for form, suffix in SUFFIXES.items()}
        name = by_suffix.get(PurePath(out).suffix.lower()) or usual or "text"
    if name not in FORMATS:
        raise UsageError(
            f"there is no format `{name}`",
            hint=hint_for(name, FORMATS, otherwise="one of: " + ", ".join(FORMATS)),
        )
    return name
