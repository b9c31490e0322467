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
from riskctl.analysis.judgement.reading import read, read_all
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


# Floors rest on the values of events and on their grades, and on nothing else.
_OF_FLOORS: Final = frozenset({Assumption.SCALE_VALUE, Assumption.GRADE})


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantEffect:
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
    effects: tuple[VariantEffect, ...]

    @property
    def decisive(self) -> tuple[VariantEffect, ...]:
        """The changes that would give another level."""
        return tuple(it for it in self.effects if it.level is not self.level)


def effects_on(assessment: Assessment) -> Sensitivity | None:
    """Try every single change of judgement; None where there is no level."""
    if assessment.day is None or assessment.history is None:
        return None
    day = _Day(assessment, assessment.history.reviewed)
    return Sensitivity(
        score=day.score,
        level=day.level,
        effects=tuple(sorted(day.effects(), key=_largest_first)),
    )


def _largest_first(effect: VariantEffect) -> tuple[float, str, str]:
    return (-abs(effect.points), effect.subject, effect.change)


class _Day:
    """
    A day that is judged again and again, each time with one judgement changed.

    Attributes:
        score: The day's score, undisturbed.
        level: The level that score and floors give by themselves, undisturbed.
    """

    def __init__(self, assessment: Assessment, reviewed: Mapping[str, date]) -> None:
        self._as_of = assessment.as_of
        self._catalogue = assessment.catalogue
        self._events: Events = assessment.happened
        self._readings = read_all(
            self._catalogue, self._events, as_of=self._as_of, reviewed=reviewed
        )
        self._floors = self._floor_levels(self._catalogue, self._events)
        self.score = broken_down(self._catalogue, self._readings).score
        self.level = worst((self._catalogue.level_for(self.score), *self._floors))

    def effects(self) -> Iterator[VariantEffect]:
        """Yield what every single change would do."""
        for reading in self._readings:
            indicator = reading.indicator
            counted = [
                share.event
                for share in reading.shares
                if share.event is not None and abs(share.amount) >= _LEAST_SHARE
            ]
            yield from self._of_weight(indicator)
            if indicator.kind.fades and self._events.get(indicator.id):
                yield from self._of_half_life(indicator)
            yield from self._of_scale(indicator, counted)
            yield from self._of_grades(indicator, counted)
        for factor in (0.5, 1.5):
            half = self._catalogue.half_pressure * factor
            yield self._effect(
                Assumption.HALF_PRESSURE,
                None,
                "half_pressure",
                f"× {factor:g}",
                catalogue=self._catalogue.replaced(half_pressure=half),
            )

    def _of_weight(self, indicator: Indicator) -> Iterator[VariantEffect]:
        for factor in (0.0, 0.5, 1.5):
            weight = indicator.weight * factor
            yield self._effect(
                Assumption.WEIGHT if factor else Assumption.LEFT_OUT,
                indicator,
                indicator.id,
                f"× {factor:g}" if factor else "weight 0",
                catalogue=self._with(indicator._replace(weight=weight)),
                factor=factor if indicator.weight else 1.0,
            )

    def _of_half_life(self, indicator: Indicator) -> Iterator[VariantEffect]:
        for factor in (0.5, 2.0):
            days = indicator.half_life_days * factor
            yield self._effect(
                Assumption.HALF_LIFE,
                indicator,
                indicator.id,
                f"× {factor:g}",
                catalogue=self._with(indicator._replace(half_life_days=days)),
            )

    def _of_scale(
        self, indicator: Indicator, counted: Sequence[Event]
    ) -> Iterator[VariantEffect]:
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
                yield self._effect(
                    Assumption.SCALE_VALUE,
                    indicator,
                    f"{indicator.id} = {value.name}",
                    f"{value.number:g} → {number:g}",
                    catalogue=self._with(indicator._replace(scale=scale)),
                )

    def _of_grades(
        self, indicator: Indicator, counted: Sequence[Event]
    ) -> Iterator[VariantEffect]:
        for event in counted:
            judged = event.grade.credibility
            judged = _UNJUDGED_AS if judged == _UNJUDGED else judged
            for credibility in (judged - 1, judged + 1):
                if credibility not in CREDENCE or credibility == _UNJUDGED:
                    continue
                grade = Grade(event.grade.reliability, credibility)
                history = [
                    it._replace(grade=grade) if it.id == event.id else it
                    for it in self._events[indicator.id]
                ]
                yield self._effect(
                    Assumption.GRADE,
                    indicator,
                    event.id,
                    f"{event.grade} → {grade}",
                    events={**self._events, indicator.id: history},
                )

    def _effect(  # noqa: PLR0913 (what is changed, and how that is called)
        self,
        assumption: Assumption,
        indicator: Indicator | None,
        subject: str,
        change: str,
        *,
        catalogue: Catalogue | None = None,
        events: Events | None = None,
        factor: float = 1.0,
    ) -> VariantEffect:
        """
        Read the one indicator anew, and put the score together with the others.

        Args:
            indicator: The one that reads something else; None where none does.
            catalogue: The changed one, where it is changed.
            events: The changed ones, where any is changed.
        """
        model = self._catalogue if catalogue is None else catalogue
        known = self._events if events is None else events
        readings = [
            read(it, known.get(it.id, ()), as_of=self._as_of, looked=before.is_set)
            if before.indicator is indicator
            else before
            for it, before in zip(model, self._readings, strict=True)
        ]
        score = broken_down(model, readings).score
        floors = self._floors
        if assumption in _OF_FLOORS:
            floors = self._floor_levels(model, known)
        return VariantEffect(
            assumption=assumption,
            indicator=indicator,
            subject=subject,
            change=change,
            points=score - self.score,
            level=worst((model.level_for(score), *floors)),
            factor=factor,
        )

    def _floor_levels(self, catalogue: Catalogue, events: Events) -> list[AlertLevel]:
        """Return the levels at which floors hold."""
        held = floors_after(catalogue, events, day=self._as_of)
        return [it.floor.level for it in held if not it.provisional]

    def _with(self, indicator: Indicator) -> Catalogue:
        """Return the catalogue with one indicator in the place of its namesake."""
        return self._catalogue.replaced(
            indicators=tuple(
                indicator if it.id == indicator.id else it for it in self._catalogue
            )
        )
