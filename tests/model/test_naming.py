import pytest

from riskctl.model.catalogue import Catalogue
from riskctl.model.naming import indicators_named, values_named
from riskctl.storage.text.catalogue import read_catalogue
from tests.helpers import CATALOGUE, ROOT


@pytest.fixture(scope="module")
def starter() -> Catalogue:
    """Return the catalogue of a new watch."""
    return read_catalogue((ROOT / "data" / "starter.toml").read_bytes(), "x.toml")[0]


class TestIndicatorsNamed:
    @pytest.mark.parametrize(
        "text",
        ["leader-contact", "LEADER-Contact", "leader contact", "lead", "president"],
    )
    def test_finds_one_by_any_part_that_is_clear(
        self, text: str, starter: Catalogue
    ) -> None:
        """Its id, in capitals, with a space, its beginning, a word for it."""
        assert ["leader-contact"] == [it.id for it in indicators_named(text, starter)]

    def test_finds_several_where_a_word_is_theirs(self, starter: Catalogue) -> None:
        """Whoever asks has to say which."""
        found = {it.id for it in indicators_named("meeting", starter)}
        assert {"leader-contact"} < found

    def test_an_id_comes_before_the_beginning_of_others(self) -> None:
        """`talks` is not `talks-about-arms`."""
        text = CATALOGUE.replace('id = "clash"', 'id = "talks-about-arms"')
        catalogue, _ = read_catalogue(text.encode(), "x.toml")
        assert ["talks"] == [it.id for it in indicators_named("TALKS", catalogue)]

    @pytest.mark.parametrize(
        "text",
        ["", " ", "-", "zzz", "eader", "lеader"],  # noqa: RUF001 a Cyrillic letter
    )
    def test_finds_none_in_what_is_no_beginning(
        self, text: str, starter: Catalogue
    ) -> None:
        """Nothing, noise, an inner part, a look-alike letter."""
        assert () == indicators_named(text, starter)


class TestValuesNamed:
    @pytest.mark.parametrize("text", ["sus", "SUSPENDED", "suspended"])
    def test_finds_one_by_name_or_title(self, text: str, starter: Catalogue) -> None:
        """In any case, by its beginning."""
        about = next(it for it in starter if "suspended" in it.value_names)
        assert ("suspended",) == values_named(text, about)

    def test_finds_several_where_it_is_open(self, starter: Catalogue) -> None:
        """Both begin so."""
        about = starter["leader-contact"]
        assert ("message", "meeting") == values_named("me", about)

    def test_finds_parts_of_names(self) -> None:
        """What stands after a hyphen is a beginning, too."""
        text = CATALOGUE.replace("doubted =", "kept-in-part =")
        catalogue, _ = read_catalogue(text.encode(), "x.toml")
        assert ("kept-in-part",) == values_named("part", catalogue["treaty"])
        assert ("kept",) == values_named("Kept", catalogue["treaty"])
