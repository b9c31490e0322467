"""What several JSON documents share: judgements, changes and days."""

from riskctl.analysis.change.change import Change
from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.days.floors import HeldFloor
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.margins import (
    calm_days_missing,
    calmer_below,
    points_to_worse,
)
from riskctl.analysis.judgement.trust import Trust
from riskctl.model.alert import LevelBand
from riskctl.reporting.json.frame import Document
from riskctl.reporting.words import moment


def clocks_part(assessment: Assessment) -> Document:
    """Return the day, the moment of knowledge, and what the numbers rest on."""
    known = assessment.known_at
    return {
        "as_of": assessment.as_of.isoformat(),
        "known_at": moment(known) if known else None,
        "catalogue": assessment.catalogue.digest,
        "records": assessment.records,
    }


def assessment_part(assessment: Assessment) -> Document:
    """Return a judgement as the level and the weekly report carry it."""
    day, coverage = assessment.day, assessment.coverage
    return {
        **clocks_part(assessment),
        "level": band_part(assessment.band),
        "since": day.since.isoformat() if day else None,
        "came_from": day.came_from.value if day and day.came_from else None,
        **reliance_part(assessment),
        "score": assessment.score if day else None,
        "score_week_ago": assessment.score_week_ago,
        "ground": assessment.breakdown.ground if day else None,
        "pressure": assessment.breakdown.pressure if day else None,
        "lift": assessment.breakdown.lift if day else None,
        "unset": [it.id for it in assessment.unset],
        "contributions": [contribution_part(it) for it in assessment.contributions],
        "floors": [
            *(_floor(it) for it in assessment.active_floors),
            *(_floor(it) for it in assessment.provisional_floors),
        ],
        "points_to_worse": points_to_worse(assessment),
        "calmer_below": calmer_below(assessment),
        "calm_days_missing": calm_days_missing(assessment),
        "coverage": {
            "share": coverage.share,
            "minimum": coverage.minimum,
            "thin": coverage.is_thin,
            "stale": [
                {"indicator": it.indicator.id, "last": day_part(it.last)}
                for it in coverage.stale
            ],
        },
        "coming_up": [it.id for it in assessment.coming_up],
        "due": [it.id for it in assessment.due],
        "conflicts": [
            {"counts": it.counts, "passed_over": list(it.passed_over)}
            for it in assessment.conflicts
        ],
    }


def reliance_part(assessment: Assessment) -> Document:
    """Return whether a level is current, and whether it is provisional."""
    currency, ground = assessment.currency, assessment.known_ground
    return {
        "current": currency.is_current,
        "last_look": day_part(currency.last_look),
        "valid_until": day_part(currency.valid_until),
        "provisional": assessment.is_provisional,
        "known_ground": {
            "share": ground.share,
            "minimum": ground.minimum,
            "missing": [it.id for it in ground.missing],
        },
    }


def trust_part(trust: Trust | None) -> Document | None:
    """Return how robust a level is, how sure, and how unusual."""
    if trust is None:
        return None
    drawn, sure = trust.robustness, trust.confidence
    return {
        "robustness": {
            "draws": drawn.draws,
            "low": drawn.low,
            "median": drawn.median,
            "high": drawn.high,
            "level_by_score": drawn.by_score.value,
            "close_call": sure.is_close,
            "shares": {str(it.value): share for it, share in drawn.shares.items()},
        },
        "confidence": {
            "word": sure.word.value,
            "current": sure.is_current,
            "provisional": sure.is_provisional,
            "close_call": sure.is_close,
            "coverage": sure.coverage,
            "agreement": sure.agreement,
            "well_graded": sure.well_graded,
        },
        "baseline": [
            {"days": it.days, "percentile": it.percentile} for it in trust.baselines
        ],
    }


def change_part(change: Change) -> Document:
    """Return a change: by cause, and part by part."""
    return {
        "score_before": change.score_before,
        "score_after": change.score_after,
        "difference": change.difference,
        "causes": {cause.value: points for cause, points in change.causes.items()},
        "parts": [
            {
                "cause": it.cause.value,
                "indicator": it.indicator.id,
                "points": it.points,
                "events": [event.id for event in it.events],
            }
            for it in change.largest
        ],
    }


def scored_day_part(day: Day) -> Document:
    """Return a day with its level and score."""
    return {"day": day.date.isoformat(), "level": day.level.value, "score": day.score}


def turn_part(turn: Turn) -> Document:
    """Return a change of level."""
    return {
        "day": turn.day.isoformat(),
        "from": turn.before.value,
        "to": turn.after.value,
    }


def band_part(band: LevelBand | None) -> Document | None:
    """Return a row of the level table; nothing where there is no level."""
    if band is None:
        return None
    return {
        "number": band.level.value,
        "word": band.word,
        "colour": band.colour,
        "meaning": band.meaning,
    }


def contribution_part(contribution: Contribution) -> Document:
    """Return what one indicator adds to the score."""
    return {
        "indicator": contribution.reading.indicator.id,
        "kind": contribution.reading.indicator.kind.value,
        "reading": contribution.reading.value,
        "set": contribution.reading.is_set,
        "weight": contribution.reading.indicator.weight,
        "weighed": contribution.weighed,
        "points": contribution.points,
    }


def _floor(held: HeldFloor) -> Document:
    return {
        "name": held.floor.name,
        "level": held.floor.level.value,
        "provisional": held.provisional,
        "since": held.since.isoformat(),
        "until": held.until.isoformat() if held.until else None,
        "reason": held.floor.reason,
    }


def day_part(day: object) -> str | None:
    """Return a day as JSON has it."""
    return str(day) if day else None
