"""What blocks look like to the last character, as `writer.block` writes them."""

import re
from functools import cache
from typing import Final

# Far under the parser's bounds, which count a line's bytes: a character has four
# at most, and an escape is longer than what it stands for.
LONGEST: Final = 16_000
# Lines of a block with every key and a blank line, and the groups that find nothing
# even then: a number beside a name, sources in two forms, and the rest. The rare keys
# of an event share a group, and count as one line.
MOST_LINES: Final = {
    "event": 17 + 3,
    "review": 9 + 1,
    "note": 12 + 1,
    "retraction": 7 + 1,
}

# The text of a basic string: without escapes, and with those that are written.
# The first lets a line feed pass, for `[^"]` is twice as fast as any class of two;
# the scanner counts lines and finds it. What optional keys match is never empty,
# or a block's lines could not be counted by its groups.
_PLAIN: Final = rf'[^"]{{1,{LONGEST}}}'
_SET: Final = rf'[^"\\\n]{{0,{LONGEST}}}'
# A letter that is spelled out would be found by nobody who looks for it in the bytes.
_ESCAPED: Final = rf'{_SET}(?:\\(?:["\\bnfr]|u00(?:0[0-7bef]|1[0-9a-f]|7f)){_SET})*'
# Of a list of texts, what is between its first and its last quotation mark.
_PLAIN_LIST: Final = rf"[^{{\n]{{1,{LONGEST}}}"
_ESCAPED_ITEM: Final = rf'{_SET}(?:\\["\\]{_SET})*'
_ESCAPED_LIST: Final = rf'{_ESCAPED_ITEM}(?:", "{_ESCAPED_ITEM})*'
# As Python spells floats; no number of these digits is infinite.
_FLOAT: Final = (
    r"-?(?:0|[1-9]\d{0,15})(?:\.\d{1,20}(?:e\+\d\d|e-\d\d\d?|)|e\+\d\d|e-\d\d\d?)"
)
# What is read by the full parser, line by line: tables among sources, and rare keys.
_LINE: Final = rf"[^\n]{{1,{LONGEST}}}"
_RARE: Final = rf"(?:(?:until|forum|theatre|via|confirms|distinct) = {_LINE}\n){{1,6}}"
_DAY: Final = r"\d\d\d\d-\d\d-\d\d"
_MOMENT: Final = rf"({_DAY}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)"
# A key, what it holds, and whether the block may do without it.
_KEYS: Final = {
    "event": (
        ("id", '"(TEXT)"', False),
        ("date", f"({_DAY})", False),
        ("indicator", '"(TEXT)"', False),
        ("value", f'(?:"(TEXT)"|({_FLOAT}))', False),
        ("title", '"(TEXT)"', False),
        ("sources", r'\[(?:"(LIST)"|(LINE))\]', True),
        ("grade", '"([A-F][1-6])"', True),
        ("note", '"(TEXT)"', True),
        ("scheduled", "(true)", True),
        ("backfilled", "(true)", True),
        ("RARE", "", True),
        ("replaces", '"(TEXT)"', True),
        ("tlp", '"(green|amber|red)"', True),
        ("recorded", _MOMENT, False),
        ("by", '"(TEXT)"', True),
    ),
    "review": (
        ("id", '"(TEXT)"', False),
        (rf"(?:from = ({_DAY})\nto|date)", f"({_DAY})", False),
        ("indicators", r'\["(LIST)"\]', False),
        ("note", '"(TEXT)"', True),
        ("recorded", _MOMENT, False),
        ("by", '"(TEXT)"', True),
    ),
    "note": (
        ("id", '"(TEXT)"', False),
        ("date", f"({_DAY})", False),
        ("title", '"(TEXT)"', False),
        ("sources", r'\["(LIST)"\]', True),
        ("note", '"(TEXT)"', True),
        ("bulletin", "(true)", True),
        ("replaces", '"(TEXT)"', True),
        ("tlp", '"(green|amber|red)"', True),
        ("recorded", _MOMENT, False),
        ("by", '"(TEXT)"', True),
    ),
    "retraction": (
        ("id", '"(TEXT)"', False),
        ("(?:record|event)", '"(TEXT)"', False),
        ("reason", '"(TEXT)"', True),
        ("recorded", _MOMENT, False),
        ("by", '"(TEXT)"', True),
    ),
}
# The groups of a block that are given as they stand, escapes and all.
RAW: Final = {"event": (7, 12)}
_ESCAPE: Final = re.compile(r'\\u00(..)|\\(.)|", "')
_MEANT: Final = {"b": "\b", "n": "\n", "f": "\f", "r": "\r"}


@cache
def block_pattern(name: str, *, escapes: bool) -> "re.Pattern[str]":
    """
    Return what matches a block and the blank line after it, or else all the rest.

    The rest is the last group: what follows a match is never passed over.
    A branch with nothing in it stands for `?`, which takes four times as long.
    """
    text, items = (_ESCAPED, _ESCAPED_LIST) if escapes else (_PLAIN, _PLAIN_LIST)
    lines = [rf"\[\[{name}\]\]\n"]
    for key, value, is_optional in _KEYS[name]:
        line = f"({_RARE})" if key == "RARE" else rf"{key} = {value}\n"
        for word, meant in (("TEXT", text), ("LIST", items), ("LINE", _LINE)):
            line = line.replace(word, meant)
        lines.append(f"(?:{line}|)" if is_optional else line)
    return re.compile("".join(lines) + r"\n|([\s\S]+)", re.ASCII)


def plain_items(items: str) -> str:
    r"""
    Return what is between a plain list's outer quotation marks, an item on each line.

    >>> plain_items('a", "b').split("\n")
    ['a', 'b']

    Raises:
        ValueError: It is no list of plain strings.
    """
    if items.count('"') != 2 * items.count('", "'):
        raise ValueError
    return items.replace('", "', "\n")


def decoded(text: str) -> str:
    r"""
    Return what a string with escapes means; a list's items, each on its line.

    >>> decoded(r'so \"much\"'), decoded(r'a\\", "b')
    ('so "much"', 'a\\\nb')

    Raises:
        ValueError: It is too long for this path.
    """
    if len(text) > LONGEST:
        raise ValueError
    return _ESCAPE.sub(_character, text)


def _character(found: "re.Match[str]") -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _MEANT.get(found[2], found[2]) if found[2] else "\n"
