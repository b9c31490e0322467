"""`riskctl change`."""

from typing import Annotated

import typer

from riskctl.analysis.change.change import Moment, compare, has_evidence
from riskctl.cli import options
from riskctl.cli.looks import look_back
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch, read_judged_day, read_moment
from riskctl.errors import UsageError
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.json.over_time import change_document
from riskctl.reporting.screens.change import change_screen


def change(
    start: Annotated[
        str | None,
        typer.Argument(
            metavar="[FROM]",
            help="The earlier day; your last look unless given, else 7 days ago.",
            show_default=False,
        ),
    ] = None,
    end: Annotated[
        str, typer.Argument(metavar="TO", help="The later day, or the same.")
    ] = "today",
    known_at_from: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="What was known for FROM.")
    ] = None,
    known_at_to: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="What was known for TO.")
    ] = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Say why the score moved: every point of it, by cause.

    \b
    $ riskctl change
    $ riskctl change 2022-02-20 2022-02-28
    $ riskctl change 2022-03-01 2022-03-01 --known-at-from 2022-03-01
    """
    opened = open_watch(watch)
    after = Moment(
        as_of=read_judged_day(end, opened),
        known_at=read_moment(known_at_to or known_at, opened),
    )
    if start is None:
        asked = known_at_from or known_at
        before = look_back(
            folder_of(watch).path, as_of=after.as_of, by_look=not asked
        ).moment
        if asked:
            before = before._replace(known_at=read_moment(asked, opened))
    else:
        before = Moment(
            as_of=read_judged_day(start, opened),
            known_at=read_moment(known_at_from or known_at, opened),
        )
    moments = before, after
    if after.as_of < before.as_of:
        raise UsageError(
            f"{after.as_of} lies before {before.as_of}",
            hint=f"riskctl change {after.as_of} {before.as_of}",
        )
    empty = [it.as_of for it in moments if not has_evidence(opened, it)]
    result = None if empty else compare(opened, before, after)
    if json:
        document = change_document(
            before, after, result, opened.catalogue, opened.settings
        )
        output.write(as_text(document))
    elif result is None:
        output.note(
            f"no evidence: nothing was known on {empty[0]}, so there is no score "
            "to compare"
        )
    else:
        title = opened.settings.title
        output.show(change_screen(result, title=title, width=output.width()))
