"""What must stand beside a level that is not to be relied on."""

from typing import TYPE_CHECKING, Final

from riskctl.reporting.words import day_words, level_word, long_day

if TYPE_CHECKING:
    from riskctl.analysis.judgement.assessment import Assessment

NO_EVIDENCE: Final = "no evidence"
CURRENT: Final = "current"
EXPIRED: Final = "expired"
PROVISIONAL: Final = "provisional"
# Instead of a level's own colour, where the level is expired.
GREY: Final = "grey"
_NEXT: Final = "next: riskctl setup"


def marks(assessment: "Assessment") -> tuple[str, ...]:
    """
    Return what must be said beside the level, the gravest first; often nothing.

    It is for who keeps the watch, and says what to type.
    """
    provisional = provisional_words(assessment)
    said = (expired_words(assessment), provisional and f"{provisional}; {_NEXT}")
    return tuple(it for it in said if it)


def short_marks(assessment: "Assessment") -> tuple[str, ...]:
    """Return the same in one word each, where there is room for no more."""
    said = ((EXPIRED, assessment.is_expired), (PROVISIONAL, assessment.is_provisional))
    return tuple(word for word, is_so in said if is_so)


def expired_words(assessment: "Assessment") -> str:
    """Say since when nobody has looked; nothing where the level is current."""
    if not assessment.is_expired:
        return ""
    look = assessment.currency.last_look
    if look is None:
        return f"{EXPIRED}: nobody has looked for {assessment.settings.valid_days} days"
    return f"{EXPIRED}: nobody has looked since {day_words(look)}"


def no_level_words(assessment: "Assessment") -> str:
    """Say why there is no level on a day that has none."""
    if assessment.known_at is not None:
        return "nothing was known by then"
    if assessment.log.begins is None:
        return "nothing is logged yet"
    return f"the log begins on {long_day(assessment.log.begins)}"


def provisional_words(assessment: "Assessment") -> str:
    """Say how little of the ground is set; nothing where it is enough."""
    if not assessment.is_provisional:
        return ""
    ground = assessment.known_ground
    return (
        f"{PROVISIONAL}: {ground.set_count} of {len(ground.indicators)} statuses and "
        "contacts set"
    )


def colour_of(assessment: "Assessment") -> str:
    """Return the colour in which the level is shown: its own, or grey."""
    if assessment.band is None or assessment.is_expired:
        return GREY
    return assessment.band.colour


def level_words(assessment: "Assessment") -> str:
    """Return number, word and colour; an expired level has no colour."""
    band = assessment.band
    if band is None:
        return NO_EVIDENCE
    if assessment.is_expired:
        return f"{band.level.value} · {band.word}"
    return level_word(band)
