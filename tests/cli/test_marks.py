"""What is meant to stay among few is never published, however the mark is spelled."""

import json
from pathlib import Path

import pytest

from riskctl.model.tlp import Tlp
from riskctl.storage.text.writer import block
from tests.helpers import event, make_watch, run

OPEN = event("2026-11-10", "clash", "shots", title="An open event")
SECRET = event("2026-11-12", "talks", "call", title="HIDDENTITLE")


def watch_with(tmp_path: Path, line: str) -> Path:
    """Make a watch in which a line is meant to mark an event."""
    text = f"{block(OPEN)}\n{block(SECRET)}{line}\n"
    return make_watch(tmp_path / "w", {"2026-11.toml": text})


class TestNearMarks:
    @pytest.mark.parametrize(
        "line",
        [
            'TLP = "red"',
            'Tlp = "amber"',
            'tpl = "red"',
            'tlp-level = "red"',
            'Tlp-level = "amber"',
            '"tlp " = "amber"',
            '"tlp:" = "amber"',
            'tlp = "AMBER "',
            'tlp = "Amber"',
            'tlp = "tlp:amber"',
            'tlp = "TLP:RED"',
            'tlp = "amber+strict"',
            'tlp = "ambre"',
            'tlp = "secret"',
            'tlp = ""',
            'tlp = ["red"]',
            "tlp = 3",
            'tlp.level = "red"',
            'marking = "TLP:RED"',
            'classification = "restricted"',
            'trafficlight = "amber"',
            '"\u0442lp" = "red"',
            'note = "TLP:RED, not to be passed on"',
        ],
    )
    def test_nothing_is_published_until_it_is_mended(
        self, tmp_path: Path, line: str
    ) -> None:
        """Nor is a level computed, as with a slip in any key that matters."""
        folder = watch_with(tmp_path, line)
        for command in (("site", str(tmp_path / "out")), ("report",), ("level",)):
            outcome = run(*command, folder=folder)
            assert (outcome.exit_code, outcome.stdout) == (5, "")
        assert not (tmp_path / "out").exists()
        assert run("check", folder=folder).exit_code == 3

    def test_a_mark_in_a_source_or_for_a_whole_file_blocks(
        self, tmp_path: Path
    ) -> None:
        """Wherever somebody put it."""
        folder = watch_with(tmp_path, "")
        month = folder / "log" / "2026-11.toml"
        text = month.read_text()
        for marked in (
            f'tlp = "red"\n\n{text}',
            f'{text}\n[tlp]\nall = "red"\n',
            text.replace(
                '["https://example.org/a"]',
                '[{ url = "https://example.org/a", tlp = "red" }]',
            ),
        ):
            month.write_text(marked)
            outcome = run("level", "--brief", folder=folder)
            assert outcome.exit_code == 5
            assert "looks like a mark of secrecy" in outcome.stderr

    @pytest.mark.parametrize(
        "text", ["TLP:RED a call", "[tlp: amber] a call", "A call (TLP:RED)"]
    )
    def test_a_title_that_says_a_mark_asks_for_the_option(
        self, tmp_path: Path, text: str
    ) -> None:
        """With it, the event is logged as it was typed."""
        folder = make_watch(tmp_path)
        words = ("log", "talks", "call", text, "-s", "Gazette", "-d", "2026-11-19")
        refused = run(*words, folder=folder)
        mark = "red" if "RED" in text else "amber"
        assert refused.exit_code == 2
        assert refused.stderr.endswith(
            f"hint: add --tlp {mark}, or word `title` otherwise\n"
        )
        assert run(*words, "--tlp", mark, folder=folder).exit_code == 0
        assert run("check", folder=folder).exit_code == 0


class TestHiddenIds:
    def test_no_published_file_names_what_is_hidden(self, tmp_path: Path) -> None:
        """An id tells on which day something was that nobody is to know of."""
        plan = event(
            "2026-11-15", "talks", "summit", id="2026-11-15-hidpln", tlp=Tlp.RED
        )._replace(scheduled=True, recorded=OPEN.recorded)
        secret = SECRET._replace(id="2026-11-12-hiddn1", tlp=Tlp.AMBER)
        shown = [
            OPEN._replace(id="2026-11-10-shown1", distinct=(secret.id,)),
            event(
                "2026-11-16", "talks", "summit", id="2026-11-16-shown2", title="It came"
            )._replace(confirms=plan.id),
            event(
                "2026-11-12", "talks", "call", id="2026-11-12-shown3", title="For all"
            )._replace(replaces=secret.id, recorded=plan.recorded),
        ]
        texts = "\n".join(block(it) for it in (plan, secret, *shown))
        folder = make_watch(tmp_path / "w", {"2026-11.toml": texts})
        out = tmp_path / "out"
        assert run("site", str(out), folder=folder).exit_code == 0
        reports = [
            run("report", "this", "-f", it, "--tlp", "clear", folder=folder).stdout
            for it in ("json", "html", "markdown", "text")
        ]

        published = [
            it.read_text()
            for it in out.rglob("*")
            if it.is_file() and it.name != ".riskctl-site.json"
        ]
        for text in (*published, *reports):
            assert "hiddn1" not in text
            assert "hidpln" not in text
        events = json.loads((out / "events.json").read_text())["events"]
        assert {it["id"][-6:] for it in events} == {"shown1", "shown2", "shown3"}


class TestSecretsInAddresses:
    @pytest.mark.parametrize(
        "source",
        [
            "https://hk:CANARY@example.org/a",
            "https://example.org/a?token=CANARY",
            "https://example.org/a#access_token=CANARY",
            "https://example.org/a;jsessionid=CANARY",
            "hk:CANARY@example.org",
        ],
    )
    def test_what_was_typed_into_the_log_by_hand_is_not_published(
        self, tmp_path: Path, source: str
    ) -> None:
        """The site is named, and that the rest is withheld."""
        text = block(OPEN._replace(sources=(source,)))
        folder = make_watch(tmp_path / "w", {"2026-11.toml": text})
        out = tmp_path / "out"
        assert run("site", str(out), folder=folder).exit_code == 0
        reports = [
            run("report", "this", "-f", it, folder=folder).stdout
            for it in ("html", "markdown", "text", "json")
        ]
        published = [it.read_text() for it in out.rglob("*") if it.is_file()]
        assert not any("CANARY" in it for it in (*published, *reports))
        assert any("example.org (the address is withheld" in it for it in published)
