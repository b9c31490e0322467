"""What is said of a command line that Typer does not take: what to type instead."""

from collections.abc import Sequence
from typing import Any, Final

from riskctl.model.similar import SLIP, nearest

_TOO_MANY: Final = "Got unexpected extra argument"
# What holds a text of several words; a day or a name is one.
_TEXTS: Final = ("TITLE", "[WORD]")


def amended_message(
    error: Any, command: Any, context: Any, typed: Sequence[str]
) -> str:
    """
    Return an error's message with a hint below it, where there is one.

    Args:
        typed: The words after the command.
    """
    message = str(error.message)
    if message.startswith(_TOO_MANY):
        hint = _hint_for_more(command, context, typed)
    elif option := getattr(error, "option_name", ""):
        # Typer offers what merely shares some letters.
        error.possibilities = None
        known = {name.lstrip("-") for it in command.params for name in it.opts}
        near = nearest(option.lstrip("-"), sorted(known), likeness=SLIP)
        hint = (
            f"did you mean --{near[0]}?"
            if near
            else f"{context.command_path} -h lists the options"
        )
    else:
        return message
    return f"{message}\nhint: {hint}" if hint else message


def _hint_for_more(command: Any, context: Any, typed: Sequence[str]) -> str:
    """Say what to do with more words than a command takes."""
    given, more, _ = command.make_parser(context).parse_args([*typed])
    names = {it.metavar: it.name for it in command.params}
    for metavar in _TEXTS:
        words = given.get(names.get(metavar, ""))
        if isinstance(words, str):
            text = " ".join((words, *more))
            return f'a text of several words is put in quotes: "{text}"'
    if {"first", "last"} <= {it.name for it in command.params}:
        return f"{context.command_path} --from DAY --to DAY"
    return f"{context.command_path} -h says what it takes"
