"""Every kind of page, in a real browser: on a phone, a tablet and a desk."""

from itertools import product
from pathlib import Path

import pytest

from tests.browser.chromium import SCHEMES, WIDTHS, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = ("index", "weeks", "changes", "event", "indicator", "method", "data",
        "first week", "a week")  # fmt: skip
NAMES = ("report", "hostile", *SITE)
LOOKS = list(product(NAMES, WIDTHS, SCHEMES))


class TestPages:
    @pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
    def test_can_be_read(
        self, page: Page, pages: dict[str, Path], name: str, width: int, scheme: str
    ) -> None:
        """Nothing is fetched or refused, nothing sticks out, nothing overlaps."""
        page.show(pages[name], width=width, scheme=scheme)

        asked = [
            it for it in page.requests if not it.endswith(("style.css", "icon.svg"))
        ]
        assert asked == [pages[name].as_uri()]
        assert page.complaints == []
        assert page.overflow <= 0
        assert page.clashes == []

    @pytest.mark.parametrize(("name", "scheme"), list(product(NAMES, SCHEMES)))
    def test_axe_finds_nothing(
        self, page: Page, pages: dict[str, Path], name: str, scheme: str
    ) -> None:
        """Contrast, names, headings, tables, landmarks."""
        page.show(pages[name], width=800, scheme=scheme)

        assert page.findings == []

    def test_says_all_that_matters_on_the_first_screen(
        self, page: Page, pages: dict[str, Path]
    ) -> None:
        """Level, change and bottom line on a phone; the whole page on two of a desk."""
        page.show(pages["report"], width=360, scheme="light")
        assert page.bottom_of(".ladder") < page.bottom_of(".line") <= 740

        page.show(pages["report"], width=800, scheme="light")
        assert page.bottom_of("#annex") <= 1600

    @pytest.mark.parametrize("inches", [(8.27, 11.69), (8.5, 11.0)])
    def test_prints_no_picture_that_is_cut_off(
        self, page: Page, pages: dict[str, Path], inches: tuple[float, float]
    ) -> None:
        """On A4 and Letter."""
        page.show(pages["report"], width=800, scheme="light")
        page.media("print")
        wide = page.run(
            "return [...document.querySelectorAll('svg, table')].filter(it => "
            "it.getBoundingClientRect().right > document.documentElement.clientWidth"
            " + 1).length"
        )
        page.media("")

        assert wide == 0
        assert page.printed(inches=inches).startswith(b"%PDF-")


class TestTheseTests:
    def test_see_what_is_wrong(self, page: Page, tmp_path: Path) -> None:
        """A page with every fault is found out, so silence means something."""
        bad = tmp_path / "bad.html"
        bad.write_text(
            "<!DOCTYPE html><html><head><meta http-equiv='Content-Security-Policy' "
            "content=\"default-src 'none'\"></head><body><p style='color:#eee'>pale</p>"
            "<img src='other.png'><div>"
            + "W"
            * 500
            + "</div><svg class='run'><text x='0' y='20'>one</text>"
            "<text x='5' y='22'>two</text></svg></body></html>",
            encoding="utf-8",
        )
        page.show(bad, width=360, scheme="light")

        assert page.complaints
        assert page.overflow > 0
        assert page.clashes == ["one meets two"]
        assert page.findings
