"""`riskctl import`."""

from pathlib import Path
from typing import Annotated

import typer

from riskctl.cli import accept, options


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="What to read; `-` reads stdin."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="The mapping, imports/NAME.toml, to read it by; riskctl for what "
            "`export events` wrote.",
        ),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Write a mapping to start from: csv looks at FILE; or gdelt2, gdelt1, "
            "icews, polecat, ucdp, acled, eurepoc, misp, stix, feed.",
        ),
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option(
            metavar="BATCH",
            help="Take an import back, or the last one: nothing is erased.",
        ),
    ] = None,
    catchup: Annotated[
        bool,
        typer.Option("--catchup", help="Write nothing, and mark all rows as seen."),
    ] = False,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Leave out the rows that cannot be read."),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before it is written.")
    ] = False,
    json: options.Json = False,
    by: options.By = "",
    dry_run: options.DryRun = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Take in the rows of a spreadsheet, a data set or a feed.

    All of them or none; the same rows again add nothing. What was judged once goes
    into the log, leads go into the inbox, as the mapping says.

    \b
    $ riskctl import events.csv --template csv --as sheet
    $ riskctl import events.csv --as sheet --dry-run
    """
    if template is not None:
        from riskctl.cli.intake.templates import begin_mapping

        begin_mapping(template, file, name, watch)
    elif undo is not None:
        from riskctl.cli.intake.undo import undo_import

        undo_import(undo, watch, by=accept.plain_text(by, "name"), dry_run=dry_run)
    elif file is None or name is None:
        raise typer.BadParameter("say what to read, and as what: FILE --as NAME")
    else:
        from riskctl.cli.intake.exported import EXPORT, take_in
        from riskctl.cli.intake.import_rows import import_rows
        from riskctl.cli.intake.rows_in import WantedImport

        wanted = WantedImport(
            file=file,
            name=name,
            dry_run=dry_run,
            catchup=catchup,
            skip_bad=skip_bad,
            yes=yes,
            json=json,
            by=accept.plain_text(by, "name"),
        )
        if name == EXPORT:
            take_in(wanted, watch)
        else:
            import_rows(wanted, watch)
