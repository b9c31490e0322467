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
    "note": "Note what fits no indicator: kept and listed, never scored.",
    "confirm": "Say that a plan came about; what did not happen is retracted.",
    "amend": "Correct an event or a note: a new one takes its place.",
    "retract": "Withdraw records; they stay in the log with the reason.",
    "undo": "Take back your last entry; a second time, take that back.",
    "level": "Print the alert level and why it is that.",
    "explain": "Show every point of the score, down to the event.",
    "events": "List and search events, oldest first.",
    "show": "Show one record whole, and what became of it.",
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

# No option begins with a digit: it is a day or a number that is meant.
_DIGIT: Final = re.compile(r"-[0-9.]")
_HELP: Final = "help"


@contextmanager
def _quoted_safely() -> Iterator[None]:
    """Make sure that what Typer quotes from the command line is plain text."""
    try:
        yield
    except _WrongCommandLine as error:
        error.message = "\n".join(safe(it) for it in error.message.split("\n"))
        raise


class _Group(TyperGroup):
    """Show expected errors; let bugs crash."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _quoted_safely():
            return super().make_context(*args, **kwargs)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take `riskctl help level` for `riskctl level --help`."""
        if args[0] != _HELP:
            return super().resolve_command(ctx, args)
        if not args[1:]:
            typer.echo(ctx.get_help())
            raise typer.Exit
        return super().resolve_command(ctx, [args[1], "--help"])

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


class _Command(TyperCommand):
    """A command that takes the options of every command, and what begins with -3."""

    def make_parser(self, ctx: Any) -> Any:
        parser: Any = super().make_parser(ctx)
        as_option = parser._process_opts  # noqa: SLF001 (no public way; Typer is pinned)

        def as_argument(word: str, state: Any) -> None:
            if _DIGIT.match(word):
                state.largs.append(word)
            else:
                as_option(word, state)

        parser._process_opts = as_argument  # noqa: SLF001
        return parser


def _command(name: str, function: Any) -> Any:
    """Return a plain function as a command."""
    command = _as_command(function, name)
    command.name = name
    taken = {word for it in command.params for word in it.opts}
    command.params += [
        it for it in _as_command(_everywhere).params if not taken & {*it.opts}
    ]
    return command


def _as_command(function: Any, name: str | None = None) -> Any:
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=_Command, context_settings=CONTEXT)(function)
    return get_command(single)


def _choose_colour(colour: output.Colour | None) -> None:
    if colour is not None:
        output.choose_colour(colour)


def _choose_verbosity(verbose: bool) -> None:
    if verbose:
        output.choose_verbosity(verbose=True)


def _everywhere(
    _color: Annotated[
        output.Colour | None,
        typer.Option(
            "--color", callback=_choose_colour, expose_value=False, hidden=True
        ),
    ] = None,
    _verbose: Annotated[
        bool,
        typer.Option(
            "-v",
            "--verbose",
            callback=_choose_verbosity,
            expose_value=False,
            hidden=True,
        ),
    ] = False,
) -> None:
    """Hold what stands in the help before the command, and may come after it, too."""


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
            "--watch",
            "-w",
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
