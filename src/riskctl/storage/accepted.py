"""Losses that are none: records that were removed on purpose."""

from riskctl.errors import WatchError
from riskctl.model.finding import Finding
from riskctl.storage.disk.files import failures, locked
from riskctl.storage.disk.names import INVENTORY_FILE
from riskctl.storage.inventory import write_inventory
from riskctl.storage.losses import LOST_RECORDS
from riskctl.storage.watch import WatchFolder, read_watch


def accept_losses(folder: WatchFolder) -> list[Finding]:
    """
    Take what the log holds now for all that it is to hold.

    Returns:
        What is missed no longer.

    Raises:
        LockedError: Another process holds the lock.
        WriteError: The disk refused.
        WatchError: The watch cannot be read, or not all of it: then nothing can be
            said of what is gone.
    """
    with locked(folder.lock):
        watch = read_watch(folder, thorough=True)
        lost = [it for it in watch.problems if it.check == LOST_RECORDS]
        for it in watch.problems:
            if it.blocking and it.check != LOST_RECORDS:
                raise WatchError(
                    f"{it}; until then nobody knows what is gone", hint=it.hint
                )
        if lost:
            with failures(INVENTORY_FILE):
                write_inventory(folder.path, watch.log)
    return lost
