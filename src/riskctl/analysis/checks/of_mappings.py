"""Whether the rules of a mapping fit the catalogue, its reader and each other."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Final

from riskctl.model.catalogue import Catalogue
from riskctl.model.field_test import FieldTest, How, worded
from riskctl.model.finding import Finding
from riskctl.model.mapping import Mapping, Rule
from riskctl.model.similar import hint_for
from riskctl.model.watch import Watch

_MOST_CASES: Final = 2000


def mappings(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every rule of a mapping gives what the catalogue has, and can be reached."""
    for mapping in watch.mappings:
        yield from mapping_faults(mapping, watch.catalogue)
        yield from _unreachable(mapping)


def mapping_faults(mapping: Mapping, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what makes a mapping unusable under a catalogue."""
    for rule in mapping.rules:
        if rule.drop:
            continue
        if rule.indicator not in catalogue:
            names = [it.id for it in catalogue]
            yield Finding(
                "mappings",
                f"there is no indicator `{rule.indicator}`",
                hint_for(
                    rule.indicator, names, otherwise="`riskctl indicators` lists them"
                ),
                rule.origin,
            )
            continue
        about = catalogue[rule.indicator]
        if about.number(rule.value) is None:
            names = list(about.value_names)
            yield Finding(
                "mappings",
                f"`{rule.value}` is not on the scale of `{rule.indicator}`",
                hint_for(
                    str(rule.value), names, otherwise=f"one of: {', '.join(names)}"
                ),
                rule.origin,
            )


def _unreachable(mapping: Mapping) -> Iterator[Finding]:
    for at, rule in enumerate(mapping.rules):
        earlier = mapping.rules[:at]
        covering = [_covering(case, earlier) for case in _cases(rule)]
        if covering and all(covering):
            lines = sorted({it.origin.line for it in covering if it})
            where = " and ".join(map(str, lines))
            took = f"line {where} takes" if len(lines) == 1 else f"lines {where} take"
            yield Finding(
                "mappings",
                f"no row comes to this rule: {took} all of them",
                "move it up, or delete it",
                rule.origin,
            )


def _cases(rule: Rule) -> Iterator[tuple[FieldTest, ...]]:
    """Yield a rule split into one for each of the values that it names."""
    parts = [
        [it._replace(values=(value,)) for value in it.values] or [it]
        for it in rule.tests
    ]
    for count, case in enumerate(product(*parts)):
        if count >= _MOST_CASES:  # it is left alone, rather than half judged
            yield ()
            return
        yield case


def _covering(case: tuple[FieldTest, ...], rules: tuple[Rule, ...]) -> Rule | None:
    """Return a rule that takes every row of a case; None when no single one does."""
    return next(
        (
            rule
            for rule in rules
            if all(any(_implies(it, test) for it in case) for test in rule.tests)
        ),
        None,
    )


def _implies(one: FieldTest, other: FieldTest) -> bool:
    """Say whether every text that passes *one*, of one value, passes *other*."""
    if one.field != other.field:
        return False
    if one.how in {How.IS, How.IN}:
        return other.passes(one.values[0])
    if one.how is not other.how:
        return False
    if one.how is How.STARTS:
        return one.values[0].startswith(other.values)
    if one.how is How.WORDS:
        return any(worded(it) in worded(one.values[0]) for it in other.values)
    low = other.low is None or (one.low is not None and one.low >= other.low)
    high = other.high is None or (one.high is not None and one.high <= other.high)
    return low and high
