"""
Completion in bash, zsh and fish: what is offered, as each of them wants to read it.

The shells call the program with each Tab, so it has to start at once: which word
means what, and which options there are, is read from tables, and no command is
loaded. A test and a gate hold the tables and the commands together.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from riskctl.cli.command_list import COMMANDS
from riskctl.cli.completion.line import TypedLine, TypedWord, read_line

# What a shell would read as more than letters is never offered as a word to type,
# and stands in no explanation: an id or a title may hold anything.
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/+@%,-]*", re.ASCII)
_NO_WORD: Final = re.compile(r"[^\w .,+/–-]+")
_EXPLAINED: Final = 60
# Written by `make docs` from the commands: a command, its option, what it does.
OPTION_WORDS: Final = "option_words.txt"


def matching(words: Iterable[TypedWord], typed: str) -> list[TypedWord]:
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


def explained(word: TypedWord) -> str:
    """Return what a word means, in letters that no shell takes for anything else."""
    return " ".join(_NO_WORD.sub(" ", word.means).split())[:_EXPLAINED].rstrip()


def bash_text(words: Sequence[TypedWord]) -> str:
    """Return a word in each line."""
    return "\n".join(it.text for it in words)


def fish_text(words: Sequence[TypedWord]) -> str:
    """Return a word in each line, and what it means after a tab."""
    return "\n".join(f"{it.text}\t{explained(it)}".rstrip() for it in words)


def zsh_text(words: Sequence[TypedWord]) -> str:
    """Return what zsh is to evaluate: each word with what it means, in quotes."""
    if not words:
        return "_files"
    pairs = "\n".join(
        f'"{it.text}":"{explained(it)}"' if it.means else f'"{it.text}"' for it in words
    )
    return f"_arguments '*: :(({pairs}))'"


_SHELLS: Final[dict[str, Callable[[Sequence[TypedWord]], str]]] = {
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
    if text := form(words):
        print(text)
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
    words: list[str] = []
    try:
        words.extend(lexer)  # what was read before the fault stays
    except ValueError:
        words.append(lexer.token)
    return words


def _offered(line: TypedLine, typed: str) -> list[TypedWord]:
    if typed.startswith("-") and not line.option:
        return [it for it in _options(line.command) if it.text.startswith(typed)]
    if line.kind == "command":
        words: Iterable[TypedWord] = [TypedWord(*it) for it in COMMANDS.items()]
    else:
        from riskctl.cli.completion.words import words_for

        words = words_for(line, typed)
    return matching(words, typed)


def _options(command: str) -> list[TypedWord]:
    """Return the options of a command, or of all of them; none of no command."""
    path = Path(__file__).with_name(OPTION_WORDS)
    # Of the loader, because the program may lie in an archive.
    data: bytes = __loader__.get_data(str(path))  # type: ignore[name-defined]
    rows = (it.split("\t") for it in data.decode("utf-8").splitlines())
    return [TypedWord(name, means) for of, name, means in rows if of == command]
