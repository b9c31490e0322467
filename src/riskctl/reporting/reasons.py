"""Why a score moved and a level changed, in a few words; the same in every format."""

from typing import Final

from riskctl.analysis.change.causes import Cause, ChangePart
from riskctl.analysis.change.timeline import TurningPoint
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.words import counted, points, signed, value_word

# The world moved; we learned late; we corrected: three different stories.
STORIES: Final[dict[str, tuple[Cause, ...]]] = {
    "the world moved": (
        Cause.NEW_EVENTS,
        Cause.STATUS_CHANGES,
        Cause.FADING,
        Cause.SILENCE,
    ),
    "we learned late": (Cause.LEARNED_LATE,),
    "we corrected": (Cause.CORRECTED,),
}
# With hindsight off, a late record changes the days before it, and the level now.
REVISED: Final = "earlier days seen anew"


def reason_words(it: TurningPoint, catalogue: Catalogue) -> str:
    """Say which floor or which crossing changed the level."""
    floors = " and ".join(held.floor.name for held in it.floors)
    after = catalogue.band(it.turn.after)
    if it.is_rise:
        if it.score >= after.from_score:
            crossed = f"score {points(it.score)} reached {after.from_score:g}"
            return f"{crossed}, floor {floors}" if floors else crossed
        return f"floor {floors}" if floors else REVISED
    if it.revised:
        return REVISED
    under = catalogue.eases_under(it.turn.before)
    return f"{counted(catalogue.descent.dwell_days, 'day')} under {under:g}"


def part_words(part: ChangePart | None) -> str:
    """Say which cause moved most, on which indicator, and by which events."""
    if part is None:
        return ""
    events = ", ".join(value_word(it.value) for it in part.events)
    what = f" = {events}" if events else ""
    return f"{signed(part.points)} {part.indicator.id}{what} ({part.cause.value})"
