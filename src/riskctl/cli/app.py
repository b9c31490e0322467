"""The command line: its commands, what they share, and the one error boundary."""

import gc
import re
import signal
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from riskctl import __version__
from riskctl.cli.command_list import COMMANDS, GROUPS
from riskctl.cli.terminal import output
from riskctl.cli.terminal.encoding import accept_any_text
from riskctl.errors import ExitCode, RiskctlError
from riskctl.reporting.safe import safe

CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 88}


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each imported on its first use."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            if name not in COMMANDS:
                raise KeyError(name)
            written = f"{name}_" if iskeyword(name) else name
            module = import_module(f"riskctl.cli.commands.{written}")
            self[name] = _command(name, getattr(module, written))
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
        for group, commands in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl(commands.items())

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

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        typed = [*args]
        try:
            return super().parse_args(ctx, args)
        except _WrongCommandLine as error:
            from riskctl.cli.mistyped import amended_message

            error.message = amended_message(error, self, ctx, typed)
            raise

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


def _choose_no_pager(no_pager: bool) -> None:
    if no_pager:
        output.choose_pager(pager=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"riskctl {__version__}")
        raise typer.Exit


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
    _no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager", callback=_choose_no_pager, expose_value=False, hidden=True
        ),
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
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
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", help="Print what is longer than the screen whole."),
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
    New here?
    $ riskctl init --example us-russia demo
    $ riskctl -w demo level 2022-02-28
    $ riskctl docs first-month
    """
    output.choose_colour(color)
    output.choose_verbosity(verbose)
    output.choose_pager(not no_pager)
    if watch is not None:
        context.default_map = {name: {"watch": str(watch)} for name in COMMANDS}


def main() -> None:
    """Run the command line; a reader that goes away ends the process quietly."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    output.open_closed()
    accept_any_text()
    gc.set_threshold(*_COLLECTIONS)
    gc.enable()
    try:
        app()
    except OSError as error:
        output.lose(error)
    finally:
        output.finish()
        # The end of the process frees everything: nothing is left to look for in it.
        gc.freeze()
