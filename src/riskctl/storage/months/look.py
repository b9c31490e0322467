"""
One look at the files of a log: which are as they were, and what the others hold.

A file whose stamp is known is not read. Another one is: where its digest is known, it
was only touched; else what it holds is worked out anew. Before a write to a file that
only grew, what is known of it still holds, and only what was added is read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from riskctl.model.log import Log
from riskctl.model.names import LOG_FOLDER
from riskctl.storage.months.facts import Facts
from riskctl.storage.months.file import LEAST_BYTES, LogFile
from riskctl.storage.months.pages import MonthPages, Prints, months_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.finding import Finding
    from riskctl.model.part import Part
    from riskctl.model.record import Record
    from riskctl.model.records import Records
    from riskctl.storage.disk.stamps import FoundFiles, Stamp
    from riskctl.storage.months.shelf import Shelf

    # Of the files that say what the log held; None of one that is not there.
    Stamps = tuple[Stamp | None, ...]
    # Is told how many bytes of how many have been read.
    Progress = Callable[[int, int], object]

_FILES: Final = "files"
_KINDS: Final = ("details", "marks")


class Look:
    """
    The files of a log as they are now.

    Attributes:
        files: By name; each is a part of the log, without what was added.
        added: Of the only file that grew since it was known, before a change.
        prints: What the months are made from.
        problems: What the reader noticed.
        is_odd: Two records share a line or an id, which only a reader of all the
            files can sort out.
    """

    def __init__(  # noqa: PLR0913 (the files, and how to look at them)
        self,
        folder: Path,
        found: FoundFiles,
        shelf: Shelf,
        *,
        thorough: bool,
        before_change: bool = False,
        progress: Progress,
    ) -> None:
        """
        Look at every file.

        Args:
            folder: The watch's.
            thorough: Do not rely on the times of the files.
            before_change: The log is about to be written: where only one file is
                another than it was, nothing is kept that would hold until then.

        Raises:
            WatchError: A file cannot be read at all.
        """
        self._shelf = shelf
        self._found = found
        self._progress = progress
        self._folder = folder / LOG_FOLDER
        self._read = 0
        self._new: set[str] = set()
        self._grown: dict[str, bytes] = {}
        self._records: Records | None = None
        self._whole: list[list[int] | None] | None = None
        self._passes_from: int | None = None
        self.is_odd = self._is_new = False
        self.added: tuple[Record, ...] = ()
        page = shelf.page(_FILES, "")
        known: dict[str, Any] = json.loads(page) if page else {}
        rows: dict[str, list[Any]] = known.get("files", {})
        were = {name: Facts.from_json(row) for name, row in rows.items()}
        others = [were[name] for name in rows.keys() - found.stamps.keys()]
        same = {
            name
            for name, it in were.items()
            if it.stamp == found.stamps.get(name) and it.is_settled and not thorough
        }
        self._is_passing = before_change and len(found.stamps.keys() - same) <= 1
        self.files = []
        for name, stamp in sorted(found.stamps.items()):
            facts = were.get(name)
            if facts is None or name not in same:
                was, facts = facts, self._looked_at(name, stamp, facts)
                if facts != was:
                    others += filter(None, (facts, was))
            self.files.append(self._file(name, facts))
        if self._read:
            progress(found.size, found.size)
        self._hand_over()
        if self.is_odd or self._is_twice():
            self.is_odd = True
            return
        prints = Prints.from_json(known["prints"]) if known else None
        if prints and not others:
            self.prints = prints
            self._whole = known["whole"]
            return
        for name in rows.keys() - found.stamps.keys():
            for kind in _KINDS:
                shelf.drop(f"{kind}-{name}")
        if self._is_passing:
            months = (it for one in others for it in months_of(one))
            self._passes_from = min(months, default=None)
        self.prints = Prints.of(
            {it.name: it.facts for it in self.files}, known=prints, others=others
        )
        self._is_new = True

    def is_whole_by(self, inventory: Stamps) -> bool:
        """Say whether, by inventories of these stamps, nothing was missing of it."""
        return self._whole == [list(it) if it else None for it in inventory]

    def note_whole(self, inventory: Stamps) -> None:
        """Note that nothing is missing of it by inventories that have settled."""
        if all(it is None or it.is_settled(self._found.now) for it in inventory):
            self._whole = [list(it) if it else None for it in inventory]
            self._is_new = True

    def _hand_over(self) -> None:
        """Let the only file that changed, the month one writes in, keep its records."""
        if len(self._new) == 1 and self._records:
            next(it for it in self.files if it.name in self._new).keep(self._records)
        self._records = None

    def keep(self) -> None:
        """Keep what is known of the files, where it is something new."""
        if self._is_passing or not self._is_new:
            return
        document = {
            "files": {it.name: it.facts for it in self.files},
            "prints": self.prints,
            "whole": self._whole,
        }
        page = json.dumps(document, separators=(",", ":")).encode()
        self._shelf.put(_FILES, "", page)

    @property
    def problems(self) -> list[Finding]:
        """What the reader noticed in them."""
        found = [(it, row) for it in self.files for row in it.facts.problems]
        if not found:
            return []
        from riskctl.model.finding import Finding
        from riskctl.model.origin import Origin

        return [
            Finding(check, message, hint, Origin(file.shown, line), blocking)
            for file, (check, message, hint, line, blocking) in found
        ]

    @property
    def log(self) -> Log:
        """The log as it is now."""
        known = Log(self.files, pages_for=self._pages_for)
        if not self.added:
            return known
        from riskctl.model.records import Records

        parts: list[Part] = [*self.files]
        grown = [it.name in self._grown for it in self.files].index(True)
        parts.insert(grown + 1, Records(self.added))
        return Log(parts, shorter=known)

    def _pages_for(self, catalogue: Catalogue) -> MonthPages | None:
        """Return the pages of the log under a catalogue; None for one without name."""
        if not catalogue.digest:
            return None
        return MonthPages(
            self._shelf, self.prints, catalogue.digest, before=self._passes_from
        )

    def _file(self, name: str, facts: Facts) -> LogFile:
        file = LogFile(self._folder / name, facts, self._shelf)
        if name in self._grown:
            file.grow(self._grown[name])
        return file

    def _looked_at(self, name: str, stamp: Stamp, known: Facts | None) -> Facts:
        """Read a file, and return what holds of it."""
        from riskctl.storage.disk.files import read_bytes
        from riskctl.storage.disk.made import digest_of

        data = read_bytes(self._folder / name, shown=f"{LOG_FOLDER}/{name}")
        self._read += len(data)
        self._progress(self._read, self._found.size)
        if known and self._only_grew(name, data, known):
            return known
        digest = digest_of(data)
        # Of a file that grew since, the stamp is that of less.
        is_settled = stamp.is_settled(self._found.now) and len(data) == stamp.size
        stamp = stamp._replace(size=len(data))
        if known and known.digest == digest:
            return known._replace(stamp=stamp, is_settled=is_settled)
        self._new.add(name)
        facts = self._worked_out(name, data, digest)
        return facts._replace(stamp=stamp, is_settled=is_settled)

    def _only_grew(self, name: str, data: bytes, known: Facts) -> bool:
        """Read what riskctl added to a large file since it was known, if only that."""
        size = known.stamp.size
        if not self._is_passing or not LEAST_BYTES <= size < len(data):
            return False
        from riskctl.storage.disk.made import digest_of
        from riskctl.storage.text.log_reader import read_added

        if not known.is_canonical or digest_of(memoryview(data)[:size]) != known.digest:
            return False
        line = data.count(b"\n", 0, size) + 1
        self.added = read_added(data[size:], f"{LOG_FOLDER}/{name}", line=line)
        if self.added:
            self._grown[name] = data
            self._passes_from = min(months_of(known), default=None)
        return bool(self.added)

    def _worked_out(self, name: str, data: bytes, digest: str) -> Facts:
        """Return what a file holds."""
        from riskctl.model.records import Records
        from riskctl.storage.months.facts import Details, marks_page
        from riskctl.storage.text.log_reader import read_month

        text = read_month(data, f"{LOG_FOLDER}/{name}")
        records = Records(text.records)
        self._records = records
        ids = [it.id for it in text.records]
        lines = {it.origin.line for it in text.records}
        if len(lines) < len(ids) or len(set(ids)) < len(ids):
            self.is_odd = True
        if len(data) >= LEAST_BYTES and not self._is_passing:
            pages = {
                "details": Details.of(records).page(),
                "marks": marks_page(records.marks),
            }
            for kind, page in pages.items():
                self._shelf.put(f"{kind}-{name}", digest, page)
        return Facts.of(text, records, stem=name.removesuffix(".toml"), digest=digest)

    def _is_twice(self) -> bool:
        """
        Say whether an id may stand in two files, as far as that is not known yet.

        Only one that does not begin with its file's name can: a stray. Where a name
        begins with another's, what begins with the longer one can as well.
        """
        came = {it.id for it in self.added}  # of which no file knows yet
        if len(came) < len(self.added):
            return True
        if any(file.holds(it) for it in came for file in self.files):
            return True
        if not self._new:
            return False
        files = {it.name.removesuffix(".toml"): it for it in self.files}
        strays: list[str] = []
        for stem, file in files.items():
            strays += file.facts.strays
            is_longer = any(it != stem for it in _beginnings(stem, files))
            if is_longer and file.size > len(file.facts.strays):
                return True
        if len(set(strays)) < len(strays):
            return True
        return any(
            files[it].holds(id_) for id_ in strays for it in _beginnings(id_, files)
        )


def _beginnings(text: str, names: Container[str]) -> Iterator[str]:
    """Yield the names with which a text begins."""
    beginnings = (text[:end] for end in range(1, len(text) + 1))
    return (it for it in beginnings if it in names)
