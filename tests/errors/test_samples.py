"""The catalogue of errors: a broken watch for every rule, and what is said of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.checks.list import CHECKS, run_checks
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import block
from tests.errors.samples import GOOD, LOG, MORE, SAMPLES
from tests.golden import assert_stored, transcript
from tests.helpers import event, make_watch, run, united, watch
from tests.trust import rounds, tries

EXPECTED = Path(__file__).parent / "expected"
EMPTY = watch()
TODAY = date(2026, 11, 20)
GOOD_LOGS = rounds(100, push=200, long=5_000)
JUDGING = ("level", "explain", "report")


def broken_watch(folder: Path, files: Mapping[str, str]) -> Path:
    """Make a watch of which some files are a sample's."""
    make_watch(folder)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.trust("R23")
@pytest.mark.parametrize("name", SAMPLES)
def test_says_what_is_stored(name: str, tmp_path: Path) -> None:
    """`check` and `level` say what is stored, with line and hint, and exit code."""
    folder = broken_watch(tmp_path, SAMPLES[name])
    check, level = run("check", folder=folder), run("level", "--brief", folder=folder)
    text = transcript("check", check) + transcript("level --brief", level)
    assert_stored(EXPECTED / f"{name.replace('/', '--')}.txt", text)
    assert f"[{name.split('/', maxsplit=1)[0]}]" in check.stdout
    assert check.exit_code == 3


@pytest.mark.parametrize("name", CHECKS)
def test_no_answer_rests_on_part_of_the_evidence(name: str, tmp_path: Path) -> None:
    """Every judging command refuses where one does, with the same words."""
    folder = broken_watch(tmp_path, SAMPLES[name])
    outcomes = [run(it, folder=folder) for it in JUDGING]
    assert {it.exit_code for it in outcomes} in ({0}, {5})
    if outcomes[0].exit_code:
        assert len(set(outcomes)) == 1
        assert outcomes[0].stdout == ""


def test_every_rule_has_a_sample() -> None:
    """A new rule needs a broken watch."""
    assert {name.split("/")[0] for name in SAMPLES} == set(CHECKS)


def test_every_stored_text_has_its_sample() -> None:
    """No file is left behind by a sample that is gone."""
    names = {name.replace("/", "--") for name in SAMPLES}
    assert names == {path.stem for path in EXPECTED.iterdir()}


def test_a_good_watch_has_no_finding(tmp_path: Path) -> None:
    """What the samples start from is healthy."""
    folder = broken_watch(tmp_path, {LOG: GOOD + MORE})
    outcome = run("check", folder=folder)
    assert (outcome.stdout, outcome.exit_code) == ("nothing found in 2 records\n", 0)


good_text = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")).filter(
        str.isprintable
    ),
    min_size=1,
    max_size=40,
).filter(str.strip)
OBSERVATIONS: list[tuple[str, str | float]] = [
    ("clash", "shots"),
    ("clash", -0.3),
    ("treaty", "ended"),
    ("treaty", 0.25),
    ("talks", "call"),
]
days = st.dates(min_value=date(1999, 12, 25), max_value=TODAY)


@st.composite
def good_events(draw: st.DrawFn) -> Event:
    """Draw an event in which nothing is wrong."""
    indicator, value = draw(st.sampled_from(OBSERVATIONS))
    return event(
        str(draw(days)),
        indicator,
        value,
        title=draw(good_text),
        note=draw(good_text),
        by=draw(good_text),
        grade=draw(st.sampled_from(["A1", "B2", "C3", "D4", "E5", "F6"])),
        sources=(f"https://example.org/{indicator}/{value}", "Gazette, p. 2"),
    )


@pytest.mark.slow
@given(
    st.lists(
        good_events(),
        max_size=5,
        unique_by=lambda it: (it.indicator, it.value),
    )
)
@pytest.mark.trust("R23", rounds=GOOD_LOGS)
@tries(GOOD_LOGS)
def test_no_false_alarm(events: list[Event]) -> None:
    """Of 100 good logs, as the writer would write them, none has a finding."""
    texts: dict[str, str] = {}
    for it in events:
        file = f"log/{it.date:%Y-%m}.toml"
        texts[file] = texts.get(file, "# by hand\n") + f"\n{block(it)}"
    read = [read_log(text.encode(), file) for file, text in texts.items()]
    log = united(Log(), (record for it in read for record in it.records))
    problems = tuple(problem for it in read for problem in it.problems)
    assert len(log.events) == len(events)
    good = EMPTY._replace(log=log, problems=problems)
    assert [str(it) for it in run_checks(good, today=TODAY)] == []
