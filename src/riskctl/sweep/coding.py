"""What each code of a data set weighs, by the names on a catalogue's scales."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from riskctl.errors import WatchError
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.indicator import Kind

# A machine read it in a report or several; nobody has looked whether it is so.
MACHINE_GRADE: Final = Grade("C", 3)
_DIGITS: Final = 12


class Code(NamedTuple):
    """
    What the events of one code are.

    Attributes:
        number: What they weigh on the indicator's scale.
    """

    code: str
    indicator: str
    number: float
    grade: Grade


class PairCoding(NamedTuple):
    """The codes that are known; a code that is not here is named as unknown."""

    codes: tuple[Code, ...]

    @property
    def digest(self) -> str:
        """What tells it from every other: the table itself."""
        lines = (f"{it!r}\n" for it in sorted(self.codes))
        return sha256("".join(lines).encode()).hexdigest()[:_DIGITS]


def has_weight(code: Code, catalogue: Catalogue) -> bool:
    """
    Say whether an event of a code can change anything.

    Where a status or a contact is 0, that is news; an incident of 0 is none, unless
    it trips a floor.
    """
    is_incident = catalogue[code.indicator].kind is Kind.INCIDENT
    wired = {it.indicator for floor in catalogue.floors for it in floor.when}
    return bool(code.number) or not is_incident or code.indicator in wired


def coding_of(catalogue: Catalogue) -> PairCoding:
    """
    Return the coding of a catalogue whose scale values are called as the codes are.

    Raises:
        WatchError: A code stands on two scales.
    """
    codes = [
        Code(value.name, it.id, value.number, MACHINE_GRADE)
        for it in catalogue
        for value in it.scale
    ]
    return PairCoding(tuple(_once(codes)))


def _once(codes: Iterable[Code]) -> list[Code]:
    found: dict[str, Code] = {}
    for it in codes:
        other = found.setdefault(it.code, it)
        if other is not it:
            raise WatchError(
                f"the code {it.code} stands on two scales, `{other.indicator}` and "
                f"`{it.indicator}`",
                hint="leave it on one of the two",
            )
    return list(found.values())
