"""`riskctl inbox`."""

from enum import Enum
from typing import Annotated

import typer

from riskctl.cli import accept, options
from riskctl.model.seen import Refusal


class Action(Enum):
    """What to do with the inbox."""

    LIST = "list"
    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


def inbox(
    action: Annotated[
        Action,
        typer.Argument(metavar="ACTION", help="list, accept, reject or undo."),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Any unique part of a candidate's id."),
    ] = None,
    grade: options.GradeOption = None,
    reason: Annotated[
        Refusal | None,
        typer.Option(
            metavar="WORD",
            help="Why not: off-topic, opinion, old-news, false or twin.",
        ),
    ] = None,
    json: options.Json = False,
    by: options.By = "",
    watch: options.WatchFolderOption = None,
) -> None:
    """
    List, accept or reject the candidates of the inbox.

    `triage` asks about them in a terminal. What is accepted gets the grade that you
    give. `undo` takes back the last decision, of `triage` too.

    \b
    $ riskctl inbox list
    $ riskctl inbox accept k3f9a2 --grade B2
    """
    from riskctl.cli.intake import inbox as actions
    from riskctl.cli.intake.decisions import Decider

    decider = Decider(watch, accept.plain_text(by, "name"))
    match action:
        case Action.LIST:
            actions.show_list(decider, json=json)
        case Action.ACCEPT:
            actions.accept_named(names or [], decider, grade=grade)
        case Action.REJECT:
            actions.reject_named(names or [], decider, reason=reason)
        case Action.UNDO:
            actions.undo(decider)
