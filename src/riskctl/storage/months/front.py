"""The settings and the catalogue as one page, which is read faster than two files."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue, Group
from riskctl.model.floor import Condition, Descent, Floor
from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.indicator import Indicator, Kind, ScaleValue
from riskctl.model.origin import Origin
from riskctl.model.watch import Settings
from riskctl.storage.disk.names import CATALOGUE_FILE, SETTINGS_FILE
from riskctl.storage.disk.stamps import stamp_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from riskctl.model.finding import Finding
    from riskctl.storage.months.shelf import Shelf

_NAME: Final = "front"
Front = tuple[Settings, Catalogue, "list[Finding]"]


def front_of(folder: Path, shelf: Shelf, *, thorough: bool) -> Front:
    """
    Return the settings and the catalogue of a watch, and what is wrong in them.

    Args:
        thorough: Read the files, whatever is known of them.

    Raises:
        WatchError: One of the two cannot be read at all.
    """
    made_from = _stamps(folder)
    page = shelf.page(_NAME, made_from) if made_from and not thorough else None
    if page:
        return from_page(page)
    from riskctl.storage.files_of_watch import read_front

    settings, catalogue, noticed = read_front(folder)
    is_sound = not any(it.blocking for it in noticed)
    if made_from and is_sound and made_from == _stamps(folder):
        shelf.put(_NAME, made_from, to_page(settings, catalogue, noticed))
    return settings, catalogue, noticed


def to_page(
    settings: Settings, catalogue: Catalogue, noticed: Sequence[Finding] = ()
) -> bytes:
    """Return a front that forbids no level as bytes, for `from_page`."""
    it = catalogue
    return json.dumps(
        [
            [*settings[:-1], str(settings.default_grade)],
            [it.title, it.sides, it.minimum_coverage, it.digest, it.descent],
            [it.half_pressure, it.groups],
            [[band.level.value, *band[1:]] for band in it.levels],
            [
                [indicator.kind.value, indicator._replace(kind=None)]  # type: ignore[arg-type]
                for indicator in it.indicators
            ],
            [[floor.level.value, floor._replace(level=None)] for floor in it.floors],  # type: ignore[arg-type]
            noticed,
        ]
    ).encode()


def from_page(page: bytes) -> Front:
    """Read what `to_page` returned."""
    settings, rest, more, levels, indicators, floors, noticed = json.loads(page)
    title, sides, minimum_coverage, digest, descent = rest
    half_pressure, groups = more
    catalogue = Catalogue(
        title=title,
        sides=tuple(sides),
        levels=tuple(map(_band, levels)),
        groups=tuple(map(Group._make, groups)),
        indicators=tuple(map(_indicator, indicators)),
        floors=tuple(map(_floor, floors)),
        descent=Descent._make(descent),
        half_pressure=half_pressure,
        minimum_coverage=minimum_coverage,
        digest=digest,
    )
    *others, grade = settings
    found = Settings._make([*others, Grade.parse(grade) or UNGRADED])
    found = found._replace(
        sides=tuple(found.sides), not_evidence=tuple(found.not_evidence)
    )
    return found, catalogue, [*map(_finding, noticed)]


def _band(row: list[Any]) -> LevelBand:
    band = LevelBand._make(row)
    return band._replace(level=AlertLevel(band.level), origin=Origin._make(band.origin))


def _indicator(row: list[Any]) -> Indicator:
    kind, rest = row
    indicator = Indicator._make(rest)
    return indicator._replace(
        kind=Kind(kind),
        scale=tuple(map(ScaleValue._make, indicator.scale)),
        words=tuple(indicator.words),
        origin=Origin._make(indicator.origin),
    )


def _floor(row: list[Any]) -> Floor:
    level, rest = row
    floor = Floor._make(rest)
    return floor._replace(
        level=AlertLevel(level),
        when=tuple(map(Condition._make, floor.when)),
        origin=Origin._make(floor.origin),
    )


def _finding(row: list[Any]) -> Finding:
    from riskctl.model.finding import Finding

    finding = Finding._make(row)
    return finding._replace(origin=Origin._make(finding.origin))


def _stamps(folder: Path) -> str:
    """Return what tells the two files from others; empty where nothing does."""
    now = time.time_ns()
    try:
        stamps = [
            stamp_of((folder / it).stat()) for it in (SETTINGS_FILE, CATALOGUE_FILE)
        ]
    except OSError:
        return ""
    if not all(it.is_settled(now) for it in stamps):
        return ""
    return "-".join(str(number) for stamp in stamps for number in stamp)
