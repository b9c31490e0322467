"""What the files of a watch are called on disk."""

from typing import Final

from riskctl.model.names import CATALOGUE_FILE, LOG_FOLDER

__all__ = [
    "CATALOGUE_FILE",
    "INVENTORY_FILE",
    "LOCK_FILE",
    "LOG_FOLDER",
    "SETTINGS_FILE",
]

SETTINGS_FILE: Final = "riskctl.toml"
LOCK_FILE: Final = ".riskctl.lock"
INVENTORY_FILE: Final = "inventory.txt"
