"""Every output that shows a level says when it is expired, and when provisional."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import EXAMPLE, make_watch, run

# Half a year after the last event of the example watch.
LATER = "2026-11-20T12:00:00Z"
EXPIRED = "expired: nobody has looked since 22 May 2026"
ONE_EVENT = {
    "2026-11.toml": """\
        [[event]]
        id = "2026-11-10-shot01"
        date = 2026-11-10
        indicator = "clash"
        value = "shots"
        title = "Shots at the river"
        sources = ["https://example.org/shots"]
        grade = "B2"
        recorded = 2026-11-10T18:00:00Z
        """
}
PROVISIONAL = "provisional: 0 of 2 statuses and contacts set"


def printed(*arguments: str) -> Callable[[Path, Path], str]:
    """Return what reads the text that a command prints, without its line breaks."""
    return lambda watch, _: " ".join(
        run(*arguments, folder=watch, now=LATER).stdout.split()
    )


def exported(form: str) -> Callable[[Path, Path], str]:
    """Return what reads a report of the running week."""

    def read(watch: Path, folder: Path) -> str:
        path = folder / f"report.{form}"
        arguments = ("report", "--week", "this", "-f", form, "-o", str(path))
        assert run(*arguments, folder=watch, now=LATER).exit_code == 0
        return " ".join(path.read_text(encoding="utf-8").replace("\\", "").split())

    return read


OUTPUTS = {
    "level": printed("level"),
    "brief": printed("level", "--brief"),
    "explain": printed("explain"),
    "history": printed("history", "--from", "2026-10-20"),
    "history in sentences": printed("history", "--plain", "--from", "2026-10-20"),
    "report as text": exported("text"),
    "report as Markdown": exported("markdown"),
    "report as a page": exported("html"),
}
DOCUMENTS = {
    "level": ("level", "--json"),
    "history": ("history", "--json"),
    "report": ("report", "--week", "this", "--json"),
}


def current(document: dict[str, object]) -> object:
    """Return the part of a document that says whether its level is current."""
    return document.get("assessment", document)


@pytest.fixture(scope="module")
def one_event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a watch with one event, of ten days ago."""
    return make_watch(tmp_path_factory.mktemp("one"), ONE_EVENT)


