"""What became of records: which corrections stand, and what they leave in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from riskctl.model.record import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from riskctl.model.record import Correction

    # The replacements of each record: when each was written down, and its id.
    Replacements = Mapping[str, Sequence[tuple[datetime, str]]]


class Conflict(NamedTuple):
    """
    One record that was amended in several ways, as two copies of a log may do.

    Attributes:
        counts: The id of the amendment that counts: the latest recorded.
        passed_over: The ids of the others, which do not.
    """

    counts: str
    passed_over: tuple[str, ...]


class Fates(NamedTuple):
    """
    What corrections come to, whatever their order.

    Attributes:
        gone: The ids of the records that do not count: retracted, replaced, or
            passed over for a later amendment of the same record.
        answered: The ids of the plans that an event in force confirms.
        conflicts: The records that were amended in several ways.
    """

    gone: frozenset[str]
    answered: frozenset[str]
    conflicts: tuple[Conflict, ...]


def settle(corrections: Iterable[Correction]) -> Fates:
    """
    Say what some corrections come to.

    A retraction that was itself retracted takes nothing out of force. A replaced
    record does not come back when its replacement is retracted: withdrawing a
    correction withdraws the matter.

    Args:
        corrections: All those among which one may bear on another.
    """
    retractions: dict[str, str] = {}
    replacements: dict[str, list[tuple[datetime, str]]] = {}
    confirmations: list[tuple[str, str]] = []
    for it in corrections:
        if it.verb is Verb.RETRACTS:
            retractions[it.by] = it.record
        elif it.verb is Verb.REPLACES:
            replacements.setdefault(it.record, []).append((it.recorded, it.by))
        else:
            confirmations.append((it.record, it.by))
    retracted = _retracted(retractions)
    conflicts = tuple(_conflicts(replacements, retracted))
    passed_over = {name for it in conflicts for name in it.passed_over}
    gone = frozenset(retracted | replacements.keys() | passed_over)
    answered = frozenset(plan for plan, by in confirmations if by not in gone)
    return Fates(gone, answered, conflicts)


def _retracted(retractions: Mapping[str, str]) -> set[str]:
    """
    Return the ids that a standing retraction names.

    A retraction stands unless a standing one names it. Where they name each other in
    a circle, which no command writes, all of them stand.

    Args:
        retractions: What each names, by its id.
    """
    undecided: dict[str, int] = {}
    for name in retractions.values():
        if name in retractions:
            undecided[name] = undecided.get(name, 0) + 1
    decided = [(it, True) for it in retractions if it not in undecided]
    fallen = set()
    while decided:
        name, stands = decided.pop()
        target = retractions[name]
        if stands and target in undecided:
            del undecided[target]
            fallen.add(target)
            decided.append((target, False))
        elif target in undecided:
            undecided[target] -= 1
            if not undecided[target]:
                del undecided[target]
                decided.append((target, True))
    return {record for by, record in retractions.items() if by not in fallen}


def _conflicts(replacements: Replacements, retracted: set[str]) -> Iterable[Conflict]:
    """Yield the records that are amended in several ways, none of them withdrawn."""
    forks = [name for name, found in replacements.items() if len(found) > 1]
    if not forks:
        return
    parents = {by: name for name, found in replacements.items() for _, by in found}
    settled: set[str] = set()
    for fork in sorted(forks):
        first, above = fork, {fork}
        while (parent := parents.get(first)) and parent not in above:
            first = parent
            above.add(first)
        if first in settled:
            continue
        settled.add(first)
        ends = sorted(
            (recorded, by)
            for recorded, by in _last_of(first, replacements)
            if by not in retracted
        )
        if len(ends) > 1:
            *others, (_, last) = ends
            yield Conflict(last, tuple(by for _, by in others))


def _last_of(first: str, replacements: Replacements) -> Iterable[tuple[datetime, str]]:
    """Yield the amendments of a record, and of its amendments, that none replaces."""
    seen, open_ = {first}, list(replacements[first])
    while open_:
        recorded, by = open_.pop()
        if by in seen:
            continue
        seen.add(by)
        if by in replacements:
            open_ += replacements[by]
        else:
            yield recorded, by
