"""What people mistype in TOML, told from where a parser gave up."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from unicodedata import name

from riskctl.model.plain import character_words
from riskctl.storage.text.mistaken_values import respelled, sample_of

_QUOTES: Final = re.compile(
    "[\u2018-\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033\u300c-\u300f\uff02\uff07\u0060\u00b4]"
)
_ASSIGNED: Final = re.compile(
    r"[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=[ \t]*(?P<value>.*)"
)
_LONGEST: Final = 60
_IN_A_VALUE: Final = ("Invalid value", "Invalid date", "Expected newline")


class Mistake(NamedTuple):
    """What is wrong in a line, and what to type."""

    message: str
    hint: str


class _Line(NamedTuple):
    """
    A line, and where and why a parser gave it up.

    Attributes:
        column: Where it gave up, counted from 1.
        said: Its own words.
        key: What stands before `=`; None where the line is no assignment.
        value: What stands behind it.
    """

    text: str
    column: int
    said: str
    key: str | None
    value: str

    @property
    def rest(self) -> str:
        """What the parser did not read."""
        return self.text[self.column - 1 :].strip()


def mistake_in(line: str, column: int, said: str) -> Mistake | None:
    """
    Return what was mistyped; None where that is not clear.

    Args:
        column: Where the parser gave up, counted from 1.
        said: Its own words.
    """
    typed = _ASSIGNED.fullmatch(line)
    key, value = (typed["key"], typed["value"].strip()) if typed else (None, "")
    given_up = _Line(line, column, said, key, value)
    return next(filter(None, (rule(given_up) for rule in _RULES)), None)


def _quotes(line: _Line) -> Mistake | None:
    is_open = line.said.startswith("Illegal character '\\n'")
    key = line.key or "title"
    # A text may hold such marks; it neither begins nor ends with them.
    place = len(line.text.rstrip()) - 1 if is_open else line.column - 1
    quote = _QUOTES.match(line.text, max(place, 0))
    if quote:
        return Mistake(
            f"`{quote[0]}` in column {quote.start() + 1} is no quotation mark of TOML: "
            f"it is U+{ord(quote[0]):04X} ({name(quote[0]).lower()})",
            f'type straight ones, and turn off "smart quotes": {key} = "..."',
        )
    if is_open and '"' in line.text:
        return Mistake(
            f"the text of `{key}` has no quotation mark at its end",
            f'{key} = "..."; more than one line stands between """ and """',
        )
    return None


def _keys(line: _Line) -> Mistake | None:
    if line.said.startswith("Expected '=' after a key"):
        return Mistake(f"there is no `=` in column {line.column}", 'like title = "..."')
    if line.key and not line.value:
        return Mistake(
            f"`{line.key}` has no value",
            f"type one, or remove the line: {line.key} =",
        )
    if line.key and line.said.startswith("Cannot overwrite a value"):
        return Mistake(
            f"`{line.key}` stands twice in one table",
            "remove one; between two events stands a line [[event]]",
        )
    return None


def _backslashes(line: _Line) -> Mistake | None:
    if line.key and line.said.startswith(("Unescaped '\\'", "Invalid hex value")):
        return Mistake(
            f"the text of `{line.key}` holds a backslash that stands for nothing",
            "type two for one, \\\\, or put the text between ' and '",
        )
    return None


def _values(line: _Line) -> Mistake | None:
    if not line.key or not line.said.startswith(_IN_A_VALUE):
        return None
    if spelled := respelled(line.value):
        return Mistake(f"`{line.value}` is no value of TOML", f"{line.key} = {spelled}")
    if sample := sample_of(line.value):
        return Mistake(
            f"`{line.value}` is no value of TOML", f"like {line.key} = {sample}"
        )
    if line.rest in {",", ";"}:
        return Mistake(
            f"`{line.rest}` in column {line.column} is too much",
            "a line ends after its value",
        )
    return None


def _texts(line: _Line) -> Mistake | None:
    if not line.key or not line.said.startswith(_IN_A_VALUE):
        return None
    key, value = line.key, line.value
    if value[0] in "\"'":
        return Mistake(
            f"the text of `{key}` ends in column {line.column - 1}, and more comes "
            "after it",
            'inside a text type \\" for a quotation mark',
        )
    if value[0] in "[{":
        return Mistake(
            f"something in the list of `{key}` has no quotation marks, in column "
            f"{line.column}",
            f'{key} = ["..."]',
        )
    if value[0].isalnum():
        short = value if len(value) <= _LONGEST and '"' not in value else "..."
        return Mistake(
            f"the text of `{key}` has no quotation marks", f'{key} = "{short}"'
        )
    return None


def _odd_characters(line: _Line) -> Mistake | None:
    odd = line.text[line.column - 1 : line.column]
    if not odd or odd.isascii():
        return None
    return Mistake(
        f"column {line.column} holds {character_words(odd)}, which means nothing there",
        "type the plain character, or remove it",
    )


# In their order: the first that knows what was mistyped says it.
_RULES: Final[tuple[Callable[[_Line], Mistake | None], ...]] = (
    _quotes,
    _keys,
    _backslashes,
    _values,
    _texts,
    _odd_characters,
)
