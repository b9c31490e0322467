"""What only storage knows by name of the files of a watch, and how large one may be."""

from typing import Final

from riskctl.model.names import INBOX_FOLDER, LOG_FOLDER

SETTINGS_FILE: Final = "riskctl.toml"
LOCK_FILE: Final = ".riskctl.lock"
# No honest file is larger; no more of one is read.
MAX_FILE_BYTES: Final = 32 * 1024 * 1024
INVENTORY_FILE: Final = "inventory.txt"
# What a second person made of the log.
RECODE_FOLDER: Final = "recode"
# Of these folders two copies are merged table by table.
MERGED_FOLDERS: Final = (LOG_FOLDER, INBOX_FOLDER, RECODE_FOLDER)
PUBLISHED_FILE: Final = "published.toml"
BATCH_FILE: Final = ".riskctl-batch.toml"
SEEN_FILE: Final = f"{INBOX_FOLDER}/seen.toml"
# Of a sweep: what its folder holds.
SWEEP_MANIFEST: Final = "manifest.json"
