"""What a lock file says, and what becomes of one that is no plain file of ours."""

import fcntl
import os
import stat
import time
from pathlib import Path

import pytest

from riskctl.errors import LockedError
from riskctl.storage.disk.lock import held_lock


def refused(path: Path) -> LockedError:
    """Return the error with which a lock is refused that this process holds."""
    with pytest.raises(LockedError) as caught, held_lock(path, patience_seconds=0):
        pass
    return caught.value


def test_the_file_names_its_holder_and_stays_behind(tmp_path: Path) -> None:
    """In one line, whatever stood there."""
    path = tmp_path / "lock"
    path.write_text("something longer than the number of a process\n")
    for _ in range(2):
        with held_lock(path):
            assert path.read_text() == f"{os.getpid()}\n"
    assert path.exists()


def test_who_holds_it_is_named_with_what_to_do(tmp_path: Path) -> None:
    """By the name of the file and the number of the process."""
    path = tmp_path / "my.lock"
    with held_lock(path):
        error = refused(path)
    assert error.message == f"my.lock: the log is locked by process {os.getpid()}"
    assert error.hint == "wait for it to finish, or stop it; nothing was written"


@pytest.mark.parametrize("text", [b"", b"soon\n", b"\xff", b"12 x\n"])
def test_a_holder_that_left_no_number_is_another_process(
    text: bytes, tmp_path: Path
) -> None:
    """A program of another kind may hold the file."""
    path = tmp_path / "lock"
    path.write_bytes(text)
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        error = refused(path)
    assert error.message == "lock: the log is locked by another process"


def test_a_file_with_another_name_is_locked_and_not_written_into(
    tmp_path: Path,
) -> None:
    """It may be anybody's."""
    (tmp_path / "theirs").write_text("precious")
    os.link(tmp_path / "theirs", tmp_path / "lock")
    with held_lock(tmp_path / "lock"):
        assert refused(tmp_path / "lock").message.endswith("by another process")
    assert (tmp_path / "theirs").read_text() == "precious"


def test_a_writer_waits_as_long_as_its_patience(tmp_path: Path) -> None:
    """And looks often."""
    path = tmp_path / "lock"
    with held_lock(path):
        started = time.monotonic()
        with pytest.raises(LockedError), held_lock(path, patience_seconds=0.1):
            pass
        waited = time.monotonic() - started
    assert 0.1 <= waited < 1


def test_who_shares_the_folder_may_lock_it_too(tmp_path: Path) -> None:
    """Whatever the mask of the one who made it."""
    tmp_path.chmod(0o770)
    before = os.umask(0o077)
    try:
        with held_lock(tmp_path / "lock"):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o660
