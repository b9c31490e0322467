"""One week in every format: stored, compared, and made again years later."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week, end_of
from riskctl.model.watch import Watch
from riskctl.reporting.weekly.formats import RENDERERS, SUFFIXES
from riskctl.reporting.words import points, signed
from tests.golden import assert_stored
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import report_of

STORED = Path(__file__).parent / "stored"
WEEK = Week(2022, 9)
Row = tuple[str, str, str]


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


@pytest.fixture(scope="module")
def report(example: Watch) -> WeeklyReport:
    """Return the report of one week of it."""
    return report_of(example, WEEK)


def text_rows(text: str) -> list[Row]:
    """Return the rows of the drivers in a plain text."""
    part = text.split("What drives the score")[1].split("Floors", maxsplit=1)[0]
    return re.findall(r"^([a-z…-]+) +(-?\d+\.\d) +(-?\d+\.\d) ", part, re.MULTILINE)


def markdown_rows(text: str) -> list[Row]:
    """Return the rows of the drivers in Markdown."""
    part = text.split("What drives the score")[1].split("## Floors", maxsplit=1)[0]
    return re.findall(
        r"^\| ([a-z\\-]+) \| (-?\d+\.\d) \| (-?\d+\.\d) \|", part, re.MULTILINE
    )


def html_rows(text: str) -> list[Row]:
    """Return the rows of the drivers on the page."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for table in tree.iter("table"):
        rows = [["".join(it.itertext()) for it in row] for row in table.iter("tr")]
        if rows[0][:3] == ["Indicator", "Points", "A week ago"]:
            return [(it[0], it[1], it[2]) for it in rows[1:]]
    return []


def json_rows(text: str) -> list[Row]:
    """Return the same rows from the document."""
    document = json.loads(text)
    before = {it["indicator"]: it for it in document["before"]["contributions"]}
    rows = [
        (it["indicator"], it["points"], before[it["indicator"]]["points"])
        for it in document["assessment"]["contributions"]
    ]
    ordered = sorted(rows, key=lambda it: (-it[1], it[0]))
    return [(name, points(now), points(then)) for name, now, then in ordered]


READERS: dict[str, Callable[[str], list[Row]]] = {
    "text": text_rows,
    "markdown": markdown_rows,
    "html": html_rows,
    "json": json_rows,
}


class TestFormats:
    @pytest.mark.parametrize("name", RENDERERS)
    def test_are_stored(self, report: WeeklyReport, name: str) -> None:
        """Every change of a format shows in a diff."""
        path = STORED / f"{WEEK}{SUFFIXES[name]}"
        assert_stored(path, RENDERERS[name](report))

    def test_carry_the_same_points(self, report: WeeklyReport) -> None:
        """Every indicator's, this week's and last week's."""
        rows = {name: READERS[name](RENDERERS[name](report)) for name in RENDERERS}

        assert len(rows["json"]) == len(report.assessment.contributions)
        for name, found in rows.items():
            assert [it[1:] for it in found] == [it[1:] for it in rows["json"]], name
            for it, whole in zip(found, rows["json"], strict=True):
                assert whole[0].startswith(it[0].rstrip("…")), name  # cut in a column

    def test_carry_the_same_figures(self, report: WeeklyReport) -> None:
        """Score, difference, sub-scores, causes, weeks."""
        document: Any = json.loads(RENDERERS["json"](report))
        judged = document["assessment"]
        figures = [
            f"{points(judged['score'])} of 100",
            f"{points(judged['ground'])} points",
            f"{points(judged['lift'])} points",
            f"{points(judged['pressure'])} points",
            *(signed(it) for it in document["change"]["causes"].values()),
            *(points(it["score"]) for it in document["weeks"]),
            *(points(it["score"]) for it in document["outlook"]["changes"]),
        ]
        for name in ("text", "markdown", "html"):
            shown = re.sub(r"<[^>]+>|\\", "", RENDERERS[name](report))
            assert [it for it in figures if it not in shown] == [], name

    @pytest.mark.parametrize("name", RENDERERS)
    def test_are_the_same_years_later(
        self, example: Watch, report: WeeklyReport, name: str
    ) -> None:
        """What was recorded since changes no byte."""
        then = end_of(WEEK.period.last, example.settings.timezone)
        made_then = report_of(example._replace(log=example.log.as_known(then)), WEEK)

        assert len(made_then.log) < len(example.log)
        assert RENDERERS[name](made_then) == RENDERERS[name](report)
