"""What was issued when: read and added to under the watch's lock."""

from riskctl.errors import WatchError
from riskctl.model.issue import Issue
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.files import is_there, read_bytes, replace_bytes
from riskctl.storage.disk.names import PUBLISHED_FILE
from riskctl.storage.text.issues import read_issues, with_issue
from riskctl.storage.watch import WatchFolder


class Published:
    """
    The record of what was issued, by whoever holds the watch's lock.

    Attributes:
        issues: Every bulletin, oldest first.
    """

    def __init__(self, folder: WatchFolder, *, disk: Disk = DISK) -> None:
        """
        Read what is there.

        Raises:
            WatchError: It cannot be read, and nothing can be said of what was issued.
        """
        self._path = folder.path / PUBLISHED_FILE
        self._disk = disk
        there = is_there(self._path)
        self._data = read_bytes(self._path, shown=PUBLISHED_FILE) if there else None
        self.issues, problems = read_issues(self._data or b"", PUBLISHED_FILE)
        if problems:
            raise WatchError(f"{problems[0]}", hint=problems[0].hint)

    def add(self, issue: Issue) -> None:
        """
        Add a bulletin that was issued.

        Raises:
            WriteError: It cannot be written; nothing was changed.
            LockedError: Somebody else changed the file.
        """
        new = with_issue(self._data or b"", issue)
        replace_bytes(
            self._path, old=self._data, new=new, shown=PUBLISHED_FILE, disk=self._disk
        )
        self._data = new
        self.issues.append(issue)
