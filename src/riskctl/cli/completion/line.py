"""What stands before the cursor: which command, and which of its words is typed."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

# What the words of a command are, in their order; with a star any more are the same.
ARGUMENTS: Final = {
    "amend": ("event",),
    "change": ("day", "day"),
    "check": ("check*",),
    "confirm": ("event",),
    "docs": ("page",),
    "edit": ("file",),
    "events": ("text",),
    "explain": ("indicator",),
    "export": ("export",),
    "help": ("command",),
    "inbox": ("action", "candidate*"),
    "indicators": ("indicator",),
    "level": ("day",),
    "log": ("indicator", "value", "text"),
    "publish": ("week",),
    "report": ("week",),
    "retract": ("event*",),
    "review": ("indicator*",),
    "show": ("event",),
}
# What follows an option of one command, which stands alone in another.
OPTIONS_OF: Final = {
    ("import", "--template"): "template",
    ("inbox", "--reason"): "refusal",
    ("sweep", "--as"): "layout",
}
# What follows an option, whatever the command.
OPTIONS: Final = {
    "--as": "mapping",
    "--at": "level",
    "--as-of": "day",
    "--color": "colour",
    "--date": "day",
    "-d": "day",
    "--engine": "engine",
    "--example": "example",
    "--fail-at": "level",
    "--format": "format",
    "-f": "format",
    "--from": "day",
    "--grade": "grade",
    "-g": "grade",
    "--indicator": "indicator",
    "-i": "indicator",
    "--known-at": "moment",
    "--paper": "paper",
    "--keep": "side",
    "--recorded": "moment",
    "--recorded-since": "moment",
    "--since": "day",
    "--step": "step",
    "--tlp": "tlp",
    "--to": "day",
    "--until": "day",
    "--value": "value",
    "--watch": "watch",
    "-w": "watch",
    "--week": "week",
}
# These stand alone: what comes after them is a word of the command.
FLAGS: Final = frozenset(
    {
        "--accept",
        "--again",
        "--all",
        "--as-known",
        "--as-published",
        "--bom",
        "--brief",
        "--bulletin",
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
        "--method",
        "--no-pager",
        "--no-scheduled",
        "--notes",
        "--old",
        "--path",
        "--plain",
        "--reviews",
        "--revise",
        "--scheduled",
        "--sensitivity",
        "--show-completion",
        "--install-completion",
        "--catchup",
        "--skip-bad",
        "--template",
        "--verbose",
        "--yes",
        "-y",
        "-v",
        "--version",
    }
)


class TypedWord(NamedTuple):
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


class TypedLine(NamedTuple):
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
            own = OPTIONS_OF.get((self.command, self.option), "")
            return own or OPTIONS.get(self.option, "")
        if not self.command:
            return "command"
        kinds = ARGUMENTS.get(self.command, ())
        place = len(self.words)
        if place < len(kinds):
            return kinds[place].rstrip("*")
        return kinds[-1].rstrip("*") if kinds and kinds[-1].endswith("*") else ""


def read_line(words: Iterable[str]) -> TypedLine:
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
            option = "" if stands_alone(command, word) or "=" in word else word
        elif not command:
            command = word
        elif word != "--":
            plain.append(word)
    return TypedLine(command, tuple(plain), option, watch)


def stands_alone(command: str, word: str) -> bool:
    """Say whether what comes after an option is another word of the command."""
    return word in FLAGS and (command, word) not in OPTIONS_OF
