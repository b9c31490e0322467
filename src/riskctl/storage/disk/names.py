"""What the files of a watch are called on disk."""

from typing import Final

from riskctl.model.names import CATALOGUE_FILE, INBOX_FOLDER, LOG_FOLDER

__all__ = [
    "BATCH_FILE",
    "CATALOGUE_FILE",
    "LOCK_FILE",
    "LOG_FOLDER",
    "MERGED_FOLDERS",
    "PUBLISHED_FILE",
    "RECODE_FOLDER",
    "SEEN_FILE",
    "SETTINGS_FILE",
    "SWEEP_MANIFEST",
]

SETTINGS_FILE: Final = "riskctl.toml"
LOCK_FILE: Final = ".riskctl.lock"
# What a second person made of the log.
RECODE_FOLDER: Final = "recode"
# Of these folders two copies are merged table by table.
MERGED_FOLDERS: Final = (LOG_FOLDER, INBOX_FOLDER, RECODE_FOLDER)
PUBLISHED_FILE: Final = "published.toml"
BATCH_FILE: Final = ".riskctl-batch.toml"
SEEN_FILE: Final = f"{INBOX_FOLDER}/seen.toml"
# Of a sweep: what its folder holds.
SWEEP_MANIFEST: Final = "manifest.json"
