import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import product
from typing import Any

import html5lib
import pytest

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week
from riskctl.reporting.weekly.html import render_html
from riskctl.reporting.weekly.said import host
from tests.helpers import EXAMPLE, event, open_folder, watch
from tests.reporting.weekly.weeks import hostile_report, report_of

STARTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=a()>",
    "<style>*{display:none}</style>", "<link rel=stylesheet href=//evil.example>",
    "<iframe src=//evil.example>", "<meta http-equiv=refresh content=0>",
    "<a href=javascript:alert(1)>x</a>", "<form action=//evil.example>", "<!-- ",
    "<base href=/>", "-->", "</title>", "</style>", "</svg>", "</table>", "</main>",
    "<![CDATA[", "]]>", "<?xml",
    '" onclick=alert(1) x="', "' onclick=alert(1) x='", "` onclick=x `", "&lt;b&gt;",
    "&#60;b&#62;", "&quot;", "{{ 7 * 7 }}", "{% raw %}", "{# x #}",
    "javascript:alert(1)",
    "data:text/html,<b>", "\x1b[31m", "\u202e", "\u2028", "\x00", "a\rb", "<b",
    "\ufeff<b>", "\u212ascript", "//evil.example", "@import url(//evil.example)",
)  # fmt: skip
ENDS = ("", ">", '" x', "</p><b>", "=" * 40)
PAYLOADS = [start + end for start, end in product(STARTS, ENDS)]
# Each beginning once in the quick run, and with every end in the slow one.
TRIED = [
    pytest.param(it, marks=[] if it.endswith(ENDS[-2]) else [pytest.mark.slow])
    for it in PAYLOADS
]


