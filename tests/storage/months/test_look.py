import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from riskctl.model.month import month_of
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.storage.months.look import Look
from riskctl.storage.months.shelf import Shelf
from riskctl.storage.text.writer import block
from tests.helpers import event, watch
from tests.laws.naive_log import NaiveLog
from tests.laws.questions import assert_same
from tests.storage.kept import (
    FILLER,
    as_read,
    large_watch,
    looked_at,
    swapped_in,
)

LOOK = Review(
    id="six",
    date=event("2026-03-04", "clash", 0).date,
    indicators=("clash", "talks"),
    recorded=event("2026-03-04", "clash", 0).recorded,
)
FOUND: list[Record] = [
    event("2026-01-05", "clash", "shots", id="one"),
    event("2026-01-06", "clash", "deaths", id="2026-01-06-two", replaces="one"),
    event("2026-02-01", "treaty", "ended", id="2026-02-01-three"),
    event("2026-03-01", "talks", "call", id="2026-03-01-four"),
    Retraction(id="five", record="2026-02-01-three", reason="", recorded=LOOK.recorded),
    LOOK,
]
MORE = event("2026-02-20", "clash", "deaths", id="seven", replaces="2026-03-01-four")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf."""
    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf", maker="one", notice=lambda _: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch of three months."""
    return large_watch(tmp_path / "watch", FOUND)


def january(folder: Path) -> Path:
    """Return the file with most of the records."""
    return folder / "log" / "2026-01.toml"


def edited(folder: Path, old: str, new: str) -> None:
    """Change the text of a file."""
    text = january(folder).read_text()
    assert old in text
    swapped_in(january(folder), text.replace(old, new))


def grown(folder: Path, text: str, name: str = "2026-01.toml") -> None:
    """Add to a file."""
    with (folder / "log" / name).open("a") as file:
        file.write(text)


def exchanged(folder: Path) -> None:
    """Give two files each other's name."""
    log = folder / "log"
    january(folder).rename(log / "x")
    (log / "2026-02.toml").rename(january(folder))
    (log / "x").rename(log / "2026-02.toml")


def moved(folder: Path) -> None:
    """Put the records of a file into others."""
    grown(folder, "\n" + block(FOUND[3]), "2026-02.toml")
    (folder / "log" / "2026-03.toml").unlink()
    grown(folder, "\n" + block(LOOK))


