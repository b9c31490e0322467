"""What stands beside a level: how robust it is, how sure, and how unusual."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskctl.analysis.assessment import Assessment
from riskctl.analysis.baseline import Baseline, baselines
from riskctl.analysis.confidence import Confidence, well_graded_share
from riskctl.analysis.robustness import DRAWS, Robustness, robustness


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """The three answers to "how far can I trust this level?"."""

    robustness: Robustness
    confidence: Confidence
    baselines: tuple[Baseline, ...]


def appraise(
    assessment: Assessment, *, seed: int = 0, draws: int = DRAWS
) -> Appraisal | None:
    """
    Return the appraisal of a judgement; nothing where there is no level.

    Args:
        seed: Of the draws; the same seed gives the same answer.
        draws: How many; a site of a thousand pages makes fewer for each.
    """
    if assessment.standing is None:
        return None
    drawn = robustness(assessment, seed=seed, draws=draws)
    return Appraisal(
        robustness=drawn,
        confidence=Confidence(
            coverage=assessment.coverage.share,
            agreement=drawn.agreement,
            well_graded=well_graded_share(_points(assessment)),
        ),
        baselines=baselines(assessment.history, as_of=assessment.as_of),
    )


def _points(assessment: Assessment) -> Iterator[tuple[float, float]]:
    """Yield the points of each indicator's events, all and the well graded."""
    for it in assessment.contributions:
        sums = assessment.carried[it.reading.indicator.id]
        unit = it.points_per_unit * it.reading.scale
        yield unit * sums.size, unit * sums.good