def elements(page: str) -> Iterator[Any]:
    """Yield every element of a page, as a browser reads it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    yield from (it for it in tree.iter() if isinstance(it.tag, str))


def shapes(page: str) -> Counter[tuple[str, ...]]:
    """Count the elements with the names of their attributes, but for the class."""
    return Counter(
        (it.tag, *sorted(set(it.attrib) - {"class"})) for it in elements(page)
    )


def classes(page: str) -> set[str]:
    """Return every class that is given."""
    return {it.attrib.get("class", "") for it in elements(page)}


def hostile(text: str) -> WeeklyReport:
    """Return a report with *text* in everything that a user can write."""
    report = hostile_report(text)
    catalogue = report.assessment.catalogue
    written = catalogue.replaced(
        indicators=tuple(it._replace(title=text) for it in catalogue.indicators),
        levels=tuple(it._replace(word=text, meaning=text) for it in catalogue.levels),
        floors=tuple(it._replace(reason=text) for it in catalogue.floors),
    )
    judged = report.assessment
    return replace(
        report,
        assessment=Assessment(
            settings=report.settings,
            as_of=judged.as_of,
            known_at=judged.known_at,
            catalogue=written,
            log=judged.log,
            history=judged.history,
        ),
    )


HEBREW = "\u05e9\u05d9\u05d7\u05d4 (US) 12."


def unisolated(element: Any) -> Iterator[str]:
    """
    Yield the texts with Hebrew in them that take the direction of the page.

    A label in a picture has no such element; the caption says all of it again.
    """
    if element.tag.endswith(("bdi", "svg")) or element.get("dir") == "auto":
        return
    texts = [element.text, *(it.tail for it in element)]
    yield from (it for it in texts if it and re.search("[\u05d0-\u05ea]", it))
    for it in element:
        yield from unisolated(it)


PLAIN = render_html(hostile("plain"))
HARMLESS = shapes(PLAIN)
CLASSES = classes(PLAIN) | {"k", "wide", "mark"}


@pytest.fixture(scope="module")
def page() -> str:
    """Return a week of the example watch as a page."""
    return render_html(report_of(open_folder(EXAMPLE), Week(2022, 9)))


class TestRenderHtml:
    def test_there_are_two_hundred_payloads(self) -> None:
        """Each of them is written into every field."""
        assert len(set(PAYLOADS)) >= 200

    @pytest.mark.parametrize("payload", TRIED)
    def test_writes_no_element_that_users_wrote(self, payload: str) -> None:
        """No element, attribute, link or style but the template's own."""
        text = render_html(hostile(payload))
        found = shapes(text)
        found_links = [it.attrib["href"] for it in elements(text) if it.tag == "a"]

        # What is no address any more is shown as text, and a line is a paragraph.
        for shape in (
            ("a", "href", "rel"),
            ("p", "dir"),
            ("bdi",),
            ("details",),
            ("summary",),
        ):
            assert abs(HARMLESS[shape] - found[shape]) <= 4
            found[shape] = HARMLESS[shape]
        assert HARMLESS == found
        assert classes(text) <= CLASSES
        assert all(
            it.startswith(("#main", "#annex", "https://example.org/"))
            for it in found_links
        )
        assert "\x1b" not in text
        assert "\u202e" not in text

    def test_gives_what_a_person_wrote_a_direction_of_its_own(self) -> None:
        """Wherever it stands, and whatever stands beside it."""
        said: dict[str, Any] = {
            "title": HEBREW,
            "note": HEBREW,
            "sources": (HEBREW, "https://example.org/a"),
        }
        model = watch(
            event("2026-02-03", "clash", "deaths", **said),
            event("2026-02-05", "talks", "call", **said),
            event("2026-02-07", "treaty", "ended", **said),
            event("2026-02-20", "talks", "summit", scheduled=True, **said),
        )
        model = model._replace(settings=model.settings._replace(title=HEBREW))
        page = render_html(report_of(model, Week(2026, 6)))
        assert page.count(HEBREW.partition(" ")[0]) > 10

        tree = html5lib.parse(page, namespaceHTMLElements=False)
        assert [*unisolated(tree.find("body"))] == []

    def test_says_first_that_it_is_unofficial(self, page: str) -> None:
        """Before the title, and before the ladder."""
        body = page.split("<body>")[1]

        assert body.index("Unofficial.") < body.index("<h1>") < body.index("ladder")

    def test_needs_nothing_but_itself(self, page: str) -> None:
        """No script, no frame, no picture, no font from elsewhere."""
        tags = {it.tag for it in elements(page)}

        assert tags.isdisjoint({"script", "iframe", "img", "link", "object", "form"})
        assert not any("style" in it.attrib for it in elements(page))
        assert "url(" not in page

    def test_guards_its_style_by_a_digest(self, page: str) -> None:
        """The policy names the style to the byte, and forbids the rest."""
        style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
        digest = b64encode(sha256(style[0].encode()).digest()).decode()

        assert len(style) == 1
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        assert '<meta name="referrer" content="no-referrer">' in page

    def test_can_be_mailed(self, page: str) -> None:
        """Under 100 KB."""
        assert len(page.encode()) < 100_000

    def test_names_every_picture(self, page: str) -> None:
        """Title, and what it is labelled by, for those who do not see it."""
        tree = list(elements(page))
        ids = Counter(it.attrib["id"] for it in tree if "id" in it.attrib)
        pictures = [it for it in tree if it.attrib.get("role") == "img"]

        assert set(ids.values()) == {1}
        assert len(pictures) == 1
        for it in pictures:
            assert set(it.attrib["aria-labelledby"].split()) <= set(ids)
        runs = [it for it in pictures if it.attrib.get("class") == "run"]
        assert [len(it.attrib["aria-labelledby"].split()) for it in runs] == [2]

    def test_goes_down_the_headings_one_by_one(self, page: str) -> None:
        """One h1, then h2."""
        tags = [it.tag for it in elements(page) if re.fullmatch(r"h\d", it.tag)]

        assert tags[0] == "h1"
        assert set(tags[1:]) == {"h2"}


class TestHost:
    @pytest.mark.parametrize(
        ("address", "shown"),
        [
            ("https://example.org/a", "example.org"),
            ("https://\u0430pple.example/", "xn--pple-43d.example"),
            ("https://a..\u0430/", r"a..\u0430"),
        ],
    )
    def test_shows_what_letters_hide(self, address: str, shown: str) -> None:
        """A look-alike is spelled out."""
        assert shown == host(address)
