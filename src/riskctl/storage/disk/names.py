"""What the files of a watch are called."""

from typing import Final

SETTINGS_FILE: Final = "riskctl.toml"
CATALOGUE_FILE: Final = "indicators.toml"
LOG_FOLDER: Final = "log"
LOCK_FILE: Final = ".riskctl.lock"
