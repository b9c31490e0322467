import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.errors import WatchError, WriteError
from riskctl.model.grade import Grade
from riskctl.model.names import month_file
from riskctl.model.record import Record, Retraction, Review
from riskctl.storage.disk.cache_folder import VARIABLE
from riskctl.storage.edit import editing
from riskctl.storage.months.file import LEAST_BYTES
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder
from tests.reliability.disks import FailingDisk
from tests.storage.kept import LONG_NOTE, as_read, cache, is_kept, large_watch
from tests.storage.kept import own_cache as own_cache  # noqa: PLC0414 a fixture
from tests.storage.logs import events, log_bytes, records
from tests.trust import rounds, tries

OLD = event("2026-11-02", "clash", "shots", title="old")
NEW = event("2026-11-03", "clash", "deaths", title="new")


def add(folder: Path, record: Record) -> None:
    """Add a record as the commands do."""
    with editing(WatchFolder(folder)) as editor:
        editor.add(record)


ROUNDS = rounds(25, push=400, long=10_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch with one event in November."""
    return make_watch(tmp_path / "w", {"2026-11.toml": block(OLD)})


@pytest.fixture
def log(folder: Path) -> Path:
    """Return the file of November."""
    return folder / "log" / "2026-11.toml"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Have another umask for a while."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


class TestAdd:
    @pytest.mark.trust("R9", rounds=ROUNDS)
    @tries(ROUNDS)
    @given(old=log_bytes(), added=st.lists(records(), max_size=3))
    def test_every_old_byte_stays(self, old: bytes, added: list[Record]) -> None:
        """Comments, blank lines, unknown keys and tables, whatever is added."""
        with TemporaryDirectory() as name:
            folder = make_watch(Path(name))
            log = folder / "log" / "2026-11.toml"
            log.write_bytes(old)
            for record in added:
                with editing(WatchFolder(folder)) as editor:
                    if isinstance(record, Retraction):
                        continue
                    before = log.read_bytes()
                    try:
                        editor.add(record)
                    except WriteError:
                        assert log.read_bytes() == before
                        continue
                after = log.read_bytes()
                assert after.startswith(before)
                assert after != before
            assert log.read_bytes().startswith(old)

    @pytest.mark.trust("R9", rounds=ROUNDS)
    @tries(ROUNDS)
    @given(first=events(), day=st.integers(1, 28))
    def test_log_amend_and_retract_only_ever_append(
        self, first: Record, day: int
    ) -> None:
        """The three ways to change a log leave all that was there in its place."""
        with TemporaryDirectory() as name:
            folder = make_watch(Path(name))
            log = folder / "log" / "2026-11.toml"
            add(folder, first)
            one = log.read_bytes()
            add(folder, event(f"2026-11-{day:02}", "clash", "shots", replaces=first.id))
            two = log.read_bytes()
            add(
                folder,
                Retraction(id="r", record=first.id, reason="no", recorded=NEW.recorded),
            )

            assert two.startswith(one + b"\n")
            assert log.read_bytes().startswith(two + b"\n")

    def test_a_retraction_stands_beside_its_event(self, folder: Path) -> None:
        """In the file of the event's month, whenever it was withdrawn."""
        add(
            folder,
            Retraction(
                id="2027-05-05-aaaaaa",
                record=OLD.id,
                reason="denied",
                recorded=NEW.recorded.replace(year=2027),
            ),
        )

        assert ["2026-11.toml"] == [it.name for it in (folder / "log").iterdir()]
        assert open_folder(folder).log.retraction_of(OLD.id)

    def test_a_missing_log_folder_is_made(self, tmp_path: Path) -> None:
        """A new watch has none, and Git keeps no empty one."""
        folder = make_watch(tmp_path)
        (folder / "log").rmdir()

        add(folder, NEW)

        assert open_folder(folder).log.ids == {NEW.id}

    def test_the_mode_of_the_file_is_kept(self, folder: Path, log: Path) -> None:
        """A private log stays private, one that is shared stays shared."""
        for mode in (0o600, 0o640, 0o664):
            log.chmod(mode)
            add(folder, event("2026-11-03", "clash", "shots", note=f"{mode}"))

            assert stat.S_IMODE(log.stat().st_mode) == mode

    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
    def test_a_new_file_has_the_users_mode(
        self, tmp_path: Path, mask: int, mode: int
    ) -> None:
        """As any program would make it."""
        folder = make_watch(tmp_path)
        with umask(mask):
            add(folder, NEW)

        path = folder / "log" / "2026-11.toml"
        assert stat.S_IMODE(path.stat().st_mode) == mode

    @pytest.mark.parametrize("relative", [True, False])
    def test_a_link_is_kept_and_its_target_updated(
        self, folder: Path, log: Path, relative: bool
    ) -> None:
        """A month may lie in another place (timewarrior#547)."""
        elsewhere = folder.parent / "elsewhere.toml"
        log.rename(elsewhere)
        log.symlink_to("../../elsewhere.toml" if relative else elsewhere)

        add(folder, NEW)

        assert log.is_symlink()
        assert elsewhere.read_text() == block(OLD) + "\n" + block(NEW)
        assert [elsewhere, folder] == sorted(folder.parent.iterdir())

    def test_a_linked_log_folder_is_kept(self, folder: Path, log: Path) -> None:
        """The whole log may lie in another place, too."""
        elsewhere = folder.parent / "elsewhere"
        (folder / "log").rename(elsewhere)
        (folder / "log").symlink_to("../elsewhere")

        add(folder, NEW)

        assert (folder / "log").is_symlink()
        assert (elsewhere / log.name).read_text() == block(OLD) + "\n" + block(NEW)

    def test_a_linked_watch_is_kept(self, folder: Path, log: Path) -> None:
        """So may the watch."""
        (folder.parent / "link").symlink_to(folder)

        add(folder.parent / "link", NEW)

        assert log.read_text() == block(OLD) + "\n" + block(NEW)

    def test_the_other_name_of_a_hard_link_keeps_the_old_bytes(
        self, folder: Path, log: Path
    ) -> None:
        """A file is replaced, never changed in place: a snapshot by link stays one."""
        os.link(log, folder.parent / "snapshot")

        add(folder, NEW)

        assert (folder.parent / "snapshot").read_text() == block(OLD)
        assert log.read_text() == block(OLD) + "\n" + block(NEW)

    def test_leftovers_of_the_dead_are_removed(self, folder: Path, log: Path) -> None:
        """Those in the log, and those beside the file that a link leads to."""
        elsewhere = folder.parent / "elsewhere.toml"
        log.rename(elsewhere)
        log.symlink_to(elsewhere)
        ours = [
            folder / "log" / ".2025-01.toml.1.riskctl-tmp",
            folder.parent / ".elsewhere.toml.2.riskctl-tmp",
        ]
        other = folder.parent / ".report.md.3.riskctl-tmp"
        for path in (*ours, other):
            path.touch()

        add(folder, NEW)

        assert not any(it.exists() for it in ours)
        assert other.exists()

    def test_a_planted_link_in_place_of_the_temporary_file_is_removed(
        self, folder: Path, log: Path
    ) -> None:
        """The file it leads to is not written to."""
        victim = folder.parent / "victim"
        victim.write_text("precious")
        planted = log.parent / f".{log.name}.{os.getpid()}.riskctl-tmp"
        planted.symlink_to(victim)

        add(folder, NEW)

        assert victim.read_text() == "precious"
        assert not planted.is_symlink()

    def test_a_link_that_leads_nowhere_is_not_taken_for_an_empty_month(
        self, folder: Path, log: Path
    ) -> None:
        """Its disk may only be unplugged."""
        log.unlink()
        log.symlink_to("../../unplugged/2026-11.toml")

        with pytest.raises(WatchError, match=r"log/2026-11\.toml: cannot be read: no"):
            add(folder, NEW)

    def test_a_link_in_a_circle_is_refused(self, folder: Path, log: Path) -> None:
        """With the system's own words."""
        log.unlink()
        log.symlink_to(log.name)

        with pytest.raises(WriteError, match="too many levels of symbolic links"):
            add(folder, NEW)


LARGE = [
    event(f"2026-11-{day:02}", "clash", "shots", note=LONG_NOTE) for day in range(4, 8)
]
LARGE_TEXT = "\n".join(map(block, LARGE))
MORE: dict[str, Record] = {
    "event": NEW,
    "amendment": event("2026-11-09", "clash", "deaths", replaces=LARGE[0].id),
    "retraction": Retraction(
        id="2026-11-30-r", record=LARGE[1].id, reason='"so"\n', recorded=NEW.recorded
    ),
    "review": Review(
        id="2026-11-20-l", date=NEW.date, indicators=("clash",), recorded=NEW.recorded
    ),
    "odd texts": event("2026-11-09", "clash", 0.5, title='"""\n[[event]]\r\x00 é'),
}
# How the end of a large file can be so that no table can be added after it.
OPEN_ENDS = (
    '\n[[event]]\nnote = """\n',
    "\n[[event]\n",
    "\nx = [\n",
    "\n[event]\n",
    "\nnote = 'twice'\n",
)


@pytest.fixture
def large(tmp_path: Path, own_cache: Path) -> Path:
    """Return a watch with a month that is not read whole for one more record."""
    folder = large_watch(tmp_path / "large", {"2026-11.toml": LARGE_TEXT})
    assert len(LARGE_TEXT) >= LEAST_BYTES
    assert is_kept(open_folder(folder).log)
    assert own_cache.exists()
    return folder


class TestAddToALargeFile:
    @pytest.mark.parametrize("kind", MORE)
    @pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
    def test_gives_the_bytes_that_a_reading_of_the_whole_gives(
        self, kind: str, ending: str, large: Path
    ) -> None:
        """With its line endings, and where the last of them is missing."""
        log = large / "log" / "2026-11.toml"
        old = LARGE_TEXT.rstrip("\n") + "\n" * bool(ending)
        old = old.replace("\n", ending or "\n")
        results = []
        for value in ("off", os.environ[VARIABLE]):
            log.write_text(old, newline="")
            with cache(value):
                add(large, MORE[kind])
            results.append(log.read_bytes())

        assert results[0] == results[1]
        assert results[1].startswith(old.encode())
        assert open_folder(large).problems == ()
        with cache("off"):
            assert MORE[kind] in {*open_folder(large).log.records}

    def test_row_after_row_stays_as_riskctl_writes_it(self, large: Path) -> None:
        """So that the next record finds it known again."""
        added = [event("2026-11-09", "clash", "shots", by=str(it)) for it in range(5)]
        for record in added:
            add(large, record)

        log = large / "log" / "2026-11.toml"
        assert log.read_text() == "\n".join(map(block, [*LARGE, *added]))
        assert open_folder(large).log == as_read(large).log

    @pytest.mark.parametrize("end", OPEN_ENDS)
    def test_that_was_changed_since_it_was_known_is_read_whole(
        self, end: str, large: Path
    ) -> None:
        """Another program takes no lock; then nothing is written."""
        log = large / "log" / "2026-11.toml"
        with editing(WatchFolder(large)) as editor:
            log.write_text(LARGE_TEXT + end)
            with pytest.raises(WriteError, match="cannot be added to this file"):
                editor.add(NEW)

        assert log.read_text() == LARGE_TEXT + end

    @pytest.mark.parametrize("end", OPEN_ENDS)
    def test_that_is_not_as_riskctl_writes_it_is_read_whole(
        self, end: str, large: Path
    ) -> None:
        """Nothing is added after what is open."""
        log = large / "log" / "2026-11.toml"
        log.write_text(LARGE_TEXT + end)

        with pytest.raises(WriteError, match="cannot be added to this file"):
            add(large, NEW)
        assert log.read_text() == LARGE_TEXT + end

    @pytest.mark.parametrize(
        "bad",
        [
            NEW._replace(title="\ud800"),
            NEW._replace(value=float("nan")),
            NEW._replace(recorded=NEW.recorded.replace(microsecond=5)),
            NEW._replace(grade=Grade("Z", 9)),
        ],
    )
    def test_what_does_not_read_back_is_refused(self, bad: Record, large: Path) -> None:
        """Nothing was written, though the file is known."""
        with pytest.raises(WriteError):
            add(large, bad)

        assert (large / "log" / "2026-11.toml").read_text() == LARGE_TEXT


class TestMonthFile:
    def test_has_four_digits_and_two(self) -> None:
        """Names sort as the months do."""
        assert month_file(OLD.date.replace(year=1999, month=1)) == "log/1999-01.toml"


@pytest.mark.parametrize("step", range(1, 5))
def test_an_identity_that_cannot_be_written_is_no_failure(
    step: int, tmp_path: Path
) -> None:
    """The settings are what they were, whichever step the disk refuses."""
    folder = make_watch(tmp_path / "w")
    settings_file = folder / "riskctl.toml"
    lines = settings_file.read_text().splitlines(keepends=True)
    old = "".join(it for it in lines if not it.startswith("identity"))
    settings_file.write_text(old)
    with editing(WatchFolder(folder), disk=FailingDisk(step, errno.ENOSPC)) as editor:
        assert not editor.identify()
    assert settings_file.read_text() == old
    with editing(WatchFolder(folder)) as editor:
        assert editor.identify()
        assert not editor.identify()
    assert open_folder(folder).settings.identity == editor.watch.settings.identity
