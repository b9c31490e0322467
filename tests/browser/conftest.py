"""A browser, and the pages of the example watch to look at."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Page, started
from tests.helpers import EXAMPLE, run
from tests.reporting.weekly.weeks import hostile_report

WEEK = "2022-W09"


@pytest.fixture(scope="session")
def page() -> Iterator[Page]:
    """Return a page in Chromium; skip where there is none, unless it is required."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        if os.environ.get("RISKCTL_REQUIRE_BROWSER"):
            pytest.fail("RISKCTL_REQUIRE_BROWSER is set, and there is no Chromium")
        pytest.skip("there is no Chromium with its driver")
    with started(browser, driver) as opened:
        yield opened


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a page of each kind: a report, a hostile one, and those of a site."""
    from riskctl.reporting.weekly.html import render_html

    folder = tmp_path_factory.mktemp("pages")
    run("report", "--week", WEEK, "-o", str(folder / "report.html"), folder=EXAMPLE)
    hostile = folder / "hostile.html"
    nasty = "<img src=x onerror=alert(1)>" + "W" * 4000 + "\u202e\x1b[31m"
    hostile.write_text(render_html(hostile_report(nasty)), encoding="utf-8")
    site = folder / "site"
    run("site", str(site), "--as-of", "2008-09-20", folder=EXAMPLE)
    return {
        "report": folder / "report.html",
        "hostile": hostile,
        "index": site / "index.html",
        "weeks": site / "weeks.html",
        "event": next((site / "events").iterdir()),
        "indicator": site / "indicators" / "nuclear-signalling.html",
        "method": site / "method.html",
        "data": site / "data.html",
        "changes": site / "changes.html",
        "first week": site / "weeks" / "2008-W01.html",
        "a week": site / "weeks" / "2008-W33.html",
    }
