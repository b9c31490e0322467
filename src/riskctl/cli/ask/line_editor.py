"""
One question in a terminal, on stderr, so that stdout stays data.

A terminal that can move its cursor gets a line editor with history, completion and
pastes; any other gets the question and a plain line.
"""

import os
import select
import sys
import termios
import tty
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from riskctl.cli.ask.choices import Choice, listed, matching
from riskctl.cli.terminal import output
from riskctl.reporting.safe import safe

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document

_CANNOT_MOVE: Final = {"", "dumb", "unknown"}
# The lines of a paste come at once; nobody types the next one so soon.
_PASTE_SECONDS: Final = 0.05
_MOST_BYTES: Final = 64 * 1024
_ENTER: Final = {"c-m", "c-j"}


class Left(KeyboardInterrupt):
    """A question was left with Ctrl-C, and some text stood there."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__(text)
        self.text = text


class Asks(Protocol):
    """Whoever puts a question and returns what was typed."""

    def ask(
        self,
        question: str,
        *,
        text: str = "",
        choices: Sequence[Choice] = (),
        earlier: Iterable[str] = (),
        several: bool = False,
    ) -> str:
        """
        Return what was typed.

        Args:
            text: What stands there already, to be edited.
            choices: What Tab completes to.
            earlier: What the arrows bring back, the latest last.
            several: The lines of a paste are one answer.

        Raises:
            EOFError: The terminal was closed, or Ctrl-D was typed.
        """


def line_editor() -> Asks:
    """Return the best that the terminal can do."""
    can_move = os.environ.get("TERM", "") not in _CANNOT_MOVE
    return LineEditor() if can_move and sys.stderr.isatty() else PlainLines()


class PlainLines:
    """Questions for a terminal that shows one line after another."""

    def ask(
        self,
        question: str,
        *,
        text: str = "",
        choices: Sequence[Choice] = (),  # noqa: ARG002
        earlier: Iterable[str] = (),  # noqa: ARG002
        several: bool = False,
    ) -> str:
        """Show the question, and read the line; what stood there is the default."""
        shown = f"{question} [{safe(text)}]: " if text else f"{question}: "
        sys.stderr.write(shown)
        sys.stderr.flush()
        typed = self._line()
        if several:
            while select.select([sys.stdin], [], [], _PASTE_SECONDS)[0]:
                typed += self._line()
            if begun := _begun_line(sys.stdin.fileno()):
                # The last line of a paste has no end before somebody types Enter.
                typed += begun if begun.endswith("\n") else begun + self._line()
        return typed.removesuffix("\n") or text

    @staticmethod
    def _line() -> str:
        data = os.read(sys.stdin.fileno(), _MOST_BYTES)
        if not data:
            raise EOFError
        return data.decode("utf-8", "surrogateescape")


def _begun_line(terminal: int) -> str:
    """Return what was typed or pasted of a line that is not at its end; it is read."""
    as_it_was = termios.tcgetattr(terminal)
    at_once = [*as_it_was]
    at_once[tty.LFLAG] &= ~termios.ICANON
    at_once[tty.CC] = [*at_once[tty.CC]]
    at_once[tty.CC][termios.VMIN], at_once[tty.CC][termios.VTIME] = 0, 0
    termios.tcsetattr(terminal, termios.TCSANOW, at_once)
    try:
        return os.read(terminal, _MOST_BYTES).decode("utf-8", "surrogateescape")
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, as_it_was)


class LineEditor:
    """Questions with a line that can be edited, as a shell's can."""

    def ask(
        self,
        question: str,
        *,
        text: str = "",
        choices: Sequence[Choice] = (),
        earlier: Iterable[str] = (),
        several: bool = False,
    ) -> str:
        """Show the question, and let its answer be edited."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output.vt100 import Vt100_Output
        from prompt_toolkit.shortcuts import CompleteStyle

        # It would ask the terminal where the cursor is, which some never answer.
        os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"
        session: PromptSession[str] = PromptSession(
            history=InMemoryHistory(list(dict.fromkeys(earlier))),
            completer=_completer(choices),
            complete_while_typing=False,
            # Below the line as text, and not in a window: a screen reader reads it.
            complete_style=CompleteStyle.READLINE_LIKE,
            enable_history_search=False,
            mouse_support=False,
            key_bindings=_keys_of_a_paste() if several else None,
            prompt_continuation="  ",
            input=create_input(sys.stdin),
            output=Vt100_Output.from_pty(sys.stderr, term=os.environ.get("TERM")),
        )
        try:
            return session.prompt(f"{question}: ", default=text)
        except KeyboardInterrupt:
            raise Left(session.default_buffer.text) from None


def _completer(choices: Sequence[Choice]) -> Any:
    from prompt_toolkit.completion import Completer, Completion

    class Choices(Completer):
        """Completes the whole answer, whatever part of it was typed."""

        def get_completions(
            self, document: "Document", complete_event: "CompleteEvent"
        ) -> "Iterator[Completion]":
            del complete_event
            typed = document.text_before_cursor
            found = matching(typed, choices)
            shown = listed(found, width=output.width() - 2)
            for it, line in zip(found, shown, strict=True):
                yield Completion(it.name, start_position=-len(typed), display=line)

    return Choices()


def _keys_of_a_paste() -> Any:
    """Take a line break that came together with what follows for a part of a paste."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("enter")
    @keys.add("c-j")
    def _(event: KeyPressEvent) -> None:
        waiting = event.key_processor.input_queue
        if any(it.key in _ENTER or len(it.key) == 1 for it in waiting):
            event.current_buffer.insert_text("\n")
        else:
            event.current_buffer.validate_and_handle()

    return keys
