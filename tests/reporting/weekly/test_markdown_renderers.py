"""The Markdown of a report, as other programs show it: a wiki, a forge, a site."""

import re
from collections.abc import Callable
from html import unescape

import liquid
import markdown
import pytest
from markdown_it import MarkdownIt

from riskctl.model.period import Week
from riskctl.reporting.weekly.markdown import render_markdown
from tests.helpers import EXAMPLE, open_folder
from tests.reporting.weekly.weeks import hostile_report, report_of

SIGNS = r"a: b_c *d* [e] (f) ~g $h i@j #k \l {% include m %} {{ n }} 1. o | p"


def by_python_markdown(text: str) -> str:
    """Render as MkDocs does."""
    return markdown.markdown(text, extensions=["tables"])


def by_markdown_it(text: str) -> str:
    """Render as CommonMark with tables."""
    return str(MarkdownIt("commonmark").enable("table").render(text))


def by_jekyll(text: str) -> str:
    """Run it through a template as Jekyll does, and render the rest."""
    return by_markdown_it(liquid.Environment().from_string(text).render())


RENDERERS = {
    "python-markdown": by_python_markdown,
    "markdown-it": by_markdown_it,
    "a Jekyll-like template": by_jekyll,
}
PAGES = {
    "a peak": lambda: report_of(open_folder(EXAMPLE), Week(2022, 9)),
    "a calm": lambda: report_of(open_folder(EXAMPLE), Week(2011, 50)),
    "an expired week": lambda: report_of(open_folder(EXAMPLE), Week(2026, 30)),
    "every sign": lambda: hostile_report(SIGNS),
}


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """Return the Markdown of a report, with its annex."""
    return render_markdown(PAGES[request.param](), full=True)


def words(html: str) -> list[str]:
    """Return the words that a reader sees."""
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


@pytest.mark.parametrize("name", RENDERERS)
def test_shows_the_same_words_and_no_backslash(name: str, page: str) -> None:
    """But for one that somebody wrote, in a title."""
    render: Callable[[str], str] = RENDERERS[name]
    shown = words(render(page))
    assert words(by_markdown_it(page)) == shown
    assert {it for it in shown if "\\" in it} <= {"\\l"}


@pytest.mark.parametrize("name", RENDERERS)
def test_makes_lists_and_tables_of_it(name: str) -> None:
    """Each item is one, and each cell: not a paragraph of dashes and strokes."""
    report = report_of(open_folder(EXAMPLE), Week(2022, 9))
    html = RENDERERS[name](render_markdown(report, full=True))
    assert html.count("<li>") >= 10
    assert html.count("<td") >= 50
    assert not [it for it in words(html) if it in {"-", "|", "---", "##"}]
