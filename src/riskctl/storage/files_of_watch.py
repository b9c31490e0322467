"""Read the files of a watch, from the first to the last."""

from collections.abc import Iterable
from pathlib import Path

from riskctl.model.catalogue import Catalogue
from riskctl.model.finding import Finding
from riskctl.model.log import Log
from riskctl.model.names import CATALOGUE_FILE, LOG_FOLDER
from riskctl.model.record import Record
from riskctl.model.records import Records
from riskctl.model.watch import Settings
from riskctl.storage.disk.files import read_bytes
from riskctl.storage.disk.names import SETTINGS_FILE
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.storage.text.log_reader import read_month
from riskctl.storage.text.settings import read_settings


def read_front(folder: Path) -> tuple[Settings, Catalogue, list[Finding]]:
    """
    Read the settings and the catalogue, and say what is wrong in them.

    Raises:
        WatchError: One of the two cannot be read at all.
    """
    settings, problems = read_settings(
        read_bytes(folder / SETTINGS_FILE, shown=SETTINGS_FILE), SETTINGS_FILE
    )
    catalogue, noticed = read_catalogue(
        read_bytes(folder / CATALOGUE_FILE, shown=CATALOGUE_FILE), CATALOGUE_FILE
    )
    return settings, catalogue, [*problems, *noticed]


def read_log_files(folder: Path, names: Iterable[str]) -> tuple[Log, list[Finding]]:
    """
    Read the files of the log, and say what is wrong in them.

    Args:
        names: Those of the files, within the folder of the log.

    Raises:
        WatchError: One cannot be read at all.
    """
    records: list[Record] = []
    problems: list[Finding] = []
    for name in sorted(f"{LOG_FOLDER}/{it}" for it in names):
        text = read_month(read_bytes(folder / name, shown=name), name)
        records += text.records
        problems += text.problems
    union, clashes = _union(records)
    return Log([Records(union)]), problems + clashes


def _union(records: Iterable[Record]) -> tuple[list[Record], list[Finding]]:
    """Keep each record once; say where an id stands again, and whether it differs."""
    kept: dict[str, Record] = {}
    clashes = []
    for record in sorted(records, key=lambda it: it.origin):
        known = kept.setdefault(record.id, record)
        if known is record:
            continue
        same = known == record
        clashes.append(
            Finding(
                check="unique-ids",
                message=f"`{record.id}` stands at {known.origin} already"
                + ("" if same else ", with other content"),
                hint="remove one of the two"
                if same
                else "give one of the two another id, or keep one",
                origin=record.origin,
                blocking=not same,
            )
        )
    return list(kept.values()), clashes
