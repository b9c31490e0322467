"""A fault in what was added to a month that only grew forbids a write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from riskctl.model.record import Record
from riskctl.storage.disk.stamps import Stamp
from riskctl.storage.months import look as look_room
from riskctl.storage.months.look import Look
from riskctl.storage.text.writer import block
from tests.cli.small import tree
from tests.helpers import event, run
from tests.storage.kept import LONG_NOTE, large_watch

FOUND: list[Record] = [
    *(
        event(f"2026-01-0{it}", "clash", 0.2, id=f"2026-01-0{it}-old", note=LONG_NOTE)
        for it in (5, 6, 7, 8)
    ),
    event("2026-02-01", "treaty", "ended", id="2026-02-01-three"),
]
NEW = event("2026-01-20", "clash", "deaths", id="2026-01-20-new")


@pytest.mark.parametrize("is_planned", [False, True])
@pytest.mark.parametrize("is_known_of", ["all", "the months before"])
class TestFaults:
    def test_in_what_was_added_forbid_a_write(
        self,
        is_known_of: str,
        is_planned: bool,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Before it is added up; that all of before is sound does not vouch for it."""
        # Nobody waits here until the files have come to rest.
        monkeypatch.setattr(Stamp, "is_settled", lambda *_: True)
        looks: list[Look] = []
        monkeypatch.setattr(look_room, "Look", _kept_in(looks))
        folder = large_watch(tmp_path / "watch", FOUND)
        now = "2026-02-20T12:00:00Z"
        assert run("level", folder=folder, now=now).exit_code == 0
        if is_known_of != "all":
            later = event("2026-02-02", "talks", "call", id="2026-02-02-late")
            append(folder / "log" / "2026-02.toml", later)
            run("check", folder=folder, now=now)  # which notes of nothing that it holds
        odd = NEW._replace(indicator="unheard-of", scheduled=is_planned)
        append(folder / "log" / "2026-01.toml", odd)
        before = tree(folder / "log")

        outcome = run("log", "clash", "shots", "Shots", folder=folder, now=now)
        assert outcome.exit_code == 5
        assert "there is no indicator `unheard-of`" in outcome.stderr
        assert before == tree(folder / "log")
        assert (odd,) == looks[-1].added


def append(path: Path, record: Record) -> None:
    """Add a record to a file, whatever it says."""
    with path.open("a") as file:
        file.write("\n" + block(record))


def _kept_in(looks: list[Look]) -> Callable[..., Look]:
    def look(*args: Any, **more: Any) -> Look:
        looks.append(Look(*args, **more))
        return looks[-1]

    return look
