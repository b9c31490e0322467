"""A whole catalogue as one page of the index, which is read faster than its file."""

import json
from typing import Any

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue, Group
from riskctl.model.floor import Condition, Descent, Floor
from riskctl.model.indicator import Indicator, Kind, ScaleValue
from riskctl.model.origin import Origin


def catalogue_page(catalogue: Catalogue) -> bytes:
    """Return a catalogue that has no faults as bytes, which `from_page` reads."""
    return json.dumps(
        [
            catalogue.title,
            catalogue.sides,
            catalogue.minimum_coverage,
            catalogue.digest,
            catalogue.half_pressure,
            catalogue.groups,
            [catalogue.descent.dwell_days, catalogue.descent.margin],
            [
                [
                    it.level.value,
                    it.word,
                    it.colour,
                    it.from_score,
                    it.meaning,
                    *it.origin,
                ]
                for it in catalogue.levels
            ],
            [
                [
                    it.id,
                    it.title,
                    it.group,
                    it.kind.value,
                    it.weight,
                    it.half_life_days,
                    it.review_days,
                    it.initial,
                    [
                        [value.name, value.title, value.number, value.means]
                        for value in it.scale
                    ],
                    it.words,
                    it.question,
                    it.why,
                    *it.origin,
                ]
                for it in catalogue.indicators
            ],
            [
                [
                    it.name,
                    it.level.value,
                    [
                        [condition.indicator, condition.at_least]
                        for condition in it.when
                    ],
                    it.hold_days,
                    it.reason,
                    *it.origin,
                ]
                for it in catalogue.floors
            ],
        ]
    ).encode()


def from_page(page: bytes) -> Catalogue:
    """
    Read what `catalogue_page` returned.

    Raises:
        ValueError: It is something else.
    """
    title, sides, coverage, digest, half, groups, descent, *rest = json.loads(page)
    levels, indicators, floors = rest
    return Catalogue(
        title=title,
        sides=tuple(sides),
        levels=tuple(map(_band, levels)),
        groups=tuple(Group(*it) for it in groups),
        indicators=tuple(map(_indicator, indicators)),
        floors=tuple(map(_floor, floors)),
        descent=Descent(dwell_days=descent[0], margin=descent[1]),
        half_pressure=half,
        minimum_coverage=coverage,
        digest=digest,
    )


def _band(parts: Any) -> LevelBand:  # noqa: ANN401 JSON
    number, word, colour, score, meaning, *origin = parts
    return LevelBand(
        level=AlertLevel(number),
        word=word,
        colour=colour,
        from_score=score,
        meaning=meaning,
        origin=Origin(*origin),
    )


def _indicator(parts: Any) -> Indicator:  # noqa: ANN401 JSON
    indicator_id, title, group, kind, weight, half_life, review, initial, *rest = parts
    scale, words, question, why, *origin = rest
    return Indicator(
        id=indicator_id,
        title=title,
        group=group,
        kind=Kind(kind),
        weight=weight,
        half_life_days=half_life,
        review_days=review,
        initial=initial,
        scale=tuple(
            ScaleValue(name=name, title=title, number=number, means=means)
            for name, title, number, means in scale
        ),
        words=tuple(words),
        question=question,
        why=why,
        origin=Origin(*origin),
    )


def _floor(parts: Any) -> Floor:  # noqa: ANN401 JSON
    name, level, when, hold_days, reason, *origin = parts
    return Floor(
        name=name,
        level=AlertLevel(level),
        when=tuple(Condition(indicator=it[0], at_least=it[1]) for it in when),
        hold_days=hold_days,
        reason=reason,
        origin=Origin(*origin),
    )
