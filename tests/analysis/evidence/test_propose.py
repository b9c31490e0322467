import pytest

from riskctl.analysis.evidence.propose import forms_of, propose

ROWS = [
    {
        "Nr": "1",
        "When": "13.02.2026",
        "Noted": "14.02.2026",
        "What": "Shots at a post",
        "Kind": "Clash",
        "Link": "https://example.org/a",
        "Rating": "B2",
    },
    {
        "Nr": "2",
        "When": "14.02.2026",
        "Noted": "14.02.2026",
        "What": "The envoys speak",
        "Kind": "Talks",
        "Link": "Gazette",
        "Rating": "C3",
    },
]


class TestPropose:
    def test_finds_the_columns_by_what_they_are_called_and_hold(self) -> None:
        """Names alone would take a column of colours for a grade."""
        found = propose(list(ROWS[0]), ROWS)
        assert (found.date, found.forms) == ("When", ("%d.%m.%Y",))
        assert (found.noted, found.title, found.kind) == ("Noted", "What", "Kind")
        assert (found.source, found.grade, found.identity) == (
            "Link",
            "Rating",
            ("Nr",),
        )

    def test_tells_rows_by_day_and_title_where_no_number_does(self) -> None:
        """A number that comes twice tells nothing apart."""
        rows = [{**it, "Nr": "1"} for it in ROWS]
        assert propose(list(ROWS[0]), rows).identity == ("When", "What")

    def test_leaves_open_what_two_forms_fit(self) -> None:
        """The order that the watch says decides; else nobody does."""
        rows = [{"Date": "03/02/2026", "Event": "A"}]
        assert propose(["Date", "Event"], rows).forms == ("%d/%m/%Y", "%m/%d/%Y")
        assert propose(["Date", "Event"], rows, "dmy").forms == ("%d/%m/%Y",)
        assert propose(["Date", "Event"], rows, "mdy").forms == ("%m/%d/%Y",)

    def test_takes_a_table_in_which_nothing_is_a_date(self) -> None:
        """A person will say it."""
        found = propose(["A", "B"], [{"A": "x", "B": "longer"}])
        assert (found.date, found.forms, found.title) == ("", (), "B")


class TestForms:
    @pytest.mark.parametrize(
        ("texts", "first"),
        [
            (["2026-02-03"], "%Y-%m-%d"),
            (["20260203"], "%Y%m%d"),
            (["3 February 2026", "12 May 2025"], "%d %B %Y"),
            (["2026-02-03T10:00:00Z"], "iso"),
        ],
    )
    def test_are_those_of_all_texts(self, texts: list[str], first: str) -> None:
        """One text that does not fit is enough against a form."""
        assert forms_of(texts)[0] == first
        assert forms_of([*texts, "soon"]) == ()
