"""Terminals whose encoding has not every sign: what is missing is spelled otherwise."""

import codecs
import re
import sys
from io import TextIOWrapper
from typing import Final

# What stands for a sign that the terminal's encoding has not.
_STAND_INS: Final = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2022": "*",
        "\u2026": "...",
        "\u2190": "<-",
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u221a": "sqrt",
        # Bars of eighths, and what a chart is drawn with.
        "\u2581": ".",
        "\u2582": ":",
        "\u2583": ":",
        "\u2584": "-",
        "\u2585": "=",
        "\u2586": "=",
        "\u2587": "#",
        "\u2588": "#",
        "\u2524": "|",
        "\u25b2": "^",
        "\u25bc": "v",
        "\u25a0": "=",
        "\u00b1": "+-",
        "\u00b7": ".",
        "\u00d7": "x",
        "\u00a0": " ",
    }
)
# A dot between words parts them; many of them are the ground of a chart.
_DOT_ALONE: Final = re.compile(r"(?<= )\u00b7(?= )")
_READABLE: Final = "riskctl.readable"


def _readable(error: UnicodeError) -> tuple[str, int]:
    """Return what is printed in the place of what an encoding has not."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import combining, normalize

    from riskctl.model.young import is_young, of_known

    before = min(error.start, 1)
    beside = error.object[error.start - before : error.end + 1]
    parted = _DOT_ALONE.sub("|", beside)[before : before + error.end - error.start]
    text = parted.translate(_STAND_INS)
    known = of_known(lambda it: normalize("NFKD", it), text)
    plain = (it for it in known if is_young(it) or not combining(it))
    shown = "".join(it if it.isascii() else "?" for it in plain)
    return shown, error.end


def accept_any_text() -> None:
    """
    Make sure that no text fails on its way out, whatever the terminal's encoding.

    What was written to the log before must never look like a failure.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and is_narrow(stream.encoding):
            codecs.register_error(_READABLE, _readable)
            stream.reconfigure(errors=_READABLE)


def is_narrow(encoding: str) -> bool:
    """Say whether an encoding has only some of the signs that there are."""
    return codecs.lookup(encoding).name != "utf-8"
