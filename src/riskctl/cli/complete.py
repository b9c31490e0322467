"""
Completion in bash, zsh and fish: what stands before the cursor, and what is offered.

The shells call the program with each Tab, so it has to start at once: which word
means what is read from a table, and no command is loaded, unless its options are
asked for. A test holds the table and the commands together.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from riskctl.cli.command_list import COMMANDS

# What the words of a command are, in their order; with a star any more are the same.
ARGUMENTS: Final = {
    "amend": ("event",),
    "change": ("day", "day"),
    "check": ("check*",),
    "confirm": ("event",),
    "edit": ("file",),
    "events": ("text",),
    "explain": ("indicator",),
    "help": ("command",),
    "indicators": ("indicator",),
    "level": ("day",),
    "log": ("indicator", "value", "text"),
    "report": ("week",),
    "retract": ("event*",),
    "review": ("indicator*",),
    "show": ("event",),
}
# What follows an option, whatever the command.
OPTIONS: Final = {
    "--as-of": "day",
    "--color": "colour",
    "--date": "day",
    "-d": "day",
    "--example": "example",
    "--format": "format",
    "-f": "format",
    "--from": "day",
    "--grade": "grade",
    "-g": "grade",
    "--indicator": "indicator",
    "-i": "indicator",
    "--step": "step",
    "--tlp": "tlp",
    "--to": "day",
    "--value": "value",
    "--watch": "watch",
    "-w": "watch",
    "--week": "week",
}
# These stand alone: what comes after them is a word of the command.
FLAGS: Final = frozenset(
    {
        "--again",
        "--all",
        "--as-known",
        "--as-published",
        "--brief",
        "--csv",
        "--dry-run",
        "-n",
        "--for-spreadsheet",
        "--force",
        "--full",
        "--git",
        "--help",
        "-h",
        "--inside",
        "--json",
        "--list",
        "--no-pager",
        "--old",
        "--plain",
        "--reviews",
        "--scheduled",
        "--sensitivity",
        "--show-completion",
        "--install-completion",
        "--verbose",
        "-v",
        "--version",
    }
)
# What a shell would read as more than letters is never offered as a word to type,
# and stands in no explanation: an id or a title may hold anything.
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/+@%,-]*", re.ASCII)
_OPTION: Final = re.compile(r"--?[A-Za-z]")
_NO_WORD: Final = re.compile(r"[^\w .,+/–-]+")
_EXPLAINED: Final = 60


class Word(NamedTuple):
    """
    A word to type.

    Attributes:
        text: The word.
        means: What it means, for shells that show it.
        finds: What else may be typed to find it.
    """

    text: str
    means: str = ""
    finds: Sequence[str] = ()


class Line(NamedTuple):
    """
    What stands before the cursor.

    Attributes:
        command: Empty while that is what is typed.
        words: The words of the command so far, without options.
        option: The option whose value is typed; empty for a word of the command.
        watch: What `--watch` names; empty without it.
    """

    command: str
    words: tuple[str, ...]
    option: str
    watch: str

    @property
    def kind(self) -> str:
        """What the word at the cursor is; empty where nothing is known of it."""
        if self.option:
            return OPTIONS.get(self.option, "")
        if not self.command:
            return "command"
        kinds = ARGUMENTS.get(self.command, ())
        place = len(self.words)
        if place < len(kinds):
            return kinds[place].rstrip("*")
        return kinds[-1].rstrip("*") if kinds and kinds[-1].endswith("*") else ""


def read_line(words: Iterable[str]) -> Line:
    """
    Say what the words before the cursor are.

    >>> read_line(["-w", "demo", "log", "-n", "leader-contact"]).kind
    'value'
    """
    command, option, watch = "", "", ""
    plain: list[str] = []
    for word in words:
        if option:
            watch = word if option in {"--watch", "-w"} else watch
            option = ""
        elif word.startswith("--watch="):
            watch = word.removeprefix("--watch=")
        elif (
            word.startswith("-") and not word[1:2].isdigit() and word not in {"-", "--"}
        ):
            option = "" if word in FLAGS or "=" in word else word
        elif not command:
            command = word
        elif word != "--":
            plain.append(word)
    return Line(command, tuple(plain), option, watch)


def matching(words: Iterable[Word], typed: str) -> list[Word]:
    """
    Return the words that begin with what is typed; else the one that it finds.

    One and no more: of several, a shell would put in what they have in common.
    """
    offered = [it for it in words if _PLAIN.fullmatch(it.text)]
    found = [it for it in offered if it.text.startswith(typed)]
    if found or not typed:
        return found
    sought = typed.casefold()
    found = [
        it for it in offered if any(sought in text.casefold() for text in it.finds)
    ]
    return found if len(found) == 1 else []


def explained(word: Word) -> str:
    """Return what a word means, in letters that no shell takes for anything else."""
    return " ".join(_NO_WORD.sub(" ", word.means).split())[:_EXPLAINED].rstrip()


def bash_text(words: Sequence[Word]) -> str:
    """Return a word in each line."""
    return "\n".join(it.text for it in words)


def fish_text(words: Sequence[Word]) -> str:
    """Return a word in each line, and what it means after a tab."""
    return "\n".join(f"{it.text}\t{explained(it)}".rstrip() for it in words)


def zsh_text(words: Sequence[Word]) -> str:
    """Return what zsh is to evaluate: each word with what it means, in quotes."""
    if not words:
        return "_files"
    pairs = "\n".join(
        f'"{it.text}":"{explained(it)}"' if it.means else f'"{it.text}"' for it in words
    )
    return f"_arguments '*: :(({pairs}))'"


_SHELLS: Final[dict[str, Callable[[Sequence[Word]], str]]] = {
    "bash": bash_text,
    "fish": fish_text,
    "zsh": zsh_text,
}


def answer(shell: str) -> bool:
    """Print what a shell is to offer, and say whether it is one that is known."""
    form = _SHELLS.get(shell)
    if form is None:
        return False
    if shell == "bash":
        typed = split(os.environ.get("COMP_WORDS", ""))
        number = os.environ.get("COMP_CWORD", "")
        place = int(number) if number.isdecimal() else len(typed)
        before, now = typed[1:place], "".join(typed[place : place + 1])
    else:
        text = os.environ.get("_TYPER_COMPLETE_ARGS", "")
        before, now = split(text)[1:], ""
        if before and not text.endswith(" "):
            now = before.pop()
    words = _offered(read_line(before), now)
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        # It asks only whether there is anything; where not, it offers files.
        raise SystemExit(0 if words else 1)
    print(form(words))
    return True


def split(text: str) -> list[str]:
    """
    Return a command line in words, though a quotation may not have been ended yet.

    >>> split("riskctl log 'leader")
    ['riskctl', 'log', 'leader']
    """
    from shlex import shlex

    lexer = shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words = []
    try:
        words += list(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _offered(line: Line, typed: str) -> list[Word]:
    if typed.startswith("-") and not line.option:
        return [it for it in _options(line.command) if it.text.startswith(typed)]
    if line.kind == "command":
        words: Iterable[Word] = [Word(*it) for it in COMMANDS.items()]
    else:
        from riskctl.cli.complete_words import words_for

        words = words_for(line, typed)
    return matching(words, typed)


def _options(command: str) -> list[Word]:
    """Return the options of a command, or of all of them; none of no command."""
    from typer.main import get_command

    from riskctl.cli.app import app

    loaded: Any = get_command(app)
    if command:
        loaded = loaded.commands.get(command)
    params = loaded.params if loaded else ()
    shown = [it for it in params if not getattr(it, "hidden", True)]
    words = [Word(name, it.help or "") for it in shown for name in it.opts]
    return [*words, Word("--help", "Show this message and exit.")]
