"""
Which single judgement matters: leave one out, or change one, and look again.

As with the draws of `robustness`, a level here is the one that the day's score
and floors give by themselves, without the descent rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from riskctl.analysis.days.floors import floors_after
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import broken_down
from riskctl.analysis.judgement.reading import Reading, read, read_all
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import CREDENCE, Grade
from riskctl.model.indicator import Indicator
from riskctl.model.record import Event

Events = Mapping[str, Sequence[Event]]
# A scale value is shifted by as much as a source of middling reliability may err.
_SHIFT: Final = 0.15
# Events that add less than this share of a reading are left alone.
_LEAST_SHARE: Final = 0.01
# What cannot be judged counts like "possibly true", and is judged from there.
_UNJUDGED: Final = 6
_UNJUDGED_AS: Final = 3


class Assumption(Enum):
    """What was changed."""

    LEFT_OUT = "left out"
    WEIGHT = "weight"
    HALF_LIFE = "half-life"
    SCALE_VALUE = "scale value"
    GRADE = "grade"
    HALF_PRESSURE = "half-pressure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """
    What one changed judgement does to the day.

    Attributes:
        indicator: Whose judgement it is; None where it is the whole rule's.
        change: The new judgement in words, like `× 0.5` or `B1 → B2`.
        factor: What a weight was multiplied by; 1 where it was left alone.
        points: By how much the score would differ.
        level: The level that score and floors would give by themselves.
    """

    assumption: Assumption
    indicator: Indicator | None
    subject: str
    change: str
    points: float
    level: AlertLevel
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """
    Every single change that was tried.

    Attributes:
        level: The level that score and floors give by themselves, undisturbed.
        effects: The largest on the score first.
    """

    score: float
    level: AlertLevel
    effects: tuple[Effect, ...]

    @property
    def decisive(self) -> tuple[Effect, ...]:
        """The changes that would give another level."""
        return tuple(it for it in self.effects if it.level is not self.level)


def effects_on(assessment: Assessment) -> Sensitivity | None:
    """Try every single change of judgement; None where there is no level."""
    if assessment.day is None or assessment.history is None:
        return None
    return sensitivity(
        assessment.catalogue,
        assessment.happened,
        as_of=assessment.as_of,
        reviewed=assessment.history.reviewed,
    )


def sensitivity(
    catalogue: Catalogue,
    events: Events,
    *,
    as_of: date,
    reviewed: Mapping[str, date] | None = None,
) -> Sensitivity:
    """
    Try every single change of judgement on one day.

    Args:
        events: Those in force by *as_of*, by indicator, oldest first.
        reviewed: The first day of each indicator that a review covers.
    """
    readings = read_all(catalogue, events, as_of=as_of, reviewed=reviewed)
    score = broken_down(catalogue, readings).score
    variants = _variants(catalogue, events, readings)
    effects = [_effect(it, score, readings, as_of=as_of) for it in variants]
    return Sensitivity(
        score=score,
        level=_own_level(catalogue, events, score, as_of=as_of),
        effects=tuple(sorted(effects, key=_largest_first)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Variant:
    """
    One judgement changed, and the model and the events that it gives.

    Attributes:
        indicator: The one that reads something else; None where none does.
    """

    assumption: Assumption
    indicator: Indicator | None
    subject: str
    change: str
    catalogue: Catalogue
    events: Events
    factor: float = 1.0


def _effect(
    variant: _Variant, score: float, readings: Sequence[Reading], *, as_of: date
) -> Effect:
    """Read the one indicator anew, and put the score together with the others."""
    catalogue = variant.catalogue
    changed = [
        read(it, variant.events.get(it.id, ()), as_of=as_of, looked=before.is_set)
        if before.indicator is variant.indicator
        else before
        for it, before in zip(catalogue, readings, strict=True)
    ]
    other = broken_down(catalogue, changed).score
    return Effect(
        assumption=variant.assumption,
        indicator=variant.indicator,
        subject=variant.subject,
        change=variant.change,
        points=other - score,
        level=_own_level(catalogue, variant.events, other, as_of=as_of),
        factor=variant.factor,
    )


def _own_level(
    catalogue: Catalogue, events: Events, score: float, *, as_of: date
) -> AlertLevel:
    """Return the level that a day's score and floors give by themselves."""
    floors = (
        held.floor.level
        for held in floors_after(catalogue, events, day=as_of)
        if not held.provisional
    )
    return worst((catalogue.level_for(score), *floors))


