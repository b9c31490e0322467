"""What somebody means who types a part of a name: an indicator, a value on a scale."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, ScaleValue

Thing = TypeVar("Thing")
_SEPARATORS: Final = str.maketrans("_-/·,.()", "        ")


def indicators_named(text: str, catalogue: Catalogue) -> tuple[Indicator, ...]:
    """
    Return the indicators that *text* may mean; several only where it is open.

    The id comes first, then the beginning of one, then any word that begins so: a
    part of the id, one of the catalogue's `words` for it, or one of the title.
    Capitals never matter.
    """
    return _named(
        text,
        tuple(catalogue),
        name=lambda it: it.id,
        words=lambda it: [it.id, *it.words, it.title],
    )


def values_named(text: str, about: Indicator) -> tuple[str, ...]:
    """Return the names of the values that *text* may mean, found in the same way."""
    found: tuple[ScaleValue, ...] = _named(
        text,
        about.scale,
        name=lambda it: it.name,
        words=lambda it: [it.name, it.title],
    )
    return tuple(it.name for it in found)


def folded(text: str) -> str:
    """
    Return *text* as it is compared: without capitals, hyphens and double spaces.

    >>> folded("Leader-Contact")
    'leader contact'
    """
    return " ".join(_comparable(text).translate(_SEPARATORS).split())


def _comparable(text: str) -> str:
    if text.isascii():
        return text.lower()
    from riskctl.model.young import comparable

    return comparable(text)


def _named(
    text: str,
    things: Sequence[Thing],
    *,
    name: Callable[[Thing], str],
    words: Callable[[Thing], Iterable[str]],
) -> tuple[Thing, ...]:
    exact = tuple(it for it in things if name(it) == text)
    sought = folded(text)
    if exact or not sought:
        return exact
    names = [(it, folded(name(it))) for it in things]
    for fits in (str.__eq__, str.startswith):
        if found := tuple(it for it, known in names if fits(known, sought)):
            return found
    return tuple(
        it for it in things if any(_begins(folded(word), sought) for word in words(it))
    )


def _begins(words: str, sought: str) -> bool:
    """Say whether some words, or one of them and what follows, begin with a text."""
    return f" {words}".find(f" {sought}") >= 0
