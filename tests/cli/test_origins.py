"""Whom a source took it from: two links to one wire are one origin."""

from pathlib import Path

import pytest

from tests.helpers import open_folder, run

WIRE = "TASS: https://example.org/wire"
COPY = "Tass: https://example.net/copy"
OTHER = "https://www.example.com/own"


def logged(small: Path, *sources: str) -> str:
    """Log an event with some sources; return its id."""
    cited = [word for it in sources for word in ("-s", it)]
    outcome = run("log", "clash", "shots", "Shots again", *cited, folder=small)
    assert outcome.exit_code == 0
    (event,) = (it for it in open_folder(small).log.events if it.title == "Shots again")
    return event.id


class TestLog:
    def test_writes_whom_an_address_follows(self, small: Path) -> None:
        """As a table beside the plain addresses."""
        event_id = logged(small, WIRE, OTHER)
        text = (small / "log" / "2026-11.toml").read_text(encoding="utf-8")
        assert (
            'sources = [{ url = "https://example.org/wire", origin = "TASS" }, '
            '"https://www.example.com/own"]\n'
        ) in text
        event = open_folder(small).log.event(event_id)
        assert event
        assert event.origins == ("TASS", "")

    def test_takes_other_colons_as_they_are(self, small: Path) -> None:
        """A newspaper is no origin of its page."""
        event_id = logged(small, "Gazette: the morning edition, p. 2")
        event = open_folder(small).log.event(event_id)
        assert event
        assert (event.sources, event.origins) == (
            ("Gazette: the morning edition, p. 2",),
            (),
        )

    def test_refuses_a_wrong_address_behind_it(self, small: Path) -> None:
        """Whoever is named before it."""
        outcome = run(
            *("log", "clash", "shots", "x", "-s", "TASS: https://a:b@example.org/"),
            folder=small,
        )
        assert outcome.exit_code == 2
        assert "the address carries credentials" in outcome.stderr


class TestAmend:
    def test_replaces_sources_and_origins_together(self, small: Path) -> None:
        """Whoever gives sources gives all of them."""
        event_id = logged(small, WIRE)
        run("amend", event_id, "-s", OTHER, "-s", COPY, folder=small)
        replacement = open_folder(small).log.replacement_of(event_id)
        assert getattr(replacement, "origins", None) == ("", "Tass")
        run("amend", getattr(replacement, "id", ""), "--title", "t", folder=small)
        (last,) = (it for it in open_folder(small).log.in_force if it.title == "t")
        assert last.origins == ("", "Tass")


class TestShow:
    @pytest.mark.parametrize(
        ("sources", "words"),
        [
            ((WIRE, COPY), "TASS alone"),
            ((WIRE, OTHER), "2: TASS, example.com"),
            ((OTHER, "https://example.com/b"), "example.com alone"),
        ],
    )
    def test_counts_independent_origins(
        self, sources: tuple[str, ...], words: str, small: Path
    ) -> None:
        """One site is one origin, and so is one wire."""
        shown = run("show", logged(small, *sources), folder=small).stdout
        assert f"\norigins     {words}\n" in shown


class TestLevelFull:
    def test_says_how_much_rests_on_single_origins(self, small: Path) -> None:
        """By the points of today's score."""
        alone = run("level", "--full", folder=small).stdout
        assert "54 % of the events' points rest on one origin each" in alone
        run("amend", "shot02", "-s", WIRE, "-s", OTHER, folder=small)
        confirmed = run("level", "--full", folder=small).stdout
        assert "20 % of the events' points rest on one origin each" in confirmed
