from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from riskctl.model.period import Week
from riskctl.reporting.weekly.markdown import escaped, render_markdown
from tests.helpers import event, watch
from tests.reporting.weekly.weeks import hostile_report, told_report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
STARTS = (
    "<b>", "<script>alert(1)</script>", "[x](https://evil.example)", "![x](x)",
    "[x]: https://evil.example", "<https://evil.example>", "<!-- ", "&lt;b&gt;",
    "&#60;b&#62;", "`code`", "``` fence", "~~~ fence", "~~gone~~", "**strong**",
    "_em_", "# heading", "- item", "+ item", "* item", "1. item", "1) item",
    "> quote", "---", "===", "***", "| a | b |", "\\", "\\|", "\\\\|", "\\<b>",
    "    code", "\tcode", "<a href='x'>", "$x$", "www.evil.example", "@user",
    ":smile:", "]", "](https://evil.example)", ")", "|", "a\nb", "a\n\n# b",
)  # fmt: skip
ENDS = ("", " x", "\n- x", "\\", "*")
PAYLOADS = [start + end for start, end in product(STARTS, ENDS)]


def kinds(tokens: list[Token]) -> Counter[str]:
    """Count the elements, but for texts and for how they were broken up."""
    return Counter(
        it.type
        for token in tokens
        for it in (token, *(token.children or ()))
        if it.type not in {"text", "text_special", "inline"}
    )


def text_of(markdown: str) -> str:
    """Return what a reader sees of one inline text."""
    return "".join(
        child.content
        for token in PARSER.parse(markdown)
        for child in token.children or ()
    )


HARMLESS = kinds(PARSER.parse(render_markdown(hostile_report("plain"))))


class TestRenderMarkdown:
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_writes_no_element_that_users_wrote(self, payload: str) -> None:
        """Title, note, source, address: the same elements as with plain words."""
        found = kinds(PARSER.parse(render_markdown(hostile_report(payload))))

        # `https://u@e` and the like are shown as text, not as a link.
        links = HARMLESS["link_open"] - found["link_open"]
        assert links in {0, 1}
        for name in ("link_open", "link_close"):
            found[name] += links
        assert HARMLESS == found

    def test_has_as_many_cells_in_every_row(self) -> None:
        """A stroke in a title makes no column."""
        for payload in ("|", "\\|", "\\\\|", "a | b"):
            found = kinds(PARSER.parse(render_markdown(hostile_report(payload))))
            assert HARMLESS["td_open"] == found["td_open"]

    def test_links_to_the_address_that_was_given(self) -> None:
        """Entities in it are its own letters."""
        page = PARSER.parse(render_markdown(hostile_report("?a=1&para;=2&b=3")))
        links = [
            child.attrs["href"]
            for token in page
            for child in token.children or ()
            if child.type == "link_open"
        ]

        assert ["https://example.org/?a=1&para;=2&b=3"] == links

    def test_shows_no_host_that_looks_like_another(self) -> None:
        """A Cyrillic letter in it is spelled out, as on the page."""
        model = watch(
            event(
                "2026-02-03", "clash", "shots", sources=("https://\u0435xample.org/",)
            )
        )
        page = render_markdown(told_report(model, Week(2026, 6)))

        assert "[xn--xample-2of.org](" in page


class TestEscaped:
    @given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=40))
    def test_shows_what_was_written(self, text: str) -> None:
        """As one paragraph, or nothing."""
        plain = " ".join(text.split())

        assert plain == text_of(escaped(text))

    @pytest.mark.parametrize(
        "text",
        ["44.1", "1. May", "1) May", "-1.2", "2026-02-03", "+4.8", "= x", "www.a.b"],
    )
    def test_leaves_figures_readable(self, text: str) -> None:
        """What a reader sees is what the report says."""
        assert text == text_of(escaped(text))

    def test_keeps_decimal_points_bare(self) -> None:
        """In the source, too."""
        assert "44.1" == escaped("44.1")
        assert "1&#46; May" == escaped("1. May")
        assert "www&#46;evil.example" == escaped("www.evil.example")

    def test_leaves_running_text_alone(self) -> None:
        """A colon, an ampersand's neighbours, a dollar, an apostrophe."""
        assert "Invented: a call at 12:30" == escaped("Invented: a call at 12:30")
        assert "a&#64;example.org" == escaped("a@example.org")

    @pytest.mark.parametrize("text", ["{% include x %}", "{{ y }}", "{# z #}"])
    def test_leaves_no_tag_for_a_template(self, text: str) -> None:
        """Jekyll and MkDocs may take the page through one."""
        page = render_markdown(hostile_report(text))

        assert [it for it in ("{%", "{{", "{#", "%}", "}}") if it in page] == []

    def test_writes_no_backslash(self) -> None:
        """Some kinds of Markdown would show it."""
        page = render_markdown(hostile_report("a: b_c *d* [e] (f) ~g $h i@j #k"))

        assert "\\" not in page
