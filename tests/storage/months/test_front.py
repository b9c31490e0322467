import os
from pathlib import Path
from time import sleep

import pytest

from riskctl.errors import WatchError
from riskctl.storage.files_of_watch import read_front
from riskctl.storage.months.front import from_page, front_of, to_page
from riskctl.storage.months.shelf import Shelf
from tests.helpers import CATALOGUE, EXAMPLE, SETTINGS, make_watch
from tests.storage.kept import swapped_in


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return an empty shelf, which must not have anything to tell."""

    def refuse(text: str) -> None:
        raise AssertionError(text)

    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf", maker="one", notice=refuse)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small watch."""
    return make_watch(tmp_path / "watch")


class TestPage:
    @pytest.mark.parametrize("where", ["small", "odd", "example"])
    def test_comes_back_as_it_was(self, where: str, folder: Path) -> None:
        """All of the settings and the catalogue, and what was noticed in them."""
        if where == "odd":
            (folder / "riskctl.toml").write_text(SETTINGS + "colour = 1\n")
        watch = EXAMPLE if where == "example" else folder
        settings, catalogue, problems = read_front(watch)
        page = to_page(settings, catalogue, problems)

        found, model, noticed = from_page(page)
        assert len(problems) == (where == "odd")
        assert repr(noticed) == repr(problems)
        assert repr(found) == repr(settings)
        assert repr(model.said) == repr(catalogue.said)
        assert [it.origin for it in model] == [it.origin for it in catalogue]


class TestFrontOf:
    def test_is_what_the_files_say(self, folder: Path, shelf: Shelf) -> None:
        """Before a page is kept and afterwards."""
        expected = read_front(folder)

        assert front_of(folder, shelf, thorough=False) == tuple(expected)
        assert front_of(folder, shelf, thorough=False) == tuple(expected)

    def test_is_not_kept_of_a_file_that_was_just_touched(
        self, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """It can be touched again without a new time."""
        later = (tmp_path / "shelf").stat().st_mtime_ns + 10**12
        os.utime(folder / "riskctl.toml", ns=(later, later))
        front_of(folder, shelf, thorough=False)

        assert list((tmp_path / "shelf").iterdir()) == []

    @pytest.mark.slow
    def test_is_kept_of_files_that_have_settled(
        self, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """Then the page answers, until one of the two changes."""
        sleep(2.1)
        settings, catalogue, _ = front_of(folder, shelf, thorough=False)
        (page,) = (tmp_path / "shelf").iterdir()
        kept = page.read_bytes()
        again = front_of(folder, shelf, thorough=False)

        assert again == (settings, catalogue, [])
        assert page.read_bytes() == kept
        swapped_in(folder / "riskctl.toml", SETTINGS.replace("North –", "Nord –"))
        assert front_of(folder, shelf, thorough=False)[0].title == "Nord – South"
        swapped_in(folder / "indicators.toml", CATALOGUE.replace("0.4", "0.3"))
        assert (
            front_of(folder, shelf, thorough=False)[1].number("clash", "shots") == 0.3
        )

    def test_thoroughly_is_what_the_files_say(
        self, shelf: Shelf, tmp_path: Path
    ) -> None:
        """Whatever the page says; the example was not touched lately."""
        settings, catalogue, _ = front_of(EXAMPLE, shelf, thorough=False)
        (page,) = (tmp_path / "shelf").iterdir()
        stamps = page.read_bytes().split()[1].decode()
        other = settings._replace(title="Other")
        shelf.put("front", stamps, to_page(other, catalogue))

        assert front_of(EXAMPLE, shelf, thorough=False)[0].title == "Other"
        assert front_of(EXAMPLE, shelf, thorough=True)[0] == settings

    @pytest.mark.slow
    def test_with_a_fault_that_forbids_a_level_is_read_each_time(
        self, folder: Path, shelf: Shelf, tmp_path: Path
    ) -> None:
        """A page of it would be of use to nobody."""
        text = CATALOGUE.replace("weight = 3", "weight = -3")
        assert text != CATALOGUE
        (folder / "indicators.toml").write_text(text)
        sleep(2.1)

        for _ in range(2):
            _, _, problems = front_of(folder, shelf, thorough=False)
            assert any(it.blocking for it in problems)
        assert list((tmp_path / "shelf").iterdir()) == []

    def test_that_cannot_be_read_stops_everything(
        self, folder: Path, shelf: Shelf
    ) -> None:
        """No level without the catalogue."""
        (folder / "indicators.toml").unlink()

        with pytest.raises(WatchError):
            front_of(folder, shelf, thorough=False)
