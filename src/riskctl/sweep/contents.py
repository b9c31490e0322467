"""What a finished sweep holds: the catalogue that judged it, and its tables."""

from pathlib import Path

from riskctl.errors import WatchError
from riskctl.model.catalogue import Catalogue
from riskctl.storage.disk.files import read_bytes
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.sweep.folder import CATALOGUE, SweepFolder


def catalogue_in(folder: SweepFolder) -> Catalogue:
    """Return the catalogue that a sweep was judged by; there must be one."""
    _ = folder.manifest
    path = folder.path / CATALOGUE
    return sound_catalogue(read_bytes(path, shown=str(path)), str(path))


def sound_catalogue(source: bytes, shown: str) -> Catalogue:
    """
    Return a catalogue that can judge.

    Raises:
        WatchError: It has a fault.
    """
    catalogue, problems = read_catalogue(source, shown)
    fault = next((it for it in problems if it.blocking), None)
    if fault is not None:
        raise WatchError(str(fault), hint=fault.hint)
    return catalogue


def day_tables(folder: SweepFolder, *, since: int) -> list[Path]:
    """Return the files of the days from a year on, as the manifest names them."""
    return [
        folder.path / it["file"]
        for said in folder.manifest["buckets"].values()
        for year, it in said["days"].items()
        if int(year) >= since
    ]
