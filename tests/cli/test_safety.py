"""Nothing that stands in a log reaches the terminal as anything but text."""

import json
import re
import shlex
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
import tomli_w
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from riskctl.model.plain import hidden_in
from riskctl.model.source import is_address
from riskctl.reporting.safe import safe
from tests.helpers import Outcome, make_watch, run

SGR: Final = re.compile(r"\x1b\[[0-9;]*m")
WIDE: Final = {"COLUMNS": "200"}
BASE: Final = {
    "id": "2026-11-10-shot01",
    "title": "Shots at the river",
    "note": "",
    "by": "",
    "sources": "https://example.org/a",
}
# Where each field is shown, and where it must be whole.
COMMANDS: Final = {
    "level": (),
    "level --brief": (),
    "explain": ("title",),
    "explain clash": ("title",),
    "events --all": ("id", "title"),
    "show -- {id}": ("id", "title", "note", "by", "sources"),
    "report --week 2026-W46": ("title", "note", "sources"),
    "history --from 2026-10-01": (),
    "change 2026-11-01 2026-11-20": (),
    "outlook": (),
    "check": (),
    "indicators": (),
    "indicators clash": (),
}
# What a renderer of Markdown makes of text that is only text.
PLAIN: Final = {"text", "text_special", "softbreak"}
ATTACKS: Final = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;owned\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;Y2F0\x07",
    "\x9b2J",
    "\x90q\x9c",
    "over\rwritten",
    "back\b\b\bspace",
    "\x7f\x00\x01",
    "line\u2028sep\u2029arators",
    "abc\u202efdp.exe\u202c",
    "zero\u200bwidth\ufeff",
    "\U000e0041tag",
    "[/]",
    "[/x]",
    "[b]bold[/b]",
    "[link=file:///etc/passwd]x[/link]",
    "[red on blue]",
    "http://e/[x]",
    "\\[b]",
    ":smile: :skull:",
    "[@click=app.quit]q[/]",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/pixel.png)",
    "`code` **bold** _it_ ~~gone~~ | a | b |",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "===",
    "&lt;b&gt; &#x1b;",
    "$(touch /tmp/owned) `id`",
    "%s %(x)s {0} {x!r}",
    "e\u0301 日本 🙂",
]

pieces = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=8),
    st.text(st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Co")), max_size=4),
    st.text(alphabet="[]/\\:=|*_`#<>()@", max_size=8),
)
hostile = (
    st.lists(pieces, min_size=1, max_size=4)
    .map("".join)
    .map(lambda it: it[:60])
    .filter(str.strip)
)


def log_text(field: str, text: str) -> str:
    """Return a log, written without riskctl, whose event holds *text* in *field*."""
    values = {**BASE, field: text}
    lines = [
        f"{key} = {toml(value)}" for key, value in values.items() if key != "sources"
    ]
    return "\n".join(
        [
            "[[event]]",
            *lines,
            f"sources = [{toml(values['sources'])}]",
            'date = 2026-11-10\nindicator = "clash"\nvalue = "shots"\ngrade = "B2"',
            "recorded = 2026-11-10T18:00:00Z",
            "",
        ]
    )


def toml(text: str) -> str:
    """Return *text* as a TOML string."""
    return tomli_w.dumps({"it": text}).removeprefix("it = ").strip("\n")


def bare(text: str) -> str:
    """Return *text* without white space: where lines were wrapped does not matter."""
    return "".join(text.split())


def assert_is_text(outcome: Outcome) -> None:
    """Nothing but printing characters, line breaks and riskctl's own colours."""
    for stream in (outcome.stdout, outcome.stderr):
        unstyled = SGR.sub("", stream)
        # What spells a word beside its letters is tried in tests/model/test_plain.py.
        odd = {unstyled[place] for place in hidden_in(unstyled, allowed="\n")}
        assert not odd, [unicodedata.name(it, hex(ord(it))) for it in odd]


def assert_shown(field: str, text: str) -> None:
    """Every command shows *text* as it is, and as nothing else."""
    with TemporaryDirectory() as name:
        folder = make_watch(Path(name))
        (folder / "log" / "2026-11.toml").write_bytes(log_text(field, text).encode())
        event_id = text if field == "id" else BASE["id"]
        for command, shows in COMMANDS.items():
            words = [it.replace("{id}", event_id) for it in shlex.split(command)]
            outcome = run(*words, folder=folder, env=WIDE)
            assert_is_text(outcome)
            if field in shows and outcome.exit_code == 0 and not outcome.stderr:
                for part in text.replace("\r\n", "\n").split("\n"):
                    assert bare(safe(part)) in bare(outcome.stdout), command
        coloured = run("--color", "always", "report", folder=folder, env=WIDE)
        assert_is_text(coloured)
        document = json.loads(run("events", "--json", folder=folder).stdout)
        shown = document["events"][0][field]
        assert ([text] if field == "sources" else text) == shown


