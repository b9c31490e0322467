"""
What the disk may hold after a power cut, enumerated.

Data that was not flushed may be missing, zeros, or partly there; a name that
was not synced with its folder may lead to the old file or to the new one.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from riskctl.model.record import Event
from riskctl.storage.disk.disk import Disk
from riskctl.storage.text.writer import appended
from tests.helpers import event, make_watch
from tests.reliability.disks import add

pytestmark = pytest.mark.trust("R1")

OLD: Final = b"# the old log\n"


@dataclass
class Power:
    """A disk whose cache is lost: for each name, which files it may lead to."""

    target: Path
    content: dict[int, bytes] = field(default_factory=dict)
    flushed: dict[int, set[bytes]] = field(default_factory=dict)
    names: dict[Path, int] = field(default_factory=dict)
    durable: dict[Path, set[int | None]] = field(default_factory=dict)
    states: list[set[bytes | None]] = field(default_factory=list)

    def create(self, path: Path, data: bytes = b"", *, safe: bool = False) -> None:
        """Make a file; a safe one was there before."""
        number = len(self.content)
        self.content[number] = data
        self.flushed[number] = {data}
        self.names[path] = number
        kept = set() if safe else self.durable.get(path, {None})
        self.durable[path] = kept | {number}
        self.cut()

    def write(self, path: Path, data: bytes, *, truncate: bool = False) -> None:
        """Write: from now on anything may be there, until it is flushed."""
        number = self.names[path]
        full = data if truncate else self.content[number] + data
        self.content[number] = full
        self.flushed[number] |= {b"", full, full[: len(full) // 2], bytes(len(full))}
        self.cut()

    def flush(self, path: Path) -> None:
        """Make the content sure."""
        number = self.names[path]
        self.flushed[number] = {self.content[number]}
        self.cut()

    def rename(self, source: Path, target: Path) -> None:
        """Let a name lead elsewhere, perhaps."""
        number = self.names.pop(source)
        self.names[target] = number
        self.durable.setdefault(target, {None}).add(number)
        self.durable.setdefault(source, {None}).add(None)
        self.cut()

    def remove(self, path: Path) -> None:
        """Take a name away, perhaps."""
        if self.names.pop(path, None) is not None:
            self.durable[path].add(None)
        self.cut()

    def sync_folder(self, folder: Path) -> None:
        """Make the names of a folder sure."""
        for name in self.durable:
            if name.parent == folder:
                self.durable[name] = {self.names.get(name)}
        self.cut()

    def cut(self) -> None:
        """Note what a power cut at this moment may leave in the target."""
        if any(None in self.durable.get(it, ()) for it in self.target.parents):
            self.states.append({None})
            return
        found: set[bytes | None] = set()
        for number in self.durable.get(self.target, {None}):
            found |= {None} if number is None else self.flushed[number]
        self.states.append(found)

    def bad(self, old: bytes | None, new: bytes) -> int:
        """Count the states that are neither old nor new, or not new at the end."""
        wrong = sum(len(state - {old, new}) for state in self.states)
        return wrong + len(self.states[-1] - {new} & {old})


class NotingDisk(Disk):
    """The real disk, which tells the model what it did."""

    def __init__(self, power: Power) -> None:
        """Tell *power*."""
        self.power = power
        self.open: dict[int, Path] = {}

    def create(self, path: Path, mode: int) -> int:
        """Open a new file."""
        descriptor = super().create(path, mode)
        self.open[descriptor] = path
        self.power.create(path)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        """Write."""
        super().write(descriptor, data)
        self.power.write(self.open[descriptor], data)

    def flush(self, descriptor: int) -> None:
        """Flush a file; a folder is noted by its own method."""
        super().flush(descriptor)
        if descriptor in self.open:
            self.power.flush(self.open.pop(descriptor))

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file."""
        super().rename(source, target)
        self.power.rename(source, target)

    def sync_folder(self, folder: Path) -> None:
        """Flush a folder."""
        super().sync_folder(folder)
        self.power.sync_folder(folder)

    def make_folder(self, folder: Path) -> None:
        """Make a folder, whose name is not sure before its parent is synced."""
        self.power.create(folder)
        super().make_folder(folder)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        super().remove(path)
        self.power.remove(path)


class TestOurs:
    def test_leaves_no_bad_state(self, tmp_path: Path) -> None:
        """An entry in a month that has a file already."""
        record = event("2026-11-20", "clash", "shots")
        log = make_watch(tmp_path) / "log" / "2026-11.toml"
        log.write_bytes(OLD)
        power = Power(log)
        power.create(log, OLD, safe=True)

        add(tmp_path, record, NotingDisk(power))

        new = appended(OLD, record, file="f")
        assert power.bad(OLD, new) == 0
        assert power.states[-1] == {new}
        assert {OLD, new} in power.states

    def test_leaves_no_bad_state_in_a_new_folder(self, tmp_path: Path) -> None:
        """The first entry of a watch makes the folder, and makes it sure."""
        record = event("2026-11-20", "clash", "shots")
        log = make_watch(tmp_path) / "log"
        log.rmdir()
        power = Power(log / "2026-11.toml")

        add(tmp_path, record, NotingDisk(power))

        new = appended(b"", record, file="f")
        assert power.bad(None, new) == 0
        assert power.states[-1] == {new}


class TestControls:
    """Protocols that lose data must be seen to lose it, or the model proves nothing."""

    log = Path("log/2026-11.toml")
    temporary = Path("log/.new")
    record: Event = event("2026-11-20", "clash", "shots")
    new = appended(OLD, record, file="f")

    def power(self) -> Power:
        """Return a disk that holds the old log."""
        power = Power(self.log)
        power.create(self.log, OLD, safe=True)
        return power

    def test_truncate_and_write_is_flagged(self) -> None:
        """Even with an fsync at its end."""
        power = self.power()
        power.write(self.log, b"", truncate=True)
        power.write(self.log, self.new)
        power.flush(self.log)

        assert power.bad(OLD, self.new) >= 4

    def test_a_rename_without_fsync_is_flagged(self) -> None:
        """The name is there before the data."""
        power = self.power()
        power.create(self.temporary)
        power.write(self.temporary, self.new)
        power.rename(self.temporary, self.log)
        power.sync_folder(self.log.parent)

        assert power.bad(OLD, self.new) >= 6

    def test_a_rename_without_folder_sync_is_flagged(self) -> None:
        """What was acknowledged may be the old file again."""
        power = self.power()
        power.create(self.temporary)
        power.write(self.temporary, self.new)
        power.flush(self.temporary)
        power.rename(self.temporary, self.log)

        assert power.bad(OLD, self.new) == 1

    def test_append_and_fsync_is_flagged(self) -> None:
        """The tail may be torn."""
        power = self.power()
        power.write(self.log, self.new[len(OLD) :])
        power.flush(self.log)

        assert power.bad(OLD, self.new) >= 3
