import pytest

from riskctl.model.plain import hidden_words, is_space


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

    def test_allows_nothing_that_it_was_not_told_to(self) -> None:
        """A line break is hidden in a title, and wanted in a note."""
        assert hidden_words("X\nX") == "U+000A (a control character) after `X`"
        assert hidden_words("X\nX", allowed="\n") is None


@pytest.mark.parametrize(
    ("char", "verdict"),
    [(" ", True), ("\u00a0", True), ("\u3000", True), ("\t", False), ("x", False)],
)
def test_a_space_is_any_that_separates_words(char: str, verdict: bool) -> None:
    """A plain one, too; a tab is a control character."""
    assert is_space(char) is verdict
