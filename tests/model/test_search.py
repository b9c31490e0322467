from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.search import Meant, meant_by, plain
from riskctl.model.selection import EventFilter
from riskctl.storage.text.catalogue import read_catalogue
from tests.helpers import CATALOGUE, event
from tests.model.asked import Asked

SMALL, _ = read_catalogue(CATALOGUE.encode(), "indicators.toml")


class TestPlain:
    @given(st.text())
    def test_composed_and_decomposed_are_the_same(self, text: str) -> None:
        """However a keyboard puts letters and marks together."""
        forms = {plain(normalize(form, text)) for form in ("NFC", "NFD", "NFKC")}
        assert len(forms) == 1

    @given(st.text(st.characters(codec="ascii")))
    def test_ascii_is_in_small_letters(self, text: str) -> None:
        """The short way for most titles gives what the long way would."""
        assert plain(text) == normalize("NFKC", text.casefold())


class TestMeantBy:
    def test_finds_what_is_said_of_values(self) -> None:
        """The value that a sentence or a name tells of, and no other."""
        meant = meant_by("SUMMIT", SMALL)
        assert {("talks", "summit")} == meant.values

    def test_finds_what_is_said_of_an_indicator(self) -> None:
        """By its id here."""
        assert {"treaty"} == meant_by("treaty", SMALL).names

    def test_nothing_means_nothing(self) -> None:
        """An empty word stands in every text, and finds none."""
        assert meant_by("", SMALL).names == frozenset()


class TestInParts:
    @pytest.mark.parametrize(
        ("wanted", "asked"),
        [
            (EventFilter(text="CALL"), ["events with call"]),
            (EventFilter(address="Example.ORG"), ["events with example.org"]),
            (EventFilter(text="a", meant=Meant(frozenset({"talks"}))), ["events"]),
            (
                EventFilter(text="a", meant=Meant(frozenset({"treaty"}))),
                ["events with a"],
            ),
            (EventFilter(), ["events"]),
        ],
    )
    def test_a_part_is_asked_for_the_text_as_it_is_searched(
        self, wanted: EventFilter, asked: list[str]
    ) -> None:
        """Unless what is meant by it may be said of any of its events."""
        part: Any = Asked("1", event("2026-02-05", "talks", "call"))
        Log([part]).select(wanted)
        assert part.asked == asked
