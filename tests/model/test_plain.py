import pytest

from riskctl.model.plain import character_words, hidden_in, hidden_words, is_space


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
            ("pay\u200cpal", "U+200C (zero width non-joiner) after `pay`"),
            ("\u200d\u0628", "U+200D (zero width joiner) at the start"),
            ("\u0e44\u200bx", "U+200B (zero width space) after `\u0e44`"),
            (
                "\U0001f3f4\U000e0067",
                "U+E0067 (tag latin small letter g) after `\U0001f3f4`",
            ),
            ("a\u180eb", "U+180E (mongolian vowel separator) after `a`"),
        ],
    )
    def test_names_the_character_and_its_place(self, text: str, words: str) -> None:
        """What cannot be seen must be said."""
        assert words == hidden_words(text, allowed="\n")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "plain",
            "日本\u3000語",
            "a\u00a0b",
            "e\u0301",
            "\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f",  # Persian, inside a word
            "\u0647\u200d.\u0634",  # Persian, before a full stop
            "(\u062f\u0647\u200c) x",  # Kurdish, at a word's end
            "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala
            "\u0d28\u0d4d\u200d",  # Malayalam, at an end
            "\u0930\u200d\u094d\u092f",  # Marathi
            "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",  # Khmer
            "\u0e44\u0e17\u0e22\u200b\u0e44\u0e17\u0e22",  # Thai
            "\u1820\u180e\u1828",  # Mongolian
            "\u0600\u0661\u0662",  # a number sign
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
            # The flag of England.
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ],
    )
    def test_is_none_for_text(self, text: str) -> None:
        """Spaces of every kind and marks are text, and so is what spells a word."""
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


class TestHiddenIn:
    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("\x00a\x07\u202e", [0, 2, 3]),
            ("a\u00a0\x07b\u3000\x08", [2, 5]),
            ("می\u200cگوید", []),
            ("\u200cگ", [0]),
            ("گ\u200c", []),
            ("گ\u200c\u200cگ", [2]),
            ("گ\u200ca", []),
            ("a\u200cگ", [1]),
            ("क\u094d\u200d", []),
            ("क\u094d\u200d ", []),
            ("\U0001f468\u200d\U0001f469", []),
            ("\U0001f468\u200d", [1]),
            ("1\u200d2", [1]),
            ("\U0001fae8\u200d\U0001fae8", []),
            ("گ\u200c\x07", [2]),
        ],
    )
    def test_a_joiner_is_spelling_between_letters_only(
        self, text: str, places: list[int]
    ) -> None:
        """Persian, an Indian sign at an end, people in emoji; a trick elsewhere."""
        assert list(hidden_in(text)) == places

    def test_what_is_allowed_is_not_told(self) -> None:
        """Every character of it."""
        assert list(hidden_in("a\nb\tc\x07", allowed="\n\t")) == [5]


class TestWhere:
    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ("x" * 25 + "\x07", "after `" + "x" * 20 + "`"),
            ("one\ntwo\nthr\x07", "after `thr`"),
            ("one\n\x07two", "at the start"),
        ],
    )
    def test_is_told_by_what_stands_before_it(self, text: str, where: str) -> None:
        """In its line, and no more of that than is needed."""
        words = hidden_words(text, allowed="\n")
        assert words == f"U+0007 (a control character) {where}"


@pytest.mark.parametrize(
    ("char", "words"),
    [
        ("\n", "U+000A (a control character)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ue000", "U+E000 (not a character)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_a_character_is_called_as_unicode_does(char: str, words: str) -> None:
    """In small letters, after its number."""
    assert character_words(char) == words
