"""A page of the manual in a terminal."""

from riskctl.reporting.lines import plain_text
from riskctl.reporting.manual import manual_screen, title_of

PAGE = """\
# Change a weight

One sentence of it.
Another one, with **weight** and [a page](../reference/cli.md#log).

<!-- [[[cog
console("riskctl log --help")
]]] -->
```console
$ riskctl log    # as it is
```
<!-- [[[end]]] -->

1. First, which is a long item that does not fit into one line
2. then

| key | meaning |
| --- | --- |
"""


def test_fills_paragraphs_and_keeps_examples_and_tables() -> None:
    """What writes the page is not shown, and a link says which page it leads to."""
    assert plain_text(manual_screen(PAGE, width=40)) == (
        "Change a weight\n"
        "\n"
        "One sentence of it. Another one, with\n"
        "weight and a page (riskctl docs cli).\n"
        "\n"
        "  $ riskctl log    # as it is\n"
        "\n"
        "1. First, which is a long item that does\n"
        "   not fit into one line\n"
        "2. then\n"
        "\n"
        "| key | meaning |\n"
        "| --- | --- |\n"
    )


def test_a_page_is_called_by_its_first_heading() -> None:
    """A page without one has no title."""
    assert title_of(PAGE) == "Change a weight"
    assert title_of("text") == ""
