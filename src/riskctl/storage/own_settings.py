"""
What a user settles for all their watches: a file of their own, in the config folder.

A watch that says something itself is right. What is wrong in the file is a finding of
every watch, and blocks none: a level does not depend on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from riskctl.storage.disk.cache_folder import user_folder

if TYPE_CHECKING:
    from pathlib import Path

    from riskctl.model.finding import Finding
    from riskctl.model.watch import Settings

_FILE: Final = "config.toml"
_MOST_BYTES: Final = 1024 * 1024


def with_own(settings: Settings) -> tuple[Settings, list[Finding]]:
    """Return settings with the user's own in the place of what they leave open."""
    path = own_settings_file()
    try:
        # A pipe is none, and of gigabytes nothing is read.
        is_there = path and path.is_file() and path.stat().st_size <= _MOST_BYTES
        data = path.read_bytes() if path and is_there else b""
    except OSError:
        return settings, []
    if not data:
        return settings, []
    from riskctl.storage.text.settings import read_own_settings

    own, problems = read_own_settings(data, str(path))
    filled: dict[str, Any] = {
        name: value for name, value in own.items() if not getattr(settings, name)
    }
    return settings._replace(**filled), problems


def own_command() -> str:
    """
    Return the command that the user's own settings name; empty where there is none.

    Raises:
        WatchError: They cannot be read.
    """
    path = own_settings_file()
    if path is None or not path.is_file():
        return ""
    from riskctl.errors import WatchError
    from riskctl.storage.disk.files import read_bytes
    from riskctl.storage.text.toml import parse

    document = parse(read_bytes(path, shown=str(path)), str(path))
    if document.problems:
        raise WatchError(f"{document.problems[0]}", hint=document.problems[0].hint)
    command = document.tables.get("on_change", "")
    return command if isinstance(command, str) else ""


def own_settings_file() -> Path | None:
    """Return where the file lies, whether it is there or not; None without a home."""
    folder = user_folder("config")
    return folder / _FILE if folder else None
