"""What an answer may be completed to: found by its name, its words and its meaning."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.naming import folded
from riskctl.reporting.lines import columns, cut, padded

_BY_LETTERS: Final = 4


class Choice(NamedTuple):
    """
    One possible answer.

    Attributes:
        name: What is put in the place of what was typed.
        title: What is shown beside it.
        words: What else finds it.
    """

    name: str
    title: str
    words: str = ""


def indicator_choices(catalogue: Catalogue) -> list[Choice]:
    """Return every indicator, found by its words and the sentences of its scale too."""
    return [
        Choice(
            it.id,
            it.title,
            " ".join([*it.words, it.question, *(value.means for value in it.scale)]),
        )
        for it in catalogue
    ]


def value_choices(about: Indicator) -> list[Choice]:
    """Return every value of a scale, with its sentence."""
    return [Choice(it.name, it.means, it.title) for it in about.scale]


def listed(choices: Sequence[Choice], *, width: int) -> list[str]:
    """Return each choice's name and title, in lines of at most *width* columns."""
    widest = max((columns(it.name) for it in choices), default=0)
    return [cut(f"{padded(it.name, widest)} {it.title}", width) for it in choices]


def matching(text: str, choices: Iterable[Choice]) -> list[Choice]:
    """
    Return the choices that *text* finds, those that it names best first.

    Its words may stand anywhere; where they find nothing, its letters do, in their
    order.

    >>> known = [Choice("leader-contact", "Calls"), Choice("missions", "Envoys")]
    >>> [it.name for it in matching("env", known)]
    ['missions']
    >>> [it.name for it in matching("ldc", known)]
    ['leader-contact']
    """
    sought = folded(text)
    ranked = [(rank, it) for it in choices if (rank := _rank(sought, it)) is not None]
    best = min((rank for rank, _ in ranked), default=0)
    by_letters = _BY_LETTERS if best < _BY_LETTERS else _BY_LETTERS + 1
    kept = [(rank, it) for rank, it in ranked if rank < by_letters]
    return [it for _, it in sorted(kept, key=lambda row: row[0])]


def _rank(sought: str, choice: Choice) -> int | None:
    """Say how well a choice is found: 0 by its beginning; None when it is not."""
    name = folded(choice.name)
    near = f"{name} {folded(choice.title)}"
    whole = f" {near} {folded(choice.words)}"
    if name.startswith(sought):
        return 0
    words = sought.split()
    if all(f" {it}" in f" {near}" for it in words):
        return 1
    if all(f" {it}" in whole for it in words):
        return 2
    if all(it in whole for it in words):
        return 3
    letters = iter(name)
    return _BY_LETTERS if all(it in letters for it in sought) else None
