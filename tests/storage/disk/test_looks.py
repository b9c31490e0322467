import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from riskctl.storage.disk.cache_folder import STATE_VARIABLE, state_root
from riskctl.storage.disk.looks import UserLook, last_look, note_look

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOOK = UserLook(TODAY, NOON)
DAY = timedelta(days=1)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a state folder of the test's own."""
    folder = tmp_path / "state"
    monkeypatch.setenv(STATE_VARIABLE, str(folder))
    return folder


def test_is_remembered_for_the_next_day(state: Path, tmp_path: Path) -> None:
    """The last look before a day is told, and what was known then."""
    assert last_look(tmp_path, today=TODAY) is None
    note_look(tmp_path, LOOK)
    assert last_look(tmp_path, today=TODAY) is None
    assert LOOK == last_look(tmp_path, today=TODAY + DAY)
    assert state.stat().st_mode & 0o077 == 0


def test_the_look_of_the_day_before_outlives_those_of_the_day(
    state: Path, tmp_path: Path
) -> None:
    """However often somebody looks today."""
    del state
    note_look(tmp_path, LOOK)
    for hour in range(5):
        later = UserLook(TODAY + DAY, NOON + DAY + timedelta(hours=hour))
        note_look(tmp_path, later)
    assert LOOK == last_look(tmp_path, today=TODAY + DAY)
    assert later == last_look(tmp_path, today=TODAY + 2 * DAY)


def test_each_watch_has_its_own(state: Path, tmp_path: Path) -> None:
    """A look at one pair is none at another."""
    del state
    note_look(tmp_path / "one", LOOK)
    assert last_look(tmp_path / "two", today=TODAY + DAY) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\n", b"2026-11-20\n", b"2026-11-20 noon\n",
     b"2026-11-20 2026-11-20T12:00:00\n", b"x" * 10_000],
)  # fmt: skip
def test_what_cannot_be_read_is_no_look(
    data: bytes, state: Path, tmp_path: Path
) -> None:
    """A broken file is passed over, and the next look mends it."""
    note_look(tmp_path, LOOK)
    (file,) = state.rglob("looks")
    file.write_bytes(data)
    assert last_look(tmp_path, today=TODAY + DAY) is None
    note_look(tmp_path, LOOK)
    assert LOOK == last_look(tmp_path, today=TODAY + DAY)


@pytest.mark.parametrize("chosen", ["", "off"])
def test_nothing_is_kept_when_it_is_off(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither here nor in the user's own folder."""
    monkeypatch.setenv(STATE_VARIABLE, chosen)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own"))
    note_look(tmp_path, LOOK)
    assert last_look(tmp_path, today=TODAY + DAY) is None
    assert not (tmp_path / "own").exists()


def test_a_folder_that_others_may_write_into_is_not_used(
    state: Path, tmp_path: Path
) -> None:
    """Nothing is written where somebody else could have put a link."""
    state.mkdir()
    state.chmod(0o777)
    note_look(tmp_path, LOOK)
    assert list(state.rglob("looks")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are for Linux")
@pytest.mark.parametrize(
    ("env", "root"),
    [
        ({"RISKCTL_STATE": "/a/b"}, "/a/b"),
        ({"RISKCTL_STATE": "off", "HOME": "/h"}, None),
        ({"RISKCTL_STATE": "", "HOME": "/h"}, None),
        ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s/riskctl"),
        ({"XDG_STATE_HOME": " ", "HOME": "/h"}, "/h/.local/state/riskctl"),
        ({"HOME": "/h"}, "/h/.local/state/riskctl"),
        ({"HOME": " "}, None),
        ({}, None),
    ],
)
def test_the_state_folder_is_where_the_platform_has_it(
    env: dict[str, str], root: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless a variable names it, or wants none."""
    for name in ("HOME", "XDG_STATE_HOME", STATE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert state_root() == (Path(root) if root else None)
