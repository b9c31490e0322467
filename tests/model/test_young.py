"""What Unicode assigned lately is the same text on every Python."""

from unicodedata import category, unidata_version

import pytest

from riskctl.model.plain import hidden_words
from riskctl.model.search import plain
from riskctl.model.young import comparable, is_young, of_known
from riskctl.reporting.safe import safe

# Of 15.0, 15.1, 16.0 and 17.0: letters, a wide sign, an emoji, a mark, a numeral.
LATER = "\U0001e030\u2ffc\U0001fae8\u1c89\U00011f03\U0001ccf0\ua7ce"


class TestYoung:
    @pytest.mark.parametrize("char", LATER, ids=lambda it: f"{ord(it):X}")
    def test_is_text(self, char: str) -> None:
        """It is shown, and accepted, whether this Python knows it or not."""
        assert safe(f"a{char}b") == f"a{char}b"
        assert hidden_words(char) is None

    def test_is_never_what_the_oldest_python_knows(self) -> None:
        """The table says of what is older nothing: that has its own rules."""
        old = "aé中\u0e33\u200c\u202e\u00a0\U0001f600\ue000\x1b"
        assert not any(map(is_young, old))

    @pytest.mark.skipif(unidata_version != "14.0.0", reason="needs Unicode 14.0")
    def test_is_all_unknown_to_the_oldest_python(self) -> None:
        """Not one character of the table is assigned in 14.0."""
        found = [it for it in map(chr, range(0x110000)) if is_young(it)]
        assert len(found) == 28104
        assert {category(it) for it in found} == {"Cn"}

    def test_is_all_that_this_python_knows_more(self) -> None:
        """Nothing visible is shown by this Python, and by the oldest not."""
        if unidata_version == "14.0.0":
            pytest.skip("this is the oldest")
        young = [it for it in map(chr, range(0x110000)) if is_young(it)]
        known = [it for it in young if it.isprintable()]
        assert len(known) > 4000

    @pytest.mark.parametrize("char", LATER, ids=lambda it: f"{ord(it):X}")
    def test_is_compared_as_it_is(self, char: str) -> None:
        """Neither composed nor made small, though a later Python would."""
        assert comparable(f"\u00c9{char}A") == f"\u00e9{char}a"
        assert plain(f"E\u0301{char}A") == f"\u00e9{char}a"

    def test_a_joiner_between_young_letters_spells(self) -> None:
        """As between letters that every Python knows."""
        assert hidden_words("\U00011f04\u200c\U00011f05") is None
        assert hidden_words("\U00011f04\u200c") is not None

    def test_the_rest_of_a_text_is_changed(self) -> None:
        """Before, between and after."""
        assert of_known(str.upper, "a\u1c8ab\u1c8a\u1c8ac") == ("A\u1c8aB\u1c8a\u1c8aC")
