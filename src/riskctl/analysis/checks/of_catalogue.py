"""Checks of the catalogue: each docstring states a fact about a healthy one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import fsum
from typing import Final

from riskctl.model.alert import AlertLevel
from riskctl.model.finding import Finding
from riskctl.model.indicator import Kind
from riskctl.model.names import CATALOGUE_FILE
from riskctl.model.origin import Origin
from riskctl.model.similar import hint_for
from riskctl.model.watch import Watch

NO_TABLE: Final = Origin(CATALOGUE_FILE, 1)
# What statuses and contacts should weigh together, and the most that they may:
# above that there is no room left in which an incident could show.
_GROUND: Final = 50.0
_GROUND_LEEWAY: Final = 10.0
_MOST_GROUND: Final = 90.0


def unique_names(watch: Watch, _today: date) -> Iterator[Finding]:
    """No two indicators share an id, and no two floors a name."""
    named = {
        "indicator": [(it.id, it.origin) for it in watch.catalogue],
        "floor": [(it.name, it.origin) for it in watch.catalogue.floors],
    }
    for what, names in named.items():
        counts = Counter(name for name, _ in names)
        for name, origin in names:
            if counts[name] > 1:
                counts[name] = 0
                yield Finding(
                    "unique-names",
                    f"more than one {what} is called `{name}`",
                    hint="give each its own name",
                    origin=origin,
                    blocking=True,
                )


def weights(watch: Watch, _today: date) -> Iterator[Finding]:
    """Statuses and contacts weigh about 50 together, so that incidents have room."""
    total = watch.catalogue.total_weight
    ground = fsum(it.weight for it in watch.catalogue if it.kind is not Kind.INCIDENT)
    if watch.catalogue.indicators and total <= 0:
        yield Finding(
            "weights",
            "all weights are zero",
            hint="give at least one indicator a weight above 0",
            origin=watch.catalogue.indicators[0].origin,
            blocking=True,
        )
    elif ground and abs(ground - _GROUND) > _GROUND_LEEWAY:
        yield Finding(
            "weights",
            f"statuses and contacts weigh {ground:g} together, far from {_GROUND:g}",
            hint=f"their weights are points; above {_MOST_GROUND:g} of 100 no level "
            "is computed, for incidents would have no room",
            origin=watch.catalogue.indicators[0].origin,
            blocking=ground > _MOST_GROUND,
        )


def levels(watch: Watch, _today: date) -> Iterator[Finding]:
    """The five levels stand once each, from calm at 0 up, worse ones higher."""
    bands = watch.catalogue.levels
    if sorted(band.level.value for band in bands) != sorted(
        it.value for it in AlertLevel
    ):
        yield Finding(
            "levels",
            "the level table must have the levels 5, 4, 3, 2 and 1, once each",
            hint="one [[level]] table for each",
            origin=bands[0].origin if bands else NO_TABLE,
            blocking=True,
        )
        return
    ordered = sorted(bands, key=lambda band: -band.level.value)
    if ordered[0].from_score != 0:
        yield Finding(
            "levels",
            f"level 5 starts at {ordered[0].from_score:g}, not at 0",
            hint="from_score = 0",
            origin=ordered[0].origin,
            blocking=True,
        )
    for calmer, worse in pairwise(ordered):
        if worse.from_score <= calmer.from_score:
            yield Finding(
                "levels",
                f"level {worse.level.value} starts at {worse.from_score:g}, not above "
                f"level {calmer.level.value} at {calmer.from_score:g}",
                hint="raise the `from_score` of the worse level",
                origin=worse.origin,
                blocking=True,
            )
    margin = watch.catalogue.descent.margin
    if margin >= ordered[1].from_score > 0:
        yield Finding(
            "levels",
            f"with a margin of {margin:g} the level could never ease to 5, as level 4 "
            f"starts at {ordered[1].from_score:g}",
            hint="lower `margin`, or raise where level 4 starts",
            origin=ordered[1].origin,
        )


def floors(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every floor names an indicator that is no contact, and a value of its scale."""
    ids = [indicator.id for indicator in watch.catalogue]
    for floor in watch.catalogue.floors:
        for condition in floor.when:
            if condition.indicator not in watch.catalogue:
                message = f"there is no indicator `{condition.indicator}`"
                hint = hint_for(
                    condition.indicator,
                    ids,
                    otherwise="`riskctl indicators` lists them",
                )
            elif watch.catalogue[condition.indicator].kind is Kind.CONTACT:
                message = f"`{condition.indicator}` is a contact, whose values calm"
                hint = "a floor rests on statuses and incidents"
            else:
                names = watch.catalogue[condition.indicator].value_names
                if (
                    watch.catalogue[condition.indicator].number(condition.at_least)
                    is not None
                ):
                    continue
                message = (
                    f"`{condition.at_least}` is not on the scale of "
                    f"`{condition.indicator}`"
                )
                hint = hint_for(
                    str(condition.at_least),
                    names,
                    otherwise=f"one of: {', '.join(names)}",
                )
            yield Finding(
                "floors",
                f"floor `{floor.name}`: {message}",
                hint=hint,
                origin=floor.origin,
                blocking=True,
            )


def resting_scores(watch: Watch, _today: date) -> Iterator[Finding]:
    """A quiet watch comes to rest where the level can still ease."""
    catalogue = watch.catalogue
    # All channels silent, every status where it starts, every incident faded.
    rest = fsum(
        it.weight * (1.0 if it.kind is Kind.CONTACT else it.initial)
        for it in catalogue
        if it.kind.is_ground
    )
    margin = catalogue.descent.margin
    for band in catalogue.levels:
        if band.from_score - margin <= rest < band.from_score:
            yield Finding(
                "resting-scores",
                f"with all channels silent the score rests at {rest:g}, less than the "
                f"margin of {margin:g} under level {band.level.value}, which starts at "
                f"{band.from_score:g}: one small incident would hold that level for "
                "ever",
                hint="lower the weight of a contact, or `margin`, or move the level's "
                "`from_score`",
                origin=band.origin,
            )


def words(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every indicator has a word of its own by which it is found."""
    words_of = {it: {word.casefold() for word in it.words} for it in watch.catalogue}
    counts = Counter(word for words in words_of.values() for word in words)
    for indicator, own in words_of.items():
        if all(counts[it] > 1 for it in own):
            told = "only words that another has too" if own else "no `words`"
            yield Finding(
                "words",
                f"`{indicator.id}` has {told}: nobody finds it by them",
                hint='list what people type when they look for it: words = ["..."]',
                origin=indicator.origin,
            )


def scale_sentences(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every value of a scale has the sentence that says when it applies."""
    for indicator in watch.catalogue:
        for value in indicator.scale:
            if not value.means.strip():
                yield Finding(
                    "scale-sentences",
                    f"`{value.name}` of `{indicator.id}` has no sentence",
                    hint="say in `means` when two people would both choose it",
                    origin=indicator.origin,
                )
