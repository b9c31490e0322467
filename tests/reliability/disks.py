"""Disks that stop, fail or take notes at a chosen step of the write protocol."""

import gc
import os
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL

from riskctl.errors import WriteError
from riskctl.model.record import Record
from riskctl.storage.disk.disk import Disk
from riskctl.storage.edit import editing
from riskctl.storage.watch import WatchFolder

KILLED = 99
CRASHED = 98


class SteppedDisk(Disk):
    """The real disk, with a hook before and after each of its steps."""

    def before(self, step: str, path: Path | None) -> None:
        """Come before a step."""

    def after(self, step: str, path: Path | None) -> None:
        """Come after a step."""

    def create(self, path: Path, mode: int) -> int:
        """Open a new file."""
        self.before("create", path)
        descriptor = super().create(path, mode)
        self.after("create", path)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        """Write in two halves, so that there is a middle to stop in."""
        self.before("write", None)
        half = len(data) // 2
        super().write(descriptor, data[:half])
        self.before("write the rest", None)
        super().write(descriptor, data[half:])
        self.after("write", None)

    def flush(self, descriptor: int) -> None:
        """Flush a file or a folder."""
        self.before("flush", None)
        super().flush(descriptor)
        self.after("flush", None)

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file."""
        self.before("rename", target)
        super().rename(source, target)
        self.after("rename", target)

    def sync_folder(self, folder: Path) -> None:
        """Flush a folder."""
        self.before("sync folder", folder)
        super().sync_folder(folder)
        self.after("sync folder", folder)

    def make_folder(self, folder: Path) -> None:
        """Make a folder."""
        self.before("make folder", folder)
        super().make_folder(folder)
        self.after("make folder", folder)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        self.before("remove", path)
        super().remove(path)
        self.after("remove", path)


class DeadlyDisk(SteppedDisk):
    """Ends the process at the chosen point, without any clean-up."""

    def __init__(self, point: int) -> None:
        """Count down to *point*; 1 is before the first step."""
        self.left = point

    def before(self, step: str, path: Path | None) -> None:
        """Count."""
        self.after(step, path)

    def after(self, step: str, path: Path | None) -> None:  # noqa: ARG002
        """Count, and die when it is time."""
        self.left -= 1
        if not self.left:
            os._exit(KILLED)


class FailingDisk(SteppedDisk):
    """Refuses one step with an error of the system."""

    def __init__(self, step: int, error: int) -> None:
        """Fail the step with number *step*, from 1."""
        self.left = step
        self.error = error
        self.taken: list[str] = []
        self.failed: tuple[str, Path | None] | None = None

    def before(self, step: str, path: Path | None) -> None:
        """Count, and refuse when it is time."""
        self.taken.append(step)
        self.left -= 1
        if not self.left:
            self.failed = (step, path)
            raise OSError(self.error, os.strerror(self.error))


class MeddlingDisk(SteppedDisk):
    """Does something else once, right before a step: another program's hand."""

    def __init__(self, step: str, meddle: Callable[[], None]) -> None:
        """Call *meddle* before the first step of that name."""
        self.step = step
        self.meddle: Callable[[], None] | None = meddle

    def before(self, step: str, path: Path | None) -> None:  # noqa: ARG002
        """Meddle when it is time."""
        if step == self.step and self.meddle:
            meddle, self.meddle = self.meddle, None
            meddle()


def add(folder: Path, record: Record, disk: Disk) -> None:
    """Add a record as the commands do."""
    with editing(WatchFolder(folder), disk=disk, patience_seconds=0.2) as editor:
        editor.add(record)


def refusal(work: Callable[[], None]) -> WriteError | None:
    """Return the error with which *work* was refused, or nothing when it was done."""
    try:
        work()
    except WriteError as error:
        return error
    return None


def start(work: Callable[[], None]) -> int:
    """Do *work* in a child process, without waiting; return its id."""
    with warnings.catch_warnings():
        # A child of a process with threads; it only writes files and exits.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    # To collect would copy the whole heap of the parent.
    gc.disable()
    code = CRASHED
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 (nothing of pytest may go on in the child)
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a child; return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def end(child: int) -> None:
    """End a child that may go on for ever; one that was waited for is left alone."""
    with suppress(ChildProcessError):
        if os.waitpid(child, os.WNOHANG) == (0, 0):
            os.kill(child, SIGKILL)
            os.waitpid(child, 0)


def in_child(work: Callable[[], None]) -> int:
    """Do *work* in a child process; return its exit code."""
    return ended(start(work))


def leftovers(folder: Path) -> list[Path]:
    """Return every temporary file below *folder*."""
    return sorted(folder.rglob("*.riskctl-tmp"))


def open_descriptors() -> set[str]:
    """Return what this process has open, by number, as Linux tells it."""
    return {it.name for it in Path("/proc/self/fd").iterdir() if it.exists()}
