import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.facts import Facts
from benchmarks.forms import FORMS
from benchmarks.generate import SEED, generate
from benchmarks.invented import FIRST_DAY, LAST_DAY, Event, invent
from benchmarks.places import _MAKERS
from benchmarks.scales import CREDENCE, ROOT, gauges
from riskctl.analysis.checks.list import CHECKS, run_checks
from riskctl.model.grade import CREDENCE as PUBLISHED_CREDENCE
from riskctl.model.record import Record
from riskctl.model.watch import Watch
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, read_watch

EVENTS = 2_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a log in every form."""
    folder = tmp_path_factory.mktemp("generated") / "logs"
    generate(folder, EVENTS)
    return folder


@pytest.fixture(scope="module")
def watch(folder: Path) -> Watch:
    """Return the watch, as riskctl reads it."""
    return read_watch(WatchFolder(folder / "watch"))


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class TestWatch:
    def test_holds_as_many_events_as_asked_for(self, watch: Watch) -> None:
        """Replacements are among them; reviews and retractions come on top."""
        assert len(watch.log.events) == EVENTS
        assert len(watch.log.reviews) == 522
        assert watch.log.retractions
        assert any(it.replaces for it in watch.log.events)

    def test_nothing_is_wrong_with_it(self, watch: Watch) -> None:
        """No check finds anything on the last day."""
        assert run_checks(watch, today=LAST_DAY, names=CHECKS) == []

    def test_is_written_as_riskctl_writes(self, folder: Path, watch: Watch) -> None:
        """Each block is the writer's own, to the byte."""
        blocks = Counter(
            text.strip()
            for path in (folder / "watch" / "log").iterdir()
            for text in path.read_text().split("\n\n")
        )
        records: list[Record] = [
            *watch.log.events,
            *watch.log.reviews,
            *watch.log.retractions,
        ]

        assert blocks == Counter(block(it).strip() for it in records)

    def test_spreads_over_ten_years_and_the_whole_catalogue(self, watch: Watch) -> None:
        """Every indicator, every value, all grades, the first day and the last."""
        days = [it.date for it in watch.log.events]
        used = {(it.indicator, it.value) for it in watch.log.events}
        known = {(it.id, name) for it in watch.catalogue for name in it.value_names}
        digits = Counter(it.grade.credibility for it in watch.log.events)

        assert (
            (min(days), max(days))
            == (FIRST_DAY, LAST_DAY)
            == (
                date(2016, 11, 21),
                date(2026, 11, 20),
            )
        )
        assert {name for name, _ in known} == {name for name, _ in used}
        assert len(known - used) < len(known) / 10
        assert set(digits) == set(PUBLISHED_CREDENCE)
        assert digits[2] + digits[3] > EVENTS / 2

    def test_says_that_it_is_invented(self, watch: Watch) -> None:
        """No title and no source can be taken for a real one."""
        for event in watch.log.events:
            assert event.title.startswith("Invented: ")
            assert all(it.startswith("https://example.org/") for it in event.sources)

    def test_follows_from_the_seed(self, folder: Path, tmp_path: Path) -> None:
        """The same size gives the same bytes, in every form."""
        generate(tmp_path / "again", EVENTS)

        assert files(tmp_path / "again") == files(folder)


class TestForms:
    @pytest.mark.parametrize("form", FORMS)
    def test_holds_every_event(self, form: str, folder: Path) -> None:
        """Each title of the log stands in each tool's file, as often as there."""
        text = "".join(it.read_text() for it in (folder / form).rglob("*.*"))

        assert text.count("Invented: ") == EVENTS

    @pytest.mark.parametrize("form", ["journal", "beancount"])
    def test_adds_up_to_the_facts(self, form: str, folder: Path) -> None:
        """What a ledger has to print is what its file holds."""
        facts = Facts.read(folder / "facts.json")
        sums: Counter[str] = Counter()
        for line in (folder / form / f"points.{form}").read_text().splitlines():
            account, *amount = line.split()[:2] or [""]
            name = account.removeprefix("risk:").removeprefix("Assets:")
            if name != account and line.startswith("  "):
                sums[name.casefold()] += round(float(amount[0]) * 100)

        assert sums == {
            name.replace("-", "") if form == "beancount" else name: total
            for name, total in facts.sums.items()
        }

    def test_intervals_do_not_overlap(self, folder: Path) -> None:
        """Timewarrior takes only one at a time, and leaves room for one more."""
        for path in (folder / "timewarrior" / "data").glob("????-??.data"):
            ended = ""
            for line in path.read_text().splitlines():
                _, start, _, end, *_ = line.split()
                assert ended <= start < end < f"{end[:8]}T230000Z"
                ended = end

    def test_tags_are_counted(self, folder: Path) -> None:
        """Timewarrior keeps its own count of them."""
        tags = json.loads((folder / "timewarrior" / "data" / "tags.data").read_text())

        assert sum(it["count"] for it in tags.values()) == EVENTS


class TestInvent:
    def test_the_last_event_is_never_corrected(self, watch: Watch) -> None:
        """The last week's records are recognised by it."""
        records = invent(EVENTS, gauges(), seed=SEED)
        *_, last = (it for it in records if isinstance(it, Event))

        assert last.id in {it.id for it in watch.log.in_force}

    def test_credence_is_the_published_one(self) -> None:
        """The generator keeps its own copy, so that it needs nothing of riskctl."""
        assert {int(it): value for it, value in CREDENCE.items()} == PUBLISHED_CREDENCE


class TestMakers:
    def test_are_all_modules_that_the_generator_loads(self) -> None:
        """A log is written anew when any of them changes."""
        for path in _MAKERS:
            assert path.is_file()
        for path in _MAKERS[1:]:
            for line in path.read_text().splitlines():
                if line.startswith("from benchmarks.") and "TYPE" not in line:
                    name = line.split()[1].removeprefix("benchmarks.")
                    assert ROOT / "benchmarks" / f"{name}.py" in _MAKERS
