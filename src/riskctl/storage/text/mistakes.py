"""What people mistype in TOML, told from where a parser gave up."""

import re
from typing import Final, NamedTuple
from unicodedata import name

_QUOTES: Final = re.compile(
    "[\u2018-\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033\u300c-\u300f\uff02\uff07\u0060\u00b4]"
)
_ASSIGNED: Final = re.compile(
    r"[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=[ \t]*(?P<value>.*)"
)
_FLAGS: Final = {"true": "true", "yes": "true", "on": "true"} | {
    "false": "false",
    "no": "false",
    "off": "false",
}
_COMMA: Final = re.compile(r"-?\d+,\d+")
_POINT: Final = re.compile(r"-?\.\d+")
_LOOSE_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LONGEST: Final = 60


class Mistake(NamedTuple):
    """What is wrong in a line, and what to type."""

    message: str
    hint: str


def mistake_in(line: str, column: int, said: str) -> Mistake | None:
    """
    Return what was mistyped; None where that is not clear.

    Args:
        column: Where the parser gave up, counted from 1.
        said: Its own words.
    """
    typed = _ASSIGNED.fullmatch(line)
    key, value = (typed["key"], typed["value"].strip()) if typed else ("title", "")
    is_open = said.startswith("Illegal character '\\n'")
    # A text may hold such marks; it neither begins nor ends with them.
    place = len(line.rstrip()) - 1 if is_open else column - 1
    quote = _QUOTES.match(line, max(place, 0))
    if quote:
        return Mistake(
            f"`{quote[0]}` in column {quote.start() + 1} is no quotation mark of TOML: "
            f"it is U+{ord(quote[0]):04X} ({name(quote[0]).lower()})",
            f'type straight ones, and turn off "smart quotes": {key} = "..."',
        )
    if is_open and '"' in line:
        return Mistake(
            f"the text of `{key}` has no quotation mark at its end",
            f'{key} = "..."; more than one line stands between """ and """',
        )
    if said.startswith("Expected '=' after a key"):
        return Mistake(f"there is no `=` in column {column}", 'like title = "..."')
    if typed and not value:
        return Mistake(
            f"`{key}` has no value", f"type one, or remove the line: {key} ="
        )
    if typed and said.startswith(("Invalid value", "Expected newline")):
        return _in_value(key, value, line[column - 1 :].strip(), column)
    return None


def _in_value(key: str, value: str, rest: str, column: int) -> Mistake | None:
    """Return what was mistyped in a value of which the parser did not read the rest."""
    if spelled := _respelled(value):
        return Mistake(f"`{value}` is no value of TOML", f"{key} = {spelled}")
    if rest in {",", ";"}:
        return Mistake(
            f"`{rest}` in column {column} is too much",
            "a line ends after its value",
        )
    if value[0] in "\"'":
        return Mistake(
            f"the text of `{key}` ends in column {column - 1}, and more comes after it",
            'inside a text type \\" for a quotation mark',
        )
    if value[0] in "[{":
        return Mistake(
            f"something in the list of `{key}` has no quotation marks, in column "
            f"{column}",
            f'{key} = ["..."]',
        )
    if not value[0].isalnum():
        return None
    short = value if len(value) <= _LONGEST and '"' not in value else "..."
    return Mistake(f"the text of `{key}` has no quotation marks", f'{key} = "{short}"')


def _respelled(value: str) -> str:
    """Return a day, a number or a yes as TOML spells it; empty for anything else."""
    day = _LOOSE_DAY.fullmatch(value)
    if day:
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    if _COMMA.fullmatch(value):
        return value.replace(",", ".")
    if _POINT.fullmatch(value):
        return value.replace(".", "0.", 1)
    return _FLAGS.get(value.lower(), "")
