"""Robustness, confidence and baseline in words; never beside a likelihood."""

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING

from riskctl.analysis.judgement.confidence import Confidence
from riskctl.analysis.judgement.trust import Baseline, Trust
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.marks import EXPIRED, PROVISIONAL
from riskctl.reporting.words import of_100, percent, points, short_level

if TYPE_CHECKING:
    from riskctl.analysis.judgement.origins import SingleOrigins


def trust_notes(trust: Trust, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield a label and a text for each of the three answers."""
    yield "robustness", robustness_words(trust, catalogue)
    yield "confidence", confidence_words(trust.confidence)
    yield "baseline", "; ".join(map(_percentile, trust.baselines))


def robustness_words(trust: Trust, catalogue: Catalogue) -> str:
    """Say how far the score moves, and which levels it gives, when judgements do."""
    drawn = trust.robustness
    share = f"in {of_100(drawn.likeliest)} of 100 draws"
    level = short_level(catalogue, drawn.by_score)
    shown = f"{level} {share}"
    if drawn.is_held:
        held = short_level(catalogue, drawn.shown)
        shown = f"by score alone {shown}; it is held at {held} by the slow descent"
    close = ", a close call" if trust.confidence.is_close else ""
    return (
        f"{shown}{close}; 9 of 10 draws give a score of {points(drawn.low)} to "
        f"{points(drawn.high)} ({drawn.draws} draws)"
    )


def confidence_words(confidence: Confidence) -> str:
    """Give the word with its reasons; how likely anything is does not stand here."""
    reasons = (
        "current" if confidence.is_current else EXPIRED,
        *((PROVISIONAL,) if confidence.is_provisional else ()),
        f"{percent(confidence.coverage)} of the weight looked at lately",
        "a close call" if confidence.is_close else "no close call",
        f"{percent(confidence.well_graded)} of the events' points graded B2 or better",
    )
    return f"{confidence.word.value}: {', '.join(reasons)}"


def origins_words(single: "SingleOrigins") -> str:
    """Say how much of the score rests on events that one origin alone tells of."""
    return (
        f"{percent(single.share)} of the events' points rest on one origin each, which "
        "no other confirms"
    )


def _percentile(baseline: Baseline) -> str:
    """Say where the score lies within its own past."""
    if baseline.percentile is None:
        return f"no {baseline.days} days of history yet"
    return f"above {floor(baseline.percentile)} % of the last {baseline.days} days"
