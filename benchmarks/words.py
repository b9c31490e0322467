"""
The words of invented titles.

The places are on no map and every title begins with *Invented*, so that none of
them can be taken for news.
"""

from random import Random
from typing import Final


def _list(text: str) -> list[str]:
    return [it.strip() for it in text.split(",")]


_PLACES: Final = _list(
    """Arden, Brell, Corvane, Dunmar, Eskeld, Farrow, Gellin, Hathmoor, Ilvane, Jorrick,
    Kessim, Lorrend, Maravel, Nessing, Orlund, Pellam, Quarrin, Rusk, Sellowe, Tamber,
    Ulmere, Vostry, Wexmoor, Yarrel"""
)
_ACTORS: Final = _list(
    """envoys, a frigate, the harbour office, two ministers, border guards, engineers,
    a survey plane, the ferry company, the upper house, a newspaper, pilots, observers,
    the coast radio, negotiators, customs officers, a weather ship, the rail board,
    the academy, a trade mission, the signals branch"""
)
_DEEDS: Final = _list(
    """argued over, withdrew from, announced, postponed, inspected, repaired, left,
    objected to, welcomed, lost contact with, circled, reopened, renamed, delayed,
    guarded, counted"""
)
_THINGS: Final = _list(
    """the grain corridor, a lighthouse, the fishing line, a joint drill, a buoy,
    the old bridge, the mail route, the north channel, a treaty annex, a radar mast,
    the border market, the night train, an island school, the salt works, a cable,
    the regatta, a hydrographic chart, the winter harbour, a pilot station,
    the timber quota"""
)
_TITLES: Final = len(_ACTORS) * len(_PLACES) ** 2 * len(_DEEDS) * len(_THINGS)

# One event in four has a note.
_NOTES: Final = [
    "Invented for a benchmark; nothing of this happened.",
    "Invented: the second account differs in the hour and not in the place.",
    "Invented: seen from the shore, confirmed by nobody.",
    "Invented: both offices were asked, one answered.",
    *[""] * 12,
]


def title(random: Random) -> str:
    """Return a title; a single draw decides on all of its parts."""
    rest = int(random.random() * _TITLES)
    rest, actor = divmod(rest, len(_ACTORS))
    rest, home = divmod(rest, len(_PLACES))
    rest, deed = divmod(rest, len(_DEEDS))
    there, thing = divmod(rest, len(_THINGS))
    return (
        f"Invented: {_ACTORS[actor]} of {_PLACES[home]} {_DEEDS[deed]} "
        f"{_THINGS[thing]} near {_PLACES[there]}"
    )


def note(random: Random) -> str:
    """Return a note, or nothing."""
    return _NOTES[int(random.random() * len(_NOTES))]
