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


def tables_of(folder: SweepFolder, kind: str, *, since: int = 0) -> list[Path]:
    """
    Return the files of a kind of table, as the manifest names them.

    Args:
        since: The first year, of what is kept by years.
    """
    found = []
    for said in folder.manifest["buckets"].values():
        named = said[kind]
        if isinstance(named, str):
            found.append(folder.path / named)
            continue
        for year, it in named.items():
            if int(year) >= since:
                file = it if isinstance(it, str) else it["file"]
                found.append(folder.path / file)
    return found
