import pytest

from riskctl.model.near_mark import is_near_mark, mark_at_start, nearest_mark
from riskctl.model.tlp import Tlp
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
)
from riskctl.storage.text.settings import SETTINGS_KEYS


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
        """Under whatever name."""
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


class TestMarkAtStart:
    @pytest.mark.parametrize(
        ("text", "mark"),
        [
            ("TLP:RED A call", Tlp.RED),
            ("[TLP:AMBER+STRICT] A call", Tlp.AMBER),
            ("(tlp green) A call", Tlp.GREEN),
            ("**TLP: RED** A call", Tlp.RED),
            ("TLP:CLEAR A call", None),
            ("A memo marked TLP:RED is leaked", None),
            ("TLP reform is talked about", None),
            ("", None),
        ],
    )
    def test_is_what_people_write_before_a_text(
        self, text: str, mark: Tlp | None
    ) -> None:
        """A text about a mark is not marked by it."""
        assert mark_at_start(text) is mark