@pytest.mark.parametrize("field", BASE)
class TestEveryField:
    @pytest.mark.slow
    @given(text=hostile)
    @settings(max_examples=12, deadline=None)
    def test_a_random_text_is_shown_and_does_nothing(
        self, field: str, text: str
    ) -> None:
        """Control bytes, colours, direction marks, markup: all of it is text."""
        assert_shown(field, text)

    def test_a_known_attack_is_shown_and_does_nothing(self, field: str) -> None:
        """Control bytes in the first text, every kind of markup in the second."""
        assert_shown(field, "".join(ATTACKS[:4] + ATTACKS[6:8])[:60])
        assert_shown(field, "[/x][b]b[/b][link=file:///x]y[/link]:smile:\u202e\x9b2J")


class TestMarkdown:
    @pytest.mark.parametrize("field", ["title", "note", "sources"])
    @given(text=hostile)
    @example("<img src=x onerror=alert(1)>")
    @example("[x](https://example.org)")
    @example("a\n# b\n\n<b>")
    @settings(max_examples=5, deadline=None)
    def test_what_users_wrote_is_no_markup(self, field: str, text: str) -> None:
        """Rendered with raw HTML allowed, it adds no element and no link."""
        # An address is a link, and shall be one.
        assume(field != "sources" or not is_address(text))
        page, tokens = rendered(field, text)
        plain, expected = rendered(field, "Gazette" if field == "sources" else "x")
        assert_is_text(Outcome(page, "", 0))
        assert plain
        assert expected == tokens

    def test_an_address_is_a_link_to_itself(self) -> None:
        """And to nothing else, whatever is in it."""
        page, _ = rendered("sources", "https://example.org/a_(b)?c=[d]&e='<f>'")
        html = MarkdownIt("commonmark").render(page)
        links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', html)
        assert links == [
            (
                "https://example.org/a_%28b%29?c=%5Bd%5D&amp;e=%27%3Cf%3E%27",
                "example.org",
            )
        ]


def rendered(field: str, text: str) -> tuple[str, list[str]]:
    """Return the report in Markdown, and the elements that a renderer makes of it."""
    with TemporaryDirectory() as name:
        folder = make_watch(Path(name))
        (folder / "log" / "2026-11.toml").write_bytes(log_text(field, text).encode())
        page = run("report", "-f", "markdown", folder=folder, env=WIDE).stdout
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [
        part.type
        for token in parser.parse(page)
        for part in (token, *(token.children or ()))
    ]
    return page, [it for it in tokens if it not in PLAIN]


class TestNames:
    @pytest.mark.parametrize("name", ["\x1b[31m.toml", "[b].toml", "\u202eabc.toml"])
    def test_a_file_of_the_log(self, name: str, tmp_path: Path) -> None:
        """Its name is shown as text in findings and on the event's page."""
        folder = make_watch(tmp_path)
        path = folder / "log" / name
        path.write_text(log_text("title", " "), encoding="utf-8")
        for command in ("check", "show shot01"):
            outcome = run(*command.split(), folder=folder)
            assert_is_text(outcome)
            assert f"log/{safe(name)}:1" in outcome.stdout
        path.write_text("=", encoding="utf-8")
        outcome = run("level", folder=folder)
        assert_is_text(outcome)
        assert outcome.stderr.startswith(f"log/{safe(name)}:1: ")

    @pytest.mark.parametrize("text", ATTACKS[::4])
    def test_what_was_typed(self, text: str, tmp_path: Path) -> None:
        """A refused word is quoted in the message as text."""
        folder = make_watch(tmp_path)
        for words in (
            ["explain", "--", text],
            ["show", "--", text],
            ["check", "--", text],
            ["level", "--as-of", text],
            ["report", "--week", text],
            ["report", "-f", text],
            ["log", "--", text, text, text],
            ["init", "--example", text],
        ):
            outcome = run(*words, folder=folder)
            assert_is_text(outcome)
            assert outcome.exit_code == 2

    @pytest.mark.parametrize("text", ["\x1b[31mx", "\u202ex"])
    def test_what_the_parser_of_options_quotes(self, text: str, small: Path) -> None:
        """Also where the message is not our own."""
        for words in ([text], ["level", f"--{text}"], ["level", "--fail-at", text]):
            outcome = run(*words, folder=small)
            assert outcome.exit_code == 2
            assert_is_text(outcome)
            assert safe(text) in outcome.stderr