def crlf(folder: Path) -> None:
    """Give a file the line endings of another system."""
    swapped_in(january(folder), january(folder).read_bytes().replace(b"\n", b"\r\n"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "created": lambda it: (it / "log" / "new.toml").write_text(block(MORE)),
    "created long after": lambda it: (it / "log" / "2026-11.toml").write_text(
        block(event("2026-11-02", "clash", "shots", id="2026-11-02-late"))
    ),
    "created long before": lambda it: (it / "log" / "2024-03.toml").write_text(
        block(event("2024-03-02", "clash", "shots", id="2024-03-02-early"))
    ),
    "grown": lambda it: grown(it, "\n" + block(MORE)),
    "grown by hand": lambda it: grown(it, "\n# why\n" + block(MORE) + "# so\n"),
    "grown by a comment": lambda it: grown(it, "\n# nothing more\n"),
    "grown without a line's end": lambda it: grown(it, "\n" + block(MORE).rstrip()),
    "edited": lambda it: edited(it, 'value = "shots"', 'value = "apology"'),
    "edited away from its day": lambda it: edited(it, "2026-01-06\n", "2025-12-31\n"),
    "no longer replaced": lambda it: edited(it, 'replaces = "one"\n', ""),
    "no longer retracted": lambda it: edited(
        it, 'record = "2026-02-01-three"', 'event = "none"'
    ),
    "moved down": lambda it: edited(it, "[[event]]", "# a line\n\n[[event]]"),
    "deleted": lambda it: january(it).unlink(),
    "renamed": lambda it: january(it).rename(it / "log" / "old.toml"),
    "emptied": lambda it: january(it).write_text(""),
    "other line endings": crlf,
    "unknown key": lambda it: edited(it, "indicator", "colour = 1\nindicator"),
    "unreadable block": lambda it: grown(it, "\n[[event]]\nid = 1\n"),
    "exchanged": exchanged,
    "moved to another file": moved,
}


def pages_in(shelf: Path) -> dict[str, bytes]:
    """Return what is kept on a shelf."""
    return {it.name: it.read_bytes() for it in shelf.iterdir()}


def assert_as_read(look: Look, folder: Path) -> None:
    """Make sure that a look tells what a reading of all the files tells."""
    watch = as_read(folder)
    assert not look.is_odd
    naive = NaiveLog(watch.log.records)
    assert_same(look.log, naive, watch.catalogue, beside=FOUND)
    assert sorted(look.problems, key=lambda it: it.origin) == list(watch.problems)


class TestLook:
    @pytest.mark.parametrize("change", CHANGES)
    def test_after_a_change_tells_what_the_files_say(
        self, change: str, folder: Path, shelf: Shelf
    ) -> None:
        """With what is known of all the others; and so does the look after it."""
        before = looked_at(folder, shelf)
        assert_as_read(before, folder)

        CHANGES[change](folder)

        assert_as_read(looked_at(folder, shelf), folder)
        assert_as_read(looked_at(folder, shelf), folder)

    @pytest.mark.parametrize("change", CHANGES)
    def test_names_the_months_as_who_sees_them_for_the_first_time(
        self, change: str, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """Though only the months that changed, and those after, are named anew."""
        looked_at(folder, shelf)
        CHANGES[change](folder)
        (tmp_path / "other").mkdir()
        other = Shelf(tmp_path / "other", maker="one", notice=lambda _: None)

        assert looked_at(folder, shelf).prints == looked_at(folder, other).prints

    @pytest.mark.parametrize("change", CHANGES)
    def test_before_a_change_tells_the_same(
        self, change: str, folder: Path, shelf: Shelf
    ) -> None:
        """Whatever of it is kept."""
        looked_at(folder, shelf)
        CHANGES[change](folder)

        assert_as_read(looked_at(folder, shelf, before_change=True), folder)
        assert_as_read(looked_at(folder, shelf), folder)

    @pytest.mark.parametrize(("files", "is_kept"), [(1, False), (2, True)])
    def test_before_a_change_keeps_what_holds_after_it(
        self, files: int, is_kept: bool, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """Of a single file that is another one, nothing: it is what is written to."""
        looked_at(folder, shelf)
        kept = pages_in(tmp_path / "shelf")
        for month in ("2026-01.toml", "2026-02.toml")[:files]:
            grown(folder, f"\n# {FILLER * 3}", month)
        look = looked_at(folder, shelf, before_change=True)
        look.log.ledger(watch().catalogue).note(
            "walk", month_of(date(2026, 1, 1)), b"page"
        )

        assert (pages_in(tmp_path / "shelf") != kept) is is_kept

    def test_without_a_change_reads_and_writes_nothing(
        self, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """The stamps are enough, though no file could be read."""
        first = looked_at(folder, shelf)
        kept = {it: it.stat().st_mtime_ns for it in (tmp_path / "shelf").iterdir()}
        told: list[tuple[int, int]] = []
        second = looked_at(folder, shelf, progress=lambda *it: told.append(it))

        assert [it.facts for it in second.files] == [it.facts for it in first.files]
        assert second.prints == first.prints
        assert told == []
        assert kept == {
            it: it.stat().st_mtime_ns for it in (tmp_path / "shelf").iterdir()
        }

    def test_says_how_much_it_has_read(self, folder: Path, shelf: Shelf) -> None:
        """Of the bytes of the whole log, file by file."""
        told: list[tuple[int, int]] = []
        looked_at(folder, shelf, progress=lambda *it: told.append(it))
        size = sum(it.stat().st_size for it in (folder / "log").iterdir())

        assert [it for _, it in told] == [size] * 5
        done = [it for it, _ in told]
        assert done == sorted(done)
        assert done[-1] == size

    def test_of_a_file_that_was_only_touched_keeps_what_is_known(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """Its digest is the same; from then on its new times are known."""
        before = looked_at(folder, shelf)
        for path in (folder / "log").iterdir():
            os.utime(path)
        after = looked_at(folder, shelf)

        assert [it.facts.digest for it in after.files] == [
            it.facts.digest for it in before.files
        ]
        assert after.files[0].facts.stamp != before.files[0].facts.stamp
        assert after.prints == before.prints
        assert_as_read(after, folder)

    def test_a_restored_time_hides_no_edit(self, folder: Path, shelf: Shelf) -> None:
        """`touch -r` sets the time of the content, and not that of the change."""
        looked_at(folder, shelf)
        before = january(folder).stat()
        data = january(folder).read_text().replace("shots", "shoot")
        swapped_in(january(folder), data)
        os.utime(january(folder), ns=(before.st_atime_ns, before.st_mtime_ns))

        assert january(folder).stat().st_size == before.st_size
        assert "shoot" in {it.value for it in looked_at(folder, shelf).log.events}

    def test_a_file_that_has_not_settled_is_compared_each_time(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """It could be written again in the same moment, or the clock runs ahead."""
        looked_at(folder, shelf, later=0)
        names = {it.name: it.facts.is_settled for it in looked_at(folder, shelf).files}
        assert set(names.values()) == {True}
        os.utime(january(folder), ns=(2**62, 2**62))

        for _ in range(2):
            found = {
                it.name: it.facts.is_settled for it in looked_at(folder, shelf).files
            }
            assert [it for it in found if not found[it]] == ["2026-01.toml"]

    def test_thoroughly_compares_every_file(self, folder: Path, shelf: Shelf) -> None:
        """`check` does not rely on times that somebody may have set."""
        known = looked_at(folder, shelf).files
        stamps = {it.name: it.facts.stamp for it in known}
        text = january(folder).read_text()
        swapped_in(january(folder), text.replace("shots", "shoot"))

        # As if the file had the stamps that it had before.
        lying = looked_at(folder, shelf, stamps=stamps)
        assert [it.facts for it in lying.files] == [it.facts for it in known]
        thorough = looked_at(folder, shelf, stamps=stamps, thorough=True)
        assert thorough.files[0].facts.digest != known[0].facts.digest
        assert_as_read(thorough, folder)

    def test_what_is_kept_of_a_file_goes_with_it(
        self, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """A file that is gone or renamed leaves no page behind."""
        grown(folder, "\n# " + FILLER * 3)
        looked_at(folder, shelf)
        assert (tmp_path / "shelf" / "marks-2026-01.toml").exists()
        january(folder).rename(folder / "log" / "2026-01-old.toml")
        looked_at(folder, shelf)

        assert {it.name for it in (tmp_path / "shelf").glob("*-*")} == {
            "details-2026-01-old.toml",
            "marks-2026-01-old.toml",
        }


ODD: dict[str, dict[str, str]] = {
    "twice in a file": {"2026-01.toml": block(FOUND[1]) * 2},
    "a stray in two files": {"a.toml": block(FOUND[0]), "b.toml": block(FOUND[0])},
    "at home and as a stray": {
        "2026-01.toml": block(FOUND[1]),
        "zz.toml": block(FOUND[1]),
    },
    "with other content": {
        "2026-01.toml": block(FOUND[1]),
        "zz.toml": block(FOUND[1]).replace("deaths", "shots"),
    },
    "of two kinds": {
        "2026-01.toml": block(FOUND[1]),
        "zz.toml": block(LOOK._replace(id=FOUND[1].id)),
    },
    "in two files of a month": {
        "2026-01.toml": block(FOUND[1]),
        "2026-01-06.toml": block(FOUND[1]),
    },
    "on one line": {
        "2026-01.toml": "event = ["
        + ", ".join(
            f'{{id = "{it}", date = 2026-01-05, indicator = "clash", value = 0.5, '
            'title = "t", recorded = 2026-01-05T00:00:00Z}'
            for it in ("2026-01-a", "2026-01-b")
        )
        + "]\n"
    },
}


class TestIsOdd:
    @pytest.mark.parametrize("kind", ODD)
    def test_where_only_a_reader_of_all_files_knows(
        self, kind: str, tmp_path: Path, shelf: Shelf
    ) -> None:
        """Each time, and until it is mended."""
        folder = large_watch(tmp_path / "w", ODD[kind])

        assert looked_at(folder, shelf).is_odd
        assert looked_at(folder, shelf).is_odd
        for name in ODD[kind]:
            swapped_in(folder / "log" / name, block(FOUND[3]))
            break
        for name in list(ODD[kind])[1:]:
            (folder / "log" / name).unlink()
        assert_as_read(looked_at(folder, shelf), folder)

    @pytest.mark.parametrize("kind", ODD)
    def test_is_noticed_when_it_becomes_so(
        self, kind: str, tmp_path: Path, shelf: Shelf
    ) -> None:
        """File by file, in either order."""
        for order in (1, -1):
            folder = large_watch(tmp_path / f"w{order}", {})
            for name, text in list(ODD[kind].items())[::order]:
                looked_at(folder, shelf)
                swapped_in(folder / "log" / name, text)
            assert looked_at(folder, shelf).is_odd

    def test_not_where_a_name_begins_with_another(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        """Somebody's second file of a month costs no command the whole log."""
        folder = large_watch(
            tmp_path / "w",
            {
                "2026-01.toml": block(FOUND[1]),
                "2026-01-more.toml": block(FOUND[0]),
            },
        )
        look = looked_at(folder, shelf)

        assert not look.is_odd
        assert_as_read(look, folder)

    def test_not_where_every_id_is_of_its_own(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        """Strays beside an id at home, in files that share their months."""
        folder = large_watch(
            tmp_path / "w",
            {
                "2026-01.toml": block(FOUND[1]),
                "a.toml": block(FOUND[0]) + "\n" + block(FOUND[2]),
                "b.toml": block(FOUND[1]._replace(id="2026-01-06-three")),
            },
        )

        assert_as_read(looked_at(folder, shelf), folder)


class TestManyChanges:
    @pytest.mark.slow
    def test_it_holds_after_any_row_of_changes(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """Records and problems, after a hundred random steps."""
        chance = random.Random(20261122)  # noqa: S311 the same steps in every run
        served = 0
        for step in range(100):
            _change(folder, chance, step)
            look = looked_at(folder, shelf)
            if not look.is_odd:
                served += 1
                assert_as_read(look, folder)
        assert served > 60


def _change(folder: Path, chance: random.Random, step: int) -> None:
    """Change a log in one of the ways in which logs change."""
    files = sorted((folder / "log").glob("2*.toml"))
    path = chance.choice(files) if files else january(folder)
    blocks = path.read_text().split("\n\n") if path.exists() else []
    way = chance.randrange(7)
    if way <= 2 or not blocks:
        grown(folder, "\n" + block(_record(chance, step)), path.name)
    elif way == 3:
        chance.shuffle(blocks)
        swapped_in(path, "\n\n".join(blocks) + "\n")
    elif way == 4:
        swapped_in(path, "\n\n".join(blocks[1:]))
    elif way == 5:
        path.rename(path.with_name(f"2-{chance.randrange(9)}.toml"))
    else:
        swapped_in(path, path.read_text().replace("shots", "deaths", 1))


def _record(chance: random.Random, step: int) -> Record:
    earlier = f"n{chance.randrange(step + 1)}"
    happened: Event = event(
        f"2026-0{chance.randrange(1, 5)}-{chance.randrange(1, 29):02}",
        "clash",
        chance.choice(["shots", "deaths"]) if step % 3 else 0.25,
        id=f"n{step}",
        replaces=earlier if chance.random() < 0.2 else "",
    )
    if chance.random() < 0.2:
        return Retraction(
            id=f"r{step}", record=earlier, reason="", recorded=happened.recorded
        )
    return happened