@pytest.fixture(scope="module")
def site(one_event: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of that watch, two months later."""
    folder = tmp_path_factory.mktemp("site") / "public"
    outcome = run("site", str(folder), folder=one_event, now="2027-01-20T12:00:00Z")
    assert outcome.exit_code == 0
    return folder


class TestExpired:
    @pytest.mark.parametrize("name", OUTPUTS)
    def test_stands_wherever_the_level_does(self, name: str, tmp_path: Path) -> None:
        """Half a year after the last event, in every format."""
        assert EXPIRED in OUTPUTS[name](EXAMPLE, tmp_path).replace("Expired", "expired")

    @pytest.mark.parametrize("name", DOCUMENTS)
    def test_is_not_current_as_json(self, name: str) -> None:
        """With the last look, and the day until which the level was current."""
        text = run(*DOCUMENTS[name], folder=EXAMPLE, now=LATER).stdout
        found = current(json.loads(text))

        assert isinstance(found, dict)
        assert found["current"] is False
        assert found["last_look"] == "2026-05-22"
        assert found["valid_until"] == "2026-06-05"

    def test_exits_8_for_a_script(self) -> None:
        """Level 3 is reached, and still it is no answer."""
        outcome = run("level", "--brief", "--fail-at", "3", folder=EXAMPLE, now=LATER)

        assert outcome.exit_code == 8

    def test_takes_the_colour_from_the_level(self, tmp_path: Path) -> None:
        """In a terminal, and on a page."""
        page = OUTPUTS["report as a page"](EXAMPLE, tmp_path)
        shown = run(
            "--color", "always", "level", "--brief", folder=EXAMPLE, now=LATER
        ).stdout

        assert '<ol class="ladder expired">' in page
        assert "\x1b[90m3 · tense\x1b[0m" in shown

    def test_is_said_by_every_part_of_a_site(self, site: Path) -> None:
        """The pages, the feed, the badge and the JSON of the day."""
        said = "expired: nobody has looked since 10 November 2026"

        assert said in (site / "index.html").read_text().replace("Expired", "expired")
        told = (site / "feed.xml").read_text().replace("Expired", "expired")
        assert f"<title>{said}</title>" in told
        assert "level 5, calm, score 3.4, expired" in (site / "weeks.xml").read_text()
        badge = (site / "badge.svg").read_text()
        assert "expired: " in badge
        assert 'fill="#8a9097"' in badge
        assert json.loads((site / "level.json").read_text())["current"] is False

    def test_is_silent_while_the_level_is_current(self) -> None:
        """A warning that is always on is wallpaper."""
        shown = run("level", "--brief", "--as-of", "2022-03-03", folder=EXAMPLE).stdout

        assert shown.startswith("2 · severe · orange · score ")


class TestProvisional:
    @pytest.mark.parametrize("name", OUTPUTS)
    def test_stands_wherever_the_level_does(
        self, name: str, one_event: Path, tmp_path: Path
    ) -> None:
        """One event shows no confident level."""
        shown = OUTPUTS[name](one_event, tmp_path)

        assert PROVISIONAL in shown.replace("Provisional", "provisional")

    @pytest.mark.parametrize("name", DOCUMENTS)
    def test_says_what_is_missing_as_json(self, name: str, one_event: Path) -> None:
        """The heaviest first."""
        text = run(*DOCUMENTS[name], folder=one_event, now=LATER).stdout
        found = current(json.loads(text))

        assert isinstance(found, dict)
        assert found["provisional"] is True
        assert found["known_ground"] == {
            "share": 0.0,
            "minimum": 0.5,
            "missing": ["treaty", "talks"],
        }

    def test_is_said_by_every_part_of_a_site(self, site: Path) -> None:
        """The pages, the feed and the badge."""
        assert PROVISIONAL in (site / "index.html").read_text().replace(
            "Provisional", "provisional"
        )
        weeks = (site / "weeks.xml").read_text()
        assert "level 4, watchful, score 13.7, provisional<" in weeks
        assert "provisional" in (site / "badge.svg").read_text()

    def test_comes_before_the_level_in_one_line(self, one_event: Path) -> None:
        """Nobody reads a calm that nobody has judged."""
        shown = run("level", "--brief", folder=one_event, now=LATER).stdout

        level = "4 · watchful · blue · score "
        assert shown.startswith(f"{PROVISIONAL}; next: riskctl setup · {level}")

    def test_is_named_with_what_is_missing_in_the_report(
        self, one_event: Path, tmp_path: Path
    ) -> None:
        """By title, the heaviest first."""
        text = OUTPUTS["report as text"](one_event, tmp_path)

        assert "The border treaty" in text
        assert "Talks between the capitals" in text


class TestDaysToCome:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("level",),
            ("explain",),
            ("indicators",),
            ("report", "--week", "this"),
            ("outlook",),
            ("history",),
        ],
    )
    def test_are_refused(self, arguments: tuple[str, ...], one_event: Path) -> None:
        """And the command that speaks of them is named."""
        outcome = run(*arguments, "--as-of", "2026-12-20", folder=one_event)

        assert outcome.exit_code == 2
        assert outcome.stdout == ""
        assert outcome.stderr == (
            "2026-12-20 is still to come; only days that have come are judged\n"
            "hint: what silence would do until then: riskctl outlook --days 30\n"
        )

    def test_of_planned_events_are_listed(self, small: Path) -> None:
        """A list judges nothing."""
        assert run("events", "--to", "2026-12-31", folder=small).exit_code == 0
