"""What ships with riskctl: the catalogues and the example watches."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.similar import hint_for

SHIPPED_CATALOGUE: Final = "indicators.toml"
STARTER_CATALOGUE: Final = "starter.toml"
MACHINE_CATALOGUE: Final = "machine.toml"
_MAPPINGS: Final = "imports"
MANUAL_PARTS: Final = ("how-to", "reference", "explanation")


def catalogue_bytes(name: str) -> bytes:
    """Return a shipped catalogue."""
    return (_data() / name).read_bytes()


def mapping_names() -> tuple[str, ...]:
    """Return the names of the shipped mappings."""
    found = (it.name for it in (_data() / _MAPPINGS).iterdir())
    return tuple(sorted(it.removesuffix(".toml") for it in found))


def mapping_bytes(name: str) -> bytes:
    """Return a shipped mapping."""
    return (_data() / _MAPPINGS / f"{name}.toml").read_bytes()


def example_names() -> tuple[str, ...]:
    """Return the names of the shipped example watches."""
    found = _beside_data("examples").iterdir()
    return tuple(sorted(it.name for it in found if it.is_dir()))


def example_files(name: str) -> dict[str, bytes]:
    """
    Return the files of an example watch, by their path within it.

    Raises:
        UsageError: There is no such example.
    """
    if name not in example_names():
        raise UsageError(
            f"no example watch is called `{name}`",
            hint=hint_for(
                name, example_names(), otherwise="one of: " + ", ".join(example_names())
            ),
        )
    return dict(sorted(_walk(_beside_data("examples") / name, "")))


def manual_pages() -> dict[str, Traversable]:
    """Return the pages of the manual by their names, as its parts come in order."""
    folder = _beside_data("docs")
    found = {"tutorial": folder / "tutorial.md"}
    for part in MANUAL_PARTS:
        pages = sorted((folder / part).iterdir(), key=lambda it: it.name)
        found |= {it.name.removesuffix(".md"): it for it in pages}
    return found


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif not entry.name.startswith("."):
            found.append((f"{prefix}{entry.name}", entry.read_bytes()))
    return found


def _data() -> Traversable:
    """Return the data folder: in the wheel, or in the tree of a checkout."""
    packaged = files("riskctl") / "data"
    return packaged if packaged.is_dir() else _checkout() / "data"


def _beside_data(name: str) -> Traversable:
    """Return a folder of a checkout, or where the wheel has it: in the data."""
    packaged = files("riskctl") / "data" / name
    return packaged if packaged.is_dir() else _checkout() / name


def _checkout() -> Path:
    return Path(__file__).resolve().parents[3]
