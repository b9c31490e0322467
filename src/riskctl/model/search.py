"""What a word finds: in events, and in what the catalogue says of indicators."""

from typing import Final, NamedTuple
from unicodedata import normalize

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, ScaleValue


def plain(text: str) -> str:
    r"""
    Return *text* as it is searched: whatever capitals or composition it is written in.

    >>> plain("R\u00e9union") == plain("re\u0301union")
    True
    """
    if text.isascii():
        return text.lower()
    from riskctl.model.young import comparable, of_known

    return of_known(lambda it: normalize("NFKC", it), comparable(text))


class Meant(NamedTuple):
    """
    What of a catalogue a word stands in.

    Attributes:
        indicators: In what is said of the indicator itself.
        values: In what is said of a value: the indicator's id, and the value's name.
    """

    indicators: frozenset[str] = frozenset()
    values: frozenset[tuple[str, str | float]] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The ids of all the indicators of which anything is meant."""
        return self.indicators | {name for name, _ in self.values}


NOTHING_MEANT: Final = Meant()


def meant_by(text: str, catalogue: Catalogue) -> Meant:
    """Return the indicators and values in whose words a text stands."""
    wanted = plain(text)
    if not wanted:
        return NOTHING_MEANT
    return Meant(
        frozenset(it.id for it in catalogue if speaks_of(it, wanted)),
        frozenset(
            (it.id, value.name)
            for it in catalogue
            for value in it.scale
            if says(value, wanted)
        ),
    )


def speaks_of(indicator: Indicator, wanted: str) -> bool:
    """Say whether a text, as it is searched, stands in an indicator's own words."""
    texts = (indicator.id, indicator.title, indicator.question, *indicator.words)
    return any(wanted in plain(it) for it in texts)


def says(value: ScaleValue, wanted: str) -> bool:
    """Say whether a text, as it is searched, stands in the words of a value."""
    return any(wanted in plain(it) for it in (value.name, value.title, value.means))
