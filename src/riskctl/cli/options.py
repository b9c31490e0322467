"""The options that commands share, each written once."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

WatchFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--watch",
        "-w",
        metavar="DIR",
        help="The watch to use; else the nearest folder above, else your own.",
        show_default=False,  # it may come from the option before the command
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The day to judge: 2022-02-28, yesterday, -3d; today unless given.",
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="MOMENT",
        help="Use only what was recorded by then: a day (its end), a time with its "
        "offset, or now.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print a JSON document.")]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", "-n", help="Say what would be written; write nothing."),
]


def _one_line(name: str) -> str:
    """
    Return a name without outer blanks.

    Raises:
        UsageError: It is no line of plain text.
    """
    from riskctl.cli.accept import plain_line

    return plain_line(name, "name") if name.strip() else ""


By = Annotated[
    str,
    typer.Option(
        envvar="RISKCTL_BY",
        metavar="NAME",
        help="Who writes this down.",
        callback=_one_line,
    ),
]


def date_option(means: str) -> Any:
    """Return `--date`, which means another day in each command."""
    return typer.Option("--date", "-d", metavar="DAY", help=means)


Happened = Annotated[str | None, date_option("When it happened; today unless given.")]
RecordId = Annotated[
    str, typer.Argument(metavar="ID", help="Any unique part of an id or a title.")
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Whatever else to keep.")]
Recorded = Annotated[
    str | None,
    typer.Option(
        "--recorded",
        metavar="MOMENT",
        help="For history entered late: when it became known; never in the future.",
    ),
]
SOURCE: Final = typer.Option(
    "--source",
    "-s",
    metavar="URL",
    help="Where it was read; repeatable. Whom it took it from stands before it: "
    '"TASS: https://...".',
)
Sources = Annotated[list[str] | None, SOURCE]
GRADE: Final = typer.Option(
    "--grade",
    "-g",
    metavar="GRADE",
    help="The Admiralty code: source A to F, information 1 to 6, like B2.",
)
GradeOption = Annotated[str | None, GRADE]
TlpOption = Annotated[
    str | None,
    typer.Option(
        "--tlp",
        metavar="TLP",
        help="Who may read it where it is published: clear, green, amber or red.",
    ),
]
# What is published: who reads it is not known.
TLP_LIMIT: Final = typer.Option(
    "--tlp",
    metavar="TLP",
    help="Leave out what events marked above it say: clear, green, amber, red.",
)
Again = Annotated[
    bool,
    typer.Option(
        "--again", help="It is another event than the ones that it looks like."
    ),
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="The first day.")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day.")]
AsKnown = Annotated[
    bool,
    typer.Option("--as-known", help="Judge each day with what was known at its end."),
]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
ForSpreadsheet = Annotated[
    bool,
    typer.Option(
        "--for-spreadsheet",
        help="CSV as spreadsheets of many countries open it: marked as UTF-8, with ; "
        "and decimal commas.",
    ),
]
