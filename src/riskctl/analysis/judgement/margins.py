"""How far a level is from the next worse one, and from the next calmer one."""

from typing import TYPE_CHECKING

from riskctl.model.alert import AlertLevel

if TYPE_CHECKING:
    from riskctl.analysis.judgement.assessment import Assessment


def points_to_worse(assessment: "Assessment") -> float | None:
    """Points of score that would raise the level; None at the worst one."""
    if not assessment.day or assessment.day.level is AlertLevel.IMMINENT:
        return None
    worse = assessment.catalogue.band(assessment.day.level.one_worse)
    return worse.from_score - assessment.score


def calmer_below(assessment: "Assessment") -> float | None:
    """The score under which days count towards a calmer level; None at calm."""
    if not assessment.day or assessment.day.level is AlertLevel.CALM:
        return None
    return assessment.catalogue.eases_under(assessment.day.level)


def calm_days_missing(assessment: "Assessment") -> int | None:
    """Consecutive days that must still earn the next calmer level; None at calm."""
    if not assessment.day or assessment.day.level is AlertLevel.CALM:
        return None
    return assessment.catalogue.descent.dwell_days - assessment.day.calm_days
