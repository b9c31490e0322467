import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.reporting.safe import safe

ANY = st.text(st.characters(exclude_categories=()))


class TestSafe:
    @given(ANY)
    def test_gives_only_what_prints_as_itself(self, text: str) -> None:
        """Whatever comes in, surrogates too."""
        assert safe(text).isprintable()

    @given(ANY)
    def test_done_twice_is_done_once(self, text: str) -> None:
        """It may be applied at every boundary."""
        assert safe(text) == safe(safe(text))

    @given(st.text(st.characters(categories=("L", "N", "P", "S"))))
    def test_leaves_plain_text_alone(self, text: str) -> None:
        """In every script."""
        assert text == safe(text)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b]0;x\x07", r"\x1b]0;x\x07"),
            ("a\r\nb", r"a\x0d\x0ab"),
            ("\x9b31m", r"\x9b31m"),
            ("a\u202eb", r"a\u202eb"),
            ("\u2028", r"\u2028"),
            ("\ud800", r"\ud800"),
            ("\U000e0041", r"\U000e0041"),
            ("\ue000", r"\ue000"),
        ],
    )
    def test_spells_the_rest(self, text: str, shown: str) -> None:
        """Escapes, line ends, direction marks, tags, private characters."""
        assert shown == safe(text)
