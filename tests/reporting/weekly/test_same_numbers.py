"""One week in every format: stored, compared, and made again years later."""

import json
import re
from email import message_from_string
from email.policy import default
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import pytest

from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week, end_of
from riskctl.model.watch import Watch
from riskctl.reporting.weekly.formats import RENDERERS, SUFFIXES
from riskctl.reporting.words import points, signed
from tests.golden import assert_stored
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import report_of

STORED = Path(__file__).parent / "stored"
PICTURE = re.compile(
    r"^(Content-ID: <run@riskctl>\n(?:.+\n)*\n)[\w+/=\n]+?\n(?=\n?--)", re.MULTILINE
)
WEEK = Week(2022, 9)
CALM = Week(2011, 50)
EXPIRED = Week(2026, 30)


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


@pytest.fixture(scope="module")
def report(example: Watch) -> WeeklyReport:
    """Return the report of one week of it."""
    return report_of(example, WEEK)


def plain(name: str, text: str) -> str:
    """Return what a reader sees of a format."""
    if name == "html":
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        return " ".join("".join(tree.itertext()).split())
    if name == "eml":
        mail = message_from_string(text, policy=default)
        part = mail.get_body(("html",))
        assert part is not None
        return plain("html", part.get_content())
    if name == "markdown":
        return " ".join(unescape(text).replace("**", "").split())
    return " ".join(text.split())


class TestFormats:
    @pytest.mark.parametrize("week", [WEEK, CALM, EXPIRED], ids=str)
    @pytest.mark.parametrize("name", RENDERERS)
    def test_are_stored(self, example: Watch, week: Week, name: str) -> None:
        """A peak, a calm and an expired week: every change shows in a diff."""
        path = STORED / f"{week}{SUFFIXES[name]}"
        page = RENDERERS[name](report_of(example, week)).replace("\r\n", "\n")
        # Another build of zlib packs the same picture into other bytes.
        page = PICTURE.sub(r"\1(the picture)\n", page)
        assert_stored(path, page)

    def test_carry_the_same_figures(self, report: WeeklyReport) -> None:
        """Score, change, movers, drivers, goals: from the document into each page."""
        document: Any = json.loads(RENDERERS["json"](report))
        level = document["assessment"]["level"]
        figures = [
            f"level {level['number']}, {level['word']}",
            f"{points(document['assessment']['score'])} of 100",
            f"by {points(abs(document['change']['difference']))}",
            document["summary"],
            document["how_sure"],
            *(signed(it["points"]) for it in document["movers"]),
            *(f"{points(it['points'])}" for it in document["drivers"]),
            *(f"{points(it['points'])} points" for it in document["goals"]),
            *(it["title"] for it in document["events"]),
        ]
        assert len(document["movers"]) >= 1
        assert len(document["drivers"]) == 3
        for name in ("text", "markdown", "html", "eml"):
            shown = plain(name, RENDERERS[name](report))
            assert [it for it in figures if it not in shown] == [], name

    @pytest.mark.parametrize("name", RENDERERS)
    def test_as_published_are_the_same_years_later(
        self, example: Watch, name: str
    ) -> None:
        """What was recorded since changes no byte."""
        last = WEEK.period.last
        then = end_of(last, example.settings.timezone)
        known = example._replace(log=example.log.as_known(then))
        now, later = (
            weekly_report(
                it, WEEK, Moment(as_of=last, known_at=then), version="1", issued=last
            )
            for it in (known, example)
        )

        assert len(known.log) < len(example.log)
        assert RENDERERS[name](now) == RENDERERS[name](later)
