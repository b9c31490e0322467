"""The settings and the catalogue as one page, which is read faster than two files."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from riskctl.model.alert import AlertLevel, LevelBand
from riskctl.model.catalogue import Catalogue, Group
from riskctl.model.floor import Condition, Descent, Floor
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator, Kind, ScaleValue
from riskctl.model.names import CATALOGUE_FILE
from riskctl.model.origin import Origin
from riskctl.model.watch import Settings
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.disk.stamps import stamp_at

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
    said = [settings, catalogue.said, noticed]
    return json.dumps(said, default=lambda it: it.value).encode()


def from_page(page: bytes) -> Front:
    """Read what `to_page` returned."""
    row, said, noticed = json.loads(page)
    settings = Settings._make(row)
    settings = settings._replace(
        sides=tuple(settings.sides),
        not_evidence=tuple(settings.not_evidence),
        default_grade=Grade._make(settings.default_grade),
    )
    said |= {
        "sides": tuple(said["sides"]),
        "levels": tuple(map(_band, said["levels"])),
        "groups": tuple(map(Group._make, said["groups"])),
        "indicators": tuple(map(_indicator, said["indicators"])),
        "floors": tuple(map(_floor, said["floors"])),
        "descent": Descent._make(said["descent"]),
    }
    return settings, Catalogue(**said), [*map(_finding, noticed)]


def _band(row: list[Any]) -> LevelBand:
    band = LevelBand._make(row)
    return band._replace(level=AlertLevel(band.level), origin=Origin._make(band.origin))


def _indicator(row: list[Any]) -> Indicator:
    indicator = Indicator._make(row)
    return indicator._replace(
        kind=Kind(indicator.kind),
        scale=tuple(map(ScaleValue._make, indicator.scale)),
        words=tuple(indicator.words),
        origin=Origin._make(indicator.origin),
    )


def _floor(row: list[Any]) -> Floor:
    floor = Floor._make(row)
    return floor._replace(
        level=AlertLevel(floor.level),
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
    stamps = [stamp_at(folder / it) for it in (SETTINGS_FILE, CATALOGUE_FILE)]
    settled = [it for it in stamps if it and it.is_settled(now)]
    if len(settled) < len(stamps):
        return ""
    return "-".join(str(number) for stamp in settled for number in stamp)
