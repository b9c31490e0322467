import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.reporting.safe import safe
from tests.helpers import prints

ANY = st.text(st.characters(exclude_categories=()))
# What has no shape of its own and spells a word, or has one and is a format character.
SPELLS = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u180e\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890"
        "\u0891\u08e2\U000110bd\U000110cd",
    )
)
PERSIAN = "رئیس\u200cجمهور می\u200cگوید"  # noqa: RUF001 its own letters


class TestSafe:
    @given(ANY)
    def test_gives_only_what_prints_as_itself(self, text: str) -> None:
        """Whatever comes in, surrogates too; joiners may spell a word."""
        assert prints(safe(text).translate(SPELLS))

    @given(
        ANY
        | st.text(
            # Joiners, breaks, signs and tags among letters of their scripts.
            "\u200b\u200c\u200d\u180e\u06dd\u061c\u070e\u0e3b\u0e01\u1781\u0628\u1820\u202ea"
            "\n\U0001f3f4\U000e0067\U000e0062\U000e007f\U0001f468\u0dca\u0dc1"
        )
    )
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
            ("exa\u200cmple", r"exa\u200cmple"),
            ("\u200dend", r"\u200dend"),
            ("می\u200c\u200dگوید", "می\u200c\\u200dگوید"),
            ("ab\u200c", r"ab\u200c"),
            ("soft\xadhyphen", r"soft\xadhyphen"),
        ],
    )
    def test_spells_the_rest(self, text: str, shown: str) -> None:
        """Escapes, line ends, direction marks, tags, private characters."""
        assert shown == safe(text)

    @pytest.mark.parametrize(
        "text",
        [PERSIAN, "শ\u09cd\u200dর", "ന\u0d4d\u200d", "👩\u200d⚕\ufe0f", "👨🏽\u200d🚀"],
        ids=["Persian", "Bengali", "Malayalam at the end", "emoji", "skin tone"],
    )
    def test_keeps_joiners_that_spell(self, text: str) -> None:
        """Between letters, after a virama, and inside an emoji."""
        assert text == safe(text)

    @pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2009", "\u3000"])
    def test_shows_every_space_as_a_space(self, space: str) -> None:
        """No-break, narrow, thin and ideographic ones."""
        assert "« franc »" == safe(f"«{space}franc{space}»")
