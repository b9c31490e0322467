"""`riskctl report`."""

from enum import Enum
from pathlib import Path, PurePath
from typing import Annotated

import typer

from riskctl import __version__
from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.publication import published, withheld_ids
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.cli import accept, clock, options
from riskctl.cli.spans import chosen_week, reported_week
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.model.period import end_of
from riskctl.model.similar import hint_for
from riskctl.model.watch import Watch
from riskctl.reporting.weekly.formats import FORMATS, OTHER_SUFFIXES, SUFFIXES, rendered
from riskctl.reporting.weekly.text import TEXT_WIDTH, report_lines
from riskctl.storage.export import export
from riskctl.storage.watch import WatchFolder


class Paper(Enum):
    """The sheet that a PDF is made for."""

    A4 = "a4"
    LETTER = "letter"


def report(
    named: Annotated[
        str | None,
        typer.Argument(
            metavar="[last|this|WEEK]",
            help="2026-W47, last, this, or a day of it; last unless given.",
            show_default=False,
        ),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="WEEK", help="The same, as an option."),
    ] = None,
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
    full: Annotated[
        bool,
        typer.Option("--full", help="Add the annex: every indicator, and the rule."),
    ] = False,
    paper: Annotated[
        Paper, typer.Option("--paper", help="The sheet of a PDF: a4 or letter.")
    ] = Paper.A4,
    as_published: Annotated[
        bool,
        typer.Option("--as-published", help="Use only what was known at its end."),
    ] = False,
    tlp: Annotated[str | None, options.TLP_LIMIT] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that exists.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Report on a week: the bulletin, one page, with what is known now.

    \b
    $ riskctl report
    $ riskctl report 2022-W08 -f markdown -o report.md
    """
    if named and week:
        raise UsageError(
            f"two weeks are named: `{named}` and `{week}`", hint="leave one out"
        )
    if as_published and known_at:
        raise UsageError(
            "--as-published and --known-at are two knowledges", hint="leave one out"
        )
    if json and form and form.lower() != "json":
        raise UsageError(f"--json and -f {form} are two formats", hint="leave one out")
    limit = accept.tlp(tlp) if tlp else None
    opened = open_watch(watch)
    settled = opened.settings
    out = out or ("" if json else settled.report_folder) or "-"
    name = _chosen_format("json" if json else form, out, usual=settled.report_format)
    today = read_judged_day(as_of, opened)
    chosen = chosen_week(
        named or week or reported_week(opened, today), today=today, log=opened.log
    )
    last = min(chosen.period.last, today)
    known = read_moment(known_at, opened)
    if as_published:
        known = end_of(last, opened.settings.timezone)
    value = weekly_report(
        opened,
        chosen,
        Moment(as_of=last, known_at=known),
        version=__version__,
        issued=last if as_published else clock.today(opened.settings),
    )
    if full:
        value = _with_agreement(value, opened, folder_of(watch))
    if limit:
        hidden = withheld_ids(opened.log, limit)
        value = published(value, hidden, limit)
    if name == "text" and out == "-":
        width = min(output.width(), TEXT_WIDTH)
        output.show(report_lines(value, width=width, full=full))
        return
    data = rendered(name, value, full=full, paper=paper.value, warn=output.note)
    if out == "-":
        output.write_data(data)
        return
    path = export(
        data,
        Path(out),
        file_name=f"riskctl-{chosen}{SUFFIXES[name]}",
        watch=folder_of(watch),
        force=force,
    )
    output.note(f"wrote {path}")


def _with_agreement(
    report: WeeklyReport, watch: Watch, folder: WatchFolder
) -> WeeklyReport:
    """Return a report with how far a second coder agrees; the annex says it."""
    from dataclasses import replace

    from riskctl.analysis.reports.agreement import agreement_of
    from riskctl.storage.recode import open_codings

    return replace(report, agreement=agreement_of(watch, open_codings(folder)))


def _chosen_format(name: str | None, out: str, *, usual: str) -> str:
    """
    Return the format: the one that was named, that of the output's ending, the usual.

    An ending is a name, too: `md` is `markdown`.

    Raises:
        UsageError: There is no such format, or no such ending.
    """
    by_suffix = {suffix: form for form, suffix in SUFFIXES.items()} | OTHER_SUFFIXES
    if name is None:
        path = PurePath(out)
        ending = path.suffix.lower()
        if out == "-" or not ending or Path(out).is_dir():
            name = usual or "text"
        elif ending in by_suffix:
            name = by_suffix[ending]
        else:
            raise UsageError(
                f"{out}: there is no format with the ending `{path.suffix}`",
                hint="one of: " + ", ".join(SUFFIXES.values()),
            )
    known = {it.removeprefix("."): form for it, form in by_suffix.items()}
    name = known.get(name.lower(), name.lower())
    if name not in FORMATS:
        raise UsageError(
            f"there is no format `{name}`",
            hint=hint_for(name, FORMATS, otherwise="one of: " + ", ".join(FORMATS)),
        )
    return name
