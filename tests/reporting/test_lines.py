from hypothesis import given
from hypothesis import strategies as st

from riskctl.reporting.lines import columns, cut, padded, table, wrapped

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
WIDE = st.text(st.sampled_from("ab 日本語é-\n"), max_size=80)


class TestCut:
    @given(ANY, st.integers(1, 40))
    def test_is_never_wider(self, text: str, width: int) -> None:
        """Counted in columns."""
        assert columns(cut(text, width)) <= width


class TestPadded:
    @given(ANY, st.integers(1, 40), st.booleans())
    def test_is_exactly_as_wide(self, text: str, width: int, right: bool) -> None:
        """Cut or filled."""
        assert width == columns(padded(text, width, right=right))


class TestWrapped:
    @given(st.one_of(ANY, WIDE), st.integers(10, 60), st.sampled_from(["", "  "]))
    def test_keeps_to_the_columns(self, text: str, width: int, indent: str) -> None:
        """Characters of two columns count twice, and each line is indented."""
        lines = wrapped(text, width, indent=indent)

        assert all(columns(it) <= width for it in lines)
        assert all(it.startswith(indent) for it in lines)

    @given(WIDE, st.integers(10, 60))
    def test_loses_nothing_but_blanks(self, text: str, width: int) -> None:
        """Every character comes out, in its order."""
        shown = "".join(wrapped(text.replace("\n", ""), width))

        assert "".join(text.split()) == "".join(shown.split())


class TestTable:
    @given(
        st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=5), st.integers(30, 90)
    )
    def test_keeps_to_the_width(
        self, rows: list[tuple[str, str, str]], width: int
    ) -> None:
        """The widest column gives way."""
        assert all(columns(it) <= width for it in table(rows, width=width))

    def test_of_nothing_is_nothing(self) -> None:
        """No rows, no lines."""
        assert [] == table([], width=20)
