"""
Which mutants mean the same as the code that they were made of, and why.

`tests/survivors.toml` describes them by the change, and not by mutmut's number, which
is another one after every edit: a function, or a pattern of some, what was written
there and what is written now. A mutant is excused when that makes the whole difference.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

REASONS: Final = Path("tests/survivors.toml")
# `riskctl.model.log.x_plain__mutmut_3`, `riskctl.model.log.xǁLogǁcount__mutmut_3`.
_NAME: Final = re.compile(
    r"(?P<module>.+)\.x(?:_|ǁ(?P<kind>.+)ǁ)(?P<function>.+)__mutmut_\d+"
)


class Same(NamedTuple):
    """
    A change that changes nothing.

    Attributes:
        where: The function, with its module; `*` and `?` stand for anything.
        was: What the code says.
        now: What it would say.
        why: The reason why no test can tell the two apart.
    """

    where: str
    was: str
    now: str
    why: str


def reasons(shown: Mapping[str, str], known: Sequence[Same]) -> dict[str, str]:
    """Return why a mutant is excused, of those of which it is known."""
    found = {}
    for name, difference in shown.items():
        where, before, after = function_of(name), *_sides(difference)
        why = next((it.why for it in known if _is(it, where, before, after)), None)
        if why is not None:
            found[name] = why
    return found


def function_of(name: str) -> str:
    """Return the function that a mutant was made of, as Python spells it."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    kind = f".{found['kind']}" if found["kind"] else ""
    return f"{found['module']}{kind}.{found['function']}"


def known_to_mean_the_same() -> list[Same]:
    """Return all the changes that are known to change nothing."""
    told = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return [
        Same(it["where"], _flat(was), _flat(now), it["why"])
        for it in told["same"]
        for was, now in it["changes"]
    ]


def _sides(difference: str) -> tuple[str, str]:
    """Return what the lines said that differ, and what they say."""
    lines = difference.splitlines()
    start = next(at for at, it in enumerate(lines) if it.startswith("@@"))
    before = (it[1:] for it in lines[start:] if it.startswith("-"))
    after = (it[1:] for it in lines[start:] if it.startswith("+"))
    return _flat(" ".join(before)), _flat(" ".join(after))


def _is(same: Same, where: str, before: str, after: str) -> bool:
    places = (it.start() for it in re.finditer(re.escape(same.was), before))
    return fnmatchcase(where, same.where) and any(
        _flat(before[:at] + same.now + before[at + len(same.was) :]) == after
        for at in places
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
