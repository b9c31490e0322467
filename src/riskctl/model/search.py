"""What a word finds: in events, and in what the catalogue says of indicators."""

from typing import Final, NamedTuple
from unicodedata import normalize

from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator, ScaleValue

# What one keyboard has in the place of another's, and what nobody sees.
_TYPED: Final = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")),
}


def plain(text: str) -> str:
    r"""
    Return *text* as it is searched, whatever keyboard it was typed on.

    Capitals, composition, the form of quotation marks and dashes, and joiners make no
    difference.

    >>> plain("R\u00e9union") == plain("re\u0301union")
    True
    >>> plain("don\u2019t \u2013 \u0130zmir")
    "don't - izmir"
    """
    if text.isascii():
        return text.lower()
    from riskctl.model.young import comparable, of_known

    folded = of_known(lambda it: normalize("NFKC", it), comparable(text))
    # The Turkish capital I has its dot with it, and the small one is the dot's own.
    return folded.replace("i\u0307", "i").translate(_TYPED)


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
