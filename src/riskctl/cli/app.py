"""The command line: its commands, what they share, and the one error boundary."""

import gc
import re
import signal
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from riskctl import __version__
from riskctl.cli import output
from riskctl.errors import ExitCode, RiskctlError
from riskctl.reporting.safe import safe

# In the order in which they are listed. A module is loaded when its command is
# used, and not to list it; a test holds the two texts together.
COMMANDS: Final = {
    "init": "Make a new watch.",
    "setup": "Say where each status stands, and when the last contacts were.",
    "log": "Log an event: what happened, when, and where it was read.",
    "review": "Say that you looked, and that there is nothing to add.",
    "amend": "Correct an event: a new one replaces it, the old one stays.",
    "retract": "Withdraw an event; it stays in the log with the reason.",
    "level": "Print the alert level and why it is that.",
    "explain": "Show every point of the score, down to the event.",
    "events": "List and search events, oldest first.",
    "show": "Show one event whole, and what became of it.",
    "indicators": "Show the catalogue: weights, readings, and the last looks.",
    "history": "Show level and score over time, and why the level changed.",
    "change": "Say why the score moved: every point of it, by cause.",
    "outlook": "Show what silence would do, and what would move the level.",
    "report": "Report on a week, as it was known at the week's end.",
    "site": "Write a static site: the level, every week, a feed.",
    "backtest": "Compare the level with dated crises and three simpler rules.",
    "check": "Find what is wrong with the watch, and say how to mend it.",
}
CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 88}


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each imported on its first use."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            if name not in COMMANDS:
                raise KeyError(name)
            module = import_module(f"riskctl.cli.commands.{name}")
            self[name] = _command(name, getattr(module, name))
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


# Typer's error for a wrong command line, under the only name that it exports.
_WrongCommandLine: Any = typer.BadParameter.__base__

# A command is over soon, and what it makes holds few circles.
_COLLECTIONS: Final = (50_000, 20, 20)

# No option begins with a digit: it is a day or a number that was meant.
_DIGIT: Final = re.compile(r"-[0-9.]")
_NO_OPTION: Final = (
    '\nhint: write "3 days ago" for -3d, or put -- before a negative number'
)


@contextmanager
def _quoted_safely() -> Iterator[None]:
    """Make sure that what Typer quotes from the command line is plain text."""
    try:
        yield
    except _WrongCommandLine as error:
        error.message = "\n".join(safe(it) for it in error.message.split("\n"))
        if _DIGIT.match(getattr(error, "option_name", None) or ""):
            error.message += _NO_OPTION
        raise


class _Group(TyperGroup):
    """Show expected errors; let bugs crash."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _quoted_safely():
            return super().make_context(*args, **kwargs)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS.items())

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Offer the commands without loading any."""
        self.commands = {
            name: TyperCommand(name, help=words) for name, words in COMMANDS.items()
        }
        return super().shell_complete(ctx, incomplete)

    def invoke(self, ctx: Any) -> Any:
        try:
            with _quoted_safely():
                return super().invoke(ctx)
        except RiskctlError as error:
            output.print_error(error)
            raise typer.Exit(error.exit_code) from None
        except (EOFError, typer.Abort):  # at a question, which comes before any write
            output.note("\ninterrupted; nothing was written")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except KeyboardInterrupt:
            output.note("\ninterrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from None


def _command(name: str, function: Any) -> Any:
    """Return a plain function as a command."""
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, context_settings=CONTEXT)(function)
    command = get_command(single)
    command.name = name
    return command


app = typer.Typer(
    name="riskctl",
    cls=_Group,
    context_settings=CONTEXT,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"riskctl {__version__}")
        raise typer.Exit


@app.callback()
def riskctl(
    context: typer.Context,
    watch: Annotated[
        Path | None,
        typer.Option(
            envvar="RISKCTL_WATCH",
            metavar="DIR",
            help="The watch to use; else the nearest folder above, else your own.",
        ),
    ] = None,
    color: Annotated[
        output.Colour,
        typer.Option(help="Colour the output: auto, always or never."),
    ] = output.Colour.AUTO,
    verbose: Annotated[
        bool,
        typer.Option("-v", "--verbose", help="Say on stderr what costs time."),
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """
    Log events, print the alert level, report on the week. Unofficial.

    \b
    $ riskctl init --example us-russia demo
    $ riskctl --watch demo level --as-of 2022-02-28
    """
    output.choose_colour(color)
    output.choose_verbosity(verbose)
    if watch is not None:
        context.default_map = {name: {"watch": str(watch)} for name in COMMANDS}


def main() -> None:
    """Run the command line; a reader that goes away ends the process quietly."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    output.open_closed()
    gc.set_threshold(*_COLLECTIONS)
    gc.enable()
    try:
        app()
    except OSError as error:
        output.lose(error)
    finally:
        output.finish()
