"""The cache changes no printed byte: filled, empty, off, or left from another log."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from tests.helpers import EXAMPLE, Outcome, run
from tools.printed_commands import commands, facts_of

pytestmark = pytest.mark.slow

FACTS = facts_of(EXAMPLE)
NOW = f"{FACTS.now:%Y-%m-%dT%H:%M:%SZ}"
COMMANDS = commands(FACTS)
# Those that tell most of what can be stale, and need little time for it.
TELLING = [
    it
    for it in COMMANDS
    if it[0] in {"level", "events", "show", "history", "change", "check"}
]


def said(cache: Path | str, words: tuple[str, ...], folder: Path = EXAMPLE) -> Outcome:
    """Return what a command says with some cache."""
    return run(*words, folder=folder, now=NOW, env={"RISKCTL_CACHE": str(cache)})


@pytest.fixture(scope="module")
def without() -> dict[tuple[str, ...], Outcome]:
    """Return what every command says without a cache."""
    return {it: said("off", it) for it in COMMANDS}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that all commands have filled."""
    cache = tmp_path_factory.mktemp("shared") / "cache"
    for words in COMMANDS:
        said(cache, words)
    assert any(cache.iterdir())
    return cache


class TestSameBytes:
    def test_commands_say_something_and_no_two_the_same(
        self, without: dict[tuple[str, ...], Outcome]
    ) -> None:
        """Otherwise it would prove little that they say it again."""
        assert 32 == len(COMMANDS) == len(set(without.values()))
        assert {0, 2} == {it.exit_code for it in without.values()}

    @pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
    def test_cold_and_warm_as_without_a_cache(
        self,
        words: tuple[str, ...],
        without: dict[tuple[str, ...], Outcome],
        shared: Path,
        tmp_path: Path,
    ) -> None:
        """With an empty cache, on what it left there, and on what all left."""
        own = tmp_path / "cache"

        assert without[words] == said(own, words)
        assert without[words] == said(own, words)
        assert without[words] == said(shared, words)


def edited(path: Path, old: str, new: str) -> None:
    """Edit a file in place, and give it back its time: its size is the same."""
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old) == len(new)
    with path.open("r+", encoding="utf-8") as stream:
        stream.write(text.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def newer(folder: Path) -> Path:
    """Return the file of the newest event."""
    return folder / "log" / f"{FACTS.newest['date'][:7]}.toml"


def older(folder: Path) -> Path:
    """Return the file of the older event."""
    return folder / "log" / f"{FACTS.older['date'][:7]}.toml"


def retract(folder: Path) -> None:
    """Withdraw the older event by hand, in the newest file."""
    with newer(folder).open("a", encoding="utf-8") as stream:
        stream.write(
            f'\n[[retraction]]\nid = "{FACTS.newest["date"]}-retrac"\n'
            f'event = "{FACTS.older["id"]}"\nreason = "It was not so."\n'
            f"recorded = {FACTS.newest['recorded']}\n"
        )


CHANGES: dict[str, Callable[[Path], None]] = {
    "an old grade": lambda it: edited(
        older(it), f'grade = "{FACTS.older["grade"]}"', 'grade = "E5"'
    ),
    "a new title": lambda it: edited(newer(it), FACTS.newest["title"][:6], "Resaid"),
    "a retraction": retract,
    "a file less": lambda it: older(it).unlink(),
    "a weight": lambda it: edited(it / "indicators.toml", "weight = 6", "weight = 9"),
    "the time zone": lambda it: edited(it / "riskctl.toml", '"UTC"', '"EST"'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_kept_of_another_log_is_not_believed(
    change: str, tmp_path: Path
) -> None:
    """The files are changed by hand, on a cache that every command has filled."""
    folder = copytree(EXAMPLE, tmp_path / "watch")
    cache = tmp_path / "cache"
    before = {it: said(cache, it, folder) for it in TELLING}
    assert any(cache.iterdir())
    CHANGES[change](folder)
    after = {it: said("off", it, folder) for it in TELLING}

    assert before != after
    assert after == {it: said(cache, it, folder) for it in TELLING}
    assert after == {it: said(cache, it, folder) for it in TELLING}
