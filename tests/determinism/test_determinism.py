"""The same log, catalogue and day give the same bytes, wherever and however."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.helpers import EXAMPLE, NOW, run
from tests.trust import rounds

pytestmark = pytest.mark.trust("R15")

BLOCK = re.compile(r"^(?=\[\[)", re.MULTILINE)
# All of them in one process: most of a short command's time is its start.
SCRIPT = """
import sys
from riskctl.cli.app import app

for line in sys.argv[2:]:
    app(["--watch", sys.argv[1], *line.split()], standalone_mode=False)
"""
DAY = "--as-of 2022-02-28"
COMMANDS = (
    f"level {DAY}",
    f"level {DAY} --json",
    f"level {DAY} --known-at 2022-02-25",
    f"explain {DAY}",
    f"explain {DAY} --json",
    "report --week 2022-W09",
    "report --week 2022-W09 -f markdown",
    "report --week 2022-W09 -f json",
)


def said(folder: Path, **env: str) -> bytes:
    """Return what the commands print, in a process and with a cache of its own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"TZ", "LANG", "PYTHONHASHSEED", "PYTHONUTF8"}
        and not name.startswith(("LC_", "RISKCTL_"))
    }
    with TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder), *COMMANDS],
            capture_output=True,
            check=True,
            env={
                **kept,
                "RISKCTL_NOW": NOW,
                "RISKCTL_CACHE": cache,
                "COLUMNS": "80",
                **env,
            },
        )
    assert done.stderr == b""
    return done.stdout


def shuffled(target: Path, *, seed: int) -> Path:
    """Copy the example with its blocks in another order, in other files."""
    shuffle = random.Random(seed)  # noqa: S311 the same order in every run
    shutil.copytree(EXAMPLE, target)
    files = sorted((target / "log").glob("*.toml"))
    blocks = [
        block
        for path in files
        for block in BLOCK.split(path.read_text(encoding="utf-8"))
        if block.startswith("[[")
    ]
    assert len(blocks) > 200
    shuffle.shuffle(blocks)
    for index, path in enumerate(files):
        text = "\n".join(f"{it.strip()}\n" for it in blocks[index :: len(files)])
        path.write_text(text, encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def expected() -> bytes:
    """Return what is said in UTC, in the C locale, with the first hash seed."""
    text = said(EXAMPLE, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0", PYTHONUTF8="1")
    assert text.count(b"nofficial") >= len(COMMANDS)
    return text


ZONES = (
    "Pacific/Kiritimati",
    "America/New_York",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Pago_Pago",
)
LOCALES = ("C.UTF-8", "C", "POSIX", "tr_TR.UTF-8")
SEEDS = ("1", "random", "2", "7", "4294967295")
PLACES = [
    {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
    for seed in SEEDS
    for locale in LOCALES
    for zone in ZONES
]
SOME = rounds(3, push=24, long=len(PLACES))


@pytest.mark.slow
@pytest.mark.parametrize(
    "env", PLACES[:: len(PLACES) // SOME], ids=lambda it: " ".join(it.values())
)
def test_place_and_process_change_no_byte(env: dict[str, str], expected: bytes) -> None:
    """Time zone, locale and hash seed."""
    assert expected == said(EXAMPLE, **env)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_records_changes_no_byte(
    seed: int, expected: bytes, tmp_path: Path
) -> None:
    """Blocks are shuffled within and between the files of the months."""
    folder = shuffled(tmp_path / "shuffled", seed=seed)
    assert expected == said(folder, PYTHONHASHSEED="random", LC_ALL="C.UTF-8")


@pytest.mark.slow
def test_the_order_of_records_is_no_evidence(tmp_path: Path) -> None:
    """The same in this process, for the quick run."""
    folder = shuffled(tmp_path / "shuffled", seed=3)
    for command in ("explain --json", "report --json --week 2014-W11"):
        assert run(*command.split(), folder=EXAMPLE) == run(
            *command.split(), folder=folder
        )
