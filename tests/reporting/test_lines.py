import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from riskctl.reporting.lines import columns, cut, padded, table, wrapped
from riskctl.reporting.safe import safe

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
WIDE = st.text(st.sampled_from("ab 日本語é-\n"), max_size=80)


class TestColumns:
    @pytest.mark.parametrize(
        ("text", "counted"),
        [
            ("प्रधानमंत्री", 8),
            ("প্রধানমন্ত্রী", 8),
            ("👍🏽", 2),
            ("1️⃣", 2),
            ("\u1112\u116a\u11bc", 2),
            ("황", 2),
            ("e\u0301", 1),
            ("رئیس\u200cجمهور", 9),  # noqa: RUF001 Persian
            ("Привет – “да” …", 15),
        ],
    )
    def test_counts_what_a_terminal_fills(self, text: str, counted: int) -> None:
        """Marks, skin tones, keycaps and joined letters take no column of their own."""
        assert counted == columns(text)

    @given(st.text(st.characters(max_codepoint=0x25FF), max_size=20))
    def test_the_short_way_counts_as_the_library_does(self, text: str) -> None:
        """What is known to be narrow is."""
        shown = safe(text)
        assert wcswidth(shown) == columns(shown)


class TestCut:
    def test_never_parts_a_letter_from_its_marks(self) -> None:
        """A flag, a family and a syllable are kept or left out whole."""
        assert "a 👨\u200d👩\u200d👧…" == cut(
            "a 👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 5
        )

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
    @example([("", "", "0000\x1f\x1f\x1f\u1067\U0001fbfb")], 30)
    def test_keeps_to_the_width(
        self, rows: list[tuple[str, str, str]], width: int
    ) -> None:
        """The widest column gives way."""
        assert all(columns(it) <= width for it in table(rows, width=width))

    def test_of_nothing_is_nothing(self) -> None:
        """No rows, no lines."""
        assert [] == table([], width=20)
