import pytest

from riskctl.model.plain import hidden_words


class TestHiddenWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Shots \u202efdp", "U+202E (right-to-left override) after `Shots `"),
            ("\ufeffShots", "U+FEFF (zero width no-break space) at the start"),
            ("pay\u200bpal", "U+200B (zero width space) after `pay`"),
            ("a\x9bb", "U+009B (a control character) after `a`"),
            ("a\ue000", "U+E000 (not a character) after `a`"),
            ("one\ntwo\x07", "U+0007 (a control character) after `two`"),
        ],
    )
    def test_names_the_character_and_its_place(self, text: str, words: str) -> None:
        """What cannot be seen must be said."""
        assert words == hidden_words(text, allowed="\n")

    @pytest.mark.parametrize(
        "text", ["", "plain", "日本\u3000語", "a\u00a0b", "e\u0301"]
    )
    def test_is_none_for_text(self, text: str) -> None:
        """Spaces of every kind and marks are text."""
        assert hidden_words(text) is None
