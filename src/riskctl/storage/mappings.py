"""The mappings of a watch, in `imports/`, and those that ship with riskctl."""

from pathlib import Path
from typing import Final

from riskctl.errors import UsageError, WatchError, WriteError
from riskctl.model.finding import Finding
from riskctl.model.mapping import Mapping
from riskctl.model.names import IMPORTS_FOLDER
from riskctl.model.similar import hint_for
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import (
    clear_leftovers,
    is_file,
    is_there,
    list_files,
    read_bytes,
    replace_bytes,
)
from riskctl.storage.shipped import mapping_bytes, mapping_names
from riskctl.storage.text.indicators import NAME
from riskctl.storage.text.mapping import read_mapping

_SUFFIX: Final = ".toml"
OWN_SHEET: Final = "csv"
# Every template by the name that `--template` takes.
TEMPLATES: Final = (OWN_SHEET, *mapping_names())


def mapping_file(name: str) -> str:
    """
    Return the file of a mapping, relative to the watch.

    >>> mapping_file("gdelt2")
    'imports/gdelt2.toml'
    """
    return f"{IMPORTS_FOLDER}/{name}{_SUFFIX}"


def read_mappings(folder: Path) -> tuple[tuple[Mapping, ...], list[Finding]]:
    """
    Read all mappings of a watch; what is wrong in them forbids no level.

    Raises:
        WatchError: A file cannot be read at all.
    """
    found, problems = [], []
    for path in list_files(folder / IMPORTS_FOLDER, shown=IMPORTS_FOLDER):
        file = f"{IMPORTS_FOLDER}/{path.name}"
        mapping, noted = read_mapping(read_bytes(path, shown=file), file)
        problems += [it._replace(blocking=False) for it in noted]
        if mapping:
            found.append(mapping)
    return tuple(found), problems


def open_mapping(folder: Path, name: str) -> Mapping:
    """
    Read the mapping of a name.

    Raises:
        UsageError: There is none of that name.
        WatchError: It cannot be used: with its first fault, file and line.
    """
    file = mapping_file(name)
    if not NAME.fullmatch(name) or not is_file(folder / file):
        here = [it.stem for it in list_files(folder / IMPORTS_FOLDER, shown=file)]
        raise UsageError(
            f"there is no mapping `{name}` in {IMPORTS_FOLDER}/",
            hint=hint_for(name, here) or _how_to_begin(name),
        )
    mapping, problems = read_mapping(read_bytes(folder / file, shown=file), file)
    if mapping is None:
        fault = next(it for it in problems if it.blocking)
        raise WatchError(str(fault), hint=fault.hint)
    return mapping


def _how_to_begin(name: str) -> str:
    if name in mapping_names():
        return f"begin with the shipped one: riskctl import --template {name}"
    return (
        f"write one to start from: riskctl import FILE --template {OWN_SHEET} "
        f"--as {name}; templates: {', '.join(TEMPLATES)}"
    )


def template_text(template: str, *, name: str) -> str:
    """Return a shipped mapping under another name."""
    text = mapping_bytes(template).decode()
    return text.replace(f'name = "{template}"', f'name = "{name}"', 1)


def write_mapping(folder: Path, name: str, text: str, *, disk: Disk = DISK) -> None:
    """
    Write a new mapping.

    Raises:
        UsageError: There is one of that name, or it is none that a file can have.
        WriteError: The disk refused.
    """
    file = mapping_file(name)
    if not NAME.fullmatch(name):
        raise UsageError(
            f"`{name}` is no name for a mapping",
            hint="lower-case letters, digits and hyphens, like --as sheet",
        )
    if is_there(folder / file):
        raise UsageError(
            f"{file}: exists already", hint="edit it, or choose another name with --as"
        )
    clear_leftovers(folder / file, shown=file, disk=disk)
    replace_bytes(folder / file, old=None, new=text.encode(), shown=file, disk=disk)


def add_rules(folder: Path, mapping: Mapping, rules: str, *, disk: Disk = DISK) -> None:
    """
    Add rules at the end of a mapping's file; what stands there stays as it is.

    Raises:
        LockedError: Somebody else changed the file in this moment.
        WriteError: The disk refused, or the file would not read back.
    """
    file = mapping_file(mapping.name)
    old = read_bytes(folder / file, shown=file)
    gap = b"" if old.endswith(b"\n") else b"\n"
    new = old + gap + rules.encode()
    again, _ = read_mapping(new, file)
    if again is None or len(again.rules) <= len(mapping.rules):
        raise WriteError(
            f"{file}: no rule can be added at its end",
            hint="write rules as [[rule]] tables, the last thing in the file",
        )
    clear_leftovers(folder / file, shown=file, disk=disk)
    replace_bytes(folder / file, old=old, new=new, shown=file, disk=disk)
