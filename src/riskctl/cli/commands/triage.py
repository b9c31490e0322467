"""`riskctl triage`."""

import sys

from riskctl.cli import accept, options
from riskctl.errors import UsageError


def triage(
    by: options.By = "",
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Look at the inbox, one candidate after the other, and decide.

    Those that would move the score most come first. Each answer is written before
    the next question; `u` takes back the last one, in a later session too.

    \b
    $ riskctl triage
    $ riskctl triage --by hk
    """
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody is there to be asked",
            hint="for scripts: riskctl inbox list, accept and reject",
        )
    from riskctl.cli.intake.triage import go_through

    go_through(watch, by=accept.plain_text(by, "name"))
