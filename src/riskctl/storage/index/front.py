"""
The front of a watch: what most commands need of its settings and its catalogue.

Where the two files are known and unchanged, they are not read again: the settings
and the level table come from the front, and the rest of the catalogue is read when
it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.origin import Origin
from riskctl.model.watch import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# No text of a clean file holds it; one that does is read each time.
_BETWEEN: Final = "\x1f"
_BAND_PARTS: Final = 7


class KnownCatalogue(Catalogue):
    """A catalogue of which the digest and the levels are known, and the rest read."""

    _load: Callable[[], Catalogue]

    @classmethod
    def known(
        cls,
        digest: str,
        levels: tuple[LevelBand, ...],
        load: Callable[[], Catalogue],
    ) -> KnownCatalogue:
        """Return the catalogue that *load* reads, without reading it yet."""
        catalogue = object.__new__(cls)
        # The class is frozen: its attributes are laid down at once.
        catalogue.__dict__.update(digest=digest, levels=levels, _load=load)
        return catalogue

    def __getattr__(self, name: str) -> object:
        """Read the file when something of it is asked for that is not known."""
        if name.startswith("_") or "indicators" in self.__dict__:
            raise AttributeError(name)
        self.__dict__.update(vars(self._load()))
        return getattr(self, name)


class Front(NamedTuple):
    """What is kept of the settings and of the catalogue."""

    settings: Settings
    digest: str
    levels: tuple[LevelBand, ...]

    def page(self) -> str | None:
        """Return the front as text, which `from_page` reads; nothing if it cannot."""
        it = self.settings
        parts = [it.title, it.timezone, str(it.default_grade), self.digest]
        parts += [str(len(it.sides)), *it.sides]
        for band in self.levels:
            parts += [
                str(band.level.value),
                band.word,
                band.colour,
                repr(band.from_score),
                band.meaning,
                band.origin.file,
                str(band.origin.line),
            ]
        if any(_BETWEEN in part for part in parts):
            return None
        return _BETWEEN.join(parts)

    @classmethod
    def from_page(cls, page: str) -> Front:
        """Read what `page` returned."""
        title, timezone, grade, digest, count, *rest = page.split(_BETWEEN)
        sides, rows = rest[: int(count)], rest[int(count) :]
        return cls(
            Settings(
                title=title,
                sides=tuple(sides),
                timezone=timezone,
                default_grade=Grade.parse(grade) or UNGRADED,
            ),
            digest,
            tuple(
                _band(rows[at : at + _BAND_PARTS])
                for at in range(0, len(rows), _BAND_PARTS)
            ),
        )


def _band(parts: Sequence[str]) -> LevelBand:
    number, word, colour, score, meaning, file, line = parts
    return LevelBand(
        level=AlertLevel(int(number)),
        word=word,
        colour=colour,
        from_score=float(score),
        meaning=meaning,
        origin=Origin(file, int(line)),
    )
