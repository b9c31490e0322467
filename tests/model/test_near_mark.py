from typing import Any

import pytest

from riskctl.model.marked import marked_texts, may_be_marked
from riskctl.model.near_mark import is_near_mark, mark_in, nearest_mark
from riskctl.model.tlp import Tlp
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
)
from riskctl.storage.text.settings import SETTINGS_KEYS
from tests.helpers import event


class TestIsNearMark:
    @pytest.mark.parametrize(
        "key",
        [
            "TLP",
            "Tlp",
            "tlP",
            "tpl",
            "ltp",
            "tl",
            "tp",
            "tlpp",
            "ttlp",
            "txlp",
            "tlxp",
            "lp",
            "xlp",
            "tip",
            "tlb",
            "Tlp-level",
            "tlp_level",
            "tlp:",
            "tlp ",
            "x-tlp",
            "event.tlp",
            "tlp2",
            "TLP 2.0",
            "t-l-p",
            "T.L.P.",
            "\uff34\uff2c\uff30",
            "\u0442l\u0440",
            "t1p",
            "traffic-light",
            "TrafficLightProtocol",
        ],
    )
    def test_a_name_a_slip_away_is_one(self, key: str) -> None:
        """Whatever is written beside it."""
        assert is_near_mark(key, 1)

    @pytest.mark.parametrize(
        "value",
        [
            "red",
            "AMBER",
            "Amber ",
            "tlp:amber",
            "TLP:AMBER+STRICT",
            "amber_strict",
            "TLP: RED",
            "\uff32\uff25\uff24",
            "green",
            "top secret",
            "CONFIDENTIAL//NOFORN",
            "restricted",
        ],
    )
    @pytest.mark.parametrize("key", ["marking", "classification", "colour", "nota"])
    def test_a_value_that_spells_a_mark_is_one(self, key: str, value: str) -> None:
        """Under whatever name, and among others in a list or a table."""
        assert is_near_mark(key, value)
        assert is_near_mark(key, ["x", value])
        assert is_near_mark(key, {"level": value})

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("secret", True),
            ("Confidential", True),
            ("top_secret", 1),
            ("red", True),
            ("private", "yes"),
            ("embargo", "until June"),
            ("public", False),
            ("publish", False),
        ],
    )
    def test_a_key_that_spells_one_is_one(self, key: str, value: object) -> None:
        """Whatever its value is."""
        assert is_near_mark(key, value)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("nota", "wires"),
            ("to", "Kyiv"),
            ("pt", ""),
            ("lxt", ""),
            ("t", ""),
            ("tlxyp", ""),
            ("txyp", ""),
            ("plt", ""),
            ("colour", "blue"),
            ("url", "https://example.org/red/tlp"),
            ("type", "redeployment"),
            ("place", "Red Square"),
            ("map", 3),
            ("tags", ["x"]),
            ("tags", ["Red Cross", 3]),
            ("public", True),
            ("", ""),
        ],
    )
    def test_a_key_of_the_users_own_is_none(self, key: str, value: object) -> None:
        """It is left alone."""
        assert not is_near_mark(key, value)

    def test_no_key_that_riskctl_reads_is_near(self) -> None:
        """But the mark itself."""
        known = {*EVENT_KEYS, *NOTE_KEYS, *REVIEW_KEYS, *RETRACTION_KEYS}
        near = {it for it in (*known, *SETTINGS_KEYS) if is_near_mark(it, None)}
        assert near == {"tlp"}


class TestNearestMark:
    @pytest.mark.parametrize(
        ("value", "mark"),
        [
            ("AMBER ", Tlp.AMBER),
            ("tlp:amber", Tlp.AMBER),
            ("TLP:GREEN", Tlp.GREEN),
            ("white", Tlp.CLEAR),
            ("amber+strict", Tlp.RED),
            ("ambre", Tlp.RED),
            ("", Tlp.RED),
            (["amber"], Tlp.RED),
            (1, Tlp.RED),
        ],
    )
    def test_is_the_one_that_is_meant_or_the_narrowest(
        self, value: object, mark: Tlp
    ) -> None:
        """Where that is not clear, nobody reads it by mistake."""
        assert nearest_mark(value) is mark


class TestMarkIn:
    @pytest.mark.parametrize(
        ("text", "mark"),
        [
            ("TLP:RED A call", Tlp.RED),
            ("[TLP:AMBER+STRICT] A call", Tlp.AMBER),
            ("(tlp green) A call", Tlp.GREEN),
            ("**TLP: RED** A call", Tlp.RED),
            ("TLP 2.0: RED, a call", Tlp.RED),
            ("A call (TLP:RED)", Tlp.RED),
            ("A call - tlp red.", Tlp.RED),
            ("A call, TLP:AMBER+STRICT", Tlp.AMBER),
            ("A call [TLP:AMBER] between ministers", Tlp.AMBER),
            ("A call.\nTLP:AMBER\nThe rest is talk.", Tlp.AMBER),
            ("TLP:GREEN, or rather TLP:RED", Tlp.RED),
            ("\uff34\uff2c\uff30\uff1a\uff32\uff25\uff24 A call", Tlp.RED),
            ("\u0422L\u0420:RED A call", Tlp.RED),
            ("T\u200bLP:R\u00adED A call", Tlp.RED),
            ("TLP:CLEAR A call", None),
            ("A memo marked TLP:RED is leaked", None),
            ("TLP reform is talked about", None),
            ("\u0422\u0435\u043b\u0435\u0444\u043e\u043d: red", None),
            ("", None),
        ],
    )
    def test_is_what_people_write_beside_a_text(
        self, text: str, mark: Tlp | None
    ) -> None:
        """A text about a mark is not marked by it."""
        assert mark_in(text) is mark


class TestMarkedTexts:
    @pytest.mark.parametrize("key", ["title", "note", "forum", "theatre", "via"])
    @pytest.mark.parametrize(
        "text", ["TLP:RED", "\uff34\uff2c\uff30:red", "T\u200bLP:RED"]
    )
    def test_are_those_of_every_key_that_others_are_shown(
        self, key: str, text: str
    ) -> None:
        """And the quick question says so as well."""
        said: dict[str, Any] = {key: f"Invented ({text})"}
        marked = event("2026-05-12", "leader-contact", "call")._replace(**said)
        assert [(key, Tlp.RED)] == [*marked_texts(marked)]
        assert may_be_marked(marked)

    def test_are_those_of_sources_too(self) -> None:
        """What is cited under a mark is not for everybody."""
        marked = event("2026-05-12", "leader-contact", "call")._replace(
            sources=("Gazette", "cable of 3 May (TLP:AMBER)")
        )
        assert [("sources", Tlp.AMBER)] == [*marked_texts(marked)]

    def test_are_none_where_the_record_has_the_mark(self) -> None:
        """It may be narrower than what the text says."""
        marked = event("2026-05-12", "leader-contact", "call")._replace(
            title="TLP:AMBER A call", tlp=Tlp.RED
        )
        assert not [*marked_texts(marked)]