def _largest_first(effect: Effect) -> tuple[float, str, str]:
    return (-abs(effect.points), effect.subject, effect.change)


def _variants(
    catalogue: Catalogue, events: Events, readings: Sequence[Reading]
) -> Iterator[_Variant]:
    for reading in readings:
        indicator = reading.indicator
        counted = [
            share.event
            for share in reading.shares
            if share.event is not None and abs(share.amount) >= _LEAST_SHARE
        ]
        yield from _of_weight(catalogue, events, indicator)
        if indicator.kind.fades and events.get(indicator.id):
            yield from _of_half_life(catalogue, events, indicator)
        yield from _of_scale(catalogue, events, indicator, counted)
        yield from _of_grades(catalogue, events, indicator, counted)
    for factor in (0.5, 1.5):
        half = catalogue.half_pressure * factor
        yield _Variant(
            assumption=Assumption.HALF_PRESSURE,
            indicator=None,
            subject="half_pressure",
            change=f"× {factor:g}",
            catalogue=catalogue.replaced(half_pressure=half),
            events=events,
        )


def _of_weight(
    catalogue: Catalogue, events: Events, indicator: Indicator
) -> Iterator[_Variant]:
    for factor in (0.0, 0.5, 1.5):
        weight = indicator.weight * factor
        yield _Variant(
            assumption=Assumption.WEIGHT if factor else Assumption.LEFT_OUT,
            indicator=indicator,
            subject=indicator.id,
            change=f"× {factor:g}" if factor else "weight 0",
            catalogue=_with(catalogue, indicator._replace(weight=weight)),
            events=events,
            factor=factor if indicator.weight else 1.0,
        )


def _of_half_life(
    catalogue: Catalogue, events: Events, indicator: Indicator
) -> Iterator[_Variant]:
    for factor in (0.5, 2.0):
        days = indicator.half_life_days * factor
        yield _Variant(
            assumption=Assumption.HALF_LIFE,
            indicator=indicator,
            subject=indicator.id,
            change=f"× {factor:g}",
            catalogue=_with(catalogue, indicator._replace(half_life_days=days)),
            events=events,
        )


def _of_scale(
    catalogue: Catalogue, events: Events, indicator: Indicator, counted: list[Event]
) -> Iterator[_Variant]:
    used = {event.value for event in counted}
    lowest = indicator.kind.lowest_number
    for value in indicator.scale:
        if value.name not in used:
            continue
        for shift in (-_SHIFT, _SHIFT):
            number = min(max(value.number + shift, lowest), 1.0)
            if number == value.number:
                continue
            scale = tuple(
                it._replace(number=number) if it.name == value.name else it
                for it in indicator.scale
            )
            yield _Variant(
                assumption=Assumption.SCALE_VALUE,
                indicator=indicator,
                subject=f"{indicator.id} = {value.name}",
                change=f"{value.number:g} → {number:g}",
                catalogue=_with(catalogue, indicator._replace(scale=scale)),
                events=events,
            )


def _of_grades(
    catalogue: Catalogue, events: Events, indicator: Indicator, counted: list[Event]
) -> Iterator[_Variant]:
    for event in counted:
        judged = event.grade.credibility
        judged = _UNJUDGED_AS if judged == _UNJUDGED else judged
        for credibility in (judged - 1, judged + 1):
            if credibility not in CREDENCE or credibility == _UNJUDGED:
                continue
            grade = Grade(event.grade.reliability, credibility)
            history = [
                it._replace(grade=grade) if it.id == event.id else it
                for it in events[indicator.id]
            ]
            yield _Variant(
                assumption=Assumption.GRADE,
                indicator=indicator,
                subject=event.id,
                change=f"{event.grade} → {grade}",
                catalogue=catalogue,
                events={**events, indicator.id: history},
            )


def _with(catalogue: Catalogue, indicator: Indicator) -> Catalogue:
    """Return the catalogue with one indicator in the place of its namesake."""
    return catalogue.replaced(
        indicators=tuple(
            indicator if it.id == indicator.id else it for it in catalogue
        ),
    )
