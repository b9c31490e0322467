"""What two moments of one log make of an event otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskctl.model.corrected import CorrectedRecords
    from riskctl.model.part import Part
    from riskctl.model.record import Event, Mark


def between(
    one: CorrectedRecords, other: CorrectedRecords
) -> Iterator[tuple[Part, Event | Mark]]:
    """Yield what counts at one of two moments only; both are of the same parts."""
    for part in revised_parts(one, other):
        for marks in part.marks.values():
            was = {it.id for it in one.in_force_of(part, marks)}
            is_ = {it.id for it in other.in_force_of(part, marks)}
            if either := was ^ is_:
                yield from ((part, it) for it in marks if it.id in either)


def revised_parts(one: CorrectedRecords, other: CorrectedRecords) -> Iterator[Part]:
    """Yield the parts of which something was learned between two moments."""
    moments = [it.known_at for it in (one, other) if it.known_at]
    if not moments:
        return
    since = min(moments)
    for part in other.parts:
        if one.is_hidden(part) and other.is_hidden(part):
            continue
        is_later = part.latest is not None and part.latest > since
        if is_later or _is_entangled_otherwise(part, one, other):
            yield part


def _is_entangled_otherwise(
    part: Part, one: CorrectedRecords, other: CorrectedRecords
) -> bool:
    """Say whether what other parts correct in one differs between two moments."""
    if not any(id(part) in it._entangled for it in (one, other)):  # noqa: SLF001
        return False
    return one._fates_of(part).gone != other._fates_of(part).gone  # noqa: SLF001
