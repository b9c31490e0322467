"""`riskctl docs`: the manual that came with the package."""

from pathlib import Path

import pytest

from riskctl.reporting.manual import title_of
from riskctl.storage.shipped import manual_pages
from tests.helpers import ROOT, Outcome, run

PAGES = manual_pages()


def test_without_a_page_lists_them_all() -> None:
    """Each by its name, with its title."""
    said = run("docs").stdout
    for name, page in PAGES.items():
        assert f"  {name} " in said
        assert title_of(page.read_text(encoding="utf-8")) in said


@pytest.mark.parametrize("name", PAGES)
def test_shows_each_page(name: str) -> None:
    """Without the comments that write it."""
    outcome = run("docs", name)
    assert (outcome.stderr, outcome.exit_code) == ("", 0)
    assert "cog" not in outcome.stdout.splitlines()[0]
    assert "<!--" not in outcome.stdout


def test_the_beginning_of_a_name_will_do() -> None:
    """Where no other page begins alike."""
    assert run("docs", "tut") == run("docs", "tutorial")
    assert run("docs", "look") == Outcome(
        "", "`look` may mean 2 pages\nhint: one of: look-ahead, look-back\n", 2
    )
    assert run("docs", "tutorail") == Outcome(
        "",
        "the manual has no page `tutorail`\nhint: did you mean `tutorial`?\n",
        2,
    )


def test_says_where_a_page_lies() -> None:
    """To be opened by whatever one reads with."""
    said = run("docs", "exit-codes", "--path").stdout.strip()
    assert Path(said) == ROOT / "docs" / "reference" / "exit-codes.md"
