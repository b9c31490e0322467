"""`riskctl board`: several watches, one line each, and as the front page of a site."""

from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.cli.test_json import valid
from tests.helpers import Outcome, make_watch, run

NOTICE = "Unofficial: a private judgement by a published rule; no government issues it."
QUIET = """\
    [[event]]
    id = "2026-10-20-aaaaaa"
    date = 2026-10-20
    indicator = "treaty"
    value = "doubted"
    title = "The treaty is doubted"
    sources = ["https://example.org/a"]
    grade = "A1"
    recorded = 2026-10-20T12:00:00Z
    """
SHOTS = QUIET.replace("2026-10-20", "2026-11-18").replace('"treaty"', '"clash"')
SHOTS = SHOTS.replace("doubted", "deaths", 1).replace("The treaty is doubted", "Shots")


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of four watches: one got worse, one is broken, one is empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "watches"
    make_watch(folder / "calm", {"2026-10.toml": QUIET})
    make_watch(folder / "grave", {"2026-10.toml": QUIET, "2026-11.toml": SHOTS})
    make_watch(folder / "none")
    make_watch(folder / "torn", {"2026-10.toml": "x = = 1\n"})
    for name in ("calm", "grave", "none"):
        settings = folder / name / "riskctl.toml"
        told = settings.read_text().replace("North – South", name.title())
        settings.write_text(told)
    return folder


def rows(outcome: Outcome) -> list[str]:
    """Return the lines under the notice."""
    return outcome.stdout.splitlines()[2:]


class TestBoard:
    def test_shows_what_changed_first_and_names_the_event(self, several: Path) -> None:
        """And a broken watch is one line; the rest goes on, and 5 is the answer."""
        outcome = run("board", str(several))
        assert (
            f"{NOTICE}\n\n"
            "Grave  2 severe     worse from 4  current · 2026-11-18 Shots\n"
            "Calm   4 watchful   same          expired\n"
            "None   no evidence\n"
            "torn: cannot be read: log/2026-10.toml:1: not TOML: invalid value\n"
        ) == outcome.stdout
        assert 5 == outcome.exit_code
        assert outcome.stderr.startswith("torn: log/2026-10.toml:1: not TOML")

    @pytest.mark.parametrize("columns", [40, 80, 200])
    def test_is_one_line_a_watch_in_every_terminal(
        self, several: Path, columns: int
    ) -> None:
        """However narrow, no line is longer."""
        outcome = run("board", str(several), env={"COLUMNS": str(columns)})
        shown = rows(outcome)
        assert 4 == len(shown)
        assert all(len(it) <= columns for it in shown)
        assert "expired" in outcome.stdout
        if columns == 200:
            assert "· · · 2 ·" in shown[0]
            assert "current until 2 December 2026" in shown[0]

    def test_says_who_eased(self, several: Path) -> None:
        """After the dwell it eases by the slow descent, and no event is blamed."""
        later = "2027-01-03T12:00:00Z"
        grave = run("board", str(several / "grave"), now=later)
        assert ["Grave  3 tense  eased from 2  expired · by the slow descent"] == rows(
            grave
        )

    def test_takes_those_that_have_a_short_name(self, several: Path) -> None:
        """Where no folder is named; where none has one, it says how to come by it."""
        assert run("board").exit_code == 2
        assert "riskctl watches --add DIR" in run("board").stderr
        run("watches", "--add", str(several / "calm"))
        assert ["Calm  4 watchful  same  expired"] == rows(run("board"))
        assert rows(run("board")) == rows(run("board", "calm", str(several / "calm")))

    def test_is_a_document(self, several: Path) -> None:
        """With the same rows, and the broken one apart."""
        document = valid(run("board", str(several), "--json"), "board")
        ways = [(it["name"], it["way"]) for it in document["watches"]]
        assert [("grave", "worse"), ("calm", "same"), ("none", None)] == ways
        assert "Shots" == document["watches"][0]["event"]["title"]
        assert ["torn"] == [it["name"] for it in document["unread"]]

    def test_hides_what_was_not_known(self, several: Path) -> None:
        """The shots were written down on the 18th."""
        outcome = run("board", str(several / "grave"), "--known-at", "2026-11-17")
        assert "Shots" not in outcome.stdout

    def test_no_watch_is_an_error(self, several: Path) -> None:
        """A folder without one is named."""
        (several / "empty").mkdir()
        outcome = run("board", str(several / "empty"))
        assert 5 == outcome.exit_code
        assert outcome.stderr.startswith(f"{several / 'empty'}: not a watch")


class TestFrontPage:
    def test_has_a_line_for_each_watch_and_a_site_beside(
        self, several: Path, tmp_path: Path
    ) -> None:
        """The broken one is named, and the code is its own."""
        out = tmp_path / "public"
        outcome = run("site", str(out), str(several))
        page = (out / "index.html").read_text()
        assert 5 == outcome.exit_code
        assert page.index("Grave") < page.index("Calm") < page.index("torn")
        assert 'href="grave/index.html"' in page
        assert "worse than a week ago, from 4" in page
        assert "Unofficial" in page
        assert (out / "grave" / "feed.xml").is_file()
        assert not (out / "torn").exists()

    def test_writes_nothing_anew_that_is_the_same(
        self, several: Path, tmp_path: Path
    ) -> None:
        """A second run finds everything in its place."""
        out = tmp_path / "public"
        run("site", str(out), str(several))
        again = run("site", str(out), str(several))
        assert ", 0 written" in again.stderr

    def test_tells_no_event_above_its_mark(self, several: Path, tmp_path: Path) -> None:
        """Its level counts it; the front page does not name it."""
        log = several / "grave" / "log" / "2026-11.toml"
        log.write_text(log.read_text() + 'tlp = "red"\n')
        out = tmp_path / "public"
        run("site", str(out), str(several / "grave"), str(several / "calm"))
        page = (out / "index.html").read_text()
        assert "Shots" not in page
        run("site", str(out), str(several), "--tlp", "red")
        assert "Shots" in (out / "index.html").read_text()

    def test_refuses_two_of_one_name(self, several: Path, tmp_path: Path) -> None:
        """Each needs a folder of its own."""
        small_watch(tmp_path / "other" / "calm")
        outcome = run(
            *("site", str(tmp_path / "public")),
            *(str(several / "calm"), str(tmp_path / "other" / "calm")),
        )
        assert 2 == outcome.exit_code
        assert "called `calm`" in outcome.stderr
